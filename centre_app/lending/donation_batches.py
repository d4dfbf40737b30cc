"""The verbs of a donated batch: recorded, its lines typed, and counted on arrival. What becomes of pieces is in `donation_decisions.py`.

Each scan is a step of its own and durable at once; lines are never counted below what was decided on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.lending import catalogue, donation_reads
from centre_app.lending.donation_models import MOST_PIECES, DonationLine
from centre_app.lending.donation_reads import LineRow
from centre_app.lending.models import Donation
from centre_app.lending.numbers import barcode_number, isbn13, plain
from centre_app.lending.tuples import first_of
from centre_app.people.models import Person
from centre_app.storage.action import action

_LINE_TEXTS = ("name", "authors", "publisher", "published", "clc_class", "note")
_LINE_COUNTS = ("expected", "arrived")


@dataclass(frozen=True, slots=True)
class Counted:
    """A scan of a count on arrival: its line as it is now, and whether no line knew the book before."""

    line: LineRow
    is_new: bool


@action(N_("record a donation"))
def record_batch(
    *,
    donor: str,
    donor_kind: str = "",
    person_id: int | None = None,
    contact: str = "",
    received_on: date | None = None,
    note: str = "",
) -> int:
    """Record a batch that was or will be given, without lines yet; returns its id. `donor` is what is printed.

    `person_id` says which person of the centre that is. Raises DonorMissing and NotFound.
    """
    values = _batch_values(
        donor=donor, donor_kind=donor_kind, person_id=person_id, contact=contact,
        received_on=received_on or clock.today(), note=note,
    )  # fmt: skip
    made: int = Donation.create(**values).id
    return made


@action(N_("change a donation"))
def change_batch(*, donation_id: int, **changes: Any) -> None:
    """Change what is known of a batch, named as in `record_batch`. Raises DonorMissing and NotFound."""
    donation_reads.batch(donation_id)
    Donation.update(**_batch_values(**changes)).where(Donation.id == donation_id).execute()


@action(N_("end the arrival of a donation"))
def end_arrival(*, donation_id: int) -> None:
    """Say that nothing more of a batch is expected: what is missing stays missing. Raises NotFound."""
    donation_reads.batch(donation_id)
    Donation.update(complete_on=clock.today()).where(Donation.id == donation_id).execute()


@action(N_("expect more of a donation"))
def expect_more(*, donation_id: int) -> None:
    """Wait for what is missing again. Raises NotFound."""
    donation_reads.batch(donation_id)
    Donation.update(complete_on=None).where(Donation.id == donation_id).execute()


@action(N_("add a line to a donation"))
def add_line(*, donation_id: int, **fields: Any) -> int:
    """Add a line and return its id; fields are the columns of the table, `isbn` as the donor wrote it.

    Raises LineNeedsName, CountImpossible, VolumesImpossible, PriceImpossible and NotFound.
    """
    donation_reads.batch(donation_id)
    values = _line_values(fields)
    if not values.get("name") and not values.get("isbn_given"):
        raise errors.LineNeedsName
    made: int = DonationLine.create(donation=donation_id, **values).id
    return made


@action(N_("change a line of a donation"))
def change_line(*, line_id: int, **changes: Any) -> None:
    """Change fields of a line, named as in `add_line`. Raises as `add_line`, and ArrivedBelowSettled."""
    row = donation_reads.line(line_id)
    values = _line_values(changes)
    if not values.get("name", row.name) and not values.get("isbn_given", row.isbn_given):
        raise errors.LineNeedsName
    _check_settled(row, arrived=values.get("arrived", row.arrived))
    if values:
        DonationLine.update(**values).where(DonationLine.id == line_id).execute()


@action(N_("count what arrived"))
def count_line(*, line_id: int, arrived: int) -> None:
    """Say how many pieces of a line arrived. Raises CountImpossible, ArrivedBelowSettled and NotFound."""
    change_line(line_id=line_id, arrived=arrived)


@action(N_("count what arrived"))
def count_scan(*, donation_id: int, code: str) -> Counted:
    """Count one more piece of the line that this ISBN, or the number the donor wrote as such, stands on.

    Of several lines the first of which pieces are missing; without any line a new one, of which none was expected, with what
    the catalogue knows. Raises NotOnAnyLine for another code, CountImpossible and NotFound.
    """
    donation_reads.batch(donation_id)
    found = _line_of(donation_id, code)
    if found is None:
        line_id = _new_line(donation_id, code)
        return Counted(donation_reads.line(line_id), is_new=True)
    line_id, arrived = found
    _check_count(arrived + 1)
    DonationLine.update(arrived=arrived + 1).where(DonationLine.id == line_id).execute()
    return Counted(donation_reads.line(line_id), is_new=False)


@action(N_("count all as arrived"))
def count_all(*, donation_id: int) -> None:
    """Say that all that is missing arrived. Raises NotFound."""
    donation_reads.batch(donation_id)
    here = (DonationLine.donation == donation_id) & (DonationLine.arrived < DonationLine.expected)
    DonationLine.update(arrived=DonationLine.expected).where(here).execute()


@action(N_("remove a line of a donation"))
def remove_line(*, line_id: int) -> None:
    """Take away a line that was a mistake. Raises LineInUse when something of it arrived, and NotFound."""
    row = donation_reads.line(line_id)
    if row.arrived:
        raise errors.LineInUse(title=row.title)
    DonationLine.delete().where(DonationLine.id == line_id).execute()


def _batch_values(**fields: Any) -> dict[str, Any]:
    values = {
        name: plain(value) if name in ("donor", "contact") else value.strip() if name == "note" else value
        for name, value in fields.items()
    }
    if values.get("donor") == "":
        raise errors.DonorMissing
    person_id = values.get("person_id")
    if person_id is not None and not Person.select().where(Person.id == person_id).exists():
        raise errors.NotFound
    return values


def _line_values(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns to write; of the ISBN both what was written and the valid number in it."""
    values: dict[str, Any] = {
        name: plain(value) if name in _LINE_TEXTS else value for name, value in fields.items()
    }
    if "isbn" in values:
        values["isbn_given"] = plain(values["isbn"])
        values["isbn"] = isbn13(values["isbn"])
    for name in _LINE_COUNTS:
        _check_count(values.get(name, 0))
    if not 1 <= values.get("volumes", 1) <= 1000:
        raise errors.VolumesImpossible(volumes=values["volumes"])
    price = values.get("price_fen")
    if price is not None and not 0 <= price <= 10_000_000_00:
        raise errors.PriceImpossible(yuan=f"{price / 100:.2f}")
    return values


def _check_count(count: int) -> None:
    if not 0 <= count <= MOST_PIECES:
        raise errors.CountImpossible(count=count, most=MOST_PIECES)


def _check_settled(row: LineRow, *, arrived: int) -> None:
    if arrived < row.settled:
        raise errors.ArrivedBelowSettled(title=row.title, settled=row.settled)


def _line_of(donation_id: int, code: str) -> tuple[int, int] | None:
    """Id and count of the line a scan means, None where there is none."""
    isbn, given = isbn13(code), barcode_number(code)
    known = DonationLine.isbn == isbn if isbn else DonationLine.isbn_given == given
    found = first_of(
        DonationLine.select(DonationLine.id, DonationLine.arrived)
        .where((DonationLine.donation == donation_id) & known)
        .order_by((DonationLine.arrived >= DonationLine.expected), DonationLine.id)
    )
    return None if found is None else (found[0], found[1])


def _new_line(donation_id: int, code: str) -> int:
    if not isbn13(code):
        raise errors.NotOnAnyLine(code=barcode_number(code) or "?")
    fields: dict[str, Any] = {"isbn": code, "arrived": 1}
    known = catalogue.titles_by_isbn(code)
    if known:
        card = catalogue.title(known[0].id)
        if card is not None:
            names = ("name", "authors", "publisher", "published", "clc_class", "price_fen")
            fields |= {name: getattr(card, name) for name in names}
    return add_line(donation_id=donation_id, **fields)
