"""Rows behind a figure, packed to be kept: column by column, numbers as differences, words once each, the whole compressed.

170,000 visits take about a second and a megabyte.
"""

import json
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import accumulate, pairwise
from typing import Any

from centre_app.reports.listing import Cell, Column, Listing

_EPOCH = datetime(1970, 1, 1)
_SECOND = timedelta(seconds=1)
_SIZES = (("b", 7), ("h", 15), ("i", 31), ("q", 63))
_VERSION = 1
# How values of one type become whole numbers, and back.
_NUMBERS: dict[str, tuple[type, Callable[[Any], int], Callable[[int], Cell]]] = {
    "int": (int, int, int),
    "date": (date, date.toordinal, date.fromordinal),
    "moment": (datetime, lambda value: (value - _EPOCH) // _SECOND, lambda number: _EPOCH + number * _SECOND),
    "time": (
        time,
        lambda value: value.hour * 3600 + value.minute * 60 + value.second,
        lambda number: (_EPOCH + number * _SECOND).time(),
    ),
}


@dataclass(slots=True)
class Rows:
    """Rows column by column; `table` is where the numbers in the column `id` belong."""

    columns: tuple[Column, ...] = ()
    cells: Mapping[str, Sequence[Cell]] = field(default_factory=dict)
    table: str = ""

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(next(iter(self.cells.values()), ()))

    def of(self, *keys: str) -> Iterable[tuple[Any, ...]]:
        """The rows of some columns."""
        return zip(*(self.cells[key] for key in keys), strict=True)


def rows_of(listing: Listing) -> Rows:
    """The rows of a listing without what people typed freely in them."""
    every = (*listing.columns, *listing.hidden)
    turned = list(zip(*listing.found, strict=True)) or [()] * len(every)
    kept = {column.key: cells for column, cells in zip(every, turned, strict=True) if column.kept}
    return Rows(tuple(column for column in every if column.kept), kept, listing.table)


def pack(rows: Rows) -> bytes:
    """The rows as bytes: the same rows give the same bytes."""
    heads, bodies = [], []
    for column in rows.columns:
        coding, body = _coded(rows.cells[column.key])
        heads.append([column.key, column.title, column.kind, column.width, *coding])
        bodies.append(body)
    head = {"version": _VERSION, "table": rows.table, "count": rows.count, "columns": heads}
    written = json.dumps(head, ensure_ascii=False).encode()
    return zlib.compress(b"\n".join([written, b"".join(bodies)]), 6)


def unpack(body: bytes) -> Rows:
    """The rows that `pack` made bytes of; the columns have no words for their codes."""
    written, _line, numbers = zlib.decompress(body).partition(b"\n")
    head = json.loads(written)
    columns, cells, place = [], {}, 0
    for key, title, kind, width, *coding in head["columns"]:
        columns.append(Column(key, title, kind, width))
        found = array(coding[1])
        size = found.itemsize * head["count"]
        found.frombytes(numbers[place : place + size])
        place += size
        cells[key] = _decoded(_ordered(found), *coding)
    return Rows(tuple(columns), cells, head["table"])


def _coded(cells: Sequence[Cell]) -> tuple[list[Any], bytes]:
    """How a column is written (its coding, the size of its numbers, what they stand for) and the numbers."""
    types = {type(cell) for cell in cells} - {type(None)}
    for name, (kind, number, _back) in _NUMBERS.items():
        if types == {kind}:
            known = [None if cell is None else number(cell) for cell in cells]
            nothing = min(value for value in known if value is not None) - 1
            filled = [nothing if value is None else value for value in known]
            steps = [*filled[:1], *(later - before for before, later in pairwise(filled))]
            size, body = _bytes_of(steps)
            return [name, size, nothing], body
    words = list(dict.fromkeys(cells))
    places = {(type(word), word): place for place, word in enumerate(words)}
    size, body = _bytes_of([places.get((type(cell), cell), 0) for cell in cells])
    return ["words", size, words], body


def _decoded(numbers: "array[int]", coding: str, _size: str, meaning: Any) -> list[Cell]:
    if coding == "words":
        return [meaning[number] for number in numbers]
    back = _NUMBERS[coding][2]
    return [None if number == meaning else back(number) for number in accumulate(numbers)]


def _bytes_of(numbers: list[int]) -> tuple[str, bytes]:
    most = max(map(abs, numbers), default=0)
    size = next(code for code, bits in _SIZES if most < 1 << bits)
    return size, _ordered(array(size, numbers)).tobytes()


def _ordered(numbers: "array[int]") -> "array[int]":
    """The numbers with their bytes in the order of the file, whatever this computer's is."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
