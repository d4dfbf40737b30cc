"""How often something recurs: the rules of RFC 5545 as far as the desk has words for them, and their dates.

Pure: no tables here. Words are in `recurrence_words.py` and `recurrence_typed.py`, holidays and rooms in `series.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any

from centre_app import clock, errors

MOST_OCCURRENCES = 1_000
YEARS_AHEAD = 2
EARLIEST_YEAR = 2000
WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = {"daily": "DAILY", "weekly": "WEEKLY", "monthly": "MONTHLY"}
WORKWEEK = (0, 1, 2, 3, 4)
_OURS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST"}
_WITHIN_A_DAY = {"HOURLY", "MINUTELY", "SECONDLY"}
_DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_LONGEST_INTERVAL = 1_000


@dataclass(frozen=True, slots=True)
class Rule:
    """How often: `frequency` is daily, weekly, monthly, or other for an imported rule (`text`) the desk has no words for.

    `weekdays` count from 0 = Monday. Monthly by date has `month_days` (1 to 31, -1 the last day), by n-th weekday `nth`
    (1 to 5, -1 the last) with `weekdays`. A month without that day is left out, as RFC 5545 says. It ends after `until`
    or after `count` dates, skipped ones included. The two options are the desk's own: RFC 5545 knows no holidays.
    """

    frequency: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    nth: int = 0
    until: date | None = None
    count: int | None = None
    skip_holidays: bool = False
    follow_makeup_workdays: bool = False
    text: str = ""

    def to_text(self) -> str:
        """The RRULE of RFC 5545, without the options; UNTIL is the end of its day on the centre's clock."""
        parts = [self.text] if self.text else self._parts()
        if self.until:
            parts.append(f"UNTIL={self.until:%Y%m%d}T235959")
        elif self.count:
            parts.append(f"COUNT={self.count}")
        return ";".join(parts)

    def _parts(self) -> list[str]:
        parts = [f"FREQ={FREQUENCIES[self.frequency]}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.weekdays:
            place = str(self.nth) if self.nth else ""
            parts.append("BYDAY=" + ",".join(f"{place}{WEEKDAY_CODES[day]}" for day in self.weekdays))
        if self.month_days:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.month_days)))
        return parts


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a rule; `limited_to` is the last day looked at where the rule itself would go on, else None."""

    days: list[date]
    limited_to: date | None = None


def from_text(
    text: str,
    *,
    starts_time: time = time.min,
    zone: tzinfo | None = None,
    skip_holidays: bool = False,
    follow_makeup_workdays: bool = False,
) -> Rule:
    """Read an RRULE and give it the desk's options; one the desk has no words for becomes `other`.

    `starts_time` decides whether an UNTIL within a day still holds that day, `zone` is where an UNTIL in UTC is read.
    Raises RuleUnreadable, and SeriesWithinDay for a rule that recurs within one day.
    """
    parts = _parts_of(text)
    if parts["FREQ"] in _WITHIN_A_DAY or {"BYHOUR", "BYMINUTE", "BYSECOND"} & parts.keys():
        raise errors.SeriesWithinDay
    try:
        until, count = _until(parts, starts_time, zone), _count(parts)
        ours = _ours(parts)
    except (ValueError, OverflowError) as error:
        raise errors.RuleUnreadable(rule=text[:80]) from error
    if ours is None:
        kept = ";".join(f"{name}={value}" for name, value in parts.items() if name not in ("UNTIL", "COUNT"))
        ours = Rule("other", text=kept)
    rule = replace(
        ours,
        until=until,
        count=count,
        skip_holidays=skip_holidays,
        follow_makeup_workdays=follow_makeup_workdays,
    )
    check(rule)
    return rule


def check(rule: Rule) -> None:
    """Raise SeriesRuleImpossible, SeriesTooLong or RuleUnreadable for a rule that no series can follow."""
    days_fit = all(day == -1 or 1 <= day <= 31 for day in rule.month_days)
    places_fit = rule.nth in (-1, 0, 1, 2, 3, 4, 5) and all(0 <= day <= 6 for day in rule.weekdays)
    if not (1 <= rule.interval <= _LONGEST_INTERVAL and days_fit and places_fit) or (
        rule.nth and not rule.weekdays
    ):
        raise errors.SeriesRuleImpossible
    if rule.count is not None and rule.count < 1:
        raise errors.SeriesRuleImpossible
    if rule.count is not None and rule.count > MOST_OCCURRENCES:
        raise errors.SeriesTooLong(most=MOST_OCCURRENCES)


def horizon() -> date:
    """The last day a series may reach: two years from today."""
    today = clock.today()
    last_of_february = today.month == 2 and today.day == 29
    return today.replace(year=today.year + YEARS_AHEAD, day=28 if last_of_february else today.day)


def dates(rule: Rule, starts_on: date, *, limit: date | None = None) -> Dates:
    """The rule's days from `starts_on`, at most until `limit` (two years ahead unless told otherwise).

    Every second week, and the like, counts from the first day that fits, not from the week of `starts_on`.
    Raises SeriesTooLong above 1,000 days, SeriesEndsBeforeStart, SeriesHasNoDates, and what `check` raises.
    """
    check(rule)
    limit = limit or horizon()
    if rule.until and rule.until < starts_on:
        raise errors.SeriesEndsBeforeStart(starts=f"{starts_on:%Y-%m-%d}", until=f"{rule.until:%Y-%m-%d}")
    if starts_on > limit:
        raise errors.BookingTooFarAhead(day=f"{starts_on:%Y-%m-%d}", years=YEARS_AHEAD)
    if starts_on.year < EARLIEST_YEAR:
        raise errors.BookingTooLongAgo(day=starts_on.isoformat())
    starts_on = _first(rule, starts_on)
    endless = rule.until is None and rule.count is None
    bounded = replace(rule, until=limit) if endless else rule
    start = datetime.combine(starts_on, time.min)
    found = [moment.date() for moment in moments(bounded.to_text(), start, limit=MOST_OCCURRENCES + 1)]
    if len(found) > MOST_OCCURRENCES:
        raise errors.SeriesTooLong(most=MOST_OCCURRENCES)
    days = [day for day in found if day <= limit]
    if not days:
        raise errors.SeriesHasNoDates
    return Dates(days, limit if endless or len(days) < len(found) else None)


def moments(
    text: str, starts_at: datetime, *, limit: int = MOST_OCCURRENCES, zone: tzinfo | None = None
) -> list[datetime]:
    """The first `limit` moments of any RRULE of RFC 5545, on the wall clock of `starts_at`.

    An UNTIL in UTC is read in `zone` (the system's where none is named). Raises RuleUnreadable.
    """
    from dateutil.rrule import rrulestr

    parts = _parts_of(text)
    _refuse_never(parts, text)
    try:
        if parts.get("UNTIL", "").endswith("Z"):
            parts["UNTIL"] = f"{_local(parts['UNTIL'], zone):%Y%m%dT%H%M%S}"
        rule: Any = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=starts_at)
        return list(islice(_within_reason(rule), limit))
    except (ValueError, OverflowError, TypeError, KeyError, IndexError) as error:
        raise errors.RuleUnreadable(rule=text[:80]) from error


def moved(rule: Rule, *, from_day: date, to_day: date) -> Rule:
    """The rule when its date `from_day` is to be on `to_day` from now on: only that weekday or day of the month changes.

    Raises SeriesCannotMoveDay where the rule names no such day: a daily one, or an imported one.
    """
    if from_day == to_day:
        return rule
    if rule.frequency == "monthly" and rule.nth:
        week = (
            -1
            if rule.nth == -1 and (to_day + timedelta(days=7)).month != to_day.month
            else (to_day.day - 1) // 7 + 1
        )
        return replace(rule, weekdays=(to_day.weekday(),), nth=week)
    if rule.frequency == "monthly":
        last_day = (from_day + timedelta(days=1)).month != from_day.month
        gone = from_day.day if from_day.day in rule.month_days else -1 if last_day else from_day.day
        return replace(rule, month_days=_exchanged(rule.month_days, gone, to_day.day))
    if rule.frequency == "weekly":
        return replace(rule, weekdays=_exchanged(rule.weekdays, from_day.weekday(), to_day.weekday()))
    raise errors.SeriesCannotMoveDay


def _first(rule: Rule, starts_on: date) -> date:
    """The day a rule of ours begins to count from; an imported one counts from its own DTSTART."""
    if rule.frequency == "other" or rule.interval == 1:
        return starts_on
    every = replace(rule, interval=1, until=None, count=1)
    found = moments(every.to_text(), datetime.combine(starts_on, time.min), limit=1)
    return found[0].date() if found else starts_on


def _exchanged(values: tuple[int, ...], gone: int, come: int) -> tuple[int, ...]:
    return tuple(sorted({*(value for value in values if value != gone), come}))


def _within_reason(rule: Any) -> Iterator[datetime]:
    """A rule's moments up to the last year a booking's date can have: beyond, nothing is compared any more."""
    for moment in rule:
        if moment.year > 2999:
            return
        yield moment


def _parts_of(text: str) -> dict[str, str]:
    plain = text.strip().upper().removeprefix("RRULE:")
    pairs = [part.partition("=") for part in plain.split(";") if part]
    parts = {name.strip(): value.strip() for name, _sign, value in pairs}
    known = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY", *_WITHIN_A_DAY}
    if parts.get("FREQ") not in known or len(parts) != len(pairs) or not all(parts.values()):
        raise errors.RuleUnreadable(rule=text[:80])
    return parts


def _refuse_never(parts: dict[str, str], text: str) -> None:
    """Refuse a rule without any date (30 February) or step: the library would look for one until the year 9999."""
    try:
        months = [int(month) for month in parts.get("BYMONTH", "").split(",") if month] or list(range(1, 13))
        days = [abs(int(day)) for day in parts.get("BYMONTHDAY", "").split(",") if day] or [1]
        steps_on = 1 <= int(parts.get("INTERVAL", "1")) <= _LONGEST_INTERVAL
        reachable = any(day <= _DAYS_OF_MONTH[month - 1] for month in months for day in days)
        one_a_day = parts["FREQ"] != "DAILY" or parts.get("BYSETPOS", "1") in ("1", "-1")
    except (ValueError, IndexError) as error:
        raise errors.RuleUnreadable(rule=text[:80]) from error
    if not reachable:
        raise errors.SeriesHasNoDates
    if not (steps_on and one_a_day):
        raise errors.RuleUnreadable(rule=text[:80])


def _ours(parts: dict[str, str]) -> Rule | None:
    """The rule in the desk's own terms, None when it says more than those can."""
    frequency = next((name for name, code in FREQUENCIES.items() if code == parts["FREQ"]), None)
    days = [_BYDAY.fullmatch(day) for day in parts.get("BYDAY", "").split(",") if day]
    month_days = tuple(int(day) for day in parts.get("BYMONTHDAY", "").split(",") if day)
    interval = int(parts.get("INTERVAL", "1"))
    if not all(days):
        raise ValueError(parts["BYDAY"])
    places = {int(found[1] or 0) for found in days if found}
    weekdays = tuple(sorted({WEEKDAY_CODES.index(found[2]) for found in days if found}))
    rule = Rule(frequency or "other", interval=interval, weekdays=weekdays, month_days=month_days)
    if frequency is None or not parts.keys() <= _OURS or (parts.get("WKST", "MO") != "MO" and interval > 1):
        return None
    if frequency == "weekly" and not month_days and places <= {0}:
        return rule
    if frequency == "daily" and not days and not month_days:
        return rule
    if frequency != "monthly" or len(places) > 1 or any(day < -1 for day in month_days):
        return None
    if days and not month_days and 0 not in places:
        return replace(rule, nth=places.pop()) if places <= {-1, 1, 2, 3, 4, 5} else None
    return rule if not days else None


def _count(parts: dict[str, str]) -> int | None:
    return int(parts["COUNT"]) if "COUNT" in parts else None


def _until(parts: dict[str, str], starts_time: time, zone: tzinfo | None) -> date | None:
    text = parts.get("UNTIL")
    if text is None:
        return None
    if len(text) == len("20261230"):
        return datetime.strptime(text, "%Y%m%d").date()
    moment = _local(text, zone) if text.endswith("Z") else datetime.strptime(text, "%Y%m%dT%H%M%S")
    return moment.date() if moment.time() >= starts_time else moment.date() - timedelta(days=1)


def _local(text: str, zone: tzinfo | None) -> datetime:
    moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return moment.astimezone(zone).replace(tzinfo=None)
