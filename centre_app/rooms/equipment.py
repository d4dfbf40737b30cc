"""Equipment wanted with bookings: what is free when, and giving it. The register itself is in `register.py`, reached here.

Never more pieces are booked at one moment than there are (also guarded: `storage/guards/equipment.sql`); of those, the
ones out of use are not given anew. A booking keeps its equipment busy as long as its room, buffers included.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from centre_app import clock, errors
from centre_app.centre.models import Room
from centre_app.centre.spans import Span
from centre_app.i18n import N_, _
from centre_app.rooms import reads, states
from centre_app.rooms.checks import Wish, room_of
from centre_app.rooms.free_pieces import FreePieces
from centre_app.rooms.models import OPEN, Booking, BookingEquipment, Equipment
from centre_app.rooms.reads import BookingRow
from centre_app.rooms.register import (
    EquipmentRow,
    FaultRow,
    add_equipment,
    change_equipment,
    equipment,
    faults,
    inspected,
    inspections_due,
    limit_label,
    mend,
    register,
    report_fault,
    restore_equipment,
    retire_equipment,
)
from centre_app.storage.action import action

__all__ = [
    "EquipmentRow",
    "FaultRow",
    "FreeRow",
    "add_equipment",
    "bookable_for",
    "change_equipment",
    "check_move",
    "equipment",
    "faults",
    "inspected",
    "inspections_due",
    "mend",
    "of_booking",
    "of_bookings",
    "recheck",
    "register",
    "report_fault",
    "restore_equipment",
    "retire_equipment",
    "set_equipment",
    "short",
]


@dataclass(frozen=True, slots=True)
class FreeRow:
    """What a booking form offers: `free` of `quantity` pieces can be had during the whole time."""

    id: int
    name: str
    room_id: int | None
    quantity: int
    free: int


def bookable_for(
    *,
    room_id: int,
    starts_at: datetime,
    ends_at: datetime,
    buffer_before: int = 0,
    buffer_after: int = 0,
    except_id: int | None = None,
) -> list[FreeRow]:
    """What can be booked with that room at that time, the room's own first; three queries. `except_id` is being changed."""
    busy = Span(starts_at - timedelta(minutes=buffer_before), ends_at + timedelta(minutes=buffer_after))
    things: Any = (
        Equipment.select(Equipment.id, Equipment.name, Equipment.room, Equipment.quantity)
        .where(Equipment.active, Equipment.bookable, Equipment.room.is_null() | (Equipment.room == room_id))
        .order_by(Equipment.room.is_null(), Equipment.name)
    )
    free = FreePieces(busy, except_id=except_id)
    return [
        FreeRow(thing_id, name, home, quantity, max(0, free(thing_id, quantity)))
        for thing_id, name, home, quantity in things.tuples()
    ]


def of_booking(booking_id: int) -> dict[int, int]:
    """The pieces wanted with a booking, by equipment."""
    query: Any = BookingEquipment.select(BookingEquipment.equipment, BookingEquipment.quantity)
    return dict(query.where(BookingEquipment.booking == booking_id).tuples())


def of_bookings(booking_ids: Iterable[int]) -> dict[int, str]:
    """What is wanted with each of these bookings in words, `投影仪 ×1, 折叠椅 ×20`; one query, none without ids."""
    ids = list(booking_ids)
    if not ids:
        return {}
    query: Any = (
        BookingEquipment.select(BookingEquipment.booking, Equipment.name, BookingEquipment.quantity)
        .join(Equipment)
        .where(BookingEquipment.booking.in_(ids))
        .order_by(Equipment.name)
    )
    words: dict[int, list[str]] = defaultdict(list)
    for booking_id, name, quantity in query.tuples():
        words[booking_id].append(f"{name} ×{quantity}")
    return {booking_id: _(", ").join(named) for booking_id, named in words.items()}


@action(N_("give equipment with a booking"))
def set_equipment(*, booking_id: int, wanted: Mapping[int, int]) -> None:
    """Let these pieces, and no others, go with a booking; joins the action that books or changes it.

    Raises EquipmentTaken, EquipmentElsewhere, EquipmentNotForBooking, NumberOutOfRange for less than nothing,
    BookingStateForbids for a booking that is over, NotFound.
    """
    row = reads.booking(booking_id)
    present = of_booking(booking_id)
    new = {thing_id: quantity for thing_id, quantity in wanted.items() if quantity}
    if new == present:
        return
    states.check("change", row, now=clock.now())
    _check(
        row,
        {thing_id: count for thing_id, count in new.items() if not 1 <= count <= present.get(thing_id, 0)},
    )
    gone = [thing_id for thing_id in present if thing_id not in new]
    BookingEquipment.delete().where(
        BookingEquipment.booking == booking_id, BookingEquipment.equipment.in_(gone)
    ).execute()
    for thing_id, quantity in new.items():
        if thing_id not in present:
            BookingEquipment.create(booking=booking_id, equipment=thing_id, quantity=quantity)
        elif quantity != present[thing_id]:
            BookingEquipment.update(quantity=quantity).where(
                BookingEquipment.booking == booking_id, BookingEquipment.equipment == thing_id
            ).execute()


def check_move(row: BookingRow, wish: Wish) -> None:
    """Whether a booking can take its equipment to the place it is about to have. Raises EquipmentTaken, EquipmentElsewhere."""
    wanted = of_booking(row.id)
    if wanted:
        place = {
            name: getattr(wish, name)
            for name in ("room_id", "starts_at", "ends_at", "buffer_before", "buffer_after")
        }
        _check(replace(row, **place, room_name=room_of(wish.room_id).name), wanted)


def recheck(booking_ids: Iterable[int]) -> None:
    """Whether bookings that moved can keep their equipment; one query where none has any. Raises as `check_move` does."""
    query: Any = BookingEquipment.select(BookingEquipment.booking).distinct()
    for (booking_id,) in query.where(BookingEquipment.booking.in_(list(booking_ids))).tuples():
        _check(reads.booking(booking_id), of_booking(booking_id))


def short(equipment_id: int) -> list[BookingRow]:
    """The bookings ahead that want pieces which are out of use by then, in order: to be told, or given something else."""
    thing = equipment(equipment_id)
    rows = reads.listed(
        reads.rows()
        .join_from(Booking, BookingEquipment)
        .where(
            BookingEquipment.equipment == equipment_id,
            Booking.status.in_(OPEN),
            Booking.ends_at > clock.now(),
        )
    )
    if not rows:
        return []
    whole = Span(min(row.busy_from for row in rows), max(row.busy_until for row in rows))
    free = FreePieces(whole, except_id=None)
    return [
        row for row in rows if free(equipment_id, thing.quantity, Span(row.busy_from, row.busy_until)) < 0
    ]


def _check(row: BookingRow, wanted: Mapping[int, int]) -> None:
    if not wanted:
        return
    found: Any = (
        Equipment.select(
            Equipment.id, Equipment.name, Equipment.room, Room.name, Equipment.quantity, Equipment.active,
            Equipment.bookable,
        )
        .left_outer_join(Room)
        .where(Equipment.id.in_(list(wanted)))
        .tuples()
    )  # fmt: skip
    things = {thing[0]: thing[1:] for thing in found}
    free = FreePieces(Span(row.busy_from, row.busy_until), except_id=row.id)
    for thing_id, count in wanted.items():
        if thing_id not in things:
            raise errors.NotFound
        name, home, home_name, quantity, active, bookable = things[thing_id]
        if count < 1:
            raise errors.NumberOutOfRange(label=limit_label("quantity"), least=0, most=quantity)
        if not (active and bookable):
            raise errors.EquipmentNotForBooking(equipment=name)
        if home not in (None, row.room_id):
            raise errors.EquipmentElsewhere(equipment=name, home=home_name, room=row.room_name)
        left = free(thing_id, quantity)
        if count > left:
            raise errors.EquipmentTaken(equipment=name, free=max(0, left), wanted=count)
