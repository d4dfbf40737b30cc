"""The table of how columns of lists are understood that did not explain themselves."""

from peewee import TextField

from centre_app.storage.database import Table


class ListShape(Table):
    """What the columns of a file hold whose row of headings has this digest, as said by a clerk: field by column, as JSON.

    It names no file and holds no words of one. It is written with an import, and an undo of that takes it back.
    """

    shape = TextField(unique=True)
    fields = TextField()
