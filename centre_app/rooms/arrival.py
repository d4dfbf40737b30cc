"""Arrivals and ends: a scan that confirms a booking, and what the clock does by itself (`tick`).

Whoever belongs to a booked group and scans a card has a visit of their own; the group's number is the booking's, and they
are part of it: they are counted to suggest how many came, never added.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from peewee import SQL

from centre_app import clock
from centre_app.centre import settings
from centre_app.i18n import N_
from centre_app.people import presence, stays, visits
from centre_app.people.models import Visit
from centre_app.rooms import bookings, waiting
from centre_app.rooms.bookings import EARLY
from centre_app.rooms.checks import room_of
from centre_app.rooms.models import Booking
from centre_app.rooms.reads import OPEN_STATUS, BookingRow, booking, listed, rows, unfinished
from centre_app.storage.action import action, current_clerk

_MISSED = timedelta(days=7)  # a programme not started for longer releases nothing any more


@dataclass(frozen=True, slots=True)
class Arrival:
    """A scan that confirmed a booking: the booking, and the visit that is open now."""

    booking_id: int
    visit_id: int
    title: str
    room_name: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Ticked:
    """What the clock did, as ids of bookings."""

    released: tuple[int, ...] = ()
    expired: tuple[int, ...] = ()
    held: tuple[int, ...] = ()
    completed: tuple[int, ...] = ()


def scan_arrival(*, person_id: int, now: datetime | None = None) -> Arrival | None:
    """Confirm the booking of whoever scans their card, if one of theirs runs or begins within half an hour.

    One action: the booking has arrived, and the visit is open (in the booking's room; one that is open already goes on to it).
    None, and nothing written, when there is no such booking: the scan then means what it usually means.
    """
    found = awaited(person_id=person_id, now=now or clock.now())
    return _arrive(row=found) if found else None


def awaited(*, person_id: int, now: datetime) -> BookingRow | None:
    """The person's booking that runs or begins within half an hour and whose arrival is not noted yet, the first of them."""
    query = rows().where(
        Booking.person == person_id,
        Booking.status == "confirmed",
        Booking.starts_at <= now + EARLY,
        Booking.starts_at > now - timedelta(days=1),
        Booking.ends_at > now,
    )
    return next(iter(listed(query.limit(1))), None)


@action(N_("note an arrival by scan"))
def _arrive(*, row: BookingRow) -> Arrival:
    bookings.arrive(row.id)
    person_id = row.person_id or 0
    here = presence.open_visit_of(person_id)
    if here is None or here.arrived_at.date() < clock.today():
        if here is not None:
            visits.close_forgotten()
        visit_id = visits.check_in(person_id=person_id, room_id=row.room_id, purpose=purpose_of(row))
    else:
        visit_id = here.id
        visits.seen(person_id=person_id)
        stays.move_on(visit_id=visit_id, room_id=row.room_id)
    return Arrival(row.id, visit_id, row.label, row.room_name, row.starts_at)


def purpose_of(row: BookingRow) -> str:
    """What a visit for the booking is for: its title, as far as it fits."""
    return row.title[: visits.LONGEST_TEXT]


def came_so_far(booking_id: int) -> int:
    """How many people were scanned in singly for the booking, from half an hour before its start until its end.

    Whoever came to its room then; where others may be in the room too, only those who came for what it is booked for.
    """
    row = booking(booking_id)
    among_others = not row.alone and room_of(row.room_id).sharing == "shared"
    theirs = (Visit.purpose == purpose_of(row)) | (Visit.person == row.person_id)
    heads: Any = (
        Visit.select(Visit.id)
        .where(
            Visit.room == row.room_id,
            Visit.person.is_null(False),
            Visit.arrived_at >= row.starts_at - EARLY,
            Visit.arrived_at < row.ends_at,
            theirs if among_others else True,
        )
        .count()
    )
    return int(heads)


def suggested_came(booking_id: int) -> int:
    """How many people to suggest when a booking is completed.

    As many as were scanned in singly, if at least two were: then they scan. Otherwise the number that was booked, of
    which the one who scanned is part.
    """
    singles = came_so_far(booking_id)
    return singles if singles >= 2 else booking(booking_id).head_count


def not_arrived(now: datetime) -> list[BookingRow]:
    """Confirmed bookings that run, and whose people have not come the set minutes after the start."""
    since = now - timedelta(minutes=settings.get("no_show_minutes"))
    return [row for row in _late(since) if row.ends_at > now]


def tick(now: datetime | None = None) -> Ticked:
    """Do what is due: let held places pass on, release what nobody came to, complete what is over, offer free places.

    Releasing and completing only where set so. To be called every minute and at the start, which makes good what was
    missed; calling it again does nothing more. It is the program's doing and never on a clerk's Undo.
    """
    moment = now or clock.now()
    token = current_clerk.set(None)
    try:
        expired = waiting.expire(moment)
        released = _released(moment)
        completed = _completed(moment)
        held = waiting.offer(moment)
    finally:
        current_clerk.reset(token)
    return Ticked(tuple(released), tuple(expired), tuple(held), tuple(completed))


def _released(now: datetime) -> list[int]:
    if not settings.get("release_no_shows"):
        return []
    late = _late(now - timedelta(minutes=settings.get("no_show_minutes")))
    due = [row.id for row in late if row.starts_at > now - _MISSED]
    return _release(due=due) if due else []


@action(N_("release bookings nobody came to"))
def _release(*, due: list[int]) -> list[int]:
    for booking_id in due:
        bookings.mark_no_show(booking_id)
    return due


def _completed(now: datetime) -> list[int]:
    if not settings.get("complete_at_end"):
        return []
    due = [row.id for row in unfinished(now) if row.status == "checked_in" and row.starts_at > now - _MISSED]
    return _complete(due=due) if due else []


@action(N_("complete bookings at their end"))
def _complete(*, due: list[int]) -> list[int]:
    for booking_id in due:
        bookings.complete(booking_id, came_count=suggested_came(booking_id))
    return due


def _late(since: datetime) -> list[BookingRow]:
    """Confirmed bookings, but for held places, that began at that moment or before."""
    query = rows().where(
        OPEN_STATUS, Booking.status == "confirmed", Booking.starts_at <= since, Booking.held_until.is_null()
    )
    return listed(query.where(Booking.room.in_(SQL("(SELECT id FROM room)"))))
