"""The table of notes for the desk about a person."""

from peewee import SQL, BooleanField, Check, ForeignKeyField, TextField

from centre_app.access.models import Clerk
from centre_app.people.models import Person
from centre_app.storage.database import Table, defaulted, moment_field


class PersonNote(Table):
    """What the next clerk should know of somebody. An important one is shown at each scan until it is ended."""

    person = ForeignKeyField(Person, index=False, backref="desk_notes")
    written_at = moment_field("written_at")
    clerk = ForeignKeyField(Clerk, null=True, index=False)
    text = TextField(constraints=[Check("trim(text) <> ''")])
    important = defaulted(BooleanField, False)
    ended_at = moment_field("ended_at", null=True)


PersonNote.add_index(PersonNote.person, PersonNote.written_at)
PersonNote.add_index(
    SQL('CREATE INDEX "person_note_open" ON "person_note" ("person_id") WHERE ended_at IS NULL')
)
