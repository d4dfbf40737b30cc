"""A workbook of one plain sheet: text and whole numbers, never a formula. A list under headings, or lines as they come."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

Cell = str | int
LONGEST_CELL = 32_000
TELL_EVERY = 500
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")  # of sheets
_UPRIGHT = 95  # characters that fit on A4 standing upright


@dataclass(frozen=True, slots=True)
class Line:
    """A line of cells."""

    cells: Sequence[Cell]
    bold: bool = False


def write(
    to: Path, *, name: str, headings: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Cell]],
    tell: Callable[[int], object] = lambda _done: None, head: str = "",
) -> None:  # fmt: skip
    """Write the list into the file; `tell` hears every 500 rows how many are done. Raises OSError.

    `head` stands above each page when the sheet is printed, with the headings repeated and the pages numbered.
    """

    def lines() -> Iterable[Line]:
        yield Line(headings, bold=True)
        for done, row in enumerate(rows):
            if done % TELL_EVERY == 0:
                tell(done)
            yield Line(row)

    write_lines(to, name=name, lines=lines(), widths=widths, head=head, frozen=True)


def write_lines(
    to: Path, *, name: str, lines: Iterable[Line], widths: Sequence[int], head: str = "", frozen: bool = False
) -> None:  # fmt: skip
    """Write the lines into the file; with `frozen` the first one stays in sight. Raises OSError."""
    from openpyxl import Workbook  # only when first needed: it takes a fifth of a second to load
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_NOT_IN_NAMES.sub(" ", name)[:31].strip("' ") or None)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2" if frozen else None
    set_up_for_paper(sheet, head, across=sum(widths) > _UPRIGHT, repeated=frozen)

    def cell(value: Cell, *, bold: bool) -> Any:
        if isinstance(value, int):
            return WriteOnlyCell(sheet, value=value)
        made = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL])
        made.data_type, made.number_format, made.quotePrefix = "s", "@", True
        if bold:
            made.font = Font(bold=True)
        return made

    for line in lines:
        sheet.append([cell(value, bold=line.bold) for value in line.cells])
    save(workbook, to)


def save(workbook: Any, to: Path) -> None:
    """Write a workbook of openpyxl into a file. Raises OSError, and nothing more is tried with a file that is no good."""
    from openpyxl.writer.excel import ExcelWriter

    with ZipFile(to, "w", ZIP_DEFLATED, allowZip64=True) as package:
        ExcelWriter(workbook, package).save()


def number_or_text(text: str, is_number: bool) -> Cell:
    """A number where the column holds numbers and the text is nothing else; a code such as 007 stays text."""
    plain = text.isascii() and text.isdigit() and len(text) < 16 and str(int(text)) == text
    return int(text) if is_number and plain else text


def set_up_for_paper(sheet: Any, head: str = "", *, across: bool, repeated: bool) -> None:
    """Let a sheet go on A4 in its whole width, pages numbered; `repeated`: with the first line on each."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if across else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if repeated:
        sheet.print_title_rows = "1:1"
    if head:
        sheet.oddHeader.left.text = head.replace("&", "&&")[:250]  # the format takes 255
    sheet.oddFooter.right.text = "&P / &N"
