"""The tool shelf: umbrellas and power banks with one shelf barcode each, a first-aid kit and a tool box with their contents."""

import random
from datetime import date, timedelta
from typing import Any

from centre_app import clock
from centre_app.lending import adding, kits, shelf_codes
from centre_app.lending.due import due_date, end_of
from centre_app.lending.models import Copy, Loan
from centre_app.sample import content
from centre_app.sample.residents import People

_LENT = 2  # of each shelf


def fill(dice: random.Random, *, first: date, people: People) -> None:
    """Write the shelf as it is on the first day, and a few umbrellas and power banks that are out now."""
    shelf = content.tools()
    for thing in shelf["things"]:
        copy_id = _add(thing, location=shelf["location"], day=first)
        if contents := thing.get("contents"):
            kits.put_items(copy_id=copy_id, items=[_item(row) for row in contents])
        else:
            _lend(dice, copy_id, people)


def _add(thing: dict[str, Any], *, location: str, day: date) -> int:
    fen = thing["price_yuan"] * 100
    copy = {"kind": thing["kind"], "location": location, "received_on": day, "price_fen": fen}
    several = {"how": "shelf", "count": thing["pieces"]} if thing["pieces"] > 1 else {}
    title = {"name": thing["name"], "price_fen": fen, "note": thing["note"]}
    return adding.add_title(title=title, copy=copy | several)[1]


def _item(row: dict[str, Any]) -> kits.Item:
    days = row["expires_in_days"]
    last = clock.today() + timedelta(days=days) if days is not None else None
    return kits.Item(row["name"], row["quantity"], last, row["note"])


def _lend(dice: random.Random, copy_id: int, people: People) -> None:
    found = shelf_codes.shelf(Copy.get_by_id(copy_id).shelf_code)
    readers = sorted(person for person, weight in people.weights.items() if weight > 1)
    assert found is not None
    for row, person_id in zip(found.free[:_LENT], dice.sample(readers, _LENT), strict=True):
        lent_at = clock.now() - timedelta(minutes=dice.randint(60, 180))
        Loan.create(copy=row.id, person=person_id, lent_at=lent_at, due_at=end_of(due_date(lent_at.date())))
