"""How a value of the database stands in a cell, in .xlsx and .csv alike, so that exactly the same comes back.

An empty cell is null. Numbers are numbers, times and everything else are text. A backslash at the beginning marks what a
cell alone could not say: `\\` is the empty text, `\\=1+1` the text `=1+1`, `\\>person_photo/7.image.jpg` a file kept beside.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import PurePosixPath

Kept = str | int | float | bytes | None
Cell = str | int | float | None
MARK = "\\"
FILE = "\\>"
LONGEST_TEXT = 32_000  # UTF-16 units; a workbook's cell takes 32,767
_EXACT = 2**53  # a workbook keeps numbers as floating point, written with fifteen digits
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What XML cannot hold or gives back changed; `_x000D_` is how workbooks write such signs.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_FILE_NAME = re.compile(r"[a-z][a-z0-9_]*/\d+\.[a-z][a-z0-9_]*\.(bin|jpg|txt)")
_JPEG = b"\xff\xd8"


def written(value: Kept, *, name: str, keep: Callable[[str, bytes], object]) -> Cell:
    """A value as a cell. What no cell can hold goes to `keep(file name, bytes)`; `name` is the table, row and column of it."""
    if isinstance(value, bytes):
        file = f"{name}.{'jpg' if value.startswith(_JPEG) else 'bin'}"
        keep(file, value)
        return FILE + file
    if isinstance(value, int):
        return value if -_EXACT < value < _EXACT else str(value)
    if isinstance(value, float):
        return value if float(f"{value:.15g}") == value else repr(value)
    if value is None:
        return None
    if _UNFIT.search(value) or len(value.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_TEXT:
        keep(f"{name}.txt", value.encode("utf-8", "surrogatepass"))
        return f"{FILE}{name}.txt"
    return MARK + value if not value or value.startswith((MARK, *_FORMULA)) else value


def read(cell: object, *, kind: str, kept: Callable[[str], bytes]) -> Kept:
    """The value behind a cell of a column of that kind (as declared in SQL). Raises ValueError for one that cannot be meant.

    `kept(file name)` gives the bytes of a file kept beside. A number or date that a spreadsheet made of a text is text again.
    """
    if cell is None or cell == "":
        return None
    if isinstance(cell, str) and cell.startswith(FILE):
        data = kept(checked_name(cell.removeprefix(FILE)))
        return data if kind.upper() == "BLOB" else data.decode("utf-8", "surrogatepass")
    if isinstance(cell, str):
        cell = cell.removeprefix(MARK)
    if kind.upper() == "BLOB":
        raise ValueError(cell)
    if kind.upper() == "INTEGER":
        return _whole(cell)
    if kind.upper() in ("REAL", "FLOAT"):
        return float(str(cell))
    if isinstance(cell, datetime):
        midnight = kind.upper() == "DATE" or (kind.upper() == "TEXT" and not any(cell.timetuple()[3:6]))
        return f"{cell:%Y-%m-%d}" if midnight else f"{cell:%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell)


def checked_name(file: str) -> str:
    """The name of a file kept beside, as `table/id.column.kind`. Raises ValueError for one that leads elsewhere."""
    if not _FILE_NAME.fullmatch(file) or len(PurePosixPath(file).parts) != 2:
        raise ValueError(file)
    return file


def _whole(cell: object) -> int:
    if isinstance(cell, float) and not cell.is_integer():
        raise ValueError(cell)
    if isinstance(cell, (int, float, str)):
        return int(cell)
    raise ValueError(cell)
