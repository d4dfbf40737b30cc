"""When the centre and its rooms are open: hours per weekday with the days they are valid for, less closures.

Public holidays are facts of `holidays.py` and close nothing. Writing closures is in `closures.py`, both are reached here.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from centre_app import clock, errors
from centre_app.centre.closures import (
    ClosureRow,
    add_closure,
    change_closure,
    closures,
    closures_between,
    remove_closure,
)
from centre_app.centre.holidays import holiday_name, is_makeup_workday
from centre_app.centre.hours import WEEKDAYS, set_hours, week_hours
from centre_app.centre.models import OpeningHours
from centre_app.centre.spans import Span, listed, merged, without
from centre_app.i18n import _
from centre_app.storage import action

__all__ = [
    "WEEKDAYS",
    "ClosureRow",
    "OpenTimes",
    "OpeningState",
    "Span",
    "add_closure",
    "change_closure",
    "clock_doubt",
    "closures",
    "has_hours",
    "holiday_name",
    "is_makeup_workday",
    "is_open_day",
    "listed",
    "next_open_day",
    "open_days",
    "open_minutes",
    "opening_spans",
    "remove_closure",
    "set_hours",
    "state_at",
    "week_hours",
]

_LOOK_AHEAD_DAYS = 400
_ONE_DAY = timedelta(days=1)
_Hours = tuple[str, str, date, date | None]


@dataclass(frozen=True, slots=True)
class OpeningState:
    """Whether the centre is open at a moment, its spans of that day, and why it is closed where one can say so."""

    is_open: bool
    today: list[Span]
    reason: str = ""


class OpenTimes:
    """The hours and closures of some days, read once; answers for the centre and for each room without asking again."""

    def __init__(self, *, first: date, last: date) -> None:
        self._hours = _hours_between(first, last)
        self._closures = closures_between(
            starts=datetime.combine(first, time.min), ends=datetime.combine(last, time.min) + _ONE_DAY
        )

    def spans(self, day: date, *, room_id: int | None = None) -> list[Span]:
        """When the centre (or the room, where one is named) is open that day, in order."""
        open_spans = [
            Span(_moment(day, opens_at), _moment(day, closes_at))
            for opens_at, closes_at, valid_from, valid_until in self._hours[day.weekday()]
            if valid_from <= day and (valid_until is None or day < valid_until)
        ]
        cuts = [Span(row.starts_at, row.ends_at) for row in self.closures(day, room_id=room_id)]
        return without(merged(open_spans), cuts)

    def closures(self, day: date, *, room_id: int | None = None) -> list[ClosureRow]:
        """The closures that touch that day: the centre's, and the room's where one is named."""
        midnight = datetime.combine(day, time.min)
        return [
            row
            for row in self._closures
            if row.room_id in (None, room_id)
            and row.starts_at < midnight + _ONE_DAY
            and row.ends_at > midnight
        ]


def opening_spans(day: date, room_id: int | None = None) -> list[Span]:
    """When the centre (or the room) is open that day: the hours valid then, less its closures, joined and in order."""
    return OpenTimes(first=day, last=day).spans(day, room_id=room_id)


def open_days(first: date, last: date, *, room_id: int | None = None) -> dict[date, list[Span]]:
    """The spans of every day from first to last, a closed day with none, in two queries whatever the length."""
    times = OpenTimes(first=first, last=last)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: times.spans(day, room_id=room_id) for day in days}


def is_open_day(day: date) -> bool:
    """Whether the centre is open at any time that day."""
    return bool(opening_spans(day))


def next_open_day(day: date) -> date:
    """The day itself when open, else the next open one; the day itself when 400 days on end are closed."""
    last = day + timedelta(days=_LOOK_AHEAD_DAYS) if day.year < date.max.year - 2 else day
    return next((open_day for open_day, spans in open_days(day, last).items() if spans), day)


def open_minutes(day: date, room_id: int | None = None) -> int:
    """For how many minutes the centre (or the room) is open that day."""
    return sum(span.minutes for span in opening_spans(day, room_id))


def has_hours() -> bool:
    """Whether opening hours were ever set."""
    return OpeningHours.select().exists()


def state_at(moment: datetime) -> OpeningState:
    """Whether the centre is open at that moment; when it is not, the reason as far as the calendar knows it."""
    day = moment.date()
    times = OpenTimes(first=day, last=day)
    spans = times.spans(day)
    if any(span.starts <= moment < span.ends for span in spans):
        return OpeningState(is_open=True, today=spans)
    closed = [
        row.reason for row in times.closures(day) if row.starts_at <= moment < row.ends_at and row.reason
    ]
    if closed:
        return OpeningState(is_open=False, today=spans, reason=closed[0])
    if not spans and not has_hours():
        return OpeningState(is_open=False, today=[], reason=_("No opening hours are set yet"))
    return OpeningState(is_open=False, today=spans, reason=holiday_name(day) or "")


def clock_doubt() -> errors.CentreError | None:
    """What makes the computer's clock doubtful, None when nothing does.

    ClockBehind: it stands before the last action. ClockAhead: it stands more than a day past the end of the first open
    day after the last action, so that no closed days explain the pause. Nothing is doubted before hours are set.
    """
    last_utc = action.last_action_at()
    if last_utc is None:
        return None
    now = clock.now()
    last = now - (clock.utc_now() - last_utc)
    if now < last - action.CLOCK_TOLERANCE:
        return errors.ClockBehind(now=now, last=last)
    if now - last <= _ONE_DAY or not has_hours():
        return None
    first_open = next_open_day(last.date() + _ONE_DAY)
    spans = opening_spans(first_open)
    end = spans[-1].ends if spans else datetime.combine(first_open, time.min) + _ONE_DAY
    return errors.ClockAhead(now=now, last=last) if now > end + _ONE_DAY else None


def _hours_between(first: date, last: date) -> dict[int, list[_Hours]]:
    by_weekday: dict[int, list[_Hours]] = defaultdict(list)
    query = OpeningHours.select().where(
        OpeningHours.valid_from <= last,
        OpeningHours.valid_until.is_null() | (OpeningHours.valid_until > first),
    )
    for row in query:
        by_weekday[row.weekday].append((row.opens_at, row.closes_at, row.valid_from, row.valid_until))
    return by_weekday


def _moment(day: date, text: str) -> datetime:
    hours, minutes = int(text[:2]), int(text[3:])
    return datetime.combine(day, time.min) + min(timedelta(hours=hours, minutes=minutes), _ONE_DAY)
