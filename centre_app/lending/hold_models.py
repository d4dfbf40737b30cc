"""The table of holds: who waits for a title, which copy is kept for them and until when, and how that ended."""

from peewee import SQL, Check, ForeignKeyField, TextField

from centre_app.lending.models import Copy, Title
from centre_app.people.models import Person
from centre_app.storage.database import Table, defaulted, moment_field

OPEN = ("waiting", "captured")
STATUSES = (*OPEN, "fulfilled", "cancelled", "expired")
ERRANDS = ("", "fetch", "call", "put_back")


class Hold(Table):
    """A person's place in the queue for a title, or for one volume of it. The queue is in the order of the ids.

    `copy` is the copy kept, and after the end the one that was. `errand` is what the clerk has yet to do: fetch the copy from
    its shelf, call the person, or put the copy back.
    """

    title = ForeignKeyField(Title, index=False)
    volume = defaulted(TextField, "")
    person = ForeignKeyField(Person)
    status = defaulted(TextField, "waiting", Check(f"status IN {STATUSES}"))
    placed_at = moment_field("placed_at")
    copy = ForeignKeyField(Copy, null=True)
    captured_at = moment_field("captured_at", null=True)
    pick_up_by = moment_field("pick_up_by", null=True)
    ended_at = moment_field("ended_at", null=True)
    errand = defaulted(TextField, "", Check(f"errand IN {ERRANDS}"))
    note = defaulted(TextField, "")

    class Meta:
        constraints = [
            Check("status <> 'waiting' OR (copy_id IS NULL AND pick_up_by IS NULL)"),
            Check(
                "status <> 'captured' OR (copy_id IS NOT NULL AND captured_at IS NOT NULL AND pick_up_by IS NOT NULL)"
            ),
            Check(f"(status IN {OPEN}) = (ended_at IS NULL)"),
        ]


Hold.add_index(SQL('CREATE UNIQUE INDEX "hold_captured" ON "hold" ("copy_id") WHERE status = \'captured\''))
Hold.add_index(
    SQL(
        'CREATE UNIQUE INDEX "hold_open" ON "hold" ("title_id", "person_id", "volume") WHERE ended_at IS NULL'
    )
)
Hold.add_index(SQL('CREATE INDEX "hold_queue" ON "hold" ("status", "title_id", "id")'))
Hold.add_index(SQL('CREATE INDEX "hold_errand" ON "hold" ("errand") WHERE errand <> \'\''))
