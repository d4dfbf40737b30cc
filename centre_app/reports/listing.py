"""What stands behind a figure: a list of rows under named columns, read once, for a sheet or for the screen.

Rows carry codes where a column has words for them, and behind the columns shown what tells which record each one is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

from centre_app.i18n import N_, _
from centre_app.storage.database import db

Cell = str | int | float | bool | date | datetime | time | None
Row = tuple[Cell, ...]
# count: whole number; flag: 1 or nothing; number, money (yuan) and percent: with decimals
ColumnKind = Literal["text", "date", "time", "moment", "count", "flag", "number", "money", "percent"]
UNKNOWN = "unknown"  # the part of a split that nobody recorded (未登记)
NOT_RECORDED = N_("not recorded")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its title as message id, what kind of values it has, its width in Latin letters.

    `words` are the message ids for the codes in it. What people typed freely is not `kept` with a closing or an export.
    """

    key: str
    title: str = ""
    kind: ColumnKind = "text"
    width: int = 0
    words: Mapping[Any, str] | None = None
    kept: bool = True


ID = Column("id")  # of the record in its table
PERSONAL = Column("personal")  # whether the record belongs to somebody known


class AsWritten(Mapping[str, str]):
    """Words for codes that are message ids or names themselves."""

    def __getitem__(self, code: str) -> str:
        return code

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


AS_WRITTEN = AsWritten()


class _Words(dict[Any, str]):
    """The words for codes in the current language, each looked up once."""

    def __init__(self, labels: Mapping[Any, str]) -> None:
        super().__init__()
        self._labels = labels

    def __missing__(self, code: Any) -> str:
        label = None if code in ("", UNKNOWN, None) else self._labels.get(code)
        self[code] = _(NOT_RECORDED) if label is None else _(label)
        return self[code]


@dataclass(frozen=True, slots=True)
class Listing:
    """Columns and rows; the rows can be walked through once.

    `found` are the rows as they are read: codes, and behind the columns the `hidden` ones. `table` is where their ids belong.
    """

    columns: tuple[Column, ...]
    found: Iterable[Row]
    hidden: tuple[Column, ...] = ()
    table: str = ""

    @property
    def rows(self) -> Iterable[Row]:
        """The rows under the columns, in words of the current language."""
        worded = [
            (place, _Words(column.words))
            for place, column in enumerate(self.columns)
            if column.words is not None
        ]
        return _shown(self.found, len(self.columns), worded) if worded or self.hidden else self.found

    def place(self, key: str) -> int:
        """Which column has that key, from 0."""
        return next(number for number, column in enumerate(self.columns) if column.key == key)


def _shown(found: Iterable[Row], width: int, worded: list[tuple[int, _Words]]) -> Iterator[Row]:
    for row in found:
        cells = list(row[:width])
        for place, words in worded:
            cells[place] = words[cells[place]]
        yield tuple(cells)


def time_text(value: date | time) -> str:
    """A date, a time or a moment as people write it, without seconds."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:%H:%M}" if isinstance(value, time) else f"{value:%Y-%m-%d}"


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
