"""What a report is written into: a book of sheets, each filled from top to bottom. What comes of it is in `xlsx` and `recorded`."""

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import repeat
from typing import Any, Literal

from centre_app.i18n import _
from centre_app.reports import styles
from centre_app.reports.listing import Cell, Column

ROWS = "rows"  # tallied like a column, it counts the rows
_LONGEST_TEXT = 32_767
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its =, and the value it has: previews that do not calculate show that."""

    text: str
    value: Any


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to the top of another sheet of the book."""

    text: str
    sheet: str


@dataclass(frozen=True, slots=True)
class Cells:
    """A row or column of cells on a sheet, counted from 1, with the cell that names them."""

    sheet: str
    left: int
    top: int
    right: int
    bottom: int
    name: tuple[int, int]

    @property
    def range(self) -> str:
        """The cells as a formula names them."""
        return f"{_quoted(self.sheet)}!${letter(self.left)}${self.top}:${letter(self.right)}${self.bottom}"

    @property
    def name_cell(self) -> str:
        """The cell of the name as a formula names it."""
        column, row = self.name
        return f"{_quoted(self.sheet)}!${letter(column)}${row}"


@dataclass(frozen=True, slots=True)
class CellChart:
    """A chart over cells. `line` is drawn as a line against an axis of its own at the right."""

    title: str
    shape: Literal["columns", "stacked", "bars"]
    labels: Cells
    series: tuple[Cells, ...]
    line: Cells | None = None
    date_format: str = ""


@dataclass
class Placed:
    """Where a table's rows stand on their sheet (empty when last < first), and sums over them gathered while writing."""

    sheet: str
    keys: tuple[str, ...]
    first: int
    last: int
    sums: dict[tuple[str, str | None], Counter[Cell]] = field(default_factory=dict)
    head: int = 0  # the row of the headings where it is not the one above the first

    @property
    def is_empty(self) -> bool:
        """Whether no row is there; the sheet is then left out, and no formula may name it."""
        return self.last < self.first

    def part(self, rows: range) -> "Placed":
        """Some of its rows, counted from 0, under the same headings."""
        return replace(
            self, first=self.first + rows[0], last=self.first + rows[-1], head=self.head or self.first - 1
        )

    def cells(self, key: str) -> Cells:
        """The cells of a column under its heading."""
        place = self.keys.index(key) + 1
        return Cells(self.sheet, place, self.first, place, self.last, (place, self.head or self.first - 1))

    def range(self, key: str) -> str:
        """The cells of a column as a formula names them."""
        return self.cells(key).range

    def local(self, first: str, last: str = "") -> str:
        """The cells of a column, or of those from one to another, as they are called on their own sheet."""
        left, right = (letter(self.keys.index(key) + 1) for key in (first, last or first))
        return f"{left}{self.first}:{right}{self.last}"

    def sum_of(self, key: str, *, by: str | None = None, value: Cell = None) -> Formula:
        """The sum of a column, of all rows or of those with a value in another column; the pair must have been tallied."""
        known = self.sums[key, by][value if by else None]
        if by is None:
            return self._formula(f"SUM({self.range(key)})", known)
        return self._formula(f"SUMIFS({self.range(key)},{self.range(by)},{literal(value)})", known)

    def count_of(self, key: str, *, value: Cell = None) -> Formula:
        """How many rows have this value in a column; without one, how many have a number or date there."""
        if value is None:
            return self._formula(f"COUNT({self.range(key)})", self.sums[ROWS, None][None])
        return self._formula(f"COUNTIFS({self.range(key)},{literal(value)})", self.sums[ROWS, key][value])

    def positive_of(self, key: str) -> Formula:
        """How many rows have more than nothing in a column."""
        known = sum(
            count
            for value, count in self.sums[ROWS, key].items()
            if isinstance(value, int | float) and value > 0
        )
        return self._formula(f'COUNTIFS({self.range(key)},">0")', known)

    def _formula(self, text: str, known: Any) -> Formula:
        return Formula("0", 0) if self.is_empty else Formula(text, known)


Value = Cell | Formula | Link


class Sheet(ABC):
    """One sheet, filled from top to bottom. It `has_content` once it has a table with rows, or a chart."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.row = 0
        self.has_content = False

    @abstractmethod
    def widths(self, letters: Sequence[int]) -> None:
        """Set the widths of the columns from the left, in Latin letters; before anything is written."""

    @abstractmethod
    def one_page(self) -> None:
        """Print it on a single page."""

    @abstractmethod
    def freeze_below(self, row: int) -> None:
        """Keep the rows down to this one in sight, and repeat it on every printed page; before anything is written."""

    def heading(self, text: str, *notes: str) -> None:
        """Write the sheet's title line and quiet lines below it."""
        self.write([text], kinds=["title"], height=26)
        for note in notes:
            self.write([note], kinds=["quiet"])

    def write(
        self, values: Sequence[Value], *, kinds: Sequence[str], height: float | None = None, across: int = 0
    ) -> int:
        """Write one row, each value in its kind (title, quiet, head, or a column kind); returns its number.

        `across`: the first value takes the room of that many columns. `height` is in points.
        """
        self.row += 1
        self._write(values, kinds, height, across)
        return self.row

    def table(
        self, columns: Sequence[Column], rows: Iterable[Sequence[Any]], *,
        tally: Iterable[tuple[str, str | None]] = (), kinds: Iterable[Sequence[str]] | None = None,
        heights: Iterable[float | None] = repeat(None), standing: bool = False,
    ) -> Placed:  # fmt: skip
        """Write a native table and return where it stands.

        `tally` names the sums wanted later: (column or ROWS, None or the column to sum by). `kinds` are those of each row's
        cells and `heights` those of the rows in points, where they differ from row to row. `standing`: the rows are there
        whatever happened (days, zones), so that there is nothing to show where all that is tallied is 0.
        """
        titles = _distinct([_(column.title) for column in columns])
        head = self.write(titles, kinds=["head"] * len(titles), height=styles.head_height(titles))
        keys = tuple(column.key for column in columns)
        each_kinds = repeat([column.kind for column in columns]) if kinds is None else kinds
        pairs = [(pair, _place(keys, pair[0]), _place(keys, pair[1])) for pair in tally]
        sums: dict[tuple[str, str | None], Counter[Cell]] = {pair: Counter() for pair, _what, _by in pairs}
        for row, row_kinds, height in zip(rows, each_kinds, heights, strict=False):
            self.write(row, kinds=row_kinds, height=height)
            for pair, what, by in pairs:
                sums[pair][None if by is None else row[by]] += 1 if what is None else row[what] or 0
        counted = any(value for (what, _by), sum_ in sums.items() if what != ROWS for value in sum_.values())
        last = self.row
        if last == head:
            self.write([_("Nothing was recorded in this period.")], kinds=["quiet"])
        if last == head or (standing and not counted):
            return Placed(self.title, keys, head + 1, head, sums)
        self.has_content = True
        self._add_table(columns, titles, head)
        return Placed(self.title, keys, head + 1, last, sums)

    @abstractmethod
    def mark_where(self, cells: str, condition: str) -> None:
        """Colour cells red where a formula over them is true."""

    @abstractmethod
    def heat(self, cells: str) -> None:
        """Colour numbers from white for nothing over yellow to orange for the most of these cells."""

    @abstractmethod
    def bars(self, cells: str) -> None:
        """Draw a bar in each cell, as long as its percentage."""

    @abstractmethod
    def ups_and_downs(self, cells: str) -> None:
        """Colour changes: blue for more, brown for less. Whether more is better is not judged."""

    def chart(self, chart: CellChart, place: str) -> None:
        """Put a native chart with its upper left corner on a cell."""
        self.has_content = True
        self._chart(chart, place)

    @abstractmethod
    def _write(
        self, values: Sequence[Value], kinds: Sequence[str], height: float | None, across: int
    ) -> None: ...

    @abstractmethod
    def _add_table(self, columns: Sequence[Column], titles: Sequence[str], head: int) -> None: ...

    @abstractmethod
    def _chart(self, chart: CellChart, place: str) -> None: ...


class Book(ABC):
    """A book being written. Make every sheet first, then fill each from top to bottom; what is empty can be left out."""

    @abstractmethod
    def sheet(self, title: str, *, landscape: bool = True) -> Sheet:
        """Add a sheet at the end."""

    @abstractmethod
    def leave_out(self, sheet: Any) -> None:
        """Take a sheet away again, whatever was written on it."""


def letter(number: int) -> str:
    """The letters of a column, counted from 1."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))


def plain_text(text: str) -> str:
    """The text without what a workbook cannot hold: control characters, and more than a cell takes."""
    return _CONTROL.sub("", text)[:_LONGEST_TEXT]


def literal(value: Cell) -> str:
    """A value as a criterion inside a formula; wildcards and comparison signs of a name mean themselves."""
    if isinstance(value, str):
        kept = re.sub(r"([~*?])", r"~\1", plain_text(value)).replace('"', '""')
        return f'"={kept}"'
    return str(value)


def quotient(above: Formula, below: Formula, *, times: int = 1) -> Formula:
    """One formula divided by another; 0 where there is nothing below the line."""
    value = above.value / below.value * times if below.value else 0
    return Formula(f"IFERROR({above.text}/{below.text}*{times},0)", value)


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def _distinct(titles: list[str]) -> list[str]:
    """The headings of a native table, which must differ from each other and not be empty."""
    seen: Counter[str] = Counter()
    found = []
    for title in (" ".join(plain_text(title).split()) or "—" for title in titles):
        seen[title.casefold()] += 1
        found.append(title if seen[title.casefold()] == 1 else f"{title} {seen[title.casefold()]}")
    return found


def _place(keys: tuple[str, ...], key: str | None) -> int | None:
    return None if key in (None, ROWS) else keys.index(str(key))
