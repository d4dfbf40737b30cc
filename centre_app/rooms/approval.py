"""Requests for rooms that need approval, and bookings that are taken up again. Each is checked anew, as if booked now."""

from typing import Any

from centre_app import errors
from centre_app.i18n import N_
from centre_app.rooms import equipment
from centre_app.rooms.checks import Wish, check_wish, room_of
from centre_app.rooms.models import Booking
from centre_app.rooms.writing import (
    MOVES,
    PLACE,
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


@action(N_("approve a booking"))
def approve(booking_id: int, *, override_reason: str = "") -> None:
    """Let a request have its place. It is checked again: of two requests for one place only the first can be approved.

    Raises RoomAlreadyBooked, RoomFull, what else `book` raises of place and time, BookingStateForbids, NotFound.
    """
    row = step("approve", booking_id)
    reason = passing(override_reason) or row.override_reason
    check_wish(wish_of(row), though_closed=bool(reason))
    equipment.check_move(row, wish_of(row))
    write("approve", booking_id, override_reason=reason)


@action(N_("decline a booking"))
def decline(booking_id: int, *, reason: str) -> None:
    """Refuse a request; it stays to be seen, with the reason. Raises DeclineNeedsReason, BookingStateForbids, NotFound."""
    row = step("decline", booking_id)
    free("decline", row, cancel_reason=reason_of(reason, error=errors.DeclineNeedsReason))


@action(N_("take up a booking again"))
def reactivate(booking_id: int, **changes: Any) -> None:
    """Put a cancelled or displaced booking back, at its place or at another one (what `book` takes of place and time).

    In a room that needs approval it is a request again. Raises what `book` raises of place and time,
    BookingStateForbids, NotFound.
    """
    row = step("reactivate", booking_id)
    unknown = changes.keys() - set(PLACE)
    if unknown:
        raise TypeError(unknown)
    wish = wish_of(row, **changes)
    check_wish(wish, though_closed=bool(row.override_reason) and not any(name in changes for name in MOVES))
    equipment.check_move(row, wish)
    own = exception_of(row) if changes else {}
    Booking.update(
        **columns_of(wish), **own, status=first_status(wish), cancel_reason="", held_until=None
    ).where(Booking.id == booking_id).execute()


def first_status(wish: Wish) -> str:
    """The state a booking begins in: a request where the room needs approval."""
    return "requested" if room_of(wish.room_id).needs_approval else "confirmed"
