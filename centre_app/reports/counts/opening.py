"""For how long the centre was open on each day, from the hours and closures that were valid then, and how much of it off-peak."""

from dataclasses import dataclass
from datetime import date, datetime, time

from centre_app.centre import calendar
from centre_app.centre.calendar import Span
from centre_app.reports.periods import Period

_EVENING = time(18, 0)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class OpenDay:
    """One day of the period, with the minutes open and those of them off-peak (错时)."""

    day: date
    minutes: int
    offpeak: int


def days(period: Period) -> list[OpenDay]:
    """Every day of the period that has begun; today counts up to now. Empty while no opening hours were ever set.

    Off-peak are evenings from 18:00, weekends and public holidays.
    """
    until = period.known_until
    if until == period.starts or not calendar.has_hours():
        return []
    opened = calendar.open_days(period.first, period.last_known_day)
    facts = calendar.day_facts(period.first, period.last_known_day)
    holidays = {day for day, fact in facts.items() if fact.kind == "holiday"}
    return [_day(day, clipped(spans, until), is_holiday=day in holidays) for day, spans in opened.items()]


def clipped(spans: list[Span], until: datetime) -> list[Span]:
    """The part of the spans before a moment."""
    return [Span(span.starts, min(span.ends, until)) for span in spans if span.starts < until]


def _day(day: date, spans: list[Span], *, is_holiday: bool) -> OpenDay:
    minutes = sum(span.minutes for span in spans)
    if day.weekday() >= _SATURDAY or is_holiday:
        return OpenDay(day, minutes, minutes)
    evening = datetime.combine(day, _EVENING)
    late = (Span(max(span.starts, evening), span.ends) for span in spans if span.ends > evening)
    return OpenDay(day, minutes, sum(span.minutes for span in late))
