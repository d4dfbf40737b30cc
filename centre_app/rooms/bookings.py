"""Booking rooms: the verbs. Reading is in `reads.py`, the rules in `checks.py`, the states in `states.py`; all are reached here."""

from datetime import datetime
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.people.models import Person
from centre_app.rooms import states
from centre_app.rooms.checks import Clash, Wish, check_free, check_times, check_wish, clash_of
from centre_app.rooms.models import HOLDING, Booking
from centre_app.rooms.reads import (
    BookingRow,
    board,
    booking,
    bookings_of,
    day_board,
    not_begun,
    unfinished,
)
from centre_app.rooms.states import STATUS_LABELS
from centre_app.storage.action import action

__all__ = [
    "STATUS_LABELS",
    "BookingRow",
    "Clash",
    "arrive",
    "board",
    "book",
    "booking",
    "bookings_of",
    "cancel",
    "change_booking",
    "clashes",
    "complete",
    "correct_booking",
    "day_board",
    "mark_no_show",
    "not_begun",
    "possible",
    "refusal",
    "unfinished",
]

MOST_CAME = 10_000
_PLACE = ("room_id", "starts_at", "ends_at", "head_count", "alone", "buffer_before", "buffer_after")
_WORDS = ("title", "note", "person_id")


@action(N_("book a room"))
def book(
    *,
    room_id: int,
    starts_at: datetime,
    ends_at: datetime,
    title: str = "",
    head_count: int = 1,
    person_id: int | None = None,
    alone: bool = False,
    buffer_before: int = 0,
    buffer_after: int = 0,
    note: str = "",
) -> int:
    """Book a room and return the booking's id. The past can be filled in, within the opening hours of that day.

    Start and end are whole minutes, at most 24 h apart and within opening hours; `alone` keeps a shared room to
    oneself; buffers are minutes kept free around it. Raises what `checks` names, BookingNeedsTitleOrPerson, NotFound.
    """
    wish = Wish(room_id, starts_at, ends_at, head_count, alone, buffer_before, buffer_after)
    check_wish(wish)
    words = _checked_words(title=title, person_id=person_id, note=note)
    created: Any = Booking.create(**_place_of(wish), **words, status="confirmed")
    return int(created.id)


@action(N_("change a booking"))
def change_booking(booking_id: int, **changes: Any) -> None:
    """Change any of what `book` takes. Only what is new is checked anew, so a note can be added after the hours changed.

    Raises as `book` does, and BookingStateForbids for a booking that is over.
    """
    before = booking(booking_id)
    states.check("change", before, now=clock.now())
    new = {name: value for name, value in changes.items() if _current(before, name) != value}
    place = {name: new.get(name, _current(before, name)) for name in _PLACE}
    if any(name in _PLACE for name in new):
        moved = any(name in new for name in ("room_id", "starts_at", "ends_at"))
        check_wish(Wish(**place, except_id=booking_id), moved=moved)
    words = _checked_words(**{name: new.get(name, _current(before, name)) for name in _WORDS})
    written = {**{_column(name): place[name] for name in _PLACE if name in new}, **words}
    Booking.update(**written).where(Booking.id == booking_id).execute()


@action(N_("correct a completed booking"))
def correct_booking(booking_id: int, *, came_count: int) -> None:
    """Correct how many came to a completed booking. Raises BookingStateForbids, CameCountImpossible, NotFound."""
    row = booking(booking_id)
    if row.status != "completed":
        states.refuse(row)
    Booking.update(came_count=_checked_came(came_count)).where(Booking.id == booking_id).execute()


@action(N_("cancel a booking"))
def cancel(booking_id: int, *, reason: str) -> None:
    """Give the room free again; the booking stays to be seen. Raises CancelNeedsReason, BookingStateForbids, NotFound."""
    _step("cancel", booking_id)
    if not reason.strip():
        raise errors.CancelNeedsReason
    _write("cancel", booking_id, cancel_reason=reason.strip())


@action(N_("note the arrival for a booking"))
def arrive(booking_id: int) -> None:
    """The people are there; not before the booking's day. Also for those already marked absent, if the room is still free.

    Raises BookingStateForbids, BookingNotBegun, RoomAlreadyBooked, RoomFull, NotFound.
    """
    row = _step("arrive", booking_id)
    if row.status not in HOLDING:
        check_free(_wish_of(row))
    _write("arrive", booking_id)


@action(N_("complete a booking"))
def complete(booking_id: int, *, came_count: int) -> None:
    """The booking took place with so many people (at least one; more than booked is a fact and allowed).

    Raises BookingStateForbids, BookingNotBegun, CameCountImpossible, NotFound.
    """
    _step("complete", booking_id)
    _write("complete", booking_id, came_count=_checked_came(came_count))


@action(N_("mark a booking as not used"))
def mark_no_show(booking_id: int) -> None:
    """Nobody came; the room is free again. Raises BookingStateForbids, BookingNotBegun before its start, NotFound."""
    _step("no_show", booking_id)
    _write("no_show", booking_id)


def clashes(
    *,
    room_id: int,
    starts_at: datetime,
    ends_at: datetime,
    head_count: int = 1,
    alone: bool = False,
    buffer_before: int = 0,
    buffer_after: int = 0,
    except_id: int | None = None,
) -> Clash | None:
    """What stands in the way of such a booking (but for the one that is being changed), None when it fits."""
    wish = Wish(room_id, starts_at, ends_at, head_count, alone, buffer_before, buffer_after, except_id)
    check_times(wish)
    return clash_of(wish)


def refusal(
    *,
    room_id: int,
    starts_at: datetime,
    ends_at: datetime,
    head_count: int = 1,
    alone: bool = False,
    except_id: int | None = None,
) -> errors.CentreError | None:
    """Why such a booking would be refused, None when it would not: for a form that tells while one types."""
    try:
        check_wish(Wish(room_id, starts_at, ends_at, head_count, alone, except_id=except_id))
    except errors.CentreError as error:
        return error
    return None


def possible(row: BookingRow) -> list[str]:
    """What can be done with a booking now: some of arrive, complete, no_show, cancel, change."""
    return states.possible(row, now=clock.now())


def _step(verb: str, booking_id: int) -> BookingRow:
    row = booking(booking_id)
    states.check(verb, row, now=clock.now())
    return row


def _write(verb: str, booking_id: int, **values: Any) -> None:
    Booking.update(status=states.STEPS[verb].target, **values).where(Booking.id == booking_id).execute()


def _checked_words(*, title: str, person_id: int | None, note: str) -> dict[str, Any]:
    if not title.strip() and person_id is None:
        raise errors.BookingNeedsTitleOrPerson
    if person_id is not None and not Person.select().where(Person.id == person_id).exists():
        raise errors.NotFound
    return {"title": " ".join(title.split()), "person": person_id, "note": note.strip()}


def _checked_came(count: int) -> int:
    if not 1 <= count <= MOST_CAME:
        raise errors.CameCountImpossible(count=count, most=MOST_CAME)
    return count


def _wish_of(row: BookingRow) -> Wish:
    return Wish(**{name: _current(row, name) for name in _PLACE}, except_id=row.id)


def _place_of(wish: Wish) -> dict[str, Any]:
    return {_column(name): getattr(wish, name) for name in _PLACE}


def _current(row: BookingRow, name: str) -> Any:
    if name not in _PLACE + _WORDS:
        raise TypeError(name)
    return getattr(row, name)


def _column(name: str) -> str:
    return name.removesuffix("_id")
