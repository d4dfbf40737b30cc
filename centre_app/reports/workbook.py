"""Writing a workbook: native tables, widths that fit Chinese, frozen and repeated headings, A4 set-up, text that stays text.

What is on the sheets is not known here. Sheets are streamed row by row; openpyxl is imported when the first book is made.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from typing import Any

from centre_app.i18n import _
from centre_app.reports import styles
from centre_app.reports.listing import Cell, Column

ROWS = "rows"  # tallied like a column, it counts the rows
_LONGEST_TEXT = 32_767
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its =, and the value it has: previews that do not calculate show that."""

    text: str
    value: Any


@dataclass
class Placed:
    """Where a table's rows stand on their sheet (empty when last < first), and sums over them gathered while writing."""

    sheet: str
    keys: tuple[str, ...]
    first: int
    last: int
    sums: dict[tuple[str, str | None], Counter[Cell]] = field(default_factory=dict)

    def range(self, key: str) -> str:
        """The cells of a column as a formula names them."""
        column = letter(self.keys.index(key) + 1)
        quoted = self.sheet.replace("'", "''")
        return f"'{quoted}'!${column}${self.first}:${column}${max(self.first, self.last)}"

    def sum_of(self, key: str, *, by: str | None = None, value: Cell = None) -> Formula:
        """The sum of a column, of all rows or of those with a value in another column; the pair must have been tallied."""
        known = self.sums[key, by][value if by else None]
        if by is None:
            return Formula(f"SUM({self.range(key)})", known)
        return Formula(f"SUMIFS({self.range(key)},{self.range(by)},{literal(value)})", known)

    def count_of(self, key: str, *, value: Cell = None) -> Formula:
        """How many rows have this value in a column; without one, how many have a number or date there."""
        if value is None:
            return Formula(f"COUNT({self.range(key)})", self.sums[ROWS, None][None])
        return Formula(f"COUNTIFS({self.range(key)},{literal(value)})", self.sums[ROWS, key][value])

    def positive_of(self, key: str) -> Formula:
        """How many rows have more than nothing in a column."""
        known = sum(
            count
            for value, count in self.sums[ROWS, key].items()
            if isinstance(value, int | float) and value > 0
        )
        return Formula(f'COUNTIFS({self.range(key)},">0")', known)


class Book:
    """A workbook being written. Make every sheet first, then fill each from top to bottom, then `save`."""

    def __init__(self) -> None:
        from openpyxl import Workbook

        self._book: Any = Workbook(write_only=True)
        self._tables = 0
        self.cached: dict[str, dict[str, Cell]] = {}

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_error: object) -> None:
        """Give up the half-written sheets and their temporary files, if it was not saved."""
        for sheet in self._book.worksheets:
            if sheet._writer is not None:
                with suppress(Exception):
                    sheet.closed or sheet.close()
                Path(sheet._writer.out).unlink(missing_ok=True)

    def sheet(self, title: str, *, landscape: bool = True) -> "Sheet":
        """Add a sheet at the end, A4, one page wide, pages numbered."""
        return Sheet(self, self._book.create_sheet(title), landscape=landscape)

    def next_table(self) -> str:
        """A name for a native table that no other table has."""
        self._tables += 1
        return f"Table{self._tables}"

    def save(self, path: Path, *, title: str) -> None:
        """Write the file and put the known values beside its formulas."""
        from centre_app.reports.cached_values import write_cached_values

        self._book.properties.title = title
        self._book.properties.creator = ""
        self._book.save(path)
        write_cached_values(path, self.cached)


class Sheet:
    """One sheet, filled from top to bottom."""

    def __init__(self, book: Book, sheet: Any, *, landscape: bool) -> None:
        self.book, self.cells = book, sheet
        self.row = 0
        self._cells: dict[tuple[int, str], Any] = {}
        setup = sheet.page_setup
        setup.orientation = "landscape" if landscape else "portrait"
        setup.paperSize = 9
        setup.fitToWidth, setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = styles.fit_to_page()
        sheet.page_margins.left = sheet.page_margins.right = 0.5
        sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.7
        sheet.print_options.horizontalCentered = True
        sheet.oddFooter.left.text = sheet.title.replace("&", "&&")
        sheet.oddFooter.center.text = "&P / &N"
        sheet.sheet_view.showGridLines = False

    @property
    def title(self) -> str:
        """The sheet's name on its tab."""
        return str(self.cells.title)

    def widths(self, letters: Sequence[int]) -> None:
        """Set the widths of the columns from the left, in Latin letters; before anything is written."""
        for number, width in enumerate(letters, start=1):
            self.cells.column_dimensions[letter(number)].width = width + 2

    def one_page(self) -> None:
        """Print it on a single page."""
        self.cells.page_setup.fitToHeight = 1

    def freeze_below(self, row: int) -> None:
        """Keep the rows down to this one in sight, and repeat it on every printed page; before anything is written."""
        self.cells.freeze_panes = f"A{row + 1}"
        self.cells.print_title_rows = f"{row}:{row}"

    def heading(self, text: str, *notes: str) -> None:
        """Write the sheet's title line and quiet lines below it."""
        self.write([text], kinds=["title"], height=26)
        for note in notes:
            self.write([note], kinds=["quiet"])

    def write(
        self, values: Sequence[Cell | Formula], *, kinds: Sequence[str], height: float | None = None
    ) -> int:
        """Write one row, each value in its kind (title, quiet, head, or a column kind); returns its number."""
        self.row += 1
        if height:
            self.cells.row_dimensions[self.row].height = height
        self.cells.append(
            [
                self._cell(value, style, place)
                for place, (value, style) in enumerate(zip(values, kinds, strict=True), 1)
            ]
        )
        return self.row

    def table(
        self, columns: Sequence[Column], rows: Iterable[Sequence[Any]], *,
        tally: Iterable[tuple[str, str | None]] = (), kinds: Iterable[Sequence[str]] | None = None,
        heights: Iterable[float | None] = repeat(None),
    ) -> Placed:  # fmt: skip
        """Write a native table and return where it stands. Without rows a sentence stands below the headings instead.

        `tally` names the sums wanted later: (column or ROWS, None or the column to sum by). `kinds` are those of each row's
        cells and `heights` those of the rows in points, where they differ from row to row.
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
        placed = Placed(self.title, keys, head + 1, self.row, sums)
        if self.row == head:
            self.write([_("Nothing was recorded in this period.")], kinds=["quiet"])
        else:
            self._add_table(titles, head)
        return placed

    def mark_where(self, cells: str, condition: str) -> None:
        """Colour cells red where a formula over them is true."""
        from openpyxl.formatting.rule import FormulaRule
        from openpyxl.styles import Font, PatternFill

        red = FormulaRule(
            [condition], font=Font(color="B3261E", bold=True), fill=PatternFill(bgColor="FDE7E5")
        )
        self.cells.conditional_formatting.add(cells, red)

    def heat(self, cells: str) -> None:
        """Colour numbers from white for nothing over yellow to orange for the most of these cells."""
        from openpyxl.formatting.rule import ColorScaleRule

        scale = ColorScaleRule(
            start_type="num", start_value=0, start_color="FFFFFF",
            mid_type="percent", mid_value=50, mid_color="FFE29A", end_type="max", end_color="F28E4B",
        )  # fmt: skip
        self.cells.conditional_formatting.add(cells, scale)

    def chart(self, chart: Any, place: str) -> None:
        """Put a native chart with its upper left corner on a cell."""
        self.cells.add_chart(chart, place)

    def _cell(self, value: Cell | Formula, style: str, place: int) -> Any:
        """The cell to write at that place of the row. Cells are used again: a row is written before the next begins."""
        if value is None:
            return None
        if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
            style += "'"
        cell = self._cells.get((place, style))
        if cell is None:
            cell = self._cells[place, style] = styles.styled_cell(self.cells, style)
        if isinstance(value, Formula):
            self.book.cached.setdefault(self.title, {})[f"{letter(place)}{self.row}"] = value.value
            cell.value = f"={value.text}"
        elif isinstance(value, str):
            cell.value = plain_text(value)
            cell.data_type = "s"  # a name that begins like a formula is a name
        else:
            cell.value = int(value) if isinstance(value, bool) else value
        return cell

    def _add_table(self, titles: Sequence[str], head: int) -> None:
        from openpyxl.worksheet.table import Table, TableStyleInfo

        made: Any = Table(
            displayName=self.book.next_table(), ref=f"A{head}:{letter(len(titles))}{self.row}",
            tableStyleInfo=TableStyleInfo(name="TableStyleLight9", showRowStripes=True),
        )  # fmt: skip
        made._initialise_columns()
        for column, title in zip(made.tableColumns, titles, strict=True):
            column.name = title
        self.cells.tables.add(
            made
        )  # add_table would warn that columns must be made by hand, as they are here


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
