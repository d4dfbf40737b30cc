"""Several bookings moved at once: swapped, shifted, taken to another room. One action, judged by how it ends.

All are first taken off the board (status `moving`), then put where they go: what stands in whose way on the way there
does not matter. If one does not fit, all stay as they were.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from centre_app import errors
from centre_app.i18n import N_
from centre_app.rooms import equipment, waiting
from centre_app.rooms.checks import check_free, check_place, room_of
from centre_app.rooms.models import Booking
from centre_app.rooms.reads import OPEN_STATUS, BookingRow, booking, listed, rows
from centre_app.rooms.writing import MOVES, columns_of, exception_of, step, wish_of
from centre_app.storage.action import action

_MOST_MINUTES = 2 * 366 * 24 * 60


@dataclass(frozen=True, slots=True)
class Move:
    """Where a booking goes; what is None stays."""

    booking_id: int
    room_id: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@action(N_("rearrange bookings"))
def rearrange(moves: Sequence[Move]) -> None:
    """Move all of them at once. They keep their states, head-counts and buffers; requests hold no place there either.

    Raises what `change_booking` raises for the first that does not fit at the end, its equipment included, NothingToMove,
    BookingStateForbids, NotFound.
    """
    _place(moves)


@action(N_("swap two bookings"))
def swap(booking_id: int, *, other_id: int) -> None:
    """Let two bookings change places: room and start; each keeps its length. Raises as `rearrange` does."""
    one, other = booking(booking_id), booking(other_id)
    _place([_to_place_of(one, other), _to_place_of(other, one)])


@action(N_("shift bookings"))
def shift(*, booking_ids: Iterable[int], minutes: int) -> None:
    """Move bookings later (or earlier, below zero) by so many minutes. Raises as `rearrange` does."""
    if abs(minutes) > _MOST_MINUTES:
        raise errors.BookingTooFarAhead
    by = timedelta(minutes=minutes)
    _place([Move(row.id, None, row.starts_at + by, row.ends_at + by) for row in map(booking, booking_ids)])


@action(N_("move bookings to another room"))
def move_to_room(*, booking_ids: Iterable[int], room_id: int) -> None:
    """Take bookings to another room at their times. Raises as `rearrange` does."""
    _place([Move(booking_id, room_id) for booking_id in booking_ids])


@action(N_("keep the zone's minutes free around its bookings"), needs="settings")
def apply_buffers(*, room_id: int, now: datetime) -> int:
    """Give the room's minutes before and after to all its bookings ahead; returns how many changed.

    Raises RoomAlreadyBooked or RoomFull where two would then be too close; `breaking.what_would_break` lists them.
    """
    room = room_of(room_id)
    wanted: dict[str, Any] = {"buffer_before": room.buffer_before, "buffer_after": room.buffer_after}
    ahead = listed(rows().where(OPEN_STATUS, Booking.room == room_id, Booking.starts_at > now))
    changed = [row for row in ahead if any(getattr(row, name) != value for name, value in wanted.items())]
    moved = [(row, replace(row, **wanted)) for row in changed]
    _check_all(moved)
    _rewrite(moved)
    return len(moved)


def check(moves: Sequence[Move]) -> errors.CentreError | None:
    """Why the moves would be refused, None when they fit; writes nothing."""
    try:
        _check_all(_moved(moves))
    except errors.CentreError as error:
        return error
    return None


def _place(moves: Sequence[Move]) -> None:
    moved = _moved(moves)
    _check_all(moved)
    _rewrite(moved)
    equipment.recheck(before.id for before, _after in moved)
    for room_id in dict.fromkeys(before.room_id for before, _after in moved):
        waiting.offer(room_id=room_id)


def _moved(moves: Sequence[Move]) -> list[tuple[BookingRow, BookingRow]]:
    """Each booking as it is and as it would be."""
    if not moves:
        raise errors.NothingToMove
    rows_before = [step("change", booking_id) for booking_id in {move.booking_id: None for move in moves}]
    wanted = {move.booking_id: move for move in moves}
    return [(row, _as_moved(row, wanted[row.id])) for row in rows_before]


def _as_moved(row: BookingRow, move: Move) -> BookingRow:
    return replace(
        row, room_id=move.room_id or row.room_id, starts_at=move.starts_at or row.starts_at,
        ends_at=move.ends_at or row.ends_at,
    )  # fmt: skip


def _check_all(moved: Sequence[tuple[BookingRow, BookingRow]]) -> None:
    """Raise for the first that would not fit among the others as they would be and all that stays where it is."""
    going = frozenset(before.id for before, _after in moved)
    for before, after in moved:
        wish = wish_of(after)
        there = any(getattr(before, name) != getattr(after, name) for name in MOVES)
        check_place(wish, moved=there, though_closed=bool(after.override_reason))
        others = [
            row
            for _before, row in moved
            if row.id != after.id and row.holds and row.room_id == after.room_id and _touch(row, after)
        ]
        check_free(wish, without=going, beside=others)


def _touch(one: BookingRow, other: BookingRow) -> bool:
    return one.busy_from < other.busy_until and other.busy_from < one.busy_until


def _rewrite(moved: Sequence[tuple[BookingRow, BookingRow]]) -> None:
    """Take all off the board, then put each where it goes: the guard sees every one of them arrive."""
    Booking.update(status="moving").where(Booking.id.in_([row.id for row, _after in moved])).execute()
    for _before, after in moved:
        Booking.update(**columns_of(wish_of(after)), **exception_of(after), status=after.status).where(
            Booking.id == after.id
        ).execute()


def _to_place_of(row: BookingRow, other: BookingRow) -> Move:
    return Move(row.id, other.room_id, other.starts_at, other.starts_at + (row.ends_at - row.starts_at))
