"""A book kept in memory: what .csv, .json and paper are made from. The same sheets write it that write the workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from centre_app.reports import chart as charts
from centre_app.reports.listing import Cell, Column
from centre_app.reports.workbook import Book, CellChart, Cells, Formula, Link, Sheet, Value, plain_text


@dataclass(frozen=True, slots=True)
class RecordedRow:
    """One row: its values, what kind each is, its height in points where it has one, how many columns its first value spans.

    `number` counts the rows of the sheet from 1.
    """

    number: int
    values: tuple[Cell, ...]
    kinds: tuple[str, ...]
    height: float | None
    across: int


@dataclass(frozen=True, slots=True)
class RecordedTable:
    """The one table of a sheet: its columns with their titles as shown, and its rows."""

    columns: tuple[Column, ...]
    titles: tuple[str, ...]
    head: int
    rows: list[tuple[Cell, ...]]


class RecordedBook(Book):
    """The sheets in their order. `facts` are what the whole is about: title, centre, period."""

    def __init__(self) -> None:
        self.sheets: list[RecordedSheet] = []
        self.facts: dict[str, str] = {}

    def sheet(self, title: str, *, landscape: bool = True) -> "RecordedSheet":
        """Add a sheet at the end."""
        self.sheets.append(RecordedSheet(title, landscape=landscape))
        return self.sheets[-1]

    def leave_out(self, sheet: Any) -> None:
        """Take a sheet away again."""
        self.sheets.remove(sheet)

    def drawn(self, chart: CellChart) -> charts.Chart:
        """A chart over cells with the values of these cells."""
        labels = tuple(_label(value, chart.date_format) for value in self._values(chart.labels))
        series = tuple(self._series(cells) for cells in chart.series)
        line = None if chart.line is None else self._series(chart.line)
        return charts.Chart(chart.title, chart.shape, labels, series, line)

    def _series(self, cells: Cells) -> charts.Series:
        values = self._values(cells)
        column, row = cells.name
        name = str(self._sheet(cells).rows[row - 1].values[column - 1])
        return charts.series(name, [value if isinstance(value, int | float) else None for value in values])

    def _values(self, cells: Cells) -> list[Cell]:
        rows = self._sheet(cells).rows[cells.top - 1 : cells.bottom]
        return [value for row in rows for value in row.values[cells.left - 1 : cells.right]]

    def _sheet(self, cells: Cells) -> "RecordedSheet":
        return next(sheet for sheet in self.sheets if sheet.title == cells.sheet)


@dataclass(frozen=True, slots=True)
class Marked:
    """Cells whose ground shows how much their number is of the most."""

    left: int
    top: int
    right: int
    bottom: int
    most: float


class RecordedSheet(Sheet):
    """One sheet: its rows in their order, its table, its charts, how it lies on paper."""

    def __init__(self, title: str, *, landscape: bool) -> None:
        super().__init__(title)
        self.landscape = landscape
        self.letters: list[int] = []
        self.rows: list[RecordedRow] = []
        self.recorded_table: RecordedTable | None = None
        self.charts: list[CellChart] = []
        self.is_one_page = False
        self.heats: list[Marked] = []
        self.barred: list[Marked] = []

    def widths(self, letters: Sequence[int]) -> None:
        self.letters = list(letters)

    def one_page(self) -> None:
        self.is_one_page = True

    def freeze_below(self, row: int) -> None:
        """Paper repeats the headings of tables by itself."""

    def mark_where(self, cells: str, condition: str) -> None:
        """Formulas are not worked out here."""

    def heat(self, cells: str) -> None:
        left, top, right, bottom = _bounds(cells)
        within = [value for row in self.rows[top - 1 : bottom] for value in row.values[left - 1 : right]]
        most = max((value for value in within if isinstance(value, int | float)), default=0)
        self.heats.append(Marked(left, top, right, bottom, most))

    def bars(self, cells: str) -> None:
        self.barred.append(Marked(*_bounds(cells), most=100))

    def ups_and_downs(self, cells: str) -> None:
        """The arrows before the numbers say it."""

    def share(self, marked: Sequence[Marked], row: RecordedRow, column: int) -> float | None:
        """Which share of the most a cell has, None for one that is not among the marked."""
        for each in marked:
            if each.top <= row.number <= each.bottom and each.left <= column <= each.right:
                value = row.values[column - 1]
                return value / each.most if isinstance(value, int | float) and each.most else None
        return None

    def _chart(self, chart: CellChart, place: str) -> None:  # noqa: ARG002 - paper has places of its own
        self.charts.append(chart)

    def _write(
        self, values: Sequence[Value], kinds: Sequence[str], height: float | None, across: int
    ) -> None:
        self.rows.append(RecordedRow(self.row, tuple(map(_plain, values)), tuple(kinds), height, across))

    def _add_table(self, columns: Sequence[Column], titles: Sequence[str], head: int) -> None:
        rows = [row.values for row in self.rows[head:]]
        self.recorded_table = RecordedTable(tuple(columns), tuple(titles), head, rows)


def _bounds(cells: str) -> tuple[int, int, int, int]:
    from openpyxl.utils import range_boundaries

    found: tuple[int, int, int, int] = range_boundaries(cells)  # type: ignore[assignment]  # none of them is open
    return found


def _plain(value: Value) -> Cell:
    if isinstance(value, Formula):
        known: Cell = value.value
        return known
    if isinstance(value, Link):
        return value.text
    return plain_text(value) if isinstance(value, str) else value


def _label(value: Cell, date_format: str) -> str:
    return f"{value:%m-%d}" if date_format and hasattr(value, "strftime") else str(value)
