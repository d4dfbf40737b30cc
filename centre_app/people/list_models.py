"""Tables of saved lists of people, and of why a list left the house with names."""

from peewee import Check, IntegerField, TextField

from centre_app.storage.database import Table, moment_field


class SavedList(Table):
    """A choice of people under a name; `selection` is the JSON of a `Selection`."""

    name = TextField(unique=True, collation="NOCASE", constraints=[Check("trim(name) <> ''")])
    selection = TextField(constraints=[Check("json_valid(selection)")])


class ListRelease(Table):
    """That a list was put out with names and phones in full, and why. Whose they were stands in the records."""

    at = moment_field("at")
    kind = TextField(constraints=[Check("kind IN ('workbook', 'labels', 'phone_round')")])
    people = IntegerField()
    reason = TextField(constraints=[Check("trim(reason) <> ''")])
