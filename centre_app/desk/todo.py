"""What is to be done now: overdue loans, due today, bookings not yet begun or not yet completed."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Literal

from centre_app import clock
from centre_app.i18n import _
from centre_app.lending import loans
from centre_app.lending.loan_reads import OutRow
from centre_app.rooms import bookings
from centre_app.rooms.reads import BookingRow

_EACH = 50


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do. `id` is the loan's or booking's; `urgency` sorts, smaller first."""

    kind: Literal["overdue", "due_today", "not_begun", "unfinished"]
    id: int
    words: str
    detail: str
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
    words = _("“{title}” · {name}").format(title=row.title, name=row.borrower)
    detail = _("{days} days overdue").format(days=days)
    return Todo("overdue", row.id, words, detail, 3000 - min(days, 900), row.person_id)


def _due(row: OutRow) -> Todo:
    words = _("“{title}” · {name}").format(title=row.title, name=row.borrower)
    return Todo("due_today", row.id, words, _("due today"), 4000, row.person_id)


def _not_begun(row: BookingRow, now: datetime) -> Todo:
    minutes = int((row.starts_at - now).total_seconds() // 60)
    late = minutes < 0
    detail = (
        _("{room} · since {time:%H:%M}, nobody has come") if late else _("{room} · begins at {time:%H:%M}")
    )
    said = detail.format(room=row.room_name, time=row.starts_at)
    return Todo(
        "not_begun", row.id, row.label, said, 1000 if late else 2000 + min(minutes, 900), row.person_id
    )


def _unfinished(row: BookingRow) -> Todo:
    detail = _("{room} · {day:%m-%d} {start:%H:%M}–{end:%H:%M}: did they come?")
    said = detail.format(room=row.room_name, day=row.starts_at, start=row.starts_at, end=row.ends_at)
    return Todo("unfinished", row.id, row.label, said, 1500, row.person_id)
