"""Shapes of the labels that are on cards and things already: `#` stands for a digit, `@` for a letter, the rest for itself.

`EAN13` and `ISBN` are shapes of their own: thirteen digits with their check digit. The centre's own running numbers, the
letters of the settings and digits behind them, always count as well.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from centre_app import errors
from centre_app.i18n import N_

CARD, BARCODE = "card", "barcode"
PRESETS = (
    ("@@######", N_("two letters and six digits")),
    ("@#######", N_("one letter and seven digits")),
    ("########", N_("eight digits")),
    ("EAN13", N_("EAN-13, as on goods")),
    ("ISBN", N_("ISBN, as on books")),
)
LONGEST = 40
_NAMED = ("EAN13", "ISBN")
_SHAPE = re.compile(r"[#@A-Z0-9./_\-]+")
_OWN_DIGITS = 6


def split(text: str) -> list[str]:
    """The shapes in a text, as they are kept: capital letters, half-width. They are parted by blanks or commas."""
    plain = unicodedata.normalize("NFKC", text).upper().replace("EAN-13", "EAN13")
    return list(dict.fromkeys(part for part in re.split(r"[\s,，、;；]+", plain) if part))


def checked(text: str) -> str:
    """The shapes as one tidy text. Raises ShapeUnfit for the first that is none: too long, without a digit, of other signs."""
    shapes = split(text)
    for shape in shapes:
        unfit = not _SHAPE.fullmatch(shape) or "#" not in shape or len(shape) > LONGEST
        if unfit and shape not in _NAMED:
            raise errors.ShapeUnfit(shape=shape)
    return " ".join(shapes)


def refuse_alike(*, cards: str, barcodes: str) -> None:
    """See that no code fits a card and a barcode. Raises ShapesAlike naming the first two shapes that do."""
    for card in split(cards):
        for barcode in split(barcodes):
            if any(_meet(one, other) for one in _masks(card) for other in _masks(barcode)):
                raise errors.ShapesAlike(card=card, barcode=barcode)


def fitting(code: str, shapes: str) -> str:
    """The first of these shapes that a code has, "" for none."""
    return next((shape for shape in split(shapes) if _fits(code, shape)), "")


def is_own(code: str, prefix: str) -> bool:
    """Whether a code is one of the centre's running numbers with these letters."""
    tail = code[len(prefix) :]
    return (
        code.upper().startswith(prefix) and len(tail) >= _OWN_DIGITS and tail.isascii() and tail.isdecimal()
    )


def kind_of(
    code: str, *, cards: str, barcodes: str, card_prefix: str, barcode_prefix: str
) -> tuple[Literal["card", "barcode", ""], str]:
    """What a code looks like, and by which shape; the centre's own numbers count first."""
    if is_own(code, card_prefix):
        return "card", f"{card_prefix}{'#' * _OWN_DIGITS}"
    if is_own(code, barcode_prefix):
        return "barcode", f"{barcode_prefix}{'#' * _OWN_DIGITS}"
    if shape := fitting(code, cards):
        return "card", shape
    if shape := fitting(code, barcodes):
        return "barcode", shape
    return "", ""


def _fits(code: str, shape: str) -> bool:
    if shape in _NAMED:
        return _is_ean13(code) and (shape == "EAN13" or code.startswith(("978", "979")))
    return len(code) == len(shape) and all(
        _takes(sign, char) for sign, char in zip(shape, code.upper(), strict=True)
    )


def _takes(sign: str, char: str) -> bool:
    if sign == "#":
        return char.isascii() and char.isdecimal()
    if sign == "@":
        return char.isascii() and char.isalpha()
    return sign == char


def _is_ean13(code: str) -> bool:
    if len(code) != 13 or not (code.isascii() and code.isdecimal()):
        return False
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(code))
    return weighted % 10 == 0


def _masks(shape: str) -> Iterator[str]:
    if shape == "ISBN":
        yield from ("978" + "#" * 10, "979" + "#" * 10)
    else:
        yield "#" * 13 if shape == "EAN13" else shape


def _meet(one: str, other: str) -> bool:
    """Whether some code has both shapes."""
    return len(one) == len(other) and all(
        _takes(left, right) or _takes(right, left) or left == right
        for left, right in zip(one, other, strict=True)
    )
