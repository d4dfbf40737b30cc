"""How many pieces of equipment are free at a time: what bookings keep busy, and what is out of use. Reads only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from centre_app.centre.spans import Span
from centre_app.rooms.models import HOLDING, Booking, BookingEquipment, EquipmentFault

_AROUND = timedelta(days=3)  # no busy time is longer than two days


@dataclass(frozen=True, slots=True)
class _Use:
    """So many pieces busy for a time by one booking."""

    booking_id: int
    equipment_id: int
    quantity: int
    busy: Span


class FreePieces:
    """Pieces free during a whole time, for any equipment, from two queries; below nothing when too many are promised."""

    def __init__(self, busy: Span, *, except_id: int | None) -> None:
        self._busy = busy
        self._uses: dict[int, list[_Use]] = defaultdict(list)
        for use in _uses(busy, except_id=except_id):
            self._uses[use.equipment_id].append(use)
        self._faults = _faults(busy)

    def __call__(self, equipment_id: int, quantity: int, busy: Span | None = None) -> int:
        time = busy or self._busy
        uses = [
            use
            for use in self._uses[equipment_id]
            if use.busy.starts < time.ends and use.busy.ends > time.starts
        ]
        instants = [time.starts, *(use.busy.starts for use in uses if use.busy.starts > time.starts)]
        taken = max(
            sum(use.quantity for use in uses if use.busy.starts <= instant < use.busy.ends)
            for instant in instants
        )
        out = sum(
            pieces
            for thing_id, pieces, first, last in self._faults
            if thing_id == equipment_id
            and first <= time.ends.date()
            and (last is None or last > time.starts.date())
        )
        return quantity - min(out, quantity) - taken


def _uses(busy: Span, *, except_id: int | None) -> list[_Use]:
    """What bookings that hold their place keep busy then."""
    query: Any = (
        Booking.select(
            Booking.id, BookingEquipment.equipment, BookingEquipment.quantity, Booking.starts_at, Booking.ends_at,
            Booking.buffer_before, Booking.buffer_after,
        )
        .join(BookingEquipment)
        .where(
            Booking.starts_at.between(busy.starts - _AROUND, busy.ends + _AROUND),
            Booking.status.in_(HOLDING),
            Booking.id != (except_id or 0),
        )
        .tuples()
    )  # fmt: skip
    uses = [
        _Use(
            booking_id,
            thing_id,
            quantity,
            Span(starts - timedelta(minutes=before), ends + timedelta(minutes=after)),
        )
        for booking_id, thing_id, quantity, starts, ends, before, after in query
    ]
    return [use for use in uses if use.busy.starts < busy.ends and use.busy.ends > busy.starts]


def _faults(busy: Span) -> list[tuple[int, int, date, date | None]]:
    """The pieces out of use on any day of that time. One that is not mended is taken to last."""
    query: Any = EquipmentFault.select(
        EquipmentFault.equipment, EquipmentFault.quantity, EquipmentFault.from_day, EquipmentFault.until_day
    ).where(
        EquipmentFault.out_of_use,
        EquipmentFault.from_day <= busy.ends.date(),
        EquipmentFault.until_day.is_null() | (EquipmentFault.until_day > busy.starts.date()),
    )
    return list(query.tuples())
