"""The bookings of a period, one row each, and the use of each room. Contact persons are in neither, unless asked."""

from collections.abc import Iterator
from typing import Any

from centre_app.i18n import N_
from centre_app.reports.counts import rooms
from centre_app.reports.fragments import span
from centre_app.reports.listing import ID, PERSONAL, Column, Listing, Row, each, moment_of
from centre_app.reports.periods import Period
from centre_app.rooms.states import STATUS_LABELS

_BOOKINGS = """
SELECT b.starts_at, b.ends_at, r.name, b.title, b.status, b.head_count, b.came_count, coalesce(p.name, ''),
  b.id, b.person_id IS NOT NULL
FROM booking b JOIN room r ON r.id = b.room_id LEFT JOIN person p ON p.id = b.person_id
WHERE b.starts_at >= :since AND b.starts_at < :until ORDER BY b.starts_at, r.position, b.id"""
_COLUMNS = (
    Column("day", N_("Date"), "date"),
    Column("starts", N_("Start"), "time"),
    Column("ends", N_("End"), "moment"),
    Column("room", N_("Zone"), width=18),
    Column("title", N_("Booked for"), width=30, kept=False),
    Column("status", N_("State"), width=14, words=STATUS_LABELS),
    Column("heads", N_("Announced"), "count"),
    Column("came", N_("Came"), "count"),
    Column("hours", N_("Hours"), "number"),
)
_CONTACT = Column("who", N_("Contact person"), width=18)
_ROOM_COLUMNS = (
    Column("room", N_("Zone"), width=22),
    Column("bookings", N_("Room uses"), "count"),
    Column("announced", N_("Announced"), "count"),
    Column("people", N_("People who came"), "count"),
    Column("noshows", N_("No-shows"), "count"),
    Column("noshow", N_("No-show rate %"), "percent"),
    Column("hours", N_("Hours used"), "number"),
    Column("open", N_("Hours open"), "number"),
    Column("occupied", N_("Hours occupied"), "number"),
    Column("utilisation", N_("Utilisation %"), "percent"),
)


def bookings(period: Period, *, names: bool = False, states: tuple[str, ...] = ()) -> Listing:
    """The bookings that begin in the period, in any of the states (none: all), in their order."""
    rows = _rows(each(_BOOKINGS, span(period)), names=names, states=states)
    columns = (*_COLUMNS, _CONTACT) if names else _COLUMNS
    return Listing(columns, rows, (ID, PERSONAL), "booking")


def completed(period: Period) -> Listing:
    """The bookings that took place."""
    return bookings(period, states=("completed",))


def kept_or_not(period: Period) -> Listing:
    """The bookings that took place and the no-shows."""
    return bookings(period, states=("completed", "no_show"))


def by_room(period: Period) -> Listing:
    """The use of each room; a rate is empty where nothing was to happen, utilisation where the room was never open."""
    return Listing(_ROOM_COLUMNS, [(*_room(room), room.id) for room in rooms.use(period)], (ID,), "room")


def _room(room: rooms.RoomUse) -> Row:
    expected = room.bookings + room.no_shows
    missed = round(100 * room.no_shows / expected, 2) if expected else None
    share = round(100 * room.occupied_minutes / room.open_minutes, 2) if room.open_minutes else None
    hours = (room.minutes / 60, room.open_minutes / 60, room.occupied_minutes / 60)
    return (room.name, room.bookings, room.announced, room.people, room.no_shows, missed, *hours, share)


def _rows(found: Iterator[tuple[Any, ...]], *, names: bool, states: tuple[str, ...]) -> Iterator[Row]:
    for starts_at, ends_at, room, title, status, heads, came, who, *hidden in found:
        if states and status not in states:
            continue
        starts, ends = moment_of(starts_at), moment_of(ends_at)
        assert starts is not None
        assert ends is not None
        hours = (ends - starts).total_seconds() / 3600
        row: Row = (
            starts.date(),
            starts.time(),
            ends,
            room,
            title,
            status,
            heads,
            came,
            hours,
        )
        yield (*row, who, *hidden) if names else (*row, *hidden)
