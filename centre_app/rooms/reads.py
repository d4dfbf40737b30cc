"""Bookings as rows for screens and sentences. Every list is one query whatever its length; nothing is written here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import JOIN, SQL

from centre_app import clock, errors
from centre_app.centre.models import Room
from centre_app.i18n import _
from centre_app.people.models import Person
from centre_app.rooms.models import HOLDING, OPEN, Booking
from centre_app.storage.database import db

LONGEST_DAYS = 1  # no booking is longer, which bounds every search by start
LONGEST_BUFFER_MINUTES = 720
SOON_MINUTES = 60
# Written out, not bound: SQLite uses the partial index of open bookings only when it sees these very words.
OPEN_STATUS = Booking.status.in_([SQL(f"'{status}'") for status in OPEN])
_OFF_THE_BOARD = ("cancelled", "no_show", "displaced")


@dataclass(
    unsafe_hash=True, slots=True
)  # nobody writes to it; frozen, a board of ten thousand reads a fifth slower
class BookingRow:
    """One booking. `buffer_*` are minutes; `came_count` is None until it is completed; `person_*` may be empty."""

    id: int
    room_id: int
    room_name: str
    person_id: int | None
    person_name: str
    person_phone: str
    title: str
    starts_at: datetime
    ends_at: datetime
    buffer_before: int
    buffer_after: int
    head_count: int
    came_count: int | None
    alone: bool
    status: str
    note: str
    cancel_reason: str
    series_id: int | None = None
    held_until: datetime | None = None
    override_reason: str = ""

    @property
    def label(self) -> str:
        """Its title, or that the room is booked: never a person's name, so that it can stand on a board."""
        return self.title or _("Booked")

    @property
    def busy_from(self) -> datetime:
        """When the room is taken by it, the minutes before included."""
        return self.starts_at - timedelta(minutes=self.buffer_before)

    @property
    def busy_until(self) -> datetime:
        """Until when the room is taken by it, the minutes after included."""
        return self.ends_at + timedelta(minutes=self.buffer_after)

    @property
    def holds(self) -> bool:
        """Whether it keeps its place free of others."""
        return self.status in HOLDING

    @property
    def is_held(self) -> bool:
        """Whether it is a place held for somebody from the waiting list, who has not said yes yet."""
        return self.held_until is not None and self.status == "confirmed"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done with it."""
        return self.status in OPEN


def booking(booking_id: int) -> BookingRow:
    """One booking. Raises NotFound."""
    found = listed(rows().where(Booking.id == booking_id))
    if not found:
        raise errors.NotFound
    return found[0]


def day_board(day: date, *, include_cancelled: bool = True) -> list[BookingRow]:
    """All rooms' bookings that touch that day, by start; without those that came to nothing if so wished."""
    return board(first=day, last=day, include_cancelled=include_cancelled)


def board(*, first: date, last: date, include_cancelled: bool = True) -> list[BookingRow]:
    """All rooms' bookings that touch the days from first to last, by start, in one query."""
    begin, end = datetime.combine(first, time.min), datetime.combine(last, time.min) + timedelta(days=1)
    query = rows().where(
        Booking.starts_at >= begin - timedelta(days=LONGEST_DAYS),
        Booking.starts_at < end,
        Booking.ends_at > begin,
    )
    if not include_cancelled:
        query = query.where(Booking.status.not_in(_OFF_THE_BOARD))
    return listed(query)


def not_begun(now: datetime) -> list[BookingRow]:
    """Confirmed bookings nobody has arrived for: begun and not over, or to begin within the hour."""
    soon = now + timedelta(minutes=SOON_MINUTES)
    return listed(
        _of_any_room().where(
            OPEN_STATUS,
            Booking.status == "confirmed",
            Booking.starts_at <= soon,
            Booking.starts_at > now - timedelta(days=LONGEST_DAYS),
            Booking.ends_at > now,
            Booking.held_until.is_null(),
        )
    )


def requests(now: datetime) -> list[BookingRow]:
    """What waits for approval and is not over yet, by start."""
    asked = Booking.status == SQL("'requested'")
    return listed(rows().where(asked, Booking.ends_at > now, Booking.starts_at > now - timedelta(days=1)))


def booked_between(*, starts: datetime, ends: datetime, room_id: int | None = None) -> list[BookingRow]:
    """The bookings that hold their place with a busy time that may touch this one; of one room, or of all, in one query."""
    reach = timedelta(days=LONGEST_DAYS, minutes=LONGEST_BUFFER_MINUTES)
    query = rows().where(
        Booking.starts_at > starts - reach,
        Booking.starts_at < ends + timedelta(minutes=LONGEST_BUFFER_MINUTES),
        Booking.status.in_(HOLDING),
    )
    found = listed(query if room_id is None else query.where(Booking.room == room_id))
    return [row for row in found if row.busy_from < ends and row.busy_until > starts]


def unfinished(now: datetime | None = None) -> list[BookingRow]:
    """Bookings that are over (by now, or by a moment), but of which nobody has said what became of them."""
    now = now or clock.now()
    return listed(_of_any_room().where(OPEN_STATUS, Booking.starts_at < now, Booking.ends_at <= now))


def bookings_of(person_id: int, limit: int = 100) -> list[BookingRow]:
    """A person's latest bookings, newest first."""
    query = rows().where(Booking.person == person_id).order_by(Booking.starts_at.desc(), Booking.id.desc())
    return listed(query.limit(limit))


def rows() -> Any:
    """The query behind every BookingRow, by start; narrow it and pass it to `listed`."""
    return (
        Booking.select(
            Booking.id, Booking.room, Room.name, Booking.person, Person.name, Person.phone,
            Booking.title, Booking.starts_at, Booking.ends_at, Booking.buffer_before, Booking.buffer_after,
            Booking.head_count, Booking.came_count, Booking.alone, Booking.status, Booking.note, Booking.cancel_reason,
            Booking.series, Booking.held_until, Booking.override_reason,
        )
        .join_from(Booking, Room)
        .join_from(Booking, Person, JOIN.LEFT_OUTER)
        .order_by(Booking.starts_at, Booking.id)
    )  # fmt: skip


def _of_any_room() -> Any:
    """Room by room, which lets the index of open bookings be used: it begins with the room."""
    return rows().where(Booking.room.in_(Room.select(Room.id)))


def listed(query: Any) -> list[BookingRow]:
    """What a query made from `rows` finds. Read as the database gives it: a month's board may have ten thousand rows.

    A text that several of them have is kept once.
    """
    same: dict[str, str] = {}
    return [_row(values, same.setdefault) for values in db.execute(query)]


def _row(values: tuple[Any, ...], same: Callable[[str, str], str]) -> BookingRow:
    (
        id_,
        room_id,
        room,
        person_id,
        person,
        phone,
        title,
        starts,
        ends,
        before,
        after,
        heads,
        came,
        alone,
        *rest,
    ) = values
    status, note, cancel_reason, series_id, held_until, override_reason = rest
    person, phone = person or "", phone or ""
    return BookingRow(
        id_, room_id, same(room, room), person_id, same(person, person), same(phone, phone), same(title, title),
        datetime.fromisoformat(starts), datetime.fromisoformat(ends), before, after, heads, came, bool(alone),
        same(status, status), note, cancel_reason, series_id,
        datetime.fromisoformat(held_until) if held_until else None, override_reason,
    )  # fmt: skip
