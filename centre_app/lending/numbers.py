"""Numbers on books: ISBN as printed or scanned, barcodes given or automatic. One space of codes with card numbers."""

import json
import re
import unicodedata
from typing import Any

from peewee import fn
from stdnum import isbn as isbn_numbers

from centre_app import errors
from centre_app.centre import code_shapes, settings
from centre_app.i18n import _
from centre_app.lending.models import Copy, Title
from centre_app.lending.tuples import first_of
from centre_app.people.models import Person
from centre_app.storage.database import db

BARCODE_DIGITS = 6


def plain(text: str) -> str:
    """The text as typed, without blanks around and with single blanks inside."""
    return " ".join(text.split())


def isbn13(text: str) -> str:
    """A valid ISBN-10 or ISBN-13, hyphenated or not, as 13 digits; "" for anything else, never a corrected number."""
    signs = isbn_signs(text)
    return isbn_numbers.to_isbn13(signs) if isbn_numbers.is_valid(signs) else ""


def isbn_signs(text: str) -> str:
    """The digits (and X) of what stands for an ISBN, without hyphens, blanks and the word ISBN."""
    compact = re.sub(r"[\s\-‐‑‒–—―－]", "", unicodedata.normalize("NFKC", text))
    return compact.upper().removeprefix("ISBN").lstrip(":")


def barcode_number(text: str) -> str:
    """A barcode as it is stored: half-width, no blanks; letters keep their case, which is not told apart."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def automatic_barcodes(count: int = 1) -> list[str]:
    """The next free barcodes: the prefix of the settings and six digits, running on from the highest such copy."""
    prefix = str(settings.get("barcode_prefix"))
    number = _highest(prefix)
    found: list[str] = []
    while len(found) < count:
        missing = count - len(found)
        codes = [f"{prefix}{number + step:0{BARCODE_DIGITS}d}" for step in range(1, missing + 1)]
        number += missing
        taken = _cards_among(codes) | shelf_codes_among(codes)
        found.extend(code for code in codes if code.casefold() not in taken)
    return found


def refuse_if_taken(code: str, *, except_copy: int | None = None) -> None:
    """See that a barcode is nobody's card number and no other copy's. Raises CodeTaken naming the owner."""
    others = (
        Copy.select(Title.name).join(Title).where((Copy.barcode == code) & (Copy.id != (except_copy or 0)))
    )
    shelves = Copy.select(Title.name).join(Title).where((Copy.shelf_code == code) & (Copy.shelf_code != ""))
    if row := first_of(others) or first_of(shelves):
        raise errors.CodeTaken(code=code, owner=_("a copy of “{title}”").format(title=row[0]))
    person = first_of(Person.select(Person.name).where(Person.card_number == code))
    if person:
        raise errors.CodeTaken(code=code, owner=_("the card of {name}").format(name=person[0]))


def is_isbn(barcode: str) -> bool:
    """Whether a barcode is the number that all copies of a book have; not where the centre's labels are of that shape."""
    fits = code_shapes.fitting(barcode, str(settings.get("barcode_shapes")))
    return len(isbn_signs(barcode)) == 13 and bool(isbn13(barcode)) and not fits


def shelf_codes_among(codes: list[str]) -> set[str]:
    """Which of these codes stand for several like pieces, casefolded."""
    return _among(codes, "SELECT shelf_code FROM copy WHERE shelf_code <> '' AND shelf_code IN")


def _highest(prefix: str) -> int:
    """The highest running number in use; numbers of seven digits count only once those of six are used up."""
    digits, floor = BARCODE_DIGITS, 0
    while (number := _highest_of(prefix, digits)) == 10**digits - 1:
        digits, floor = digits + 1, number
    return max(number, floor)


def _highest_of(prefix: str, digits: int) -> int:
    codes: Any = (
        Copy.select(Copy.barcode)
        .where(
            (Copy.barcode >= f"{prefix}0")
            & (Copy.barcode < f"{prefix}:")
            & (fn.LENGTH(Copy.barcode) == len(prefix) + digits)
        )
        .order_by(Copy.barcode.desc())
        .tuples()
    )
    for (code,) in codes.iterator():
        tail = code[len(prefix) :]
        if tail.isascii() and tail.isdecimal():
            return int(tail)
    return 0


def _cards_among(codes: list[str]) -> set[str]:
    return _among(codes, "SELECT card_number FROM person WHERE card_number IN")


def _among(codes: list[str], query: str) -> set[str]:
    """What a query that ends before its list of codes finds, casefolded; in one statement, however many there are."""
    rows = db.execute_sql(f"{query} (SELECT value FROM json_each(?))", (json.dumps(codes),))  # noqa: S608
    return {code.casefold() for (code,) in rows}
