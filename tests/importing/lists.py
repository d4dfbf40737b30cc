"""Builders of small files with the mess of real ones."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

from centre_app.importing.arranging import table_of
from centre_app.importing.headings import Table
from centre_app.importing.reading import Source, read_sheets, read_source
from centre_app.importing.shapes import Cell, Row, Sheet
from centre_app.importing.vocabulary import Kind


def a_text_file(folder: Path, text: str, *, encoding: str = "utf-8", name: str = "清单.csv") -> Path:
    """A file of that text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def a_workbook(
    folder: Path, rows: Sequence[Sequence[object]], *, name: str = "清单.xlsx", merge: str = ""
) -> Path:
    """A workbook with one sheet of those rows and an empty one behind it."""
    from openpyxl import Workbook

    workbook = Workbook()
    for row in rows:
        workbook.active.append(list(row))
    if merge:
        workbook.active.merge_cells(merge)
    workbook.create_sheet("空表")
    path = folder / name
    workbook.save(path)
    return path


def a_package(folder: Path, parts: dict[str, bytes], *, name: str = "清单.xlsx") -> Path:
    """A packed file of those parts, which may be no workbook at all."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, data in parts.items():
            package.writestr(part, data)
    return path


def a_table(*rows: Sequence[Cell], kind: Kind = "books") -> Table:
    """The list that these rows hold, the headings among them."""
    cells: list[Row] = [tuple(row) for row in rows]
    return table_of(Source("清单.csv", (Sheet(name="表", rows=cells),)), kind=kind)


def table_in(path: Path, *, kind: Kind) -> Table:
    """The list that an import without a window takes from a file."""
    return table_of(read_source(path), kind=kind)


def rows_of(path: Path) -> list[Row]:
    """The rows of the first sheet of a file."""
    return read_sheets(path)[0].rows
