"""Opens a file of any kind that lists come in and returns its sheets, or its records. What the cells mean is not known here."""

from dataclasses import dataclass
from pathlib import Path

from centre_app.errors import (
    ImportFileEmpty,
    ImportFileInUse,
    ImportFileIsFolder,
    ImportFileMissing,
    ImportTooLarge,
    NotAList,
    OwnerFile,
    WebPageNotWorkbook,
    WorkbookOnlyPictures,
)
from centre_app.i18n import _
from centre_app.importing.shapes import Row, Sheet
from centre_app.importing.text_files import rows_of_text
from centre_app.importing.workbooks import OLD_WORKBOOK, PACKED, Workbook, read_workbook
from centre_app.progress import SILENT, Progress

LIMIT_MEGABYTES = 50
_OTHER_FILES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
)  # some look like MARC by chance
_WEB_PAGE = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"mime-version:")


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its sheets that have something on them, or its MARC records, and what the clerk should know of it."""

    file: str
    sheets: tuple[Sheet, ...] = ()
    records: bytes = b""
    remarks: tuple[str, ...] = ()


def read_source(path: Path, *, progress: Progress = SILENT) -> Source:
    """Read a file; the content decides what kind of file it is, not its ending.

    Reads .xlsx, .xlsm, .xls, .xlsb, .ods, text separated by commas, semicolons or tabs (UTF-8, UTF-16, GB18030), and MARC.
    Raises a CentreError that names the file, says what is wrong with it and what to do; Cancelled.
    """
    from centre_app.importing import marc  # pymarc, only when first needed

    progress.report(0, 0, _("Reading the file"))
    data = _bytes_of(path)
    if data.startswith(_OTHER_FILES):
        raise NotAList(file=path.name)
    if data.startswith((PACKED, OLD_WORKBOOK)):
        found = read_workbook(data, file=path.name, progress=progress)
    elif marc.is_iso(data) or marc.is_xml(data):
        return Source(path.name, records=data)
    else:
        found = Workbook([Sheet(name=path.stem, rows=_rows_of_text(data, file=path.name))])
    filled = tuple(sheet for sheet in found.sheets if sheet.rows)
    if not filled:
        raise (WorkbookOnlyPictures if found.has_pictures else ImportFileEmpty)(file=path.name)
    return Source(path.name, filled, remarks=(*found.remarks, *_said_of_lock(path)))


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a file that have something on them. Raises as `read_source`."""
    return list(read_source(path).sheets)


def _rows_of_text(data: bytes, *, file: str) -> list[Row]:
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_WEB_PAGE) or (start.startswith(b"<?xml") and b"<" in start[5:]):
        raise WebPageNotWorkbook(file=file)
    return rows_of_text(data, file=file)


def _said_of_lock(path: Path) -> tuple[str, ...]:
    """That another program has the file open: what was not saved there cannot be read."""
    beside = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    if not any(mark.exists() for mark in beside):
        return ()
    return (_("The file is open in another program. What has not been saved there is not read."),)


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
    if path.name.startswith("~$") and len(data) < 1_000:
        raise OwnerFile(file=path.name)
    if not data.strip():
        raise ImportFileEmpty(file=path.name)
    return data
