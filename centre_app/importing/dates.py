"""Dates and times of every shape that people type. A date that is only partly known stays partly known."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from centre_app.i18n import _
from centre_app.importing.shapes import Cell, Parsed
from centre_app.importing.values import plain, shortened, with_digits

Day = tuple[int, int | None, int | None]
_BEGIN_OF_SERIALS = datetime(1899, 12, 30)
_SERIALS = range(2_101, 80_000)
_USUAL = re.compile(r"((?:1[5-9]|20)[0-9]{2})[-/.年](0?[1-9]|1[0-2])月?")
_YEAR = re.compile(r"(?:公元)?(?:c|©|\[)?(\d{4})(?:年|\?|\])?")
_MONTH = re.compile(r"(\d{4})[-/.,年](\d{1,2})(?:月份?)?")
_DAY = re.compile(r"(\d{4})[-/.,年](\d{1,2})[-/.,月](\d{1,2})[日号]?")
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)?")
_BACKWARDS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?)?({'|'.join(_NAMES)})[a-z]*\.?(?:(\d{{1,2}})(?:st|nd|rd|th)?,)?(\d{{4}})"
)
_EDITION = re.compile(r"(?:第?\d{0,3}版|第?\d{0,3}次?印刷?|出版|印)+$")
_BORN = re.compile(r"(?:出?生|出生年月)$")
_MIDNIGHT = re.compile(r"[T ]*0?0:00(?::00(?:\.0+)?)?$")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－−", "-"))


def published(cell: Cell) -> Parsed[str]:
    """When a book came out, as YYYY, YYYY-MM or YYYY-MM-DD: no more than is known.

    A date cell on the first of a month counts as the month, since a spreadsheet makes that of a typed 2003-8.
    """
    if isinstance(cell, date):
        return Parsed(cell.isoformat()[:7] if cell.day == 1 else cell.isoformat()[:10])
    words = plain(cell)
    if not words:
        return Parsed(None)
    if (usual := _USUAL.fullmatch(words)) and isinstance(cell, str):
        return Parsed(f"{usual.group(1)}-{usual.group(2):0>2}")
    if isinstance(cell, float) and re.fullmatch(r"(?:1[5-9]|20)\d\d\.1", words):
        note = _("“{text}” may be January or October; only the year was taken.").format(text=words)
        return Parsed(words[:4], note)
    tidy = _tidy(words)
    if (serial := _from_serial(tidy)) is not None:
        return published(serial)
    day = _day(_EDITION.sub("", tidy) or tidy)
    if day is not None and 1000 <= day[0] <= 2100:
        return Parsed("-".join(f"{part:02d}" for part in day if part is not None))
    years = re.findall(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)", tidy)
    if not years:
        return Parsed(None, _("“{text}” is no date.").format(text=shortened(words)))
    return Parsed(years[0], _("Only the year was taken from “{text}”.").format(text=shortened(words)))


def exact_date(cell: Cell) -> Parsed[date]:
    """One calendar day; a year or a month alone is not one."""
    if isinstance(cell, date):
        return Parsed(cell.date() if isinstance(cell, datetime) else cell)
    words = plain(cell)
    day = _day(_tidy(words)) if words else None
    if day is not None and day[1] and day[2]:
        return Parsed(date(day[0], day[1], day[2]))
    return Parsed(None, _("“{text}” is no full date.").format(text=shortened(words)) if words else "")


@dataclass(frozen=True, slots=True)
class Birth:
    """A day of birth, or only its year where no more is known (then `day` is None)."""

    year: int
    day: date | None = None


def birth(cell: Cell, *, today: date) -> Parsed[Birth]:
    """The day or the year of birth; of a year and a month the year is kept, and the text as the note."""
    if isinstance(cell, date):
        cell = cell.date() if isinstance(cell, datetime) else cell
        return _possible(Birth(cell.year, cell), text=str(cell), today=today)
    words = plain(cell)
    if not words:
        return Parsed(None)
    day = (
        _written_whole(words)
        or _day(words if words.isascii() else _tidy(_BORN.sub("", words)))
        or _day(_tidy(words))
    )
    if day is None:
        return Parsed(None, _("“{text}” is no date of birth.").format(text=shortened(words)))
    year, month, number = day
    known = Birth(year, date(year, month, number)) if month and number else Birth(year)
    found = _possible(known, text=words, today=today)
    if found.value and month and not number:
        return Parsed(
            found.value, _("Born {text}: without the day only the year is kept.").format(text=words)
        )
    return found


def _possible(known: Birth, *, text: str, today: date) -> Parsed[Birth]:
    if today.year - 130 <= known.year <= today.year and (known.day is None or known.day <= today):
        return Parsed(known)
    return Parsed(None, _("Nobody alive was born on {text}.").format(text=shortened(text)))


def age(cell: Cell, *, today: date) -> Parsed[Birth]:
    """The year of birth that an age in years gives today; months of an infant count as no years."""
    words = with_digits(unicodedata.normalize("NFKC", plain(cell)))
    if not words:
        return Parsed(None)
    if re.fullmatch(r"\d{1,2}个?月(?:龄|大)?", words):
        return Parsed(Birth(today.year))
    found = re.fullmatch(r"(?:约)?(\d{1,3})(?:周?岁|岁半)?", words)
    if found and int(found.group(1)) <= 130:
        return Parsed(Birth(today.year - int(found.group(1))))
    return Parsed(None, _("“{text}” is no age.").format(text=shortened(words)))


def _written_whole(words: str) -> Day | None:
    """Of 2014-08-03, as most lists write it, without a look at other shapes."""
    if len(words) != 10 or words[4] != "-" or not words.isascii():
        return None
    try:
        found = date.fromisoformat(words)
    except ValueError:
        return None
    return found.year, found.month, found.day


def _tidy(words: str) -> str:
    """Half-width, Chinese numerals as digits, dashes alike, no blanks, no midnight behind the date."""
    words = unicodedata.normalize("NFKC", words).translate(_DASHES)
    words = with_digits(_MIDNIGHT.sub("", words))
    return "".join(words.split()).casefold().strip(".,;-")


def _day(words: str) -> Day | None:
    """Year, month and day of a tidy text, as far as it says them, or None where it says no possible date."""
    if found := _DAY.fullmatch(words) or _MONTH.fullmatch(words) or _YEAR.fullmatch(words):
        numbers = [int(part) for part in found.groups()]
    elif (found := _PACKED.fullmatch(words)) and found.group(1)[:2] in ("18", "19", "20"):
        numbers = [int(part) for part in found.groups() if part]
    elif found := _ENGLISH.fullmatch(words):
        numbers = [int(found.group(4)), _NAMES.index(found.group(2)) + 1]
        numbers += [int(part) for part in (found.group(1) or found.group(3),) if part]
    elif found := _BACKWARDS.fullmatch(words):
        numbers = _unambiguous(int(found.group(1)), int(found.group(2)), int(found.group(3)))
    elif serial := _from_serial(words):
        numbers = [serial.year, serial.month, serial.day]
    else:
        return None
    _year, month, number = (*numbers, None, None)[:3]
    try:
        date(numbers[0], *[*numbers[1:], 1, 1][:2])
    except ValueError:
        return None
    return numbers[0], month, number


def _from_serial(words: str) -> date | None:
    """The day that a spreadsheet's serial number stands for; small numbers are years, not serials."""
    if re.fullmatch(r"\d{4,5}(?:\.\d+)?", words) is None or int(float(words)) not in _SERIALS:
        return None
    return (_BEGIN_OF_SERIALS + timedelta(days=int(float(words)))).date()


def _unambiguous(first: int, second: int, year: int) -> list[int]:
    """Year last: taken only where one part cannot be the month; otherwise a month that does not exist."""
    if first > 12 or first == second:
        return [year, second, first]
    return [year, first, second] if second > 12 else [year, 0, 0]
