"""Desk enquiries (便民服务、咨询代办): their kinds, and counting them, one key each."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_, _
from centre_app.people import fields
from centre_app.people.enquiry_models import Enquiry, EnquiryKind
from centre_app.storage.action import action
from centre_app.storage.database import db

LONGEST_NAME, LONGEST_NOTE = 20, 200
SHIPPED = (
    N_("Policy advice"),
    N_("Help with certificates"),
    N_("Printing and copying"),
    N_("Lost and found"),
    N_("Where to get help"),
    N_("Other enquiry"),
)  # migration 0020 writes these names
# The + keeps the days from being looked for through the enquiries of all years.
_KINDS = """
SELECT id, name, position, active, coalesce(counted, 0) FROM enquiry_kind
LEFT JOIN (SELECT kind_id, count(*) AS counted FROM enquiry WHERE at >= :today GROUP BY +kind_id) ON kind_id = id
WHERE active OR :all ORDER BY active DESC, position, id"""
_COUNT = """
INSERT INTO enquiry (kind_id, at, note) SELECT id, :at, :note FROM enquiry_kind WHERE id = :kind AND active"""
_LATEST = "SELECT max(id) FROM enquiry WHERE kind_id = ? AND at >= ?"


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind by the name people read, and how often it was counted today."""

    id: int
    name: str
    position: int
    active: bool
    today: int


def label(name: str) -> str:
    """The name of a kind as people read it: a shipped one in the current language, the centre's own as it was typed."""
    return _(name)


def kinds(*, include_inactive: bool = False) -> list[KindRow]:
    """The kinds in the centre's order with today's counts; retired ones last, where wanted."""
    values = {"today": _midnight(), "all": include_inactive}
    return [
        KindRow(row[0], label(row[1]), row[2], bool(row[3]), row[4])
        for row in db.execute_sql(_KINDS, values).fetchall()
    ]


@action(N_("count an enquiry"))
def count(*, kind_id: int, at: datetime | None = None, note: str = "") -> int:
    """Count one enquiry, now or at an earlier time, and return its id.

    Raises NotFound, EnquiryKindNotInUse, EnquiryInFuture, TextTooLong.
    """
    now = clock.now()
    if at is not None and at > now:
        raise errors.EnquiryInFuture(moment=at)
    text = fields.limited(" ".join(note.split()), most=LONGEST_NOTE)
    made = db.execute_sql(_COUNT, {"kind": kind_id, "at": (at or now).replace(microsecond=0), "note": text})
    if not made.rowcount:
        raise errors.EnquiryKindNotInUse(kind=_kind(kind_id).name)
    return int(made.lastrowid)


@action(N_("take an enquiry back"))
def take_back(*, kind_id: int) -> None:
    """Count one less today: the latest of that kind goes. Raises NotFound, NoEnquiryToTakeBack."""
    (latest,) = db.execute_sql(_LATEST, (kind_id, _midnight())).fetchone()
    if latest is None:
        raise errors.NoEnquiryToTakeBack(kind=_kind(kind_id).name)
    Enquiry.delete().where(Enquiry.id == latest).execute()


@action(N_("add a kind of enquiry"), needs="settings")
def add_kind(*, name: str) -> int:
    """Add a kind after the others and return its id. Raises NameMissing, NameTaken."""
    position = max((kind.position for kind in kinds(include_inactive=True)), default=0) + 1
    created: Any = EnquiryKind.create(name=_checked(name), position=position)
    return int(created.id)


@action(N_("rename a kind of enquiry"), needs="settings")
def rename_kind(*, kind_id: int, name: str) -> None:
    """Give a kind another name, also in past reports. Raises NotFound, NameMissing, NameTaken."""
    if _kind(kind_id).name != name:
        EnquiryKind.update(name=_checked(name, except_id=kind_id)).where(EnquiryKind.id == kind_id).execute()


@action(N_("retire a kind of enquiry"), needs="settings")
def retire_kind(*, kind_id: int) -> None:
    """Take a kind off the desk; what was counted stays. Raises NotFound."""
    if _kind(kind_id).active:
        EnquiryKind.update(active=False).where(EnquiryKind.id == kind_id).execute()


@action(N_("bring back a kind of enquiry"), needs="settings")
def restore_kind(*, kind_id: int) -> None:
    """Put a retired kind back on the desk. Raises NotFound."""
    if not _kind(kind_id).active:
        EnquiryKind.update(active=True).where(EnquiryKind.id == kind_id).execute()


@action(N_("move a kind of enquiry"), needs="settings")
def move_kind(*, kind_id: int, by: int) -> None:
    """Move a kind up (-1) or down (+1), and with it its key; at the end of the list it stays. Raises NotFound."""
    order = [kind.id for kind in kinds()]
    if kind_id not in order:
        raise errors.NotFound
    place = order.index(kind_id)
    order.insert(min(max(place + by, 0), len(order) - 1), order.pop(place))
    for position, moved_id in enumerate(order, 1):
        moved = (EnquiryKind.id == moved_id) & (EnquiryKind.position != position)
        EnquiryKind.update(position=position).where(moved).execute()


def _kind(kind_id: int) -> KindRow:
    found = next((kind for kind in kinds(include_inactive=True) if kind.id == kind_id), None)
    if found is None:
        raise errors.NotFound
    return found


def _checked(name: str, *, except_id: int | None = None) -> str:
    """The name as it is kept: a name that reads like another one, shipped or not, is taken."""
    plain = " ".join(name.split())[:LONGEST_NAME]
    if not plain:
        raise errors.NameMissing
    for other_id, stored in db.execute_sql("SELECT id, name FROM enquiry_kind").fetchall():
        names = {stored.casefold(), label(stored).casefold()}
        if plain.casefold() in names and other_id != except_id:
            raise errors.NameTaken(name=label(stored))
    return plain


def _midnight() -> datetime:
    return datetime.combine(clock.today(), time.min)
