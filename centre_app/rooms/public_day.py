"""What everybody may see of a day in the rooms: boards, door signs and sheets are made from this. No personal names."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from centre_app.centre import rooms
from centre_app.centre.calendar import OpenTimes, Span
from centre_app.i18n import _
from centre_app.rooms.models import HOLDING
from centre_app.rooms.reads import BookingRow, board


@dataclass(frozen=True, slots=True)
class PublicBooking:
    """A time a room is taken, and for what; `status` as in `states`, none that came to nothing."""

    span: Span
    words: str
    head_count: int
    status: str

    def is_on(self, now: datetime) -> bool:
        """Whether it is under way."""
        return self.span.starts <= now < self.span.ends


@dataclass(frozen=True, slots=True)
class RoomState:
    """How a room stands at a moment: `in_use`, `free` or `closed`; until when, None for the rest of the day.

    `words` say what it is used for or why it is closed; `places` are those left in a shared room in use, else None.
    """

    kind: str
    until: datetime | None
    words: str = ""
    places: int | None = None


@dataclass(frozen=True, slots=True)
class RoomDay:
    """A room's day: its open time, its closures with their reasons, its bookings by start."""

    room_id: int
    name: str
    capacity: int
    is_shared: bool
    opened: tuple[Span, ...]
    closures: tuple[tuple[Span, str], ...]
    bookings: tuple[PublicBooking, ...]

    def state_at(self, now: datetime) -> RoomState:
        """How the room stands at a moment of that day."""
        on = [booking for booking in self.bookings if booking.is_on(now)]
        if on:
            heads = sum(booking.head_count for booking in on)
            places = max(0, self.capacity - heads) if self.is_shared else None
            words = _(", ").join(dict.fromkeys(booking.words for booking in on))
            return RoomState("in_use", max(booking.span.ends for booking in on), words, places)
        current = next((span for span in self.opened if span.starts <= now < span.ends), None)
        if current is None:
            opens = next((span.starts for span in self.opened if span.starts > now), None)
            return RoomState("closed", opens, self.closed_for(now))
        until = min(
            (booking.span.starts for booking in self.bookings if now < booking.span.starts < current.ends),
            default=current.ends,
        )
        return RoomState("free", until)

    def closed_for(self, now: datetime) -> str:
        """Why the room is closed at a moment, as far as a closure says."""
        return next((reason for span, reason in self.closures if span.starts <= now < span.ends), "")


def public_words(row: BookingRow) -> str:
    """What a booking is called in public: its title, or only that it is booked where the title names its holder."""
    named = bool(row.person_name) and row.person_name in row.title
    return _("Booked") if named or row.is_held else row.label


def public_day(day: date, *, with_requests: bool = False) -> list[RoomDay]:
    """The rooms in use on that day, in their order, with the bookings that hold their place, in a fixed number of queries.

    Requests, which hold no place yet, are for the desk alone.
    """
    wanted = (*HOLDING, "requested") if with_requests else HOLDING
    booked: dict[int, list[PublicBooking]] = defaultdict(list)
    for row in board(first=day, last=day):
        if row.status in wanted:
            span = Span(row.starts_at, row.ends_at)
            booked[row.room_id].append(PublicBooking(span, public_words(row), row.head_count, row.status))
    times = OpenTimes(first=day, last=day)
    return [
        RoomDay(
            room.id, room.name, room.capacity, room.sharing == "shared",
            tuple(times.spans(day, room_id=room.id)),
            tuple((Span(row.starts_at, row.ends_at), row.reason) for row in times.closures(day, room_id=room.id)),
            tuple(booked[room.id]),
        )
        for room in rooms.rooms(include_inactive=True)
        if room.active or room.id in booked
    ]  # fmt: skip
