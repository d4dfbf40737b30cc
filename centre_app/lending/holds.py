"""Waiting for a title: first come, first served. What a clerk asks for, and what stands against lending because of others.

What is kept for whom is settled in `hold_shelf.py`. The names of that and of `hold_reads.py` are offered here too.
"""

from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_, _
from centre_app.lending import catalogue_reads, hold_reads, hold_shelf, hold_supply
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.hold_models import OPEN, Hold
from centre_app.lending.hold_reads import (
    STATUS_LABELS,
    HoldRow,
    captured,
    ending,
    errands,
    hold,
    holds_of,
    listed,
    queue,
)
from centre_app.lending.hold_shelf import expire, follow_calendar, fulfil, offer, on_return, review, tick
from centre_app.lending.hold_supply import touches
from centre_app.lending.models import Loan, Title
from centre_app.lending.tuples import first_of
from centre_app.people.masking import masked_name
from centre_app.people.models import Person
from centre_app.storage.action import action

__all__ = [
    "STATUS_LABELS",
    "HoldRow",
    "cancel",
    "captured",
    "ending",
    "errands",
    "expire",
    "fetched",
    "follow_calendar",
    "fulfil",
    "hold",
    "hold_blocks",
    "holds_of",
    "listed",
    "offer",
    "on_return",
    "place",
    "put_back",
    "queue",
    "refuse_renewal",
    "review",
    "tick",
    "told",
    "touches",
]
_NOT_PROMISED = ("withdrawn", "lost", "not_for_loan")


@action(N_("place a hold"))
def place(*, title_id: int, person_id: int, volume: str = "", note: str = "") -> HoldRow:
    """Put somebody at the end of the queue for a title or one volume of it. A copy on the shelf is kept at once, to be fetched.

    Raises HoldAlreadyPlaced, HoldAlreadyLent, HoldVolumeUnknown, HoldNothingToLend, and NotFound.
    """
    volume = volume.strip()
    _check_place(title_id=title_id, person_id=person_id, volume=volume)
    made: Any = Hold.create(
        title=title_id, person=person_id, volume=volume, placed_at=clock.now(), note=note.strip()
    )
    hold_shelf.offer_title(title_id)
    return hold(int(made.id))


@action(N_("cancel a hold"))
def cancel(hold_id: int) -> HoldRow | None:
    """They do not wait any more; a copy kept for them passes to the next, whose hold is returned. Raises HoldOver, NotFound."""
    return hold_shelf.end(_open(hold_id), status="cancelled")


@action(N_("fetch a copy for the hold shelf"))
def fetched(hold_id: int) -> None:
    """The copy now lies on the hold shelf; the person can be called. Raises HoldNotReady and NotFound."""
    _kept(hold_id)
    Hold.update(errand="call").where((Hold.id == hold_id) & (Hold.errand == "fetch")).execute()


@action(N_("tell somebody that a hold is ready"))
def told(hold_id: int) -> None:
    """The person knows that the copy is ready. Raises HoldNotReady and NotFound."""
    _kept(hold_id)
    Hold.update(errand="").where((Hold.id == hold_id) & (Hold.errand == "call")).execute()


@action(N_("put a copy back from the hold shelf"))
def put_back(hold_id: int) -> None:
    """The copy of a hold that is over stands on its own shelf again. Raises NotFound."""
    hold(hold_id)
    Hold.update(errand="").where((Hold.id == hold_id) & (Hold.errand == "put_back")).execute()


def hold_blocks(copy: CopyRow, *, person_id: int) -> list[errors.CentreError]:
    """What stands against lending a copy that a hold `touches` to a person: it is kept for another, or others come first."""
    kept = captured(copy.id)
    if kept is not None and kept.person_id != person_id:
        return [
            errors.HeldForAnother(
                title=copy.title, barcode=copy.barcode, name=masked_name(kept.person), until=kept.pick_up_by
            )
        ]
    count = 0 if kept is not None else hold_supply.first_ahead(copy, person_id=person_id)
    return [errors.OthersWaitFirst(title=copy.title, barcode=copy.barcode, count=count)] if count else []


def refuse_renewal(copy: CopyRow, *, person_id: int) -> None:
    """Raise RenewalRefusedHeld where others wait that the copy would serve."""
    waiting = hold_reads.waiting_ids(copy.title_id, volume=copy.volume)
    count = sum(other != person_id for _id, other, _volume in waiting)
    if count:
        due: Any = Loan.get_or_none((Loan.copy == copy.id) & Loan.returned_at.is_null())
        raise errors.RenewalRefusedHeld(title=copy.title, count=count, due=due.due_at if due else clock.now())


def _check_place(*, title_id: int, person_id: int, volume: str) -> None:
    title = first_of(Title.select(Title.name).where(Title.id == title_id))
    person = first_of(Person.select(Person.name).where(Person.id == person_id))
    if title is None or person is None:
        raise errors.NotFound
    copies = catalogue_reads.copies_of(title_id)
    if volume and all(copy.volume != volume for copy in copies):
        raise errors.HoldVolumeUnknown(title=title[0], volume=volume)
    wanted = [copy for copy in copies if volume in ("", copy.volume)]
    if all(any(copy.has(flag) for flag in _NOT_PROMISED) for copy in wanted):
        raise errors.HoldNothingToLend(title=title[0])
    theirs = next((copy.loan for copy in wanted if copy.loan and copy.loan.person_id == person_id), None)
    if theirs is not None:
        raise errors.HoldAlreadyLent(name=person[0], title=title[0], due=theirs.due_on)
    for row in holds_of(person_id):
        if (row.title_id, row.volume) == (title_id, volume):
            raise errors.HoldAlreadyPlaced(name=person[0], title=title[0], since=row.placed_at)


def _open(hold_id: int) -> HoldRow:
    row = hold(hold_id)
    if row.status not in OPEN:
        raise errors.HoldOver(title=row.title, status=_(STATUS_LABELS[row.status]))
    return row


def _kept(hold_id: int) -> HoldRow:
    row = hold(hold_id)
    if row.status != "captured":
        raise errors.HoldNotReady(title=row.title)
    return row
