"""What passes between the steps of an import: cells, sheets, and values read from cells. No rules live here."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")
Cell = str | int | float | bool | date | datetime | time | timedelta
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file. `rows[0]` is what the file shows as row 1; an empty cell is "".

    `days_from_1904`: bare numbers that stand for days count from 1904, as the whole workbook does.
    """

    name: str
    rows: list[Row]
    hidden: bool = False
    days_from_1904: bool = False


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """A cell as understood: `value` is None where it says nothing usable.

    An empty `note` beside None: the cell was empty. A note beside None: why it could not be read. A note beside a value:
    what was set aside. Notes are sentences for the clerk in the current language.
    """

    value: T | None
    note: str = ""
