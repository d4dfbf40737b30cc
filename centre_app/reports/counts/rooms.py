"""Counting bookings, and for how much of its open time each room was occupied."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from centre_app.centre.calendar import OpenTimes, Span
from centre_app.centre.spans import merged
from centre_app.reports.counts.opening import clipped
from centre_app.reports.fragments import span
from centre_app.reports.listing import each, one
from centre_app.reports.periods import Period

_COUNT = """
SELECT count(*) FILTER (WHERE status = 'completed'), count(*) FILTER (WHERE status = 'no_show'),
  coalesce(sum(came_count) FILTER (WHERE status = 'completed'), 0),
  coalesce(sum(strftime('%s', ends_at) - strftime('%s', starts_at)) FILTER (WHERE status = 'completed'), 0) / 60
FROM booking WHERE starts_at >= :since AND starts_at < :until"""
_OCCUPIED = """
SELECT room_id, starts_at, ends_at FROM booking
WHERE status = 'completed' AND starts_at >= datetime(:since, '-1 day') AND starts_at < :until AND ends_at > :since"""
_BY_ROOM = """
SELECT room.id, room.name, coalesce(uses, 0), coalesce(came, 0), coalesce(minutes, 0), coalesce(announced, 0), coalesce(missed, 0)
FROM room LEFT JOIN (
  SELECT room_id, count(*) FILTER (WHERE status = 'completed') AS uses, sum(came_count) FILTER (WHERE status = 'completed') AS came,
    sum(strftime('%s', ends_at) - strftime('%s', starts_at)) FILTER (WHERE status = 'completed') / 60 AS minutes,
    sum(head_count) AS announced, count(*) FILTER (WHERE status = 'no_show') AS missed
  FROM booking WHERE starts_at >= :since AND starts_at < :until AND status IN ('completed', 'no_show') GROUP BY +room_id) ON room_id = room.id
WHERE room.active OR room_id IS NOT NULL ORDER BY room.position, room.id"""


@dataclass(frozen=True, slots=True)
class BookingCounts:
    """Bookings that began in the period; people who came and minutes booked are those of completed ones."""

    completed: int
    no_shows: int
    people: int
    minutes: int


@dataclass(frozen=True, slots=True)
class RoomUse:
    """One room: its completed bookings and no-shows, the heads announced for both and those who came, minutes booked.

    `opened` is its open time so far, `occupied` the part of it in which it was used.
    """

    id: int
    name: str
    bookings: int
    people: int
    minutes: int
    announced: int
    no_shows: int
    opened: tuple[Span, ...]
    occupied: tuple[Span, ...]

    @property
    def open_minutes(self) -> int:
        """For how long it was open."""
        return sum(free.minutes for free in self.opened)

    @property
    def occupied_minutes(self) -> int:
        """For how much of that it was used."""
        return sum(used.minutes for used in self.occupied)


def count(period: Period) -> BookingCounts:
    """Count the bookings of the period."""
    return BookingCounts(*one(_COUNT, span(period)))


def use(period: Period) -> list[RoomUse]:
    """How each room was used: rooms in use, and retired ones that had bookings.

    Occupied is the union of completed bookings without their buffers, inside the room's open time; so two parties in a
    shared room count once, and nothing exceeds the open time.
    """
    taken: dict[int, list[Span]] = defaultdict(list)
    for room_id, starts, ends in each(_OCCUPIED, span(period)):
        taken[room_id].append(Span(datetime.fromisoformat(starts), datetime.fromisoformat(ends)))
    first, last, until = period.first, period.last_known_day, period.known_until
    times = OpenTimes(first=first, last=max(first, last))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    found = []
    for room_id, *counts in each(_BY_ROOM, span(period)):
        opened = clipped([free for day in days for free in times.spans(day, room_id=room_id)], until)
        occupied = _common(merged(taken[room_id]), opened)
        name, bookings, people, minutes, announced, no_shows = counts
        found.append(
            RoomUse(
                room_id, name, bookings, people, minutes, announced, no_shows, tuple(opened), tuple(occupied)
            )
        )  # fmt: skip
    return found


def _common(taken: list[Span], opened: list[Span]) -> list[Span]:
    """What lies in both lists, each in order and without overlap."""
    found: list[Span] = []
    place = 0
    for booked in taken:
        while place < len(opened) and opened[place].ends <= booked.starts:
            place += 1
        for span_open in opened[place:]:
            if span_open.starts >= booked.ends:
                break
            found.append(Span(max(booked.starts, span_open.starts), min(booked.ends, span_open.ends)))
    return found
