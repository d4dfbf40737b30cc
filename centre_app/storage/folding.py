"""Folding text for search: the pieces (characters or words) of a name, alike on the side of the key and of the query.

Width, case, accents, punctuation, and traditional or simplified form make no difference afterwards.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain, islice

_MOST_GUESSES = 6
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
    """The text in traditional characters, as it is usually written, then with one of them written otherwise: up to six guesses."""
    forms = [_in_full().get(char, (char,)) for char in text]
    usual = [form[0] for form in forms]
    with_another = (
        "".join([*usual[:place], other, *usual[place + 1 :]])
        for place, form in enumerate(forms)
        for other in form[1:]
    )
    return list(islice(chain(["".join(usual)], with_another), _MOST_GUESSES))


@cache
def _in_full() -> dict[str, tuple[str, ...]]:
    """Of each simplified character the traditional ones: the usual one, itself (余 may be 餘 or 余), then the others.

    The usual ones are read out of opencc, whose phrases take 28 MB meanwhile.
    """
    others: dict[str, list[str]] = defaultdict(list)
    for char, simplified in _simplified().items():
        if _USUAL[0] <= char <= _USUAL[-1]:
            others[simplified].append(char)
    usual = _converted(_converter("s2t"), others)
    return {char: tuple(dict.fromkeys([usual[char], char, *others[char]])) for char in others}


def _simple_piece(piece: str) -> str:
    return _OTHER_FORMS.get(piece) or _simplified().get(piece, piece)


@cache
def _simplified() -> dict[str, str]:
    """Of each character that has one its simplified form: five thousand, after which opencc and its 3 MB can go."""
    convert = _converter("t2s")
    found: dict[str, str] = {}
    for codes in _CODES:
        for place in range(0, len(codes), _AT_ONCE):
            written = _converted(convert, [chr(code) for code in codes[place : place + _AT_ONCE]])
            found.update((char, simplified) for char, simplified in written.items() if char != simplified)
    return found


def _converter(way: str) -> Callable[[str], str]:
    """What opencc converts by; its tables live as long as this is held."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(way).convert
    return convert


def _converted(convert: Callable[[str], str], characters: Iterable[str]) -> dict[str, str]:
    """What becomes of each character alone."""
    written = list(characters)
    return dict(zip(written, convert("\n".join(written)).split("\n"), strict=True))
