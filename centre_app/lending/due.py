"""When something lent must be back. Only the rule; who may borrow how much is said in `loans.py`."""

from datetime import date, datetime, time, timedelta

from centre_app.centre import calendar, settings

LAST_SECOND = time(23, 59, 59)


def due_date(lent_on: date, *, days: int | None = None) -> date:
    """The last day of a loan: so many days on (the settings' when not said), moved to the next day that is open.

    Closed days are those without opening hours or inside a closure. A year whose holidays are unknown changes nothing.
    """
    return calendar.next_open_day(counted_to(lent_on, days=days))


def counted_to(lent_on: date, *, days: int | None = None) -> date:
    """The day that many days on (the settings' when not said), open or not."""
    length = int(settings.get("lend_days")) if days is None else days
    return lent_on + timedelta(days=length)


def end_of(day: date) -> datetime:
    """The last second of a due day: due today is not overdue."""
    return datetime.combine(day, LAST_SECOND)


def days_late(due_at: datetime, *, now: datetime) -> int:
    """Whole days past the due day, 0 up to its end."""
    return max(0, (now.date() - due_at.date()).days)
