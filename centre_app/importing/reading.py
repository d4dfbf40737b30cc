"""Opens a file of any kind that lists come in and returns its sheets, or its records. What the cells mean is not known here."""

from pathlib import Path

from centre_app.errors import (
    ImportFileEmpty,
    ImportFileInUse,
    ImportFileIsFolder,
    ImportFileMissing,
    ImportTooLarge,
    WebPageNotWorkbook,
)
from centre_app.importing.headings import Table, find_table
from centre_app.importing.shapes import Sheet
from centre_app.importing.text_files import rows_of_text
from centre_app.importing.vocabulary import Kind
from centre_app.importing.workbooks import LIMIT_MEGABYTES, OLD_WORKBOOK, PACKED, sheets_of_workbook

_WEB_PAGE = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")


def read_table(path: Path, *, kind: Kind) -> Table:
    """The list of that kind in a file: its MARC records, or the rows below the headings on one of its sheets.

    Raises a CentreError that names the file, says what is wrong with it and what to do.
    """
    from centre_app.importing import marc  # pymarc, only when first needed

    data = _bytes_of(path)
    if not data.startswith((PACKED, OLD_WORKBOOK)) and (marc.is_iso(data) or marc.is_xml(data)):
        return marc.table_of(data, kind=kind, file=path.name)
    return find_table(_sheets_of(data, path), kind=kind, file=path.name)


def read_sheets(path: Path) -> list[Sheet]:
    """Read every sheet that has something on it; the content decides what kind of file it is, not its ending.

    Reads .xlsx, .xlsm, .xls, .xlsb, .ods, and text separated by commas, semicolons or tabs (UTF-8, UTF-16, GB18030).
    Raises a CentreError that names the file, says what is wrong with it and what to do.
    """
    return _sheets_of(_bytes_of(path), path)


def _sheets_of(data: bytes, path: Path) -> list[Sheet]:
    if data.startswith((PACKED, OLD_WORKBOOK)):
        sheets = sheets_of_workbook(data, file=path.name)
    else:
        start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if start.startswith(_WEB_PAGE) or (start.startswith(b"<?xml") and b"<" in start[5:]):
            raise WebPageNotWorkbook(file=path.name)
        sheets = [Sheet(name=path.stem, rows=rows_of_text(data, file=path.name))]
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise ImportFileEmpty(file=path.name)
    return filled


def _bytes_of(path: Path) -> bytes:
    """The whole file at once, so that it cannot change while it is read."""
    try:
        if path.is_dir():
            raise ImportFileIsFolder(file=path.name or str(path))
        if path.stat().st_size > LIMIT_MEGABYTES * 1_000_000:
            raise ImportTooLarge(file=path.name, megabytes=LIMIT_MEGABYTES)
        data = path.read_bytes()
    except FileNotFoundError:
        raise ImportFileMissing(file=path.name or str(path)) from None
    except (OSError, ValueError) as error:
        raise ImportFileInUse(file=path.name) from error
    if not data.strip():
        raise ImportFileEmpty(file=path.name)
    return data
