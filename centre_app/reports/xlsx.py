"""A book as an Excel workbook: native tables and charts, widths that fit Chinese, repeated headings, A4, text that stays text.

What is on the sheets is not known here. openpyxl, which writes all but the rows, is imported when the first book is made.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from centre_app.i18n import _
from centre_app.reports import styles, xlsx_charts
from centre_app.reports.listing import Column
from centre_app.reports.workbook import (
    FORMULA_STARTS,
    Book,
    CellChart,
    Link,
    Sheet,
    Value,
    letter,
)
from centre_app.reports.xlsx_rows import Rows
from centre_app.storage import plain_book

_RED, _RED_GROUND, _BAR, _MORE, _LESS = "B3261E", "FDE7E5", "9CC8EE", "0F6CBD", "9A4E00"


class XlsxBook(Book):
    """A workbook being written; at the end `save`. `footer` stands at the right foot of every printed page."""

    def __init__(self, footer: str = "") -> None:
        from openpyxl import Workbook

        self._book: Any = Workbook(write_only=True)
        self._tables = 0
        self._footer = footer
        self._sheets: list[XlsxSheet] = []

    def __enter__(self) -> "XlsxBook":
        return self

    def __exit__(self, *_error: object) -> None:
        """Give up the half-written sheets and their temporary files, if it was not saved."""
        for sheet in self._sheets:
            sheet.discard()

    def sheet(self, title: str, *, landscape: bool = True) -> "XlsxSheet":
        """Add a sheet at the end, A4, one page wide, pages numbered."""
        made = XlsxSheet(self, self._book.create_sheet(title), landscape=landscape, footer=self._footer)
        self._sheets.append(made)
        return made

    def leave_out(self, sheet: Any) -> None:
        """Take a sheet away again, whatever was written on it."""
        sheet.discard()
        self._sheets.remove(sheet)
        self._book.remove(sheet.cells)

    def next_table(self) -> str:
        """A name for a native table that no other table has."""
        self._tables += 1
        return f"Table{self._tables}"

    def save(self, path: Path, *, title: str) -> None:
        """Write the file. Raises OSError."""
        self._book.properties.title = title
        self._book.properties.creator = ""
        for sheet in self._sheets:
            sheet.finish()
        plain_book.save(self._book, path)


class XlsxSheet(Sheet):
    """One worksheet."""

    def __init__(self, book: XlsxBook, sheet: Any, *, landscape: bool, footer: str) -> None:
        super().__init__(str(sheet.title))
        self.book, self.cells = book, sheet
        self._rows = Rows()
        self._styles: dict[str, int] = {}
        self._links: list[tuple[str, Link]] = []
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

    def finish(self) -> None:
        """Write the sheet with its rows into the temporary file that goes into the workbook."""
        self.cells._get_writer()
        self.cells._hyperlinks.extend(_hyperlink(place, link) for place, link in self._links)
        self.cells.close()
        self._rows.put_into(Path(self.cells._writer.out))
        self._rows.close()

    def discard(self) -> None:
        """Give up the temporary files."""
        self._rows.close()
        if self.cells._writer is not None:
            with suppress(Exception):
                self.cells.closed or self.cells.close()
            Path(self.cells._writer.out).unlink(missing_ok=True)

    def _write(
        self, values: Sequence[Value], kinds: Sequence[str], height: float | None, across: int
    ) -> None:
        if across:
            self.cells.merged_cells.add(f"A{self.row}:{letter(across)}{self.row}")
        numbers = [self._style(value, kind) for value, kind in zip(values, kinds, strict=True)]
        self._rows.add(self.row, values, numbers, height=height)
        for place, value in enumerate(values, start=1):
            if type(value) is Link:
                self._links.append((f"{letter(place)}{self.row}", value))

    def _style(self, value: Value, kind: str) -> int:
        """The number of the style; text that begins like a formula has one that keeps it from ever being read as one."""
        if type(value) is str and value.startswith(FORMULA_STARTS):
            kind += "'"
        number = self._styles.get(kind)
        if number is None:
            number = self._styles[kind] = int(styles.styled_cell(self.cells, kind).style_id)
        return number

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


def _hyperlink(place: str, link: Link) -> Any:
    from openpyxl.worksheet.hyperlink import Hyperlink

    quoted = link.sheet.replace("'", "''")
    return Hyperlink(ref=place, location=f"'{quoted}'!A1")
