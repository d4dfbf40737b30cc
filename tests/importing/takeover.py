"""Importing small lists in a test, and looking at what is stored."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from centre_app.importing import apply, plan
from centre_app.importing.fates import Counts
from centre_app.importing.vocabulary import Kind
from centre_app.storage import schema
from centre_app.storage.database import db

Rows = Sequence[Sequence[object]]


def a_list(folder: Path, rows: Rows, *, name: str = "清单.csv") -> Path:
    """A .csv file of these rows."""
    path = folder / name
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def planned(folder: Path, kind: Kind, rows: Rows, **more: Any) -> plan.Plan:
    """The plan of a list of these rows, the headings among them."""
    return plan.make_plan(kind=kind, file=a_list(folder, rows), **more)


def imported(folder: Path, kind: Kind, rows: Rows, **more: Any) -> Counts:
    """Import a list of these rows."""
    return apply.apply(planned(folder, kind, rows, **more))


def brief(counts: Counts) -> str:
    """Added, merged, skipped, rejected, as one word to compare with."""
    assert counts.rows == counts.added + counts.merged + counts.skipped + counts.rejected
    return f"+{counts.added} ={counts.merged} ~{counts.skipped} -{counts.rejected}"


def stored(query: str) -> list[tuple[Any, ...]]:
    """Rows of the database."""
    found: list[tuple[Any, ...]] = db.execute_sql(query).fetchall()
    return found


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables that actions change."""
    return {name: stored(f'SELECT * FROM "{name}" ORDER BY id') for name in schema.journalled_tables()}
