"""When something lent must be back. Only the rule; who may borrow for how long is said in `policies.py`."""

from datetime import date, datetime, time, timedelta

from centre_app import clock
from centre_app.centre import calendar, settings

LAST_SECOND = time(23, 59, 59)
MODES = settings.CHOICES["due_mode"]
_NEAR_DAYS, _LOOK_AHEAD_DAYS = 14, 400
_WORTH_A_LOAN = timedelta(minutes=30)


def due_date(lent_on: date, *, days: int | None = None) -> date:
    """The last day of a loan of so many days (the settings' when not said), by the settings' way of counting.

    Closed days are those without opening hours or inside a closure; make-up workdays and extra openings are open ones.
    A year whose holidays are unknown changes nothing. Where 400 days on end are closed, the day stays as counted.
    """
    length = int(settings.get("lend_days")) if days is None else days
    mode = settings.get("due_mode")
    counted = lent_on + timedelta(days=length)
    if mode == "count_all":
        return counted
    if mode == "count_open":
        return open_days_on(lent_on, length)
    step = 7 if mode == "same_weekday" else 1
    for last in (counted + timedelta(days=_NEAR_DAYS), _far(counted)):  # mostly near: days cost time
        day = calendar.first_open_day(counted, last, step=step)
        if day is not None:
            return day
    return counted


def open_days_on(start: date, count: int) -> date:
    """The open day that is so many open days after a day; counted on all days where too few are open."""
    counted = start + timedelta(days=count)
    for last in (counted + timedelta(days=count + _NEAR_DAYS), _far(counted)):
        opened = [day for day, spans in calendar.open_days(start + timedelta(days=1), last).items() if spans]
        if 0 < count <= len(opened):
            return opened[count - 1]
    return counted


def counted_to(lent_on: date, *, days: int | None = None) -> date:
    """The day that many days on (the settings' when not said), open or not."""
    length = int(settings.get("lend_days")) if days is None else days
    return lent_on + timedelta(days=length)


def due_in_hours(lent_at: datetime, hours: int) -> datetime:
    """The end of a loan of so many hours: when that is closed, the closing before, or else the next opening.

    The closing counts only where it leaves half an hour at least. Without opening hours it is the plain sum.
    """
    ends = (lent_at + timedelta(hours=hours)).replace(microsecond=0)
    following = calendar.next_open_day(ends.date() + timedelta(days=1))
    days = calendar.open_days(lent_at.date(), following)
    spans = [span for spans in days.values() for span in spans]
    if any(span.starts <= ends <= span.ends for span in spans):
        return ends
    closing = max((span.ends for span in spans if lent_at + _WORTH_A_LOAN <= span.ends < ends), default=None)
    opening = min((span.starts for span in spans if span.starts > ends), default=ends)
    return closing or opening


def before_expiry(due_at: datetime, expires_on: date | None) -> datetime:
    """The due moment, or the last open day up to the card's last when that comes first; never before today."""
    if expires_on is None or due_at.date() <= expires_on:
        return due_at
    today = clock.today()
    last = max(today, expires_on)
    first = max(today, last - timedelta(days=_LOOK_AHEAD_DAYS))
    opened = [day for day, spans in calendar.open_days(first, last).items() if spans]
    return end_of(opened[-1] if opened else last)


def end_of(day: date) -> datetime:
    """The last second of a due day: due today is not overdue."""
    return datetime.combine(day, LAST_SECOND)


def days_late(due_at: datetime, *, now: datetime) -> int:
    """Whole days past the due day, 0 up to its end."""
    return max(0, (now.date() - due_at.date()).days)


def _far(day: date) -> date:
    """As far as is looked for an open day."""
    return day + timedelta(days=_LOOK_AHEAD_DAYS) if day.year < date.max.year - 2 else day
