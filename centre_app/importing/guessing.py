"""What the columns of a list without headings hold, guessed from what stands in them. Only a guess: the clerk decides."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from centre_app.importing import book_values, person_values
from centre_app.importing.dates import exact_date, published
from centre_app.importing.moments import moment
from centre_app.importing.shapes import Cell, Row
from centre_app.importing.values import plain
from centre_app.importing.vocabulary import SERIAL, Kind

_SAMPLE = 100
_MOST_COLUMNS = 60
_ENOUGH = 0.7  # of the cells that hold something
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_CODE = re.compile(r"[A-Za-z]{0,4}\d{5,14}")
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}")
_PRICE = re.compile(r"[￥¥]?\d{1,3}\.\d{1,2}(?:元)?|[￥¥]?\d{1,4}元|[￥¥]\d{1,4}")
_HOUSE = re.compile(r"出版|书店|书局|书社|印书馆|press\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guess:
    """Fields by column (from 0); `is_sure` where something stands in it that nothing else looks like (an ISBN, a phone)."""

    fields: dict[int, str]
    is_sure: bool


def guess(rows: Sequence[Row], *, kind: Kind) -> Guess:
    """Look at the first rows and give each field to the column that shows it best, the surest fields first."""
    sample = [row for row in rows if any(cell != "" for cell in row)][:_SAMPLE]
    width = min(max((len(row) for row in sample), default=0), _MOST_COLUMNS)
    columns = {
        place: [row[place] for row in sample if place < len(row) and row[place] != ""]
        for place in range(width)
    }
    found: dict[int, str] = {}
    for name, fits in _SIGNS[kind]:
        share = {
            place: _share(cells, fits) for place, cells in columns.items() if place not in found and cells
        }
        best = max(share, key=lambda place: (share[place], -place), default=None)
        if best is not None and share[best] >= _ENOUGH:
            found[best] = name
    sure = set(found.values())
    return Guess(found, is_sure=bool(sure & _PROOF[kind]) and bool(sure & _NEEDED[kind]) and len(sample) > 1)


def _share(cells: Sequence[Cell], fits: Callable[[Cell], bool]) -> float:
    return sum(map(fits, cells)) / len(cells)


def _is_serial(cell: Cell) -> bool:
    return plain(cell).isdecimal() and len(plain(cell)) < 5


def _is_isbn(cell: Cell) -> bool:
    return book_values.isbn(cell).value is not None


def _is_house(cell: Cell) -> bool:
    return _HOUSE.search(plain(cell)) is not None


def _is_published(cell: Cell) -> bool:
    found = published(cell)
    return bool(found.value) and not found.note and (not plain(cell).isdecimal() or len(plain(cell)) != 5)


def _is_title(cell: Cell) -> bool:
    return isinstance(cell, str) and _WORDS.search(cell) is not None


def _matches(pattern: re.Pattern[str]) -> Callable[[Cell], bool]:
    return lambda cell: pattern.fullmatch(plain(cell)) is not None


def _reads(parse: Callable[[Cell], object]) -> Callable[[Cell], bool]:
    return lambda cell: getattr(parse(cell), "value", None) is not None


def _is_phone(cell: Cell) -> bool:
    """A day such as 2010-05-03 has the eight digits of a telephone."""
    return _reads(person_values.phone)(cell) and not _reads(exact_date)(cell)


def _is_home(cell: Cell) -> bool:
    split = person_values.home(cell)
    return bool(split.building and split.room)


_SERIALS = (SERIAL, _is_serial)
_PERSON = ("person", _matches(_NAME))
_PHONE = ("phone", _is_phone)
_BOOK = (
    ("isbn", _is_isbn),
    ("publisher", _is_house),
    ("price", _matches(_PRICE)),
    ("published", _is_published),
    ("barcode", _matches(_CODE)),
    _SERIALS,
    ("title", _is_title),
    ("authors", _is_title),
)
_TIMES = (("arrived", _reads(moment)), ("left", _reads(moment)), ("day", _reads(exact_date)))
_SIGNS: dict[Kind, tuple[tuple[str, Callable[[Cell], bool]], ...]] = {
    "books": _BOOK,
    "copies": _BOOK,
    "people": (
        ("identity", _reads(person_values.identity)),
        _PHONE,
        ("sex", _reads(person_values.sex)),
        ("birth", _reads(exact_date)),
        ("home", _is_home),
        _PERSON,
        _SERIALS,
    ),
    "visits": (_PHONE, *_TIMES, _PERSON, _SERIALS),
    "bookings": (_PHONE, ("starts", _reads(moment)), ("ends", _reads(moment)), ("day", _reads(exact_date)), _SERIALS, _PERSON),
    "loans": (
        _PHONE, ("barcode", _matches(_CODE)), ("lent", _reads(exact_date)), ("due", _reads(exact_date)),
        ("returned", _reads(exact_date)), _PERSON, _SERIALS, ("title", _is_title),
    ),
}  # fmt: skip
_PROOF: dict[Kind, set[str]] = {
    "books": {"isbn"},
    "copies": {"isbn"},
    "people": {"identity", "phone"},
    "visits": {"arrived"},
    "bookings": set(),
    "loans": set(),
}
_NEEDED: dict[Kind, set[str]] = {
    "books": {"title"},
    "copies": {"title"},
    "people": {"person"},
    "visits": {"arrived"},
    "bookings": set(),
    "loans": set(),
}
