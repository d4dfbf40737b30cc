"""What is to be done now: overdue loans, due today, bookings not yet begun or not yet completed."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Literal

from centre_app import clock
from centre_app.i18n import _, _n
from centre_app.lending import loans
from centre_app.lending.loan_reads import OutRow
from centre_app.rooms import bookings
from centre_app.rooms.reads import BookingRow

_EACH = 50


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do. `state` is the two or three words for a badge, `id` the loan's or booking's."""

    kind: Literal["overdue", "due_today", "not_begun", "unfinished"]
    id: int
    state: str
    words: str
    urgency: int
    person_id: int | None


def todo(now: datetime | None = None) -> list[Todo]:
    """Everything to do at this moment, most urgent first, at most fifty of a kind; a fixed number of queries."""
    moment = now or clock.now()
    found = [_unfinished(row) for row in bookings.unfinished(moment)[:_EACH]]
    found += [_not_begun(row, moment) for row in bookings.not_begun(moment)[:_EACH]]
    found += [_overdue(row, moment) for row in loans.overdue(limit=_EACH)]
    found += [_due(row) for row in loans.due_on(moment.date(), limit=_EACH)]
    return sorted(found, key=attrgetter("urgency"))


def _overdue(row: OutRow, now: datetime) -> Todo:
    days = max(1, (now.date() - row.due_at.date()).days)
    state = _n("{days} day late", "{days} days late", days).format(days=days)
    return Todo("overdue", row.id, state, _loan(row), 3000 - min(days, 900), row.person_id)


def _due(row: OutRow) -> Todo:
    return Todo("due_today", row.id, _("Due today"), _loan(row), 4000, row.person_id)


def _loan(row: OutRow) -> str:
    return _("“{title}” · {name}").format(title=row.title, name=row.borrower)


def _not_begun(row: BookingRow, now: datetime) -> Todo:
    minutes = int((row.starts_at - now).total_seconds() // 60)
    state = _("No arrival") if minutes < 0 else _("From {time:%H:%M}").format(time=row.starts_at)
    return Todo(
        "not_begun", row.id, state, _booking(row), 1000 if minutes < 0 else 2000 + minutes, row.person_id
    )


def _unfinished(row: BookingRow) -> Todo:
    return Todo("unfinished", row.id, _("Ended: came?"), _booking(row), 1500, row.person_id)


def _booking(row: BookingRow) -> str:
    return _("{title} · {room} {day:%m-%d} {time:%H:%M}").format(
        title=row.label, room=row.room_name, day=row.starts_at, time=row.starts_at
    )
