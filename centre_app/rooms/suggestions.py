"""When a request does not fit: the nearest that does, to be taken with one key. How it is found is in `alternatives.py`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from centre_app import clock, errors
from centre_app.centre import rooms
from centre_app.centre.calendar import OpenTimes
from centre_app.centre.spans import Span
from centre_app.i18n import N_, _
from centre_app.rooms import approval, bookings, rearranging
from centre_app.rooms.alternatives import DAYS_AHEAD, Board, Found, Kind, ranked
from centre_app.rooms.checks import Wish, check_times, wish_for
from centre_app.rooms.reads import BookingRow, booked_between, booking
from centre_app.storage.action import action

MOST = 10
KIND_LABELS: dict[Kind, str] = {
    "other_room": N_("another room"),
    "shifted": N_("a little earlier or later"),
    "shorter": N_("shorter"),
    "other_day": N_("another day"),
    "shared": N_("sharing the room"),
    "moving": N_("if another booking moves"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place that is free; for `moving` once the booking `moves` goes to the room `moves_to_room_id`, at its own time."""

    kind: Kind
    room_id: int
    room_name: str
    starts_at: datetime
    ends_at: datetime
    alone: bool
    buffer_before: int
    buffer_after: int
    words: str
    moves: BookingRow | None = None
    moves_to_room_id: int | None = None
    moves_to_room_name: str = ""


def alternatives(*, except_id: int | None = None, limit: int = MOST, **place: Any) -> list[Suggestion]:
    """What fits instead of a booking that does not, best first, from a fixed number of queries.

    Ranked: another room at the same time, up to two hours earlier or later, shorter, another day of the next fourteen,
    sharing the room, the same place if another booking moves. Never a room too small. Empty for a wish that no booking
    could be (its end before its start); raises NotFound for an unknown room.
    """
    wish = wish_for(**place, except_id=except_id)
    try:
        check_times(wish)
    except errors.CentreError:
        return []
    return [_suggestion(found, wish) for found in ranked(wish, board_for(wish))[:limit]]


def board_for(wish: Wish) -> Board:
    """All rooms, with what is booked from the day before the wish until the last day that could be suggested."""
    first = wish.starts_at - timedelta(days=1)
    last = wish.ends_at + timedelta(days=DAYS_AHEAD + 1)
    return Board(
        rooms=rooms.rooms(),
        times=OpenTimes(first=first.date(), last=last.date()),
        bookings=booked_between(starts=first - timedelta(days=1), ends=last + timedelta(days=1)),
        now=clock.now(),
    )


@action(N_("take an alternative"))
def take(
    suggestion: Suggestion,
    *,
    head_count: int = 1,
    title: str = "",
    person_id: int | None = None,
    note: str = "",
    override_reason: str = "",
    booking_id: int | None = None,
) -> int:
    """Book what was suggested, first moving the booking that has to move; returns the booking's id. One action.

    With `booking_id` that booking goes there instead (a displaced or cancelled one is taken up again). Raises what
    `book` and `change_booking` raise, and SuggestionGone when the booking to be moved is no longer where it was.
    """
    if suggestion.moves is not None:
        _move(suggestion.moves, to_room_id=suggestion.moves_to_room_id)
    place: dict[str, Any] = {
        "room_id": suggestion.room_id, "starts_at": suggestion.starts_at, "ends_at": suggestion.ends_at,
        "alone": suggestion.alone,
    }  # fmt: skip
    if booking_id is None:
        return bookings.book(
            **place, head_count=head_count, title=title, person_id=person_id, note=note,
            buffer_before=suggestion.buffer_before, buffer_after=suggestion.buffer_after,
            override_reason=override_reason,
        )  # fmt: skip
    if booking(booking_id).status in ("displaced", "cancelled"):
        approval.reactivate(booking_id, **place)
    else:
        bookings.change_booking(booking_id, override_reason=override_reason, **place)
    return booking_id


def _move(row: BookingRow, *, to_room_id: int | None) -> None:
    now = booking(row.id)
    if (now.room_id, now.starts_at, now.ends_at, now.status) != (
        row.room_id, row.starts_at, row.ends_at, row.status
    ):  # fmt: skip
        raise errors.SuggestionGone
    rearranging.rearrange([rearranging.Move(row.id, to_room_id)])


def _suggestion(found: Found, wish: Wish) -> Suggestion:
    there = found.wish
    return Suggestion(
        found.kind, there.room_id, found.room.name, there.starts_at, there.ends_at, there.alone,
        there.buffer_before, there.buffer_after, _words(found, wish), found.moves, found.moves_to.id if found.moves_to else None,
        found.moves_to.name if found.moves_to else "",
    )  # fmt: skip


def _words(found: Found, wish: Wish) -> str:
    there = found.wish
    facts = {
        "room": found.room.name,
        "time": str(Span(there.starts_at, there.ends_at)),
        "day": there.starts_at,
        "minutes": int((there.ends_at - there.starts_at).total_seconds()) // 60,
    }
    match found.kind:
        case "other_room":
            return _("{room}, same time").format(**facts)
        case "shifted" if there.starts_at.date() == wish.starts_at.date():
            return _("{room}, {time}").format(**facts)
        case "shorter":
            return _("{room}, {time}, {minutes} minutes").format(**facts)
        case "shared":
            return _("{room}, same time, shared with others").format(**facts)
        case "moving" if found.moves and found.moves_to:
            words = _("{room}, same time, if “{title}” moves to {other}")
            return words.format(**facts, title=found.moves.label, other=found.moves_to.name)
        case _:
            return _("{room}, {day:%m-%d} {time}").format(**facts)
