"""Due days that have become closed days: which loans they are, and giving them the next open day."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from centre_app import clock
from centre_app.centre import calendar
from centre_app.i18n import N_
from centre_app.lending.due import end_of
from centre_app.lending.loan_reads import OutRow, due_between, last_due_day
from centre_app.lending.models import Loan
from centre_app.storage.action import action

_LOOK_AHEAD_DAYS = 400


def closed_due_days() -> set[date]:
    """The days from today on that are closed, as far as anything is due; four queries."""
    today, last = clock.today(), last_due_day()
    if last is None or last < today:
        return set()
    return {day for day, spans in calendar.open_days(today, last).items() if not spans}


def due_on_days(days: Collection[date]) -> list[OutRow]:
    """The loans that are due on any of these days, in one query."""
    if not days:
        return []
    return [row for row in due_between(min(days), max(days)) if row.due_on in days]


def next_days(days: Collection[date]) -> dict[date, date]:
    """The next open day for each of these days; the day itself where none comes within 400 days. Three queries."""
    if not days:
        return {}
    first, last = min(days), max(days) + timedelta(days=_LOOK_AHEAD_DAYS)
    open_days = [day for day, spans in calendar.open_days(first, last).items() if spans]
    return {day: next((each for each in open_days if each >= day), day) for day in days}


@action(N_("move due days to the next open day"))
def move_due(rows: Sequence[OutRow]) -> None:
    """Let each of these loans be due on the next open day on or after its own. It is no renewal."""
    later = next_days({row.due_on for row in rows})
    for row in rows:
        if later[row.due_on] != row.due_on:
            Loan.update(due_at=end_of(later[row.due_on])).where(Loan.id == row.id).execute()
