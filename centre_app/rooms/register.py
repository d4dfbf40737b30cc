"""The register of equipment: what there is, where it belongs, when it was inspected, what is wrong with it.

Giving it out with bookings is in `equipment.py`, where all of this is reached too.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import JOIN, SQL, fn

from centre_app import clock, errors
from centre_app.centre.models import Room
from centre_app.i18n import N_, _
from centre_app.rooms.models import OPEN, Booking, BookingEquipment, Equipment, EquipmentFault
from centre_app.storage.action import action

LIMITS = {"quantity": (1, 10_000), "inspect_every_days": (1, 3660)}
LIMIT_LABELS = {"quantity": N_("Pieces"), "inspect_every_days": N_("Days between inspections")}
LONGEST_NAME = 60
SOON_DAYS = 7
_COLUMNS = ("name", "room_id", "quantity", "bookable", "inspect_every_days", "inspected_on", "note")


@dataclass(frozen=True, slots=True)
class EquipmentRow:
    """Things of one kind. `room_id` is None for what is moved between rooms, `out_of_use` counts pieces today."""

    id: int
    name: str
    room_id: int | None
    room_name: str
    quantity: int
    bookable: bool
    inspect_every_days: int | None
    inspected_on: date | None
    note: str
    active: bool
    faults: int
    out_of_use: int

    @property
    def inspection_due(self) -> date | None:
        """When it must be inspected next; the first day of all for what never was, None where no interval is set."""
        if self.inspect_every_days is None or not self.active:
            return None
        return self.inspected_on + timedelta(days=self.inspect_every_days) if self.inspected_on else date.min


@dataclass(frozen=True, slots=True)
class FaultRow:
    """Something wrong with so many pieces from a day; `until_day` is the day it was mended, None while it lasts."""

    id: int
    equipment_id: int
    what: str
    from_day: date
    until_day: date | None
    quantity: int
    out_of_use: bool


def register(*, include_inactive: bool = False) -> list[EquipmentRow]:
    """All equipment by room and name, what is taken out of use last where wanted; one query."""
    query = _rows()
    return _listed(query if include_inactive else query.where(Equipment.active))


def equipment(equipment_id: int) -> EquipmentRow:
    """One kind of things. Raises NotFound."""
    found = _listed(_rows().where(Equipment.id == equipment_id))
    if not found:
        raise errors.NotFound
    return found[0]


def faults(equipment_id: int) -> list[FaultRow]:
    """What is or was wrong with it, the latest first."""
    query: Any = (
        EquipmentFault.select(
            EquipmentFault.id, EquipmentFault.equipment, EquipmentFault.what, EquipmentFault.from_day,
            EquipmentFault.until_day, EquipmentFault.quantity, EquipmentFault.out_of_use,
        )
        .where(EquipmentFault.equipment == equipment_id)
        .order_by(EquipmentFault.from_day.desc(), EquipmentFault.id.desc())
        .tuples()
    )  # fmt: skip
    return [FaultRow(*row) for row in query]


def inspections_due(today: date) -> list[EquipmentRow]:
    """What is to be inspected by now or within a week, the most overdue first."""
    latest = today + timedelta(days=SOON_DAYS)
    query = _rows().where(Equipment.active, Equipment.inspect_every_days.is_null(False))
    due = [row for row in _listed(query) if row.inspection_due is not None and row.inspection_due <= latest]
    return sorted(due, key=lambda row: row.inspection_due or date.min)


@action(N_("add equipment"), needs="settings")
def add_equipment(
    *,
    name: str,
    room_id: int | None = None,
    quantity: int = 1,
    bookable: bool = True,
    inspect_every_days: int | None = None,
    inspected_on: date | None = None,
    note: str = "",
) -> int:
    """Add things of one kind: of a room, or movable where none is named. Returns the id.

    Raises NameMissing, NameTaken, NumberOutOfRange, DayNotCome, NotFound for an unknown room.
    """
    values = _checked(
        name=name, room_id=room_id, quantity=quantity, bookable=bookable, inspect_every_days=inspect_every_days,
        inspected_on=inspected_on, note=note,
    )  # fmt: skip
    created: Any = Equipment.create(**_columns(values))
    return int(created.id)


@action(N_("change equipment"), needs="settings")
def change_equipment(equipment_id: int, **changes: Any) -> None:
    """Change any of what `add_equipment` takes.

    Raises as it does, and EquipmentChangeBreaksBookings when bookings ahead need it in another room, more pieces of it, or
    at all.
    """
    before = equipment(equipment_id)
    new = {name: value for name, value in changes.items() if getattr(before, name) != value}
    values = _checked(except_id=equipment_id, **new)
    if new.keys() & {"room_id", "quantity", "bookable"}:
        _refuse_broken(
            before,
            room_id=new.get("room_id"),
            quantity=new.get("quantity"),
            gone=new.get("bookable") is False,
        )
    if values:
        Equipment.update(**_columns(values)).where(Equipment.id == equipment_id).execute()


@action(N_("take equipment out of the register"), needs="settings")
def retire_equipment(equipment_id: int) -> None:
    """It is no longer there; its past stays. Raises EquipmentChangeBreaksBookings, NotFound."""
    _refuse_broken(equipment(equipment_id), gone=True)
    Equipment.update(active=False).where(Equipment.id == equipment_id).execute()


@action(N_("put equipment back into the register"), needs="settings")
def restore_equipment(equipment_id: int) -> None:
    """It is there again. Raises NotFound."""
    equipment(equipment_id)
    Equipment.update(active=True).where(Equipment.id == equipment_id).execute()


@action(N_("note an inspection"))
def inspected(equipment_id: int, *, on: date | None = None) -> None:
    """It was inspected, today unless said otherwise. Raises DayNotCome, NotFound."""
    equipment(equipment_id)
    Equipment.update(inspected_on=_past(on or clock.today())).where(Equipment.id == equipment_id).execute()


@action(N_("report a fault"))
def report_fault(
    equipment_id: int, *, what: str, from_day: date | None = None, quantity: int = 1, out_of_use: bool = True
) -> int:
    """Something is wrong with so many pieces; out of use, they are no longer given with bookings. Returns the fault's id.

    Bookings that already want them are not refused: `equipment.short` names them. Raises FaultWithoutWords,
    NumberOutOfRange, DayNotCome, NotFound.
    """
    row = equipment(equipment_id)
    if not what.strip():
        raise errors.FaultWithoutWords
    if not 1 <= quantity <= row.quantity:
        raise errors.NumberOutOfRange(label=limit_label("quantity"), least=1, most=row.quantity)
    created: Any = EquipmentFault.create(
        equipment=equipment_id, what=" ".join(what.split()), from_day=_past(from_day or clock.today()),
        quantity=quantity, out_of_use=out_of_use,
    )  # fmt: skip
    return int(created.id)


@action(N_("note that a fault is mended"))
def mend(fault_id: int, *, until_day: date | None = None) -> None:
    """It was mended on a day (today), and the pieces can be used from then on. Raises FaultEndsBeforeStart, DayNotCome, NotFound."""
    fault: Any = EquipmentFault.get_or_none(EquipmentFault.id == fault_id)
    if fault is None:
        raise errors.NotFound
    day = _past(until_day or clock.today())
    if day < fault.from_day:
        raise errors.FaultEndsBeforeStart(from_day=fault.from_day, until_day=day)
    EquipmentFault.update(until_day=day).where(EquipmentFault.id == fault_id).execute()


def limit_label(name: str) -> str:
    """What a number of the register is called, in the current language."""
    return _(LIMIT_LABELS[name])


def _past(day: date) -> date:
    if day > clock.today():
        raise errors.DayNotCome(day=day)
    return day


def _checked(*, except_id: int | None = None, **values: Any) -> dict[str, Any]:
    unknown = values.keys() - set(_COLUMNS)
    if unknown:
        raise TypeError(unknown)
    for name in LIMITS.keys() & values.keys():
        least, most = LIMITS[name]
        if values[name] is not None and not least <= values[name] <= most:
            raise errors.NumberOutOfRange(label=limit_label(name), least=least, most=most)
    if values.get("room_id") is not None and not Room.select().where(Room.id == values["room_id"]).exists():
        raise errors.NotFound
    if values.get("inspected_on") is not None:
        _past(values["inspected_on"])
    if "note" in values:
        values["note"] = values["note"].strip()
    if "name" in values:
        values["name"] = _checked_name(values["name"], except_id)
    return values


def _checked_name(name: str, except_id: int | None) -> str:
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise errors.NameMissing
    for other in register(include_inactive=True):
        if other.name.casefold() == name.casefold() and other.id != except_id:
            raise errors.NameTaken(name=other.name)
    return name


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    return {name.removesuffix("_id"): value for name, value in values.items()}


def _refuse_broken(
    row: EquipmentRow, *, room_id: int | None = None, quantity: int | None = None, gone: bool = False
) -> None:
    """Refuse what bookings ahead could not live with: another home, fewer pieces than one of them wants, none at all.

    That several at once want more is the guard's to refuse.
    """
    query: Any = (
        BookingEquipment.select(Booking.title, Booking.starts_at)
        .join(Booking)
        .where(BookingEquipment.equipment == row.id, Booking.status.in_(OPEN), Booking.ends_at > clock.now())
        .order_by(Booking.starts_at)
    )
    if not gone:
        elsewhere = SQL("0") if room_id is None else Booking.room != room_id
        query = query.where(elsewhere | (BookingEquipment.quantity > (quantity or row.quantity)))
    found = list(query.limit(4).tuples())
    if found:
        named = [f"{title or _('Booked')} {starts_at:%Y-%m-%d %H:%M}" for title, starts_at in found[:3]]
        raise errors.EquipmentChangeBreaksBookings(
            equipment=row.name, bookings=_(", ").join(named) + ("…" if len(found) > 3 else "")
        )


def _rows() -> Any:
    today = clock.today()
    current = (
        (EquipmentFault.equipment == Equipment.id)
        & (EquipmentFault.from_day <= today)
        & (EquipmentFault.until_day.is_null())
    )
    open_faults = EquipmentFault.select(fn.COUNT(EquipmentFault.id)).where(current)
    out = EquipmentFault.select(fn.COALESCE(fn.SUM(EquipmentFault.quantity), 0)).where(
        current, EquipmentFault.out_of_use
    )
    return (
        Equipment.select(
            Equipment.id, Equipment.name, Equipment.room, Room.name, Equipment.quantity, Equipment.bookable,
            Equipment.inspect_every_days, Equipment.inspected_on, Equipment.note, Equipment.active, open_faults, out,
        )
        .join(Room, JOIN.LEFT_OUTER)
        .order_by(Equipment.active.desc(), Room.position, Equipment.name)
    )  # fmt: skip


def _listed(query: Any) -> list[EquipmentRow]:
    found = ((*row[:3], row[3] or "", *row[4:11], min(row[11], row[4])) for row in query.tuples())
    return [EquipmentRow(*values) for values in found]
