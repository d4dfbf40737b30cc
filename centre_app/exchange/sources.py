"""Reading back what `targets.py` wrote: tables row by row, and files by name."""

import base64
import csv
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from centre_app import errors
from centre_app.exchange.cells import checked_name
from centre_app.exchange.export import ABOUT
from centre_app.exchange.targets import FILES

_LONGEST_CELL = 1 << 20
_READER_ERRORS = (SyntaxError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError, EOFError)


class Source(Protocol):
    """Gives the rows of a table by its name, headings first; none for a table that is not there."""

    def table(self, name: str) -> Iterator[Sequence[object]]:
        """The rows of a table."""

    def file(self, name: str) -> bytes:
        """A file kept beside. Raises KeyError."""


class FolderSource:
    """A folder of .csv."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def table(self, name: str) -> Iterator[Sequence[object]]:
        path = self.folder / f"{name}.csv"
        if not path.is_file():
            return
        before = csv.field_size_limit(_LONGEST_CELL)
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from csv.reader(file, strict=True)
        except (csv.Error, UnicodeDecodeError) as error:
            raise errors.WorkbookDamaged(file=path.name) from error
        finally:
            csv.field_size_limit(before)

    def file(self, name: str) -> bytes:
        try:
            return (self.folder / FILES / checked_name(name)).read_bytes()
        except FileNotFoundError:
            raise KeyError(name) from None


class WorkbookSource:
    """A workbook; the files in its sheets are unpacked into a folder when the first is asked for, so that none is held in memory."""

    def __init__(self, book: Any, unpacked: Path, *, file: str) -> None:
        self.book, self.file_name = book, file
        self._folder, self._files = unpacked, FolderSource(unpacked)
        self._is_unpacked = False

    def table(self, name: str) -> Iterator[Sequence[object]]:
        for number, sheet in enumerate(self._sheets(name)):
            rows = sheet.iter_rows(values_only=True)
            with _damage_told(self.file_name):
                if number:
                    next(rows, None)  # the headings once more
                yield from rows

    def file(self, name: str) -> bytes:
        if not self._is_unpacked:
            self._unpack()
        return self._files.file(name)

    def _unpack(self) -> None:
        for name, part, text in self._parts():
            path = self._folder / FILES / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with _damage_told(self.file_name), path.open("ab" if part else "wb") as to:
                to.write(base64.b64decode(text, validate=True))
        self._is_unpacked = True

    def _sheets(self, name: str) -> list[Any]:
        """The sheets of a table in their order: `visit`, `visit 2`, `visit 3`."""
        numbered = re.compile(rf"{re.escape(name)}(?: (\d+))?")
        found = ((numbered.fullmatch(sheet.title), sheet) for sheet in self.book.worksheets)
        return [
            sheet for _number, sheet in sorted(
                ((int(match[1] or 1), sheet) for match, sheet in found if match), key=lambda pair: pair[0])
        ]  # fmt: skip

    def _parts(self) -> Iterator[tuple[str, int, str]]:
        rows = self.table(FILES)
        next(rows, None)
        for row in rows:
            try:
                name, part, text = row[:3]
                yield checked_name(str(name)), int(str(part)), "" if text is None else str(text)
            except ValueError:
                raise errors.WorkbookDamaged(file=self.file_name) from None


@contextmanager
def source(path: Path) -> Iterator[Source]:
    """The export at that path. Raises ImportFileMissing, WorkbookDamaged, ImportFileInUse, NotAnExport for what is none."""
    name = path.name or str(path)
    if path.is_dir():
        if not (path / f"{ABOUT}.csv").is_file():
            raise errors.NotAnExport(file=name)
        yield FolderSource(path)
        return
    if not path.is_file():
        raise errors.ImportFileMissing(file=name)
    if not zipfile.is_zipfile(path):
        raise errors.NotAnExport(file=name)
    from openpyxl import load_workbook  # only when first needed: it takes a fifth of a second to load

    with tempfile.TemporaryDirectory() as unpacked:
        with _damage_told(name):
            book = load_workbook(path, read_only=True)
        try:
            yield WorkbookSource(book, Path(unpacked), file=name)
        finally:
            book.close()


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    """Tell a workbook cut short, or with parts that are not what they should be, as such.

    Only reading stands inside: what the reader itself raises on nonsense is of any kind (SyntaxError: of XML).
    """
    try:
        yield
    except PermissionError as error:
        raise errors.ImportFileInUse(file=name) from error
    except (*_READER_ERRORS, zipfile.BadZipFile, zlib.error) as error:
        raise errors.WorkbookDamaged(file=name) from error
