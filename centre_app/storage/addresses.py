"""Buildings and rooms as words of a search: 3幢502, 3号楼502室, 3-502 and 3#502 are all the word 3·502. Reads no tables."""

import re
import unicodedata
from functools import lru_cache

_BETWEEN = "·"  # no phone, card or name has it between digits
_NUMBER = r"\d{1,4}[a-z]?"
_SIGN = "幢|栋|棟|号楼|號樓|号|號|弄|座|楼|樓|单元|單元|[-#/]"
_TYPED = re.compile(f"{_NUMBER}(?:{_SIGN})(?:{_NUMBER}(?:{_SIGN}))*(?:{_NUMBER}(?:室|房|号|號)?)?")
_ROOM = re.compile(f"{_NUMBER}(?:室|房|号|號)?")
_NUMBERS = re.compile(_NUMBER)
_DASHES = str.maketrans("‐‑‒–—―－−", "--------")
_MOST_DIGITS = 8  # more are a telephone number


@lru_cache(maxsize=1_024)  # those of a household stand together in every list
def words(*, building: str, door: str) -> tuple[str, ...]:
    """The words under which whoever lives there is found: all its numbers, and building and room without what is between."""
    numbers = _NUMBERS.findall(_folded(f"{building} {door}"))
    if len(numbers) == 1 and _NUMBERS.search(_folded(building)):
        return (numbers[0] + _BETWEEN,)
    if len(numbers) < 2:
        return ()
    return tuple(dict.fromkeys([_BETWEEN.join(numbers), _BETWEEN.join((numbers[0], numbers[-1]))]))


def typed(text: str) -> tuple[str, str]:
    """The word of the address in a query, and the query without it; "" for none.

    `张 3幢 502` gives `3·502` and `张`: a room may be typed apart from its building.
    """
    rest: list[str] = []
    word = ""
    for chunk in _folded(text).split():
        if not word and _TYPED.fullmatch(chunk) and _is_place(chunk):
            numbers = _NUMBERS.findall(chunk)
            word = _BETWEEN.join(numbers) + (_BETWEEN if len(numbers) == 1 else "")
        elif word.endswith(_BETWEEN) and _ROOM.fullmatch(chunk):
            word += _NUMBERS.findall(chunk)[0]
        else:
            rest.append(chunk)
    return word, " ".join(rest)


def is_certain(text: str) -> bool:
    """Whether what was typed can be nothing else than an address: it has 幢 or the like behind a number."""
    return any(_TYPED.fullmatch(chunk) and not chunk.isascii() for chunk in _folded(text).split())


def _is_place(chunk: str) -> bool:
    return not chunk.startswith("0") and sum(char.isdigit() for char in chunk) < _MOST_DIGITS


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES).lower()
