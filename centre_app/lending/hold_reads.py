"""Who waits for what, at which place, and what is kept for whom: rows to show. What changes holds is in `holds.py`.

Each function is one query, whatever the amount of data.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from peewee import JOIN, fn

from centre_app import errors
from centre_app.i18n import N_
from centre_app.lending.hold_models import OPEN, Hold
from centre_app.lending.models import Copy, Title
from centre_app.lending.tuples import tuples_of
from centre_app.people.models import Person

WINDOW = 500
TAIL = 4  # digits of the phone by which a reader knows their slip
STATUS_LABELS = {
    "waiting": N_("in the queue"),
    "captured": N_("ready to pick up"),
    "fulfilled": N_("picked up"),
    "cancelled": N_("cancelled"),
    "expired": N_("not picked up in time"),
}
FILTERS = {"waiting": ("waiting",), "ready": ("captured",), "over": ("expired", "cancelled")}


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One hold. `place` counts from 1 among those who wait, 0 when it does not wait any more.

    `phone` is the person's, or else the guardian's, who is then named. `copy_id` is the copy kept, or that was kept.
    """

    id: int
    title_id: int
    title: str
    volume: str
    person_id: int
    person: str
    card_number: str
    phone: str
    guardian: str
    status: str
    placed_at: datetime
    copy_id: int | None
    barcode: str
    location: str
    captured_at: datetime | None
    pick_up_by: datetime | None
    ended_at: datetime | None
    errand: str
    note: str
    place: int

    @property
    def is_open(self) -> bool:
        """Whether they still wait or have something kept for them."""
        return self.status in OPEN

    @property
    def phone_tail(self) -> str:
        """The last digits of the phone, empty for a number too short to hide anything."""
        digits = "".join(char for char in self.phone if char.isdigit())
        return digits[-TAIL:] if len(digits) > TAIL else ""


def hold(hold_id: int) -> HoldRow:
    """One hold, whatever became of it. Raises NotFound."""
    found = _rows(_holds().where(Hold.id == hold_id))
    if not found:
        raise errors.NotFound
    return found[0]


def queue(title_id: int) -> list[HoldRow]:
    """Who waits for a title or has a copy of it kept, in the order they came."""
    return _rows(_holds().where((Hold.title == title_id) & Hold.ended_at.is_null()).order_by(Hold.id))


def holds_of(person_id: int, *, ended: int = 0) -> list[HoldRow]:
    """What a person waits for or has kept, ready ones first; with the latest `ended` ones after them."""
    theirs = _holds().where(Hold.person == person_id)
    rows = _rows(theirs.where(Hold.ended_at.is_null()).order_by(Hold.status, Hold.id))
    if ended:
        rows += _rows(theirs.where(Hold.ended_at.is_null(False)).order_by(Hold.ended_at.desc()).limit(ended))
    return rows


def listed(which: str, *, limit: int = WINDOW, after: HoldRow | None = None) -> list[HoldRow]:
    """The holds of one of FILTERS: those waiting and ready in the order they came, those over the latest first.

    Over are also those fulfilled by another copy than the one kept, as long as that is to be put back.
    """
    over = which == "over"
    wanted = Hold.status.in_(FILTERS[which])
    query = _holds().where(wanted | (Hold.errand == "put_back") if over else wanted).limit(limit)
    query = query.order_by(Hold.id.desc() if over else Hold.id)
    if after is not None:
        query = query.where(Hold.id < after.id if over else Hold.id > after.id)
    return _rows(query)


def errands(errand: str, *, limit: int = WINDOW) -> list[HoldRow]:
    """The holds for which a clerk has yet to do this: fetch, call, or put_back."""
    return _rows(_holds().where((Hold.errand == errand) & (Hold.errand != "")).order_by(Hold.id).limit(limit))


def ending(until: date, *, limit: int = WINDOW) -> list[HoldRow]:
    """What is kept until that day or shorter, the first to end first."""
    last = datetime.combine(until, time.max)
    kept = (Hold.status == "captured") & (Hold.pick_up_by <= last)
    return _rows(_holds().where(kept).order_by(Hold.pick_up_by, Hold.id).limit(limit))


def captured(copy_id: int) -> HoldRow | None:
    """For whom a copy is kept, if it is."""
    kept = (Hold.copy == copy_id) & (Hold.status == "captured")
    return next(iter(_rows(_holds().where(kept))), None)


def waiting_ids(title_id: int, *, volume: str | None = None) -> list[tuple[int, int, str]]:
    """Hold, person and volume of those who wait for a title, first come first; with a volume, those it would serve."""
    query = Hold.select(Hold.id, Hold.person, Hold.volume).where(
        (Hold.title == title_id) & (Hold.status == "waiting")
    )
    if volume is not None:
        query = query.where(Hold.volume.in_(("", volume)))
    return tuples_of(query.order_by(Hold.id))


def _holds() -> Any:
    guardian, ahead = Person.alias(), Hold.alias()
    same_copies = (ahead.volume == Hold.volume) | (ahead.volume == "") | (Hold.volume == "")
    place = ahead.select(fn.COUNT(ahead.id)).where(
        (ahead.status == "waiting") & (ahead.title == Hold.title) & (ahead.id <= Hold.id)
        & (Hold.status == "waiting") & same_copies
    )  # fmt: skip
    return (
        Hold.select(
            Hold.id, Title.id, Title.name, Hold.volume, Person.id, Person.name, fn.COALESCE(Person.card_number, ""),
            Hold.status, Hold.placed_at, Hold.copy, fn.COALESCE(Copy.barcode, ""), fn.COALESCE(Copy.location, ""),
            Hold.captured_at, Hold.pick_up_by, Hold.ended_at, Hold.errand, Hold.note, place,
            Person.phone, guardian.name, guardian.phone,
        )
        .join(Title).switch(Hold).join(Person)
        .join(guardian, JOIN.LEFT_OUTER, on=Person.guardian == guardian.id)
        .switch(Hold).join(Copy, JOIN.LEFT_OUTER)
    )  # fmt: skip


def _rows(query: Any) -> list[HoldRow]:
    return [_row(row) for row in tuples_of(query)]


def _row(row: Iterable[Any]) -> HoldRow:
    *values, phone, guardian, guardian_phone = row
    call_guardian = not phone and bool(guardian_phone)
    whom = (phone or guardian_phone or "", guardian if call_guardian else "")
    return HoldRow(*[*values[:7], *whom, *values[7:]])
