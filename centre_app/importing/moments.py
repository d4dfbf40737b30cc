"""Moments and spans of time as typed in registers: with and without the date, with 上午 and 下午, to the hour or the second."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from centre_app.i18n import _
from centre_app.importing.shapes import Cell, Parsed
from centre_app.importing.values import plain, shortened, with_digits

_BEGIN_OF_SERIALS = datetime(1899, 12, 30)
_DATE = re.compile(
    r"(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?|(?<![\d:])(20\d\d)(\d\d)(\d\d)(?!\d)"
)
_DAY_OF_YEAR = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})[日号]")
_TIME = re.compile(
    r"(上午|早上|早晨|凌晨|中午|下午|傍晚|晚上|晚|am|pm)?\s*(?<!\d)(\d{1,2})\s*(?:[:时点]\s*(?:(\d{1,2})(?!\d)|(半))?分?"
    r"(?:[:]?\s*(\d{1,2})(?!\d)(?:\.\d+)?秒?)?|(?=\s*(?:am|pm)))\s*(am|pm)?"
)
_SHARED_HOUR = re.compile(r"(?<![\d:-])(\d{1,2})\s*[-~至到]+\s*(\d{1,2})(?=\s*[点时])")
_WEEKDAY = re.compile(r"[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?")
_DASHES = str.maketrans({**dict.fromkeys("‐‑‒–—―－−", "-"), **dict.fromkeys("～〜∼", "~"), "T": " "})
_LATE = ("下午", "傍晚", "晚上", "晚", "pm")


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to a later one."""

    start: datetime
    end: datetime


def moment(cell: Cell, *, day: date | None = None) -> Parsed[datetime]:
    """A date with a time; a time alone is taken on `day`. Seconds are kept, their parts are not.

    A date without a time is not a moment: the note says so.
    """
    exact = _exact(cell, day=day)
    if exact is not None:
        return Parsed(exact)
    words = plain(cell)
    if not words:
        return Parsed(None)
    days, times = _found(words, day=day)
    if len(times) == 1 and len(days) == 1:
        return _noted(_joined(days[0], times[0][0]), words)
    return _noted(None, words)


def span(cell: Cell, *, day: date | None = None) -> Parsed[Span]:
    """Two moments in one cell: 2020-05-19 19:00—21:00, 2020-05-19 19:00:00 至 2020-05-19 21:00:00, 下午2点到4点半.

    An end that is before its start is taken on the next day where it has no date of its own.
    """
    words = plain(cell)
    if not words:
        return Parsed(None)
    days, times = _found(words, day=day)
    if len(times) != 2 or len(days) not in (1, 2):
        return Parsed(None, _("“{text}” is no span of time.").format(text=shortened(words)))
    start, end = _joined(days[0], times[0][0]), _joined(days[-1], times[1][0])
    if start and end and end <= start and len(days) < 2:
        inherits = times[0][1] in _LATE and not times[1][1] and end + timedelta(hours=12) > start
        end += timedelta(hours=12) if inherits else timedelta(days=1)
    if start is None or end is None or end <= start:
        return Parsed(None, _("“{text}” is no span of time.").format(text=shortened(words)))
    return Parsed(Span(start, end))


def _noted(value: datetime | None, words: str) -> Parsed[datetime]:
    if value is not None:
        return Parsed(value)
    return Parsed(None, _("“{text}” is no date with a time.").format(text=shortened(words)))


def _exact(cell: Cell, *, day: date | None) -> datetime | None:
    """What a cell that the spreadsheet itself keeps as a time says; a day's fraction or serial number counts as one."""
    if isinstance(cell, datetime):
        return (cell + timedelta(microseconds=500_000)).replace(microsecond=0) if cell.year < 9999 else None
    if isinstance(cell, time):
        return datetime.combine(day, cell.replace(microsecond=0, tzinfo=None)) if day else None
    if isinstance(cell, timedelta) and day and timedelta(0) <= cell < timedelta(days=1):
        return datetime.combine(day, time()) + cell
    if isinstance(cell, float) and 30_000 < cell < 80_000 and not cell.is_integer():
        return _BEGIN_OF_SERIALS + timedelta(seconds=round(cell * 86_400))
    if isinstance(cell, float) and 0 < cell < 1 and day:
        return datetime.combine(day, time()) + timedelta(seconds=round(cell * 86_400))
    return None


def _found(words: str, *, day: date | None) -> tuple[list[date], list[tuple[tuple[int, int, int], str]]]:
    """The dates (`day` where there is none) and the times of day in a text, each time with the word for its half of the day."""
    words = unicodedata.normalize("NFKC", words).translate(_DASHES).casefold()
    words = with_digits(_WEEKDAY.sub(" ", words).replace("钟", "").replace("整", ""))
    days: list[date] = []
    for found in _DATE.finditer(words):
        year, month, number = (int(part) for part in found.groups() if part)
        days += _real(year, month, number)
    words = _DATE.sub(" ", words)
    if not days and day:
        days = [
            one
            for found in _DAY_OF_YEAR.finditer(words)
            for one in _real(day.year, *map(int, found.groups()))
        ]
    words = _SHARED_HOUR.sub(r"\1点-\2", _DAY_OF_YEAR.sub(" ", words))
    times: list[tuple[tuple[int, int, int], str]] = []
    for found in _TIME.finditer(words):
        half = found.group(1) or found.group(6) or ""
        hour, minute = int(found.group(2)), 30 if found.group(4) else int(found.group(3) or 0)
        if (half in _LATE and hour < 12) or (half == "中午" and hour < 4):
            hour += 12
        elif half in ("凌晨", "am") and hour == 12:
            hour = 0
        times.append(((hour, minute, int(found.group(5) or 0)), half))
    return days or ([day] if day else []), times


def _real(year: int, month: int, number: int) -> list[date]:
    try:
        return [date(year, month, number)]
    except ValueError:
        return []


def _joined(day: date, clock: tuple[int, int, int]) -> datetime | None:
    """The moment, 24:00 being the end of the day; None where no clock shows that time."""
    hour, minute, second = clock
    if minute > 59 or second > 59 or (hour, minute, second) > (24, 0, 0) or day.year > 9998:
        return None
    return datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute, seconds=second)
