"""A workbook of one plain list: a bold line of headings, and cells that are text or whole numbers, never a formula."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

Cell = str | int
LONGEST_CELL = 32_000
TELL_EVERY = 500
_UPRIGHT = 95  # characters that fit on A4 standing upright


def write(
    to: Path, *, name: str, headings: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Cell]],
    tell: Callable[[int], object] = lambda _done: None, head: str = "",
) -> None:  # fmt: skip
    """Write the list into the file; `tell` hears every 500 rows how many are done. Raises OSError.

    `head` stands above each page when the sheet is printed, with the headings repeated and the pages numbered.
    """
    from openpyxl import Workbook  # only when first needed: it takes a fifth of a second to load
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(name)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    if head:
        _set_up_for_paper(sheet, head, across=sum(widths) > _UPRIGHT)

    def cell(value: Cell, *, bold: bool = False) -> Any:
        if isinstance(value, int):
            return WriteOnlyCell(sheet, value=value)
        made = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL])
        made.data_type, made.number_format, made.quotePrefix = "s", "@", True
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(words, bold=True) for words in headings])
    for done, row in enumerate(rows):
        if done % TELL_EVERY == 0:
            tell(done)
        sheet.append([cell(value) for value in row])
    with to.open("wb") as whole:
        workbook.save(whole)


def _set_up_for_paper(sheet: Any, head: str, *, across: bool) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if across else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.left.text = head.replace("&", "&&")[:250]  # the format takes 255
    sheet.oddFooter.right.text = "&P / &N"
