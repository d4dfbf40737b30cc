"""The table of clerks. What they may do is said by the verbs in `clerks.py`."""

from peewee import BooleanField, IntegerField, TextField

from centre_app.storage.database import Table, defaulted


class Clerk(Table):
    """Somebody who serves at the desk. Never deleted: a leaving clerk is switched off."""

    name = TextField(unique=True, collation="NOCASE")
    position = defaulted(IntegerField, 0)
    active = defaulted(BooleanField, True)
