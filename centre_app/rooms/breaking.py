"""What would break before it is saved: the bookings that a smaller room, other buffers or a closure would hit.

Writes nothing. Saving is refused by the verbs and by the guard all the same.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from centre_app import clock
from centre_app.centre import rooms
from centre_app.centre.spans import Span
from centre_app.i18n import _
from centre_app.rooms.checks import Wish, clash_among, clash_of
from centre_app.rooms.models import OPEN, Booking
from centre_app.rooms.reads import OPEN_STATUS, BookingRow, booked_between, booking, listed, rows
from centre_app.rooms.writing import wish_of


@dataclass(frozen=True, slots=True)
class Broken:
    """A booking that would no longer fit, and why, as a sentence."""

    booking: BookingRow
    why: str


def what_would_break(
    *,
    room_id: int,
    capacity: int | None = None,
    sharing: str | None = None,
    buffer_before: int | None = None,
    buffer_after: int | None = None,
) -> list[Broken]:
    """The bookings still to be used that would not fit in the room as changed, by start; what is None stays.

    Buffers are taken as given to the bookings ahead as well (`rearranging.apply_buffers`); those begun keep theirs.
    Raises NotFound.
    """
    present = rooms.room(room_id)
    room = replace(present, capacity=capacity or present.capacity, sharing=sharing or present.sharing)
    standing = listed(rows().where(OPEN_STATUS, Booking.room == room_id))
    if not standing:
        return []
    around = booked_between(
        starts=min(row.starts_at for row in standing) - timedelta(days=1),
        ends=max(row.ends_at for row in standing) + timedelta(days=1),
        room_id=room_id,
    )
    buffers = {
        name: value
        for name, value in (("buffer_before", buffer_before), ("buffer_after", buffer_after))
        if value is not None
    }
    return _broken([_with(row, buffers) for row in around], room=room)


def broken_by_closure(*, starts_at: datetime, ends_at: datetime, room_id: int | None = None) -> list[Broken]:
    """The bookings and requests not over yet that a closure would hit, of one room or of all, by start."""
    closed = Span(starts_at, ends_at)
    query = rows().where(
        Booking.status.in_((*OPEN, "requested")),
        Booking.starts_at < ends_at,
        Booking.starts_at > starts_at - timedelta(days=1),
        Booking.ends_at > max(starts_at, clock.now()),
    )
    hit = listed(query if room_id is None else query.where(Booking.room == room_id))
    words = _("It would lie in the closure {starts:%m-%d %H:%M} to {ends:%m-%d %H:%M}.")
    return [Broken(row, words.format(starts=closed.starts, ends=closed.ends)) for row in hit]


def broken_by_change(booking_id: int, **changes: Any) -> list[BookingRow]:
    """The bookings that would stand in the way of one if its room, time, buffers or head-count were changed so."""
    clash = clash_of(wish_of(booking(booking_id), **changes))
    return list(clash.bookings) if clash else []


def _broken(around: list[BookingRow], *, room: rooms.RoomRow) -> list[Broken]:
    """One pass by start: only what is still busy when a booking begins, or begins while it is busy, concerns it."""
    found: list[Broken] = []
    by_busy = sorted(around, key=lambda row: row.busy_from)
    for number, row in enumerate(by_busy):
        if row.status not in OPEN:
            continue
        others = [each for each in _near(by_busy, number) if _touch(row, each)]
        why = _why(row, others, room=room)
        if why:
            found.append(Broken(row, why))
    return sorted(found, key=lambda broken: (broken.booking.starts_at, broken.booking.id))


def _near(by_busy: list[BookingRow], number: int) -> list[BookingRow]:
    """Those that may touch the one at that place: no busy time is longer than two days."""
    row, near = by_busy[number], []
    for other in reversed(by_busy[:number]):
        if other.busy_from < row.busy_from - timedelta(days=2):
            break
        near.append(other)
    for other in by_busy[number + 1 :]:
        if other.busy_from >= row.busy_until:
            break
        near.append(other)
    return near


def _touch(one: BookingRow, other: BookingRow) -> bool:
    return one.busy_from < other.busy_until and other.busy_from < one.busy_until


def _why(row: BookingRow, others: list[BookingRow], *, room: rooms.RoomRow) -> str:
    if row.head_count > room.capacity:
        words = _("{wanted} people, but only {capacity} places.")
        return words.format(wanted=row.head_count, capacity=room.capacity)
    wish: Wish = wish_of(row)
    clash = clash_among(wish, others, room=room)
    return clash.error().sentence() if clash else ""


def _with(row: BookingRow, buffers: dict[str, int]) -> BookingRow:
    ahead = row.status in OPEN and row.starts_at > clock.now()
    return replace(row, **buffers) if ahead and buffers else row  # type: ignore[arg-type]
