"""Tables of consents, the wordings they were given to, and photos."""

from peewee import BlobField, Check, ForeignKeyField, IntegerField, TextField

from centre_app.people.models import Person
from centre_app.storage.database import Table, day_field, defaulted, moment_field

RELATIONS = ("self", "parent", "grandparent", "guardian")


class ConsentWording(Table):
    """What people consent to, as they read it; a changed text is a new version, and no old one is lost."""

    version = IntegerField(unique=True)
    text = TextField(constraints=[Check("trim(text) <> ''")])
    valid_from = day_field("valid_from")


class Consent(Table):
    """That somebody, or a guardian for them, consented; `wording` is unknown for consents taken over from lists."""

    person = ForeignKeyField(Person, backref="consents")
    wording = ForeignKeyField(ConsentWording, null=True, backref="consents")
    given_on = day_field("given_on")
    given_by = defaulted(TextField, "")
    relation = defaulted(TextField, "self", Check(f"relation IN {RELATIONS}"))
    withdrawn_on = day_field("withdrawn_on", null=True)

    class Meta:
        constraints = [Check("withdrawn_on IS NULL OR withdrawn_on >= given_on")]


class PersonPhoto(Table):
    """A small JPEG of a person's face."""

    person = ForeignKeyField(Person, unique=True, backref="photos")
    image = BlobField(constraints=[Check("length(image) <= 61440")])
    added_at = moment_field("added_at")
