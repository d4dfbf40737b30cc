"""How long a copy is kept on the hold shelf: so many days on which the centre is open, the day it came not counted."""

from datetime import date, datetime, timedelta

from centre_app.centre import calendar, settings
from centre_app.lending.due import end_of

_FAR_AHEAD_DAYS = 800


def hold_days_for(*, person_id: int, copy_id: int) -> int:  # noqa: ARG001 - who and what may come to decide
    """For how many open days this copy is kept for this person."""
    return int(settings.get("hold_days"))


def pick_up_by(captured_on: date, *, days: int) -> datetime:
    """The last second of the last day of so many open days; where no such days are known, of plain days."""
    for ahead in (days * 2 + 14, _FAR_AHEAD_DAYS):
        known = calendar.open_days(captured_on + timedelta(days=1), captured_on + timedelta(days=ahead))
        open_days = [day for day, spans in known.items() if spans]
        if len(open_days) >= days:
            return end_of(open_days[days - 1])
    return end_of(captured_on + timedelta(days=days))
