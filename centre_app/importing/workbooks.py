"""Workbooks of every kind: .xlsx and .xlsm are measured before they are read, .xls, .xlsb and .ods are read apart.

The reader of the others cannot be bounded from outside: two far cells of an .xls make it fill a gigabyte. So a process of its
own reads them (`apart.py`), which ends itself at a limit of memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any

from centre_app.errors import CentreError, ImportTooManyRows, WorkbookDamaged, WorkbookLocked
from centre_app.importing.packages import Findings, examine, remarks_of
from centre_app.importing.shapes import Cell, Row, Sheet
from centre_app.importing.text_files import LIMIT_CELLS, LIMIT_ROWS
from centre_app.progress import SILENT, Progress

PACKED = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AT_ONCE = 1_000  # rows taken from the reader while the window waits


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook in its order, and what the clerk should know of it, in sentences."""

    sheets: list[Sheet]
    remarks: tuple[str, ...] = ()
    has_pictures: bool = False


def read_workbook(data: bytes, *, file: str, progress: Progress = SILENT) -> Workbook:
    """Every sheet, dates as dates, formulas as the results stored with them; macros and links are never run or followed.

    Raises WorkbookLocked, WorkbookDamaged, NotAList, ImportTooLarge, ImportTooManyRows or ImportTooSlow; Cancelled.
    """
    from centre_app.importing import apart

    if not data.startswith(PACKED):
        if _ENCRYPTED in data:
            raise WorkbookLocked(file=file)
        return Workbook(apart.read_apart(data, file=file, progress=progress))
    found = examine(data, file=file)
    if found.is_measured:
        sheets = list(sheets_of(data, file=file, days_from_1904=found.days_from_1904))
    else:
        sheets = [
            replace(sheet, days_from_1904=found.days_from_1904)
            for sheet in apart.read_apart(data, file=file, progress=progress)
        ]
    return Workbook(sheets, remarks_of(found), has_pictures=found.pictures > 0)


def sheets_of(data: bytes, *, file: str, days_from_1904: bool = False) -> Iterator[Sheet]:
    """The grids of a workbook as the reader gives them. Raises as `read_workbook`, for what the reader itself finds."""
    import python_calamine as calamine  # only when a workbook is first read

    try:
        with calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            for entry in workbook.sheets_metadata:
                if str(entry.typ).endswith("WorkSheet"):
                    yield _sheet(workbook, entry, file=file, days_from_1904=days_from_1904)
    except CentreError:
        raise
    except calamine.PasswordError:
        raise WorkbookLocked(file=file) from None
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise WorkbookDamaged(file=file) from error
    except BaseException as error:
        if (
            type(error).__name__ == "PanicException"
        ):  # the reader's own collapse on nonsense; not an Exception
            raise WorkbookDamaged(file=file) from error
        raise


def _sheet(workbook: Any, entry: Any, *, file: str, days_from_1904: bool) -> Sheet:
    sheet = workbook.get_sheet_by_name(entry.name)
    last, right = sheet.end or (-1, -1)
    height, width = last + 1, right + 1
    if height > LIMIT_ROWS or height * width > LIMIT_CELLS:
        raise ImportTooManyRows(file=file, row=height, column=width, limit=LIMIT_ROWS)
    rows: list[Row] = []
    if sheet.start is not None:
        before: Row = ("",) * sheet.start[1]
        waiting = sheet.iter_rows()
        while some := [before + tuple(row) for row in islice(waiting, _AT_ONCE)]:
            rows += some
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    _fill_merged(rows, sheet.merged_cell_ranges or [])
    hidden = not str(entry.visible).endswith(".Visible")
    return Sheet(name=entry.name, rows=rows, hidden=hidden, days_from_1904=days_from_1904)


def _fill_merged(rows: list[Row], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Repeat words and dates of a cell merged downwards beside each row it stands for, such as one address for a family.

    Numbers are not repeated: a merged amount is the amount of all the rows together.
    """
    for (top, left), (bottom, right) in merged:
        if left != right or top >= len(rows):
            continue
        value: Cell = rows[top][left] if left < len(rows[top]) else ""
        if value == "" or not isinstance(value, (str, date, datetime)):
            continue
        for number in range(top + 1, min(bottom + 1, len(rows))):
            row = rows[number]
            if any(cell != "" for cell in row) and left < len(row):
                rows[number] = (*row[:left], value, *row[left + 1 :])


__all__ = ["OLD_WORKBOOK", "PACKED", "Findings", "Workbook", "read_workbook", "sheets_of"]
