"""The rules of a booking, checked before it is written so that a refusal can say why and by what.

That no room is double-booked is guarded in the database too (`storage/guards/bookings.sql`): one rule, told twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from centre_app import clock, errors
from centre_app.centre import calendar, rooms
from centre_app.centre.spans import Span, merged
from centre_app.i18n import _
from centre_app.rooms.models import Booking
from centre_app.rooms.reads import LONGEST_BUFFER_MINUTES, BookingRow, listed
from centre_app.rooms.reads import rows as booking_rows
from centre_app.storage.database import db

LONGEST = timedelta(hours=24)
YEARS_AHEAD = 2
EARLIEST_YEAR = 2000
_NAMED_AT_MOST = 3
# Written out, and with the very expressions of the index `booking_busy`, or SQLite would not use it.
_OVERLAPPING = """
SELECT id FROM booking WHERE room_id = ?
  AND datetime(ends_at, '+' || buffer_after || ' minutes') > ? AND datetime(ends_at, '+' || buffer_after || ' minutes') < ?
  AND status IN ('confirmed', 'checked_in', 'completed')
  AND datetime(starts_at, '-' || buffer_before || ' minutes') < ? AND id <> ?"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be booked, as far as the rules need to know it; `except_id` is the booking that is being changed."""

    room_id: int
    starts_at: datetime
    ends_at: datetime
    head_count: int = 1
    alone: bool = False
    buffer_before: int = 0
    buffer_after: int = 0
    except_id: int | None = None

    @property
    def busy(self) -> Span:
        """The time the room is taken by it, buffers included."""
        before, after = timedelta(minutes=self.buffer_before), timedelta(minutes=self.buffer_after)
        return Span(self.starts_at - before, self.ends_at + after)


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a wish does not fit: the bookings in its way; for a full room how many places are taken at the worst instant."""

    room_name: str
    capacity: int
    wanted: int
    bookings: tuple[BookingRow, ...]
    taken: int | None = None
    fullest_at: datetime | None = None

    def described(self) -> str:
        """The bookings in the way, by title and time, never by person: at most three."""
        named = ", ".join(
            f"{row.label} {Span(row.starts_at, row.ends_at)}" for row in self.bookings[:_NAMED_AT_MOST]
        )
        more = len(self.bookings) - _NAMED_AT_MOST
        return _("{named} and {count} more").format(named=named, count=more) if more > 0 else named

    def error(self) -> errors.CentreError:
        """The refusal to raise, or to show before anything is tried."""
        if self.taken is None:
            return errors.RoomAlreadyBooked(room=self.room_name, clash=self.described())
        return errors.RoomFull(
            room=self.room_name, capacity=self.capacity, taken=self.taken, wanted=self.wanted
        )


def clash_of(
    wish: Wish, *, without: frozenset[int] = frozenset(), beside: Sequence[BookingRow] = ()
) -> Clash | None:
    """What stands in the way of a wish, None when it fits. Exclusive use first, then the places at the worst instant.

    `without` are ids of bookings to be thought away, `beside` others in that room and time to be thought there.
    """
    room = room_of(wish.room_id)
    others = [row for row in _overlapping(wish) if row.id not in without] + list(beside)
    return clash_among(wish, others, room=room)


def clash_among(wish: Wish, others: list[BookingRow], *, room: rooms.RoomRow) -> Clash | None:
    """The rule itself, asked of the bookings that touch the wish's busy time in that room; reads nothing."""
    in_the_way = [row for row in others if room.sharing == "exclusive" or wish.alone or row.alone]
    if in_the_way:
        return Clash(room.name, room.capacity, wish.head_count, tuple(in_the_way))
    taken, instant = _most_taken(wish, others)
    if room.sharing == "shared" and taken + wish.head_count > room.capacity:
        return Clash(room.name, room.capacity, wish.head_count, tuple(others), taken, instant)
    return None


def wish_for(
    *, room_id: int, buffer_before: int | None = None, buffer_after: int | None = None, **rest: Any
) -> Wish:
    """A wish whose buffers, where none are given, are the room's. Raises NotFound."""
    if buffer_before is None or buffer_after is None:
        room = room_of(room_id)
        buffer_before = room.buffer_before if buffer_before is None else buffer_before
        buffer_after = room.buffer_after if buffer_after is None else buffer_after
    return Wish(room_id, buffer_before=buffer_before, buffer_after=buffer_after, **rest)


def check_wish(wish: Wish, *, moved: bool = True, though_closed: bool = False) -> None:
    """Raise the first rule that the wish breaks: its times, the room, the opening hours, the bookings in its way.

    Where a booking stays at its time and in its room (not `moved`), opening hours changed since do not matter;
    `though_closed` passes over them on purpose.
    """
    check_place(wish, moved=moved, though_closed=though_closed)
    check_free(wish)


def check_place(wish: Wish, *, moved: bool = True, though_closed: bool = False) -> None:
    """The part of `check_wish` that asks nothing of other bookings."""
    check_times(wish)
    room = room_of(wish.room_id)
    if moved and not room.active:
        raise errors.RoomNotInUse(room=room.name)
    check_places(wish, room=room)
    if moved and not though_closed:
        check_open(wish, room=room)


def check_free(
    wish: Wish, *, without: frozenset[int] = frozenset(), beside: Sequence[BookingRow] = ()
) -> None:
    """Raise RoomAlreadyBooked or RoomFull when other bookings stand in the way (see `clash_of`)."""
    clash = clash_of(wish, without=without, beside=beside)
    if clash:
        raise clash.error()


def check_times(wish: Wish) -> None:
    """Raise when start, end or buffers cannot be those of any booking, wherever it is."""
    starts, ends = f"{wish.starts_at:%Y-%m-%d %H:%M}", f"{wish.ends_at:%Y-%m-%d %H:%M}"
    if wish.starts_at.year < EARLIEST_YEAR:
        raise errors.BookingTooLongAgo(day=f"{wish.starts_at:%Y-%m-%d}")
    if any(moment.second or moment.microsecond for moment in (wish.starts_at, wish.ends_at)):
        raise errors.BookingNotWholeMinutes
    if wish.ends_at < wish.starts_at:
        raise errors.BookingEndsBeforeStart(starts=starts, ends=ends)
    if wish.ends_at == wish.starts_at:
        raise errors.BookingHasNoLength(starts=starts)
    if wish.ends_at - wish.starts_at > LONGEST:
        raise errors.BookingTooLong(starts=starts, ends=ends)
    if not all(0 <= minutes <= LONGEST_BUFFER_MINUTES for minutes in (wish.buffer_before, wish.buffer_after)):
        raise errors.BookingBuffersTooLong(most=LONGEST_BUFFER_MINUTES)
    if wish.starts_at > clock.now() + timedelta(days=366 * YEARS_AHEAD):
        raise errors.BookingTooFarAhead(day=f"{wish.starts_at:%Y-%m-%d}", years=YEARS_AHEAD)


def check_places(wish: Wish, *, room: rooms.RoomRow) -> None:
    """Raise when the head-count is no number of people, or too many even for the empty room."""
    if wish.head_count < 1:
        raise errors.BookingHeadCountImpossible(count=wish.head_count)
    if wish.head_count > room.capacity:
        raise errors.RoomTooSmall(room=room.name, capacity=room.capacity, wanted=wish.head_count)


def check_open(wish: Wish, *, room: rooms.RoomRow, times: calendar.OpenTimes | None = None) -> None:
    """Raise unless the room is open from start to end. The buffers may lie outside: cleaning needs no opening hours.

    `times` are the opening times of those days where they were read already.
    """
    first, last = wish.starts_at.date(), wish.ends_at.date()
    times = times or calendar.OpenTimes(first=first, last=last)
    days = [first] if first == last else [first, last]
    open_spans = merged(span for day in days for span in times.spans(day, room_id=room.id))
    if any(span.starts <= wish.starts_at and wish.ends_at <= span.ends for span in open_spans):
        return
    for closure in (row for day in days for row in times.closures(day, room_id=room.id)):
        if closure.starts_at < wish.ends_at and closure.ends_at > wish.starts_at:
            raise errors.BookingInClosure(
                room=room.name,
                closed=f"{closure.starts_at:%Y-%m-%d %H:%M} – {closure.ends_at:%Y-%m-%d %H:%M}",
                reason=closure.reason or _("no reason given"),
            )
    if not calendar.has_hours():
        raise errors.NoOpeningHours
    hours = calendar.listed(times.spans(first, room_id=room.id))
    day_text = _("{day:%Y-%m-%d} ({weekday})").format(
        day=first, weekday=_(calendar.WEEKDAYS[first.weekday()])
    )
    if not hours:
        raise errors.BookingOnClosedDay(room=room.name, day=day_text)
    raise errors.BookingOutsideHours(room=room.name, day=day_text, hours=hours)


def room_of(room_id: int) -> rooms.RoomRow:
    """The room, retired or not. Raises NotFound."""
    return rooms.room(room_id)


def _overlapping(wish: Wish) -> list[BookingRow]:
    """The bookings that hold their place in that room at that time, buffers on both sides counted, by start."""
    busy = wish.busy
    found = db.execute_sql(
        _OVERLAPPING,
        (wish.room_id, busy.starts, busy.ends + timedelta(days=2), busy.ends, wish.except_id or 0),
    )
    ids = [row[0] for row in found.fetchall()]
    return listed(booking_rows().where(Booking.id.in_(ids))) if ids else []


def _most_taken(wish: Wish, others: list[BookingRow]) -> tuple[int, datetime]:
    """The most heads at any instant of the wish, and when: it can only rise where one of the others begins."""
    instants = [wish.busy.starts, *(row.busy_from for row in others if row.busy_from > wish.busy.starts)]
    return max(
        (sum(row.head_count for row in others if row.busy_from <= instant < row.busy_until), instant)
        for instant in instants
    )
