"""Which tables go out and come in, and which do not and why. A table added to `schema.MODELS` goes out by itself."""

from dataclasses import dataclass

from peewee import ForeignKeyField

from centre_app import schema
from centre_app.i18n import N_
from centre_app.storage.database import db
from centre_app.storage.schema import HISTORY
from centre_app.storage.schema import columns as stored_columns

_JOURNAL = N_("the journal: the history of that one file, for undo and records; a backup carries it")
LEFT_OUT = {
    "action": _JOURNAL,
    "action_about": _JOURNAL,
    "change": _JOURNAL,
    "current_action": _JOURNAL,
    "clerk_pin": N_("PINs: everybody chooses a new one"),
    "search tables": N_("made anew from the rows"),
    HISTORY: N_("which changes of the tables a file has had; the program keeps it"),
    "key store": N_("the key of resident ID numbers lies in the system, not in the file"),
}
# A centre in which none of these has a row was not used yet: what set-up wrote into the others is replaced.
USED = (
    "person", "visit", "party", "enquiry", "title", "donation", "booking", "series", "waiting_entry", "stocktake",
    "erased_person", "handover_note", "kept_report",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with their kinds as declared in SQL, in the order they stand in the file."""

    name: str
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Extent:
    """How many rows a table has, and the highest id that was ever given in it."""

    rows: int
    highest_id: int


def tables() -> list[Table]:
    """All tables that go out, each after those it is guarded with."""
    names = [model._meta.table_name for model in schema.MODELS]
    return [Table(name, stored_columns(name)) for name in names if name not in LEFT_OUT]


def extent(table: str) -> Extent:
    """How much a table holds."""
    rows = db.execute_sql(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - one of our tables
    last = db.execute_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return Extent(rows, last[0] if last else 0)


def release() -> str:
    """The last change of the tables that the open file has had, such as `0020_enquiries`."""
    name: str = db.execute_sql(f"SELECT max(name) FROM {HISTORY}").fetchone()[0]  # noqa: S608 - a constant
    return name


def used() -> str | None:
    """A table that shows that the open centre is in use, None for an empty one."""
    held = (table for table in USED if db.execute_sql(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone())  # noqa: S608
    return next(held, None)


def references() -> dict[tuple[str, str], str]:
    """What each column of foreign keys points at."""
    fields = [field for model in schema.MODELS for field in model._meta.sorted_fields]
    found = {
        (field.model._meta.table_name, field.column_name): field.rel_model._meta.table_name
        for field in fields
        if isinstance(field, ForeignKeyField)
    }
    for table in tables():  # also those that the models know as numbers
        for key in db.execute_sql(f'PRAGMA foreign_key_list("{table.name}")').fetchall():
            found[table.name, key[3]] = key[2]
    return found
