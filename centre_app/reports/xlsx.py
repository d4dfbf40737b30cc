"""A book as an Excel workbook: native tables and charts, widths that fit Chinese, repeated headings, A4, text that stays text.

What is on the sheets is not known here. Sheets are streamed row by row; openpyxl is imported when the first book is made.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from centre_app.i18n import _
from centre_app.reports import styles, xlsx_charts
from centre_app.reports.listing import Cell, Column
from centre_app.reports.workbook import (
    FORMULA_STARTS,
    Book,
    CellChart,
    Formula,
    Link,
    Sheet,
    Value,
    letter,
    plain_text,
)

_RED, _RED_GROUND, _BAR, _MORE, _LESS = "B3261E", "FDE7E5", "9CC8EE", "0F6CBD", "9A4E00"


class XlsxBook(Book):
    """A workbook being written; at the end `save`. `footer` stands at the right foot of every printed page."""

    def __init__(self, footer: str = "") -> None:
        from openpyxl import Workbook

        self._book: Any = Workbook(write_only=True)
        self._tables = 0
        self._footer = footer
        self.cached: dict[str, dict[str, Cell]] = {}

    def __enter__(self) -> "XlsxBook":
        return self

    def __exit__(self, *_error: object) -> None:
        """Give up the half-written sheets and their temporary files, if it was not saved."""
        for sheet in self._book.worksheets:
            _discard(sheet)

    def sheet(self, title: str, *, landscape: bool = True) -> "XlsxSheet":
        """Add a sheet at the end, A4, one page wide, pages numbered."""
        return XlsxSheet(self, self._book.create_sheet(title), landscape=landscape, footer=self._footer)

    def leave_out(self, sheet: Any) -> None:
        """Take a sheet away again, whatever was written on it."""
        _discard(sheet.cells)
        self.cached.pop(sheet.title, None)
        self._book.remove(sheet.cells)

    def next_table(self) -> str:
        """A name for a native table that no other table has."""
        self._tables += 1
        return f"Table{self._tables}"

    def save(self, path: Path, *, title: str) -> None:
        """Write the file, with the known values beside its formulas."""
        from centre_app.reports.cached_values import write_cached_values

        self._book.properties.title = title
        self._book.properties.creator = ""
        for sheet in self._book.worksheets:
            if sheet.title in self.cached:
                sheet.close()
                write_cached_values(Path(sheet._writer.out), self.cached[sheet.title])
        self._book.save(path)


class XlsxSheet(Sheet):
    """One worksheet."""

    def __init__(self, book: XlsxBook, sheet: Any, *, landscape: bool, footer: str) -> None:
        super().__init__(str(sheet.title))
        self.book, self.cells = book, sheet
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
        sheet.oddFooter.center.text = _("page {page} of {pages}").format(page="&P", pages="&N")
        sheet.oddFooter.right.text = footer.replace("&", "&&")
        sheet.sheet_view.showGridLines = False

    def widths(self, letters: Sequence[int]) -> None:
        for number, width in enumerate(letters, start=1):
            self.cells.column_dimensions[letter(number)].width = width + 2

    def one_page(self) -> None:
        self.cells.page_setup.fitToHeight = 1

    def freeze_below(self, row: int) -> None:
        self.cells.freeze_panes = f"A{row + 1}"
        self.cells.print_title_rows = f"{row}:{row}"

    def mark_where(self, cells: str, condition: str) -> None:
        from openpyxl.styles import Font, PatternFill

        red = PatternFill(bgColor=_RED_GROUND)
        self._colour(cells, condition, font=Font(color=_RED, bold=True), fill=red)

    def heat(self, cells: str) -> None:
        from openpyxl.formatting.rule import ColorScaleRule

        scale = ColorScaleRule(
            start_type="num", start_value=0, start_color="FFFFFF",
            mid_type="percent", mid_value=50, mid_color="FFE29A", end_type="max", end_color="F28E4B",
        )  # fmt: skip
        self.cells.conditional_formatting.add(cells, scale)

    def bars(self, cells: str) -> None:
        from openpyxl.formatting.rule import DataBarRule

        bar = DataBarRule(start_type="num", start_value=0, end_type="num", end_value=100, color=_BAR)
        self.cells.conditional_formatting.add(cells, bar)

    def ups_and_downs(self, cells: str) -> None:
        from openpyxl.styles import Font

        first = cells.split(":", maxsplit=1)[0]
        for sign, colour in ((">", _MORE), ("<", _LESS)):
            self._colour(cells, f"AND(ISNUMBER({first}),{first}{sign}0)", font=Font(color=colour))

    def _colour(self, cells: str, condition: str, **how: Any) -> None:
        from openpyxl.formatting.rule import FormulaRule

        self.cells.conditional_formatting.add(cells, FormulaRule([condition], **how))

    def _chart(self, chart: CellChart, place: str) -> None:
        self.cells.add_chart(xlsx_charts.native(chart), place)

    def _write(
        self, values: Sequence[Value], kinds: Sequence[str], height: float | None, across: int
    ) -> None:
        if height:
            self.cells.row_dimensions[self.row].height = height
        if across:
            self.cells.merged_cells.add(f"A{self.row}:{letter(across)}{self.row}")
        self.cells.append(
            [
                self._cell(value, style, place)
                for place, (value, style) in enumerate(zip(values, kinds, strict=True), 1)
            ]
        )

    def _cell(self, value: Value, style: str, place: int) -> Any:
        """The cell to write at that place of the row. Cells are used again: a row is written before the next begins."""
        if value is None:
            return None
        if isinstance(value, Link):
            return self._link(value, style)
        if isinstance(value, str) and value.startswith(FORMULA_STARTS):
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

    def _link(self, link: Link, style: str) -> Any:
        from openpyxl.worksheet.hyperlink import Hyperlink

        cell = styles.styled_cell(self.cells, style)
        cell.value, cell.data_type = plain_text(link.text), "s"
        quoted = link.sheet.replace("'", "''")
        cell._hyperlink = Hyperlink(
            ref="", location=f"'{quoted}'!A1"
        )  # the setter knows outside targets only
        return cell

    def _add_table(self, columns: Sequence[Column], titles: Sequence[str], head: int) -> None:
        from openpyxl.worksheet.table import Table, TableStyleInfo

        made: Any = Table(
            displayName=self.book.next_table(), ref=f"A{head}:{letter(len(columns))}{self.row}",
            tableStyleInfo=TableStyleInfo(name="TableStyleLight9", showRowStripes=True),
        )  # fmt: skip
        made._initialise_columns()
        for column, title in zip(made.tableColumns, titles, strict=True):
            column.name = title
        # add_table would warn that columns must be made by hand, as they are here
        self.cells.tables.add(made)


def _discard(sheet: Any) -> None:
    """Delete the temporary file of a sheet."""
    if sheet._writer is not None:
        with suppress(Exception):
            sheet.closed or sheet.close()
        Path(sheet._writer.out).unlink(missing_ok=True)
