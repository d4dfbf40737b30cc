"""The waiting list per room and time: when a place comes free, the first who fits gets it held for some minutes.

A held place is a confirmed booking with `held_until`: the one guard of bookings holds it, and nothing needs to know two
kinds of taken. Whoever takes it up makes it an ordinary booking; when the time is over it passes to the next.
"""

from datetime import datetime, timedelta
from typing import Any

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.people.models import Person
from centre_app.rooms import states
from centre_app.rooms.checks import Wish, check_places, check_times, check_wish, room_of, wish_for
from centre_app.rooms.models import Booking, WaitingEntry
from centre_app.rooms.reads import booking
from centre_app.rooms.waiting_reads import STANDING, STATUS_LABELS, WaitingRow, entry, held, waiting_list
from centre_app.storage.action import action

__all__ = [
    "STATUS_LABELS",
    "WaitingRow",
    "accept_held",
    "entry",
    "expire",
    "held",
    "join",
    "leave",
    "offer",
    "waiting_list",
    "withdraw",
]


@action(N_("put on the waiting list"))
def join(
    *,
    room_id: int,
    starts_at: datetime,
    ends_at: datetime,
    head_count: int = 1,
    person_id: int | None = None,
    contact: str = "",
    title: str = "",
    alone: bool = False,
    note: str = "",
) -> int:
    """Put somebody on the list and return the entry's id; `contact` is name and number of somebody without a card.

    A place that is free already is held at once. Raises what makes a booking impossible whatever is taken
    (BookingEndsBeforeStart, RoomTooSmall …), WaitingTooLate, WaitingNeedsContact, NotFound.
    """
    room = room_of(room_id)
    wish = wish_for(room_id=room_id, starts_at=starts_at, ends_at=ends_at, head_count=head_count, alone=alone)
    check_times(wish)
    check_places(wish, room=room)
    if starts_at <= clock.now():
        raise errors.WaitingTooLate
    if person_id is None and not contact.strip():
        raise errors.WaitingNeedsContact
    if person_id is not None and not Person.select().where(Person.id == person_id).exists():
        raise errors.NotFound
    made: Any = WaitingEntry.create(
        room=room_id, person=person_id, contact=" ".join(contact.split()), title=" ".join(title.split()),
        starts_at=starts_at, ends_at=ends_at, head_count=head_count, alone=alone, note=note.strip(),
        waiting_since=clock.now(),
    )  # fmt: skip
    offer(room_id=room_id)
    return int(made.id)


@action(N_("take off the waiting list"))
def withdraw(entry_id: int) -> None:
    """They no longer wait; a place held for them passes to the next. Raises NotFound, WaitingOver."""
    row = entry(entry_id)
    if row.status not in STANDING:
        raise errors.WaitingOver(status=_(STATUS_LABELS[row.status]))
    WaitingEntry.update(status="withdrawn").where(WaitingEntry.id == entry_id).execute()
    if row.status == "held" and row.booking_id is not None:
        _give_back(row.booking_id, reason=_("Withdrawn from the waiting list"))
        offer(room_id=row.room_id)


@action(N_("take up a held place"))
def accept_held(booking_id: int) -> None:
    """The place held for somebody is theirs: from now on an ordinary booking. Raises BookingStateForbids, NotFound."""
    states.check("accept", booking(booking_id), now=clock.now())
    Booking.update(held_until=None).where(Booking.id == booking_id).execute()
    leave(booking_id, status="served")


def offer(now: datetime | None = None, *, room_id: int | None = None) -> list[int]:
    """Hold every place that fits for the first who waits for it; the ids of the bookings that hold them.

    Called by every verb that frees a place, and by the timer for what came free otherwise (a closure taken back, an
    undo). Writes nothing when nothing fits.
    """
    moment = now or clock.now()
    fitting = [row for row in waiting_list(room_id=room_id, now=moment, status="waiting") if _fits(row)]
    return _hold_first(rows=fitting, now=moment) if fitting else []


@action(N_("hold a place for the waiting list"))
def _hold_first(*, rows: list[WaitingRow], now: datetime) -> list[int]:
    until = now + timedelta(minutes=settings.get("hold_minutes"))
    return [
        _hold(row, until=min(until, row.starts_at))
        for row in rows
        if _fits(row)  # the one before may have got the place
    ]


def expire(now: datetime) -> list[int]:
    """Give back the held places whose time is over and offer them to the next; the ids of the bookings given back."""
    over = [
        row for row in waiting_list(status="held") if row.held_until is not None and row.held_until <= now
    ]
    return _expire_all(rows=over, now=now) if over else []


@action(N_("let a held place pass on"))
def _expire_all(*, rows: list[WaitingRow], now: datetime) -> list[int]:
    for row in rows:
        WaitingEntry.update(status="expired").where(WaitingEntry.id == row.id).execute()
        _give_back(row.booking_id or 0, reason=_("The held place was not taken up in time"))
    for room_id in dict.fromkeys(row.room_id for row in rows):
        offer(now, room_id=room_id)
    return [row.booking_id or 0 for row in rows]


def leave(booking_id: int, *, status: str) -> None:
    """Settle the entry that a held booking belongs to, if any."""
    WaitingEntry.update(status=status).where(
        WaitingEntry.booking == booking_id, WaitingEntry.status == "held"
    ).execute()


def _fits(row: WaitingRow) -> bool:
    try:
        check_wish(_wish(row))
    except errors.CentreError:
        return False
    return True


def _wish(row: WaitingRow) -> Wish:
    return wish_for(
        room_id=row.room_id, starts_at=row.starts_at, ends_at=row.ends_at, head_count=row.head_count,
        alone=row.alone,
    )  # fmt: skip


def _hold(row: WaitingRow, *, until: datetime) -> int:
    wish = _wish(row)
    made: Any = Booking.create(
        room=row.room_id, person=row.person_id, title=row.title or ("" if row.person_id else _("From the waiting list")),
        starts_at=row.starts_at, ends_at=row.ends_at, head_count=row.head_count, alone=row.alone,
        note=row.note if row.person_id else " · ".join(filter(None, (row.name, row.note))),
        buffer_before=wish.buffer_before, buffer_after=wish.buffer_after, status="confirmed",
        held_until=until.replace(second=0),
    )  # fmt: skip
    WaitingEntry.update(status="held", booking=made.id).where(WaitingEntry.id == row.id).execute()
    return int(made.id)


def _give_back(booking_id: int, *, reason: str) -> None:
    """The time of the hold stays written, which tells such a booking from one that somebody cancelled."""
    Booking.update(status="cancelled", cancel_reason=reason).where(
        Booking.id == booking_id, Booking.held_until.is_null(False), Booking.status == "confirmed"
    ).execute()
