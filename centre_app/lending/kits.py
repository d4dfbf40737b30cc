"""What is in a kit: kept as a list, looked at when it comes back, replaced when it expires."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.lending import catalogue_reads, flags
from centre_app.lending.kit_models import KitItem
from centre_app.lending.models import GONE, Copy, Title
from centre_app.lending.numbers import plain
from centre_app.lending.tuples import tuples_of
from centre_app.storage.action import action

MOST = 1000
COMPLETE = N_("complete again")


@dataclass(frozen=True, slots=True)
class Item:
    """A thing in a kit as it is to be written; `id` is None for a new line."""

    name: str
    quantity: int = 1
    expires_on: date | None = None
    note: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A thing in a kit, with the kit it belongs to."""

    id: int
    copy_id: int
    title_id: int
    title: str
    barcode: str
    name: str
    quantity: int
    expires_on: date | None
    note: str

    @property
    def words(self) -> str:
        """How it is named in a sentence: with how many, where more than one."""
        return f"{self.name} × {self.quantity}" if self.quantity > 1 else self.name

    def is_expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.expires_on is not None and self.expires_on < today


def items_of(copy_id: int) -> list[ItemRow]:
    """What is in a kit, in the order of its list."""
    return _rows(_items().where(KitItem.copy == copy_id).order_by(KitItem.id))


def item(item_id: int) -> ItemRow | None:
    """One thing in a kit; None where it was taken out."""
    return next(iter(_rows(_items().where(KitItem.id == item_id))), None)


def due(today: date, *, limit: int = 50) -> list[ItemRow]:
    """What expires within the days of the settings or has expired, in kits of the stock, the earliest first."""
    last = today + timedelta(days=settings.get("kit_warning_days"))
    query = _items().where((KitItem.expires_on <= last) & Copy.condition.not_in(GONE))
    return _rows(query.order_by(KitItem.expires_on, KitItem.id).limit(limit))


@action(N_("change the contents of a kit"))
def put_items(*, copy_id: int, items: Sequence[Item]) -> None:
    """Let a kit hold these things and no others; those with an id are changed.

    Raises KitItemNeedsName, KitQuantityImpossible and NotFound.
    """
    if not Copy.select().where(Copy.id == copy_id).exists():
        raise errors.NotFound
    before = {row.id: row for row in items_of(copy_id)}
    kept = {each.id for each in items}
    for item_id in before.keys() - kept:
        KitItem.delete().where(KitItem.id == item_id).execute()
    for each in items:
        values = _values(each)
        old = before.get(each.id) if each.id is not None else None
        if old is None:
            KitItem.create(copy=copy_id, **values)
        elif any(getattr(old, name) != value for name, value in values.items()):
            KitItem.update(**values).where(KitItem.id == old.id).execute()


@action(N_("replace something in a kit"))
def replace(*, item_id: int, expires_on: date | None, quantity: int | None = None) -> None:
    """Something in a kit was replaced by a new one with this last day. Raises NotFound and KitQuantityImpossible."""
    found = item(item_id)
    if found is None:
        raise errors.NotFound
    new = Item(found.name, found.quantity if quantity is None else quantity, expires_on, found.note)
    KitItem.update(**_values(new)).where(KitItem.id == item_id).execute()


@action(N_("note what is missing in a kit"))
def note_missing(*, copy_id: int, item_ids: Sequence[int], note: str = "") -> str:
    """Mark a kit as having a part missing, with what it is as the reason, which is returned.

    What was missing before is looked at anew, so that mark ends. Raises NothingMissing and NotFound.
    """
    names = [row.words for row in items_of(copy_id) if row.id in set(item_ids)]
    reason = _(", ").join([*names, *filter(None, [plain(note)])])
    if not reason:
        raise errors.NothingMissing
    if _is_incomplete(copy_id):
        flags.end_flag(copy_id=copy_id, flag="missing_part", ended_by=_("looked at again"))
    flags.put_flag(copy_id=copy_id, flag="missing_part", reason=reason)
    return reason


@action(N_("note that a kit is complete"))
def note_complete(*, copy_id: int) -> bool:
    """Everything is in it: a part missing before is there again. Returns whether there was one. Raises NotFound."""
    was_incomplete = _is_incomplete(copy_id)
    if was_incomplete:
        flags.end_flag(copy_id=copy_id, flag="missing_part", ended_by=COMPLETE)
    return was_incomplete


def _is_incomplete(copy_id: int) -> bool:
    found = catalogue_reads.copy(copy_id)
    if found is None:
        raise errors.NotFound
    return any(row.flag == "missing_part" for row in found.open_flags)


def _values(each: Item) -> dict[str, Any]:
    name = plain(each.name)
    if not name:
        raise errors.KitItemNeedsName
    if not 1 <= each.quantity <= MOST:
        raise errors.KitQuantityImpossible(name=name, quantity=each.quantity)
    return {"name": name, "quantity": each.quantity, "expires_on": each.expires_on, "note": plain(each.note)}


def _items() -> Any:
    return (
        KitItem.select(
            KitItem.id, Copy.id, Title.id, Title.name, Copy.barcode, KitItem.name, KitItem.quantity,
            KitItem.expires_on, KitItem.note,
        )
        .join(Copy)
        .join(Title)
    )  # fmt: skip


def _rows(query: Any) -> list[ItemRow]:
    return [ItemRow(*row) for row in tuples_of(query)]


def days_left(row: ItemRow) -> int:
    """How many days something can still be used; negative once it has expired."""
    return (row.expires_on - clock.today()).days if row.expires_on else MOST
