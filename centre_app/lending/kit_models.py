"""The table of what is in a kit."""

from peewee import Check, ForeignKeyField, IntegerField, TextField

from centre_app.lending.models import Copy
from centre_app.storage.database import Table, day_field, defaulted


class KitItem(Table):
    """A thing in a kit, so many of it; medicine has a last day."""

    copy = ForeignKeyField(Copy, backref="contents")
    name = TextField(constraints=[Check("trim(name) <> ''")])
    quantity = defaulted(IntegerField, 1, Check("quantity BETWEEN 1 AND 1000"))
    expires_on = day_field("expires_on", null=True, index=True)
    note = defaulted(TextField, "")
