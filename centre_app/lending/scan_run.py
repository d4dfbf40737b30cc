"""Scan-run cataloguing: donor, class, shelf and kind set once, then book after book. Each one is stored at once.

The reads of `scan_run_reads.py` are offered here too. What the two seconds of a double scan mean is the screen's to know.
"""

from datetime import date
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_, _
from centre_app.lending import catalogue, donations
from centre_app.lending.models import Copy, Donation, Title
from centre_app.lending.numbers import barcode_number, is_isbn, plain
from centre_app.lending.scan_run_models import ScannedCopy, ScanRun
from centre_app.lending.scan_run_reads import (
    Batch,
    KnownTitle,
    Meaning,
    RunCard,
    RunCopy,
    Tally,
    batches_since,
    copies,
    latest_runs,
    read,
    run,
    tally,
    titles_named,
)
from centre_app.lending.tuples import first_of
from centre_app.storage.action import action

__all__ = [
    "MOST_AT_ONCE",
    "Batch",
    "KnownTitle",
    "Meaning",
    "RunCard",
    "RunCopy",
    "Tally",
    "add_copies",
    "add_title",
    "batches_since",
    "begin",
    "copies",
    "latest_runs",
    "read",
    "run",
    "tally",
    "titles_named",
]

MOST_AT_ONCE = 200


@action(N_("begin a run of cataloguing"))
def begin(
    *,
    donor: str = "",
    received_on: date | None = None,
    donation_id: int | None = None,
    anonymous: bool = False,
    clc_class: str = "",
    location: str = "",
    kind: str = "book",
    own_labels: bool = False,
) -> int:
    """Set once what holds for all books of a pile; returns the run's id.

    The batch is `donation_id`, or that of the donor on the day, made when there is none; neither means not donated.
    `anonymous`: the donor wants no name on papers, and may be left empty. Raises NotFound for a batch that is gone.
    """
    if donation_id is None:
        name = plain(donor) or (_("A kind neighbour") if anonymous else "")
        donation_id = donations.donation_for(donor=name, received_on=received_on)
        if anonymous:
            Donation.update(anonymous=True).where(Donation.id == donation_id).execute()
    elif not Donation.select().where(Donation.id == donation_id).exists():
        raise errors.NotFound
    made: int = ScanRun.create(
        donation=donation_id,
        clc_class=plain(clc_class),
        location=location.strip(),
        kind=kind,
        own_labels=own_labels,
        started_at=clock.now(),
    ).id
    return made


@action(N_("catalogue a copy"))
def add_copies(*, run_id: int, title_id: int, barcode: str = "", count: int = 1) -> list[int]:
    """Add further copies of a known title to a run and return their ids; with several each gets the next number.

    The call number is that of the title's latest copy that has one, else its class, else that of the run. Raises
    NotFound, CopiesAtOnceImpossible, and for a run whose books have labels CopyNeedsBarcode, LabelIsIsbn and CodeTaken.
    """
    card = run(run_id)
    if not 1 <= count <= MOST_AT_ONCE:
        raise errors.CopiesAtOnceImpossible(count=count, limit=MOST_AT_ONCE)
    label = _label(card, barcode)
    return [_add(card, title_id, label, volume="") for _each in range(count)]


@action(N_("catalogue a title"))
def add_title(
    *, run_id: int, name: str, isbn: str = "", barcode: str = "", volume: str = "", **more: Any
) -> int:
    """Add a title that is new here with its first copy; returns the copy's id.

    `more` are further arguments of `catalogue.add_title`; the class is the run's unless given. An ISBN that is none is
    kept as given. Raises TitleNeedsName, PriceImpossible and what `add_copies` raises.
    """
    card = run(run_id)
    label = _label(card, barcode)
    title_id = catalogue.add_title(name=name, isbn=isbn, **{"clc_class": card.clc_class, **more})
    return _add(card, title_id, label, volume=volume)


def _add(card: RunCard, title_id: int, barcode: str, *, volume: str) -> int:
    known = first_of(Title.select(Title.clc_class, Title.price_fen).where(Title.id == title_id))
    if known is None:
        raise errors.NotFound
    clc_class, price_fen = known
    copy_id = catalogue.add_copy(
        title_id=title_id,
        barcode=barcode or None,
        volume=volume,
        kind=card.kind,
        call_number=_call_number(title_id) or clc_class or card.clc_class,
        location=card.location,
        price_fen=price_fen,
        received_on=card.received_on,
    )
    if card.donation_id is not None:
        Copy.update(donation=card.donation_id).where(Copy.id == copy_id).execute()
    ScannedCopy.create(run=card.id, copy=copy_id)
    return copy_id


def _call_number(title_id: int) -> str:
    same = Copy.select(Copy.call_number).where((Copy.title == title_id) & (Copy.call_number != ""))
    row = first_of(same.order_by(Copy.id.desc()).limit(1))
    return row[0] if row else ""


def _label(card: RunCard, barcode: str) -> str:
    """The number on the label of a book, nothing for a run whose copies get the next ones."""
    if not card.own_labels:
        return ""
    number = barcode_number(barcode)
    if not number:
        raise errors.CopyNeedsBarcode
    if is_isbn(number):
        raise errors.LabelIsIsbn(code=number)
    return number
