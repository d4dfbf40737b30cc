"""How long a copy is kept on the hold shelf: so many days on which the centre is open, the day it came not counted."""

from datetime import date, datetime, timedelta

from centre_app.centre import calendar
from centre_app.lending import policies
from centre_app.lending.due import end_of
from centre_app.lending.models import Copy
from centre_app.people.models import Person

_FAR_AHEAD_DAYS = 800


def hold_days_for(*, person_id: int, copy_id: int) -> int:
    """For how many open days this copy is kept for this person, by the loan policies."""
    category, kind = (
        Person.select(Person.category).where(Person.id == person_id).scalar(),
        Copy.select(Copy.kind).where(Copy.id == copy_id).scalar(),
    )
    return policies.terms(category=category or "", kind=kind or "").hold_days


def pick_up_by(captured_on: date, *, days: int) -> datetime:
    """The last second of the last day of so many open days; where no such days are known, of plain days."""
    for ahead in (days * 2 + 14, _FAR_AHEAD_DAYS):
        known = calendar.open_days(captured_on + timedelta(days=1), captured_on + timedelta(days=ahead))
        open_days = [day for day, spans in known.items() if spans]
        if len(open_days) >= days:
            return end_of(open_days[days - 1])
    return end_of(captured_on + timedelta(days=days))
