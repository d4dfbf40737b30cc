"""Tables of what one clerk leaves to the next: notes, and when a shift was handed over."""

from peewee import SQL, Check, ForeignKeyField, IntegerField, TextField

from centre_app.access.models import Clerk
from centre_app.storage.database import Table, defaulted, moment_field


class HandoverNote(Table):
    """Something the next clerk must know or do (交接事项), of nobody in particular; open until it is ticked off."""

    written_at = moment_field("written_at", index=True)
    clerk = ForeignKeyField(Clerk, null=True, index=False, backref="handover_notes")
    text = TextField(constraints=[Check("trim(text) <> ''")])
    done_at = moment_field("done_at", null=True)
    done_by = ForeignKeyField(Clerk, null=True, index=False, backref="handover_notes_done")


HandoverNote.add_index(
    SQL('CREATE INDEX "handover_note_open" ON "handover_note" ("written_at") WHERE done_at IS NULL')
)


class ShiftHandover(Table):
    """That a shift was handed over (交接班), by whom, to whom, with so many notes open."""

    at = moment_field("at", index=True)
    from_clerk = ForeignKeyField(Clerk, null=True, index=False, backref="handed_over")
    to_clerk = ForeignKeyField(Clerk, null=True, index=False, backref="taken_over")
    open_notes = defaulted(IntegerField, 0)
