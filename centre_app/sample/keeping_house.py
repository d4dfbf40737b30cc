"""What a lending desk does beside lending: holds in every state, calls about late loans, marks, books withdrawn, in-house use, stocktakes."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from centre_app import clock
from centre_app.lending import flags, holds, in_house, stocktake
from centre_app.lending.due import end_of
from centre_app.lending.hold_models import Hold
from centre_app.lending.models import Copy, Loan, LoanContact, Stocktake, StocktakeScan
from centre_app.lending.use_models import InHouseUse
from centre_app.people.models import Person
from centre_app.sample import content

_READ_HERE, _NOT_FOUND, _AT_HAND = 90, 3, 6


def fill(dice: random.Random, *, first: date, today: date) -> None:
    """Write all of it over books that are there, so that every list of the lending page shows something."""
    shelf = _on_the_shelf(dice)
    _holds(dice, shelf, today)
    _calls(today)
    texts = content.lists()
    for flag in texts["flags"]:
        flags.put_flag(copy_id=next(shelf).id, **flag)
    flags.withdraw(copy_ids=[copy.id for copy in islice(shelf, 4)], reason=texts["withdrawn"])
    read = [next(shelf).id for _number in range(30)]
    for moment in sorted(_moments(dice, first, today)):
        InHouseUse.create(copy=dice.choice(read), used_at=moment)
    in_house.note_use(copy_id=read[0])
    _count(dice, today, texts["stocktake"])


def _on_the_shelf(dice: random.Random) -> Iterator[Any]:
    """Books that nobody has and nothing is the matter with, each once."""
    out = Loan.select(Loan.copy).where(Loan.returned_at.is_null())
    there = list(
        Copy.select()
        .where(Copy.kind == "book", Copy.condition == "good", Copy.id.not_in(out))
        .order_by(Copy.id)
    )
    return iter(dice.sample(there, len(there)))


def _holds(dice: random.Random, shelf: Iterator[Any], today: date) -> None:
    """Two wait for a book that is out; of those kept one is to be fetched, one to be told, one lies ready; one was not picked up.

    Nobody of them has a book: what somebody has at home already is not held for them.
    """
    borrowers = Loan.select(Loan.person).where(Loan.returned_at.is_null())
    readers = (
        Person.select()
        .where(Person.phone != "", Person.card_number.is_null(False), Person.id.not_in(borrowers))
        .order_by(Person.id)
    )
    waiting = iter(dice.sample(list(readers), 8))
    out: Any = (
        Loan.select().where(Loan.returned_at.is_null(), Loan.due_at > clock.now()).order_by(Loan.id).first()
    )
    if out is not None:
        for note in ("", content.lists()["hold_note"]):
            holds.place(title_id=out.copy.title_id, person_id=next(waiting).id, note=note)
    for steps in ((), (holds.fetched,), (holds.fetched, holds.told)):
        kept = holds.place(title_id=next(shelf).title_id, person_id=next(waiting).id)
        for step in steps:
            step(hold_id=kept.id)
    copy, until = next(shelf), today - timedelta(days=1)
    asked = datetime.combine(today - timedelta(days=9), time(10))
    Hold.create(
        title=copy.title_id, person=next(waiting).id, status="expired", placed_at=asked, copy=copy, captured_at=asked,
        pick_up_by=end_of(until), ended_at=end_of(until), errand="put_back",
    )  # fmt: skip


def _calls(today: date) -> None:
    late = Loan.select().where(Loan.returned_at.is_null(), Loan.due_at < datetime.combine(today, time.min))
    at = datetime.combine(today - timedelta(days=1), time(17))
    for loan, said in zip(late.order_by(Loan.due_at), content.lists()["calls"], strict=False):
        LoanContact.create(loan=loan, contacted_at=max(at, loan.due_at), said=said)


def _moments(dice: random.Random, first: date, today: date) -> list[datetime]:
    days = max(1, (today - first).days)
    return [
        datetime.combine(first + timedelta(days=dice.randrange(days)), time(14, dice.randrange(60)))
        for _number in range(_READ_HERE)
    ]


def _count(dice: random.Random, today: date, texts: dict[str, str]) -> None:
    """A shelf that was counted a week ago, and another one that is being counted."""
    done, going_on = (each["location"] for each in reversed(content.place()["donations"]))
    began = datetime.combine(today - timedelta(days=7), time(9))
    out = Loan.select(Loan.copy).where(Loan.returned_at.is_null())
    here = Copy.select().where(Copy.condition == "good", Copy.id.not_in(out)).order_by(Copy.id)
    counted: Any = Stocktake.create(scope="shelf", value=done, started_at=began, note=texts["note"])
    there, strays = (
        list(here.where(Copy.location == done)),
        list(here.where(Copy.location == going_on).limit(40)),
    )
    found = dice.sample(there, len(there) - _NOT_FOUND) + dice.sample(strays, 1)
    rows: list[dict[str, Any]] = [{"code": copy.barcode, "copy": copy.id} for copy in found]
    rows.append({"code": texts["unknown"], "copy": None})
    for number, row in enumerate(rows):
        row |= {"stocktake": counted.id, "scanned_at": began + timedelta(seconds=4 * number)}
    StocktakeScan.insert_many(rows).execute()
    stocktake.finish(stocktake_id=counted.id)
    Stocktake.update(finished_at=began + timedelta(hours=1)).where(Stocktake.id == counted.id).execute()
    open_one = stocktake.begin(scope="shelf", value=going_on)
    for copy in strays[-_AT_HAND:]:
        stocktake.scan(stocktake_id=open_one, code=copy.barcode)
