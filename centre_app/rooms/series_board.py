"""The board as it would be while the dates of a series are tried on it one after the other. Reads once, writes nothing."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from centre_app import clock, errors
from centre_app.centre import calendar, settings
from centre_app.centre.models import Room
from centre_app.i18n import _
from centre_app.rooms import checks, quotas
from centre_app.rooms.checks import Wish
from centre_app.rooms.models import Booking
from centre_app.rooms.reads import BookingRow, booked_between
from centre_app.rooms.series_lines import Choice, Occurrence, SeriesWish, at_place

_COUNTED = ("requested", "confirmed", "checked_in", "completed", "no_show")
_A_MONTH = timedelta(days=31)
_STATES = {
    errors.BookingInClosure: "closed",
    errors.BookingOnClosedDay: "closed",
    errors.BookingOutsideHours: "closed",
    errors.NoOpeningHours: "closed",
    errors.RoomAlreadyBooked: "clash",
    errors.RoomFull: "clash",
    errors.QuotaExceeded: "quota",
}


class Board:
    """Rooms, opening times, bookings and a person's quotas from `first` to `last`, without the bookings `except_ids`."""

    def __init__(
        self, *, first: date, last: date, except_ids: Collection[int] = (), person_id: int | None = None
    ) -> None:
        self._starts = datetime.combine(first, time.min) - timedelta(days=2)
        self._ends = datetime.combine(last, time.min) + timedelta(days=3)
        self._left_out = frozenset(except_ids)
        self._times = calendar.OpenTimes(first=self._starts.date(), last=self._ends.date())
        found: Any = Room.select()
        self.rooms: dict[int, Any] = {room.id: room for room in found}
        self._taken: dict[int, dict[date, list[BookingRow]]] = {}
        self._limits: dict[str, Any] = settings.all_settings()
        limited = person_id is not None and any(self._limits[name] for name in quotas.NAMES)
        self._uses = self._uses_of(person_id) if limited else None

    def room(self, room_id: int) -> Any:
        """The room's row. Raises NotFound."""
        if room_id not in self.rooms:
            raise errors.NotFound
        return self.rooms[room_id]

    def problem(
        self, wish: Wish, *, moved: bool = True, overridden: bool = False, past: bool = False
    ) -> tuple[str, str] | None:
        """Why the wish cannot be booked, as state and sentence; None when it can.

        Not `moved`: opening hours do not matter. `overridden`: nor do quotas. `past`: it may lie in the past.
        """
        try:
            self._check(wish, moved=moved, overridden=overridden)
        except errors.NotFound:
            raise
        except errors.CentreError as error:
            return _STATES.get(type(error), "impossible"), error.sentence()
        return None if past or wish.starts_at >= clock.now() else ("past", "")

    def put(self, wish: Wish, *, title: str, booking_id: int = 0, holds: bool = True) -> None:
        """Let the wish stand on the board from now on."""
        if self._uses is not None:
            self._uses.append(quotas.Use(wish.starts_at, wish.ends_at))
        if not holds:
            return
        row = BookingRow(
            id=booking_id, room_id=wish.room_id, room_name=self.room(wish.room_id).name, person_id=None, person_name="",
            person_phone="", title=title, starts_at=wish.starts_at, ends_at=wish.ends_at, status="confirmed",
            buffer_before=wish.buffer_before, buffer_after=wish.buffer_after, head_count=wish.head_count, came_count=None,
            alone=wish.alone, note="", cancel_reason="",
        )  # fmt: skip
        days = self._days(wish.room_id)
        for day in _touched(row.busy_from, row.busy_until):
            days[day].append(row)

    def _check(self, wish: Wish, *, moved: bool, overridden: bool) -> None:
        room = self.room(wish.room_id)
        checks.check_times(wish)
        if moved and not room.active:
            raise errors.RoomNotInUse(room=room.name)
        checks.check_places(wish, room=room)
        if moved and not overridden:
            checks.check_open(wish, room=room, times=self._times)
        if moved and not overridden and self._uses is not None:
            self._check_quotas(wish, self._uses)
        clash = checks.clash_among(wish, self._others(wish), room=room)
        if clash:
            raise clash.error()

    def _check_quotas(self, wish: Wish, uses: list[quotas.Use]) -> None:
        wanted = quotas.Use(wish.starts_at, wish.ends_at)
        found = quotas.exceeded(wanted, others=uses, limits=self._limits, today=clock.today())
        if found:
            raise errors.QuotaExceeded(warnings=" ".join(warning.words for warning in found))

    def _others(self, wish: Wish) -> list[BookingRow]:
        days, busy = self._days(wish.room_id), wish.busy
        near = {id(row): row for day in _touched(busy.starts, busy.ends) for row in days.get(day, ())}
        touching = [
            row for row in near.values() if row.busy_from < busy.ends and row.busy_until > busy.starts
        ]
        return sorted(touching, key=lambda row: row.starts_at)

    def _days(self, room_id: int) -> dict[date, list[BookingRow]]:
        if room_id not in self._taken:
            days: dict[date, list[BookingRow]] = defaultdict(list)
            for row in booked_between(starts=self._starts, ends=self._ends, room_id=room_id):
                if row.id not in self._left_out:
                    for day in _touched(row.busy_from, row.busy_until):
                        days[day].append(row)
            self._taken[room_id] = days
        return self._taken[room_id]

    def _uses_of(self, person_id: int | None) -> list[quotas.Use]:
        query: Any = Booking.select(Booking.id, Booking.starts_at, Booking.ends_at).where(
            Booking.person == person_id,
            Booking.starts_at.between(self._starts - _A_MONTH, self._ends + _A_MONTH),
            Booking.status.in_(_COUNTED),
        )
        return [
            quotas.Use(starts, ends)
            for row_id, starts, ends in query.tuples()
            if row_id not in self._left_out
        ]


def line(
    board: Board,
    wish: SeriesWish,
    *,
    day: date,
    holiday: str = "",
    choice: Choice | None = None,
    before: tuple[int, datetime, datetime] | None = None,
) -> Occurrence:
    """One date of a series as it would be booked on that board; `before` is room and time of the booking that goes there."""
    place = at_place(wish, day, choice)
    found = Occurrence(day, room_name=board.room(place["room_id"]).name, choice=choice, **place)
    if choice is not None and choice.kind == "skip":
        return replace(found, state="skipped", detail=_("left out by choice"))
    if holiday and choice is None:
        return replace(found, state="holiday", detail=holiday)
    problem = board.problem(
        wish_at(wish, found, board),
        moved=before != (found.room_id, found.starts_at, found.ends_at),
        overridden=bool(wish.override_reason.strip()),
        past=choice is not None and choice.kind in ("take", "move"),
    )
    return replace(found, state=problem[0], detail=problem[1]) if problem else found


def wish_at(wish: SeriesWish, found: Occurrence, board: Board) -> Wish:
    """A date of a series as the rules of a booking see it."""
    room = board.room(found.room_id)
    before = room.buffer_before if wish.buffer_before is None else wish.buffer_before
    after = room.buffer_after if wish.buffer_after is None else wish.buffer_after
    return Wish(found.room_id, found.starts_at, found.ends_at, wish.head_count, wish.alone, before, after)


def _touched(starts: datetime, ends: datetime) -> list[date]:
    first = starts.date()
    return [first + timedelta(days=number) for number in range((ends.date() - first).days + 1)]
