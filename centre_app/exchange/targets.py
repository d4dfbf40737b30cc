"""Where everything is written to: one workbook with a sheet a table, or a folder with a .csv a table. Row by row, never held whole."""

import base64
import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from centre_app import errors
from centre_app.exchange.cells import LONGEST_TEXT, Cell
from centre_app.storage.placing import AT_ONCE, placed
from centre_app.storage.plain_book import save, set_up_for_paper

MOST_ROWS = 1_048_576  # of a sheet
FILES = "files"
FILES_HEADINGS = ("name", "part", "base64")
_PART = LONGEST_TEXT // 4 * 3  # bytes that fit into a cell as base64


class Target(Protocol):
    """Takes tables one after the other, and at any time files that no cell can hold."""

    def table(self, name: str, rows: Iterable[Sequence[Cell]], widths: Sequence[int] = ()) -> None:
        """Write a table; the first row are its headings. `widths` of the columns, in characters, where paper would have them."""

    def file(self, name: str, data: bytes) -> None:
        """Keep a file."""


class FolderTarget:
    """A folder of .csv in UTF-8 that spreadsheets recognise; files lie in a folder beside them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def table(self, name: str, rows: Iterable[Sequence[Cell]], widths: Sequence[int] = ()) -> None:  # noqa: ARG002 - paper only
        with (self.folder / f"{name}.csv").open("w", AT_ONCE, encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)

    def file(self, name: str, data: bytes) -> None:
        path = self.folder / FILES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


class WorkbookTarget:
    """A workbook. A table with more rows than a sheet takes goes on in `visit 2`; files are base64 in sheets behind all tables.

    Until then they lie in a folder, so that none is held in memory.
    """

    def __init__(self, kept: Path, *, most_rows: int = MOST_ROWS) -> None:
        from openpyxl import Workbook  # only when first needed: it takes a fifth of a second to load

        self.book = Workbook(write_only=True)
        self._most_rows = most_rows
        self._kept = FolderTarget(kept)

    def table(self, name: str, rows: Iterable[Sequence[Cell]], widths: Sequence[int] = ()) -> None:
        lines = iter(rows)
        sheets = _Sheets(self.book, name, next(lines), most_rows=self._most_rows, widths=widths)
        for line in lines:
            sheets.append(line)

    def file(self, name: str, data: bytes) -> None:
        self._kept.file(name, data)

    def save(self, to: Path) -> None:
        """Put the workbook into a file."""
        files = sorted(path for path in self._kept.folder.rglob("*") if path.is_file())
        if files:
            self.table(FILES, _parts(files))
        save(self.book, to)

    def discard(self) -> None:
        """Finish what was begun and write nothing: a sheet left open complains when it is cleared away.

        What a full disk did to it is not missed.
        """
        for sheet in self.book.worksheets:
            with suppress(Exception):
                sheet.close()


def _parts(files: Iterable[Path]) -> Iterator[tuple[Cell, ...]]:
    yield FILES_HEADINGS
    for path in files:
        data = path.read_bytes()
        for part, start in enumerate(range(0, max(len(data), 1), _PART)):
            text = base64.b64encode(data[start : start + _PART]).decode()
            yield f"{path.parent.name}/{path.name}", part, text


class _Sheets:
    """A table in a workbook, on as many sheets as it takes, each with the headings."""

    def __init__(
        self, book: Any, name: str, headings: Sequence[Cell], *, most_rows: int, widths: Sequence[int] = ()
    ) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font

        self._new_cell, self._bold, self._wrapped = (
            WriteOnlyCell,
            Font(bold=True),
            Alignment(wrap_text=True, vertical="top"),
        )
        self._book, self._name, self._headings, self._widths = book, name, headings, widths
        self._most_rows, self._sheets = most_rows, 0
        self._begin()

    def append(self, line: Sequence[Cell]) -> None:
        """Write a row."""
        if self._rows == self._most_rows:
            self._begin()
        self._sheet.append([self._cell(value) for value in line])
        self._rows += 1

    def _begin(self) -> None:
        from openpyxl.utils import get_column_letter

        self._sheets += 1
        self._sheet = self._book.create_sheet(
            self._name if self._sheets == 1 else f"{self._name} {self._sheets}"
        )
        self._sheet.freeze_panes = "A2"
        if self._widths:
            set_up_for_paper(self._sheet, across=True, repeated=True)
        widths = self._widths or [max(10, min(24, len(str(words)) + 2)) for words in self._headings]
        for number, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        heads = [self._new_cell(self._sheet, value=words) for words in self._headings]
        for cell in heads:
            cell.font = self._bold
        self._sheet.append(heads)
        self._rows = 1

    def _cell(self, value: Cell) -> Any:
        """Plain values as they are; what a workbook would take for a formula or an error is said to be text."""
        risky = isinstance(value, str) and value.startswith(("=", "#"))
        if not risky and not self._widths:
            return value
        made = self._new_cell(self._sheet, value=value)
        if self._widths:
            made.alignment = self._wrapped
        if risky:
            made.data_type = "s"
        return made


@contextmanager
def target(to: Path) -> Iterator[Target]:
    """What to write to: a workbook for a name ending in .xlsx, otherwise a folder. It takes its place when it is whole.

    A failure leaves what stood there as it was. Raises what `placed` raises, and ExchangeFolderTaken.
    """
    if to.suffix.lower() == ".xlsx":
        with placed(to) as beside, tempfile.TemporaryDirectory() as kept:
            book = WorkbookTarget(Path(kept))
            try:
                yield book
                book.save(beside)
            except BaseException:
                book.discard()
                raise
        return
    if to.is_dir() and any(to.iterdir()):
        raise errors.ExchangeFolderTaken(folder=to)
    with placed(to, ending=None) as beside:
        beside.mkdir()
        try:
            yield FolderTarget(beside)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        if to.is_dir():
            to.rmdir()  # empty; not every system puts a folder in the place of another
