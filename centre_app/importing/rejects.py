"""Rejected rows as a workbook: the columns of the list as they were, the row number and the reason beside each."""

import os
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from centre_app import errors
from centre_app.i18n import _
from centre_app.importing.plan import Plan
from centre_app.importing.shapes import Row
from centre_app.importing.values import text

_WIDEST = 60
_LONGEST_CELL = 32_000


def write(plan: Plan, to: Path) -> None:
    """Write the workbook, with headings only where nothing was rejected; every cell is text, never a formula.

    It is written beside and then renamed, so that what stood there stays until it is whole. Raises SheetNotSaved.
    """
    beside = to.with_name(f".{to.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(_workbook(plan))
        beside.replace(to)
    except OSError as error:
        raise errors.SheetNotSaved(path=to) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _workbook(plan: Plan) -> bytes:
    from openpyxl import Workbook  # only when first needed: it takes a fifth of a second to load
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_("Rejected rows"))
    lines = _lines(plan)
    for column in range(max(map(len, lines))):
        longest = max(_width(line[column]) for line in lines[:200] if column < len(line))
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(_WIDEST, longest + 3)
    sheet.freeze_panes = "A2"
    for number, line in enumerate(lines):
        cells = []
        for words in line:
            cell = WriteOnlyCell(sheet, value=words)
            cell.data_type, cell.number_format = "s", "@"
            cell.quotePrefix = True
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    whole = BytesIO()
    workbook.save(whole)
    return whole.getvalue()


def _lines(plan: Plan) -> list[list[str]]:
    """The headings, then each rejected row: its number, the reason, and its cells."""
    width = max([len(plan.table.layout.headings), *(len(row) for _number, row in plan.table.rows)])
    headings = list(plan.table.layout.headings)
    lines = [[_("Row"), _("Reason"), *headings, *[""] * (width - len(headings))]]
    cells = dict(plan.table.rows)
    rejected = (fate for fate in plan.rows if fate.fate == "reject")
    lines.extend([str(fate.number), fate.reason, *_texts(cells[fate.number], width)] for fate in rejected)
    return lines


def _texts(row: Row, width: int) -> list[str]:
    """The cells as text; signs that no workbook can hold are gone."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    texts = [
        ILLEGAL_CHARACTERS_RE.sub("", cell if isinstance(cell, str) else text(cell))[:_LONGEST_CELL]
        for cell in row
    ]
    return texts + [""] * (width - len(texts))


def _width(words: str) -> int:
    """Columns that a text takes: Chinese letters take two."""
    return max(
        (sum(2 if ord(letter) > 0x2E7F else 1 for letter in line) for line in words.split("\n")), default=0
    )
