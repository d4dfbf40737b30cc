"""Booking rooms: the verbs of every day. Reading is in `reads.py`, the rules in `checks.py`, the states in `states.py`.

Requests are in `approval.py`, priority in `displacing.py`, several at once in `rearranging.py`; what the screens need most
is reached here.
"""

from datetime import timedelta
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.people import visits
from centre_app.rooms import equipment, quotas, states, waiting
from centre_app.rooms.approval import approve, decline, first_status, reactivate
from centre_app.rooms.checks import Clash, check_free, check_times, check_wish, clash_of, wish_for
from centre_app.rooms.models import HOLDING, Booking
from centre_app.rooms.reads import (
    BookingRow,
    board,
    booking,
    bookings_of,
    day_board,
    not_begun,
    requests,
    unfinished,
)
from centre_app.rooms.states import STATUS_LABELS
from centre_app.rooms.waiting import accept_held
from centre_app.rooms.writing import (
    MOVES,
    PLACE,
    WORDS,
    checked_words,
    column,
    columns_of,
    exception_of,
    free,
    passing,
    reason_of,
    step,
    wish_of,
    write,
)
from centre_app.storage.action import action
from centre_app.storage.action import note as audit_note

EARLY = timedelta(minutes=30)  # whoever comes that long before the start has come for the booking
__all__ = [
    "EARLY",
    "STATUS_LABELS",
    "BookingRow",
    "Clash",
    "accept_held",
    "approve",
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
    "decline",
    "mark_no_show",
    "not_begun",
    "possible",
    "reactivate",
    "refusal",
    "requests",
    "unfinished",
]

MOST_CAME = 10_000


@action(N_("book a room"))
def book(
    *,
    title: str = "",
    person_id: int | None = None,
    note: str = "",
    override_reason: str = "",
    **place: Any,
) -> int:
    """Book a room and return the booking's id. The past can be filled in, within the opening hours of that day.

    `place` is room_id, starts_at, ends_at (whole minutes, at most 24 h apart, within opening hours), head_count=1,
    alone=False (keeps a shared room to oneself), buffer_before and buffer_after (minutes kept free; the room's where not
    given). Where the room needs approval this is a request and holds no place. An `override_reason` passes over quotas
    and opening hours; it is kept. Raises what `checks` names, QuotaExceeded, BookingNeedsTitleOrPerson, NotFound.
    """
    wish, reason = wish_for(**place), passing(override_reason)
    check_wish(wish, though_closed=bool(reason))
    if not reason:
        quotas.check_quotas(starts_at=wish.starts_at, ends_at=wish.ends_at, person_id=person_id)
    words = checked_words(title=title, person_id=person_id, note=note)
    values = {**columns_of(wish), **words, "status": first_status(wish), "override_reason": reason}
    new_id: int = Booking.insert(**values).execute()
    if reason:
        audit_note(N_("pass over a rule of booking"), subject=f"booking:{new_id}")
    return new_id


@action(N_("change a booking"))
def change_booking(booking_id: int, *, override_reason: str = "", **changes: Any) -> None:
    """Change any of what `book` takes. Only what is new is checked anew, so a note can be added after the hours changed.

    Moved into another room that needs approval, it is a request there. Raises as `book` does, and BookingStateForbids
    for a booking that is over; EquipmentTaken and EquipmentElsewhere for equipment that cannot go along.
    """
    before, reason = step("change", booking_id), passing(override_reason)
    new = {name: value for name, value in changes.items() if _current(before, name) != value}
    words = checked_words(**{name: new.get(name, _current(before, name)) for name in WORDS})
    wish = wish_of(before, **{name: value for name, value in new.items() if name in PLACE})
    if any(name in PLACE for name in new):
        moved = any(name in new for name in MOVES)
        check_wish(wish, moved=moved, though_closed=bool(reason))
        equipment.check_move(before, wish)
    if not reason and any(name in new for name in ("starts_at", "ends_at", "person_id")):
        quotas.check_quotas(
            starts_at=wish.starts_at, ends_at=wish.ends_at,
            person_id=new.get("person_id", before.person_id), except_id=booking_id,
        )  # fmt: skip
    written = {column(name): value for name, value in new.items() if name in PLACE}
    if "room_id" in new and before.status == "confirmed" and not before.is_held:
        written["status"] = first_status(wish)
    if reason:
        written["override_reason"] = reason
        audit_note(N_("pass over a rule of booking"), subject=f"booking:{booking_id}")
    if new:
        written |= exception_of(before)
    Booking.update(**written, **words).where(Booking.id == booking_id).execute()
    if before.holds and any(name in PLACE for name in new):
        waiting.offer(room_id=before.room_id)


@action(N_("correct a completed booking"))
def correct_booking(booking_id: int, *, came_count: int) -> None:
    """Correct how many came to a completed booking. Raises BookingStateForbids, CameCountImpossible, NotFound."""
    step("correct", booking_id)
    Booking.update(came_count=_checked_came(came_count)).where(Booking.id == booking_id).execute()


@action(N_("cancel a booking"))
def cancel(booking_id: int, *, reason: str) -> None:
    """Give the room free again; the booking stays to be seen. Raises CancelNeedsReason, BookingStateForbids, NotFound."""
    row = step("cancel", booking_id)
    free("cancel", row, cancel_reason=reason_of(reason, error=errors.CancelNeedsReason))


@action(N_("note the arrival for a booking"))
def arrive(booking_id: int) -> None:
    """The people are there, and whoever booked is in the centre (`visits.join`); not before the booking's day. Also for those already marked absent, if the room is still free.

    Raises BookingStateForbids, BookingNotBegun, RoomAlreadyBooked, RoomFull, NotFound.
    """
    row = step("arrive", booking_id)
    if row.status not in HOLDING:
        check_free(wish_of(row))
    write("arrive", booking_id)
    waiting.leave(booking_id, status="served")
    if row.person_id is not None and row.starts_at - EARLY <= clock.now() < row.ends_at:
        visits.join(person_id=row.person_id, room_id=row.room_id, purpose=row.title[: visits.LONGEST_TEXT])


@action(N_("complete a booking"))
def complete(booking_id: int, *, came_count: int) -> None:
    """The booking took place with so many people (at least one; more than booked is a fact and allowed).

    Raises BookingStateForbids, BookingNotBegun, CameCountImpossible, NotFound.
    """
    step("complete", booking_id)
    write("complete", booking_id, came_count=_checked_came(came_count))
    waiting.leave(booking_id, status="served")


@action(N_("mark a booking as not used"))
def mark_no_show(booking_id: int) -> None:
    """Nobody came; the room is free again. Raises BookingStateForbids, BookingNotBegun before its start, NotFound."""
    free("no_show", step("no_show", booking_id))


def clashes(*, except_id: int | None = None, **place: Any) -> Clash | None:
    """What stands in the way of such a booking (but for the one that is being changed), None when it fits."""
    wish = wish_for(**place, except_id=except_id)
    check_times(wish)
    return clash_of(wish)


def refusal(
    *,
    except_id: int | None = None,
    person_id: int | None = None,
    override_reason: str = "",
    **place: Any,
) -> errors.CentreError | None:
    """Why such a booking would be refused, None when it would not: for a form that tells while one types."""
    try:
        wish = wish_for(**place, except_id=except_id)
        check_wish(wish, though_closed=bool(override_reason.strip()))
        if not override_reason.strip():
            quotas.check_quotas(
                starts_at=wish.starts_at, ends_at=wish.ends_at, person_id=person_id,
                except_id=except_id,
            )  # fmt: skip
    except errors.CentreError as error:
        return error
    return None


def possible(row: BookingRow) -> list[str]:
    """What can be done with a booking now: the keys of `states.STEPS` that fit."""
    return states.possible(row, now=clock.now())


def _checked_came(count: int) -> int:
    if not 1 <= count <= MOST_CAME:
        raise errors.CameCountImpossible(count=count, most=MOST_CAME)
    return count


def _current(row: BookingRow, name: str) -> Any:
    if name not in PLACE + WORDS:
        raise TypeError(name)
    return getattr(row, name)
