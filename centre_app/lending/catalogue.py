"""The catalogue's verbs: titles and copies added and changed. Loans are in `loans.py`, flags in `flags.py`.

The reads of `catalogue_reads.py` are offered here too, so that callers know one name. Nothing is ever deleted: a copy
that leaves is withdrawn, a mistake is undone.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Unpack

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.lending import call_numbers, donations, holds, numbers, title_fields
from centre_app.lending.catalogue_reads import (
    CopyCard,
    CopyLoan,
    CopyRow,
    TitleCard,
    TitleRow,
    copies_beginning,
    copies_by_isbn,
    copies_listed,
    copies_of,
    copy,
    copy_by_barcode,
    find,
    locations,
    page_of_titles,
    title,
    titles_by_isbn,
)
from centre_app.lending.labels import CONDITION_LABELS, KIND_LABELS
from centre_app.lending.models import Copy, Title
from centre_app.lending.title_fields import MoreFacts
from centre_app.storage.action import action

__all__ = [
    "CONDITION_LABELS",
    "KIND_LABELS",
    "CopyCard",
    "CopyLoan",
    "CopyRow",
    "TitleCard",
    "TitleRow",
    "add_copy",
    "add_title",
    "add_title_with_copy",
    "change_copy",
    "change_title",
    "copies_beginning",
    "copies_by_isbn",
    "copies_listed",
    "copies_of",
    "copy",
    "copy_by_barcode",
    "find",
    "locations",
    "page_of_titles",
    "title",
    "titles_by_isbn",
]

_COPY_TEXTS = ("volume", "call_number", "location", "note")


@action(N_("add a title"))
def add_title(
    *,
    name: str,
    authors: str = "",
    publisher: str = "",
    published: str = "",
    isbn: str = "",
    clc_class: str = "",
    price_fen: int | None = None,
    source_id: str = "",
    note: str = "",
    **more: Unpack[MoreFacts],
) -> int:
    """Add a work to the catalogue and return its id; it has no copies yet.

    The ISBN is stored as a valid ISBN-13; a number that is none is kept as given and nothing is refused for it. With a
    class and no `call_mark` it gets the next call number, unless the settings leave that to people.
    Raises TitleNeedsName, PriceImpossible, AgesImpossible, VolumesImpossible and CallNumberTaken.
    """
    mark = more.pop("call_mark", None)
    values = title_fields.values_of(
        name=name, authors=authors, publisher=publisher, published=published, isbn=isbn, clc_class=clc_class,
        price_fen=price_fen, source_id=source_id, note=note, **more,
    )  # fmt: skip
    everything = title_fields.found_by(Title()) | values
    values["call_mark"] = call_numbers.mark_for(everything, given=mark)
    made: int = Title.create(**values, **title_fields.keys(everything)).id
    return made


@action(N_("change a title"))
def change_title(*, title_id: int, **changes: Any) -> None:
    """Change fields of a title, named as in `add_title`. In another class it gets another call number.

    Raises NotFound and what `add_title` raises.
    """
    row: Any = Title.get_or_none(Title.id == title_id)
    if row is None:
        raise errors.NotFound
    mark = changes.pop("call_mark", None)
    values = title_fields.values_of(**changes)
    written = title_fields.found_by(row) | values
    if mark is not None or written["clc_class"] != row.clc_class:
        values["call_mark"] = call_numbers.mark_for(written, given=mark, title_id=title_id)
    Title.update(**values, **title_fields.keys(written)).where(Title.id == title_id).execute()


@action(N_("add a copy"))
def add_copy(
    *,
    title_id: int,
    barcode: str | None = None,
    volume: str = "",
    volumes: int = 1,
    set_number: int | None = None,
    kind: str = "book",
    donor: str = "",
    received_on: date | None = None,
    call_number: str = "",
    location: str = "",
    price_fen: int | None = None,
    note: str = "",
) -> int:
    """Put a piece of a title on the shelf and return its id; without a barcode it gets the next automatic one.

    `volumes` counts the 册 under this one barcode. `donor` may be empty; the donation is that of `received_on`, today when
    not said, which is also the day of accession. Raises CodeTaken, BarcodeIsIsbn, VolumesImpossible, PriceImpossible and NotFound.
    """
    if not Title.select().where(Title.id == title_id).exists():
        raise errors.NotFound
    day = received_on or clock.today()
    values = _copy_values(
        barcode=barcode, volume=volume, volumes=volumes, kind=kind, call_number=call_number, location=location,
        price_fen=price_fen, note=note,
    )  # fmt: skip
    donation_id = donations.donation_for(donor=donor, received_on=day)
    made: int = Copy.create(
        title=title_id,
        set_number=set_number,
        donation=donation_id,
        accessioned_on=day,
        condition_on=day,
        **values,
    ).id
    holds.review(made)
    return made


@action(N_("add a title"))
def add_title_with_copy(*, title: Mapping[str, Any], copy: Mapping[str, Any]) -> tuple[int, int]:
    """Add a title and its first copy in one step, with the arguments of `add_title` and `add_copy`. Returns both ids."""
    title_id = add_title(**title)
    return title_id, add_copy(title_id=title_id, **copy)


@action(N_("change a copy"))
def change_copy(*, copy_id: int, **changes: Any) -> None:
    """Change fields of a copy, named as in `add_copy`; its flags have verbs of their own.

    Raises NotFound, CodeTaken, BarcodeIsIsbn, VolumesImpossible and PriceImpossible.
    """
    row: Any = Copy.get_or_none(Copy.id == copy_id)
    if row is None:
        raise errors.NotFound
    values = _copy_values(except_copy=copy_id, **changes)
    if "donor" in changes:
        given_on = changes.get("received_on") or row.accessioned_on
        values["donation"] = donations.donation_for(donor=changes["donor"], received_on=given_on)
    if changes.get("received_on"):
        values["accessioned_on"] = changes["received_on"]
    if values:
        Copy.update(**values).where(Copy.id == copy_id).execute()
        holds.review(copy_id)


def _copy_values(*, except_copy: int | None = None, **fields: Any) -> dict[str, Any]:
    names = (*_COPY_TEXTS, "barcode", "volumes", "set_number", "kind", "price_fen")
    values = {
        name: value.strip() if name in _COPY_TEXTS else value
        for name, value in fields.items()
        if name in names
    }
    unknown = fields.keys() - {*names, "donor", "received_on"}
    if unknown:
        raise TypeError(unknown)
    title_fields.check_price(values)
    if not 1 <= values.get("volumes", 1) <= 1000:
        raise errors.VolumesImpossible(volumes=values["volumes"])
    if "barcode" in values:
        given = numbers.barcode_number(values["barcode"] or "")
        if given:
            numbers.refuse_if_taken(given, except_copy=except_copy)
            if numbers.is_isbn(given) and not _is_of(except_copy, given):
                raise errors.BarcodeIsIsbn(code=given)
        elif except_copy is not None:
            raise errors.CopyNeedsBarcode
        values["barcode"] = given or numbers.automatic_barcodes()[0]
    return values


def _is_of(copy_id: int | None, barcode: str) -> bool:
    """Whether a copy has that barcode already, from a list taken over."""
    return copy_id is not None and Copy.select().where(Copy.id == copy_id, Copy.barcode == barcode).exists()
