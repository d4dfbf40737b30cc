"""Who waits for a room at a time, as rows for screens and for the verbs of `waiting.py`; one query each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import JOIN

from centre_app import errors
from centre_app.centre.models import Room
from centre_app.i18n import N_
from centre_app.people.models import Person
from centre_app.rooms.models import Booking, WaitingEntry

STATUS_LABELS = {
    "waiting": N_("waiting"),
    "held": N_("place held"),
    "served": N_("got the place"),
    "expired": N_("did not take it in time"),
    "withdrawn": N_("withdrawn"),
}
STANDING = ("waiting", "held")


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Somebody who waits; `name` is the person's or the contact written down, `booking_id` the place held for them."""

    id: int
    room_id: int
    room_name: str
    person_id: int | None
    name: str
    phone: str
    title: str
    starts_at: datetime
    ends_at: datetime
    head_count: int
    alone: bool
    note: str
    status: str
    booking_id: int | None
    held_until: datetime | None
    waiting_since: datetime


def waiting_list(
    *, room_id: int | None = None, now: datetime | None = None, status: str | None = None
) -> list[WaitingRow]:
    """Who waits or has a place held, the longest waiting first; of one room, and not begun at `now`, where given."""
    query = _rows().where(WaitingEntry.status.in_((status,) if status else STANDING))
    if room_id is not None:
        query = query.where(WaitingEntry.room == room_id)
    if now is not None:
        query = query.where(WaitingEntry.starts_at > now)
    return _listed(query)


def held() -> list[WaitingRow]:
    """The places held now: whom to call, and until when."""
    return waiting_list(status="held")


def entry(entry_id: int) -> WaitingRow:
    """One entry, whatever became of it. Raises NotFound."""
    found = _listed(_rows().where(WaitingEntry.id == entry_id))
    if not found:
        raise errors.NotFound
    return found[0]


def _rows() -> Any:
    return (
        WaitingEntry.select(
            WaitingEntry.id, WaitingEntry.room, Room.name, WaitingEntry.person, Person.name, Person.phone,
            WaitingEntry.contact, WaitingEntry.title, WaitingEntry.starts_at, WaitingEntry.ends_at,
            WaitingEntry.head_count, WaitingEntry.alone, WaitingEntry.note, WaitingEntry.status,
            WaitingEntry.booking, Booking.held_until, WaitingEntry.waiting_since,
        )
        .join_from(WaitingEntry, Room)
        .join_from(WaitingEntry, Person, JOIN.LEFT_OUTER)
        .join_from(WaitingEntry, Booking, JOIN.LEFT_OUTER)
        .order_by(WaitingEntry.waiting_since, WaitingEntry.id)
    )  # fmt: skip


def _listed(query: Any) -> list[WaitingRow]:
    found: Any = query.tuples()
    return [WaitingRow(*(*row[:4], row[4] or row[6], row[5] or "", *row[7:])) for row in found]
