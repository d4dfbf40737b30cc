"""Priority use: a booking has to give way to another one, once, with a reason; and whether its holder was told.

Only this booking is touched: the rest of a series stays, and it counts as nobody's absence.
"""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_, _
from centre_app.rooms import approval, bookings, states
from centre_app.rooms.checks import Clash, check_places, clash_of, room_of, wish_for
from centre_app.rooms.models import Booking, Displacement
from centre_app.rooms.reads import BookingRow, booking, listed, rows
from centre_app.rooms.waiting import leave
from centre_app.rooms.writing import reason_of, step, write
from centre_app.storage.action import action
from centre_app.storage.database import db


@dataclass(frozen=True, slots=True)
class DisplacementRow:
    """A booking that gave way: for what (`by_title`), why, and whom one told when, with which answer."""

    id: int
    booking: BookingRow
    by_title: str
    reason: str
    displaced_at: datetime
    told_whom: str
    told_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class Priority:
    """What booking with priority did: the new booking, and the displacements whose holders are to be told."""

    booking_id: int
    displaced: tuple[int, ...]


@action(N_("displace a booking"), needs="override")
def displace(booking_id: int, *, reason: str, by: int | None = None) -> int:
    """Make a confirmed booking give way and return the displacement's id; `by` is the booking it gives way to.

    Where that one is a request, it is approved at once. Raises DisplaceNeedsReason, BookingStateForbids, NotFound.
    """
    row = step("displace", booking_id)
    reason = reason_of(reason, error=errors.DisplaceNeedsReason)
    write("displace", row.id)
    leave(row.id, status="waiting")
    if by is not None and booking(by).status == "requested":
        approval.approve(by)
    made: Any = Displacement.create(
        booking=booking_id, by_booking=by, reason=reason, displaced_at=clock.now()
    )
    return int(made.id)


@action(N_("book a room with priority"), needs="override")
def book_with_priority(
    *,
    reason: str,
    title: str = "",
    person_id: int | None = None,
    note: str = "",
    override_reason: str = "",
    **place: Any,
) -> Priority:
    """Book a room though it is taken: what stands in the way is displaced, all as one action.

    No more is displaced than is in the way. Raises what `book` raises of time and place, DisplaceNeedsReason, and
    PlaceStillTaken for what is already under way or over.
    """
    reason_of(reason, error=errors.DisplaceNeedsReason)
    going = [displace(row.id, reason=reason) for row in in_the_way(**place)]
    new_id = bookings.book(
        title=title, person_id=person_id, note=note, **place, override_reason=override_reason
    )
    if booking(new_id).status == "requested":
        approval.approve(new_id)
    Displacement.update(by_booking=new_id).where(Displacement.id.in_(going)).execute()
    return Priority(new_id, tuple(going))


def in_the_way(**place: Any) -> list[BookingRow]:
    """What `book_with_priority` would displace; of a full shared room only as many as it takes to make room.

    Raises RoomTooSmall for more people than the room has places, whoever left, and PlaceStillTaken when something in
    the way cannot be displaced.
    """
    wish = wish_for(**place)
    check_places(wish, room=room_of(wish.room_id))
    going: list[BookingRow] = []
    while clash := clash_of(wish, without=frozenset(row.id for row in going)):
        going += [_displaceable(row) for row in _to_go(clash)]
    return sorted(going, key=attrgetter("starts_at", "id"))


@action(N_("note who was told"))
def told(displacement_id: int, *, whom: str, answer: str = "") -> None:
    """Note whom one told of the displacement, now, and what they answered. Raises ToldNeedsWhom, NotFound."""
    whom = reason_of(whom, error=errors.ToldNeedsWhom)
    done = Displacement.update(told_whom=whom, told_at=clock.now(), answer=" ".join(answer.split())).where(
        Displacement.id == displacement_id
    )
    if not done.execute():
        raise errors.NotFound


def displacements(*, untold_only: bool = False) -> list[DisplacementRow]:
    """Who had to give way, the next one first; only those whose holder was not told yet, and is not over, if so wished."""
    if not untold_only:
        return _read("1 = 1", ())
    return _read("d.told_at IS NULL AND b.status = 'displaced' AND b.ends_at > ?", (clock.now(),))


def displacement_of(booking_id: int) -> DisplacementRow | None:
    """The latest displacement of a booking, None where it never had to give way."""
    return next(iter(_read("d.booking_id = ?", (booking_id,), order="d.id DESC")), None)


def _to_go(clash: Clash) -> list[BookingRow]:
    """All in the way of exclusive use; of a full room the one that alone makes room, or the largest there."""
    if clash.taken is None or clash.fullest_at is None:
        return list(clash.bookings)
    there = [row for row in clash.bookings if row.busy_from <= clash.fullest_at < row.busy_until]
    confirmed = (
        sorted((row for row in there if row.status == "confirmed"), key=attrgetter("head_count")) or there[:1]
    )
    excess = clash.taken + clash.wanted - clash.capacity
    return [next((row for row in confirmed if row.head_count >= excess), confirmed[-1])]


def _displaceable(row: BookingRow) -> BookingRow:
    if row.status not in states.STEPS["displace"].sources:
        raise errors.PlaceStillTaken(
            room=row.room_name, title=row.label, status=_(states.STATUS_LABELS[row.status])
        )
    return row


def _read(
    condition: str, values: tuple[Any, ...], *, order: str = "b.starts_at, d.id"
) -> list[DisplacementRow]:
    found = db.execute_sql(
        "SELECT d.id, d.booking_id, coalesce(o.title, ''), d.reason, d.displaced_at, d.told_whom, d.told_at, d.answer"  # noqa: S608
        " FROM displacement d CROSS JOIN booking b ON b.id = d.booking_id LEFT JOIN booking o ON o.id = d.by_booking_id"
        f" WHERE {condition} ORDER BY {order}",
        values,
    ).fetchall()
    ids = [row[1] for row in found]
    by_id = {row.id: row for row in listed(rows().where(Booking.id.in_(ids)))}
    return [
        DisplacementRow(
            row[0], by_id[row[1]], row[2], row[3], datetime.fromisoformat(row[4]), row[5],
            datetime.fromisoformat(row[6]) if row[6] else None, row[7],
        )
        for row in found
    ]  # fmt: skip
