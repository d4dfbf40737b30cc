"""Reading how often, as somebody types it in Chinese or English. What is not understood is named, never guessed."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time

from centre_app import clock, errors
from centre_app.rooms.recurrence_rule import WORKWEEK, Rule, check

_CHINESE = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_ENGLISH = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "last": -1, "other": 2, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
}  # fmt: skip
_WEEKDAY_LETTERS = {
    letter: number
    for number, letters in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7"))
    for letter in letters
}
_WEEKDAY_WORDS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH_WORDS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_N = r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})"
_SEP = r"\s*(?:、|,|和|及|与|&|\band\b)\s*"
_WEEK = r"(?:周|星期|礼拜)"
_LETTER = r"[一二三四五六日天1-7](?![\d:月日号个次点周])"
_LETTERS = rf"{_LETTER}(?:(?:{_SEP}|\s*(?:至|到|-|–)\s*)?{_WEEK}?{_LETTER})*|末"
_WORD = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?s?\b"
_WORDS = rf"{_WORD}(?:(?:{_SEP}(?:and\s+)?|\s*(?:to|-|–|through)\s*|\s+){_WORD})*"
_DAY = (
    r"(?:(?P<year>\d{4})\s*[-/.年]\s*)?(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d|:)\s*[日号]?"
    rf"|(?P<name>{'|'.join(_MONTH_WORDS)})[a-z]*\.?\s+(?P<named>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s*(?P<named_year>\d{{4}}))?"
)
_CLOCK = r"(?P<half{0}>上午|下午|晚上|早上|中午)?\s*(?P<hour{0}>\d{{1,2}})(?::(?P<minute{0}>\d{{2}})|[点时](?P<part{0}>半|\d{{1,2}}分?)?)"
_DASH = r"\s*(?:-|–|—|~|至|到|to|till|until)\s*"
_NTH_EN = r"(?P<nth>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)"
_OF_MONTH = r"\s+(?:of|in)\s+(?:every|each|the)\s+month"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a typed sentence says; times and first day are None where it does not say them."""

    rule: Rule
    starts_time: time | None = None
    ends_time: time | None = None
    starts_on: date | None = None


class _Reading:
    """A sentence while it is read: what is understood is taken out, what is left at the end was not understood."""

    def __init__(self, text: str) -> None:
        self.left = unicodedata.normalize("NFKC", text).casefold()

    def take(self, pattern: str) -> re.Match[str] | None:
        """Find the pattern, take it out and return it."""
        found = re.search(pattern, self.left)
        if found:
            self.left = f"{self.left[: found.start()]} ; {self.left[found.end() :]}"
        return found

    def rest(self) -> str:
        """What nobody took, without separators."""
        words = (word.strip(" ,.、。的") for word in self.left.split(";"))
        return " … ".join(word for word in words if word and word not in ("at", "on", "and", "the"))


def typed(text: str, *, starts_on: date) -> Typed:
    """Read how often, with times, first day and end where they are typed; `starts_on` fills in a weekday or day not typed.

    Raises SeriesWordsUnclear naming what was not understood, TimeUnclear or DayUnclear for impossible ones, and what
    `recurrence.check` raises.
    """
    reading = _Reading(text)
    skip = reading.take(_HOLIDAYS) is not None
    follow = reading.take(_MAKEUP) is not None
    starts_time, ends_time = _times(reading)
    begins = _taken_day(
        reading, rf"(?:从|自|\bfrom\b|\bstarting(?: on)?\b|\bsince\b)\s*(?:{_DAY})\s*(?:起|开始)?", starts_on
    )
    first = begins or starts_on
    until = _until(reading, first)
    count = reading.take(
        rf"(?:一?总?共|\bfor\b)?\s*(?P<n>(?<!\d)\d{{1,9}}|(?<!周)(?<!期)(?<!拜){_N})\s*(?:次|场|回|times\b|occurrences\b)(?:\s*in all\b)?"
    )
    rule = next((found for found in (read(reading, first) for read in _FREQUENCIES) if found), None)
    rest = reading.rest()
    if rule is None or rest:
        raise errors.SeriesWordsUnclear(words=rest or text.strip() or "…")
    rule = replace(
        rule,
        until=until,
        count=_number(count["n"]) if count and not until else None,
        skip_holidays=skip or rule.skip_holidays,
        follow_makeup_workdays=follow or rule.follow_makeup_workdays,
    )
    check(rule)
    return Typed(rule, starts_time, ends_time, begins)


_HOLIDAYS = (
    r"(?:遇?到?(?:法定)?节?假日(?:除外|不上|不开|不用|跳过|休息|停)|(?:跳过|除去|除|不含|避开)(?:法定)?节?假日(?:以?外)?)"
    r"|(?:but |and )?(?:not on|except(?: on| for)?|skip(?:ping)?|without|no) (?:public )?holidays"
)
_MAKEUP = (
    r"调休(?:上班)?日?(?:照常|也上|也算|上班|也用)|(?:含|包括)调休(?:上班)?日?"
    r"|(?:with |including |and )?make-?up (?:work)?days(?: as workdays)?"
)


def _workdays(reading: _Reading, _first: date) -> Rule | None:
    if reading.take(r"每?个?工作日|\b(?:every|on|each)?\s*(?:workdays?|working days?)\b"):
        return Rule("weekly", weekdays=WORKWEEK, skip_holidays=True, follow_makeup_workdays=True)
    if reading.take(r"\b(?:every|on|each) weekdays?\b|\bevery week from monday to friday\b"):
        return Rule("weekly", weekdays=WORKWEEK)
    return None


def _monthly_nth(reading: _Reading, _first: date) -> Rule | None:
    every = rf"每\s*隔?(?P<n>{_N})?个?月的?\s*"
    found = reading.take(
        rf"{every}(?:第(?P<nth>[一二三四五1-5])个?|(?P<last>最后一?个?)){_WEEK}(?P<days>{_LETTERS})"
    )
    if found:
        nth = -1 if found["last"] else _number(found["nth"])
        return Rule("monthly", interval=_interval(found), weekdays=_letters(found["days"]), nth=nth)
    months = r"(?:monthly|every month|every (?P<n>\d+|other|two|three) months?)"
    found = reading.take(
        rf"\b{months},? (?:on )?(?:the )?{_NTH_EN} (?:of its )?(?P<days>{_WORDS})"
    ) or reading.take(rf"\b(?:every |on )?(?:the )?{_NTH_EN} (?P<days>{_WORDS}){_OF_MONTH}(?P<n>(?!))?")
    if not found:
        return None
    return Rule(
        "monthly", interval=_interval(found), weekdays=_words(found["days"]), nth=_ENGLISH[found["nth"]]
    )


def _monthly_date(reading: _Reading, first: date) -> Rule | None:
    one = rf"(?:{_N}\s*[日号]|最后一[天日]|月?[底末])"
    found = reading.take(rf"每\s*隔?(?P<n>{_N})?个?月的?\s*(?P<days>(?:{_N}{_SEP})*{one}(?:{_SEP}{one})*)?")
    if found:
        return Rule("monthly", interval=_interval(found), month_days=_month_days(found["days"], first))
    months = r"(?:monthly|every month|every (?P<n>\d+|other|two|three) months?)"
    one = r"(?:(?:on )?(?:the |day )?(?:\d{1,2}(?:st|nd|rd|th)?\b|last day))"
    found = reading.take(rf"\b(?P<days>{one}(?:{_SEP}{one})*){_OF_MONTH}(?P<n>(?!))?") or reading.take(
        rf"\b{months}(?P<days>(?:\s*,)? {one}(?:{_SEP}(?:and )?{one})*)?(?: of the month)?"
    )
    return (
        Rule("monthly", interval=_interval(found), month_days=_month_days(found["days"], first))
        if found
        else None
    )


def _weekly(reading: _Reading, first: date) -> Rule | None:
    found = reading.take(
        rf"(?:每\s*(?P<gap>隔)?\s*(?:(?P<n>{_N})\s*个?)?|(?P<other>隔|双)){_WEEK}的?\s*(?:{_WEEK}?(?P<days>{_LETTERS}))?"
    )
    if found:
        interval = 2 if found["other"] else _interval(found) + (1 if found["gap"] and found["n"] else 0)
        interval = 2 if found["gap"] and not found["n"] else interval
        return Rule("weekly", interval=interval, weekdays=_letters(found["days"]) or (first.weekday(),))
    found = reading.take(rf"{_WEEK}(?P<days>{_LETTERS})")
    if found:
        return Rule("weekly", weekdays=_letters(found["days"]))
    found = reading.take(
        rf"\b(?:weekly|every week|(?P<two>biweekly|fortnightly)|every (?P<n>\d+|other|second|two|three|four) weeks?)(?:(?: on)?:? (?P<days>{_WORDS}))?"
    ) or reading.take(rf"\b(?:(?:every|each|on)\s+)?(?P<n>other )?(?P<days>{_WORDS})(?P<two>(?!))?")
    if not found:
        return None
    interval = 2 if found["two"] else _interval(found)
    return Rule("weekly", interval=interval, weekdays=_words(found["days"] or "") or (first.weekday(),))


def _daily(reading: _Reading, _first: date) -> Rule | None:
    found = reading.take(rf"每\s*(?P<gap>隔)?\s*(?P<n>{_N})?\s*[天日]|天天|(?P<other>隔)[天日]")
    if found:
        skipped = found["gap"] and found["n"]
        interval = (
            2 if found["other"] or (found["gap"] and not found["n"]) else _interval(found) + bool(skipped)
        )
        return Rule("daily", interval=interval)
    found = reading.take(r"\b(?:daily|every day|every (?P<n>\d+|other|second|two|three) days?)\b")
    return Rule("daily", interval=_interval(found)) if found else None


_FREQUENCIES: tuple[Callable[[_Reading, date], Rule | None], ...] = (
    _workdays,
    _monthly_nth,
    _monthly_date,
    _weekly,
    _daily,
)


def _interval(found: re.Match[str]) -> int:
    return _number(found["n"].strip()) if found["n"] else 1


def _number(text: str) -> int:
    if text in _ENGLISH:
        return _ENGLISH[text]
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    unit = _CHINESE.get(ones, 0) if len(ones) <= 1 else 0
    return (_CHINESE.get(tens, 1) * 10 if ten else 0) + unit


def _letters(text: str | None) -> tuple[int, ...]:
    """The weekdays of `一、三`, `一至五` or `末`."""
    if not text:
        return ()
    if text == "末":
        return (5, 6)
    plain = re.sub(_WEEK, "", text)
    days: set[int] = set()
    previous, ranged = 0, False
    for letter in plain:
        if letter in _WEEKDAY_LETTERS:
            day = _WEEKDAY_LETTERS[letter]
            days.update(_between(previous, day) if ranged else (day,))
            previous, ranged = day, False
        elif letter in "至到-–":
            ranged = True
    return tuple(sorted(days))


def _words(text: str) -> tuple[int, ...]:
    """The weekdays of `Wed and Fri` or `Monday to Friday`."""
    days: set[int] = set()
    previous, ranged = 0, False
    for word in re.findall(r"[a-z]+|[-–]", text):
        if word in ("to", "through", "-", "–"):
            ranged = True
        elif word[:3] in _WEEKDAY_WORDS:
            day = _WEEKDAY_WORDS.index(word[:3])
            days.update(_between(previous, day) if ranged else (day,))
            previous, ranged = day, False
    return tuple(sorted(days))


def _between(first: int, last: int) -> list[int]:
    return [day % 7 for day in range(first, (last if last >= first else last + 7) + 1)]


def _month_days(text: str | None, first: date) -> tuple[int, ...]:
    if not text:
        return (first.day,)
    days = {_number(found) for found in re.findall(_N, re.sub(r"最后一[天日]", " ", text))}
    if re.search(r"最后|[底末]|last day", text):
        days.add(-1)
    if not all(day == -1 or 1 <= day <= 31 for day in days):
        raise errors.DayUnclear(words=text.strip())
    return tuple(sorted(days))


def _times(reading: _Reading) -> tuple[time | None, time | None]:
    found = reading.take(_CLOCK.format("") + _DASH + _CLOCK.format("_end"))
    if found:
        starts, half = _time(found, "", "")
        return starts, _time(found, "_end", half)[0]
    found = reading.take(_CLOCK.format(""))
    return (_time(found, "", "")[0], None) if found else (None, None)


def _time(found: re.Match[str], which: str, half: str) -> tuple[time, str]:
    half = found["half" + which] or half
    hour, part = int(found["hour" + which]), found["part" + which]
    minute = 30 if part == "半" else int((found["minute" + which] or part or "0").rstrip("分"))
    if half in ("下午", "晚上") and hour < 12:
        hour += 12
    try:
        return time(0 if hour == 24 and not minute else hour, minute), half
    except ValueError as error:
        raise errors.TimeUnclear(words=found[0].strip()) from error


def _until(reading: _Reading, first: date) -> date | None:
    if reading.take(r"(?:直?到|至|截止到?|until)\s*(?:年底|the end of the year)"):
        return date(first.year, 12, 31)
    return _taken_day(
        reading,
        rf"(?:直?到|至|截止到?|截至|\buntil\b|\btill\b|\bthrough\b|\bto\b)\s*(?:{_DAY})\s*(?:为止|止|结束)?",
        first,
    )


def _taken_day(reading: _Reading, pattern: str, after: date) -> date | None:
    """The day a pattern holds; without a year the first one not before `after`."""
    found = reading.take(pattern)
    if not found:
        return None
    month = _MONTH_WORDS.index(found["name"]) + 1 if found["name"] else int(found["month"])
    day, year = int(found["day"] or found["named"]), found["year"] or found["named_year"]
    earliest = max(after, clock.today()) if year is None else after
    years = [int(year)] if year else range(earliest.year, earliest.year + 5)
    for candidate in years:
        try:
            when = date(candidate, month, day)
        except ValueError:
            continue
        if year or when >= earliest:
            return when
    raise errors.DayUnclear(words=found[0].strip())
