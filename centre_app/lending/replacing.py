"""A copy that came in the place of one that is gone: named once, shown on both."""

from dataclasses import dataclass
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.lending import catalogue_reads
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.models import GONE, Copy
from centre_app.lending.tuples import first_of, tuples_of
from centre_app.lending.use_models import Replacement
from centre_app.storage.action import action


@dataclass(frozen=True, slots=True)
class Stands:
    """The barcodes of the copy that stands in the place of this one, and of the one this stands in the place of; "" for none."""

    replaced_by: str = ""
    replaces: str = ""


@action(N_("name the replacement of a copy"))
def replace(*, copy_id: int, barcode: str) -> CopyRow:
    """Say which copy came in the place of a lost or withdrawn one; returns the copy that came.

    Raises CopyNotGone, CopyReplacedAlready, NothingHasTheCode, ReplacementImpossible, ReplacesAnother and NotFound.
    """
    gone = catalogue_reads.copy(copy_id)
    if gone is None:
        raise errors.NotFound
    if not any(gone.has(flag) for flag in GONE):
        raise errors.CopyNotGone(title=gone.title, barcode=gone.barcode)
    before = of_copies([copy_id]).get(copy_id, Stands())
    if before.replaced_by:
        raise errors.CopyReplacedAlready(title=gone.title, barcode=gone.barcode, other=before.replaced_by)
    by = catalogue_reads.copy_by_barcode(barcode)
    if by is None:
        raise errors.NothingHasTheCode(code=barcode.strip())
    if by.id == copy_id or any(by.has(flag) for flag in GONE):
        raise errors.ReplacementImpossible(title=by.title, barcode=by.barcode)
    other = of_copies([by.id]).get(by.id, Stands()).replaces
    if other:
        raise errors.ReplacesAnother(title=by.title, barcode=by.barcode, other=other)
    Replacement.create(gone=copy_id, by=by.id, noted_at=clock.now())
    return by


@action(N_("take back the replacement of a copy"))
def take_back(*, copy_id: int) -> None:
    """Say that no copy stands in the place of this one after all. Raises NotFound where none does."""
    found = first_of(Replacement.select(Replacement.id).where(Replacement.gone == copy_id))
    if found is None:
        raise errors.NotFound
    Replacement.delete().where(Replacement.id == found[0]).execute()


def of_copies(copy_ids: list[int]) -> dict[int, Stands]:
    """What stands in the place of what, for those of these copies that have anything to do with it."""
    gone, by = Copy.alias(), Copy.alias()
    query: Any = (
        Replacement.select(Replacement.gone, Replacement.by, gone.barcode, by.barcode)
        .join(gone, on=Replacement.gone == gone.id).switch(Replacement).join(by, on=Replacement.by == by.id)
        .where(Replacement.gone.in_(copy_ids) | Replacement.by.in_(copy_ids))
    )  # fmt: skip
    found: dict[int, Stands] = {}
    for gone_id, by_id, gone_barcode, by_barcode in tuples_of(query):
        found[gone_id] = Stands(by_barcode, found.get(gone_id, Stands()).replaces)
        found[by_id] = Stands(found.get(by_id, Stands()).replaced_by, gone_barcode)
    return found
