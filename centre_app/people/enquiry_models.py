"""Tables of the desk's enquiries: the kinds a centre counts, and one row for each time somebody asked."""

from peewee import BooleanField, Check, ForeignKeyField, IntegerField, TextField

from centre_app.storage.database import Table, defaulted, moment_field


class EnquiryKind(Table):
    """A kind of help asked for at the desk. The shipped ones have message ids for names (see `enquiries.label`)."""

    name = TextField(unique=True, collation="NOCASE", constraints=[Check("trim(name) <> ''")])
    position = defaulted(IntegerField, 0)
    active = defaulted(BooleanField, True)


class Enquiry(Table):
    """One enquiry at the desk: what kind, when, and perhaps a note. Never who."""

    kind = ForeignKeyField(EnquiryKind, backref="enquiries")
    at = moment_field("at", index=True)
    note = defaulted(TextField, "")
