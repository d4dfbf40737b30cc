"""What comes nearest to a wish that does not fit: the search and its ranking, in memory. Reading is in `suggestions.py`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Literal

from centre_app.centre.calendar import OpenTimes
from centre_app.centre.rooms import RoomRow
from centre_app.centre.spans import Span, merged
from centre_app.rooms.checks import Clash, Wish, clash_among
from centre_app.rooms.reads import BookingRow

STEP = timedelta(minutes=15)
FARTHEST_SHIFT = timedelta(hours=2)
DAYS_AHEAD = 14
Kind = Literal["other_room", "shifted", "shorter", "other_day", "shared", "moving"]
# How many of a kind are worth a line: a clerk with a queue before them reads no more.
_MOST: dict[Kind, int] = {
    "other_room": 3, "shifted": 2, "shorter": 1, "other_day": 2, "shared": 1, "moving": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A wish that fits; for `moving` only once the booking `moves` has gone to the room `moves_to`."""

    kind: Kind
    wish: Wish
    room: RoomRow
    moves: BookingRow | None = None
    moves_to: RoomRow | None = None


class Board:
    """The rooms, their open times and their bookings of some days, read once; answers whether a wish fits."""

    def __init__(
        self, *, rooms: Iterable[RoomRow], times: OpenTimes, bookings: Iterable[BookingRow], now: datetime
    ) -> None:
        self.rooms = {room.id: room for room in rooms}
        self.now = now
        self._times = times
        self._open: dict[tuple[int, date], list[Span]] = {}
        self._booked: dict[tuple[int, date], list[BookingRow]] = defaultdict(list)
        for row in bookings:
            for day in _days(row.busy_from, row.busy_until):
                self._booked[row.room_id, day].append(row)

    def fits(self, wish: Wish, *, without: frozenset[int] = frozenset()) -> bool:
        """Whether the room is large enough, open, and free then; `without` are bookings to be thought away."""
        room = self.rooms.get(wish.room_id)
        if room is None or not room.active or wish.head_count > room.capacity:
            return False
        return self.is_open(wish) and self.clash(wish, without=without) is None

    def clash(self, wish: Wish, *, without: frozenset[int] = frozenset()) -> Clash | None:
        """What stands in the way of the wish in its room, by the one rule of `checks`."""
        busy = wish.busy
        touching = {
            row.id: row
            for day in _days(busy.starts, busy.ends)
            for row in self._booked.get((wish.room_id, day), ())
            if row.busy_from < busy.ends and row.busy_until > busy.starts and row.id != wish.except_id
        }
        others = [row for row in touching.values() if row.id not in without]
        return clash_among(wish, others, room=self.rooms[wish.room_id])

    def is_open(self, wish: Wish) -> bool:
        """Whether the room is open from start to end."""
        days = _days(wish.starts_at, wish.ends_at)
        spans = merged(span for day in days for span in self._spans(wish.room_id, day))
        return any(span.starts <= wish.starts_at and wish.ends_at <= span.ends for span in spans)

    def _spans(self, room_id: int, day: date) -> list[Span]:
        if (room_id, day) not in self._open:
            self._open[room_id, day] = self._times.spans(day, room_id=room_id)
        return self._open[room_id, day]


def ranked(wish: Wish, board: Board) -> list[Found]:
    """What fits instead, by kind in the order of KINDS and nearest first within one; a few of each."""
    searches: dict[Kind, Iterator[Found]] = {
        "other_room": _other_rooms(wish, board),
        "shifted": _shifted(wish, board),
        "shorter": _shorter(wish, board),
        "other_day": _other_days(wish, board),
        "shared": _shared(wish, board),
        "moving": _moving(wish, board),
    }
    return [found for kind, search in searches.items() for found in islice(search, _MOST[kind])]


def _other_rooms(wish: Wish, board: Board) -> Iterator[Found]:
    """The smallest that is large enough first; one that needs no approval before one that does."""
    for room in _by_size(wish, board):
        if board.fits(there := _in_room(wish, room)):
            yield Found("other_room", there, room)


def _shifted(wish: Wish, board: Board) -> Iterator[Found]:
    room = board.rooms.get(wish.room_id)
    for number in range(1, FARTHEST_SHIFT // STEP + 1):
        for shift in (STEP * number, -STEP * number):
            there = replace(wish, starts_at=wish.starts_at + shift, ends_at=wish.ends_at + shift)
            if room and _is_ahead(there, wish, board) and board.fits(there):
                yield Found("shifted", there, room)


def _shorter(wish: Wish, board: Board) -> Iterator[Found]:
    """Within the time asked for, the longest first, never less than half of it."""
    room, length = board.rooms.get(wish.room_id), wish.ends_at - wish.starts_at
    for cut in range(1, length // STEP + 1):
        shorter = length - cut * STEP
        if room is None or shorter < max(length / 2, STEP):
            return
        for number in range(cut + 1):
            starts_at = wish.starts_at + number * STEP
            there = replace(wish, starts_at=starts_at, ends_at=starts_at + shorter)
            if _is_ahead(there, wish, board) and board.fits(there):
                yield Found("shorter", there, room)


def _other_days(wish: Wish, board: Board) -> Iterator[Found]:
    room = board.rooms.get(wish.room_id)
    for number in range(1, DAYS_AHEAD + 1):
        days = timedelta(days=number)
        there = replace(wish, starts_at=wish.starts_at + days, ends_at=wish.ends_at + days)
        if room and board.fits(there):
            yield Found("other_day", there, room)


def _shared(wish: Wish, board: Board) -> Iterator[Found]:
    room = board.rooms.get(wish.room_id)
    if room and wish.alone and room.sharing == "shared" and board.fits(there := replace(wish, alone=False)):
        yield Found("shared", there, room)


def _moving(wish: Wish, board: Board) -> Iterator[Found]:
    """One booking that alone is in the way, agreed but not begun, and the rooms that could take it at its time."""
    room = board.rooms.get(wish.room_id)
    clash = board.clash(wish) if room and wish.head_count <= room.capacity and board.is_open(wish) else None
    for row in clash.bookings if clash and room else ():
        movable = row.status == "confirmed" and not row.is_held and row.starts_at > board.now
        if not movable or not board.fits(wish, without=frozenset({row.id})):
            continue
        place = Wish(
            row.room_id, row.starts_at, row.ends_at, row.head_count, row.alone, row.buffer_before,
            row.buffer_after, row.id,
        )  # fmt: skip
        for other in _by_size(place, board):
            if board.fits(_in_room(place, other)):
                yield Found("moving", wish, room or other, row, other)
                break


def _by_size(wish: Wish, board: Board) -> list[RoomRow]:
    others = [room for room in board.rooms.values() if room.id != wish.room_id and room.active]
    return sorted(others, key=lambda room: (room.needs_approval, room.capacity, room.position, room.id))


def _in_room(wish: Wish, room: RoomRow) -> Wish:
    """A new booking gets the room's minutes before and after; one that exists keeps its own."""
    there = replace(wish, room_id=room.id, alone=wish.alone and room.sharing == "shared")
    if wish.except_id is not None:
        return there
    return replace(there, buffer_before=room.buffer_before, buffer_after=room.buffer_after)


def _is_ahead(there: Wish, wish: Wish, board: Board) -> bool:
    """Nothing is suggested that has begun, unless the past itself is being filled in."""
    return there.starts_at >= min(board.now, wish.starts_at)


def _days(starts: datetime, ends: datetime) -> list[date]:
    """The days touched from start to end; an end at midnight touches the day before alone."""
    last = max(ends - timedelta(seconds=1), starts).date()
    return [starts.date() + timedelta(days=number) for number in range((last - starts.date()).days + 1)]
