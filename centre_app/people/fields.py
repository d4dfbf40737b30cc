"""What a person's facts may look like: names, phones, births, numbers of cards, folded and checked. Reads no tables."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from centre_app import clock, errors

LONGEST_NAME = 40
EARLIEST_YEAR = 1880
_LONGEST_CARD = 40
_LONGEST_ADDRESS = 40
_LONGEST_NOTE = 2000
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{9,11}|[2-9]\d{6,7}|[48]00\d{7}")
_SERVICE = re.compile(r"1\d{4}|9[56]\d{3,4}")
_ABROAD = re.compile(r"\+\d{8,15}")
_DASHES = str.maketrans("‐‑‒–—―－−", "--------")
_DATE = re.compile(r"(\d{4})[-./年 ](\d{1,2})[-./月 ](\d{1,2})日?")
_DATE_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"(\d{4})(?:年|[-./年](?:0?[1-9]|1[0-2])月?)?(?:生|出生)?")
_JOINER = "\u200d"  # holds some emoji together; every other invisible character is dropped
_AGE = re.compile(r"(\d{1,3})(?:岁|周岁|虚岁| ?years?(?: old)?)?")


@dataclass(frozen=True, slots=True)
class Birth:
    """When somebody was born: a date, or only a year, or nothing known."""

    day: date | None = None
    year: int | None = None


def name(text: str) -> str:
    """The name in one spelling: NFKC, no blanks around it. Raises NameMissing or NameTooLong (over 40 characters)."""
    words = _one_line(text)
    if not words:
        raise errors.NameMissing
    if len(words) > LONGEST_NAME:
        raise errors.NameTooLong(most=LONGEST_NAME, length=len(words))
    return words


def phone(text: str) -> str:
    """The number as digits without +86, blanks and dashes; "" for none.

    Raises PhoneImpossible for what no exchange connects: a mobile number is 11 digits beginning with 13 to 19, a
    landline has its area code or seven to eight digits; numbers from abroad keep their +.
    """
    if text.isascii() and _MOBILE.fullmatch(text):
        return text
    written = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    digits = re.sub(r"[\s()\-./]", "", written)
    if home := re.fullmatch(r"(?:\+|00)86(\d{9,12})", digits):
        digits = home[1] if _MOBILE.fullmatch(home[1]) else f"0{home[1].lstrip('0')}"
    possible = (_MOBILE, _LANDLINE, _SERVICE, _ABROAD)
    if digits and not (digits.isascii() and any(shape.fullmatch(digits) for shape in possible)):
        raise errors.PhoneImpossible(phone=written[:_LONGEST_CARD])
    return digits


def birth(*, birth_date: date | None = None, birth_year: int | None = None, age: int | None = None) -> Birth:
    """The birth from whichever of date, year and age (full years today) is given, the most exact one counting.

    Raises BirthInFuture and BirthTooEarly (before 1880).
    """
    if birth_date is not None:
        _check_birth(birth_date, birth_date.year)
        return Birth(day=birth_date)
    if birth_year is None and age is not None:
        birth_year = clock.today().year - age
    if birth_year is not None:
        _check_birth(None, birth_year)
    return Birth(year=birth_year)


def birth_typed(text: str) -> Birth:
    """The birth that a clerk typed: 1958-03-02, 19580302, 1958年3月2日, 1958, 67 or 67岁; nothing for an empty field.

    Raises BirthUnreadable, BirthInFuture and BirthTooEarly.
    """
    words = unicodedata.normalize("NFKC", text).strip().lower()
    if not words:
        return Birth()
    if found := _DATE.fullmatch(words) or _DATE_DIGITS.fullmatch(words):
        try:
            day = date(*(int(part) for part in found.groups()))
        except ValueError as error:
            raise errors.BirthUnreadable(text=words) from error
        return birth(birth_date=day)
    if found := _YEAR.fullmatch(words):
        return birth(birth_year=int(found[1]))
    if found := _AGE.fullmatch(words):
        return birth(age=int(found[1]))
    raise errors.BirthUnreadable(text=words[:LONGEST_NAME])


def card(text: str) -> str:
    """A card number as a scanner gives it: NFKC, without blanks; "" for none. Raises CardNumberTooLong."""
    number = "".join(unicodedata.normalize("NFKC", text).split())
    if len(number) > _LONGEST_CARD:
        raise errors.CardNumberTooLong(most=_LONGEST_CARD)
    return number


@lru_cache(maxsize=1_024)  # those of a household stand together in every list
def address_part(text: str) -> str:
    """A building or a room, in one spelling. Raises TextTooLong."""
    return limited(_one_line(text).translate(_DASHES), most=_LONGEST_ADDRESS)


def note(text: str) -> str:
    """Free words about a person. Raises TextTooLong."""
    return limited(text.strip(), most=_LONGEST_NOTE)


def limited(text: str, *, most: int) -> str:
    """The text itself. Raises TextTooLong when it has more characters than `most`."""
    if len(text) > most:
        raise errors.TextTooLong(text=text[:20], most=most)
    return text


def _one_line(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    if folded.isprintable():  # nearly always: no blank but the usual one, and nothing unseen
        return " ".join(folded.split())
    shown = "".join(" " if char.isspace() else char for char in folded)
    kept = (char for char in shown if char == _JOINER or unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
    return " ".join("".join(kept).split()).strip(_JOINER)


def _check_birth(day: date | None, year: int) -> None:
    today = clock.today()
    if year > today.year or (day is not None and day > today):
        raise errors.BirthInFuture
    if year < EARLIEST_YEAR:
        raise errors.BirthTooEarly(year=EARLIEST_YEAR)
