"""What a packed workbook (.xlsx, .xlsm, .xlsb, .ods) is made of, examined part by part before anything is unpacked whole."""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO

from centre_app.errors import (
    CentreError,
    ImportTooLarge,
    ImportTooManyRows,
    NotAList,
    WorkbookDamaged,
    WorkbookHasEntities,
    WorkbookLocked,
)
from centre_app.i18n import _, _n
from centre_app.importing.text_files import LIMIT_CELLS, LIMIT_ROWS

LIMIT_UNPACKED_MEGABYTES = 100
LIMIT_READ_APART_MEGABYTES = 250  # .ods says the same in three times as many letters
_CHUNK = 1 << 18  # small, since a search through it lets nobody else run
_MOST_MERGED = 100_000
_CELL = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^<>]*(?<!/)>')  # an empty one counts not
_CELL_ELSEWHERE = re.compile(rb'<c r="(?![A-Z]{1,3}\d{1,7}")')
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_LETTERS, _DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789"
_WITHOUT_RESULT = re.compile(
    rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_FROM_1904 = re.compile(rb'date1904="(?:1|true|on)"')


@dataclass(slots=True)
class Findings:
    """What was found beside the sheets. `is_measured`: how much its cells will fill is known; `formulas` have no result stored.

    Cells written otherwise than nearly every program does (`<c r="C5" …>`) are not measured: the reader may take one of them to
    stand in a row or a column of any number, and would end the program for want of memory.
    """

    is_measured: bool = False
    days_from_1904: bool = False
    macros: bool = False
    links: bool = False
    pictures: int = 0
    formulas: int = 0
    cells: int = field(default=0, repr=False)


def remarks_of(found: Findings) -> tuple[str, ...]:
    """What the clerk should know of it, in sentences."""
    said = []
    if found.macros:
        said.append(_("The file contains macros. They are not run; only the cells are read."))
    if found.links:
        said.append(
            _("The file refers to other workbooks. They are not opened; the values stored last are read.")
        )
    if found.formulas:
        words = _n(
            "{count} cell holds a formula without a stored result and reads as empty. Open the file in Excel or WPS, save it, and choose it again.",
            "{count} cells hold formulas without stored results and read as empty. Open the file in Excel or WPS, save it, and choose it again.",
            found.formulas,
        )  # fmt: skip
        said.append(words.format(count=found.formulas))
    return tuple(said)


def examine(data: bytes, *, file: str) -> Findings:
    """Look at every part: size, password, damage, stray cells, defined entities, macros, links.

    Raises WorkbookLocked, ImportTooLarge, ImportTooManyRows, NotAList, WorkbookHasEntities and WorkbookDamaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise WorkbookLocked(file=file)
            names = {part.filename for part in parts}
            found = _by_name(names)
            limit = LIMIT_UNPACKED_MEGABYTES if found.is_measured else LIMIT_READ_APART_MEGABYTES
            if sum(part.file_size for part in parts) > limit * 1_000_000:
                raise ImportTooLarge(file=file, megabytes=limit)
            if not any(name.startswith("xl/workbook.") or name == "content.xml" for name in names):
                raise NotAList(file=file)
            for part in parts:
                _examine_part(package, part, found, file=file)
            return found
    except CentreError:
        raise
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error) as error:
        raise WorkbookDamaged(file=file) from error


def _by_name(names: set[str]) -> Findings:
    return Findings(
        is_measured="xl/workbook.xml" in names,
        macros=any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names),
        links=any(name.startswith("xl/externalLinks/") for name in names),
        pictures=sum(name.startswith(("xl/media/", "Pictures/")) for name in names),
    )


def _examine_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, found: Findings, *, file: str) -> None:
    """Read one part to its end, which proves its size and checksum, and measure the sheet that it may be."""
    grid = _Grid()
    is_sheet = part.filename.startswith("xl/") and not part.filename.startswith("xl/media/")
    tail, begun = b"", True
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if begun and b"<!DOCTYPE" in chunk[:4096]:
                raise WorkbookHasEntities(file=file)
            if begun and part.filename == "xl/workbook.xml":
                found.days_from_1904 = _FROM_1904.search(chunk) is not None
            begun = False
            if is_sheet:
                chunk = tail + chunk
                cut = max(chunk.rfind(b"<c "), chunk.rfind(b"</row>"), 0)  # no cell is cut in two
                grid.add(chunk[:cut])
                tail = chunk[cut:]
                _check(grid, found, file=file)
    grid.add(tail)
    _check(grid, found, file=file)
    found.is_measured = found.is_measured and grid.is_plain
    found.cells += grid.cells
    found.formulas += grid.formulas


def _check(grid: "_Grid", found: Findings, *, file: str) -> None:
    if (
        grid.last > LIMIT_ROWS
        or max(grid.last * grid.widest, found.cells + grid.cells, grid.strings) > LIMIT_CELLS
        or grid.merged > _MOST_MERGED
    ):
        raise ImportTooManyRows(file=file, row=grid.last, column=grid.widest, limit=LIMIT_ROWS)


@dataclass(slots=True)
class _Grid:
    """How far a sheet reaches, and how much the reader will have to keep of it."""

    last: int = 0
    widest: int = 0
    cells: int = 0
    strings: int = 0
    merged: int = 0
    formulas: int = 0
    is_plain: bool = True
    _letters: set[bytes] = field(default_factory=set)

    def add(self, piece: bytes) -> None:
        """Count a further piece of a part."""
        cells = _CELL.findall(piece)
        if cells:
            listed = b" ".join(cells)  # C5 D5: taken apart as a whole, since there may be a million
            self.last = max(self.last, *map(int, set(listed.translate(None, _LETTERS).split())))
            self._letters.update(listed.translate(None, _DIGITS).split())
            self.widest = max(map(_column_number, self._letters))
        begun = piece.count(b'<c r="')
        if len(cells) != begun and _CELL_ELSEWHERE.search(piece):
            self.is_plain = False
        if begun != piece.count(b"<c") or b":c" in piece:  # seldom: it is no quick look
            begun = len(_ANY_CELL.findall(piece))
            self.is_plain = self.is_plain and begun == piece.count(b'<c r="')
        self.cells += begun
        self.strings += piece.count(b"<si")
        self.merged += piece.count(b"<mergeCell ")
        if b"<f" in piece:
            self.formulas += sum(1 for _one in _WITHOUT_RESULT.finditer(piece))


def _column_number(letters: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
