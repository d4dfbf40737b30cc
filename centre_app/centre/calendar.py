"""When the centre and its rooms are open, as the rest of the program asks: one name for hours, closures, openings, holidays.

How the parts are weighed is in `opening_times.py`. Public holidays are facts of `holidays.py` and close nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from centre_app import clock, errors
from centre_app.centre.closures import (
    ClosureRow,
    add_closure,
    change_closure,
    closures,
    remove_closure,
)
from centre_app.centre.holidays import (
    DayFact,
    day_facts,
    holiday_name,
    is_makeup_workday,
    missing_years,
)
from centre_app.centre.hours import (
    WEEKDAYS,
    HourSet,
    drop_hours,
    follow_centre,
    hour_sets,
    set_hours,
    week_hours,
)
from centre_app.centre.models import OpeningHours
from centre_app.centre.opening_times import OpenTimes
from centre_app.centre.openings import (
    OpeningRow,
    add_opening,
    change_opening,
    openings,
    remove_opening,
)
from centre_app.centre.spans import Span, listed
from centre_app.i18n import _
from centre_app.storage import action

__all__ = [
    "WEEKDAYS",
    "ClosureRow",
    "DayFact",
    "HourSet",
    "OpenTimes",
    "OpeningRow",
    "OpeningState",
    "Span",
    "add_closure",
    "add_opening",
    "change_closure",
    "change_opening",
    "clock_doubt",
    "closures",
    "day_facts",
    "drop_hours",
    "first_open_day",
    "follow_centre",
    "has_hours",
    "holiday_name",
    "hour_sets",
    "is_makeup_workday",
    "is_open_day",
    "listed",
    "missing_years",
    "next_open_day",
    "open_days",
    "open_minutes",
    "opening_spans",
    "openings",
    "remove_closure",
    "remove_opening",
    "room_minutes",
    "set_hours",
    "state_at",
    "week_hours",
]

_LOOK_AHEAD_DAYS = 400
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OpeningState:
    """Whether the centre is open at a moment, its spans of that day, and why it is closed where one can say so."""

    is_open: bool
    today: list[Span]
    reason: str = ""


def opening_spans(day: date, room_id: int | None = None) -> list[Span]:
    """When the centre (or the room) is open that day: the hours valid then, less its closures, joined and in order."""
    return OpenTimes(first=day, last=day).spans(day, room_id=room_id)


def open_days(first: date, last: date, *, room_id: int | None = None) -> dict[date, list[Span]]:
    """The spans of every day from first to last, a closed day with none, in three queries whatever the length."""
    times = OpenTimes(first=first, last=last)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: times.spans(day, room_id=room_id) for day in days}


def first_open_day(first: date, last: date, *, step: int = 1) -> date | None:
    """The first open day from first to last, of every `step`th one; None where all are closed."""
    times = OpenTimes(first=first, last=last)
    days = (first + timedelta(days=number) for number in range(0, (last - first).days + 1, step))
    return next((day for day in days if times.spans(day)), None)


def is_open_day(day: date) -> bool:
    """Whether the centre is open at any time that day."""
    return bool(opening_spans(day))


def next_open_day(day: date) -> date:
    """The day itself when open, else the next open one; the day itself when 400 days on end are closed."""
    last = day + timedelta(days=_LOOK_AHEAD_DAYS) if day.year < date.max.year - 2 else day
    return first_open_day(day, last) or day


def open_minutes(day: date, room_id: int | None = None) -> int:
    """For how many minutes the centre (or the room) is open that day."""
    return sum(span.minutes for span in opening_spans(day, room_id))


def room_minutes(first: date, last: date, *, room_ids: Iterable[int]) -> dict[int, dict[date, int]]:
    """For how many minutes each of these rooms is open on every day from first to last, in three queries."""
    times = OpenTimes(first=first, last=last)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]

    def of_days(room_id: int | None) -> dict[date, int]:
        return {day: sum(span.minutes for span in times.spans(day, room_id=room_id)) for day in days}

    centre = of_days(None)
    return {room_id: of_days(room_id) if times.is_apart(room_id) else centre.copy() for room_id in room_ids}


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
