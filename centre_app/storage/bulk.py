"""Writing many new rows at once, with ids that are known before: what a row points at can be written beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from centre_app.storage.database import db

AT_ONCE = 500


def last_id(table: str) -> int:
    """The highest id the table ever gave; inside an action nobody else inserts."""
    row = db.execute_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return row[0] if row else 0


def insert(table: str, rows: Sequence[Mapping[str, Any]], *, first_id: int) -> None:
    """Write rows, which all have the same columns, with running ids from the first; at most some hundreds at a time."""
    names = list(rows[0])
    columns = ", ".join(["id", *(f'"{name}"' for name in names)])
    marks = f"({', '.join(['?'] * (len(names) + 1))})"
    values: list[Any] = []
    for row_id, row in enumerate(rows, first_id):
        values.append(row_id)
        values.extend(row[name] for name in names)
    db.execute_sql(f'INSERT INTO "{table}" ({columns}) VALUES {", ".join([marks] * len(rows))}', values)  # noqa: S608
