"""The rows of a worksheet as XML, written several times faster than openpyxl writes its cells: with some million cells that counts.

openpyxl writes all else of the sheet around them. Formulas have their known values beside them, which openpyxl cannot give.
"""

import html
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from centre_app.reports.listing import Cell
from centre_app.reports.workbook import Formula, Link, letter, plain_text
from centre_app.storage.placing import AT_ONCE

_FIRST_DAY = date(1899, 12, 30)  # day 0 of a workbook
_DAY_SECONDS = 86_400
_BEGIN = b"<sheetData>"
Written = Cell | Formula | Link


class Rows:
    """The rows of one sheet, from top to bottom, kept in a temporary file until the sheet is whole."""

    def __init__(self) -> None:
        self._file = TemporaryFile("w+", buffering=AT_ONCE, encoding="utf-8", newline="")  # noqa: SIM115 - it lives as long as the sheet is written

    def add(
        self, number: int, values: Sequence[Written], styles: Sequence[int], *, height: float | None
    ) -> None:
        """Write a row; where there is no value there is no cell. `height` is in points."""
        high = f' ht="{height}" customHeight="1"' if height else ""
        cells = [
            _cell(f"{_letter(place)}{number}", value, style)
            for place, (value, style) in enumerate(zip(values, styles, strict=True), start=1)
            if value is not None
        ]
        self._file.write(f'<row r="{number}"{high}>{"".join(cells)}</row>')

    def put_into(self, sheet: Path) -> None:
        """Put the rows into the XML file of a sheet that has none. Raises OSError."""
        around = sheet.read_bytes().replace(b"<sheetData/>", b"<sheetData></sheetData>")
        before, begin, after = around.partition(_BEGIN)
        self._file.flush()
        self._file.seek(0)
        rows: Any = self._file.buffer
        with sheet.open("wb") as whole:
            whole.write(before + begin)
            shutil.copyfileobj(rows, whole)
            whole.write(after)

    def close(self) -> None:
        """Give up the temporary file; what a full disk did not take is not missed."""
        with suppress(OSError):
            self._file.close()


def _cell(place: str, value: Written, style: int) -> str:
    kind = type(value)
    if kind is int or kind is float:
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    if kind is str:
        return _text_cell(place, str(value), style)
    if isinstance(value, Formula):
        return formula_cell(place, value, style)
    if isinstance(value, Link):
        return _text_cell(place, value.text, style)
    return f'<c r="{place}" s="{style}"><v>{_number(value)}</v></c>'


def _text_cell(place: str, text: str, style: int) -> str:
    """Text stays text, whatever sign it begins with; where there is none the cell is empty."""
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{html.escape(plain_text(text), quote=False)}</t></is></c>'


def formula_cell(place: str, formula: Formula, style: int) -> str:
    """A formula with the value it is known to have."""
    kind = ' t="str"' if isinstance(formula.value, str) else ""
    known = html.escape(str(formula.value), quote=False)
    return (
        f'<c r="{place}" s="{style}"{kind}><f>{html.escape(formula.text, quote=False)}</f><v>{known}</v></c>'
    )


def _number(value: object) -> float | int:
    """A date, time or truth as the number a workbook keeps of it."""
    if isinstance(value, datetime):
        return (value.date() - _FIRST_DAY).days + _seconds(value.time()) / _DAY_SECONDS
    if isinstance(value, date):
        return (value - _FIRST_DAY).days
    if isinstance(value, time):
        return _seconds(value) / _DAY_SECONDS
    assert isinstance(value, bool)
    return int(value)


def _seconds(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


@cache
def _letter(number: int) -> str:
    return letter(number)
