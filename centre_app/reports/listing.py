"""What stands behind a figure: a list of rows under named columns, read once, for a sheet or for the screen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

from centre_app.storage.database import db

Cell = str | int | float | bool | date | datetime | time | None
Row = tuple[Cell, ...]
# count: whole number; flag: 1 or nothing; number, money (yuan) and percent: with decimals
ColumnKind = Literal["text", "date", "time", "moment", "count", "flag", "number", "money", "percent"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its title as message id, what kind of values it has, its width in Latin letters."""

    key: str
    title: str
    kind: ColumnKind = "text"
    width: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """Columns and rows; the rows can be walked through once."""

    columns: tuple[Column, ...]
    rows: Iterable[Row]

    def place(self, key: str) -> int:
        """Which column has that key, from 0."""
        return next(number for number, column in enumerate(self.columns) if column.key == key)


def each(sql: str, values: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query one after the other, as the database gives them."""
    yield from db.execute_sql(sql, values)


def one(sql: str, values: dict[str, Any]) -> tuple[Any, ...]:
    """The first row of a query that always has one."""
    row: tuple[Any, ...] = db.execute_sql(sql, values).fetchone()
    return row


def day_of(text: str) -> date:
    """The date in a moment or date as the database gives it."""
    return date.fromisoformat(text[:10])


def moment_of(text: str | None) -> datetime | None:
    """The moment as the database gives it."""
    return datetime.fromisoformat(text) if text else None
