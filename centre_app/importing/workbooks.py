"""Workbooks of every kind (.xlsx, .xlsm, .xls, .xlsb, .ods), checked before they are unpacked into memory."""

import re
import zipfile
import zlib
from datetime import date, datetime
from io import BytesIO
from typing import Any

from centre_app.errors import (
    CentreError,
    ImportTooLarge,
    ImportTooManyRows,
    NotAList,
    WorkbookDamaged,
    WorkbookLocked,
)
from centre_app.importing.shapes import Cell, Row, Sheet
from centre_app.importing.text_files import LIMIT_ROWS

PACKED = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LIMIT_MEGABYTES = 200
_LIMIT_CELLS = 30_000_000
_CHUNK = 1 << 20
_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"[^<>]*(?<!/)>')
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{4,})"[^<>]*office:value-type')
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def sheets_of_workbook(data: bytes, *, file: str) -> list[Sheet]:
    """The sheets in the order of the workbook, dates as dates, formulas as the results stored with them.

    Raises WorkbookLocked, WorkbookDamaged, NotAList, ImportTooLarge or ImportTooManyRows.
    """
    if data.startswith(PACKED):
        _check_package(data, file=file)
    elif _ENCRYPTED in data:
        raise WorkbookLocked(file=file)
    import python_calamine as calamine  # only when a workbook is first read

    try:
        with calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            return [
                _sheet(workbook, entry, file=file) for entry in workbook.sheets_metadata if _is_grid(entry)
            ]
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


def _is_grid(entry: Any) -> bool:
    return str(entry.typ).endswith("WorkSheet")


def _sheet(workbook: Any, entry: Any, *, file: str) -> Sheet:
    sheet = workbook.get_sheet_by_name(entry.name)
    if sheet.total_height > LIMIT_ROWS:
        raise ImportTooManyRows(file=file, row=sheet.total_height, column=sheet.total_width, limit=LIMIT_ROWS)
    rows: list[Row] = [tuple(row) for row in sheet.to_python(skip_empty_area=False)]
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    _fill_merged(rows, sheet.merged_cell_ranges or [])
    return Sheet(name=entry.name, rows=rows, hidden=not str(entry.visible).endswith(".Visible"))


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


def _check_package(data: bytes, *, file: str) -> None:
    """Look at the parts before anything is unpacked whole: size, password, damage, stray cells, defined entities."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise WorkbookLocked(file=file)
            if sum(part.file_size for part in parts) > LIMIT_MEGABYTES * 1_000_000:
                raise ImportTooLarge(file=file, megabytes=LIMIT_MEGABYTES)
            names = {part.filename for part in parts}
            if not any(name.startswith("xl/workbook.") or name == "content.xml" for name in names):
                raise NotAList(file=file)
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".bin")):
                    _check_part(package, part, file=file)
    except CentreError:
        raise
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error) as error:
        raise WorkbookDamaged(file=file) from error


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, *, file: str) -> None:
    """Read one part to its end, which proves its size and checksum, and measure the sheet that it may be."""
    is_sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
    columns: set[bytes] = set()
    last, tail, begun = 0, b"", True
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if begun and b"<!DOCTYPE" in chunk[:4096]:
                raise WorkbookDamaged(file=file)
            begun = False
            if part.filename == "content.xml" and _REPEATED.search(chunk):
                raise ImportTooLarge(file=file, megabytes=LIMIT_MEGABYTES)
            if is_sheet:
                chunk = tail + chunk
                cut = chunk.rfind(b"<")
                tail = chunk[cut:]
                cells = _CELL.findall(chunk, 0, cut)
                columns.update({letters for letters, _number in cells})
                last = max(last, max((int(number) for _letters, number in cells), default=0))
    widest = max((_column_number(letters) for letters in columns), default=0)
    if last > LIMIT_ROWS or last * widest > _LIMIT_CELLS:
        raise ImportTooManyRows(file=file, row=last, column=widest, limit=LIMIT_ROWS)


def _column_number(letters: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
