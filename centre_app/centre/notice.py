"""Reading the State Council's notice of holidays (国务院办公厅关于…年部分节假日安排的通知) as pasted text. Writes nothing."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from centre_app import errors
from centre_app.centre.holidays import DayFact
from centre_app.i18n import _

_YEAR_OF_NOTICE = re.compile(r"关于\s*(\d{4})\s*年")
_ANY_YEAR = re.compile(r"(20\d\d)\s*年")
# 元旦: 1月1日(周四)至3日(周六)放假调休,共3天。 — a name, a colon, and all up to the next name or the end
_NUMBER = r"(?:[一二三四五六七八九十]+|\d+)[、.]\s*"
_HEADINGS = re.compile(rf"(?:(?:^|[。;\n])\s*(?:{_NUMBER})?|{_NUMBER})([一-鿿、]{{2,12}}):")
_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?"
_OFF = re.compile(rf"{_DAY}(?:\s*(?:至|到|-|—|~)\s*{_DAY})?\s*(?:放假|补休)")
_WORK = re.compile(rf"((?:{_DAY}\s*[、,和及]?\s*)+)(?:均)?(?:正常)?(?:上班|照常上班)")
_ONE = re.compile(_DAY)
_COUNT = re.compile(r"共\s*(\d+)\s*天")
_COUNT_OFF = re.compile(r"放假\s*(\d+)\s*天")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says: the year it is for, and its days in order."""

    year: int
    days: list[DayFact]


def parse_notice(text: str, *, year: int | None = None) -> Notice:
    """Read the holidays and make-up workdays out of a pasted notice, checking weekdays and the numbers of days.

    The year is the one the notice is for, unless given. Raises NoticeWithoutYear, NoticeUnreadable when there is no
    holiday in the official wording, NoticeContradicts when a weekday or a number does not fit.
    """
    plain = unicodedata.normalize("NFKC", text)
    found_year = year or _year_of(plain)
    pieces = _pieces(plain)
    if not found_year and pieces:
        raise errors.NoticeWithoutYear
    days: dict[date, DayFact] = {}
    for name, words in pieces:
        for fact in _facts(name, words, year=found_year):
            days[fact.day] = fact
    if not any(fact.kind == "holiday" for fact in days.values()):
        raise errors.NoticeUnreadable
    return Notice(found_year, sorted(days.values(), key=lambda fact: fact.day))


def _year_of(plain: str) -> int:
    found = _YEAR_OF_NOTICE.search(plain) or _ANY_YEAR.search(plain)
    return int(found[1]) if found else 0


def _pieces(plain: str) -> list[tuple[str, str]]:
    """Each festival's name with the words that follow it, those that speak of days off."""
    headings = list(_HEADINGS.finditer(plain))
    ends = [*(found.start() for found in headings), len(plain)][1:]
    pieces = [
        (found[1].strip("、"), plain[found.end() : end]) for found, end in zip(headings, ends, strict=True)
    ]
    return [(name, words) for name, words in pieces if _OFF.search(words)]


def _facts(name: str, words: str, *, year: int) -> list[DayFact]:
    """The days of one festival, in order."""
    off = [day for found in _OFF.finditer(words) for day in _range(found, name=name, year=year)]
    count = _COUNT.search(words) or _COUNT_OFF.search(words)
    if count and int(count[1]) != len(set(off)):
        problem = _("{count} days are named, {said} are said").format(count=len(set(off)), said=count[1])
        raise errors.NoticeContradicts(line=f"{name}:{words.strip()[:60]}", year=year, problem=problem)
    worked: list[date] = []
    for group in _WORK.finditer(words):
        for found in _ONE.finditer(group[1]):
            month = (worked or off)[-1].month
            worked.append(_day(found.groups(), name=name, year=year, month=month))
    return [
        *(DayFact(day, "holiday", name) for day in off),
        *(DayFact(day, "workday", name) for day in worked),
    ]


def _range(found: re.Match[str], *, name: str, year: int) -> list[date]:
    first = _day(found.groups()[:4], name=name, year=year, month=0)
    if not found[7]:
        return [first]
    turned = bool(found[6]) and int(found[6]) < first.month
    last = _day(found.groups()[4:], name=name, year=first.year + turned, month=first.month)
    length = (last - first).days + 1
    if not 1 <= length <= _LONGEST:
        problem = _("from {first} to {last}").format(first=first, last=last)
        raise errors.NoticeContradicts(line=name, year=year, problem=problem)
    return [first + timedelta(days=number) for number in range(length)]


def _day(groups: tuple[str | None, ...], *, name: str, year: int, month: int) -> date:
    """One day as written, with the year and month of before where it says none; its weekday must be right."""
    said_year, said_month, said_day, brackets = groups
    month = int(said_month or month)
    if name.startswith("元旦") and month == 12:
        year -= 1  # the last days of the old year belong to the notice for the new one
    try:
        day = date(int(said_year or year), month, int(said_day or 0))
    except ValueError as error:
        problem = _("there is no {day}").format(day=f"{month}月{said_day}日")
        raise errors.NoticeContradicts(line=name, year=year, problem=problem) from error
    weekday = _WEEKDAY.search(brackets or "")
    if weekday and _WEEKDAYS[weekday[1]] != day.weekday():
        problem = _("{day} is no 周{weekday}").format(day=day, weekday=weekday[1])
        raise errors.NoticeContradicts(line=name, year=year, problem=problem)
    return day
