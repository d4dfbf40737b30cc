"""Folding text for search: the pieces (characters or words) of a name, alike on the side of the key and of the query.

Width, case, accents, punctuation, and traditional or simplified form make no difference afterwards.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice, product

_MOST_GUESSES = 4
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
    return "\u3400" <= char <= "\u9fff" or char == "\u3007" or "\U00020000" <= char <= "\U000323af"


def traditional(text: str) -> list[str]:
    """The text in traditional characters; several may stand for one of it, so up to four guesses."""
    full = _in_full()
    return [
        "".join(each) for each in islice(product(*(full.get(char, char) for char in text)), _MOST_GUESSES)
    ]


@cache
def _in_full() -> dict[str, str]:
    """Of each simplified character the traditional ones. (opencc can tell them too, from phrases that take 28 MB.)"""
    written = [chr(code) for code in range(0x4E00, 0xA000)]
    found: dict[str, str] = defaultdict(str)
    for char, simplified in zip(written, _simplified("\n".join(written)).split("\n"), strict=True):
        if char != simplified:
            found[simplified] += char
    return dict(found)


@cache
def _simple_piece(piece: str) -> str:
    return _OTHER_FORMS.get(piece) or _simplified(piece) if stands_alone(piece[0]) else piece


def _simplified(text: str) -> str:
    return _converter()(text)


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
