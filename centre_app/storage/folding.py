"""Folding text for search: the pieces (characters or words) of a name, alike on the side of the key and of the query.

Width, case, accents, punctuation, and traditional or simplified form make no difference afterwards.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import islice, product

_MOST_GUESSES = 4
_CODES = range(0x3400, 0xA000), range(0x3007, 0x3008), range(0x20000, 0x323B0)  # of Chinese characters
_AT_ONCE = 1_000
_USUAL = "\u4e00", "\u9fff"
_OTHER_FORMS = {"𠮷": "吉"}  # a form of 吉 that opencc does not know
_CHINESE = re.compile("[\u3400-\u9fff]+")
_LU = re.compile("(?<=[ln])[üǖǘǚǜ]")  # typed with v on every keyboard


def pieces_of(text: str) -> list[str]:
    """Single characters of Chinese and symbols, whole words of letters and digits; punctuation only separates."""
    if _CHINESE.fullmatch(text):
        return list(text)
    if text.isascii() and text.isalnum():
        return [text.lower()]
    text = unicodedata.normalize("NFKC", text).lower()
    if not text.isascii():
        text = _LU.sub("v", text)
    found: list[str] = []
    word = ""
    for char in text:
        folded, is_alone = _PARTS[char]
        if folded and not is_alone:
            word += folded
        else:
            if word and folded is not None:
                found.append(word)
                word = ""
            if folded:
                found.append(folded)
    if word:
        found.append(word)
    return found


def simple(pieces: Iterable[str]) -> list[str]:
    """The pieces in simplified characters; readings come from those written, since 乾 (qian) is simplified to 干 (gan)."""
    return [_simple_piece(piece) for piece in pieces]


@cache
def stands_alone(char: str) -> bool:
    """Whether a character is a piece of its own, as Chinese ones and symbols are."""
    return not char.isascii() and (_is_chinese(char) or unicodedata.category(char) == "So")


class _Parts(dict[str, tuple[str | None, bool]]):
    """Of each character how it is searched and whether that stands alone; a dictionary, since a list has a million of them."""

    def __missing__(self, char: str) -> tuple[str | None, bool]:
        folded = _folded(char)
        found = self[char] = folded, bool(folded) and stands_alone(folded)
        return found


_PARTS = _Parts()


def _folded(char: str) -> str | None:
    """One character as it is searched; empty for a separator, None for a mark that is part of its neighbour."""
    kind = unicodedata.category(char)
    if kind in {"Mn", "Me", "Cf", "Sk"}:
        return None
    if char.isascii():
        return char if char.isalnum() else ""
    if _is_chinese(char):
        return char
    if kind[0] in "LN" or kind in {"Mc", "Co"}:
        parts = unicodedata.normalize("NFD", char)
        return unicodedata.normalize(
            "NFC", "".join(part for part in parts if unicodedata.category(part) != "Mn")
        )
    return char if kind == "So" else ""


def _is_chinese(char: str) -> bool:
    return any(ord(char) in codes for codes in _CODES)


def traditional(text: str) -> list[str]:
    """The text in traditional characters; several may stand for one of it, so up to four guesses."""
    full = _in_full()
    return [
        "".join(each) for each in islice(product(*(full.get(char, char) for char in text)), _MOST_GUESSES)
    ]


@cache
def _in_full() -> dict[str, str]:
    """Of each simplified character the traditional ones. (opencc can tell them too, from phrases that take 28 MB.)"""
    found: dict[str, str] = defaultdict(str)
    for char, simplified in _simplified().items():
        if _USUAL[0] <= char <= _USUAL[-1]:
            found[simplified] += char
    return dict(found)


def _simple_piece(piece: str) -> str:
    return _OTHER_FORMS.get(piece) or _simplified().get(piece, piece)


@cache
def _simplified() -> dict[str, str]:
    """Of each character that has one its simplified form: five thousand, after which opencc and its 3 MB can go."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    found: dict[str, str] = {}
    for codes in _CODES:
        for place in range(0, len(codes), _AT_ONCE):
            written = [chr(code) for code in codes[place : place + _AT_ONCE]]
            pairs = zip(written, convert("\n".join(written)).split("\n"), strict=True)
            found.update((char, simplified) for char, simplified in pairs if char != simplified)
    return found
