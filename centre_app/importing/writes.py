"""What an import will write, prepared before the lock is taken, and the one way it is written. No rule of any list is here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from centre_app.i18n import _
from centre_app.progress import Progress
from centre_app.storage import bulk
from centre_app.storage.database import db

Values = dict[str, Any]
_ORDER = (
    "donation",
    "donation_line",
    "room",
    "title",
    "household",
    "person",
    "copy",
    "visit",
    "booking",
    "loan",
)  # what is pointed at comes first
_POINTS_AT = {
    "title_id": "title",
    "donation_id": "donation",
    "household_id": "household",
    "guardian_id": "person",
    "person_id": "person",
    "room_id": "room",
}


@dataclass(slots=True)
class Writes:
    """New rows by table and changes of rows that are there.

    A new row has no id yet: it is named by a negative one, -1 for the first new row of its table, in references too.
    Rows of a table all have the same columns.
    """

    inserts: dict[str, list[Values]] = field(default_factory=dict)
    changes: dict[str, dict[int, Values]] = field(default_factory=dict)

    def insert(self, table: str, values: Values) -> int:
        """Add a new row and return its negative id."""
        rows = self.inserts.setdefault(table, [])
        rows.append(values)
        return -len(rows)

    def change(self, table: str, row_id: int, values: Values) -> None:
        """Change a row, a new one or one that is there."""
        if row_id < 0:
            self.inserts[table][-row_id - 1].update(values)
        elif values:
            self.changes.setdefault(table, {}).setdefault(row_id, {}).update(values)

    def __bool__(self) -> bool:
        return bool(self.inserts or self.changes)


def write(writes: Writes, *, progress: Progress) -> None:
    """Write all of it, inside an action: new rows in chunks with running ids, then the changes."""
    db.execute_sql("PRAGMA defer_foreign_keys = ON")  # a ward may stand above the guardian in the list
    total = sum(len(rows) for rows in (*writes.inserts.values(), *writes.changes.values()))
    last = {table: bulk.last_id(table) for table in writes.inserts}
    done = 0
    for table in _ORDER:
        for chunk, first in _chunks(writes.inserts.get(table, ())):
            progress.report(done, total, _("Writing"))
            rows = [_resolved(row, last) for row in chunk]
            bulk.insert(table, rows, first_id=last[table] + first + 1)
            done += len(chunk)
    for table in _ORDER:
        for row_id, values in writes.changes.get(table, {}).items():
            if done % bulk.AT_ONCE == 0:
                progress.report(done, total, _("Writing"))
            _update(table, row_id, _resolved(values, last))
            done += 1
    progress.report(total, total, _("Writing"))


def _chunks(rows: Sequence[Values]) -> Iterator[tuple[Sequence[Values], int]]:
    for first in range(0, len(rows), bulk.AT_ONCE):
        yield rows[first : first + bulk.AT_ONCE], first


def _update(table: str, row_id: int, values: Values) -> None:
    listed = ", ".join(f'"{name}" = ?' for name in values)
    db.execute_sql(f'UPDATE "{table}" SET {listed} WHERE id = ?', [*values.values(), row_id])  # noqa: S608


def _resolved(values: Values, last: dict[str, int]) -> Values:
    """The values with the ids that new rows got."""
    return {
        name: last[_POINTS_AT[name]] - value
        if name in _POINTS_AT and value is not None and value < 0
        else value
        for name, value in values.items()
    }
