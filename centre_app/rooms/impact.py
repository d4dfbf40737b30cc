"""What a change of the opening times does to bookings ahead: which lose their time, and cancelling or moving them.

What it does to loans is in `lending/moved_due.py`; both are brought together in `desk/closing.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from centre_app import clock, errors
from centre_app.centre.calendar import OpenTimes
from centre_app.rooms import bookings, states
from centre_app.rooms.models import Booking
from centre_app.rooms.reads import BookingRow, listed, rows

_AHEAD = ("requested", "confirmed", "checked_in")


@dataclass(frozen=True, slots=True)
class Deal:
    """What is to become of a booking that loses its time. A move names the room, the start, or both; its length stays."""

    what: Literal["leave", "cancel", "move"] = "leave"
    reason: str = ""
    room_id: int | None = None
    starts_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a booking stands in the opening times: its minutes within them, and the closures that touch it."""

    minutes: int
    closures: frozenset[int]


def ahead(now: datetime | None = None) -> list[BookingRow]:
    """The bookings and requests that are not over, by start, in one query."""
    query = rows().where(Booking.status.in_(_AHEAD), Booking.ends_at > (now or clock.now()))
    return listed(query)


def standings(found: Sequence[BookingRow]) -> dict[int, Standing]:
    """How each of these bookings stands in the opening times as they are now; three queries."""
    if not found:
        return {}
    times = OpenTimes(
        first=min(row.starts_at for row in found).date(), last=max(row.ends_at for row in found).date()
    )
    return {row.id: _standing(row, times) for row in found}


def worse(before: Mapping[int, Standing], after: Mapping[int, Standing]) -> set[int]:
    """The bookings that have lost opening time, or that a closure touches which did not before."""
    return {
        booking_id
        for booking_id, now in after.items()
        if now.minutes < before[booking_id].minutes or now.closures - before[booking_id].closures
    }


def can_cancel(row: BookingRow) -> bool:
    """Whether a booking can still be cancelled: people who are there already cannot."""
    return row.status in states.STEPS["cancel"].sources


def carry_out(row: BookingRow, deal: Deal) -> None:
    """Do what was chosen for one booking. Raises what cancelling and changing a booking raise."""
    if deal.what == "cancel":
        bookings.cancel(row.id, reason=deal.reason)
    elif deal.what == "move":
        starts_at = deal.starts_at or row.starts_at
        room_id = row.room_id if deal.room_id is None else deal.room_id
        length = row.ends_at - row.starts_at
        bookings.change_booking(row.id, room_id=room_id, starts_at=starts_at, ends_at=starts_at + length)


def check_deal(row: BookingRow, deal: Deal) -> None:
    """Refuse a deal that cannot be done whatever the calendar says. Raises CancelNeedsReason, BookingStateForbids."""
    if deal.what == "cancel" and not can_cancel(row):
        states.refuse(row)
    if deal.what == "cancel" and not deal.reason.strip():
        raise errors.CancelNeedsReason


def _standing(row: BookingRow, times: OpenTimes) -> Standing:
    days = {row.starts_at.date(), (row.ends_at - timedelta(minutes=1)).date()}
    minutes = sum(
        max(0, int((min(span.ends, row.ends_at) - max(span.starts, row.starts_at)).total_seconds()) // 60)
        for day in days
        for span in times.spans(day, room_id=row.room_id)
    )
    touched = frozenset(
        closure.id
        for day in days
        for closure in times.closures(day, room_id=row.room_id)
        if closure.starts_at < row.ends_at and closure.ends_at > row.starts_at
    )
    return Standing(minutes, touched)
