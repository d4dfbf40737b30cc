"""In-house use: what was read here and not lent is counted when it is put back on its shelf.

First loans, renewals and in-house uses are three figures, nowhere added together.
"""

from dataclasses import dataclass

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.lending import catalogue_reads, flags, loans
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.numbers import isbn13
from centre_app.lending.use_models import InHouseUse
from centre_app.storage.action import action


@dataclass(frozen=True, slots=True)
class Reshelved:
    """What a scan at reshelving did: `use_id` where it was counted as in-house use, `returned` where it had been out or lost."""

    copy: CopyRow
    use_id: int | None
    returned: loans.Returned | None


@action(N_("count an in-house use"))
def note_use(*, copy_id: int) -> Reshelved:
    """Count that a copy was read here. What is out or lost is returned instead: it was not read here but brought back.

    Raises CopyWithdrawn and NotFound.
    """
    found = catalogue_reads.copy(copy_id)
    if found is None:
        raise errors.NotFound
    if found.loan is not None or found.has("lost"):
        return Reshelved(found, None, loans.return_copy(copy_id))
    if found.has("withdrawn"):
        raise flags.KEPT["withdrawn"](title=found.title, barcode=found.barcode)
    made = InHouseUse.create(copy=copy_id, used_at=clock.now())
    return Reshelved(found, int(made.id), None)


@action(N_("count an in-house use"))
def reshelve(*, code: str) -> Reshelved:
    """Take a scan at the shelf: the barcode of a copy, or an ISBN that only one copy in the house has.

    Raises NothingHasTheCode, SeveralHaveTheIsbn with the copies that may be meant, and what `note_use` raises.
    """
    found = catalogue_reads.copy_by_barcode(code)
    if found is not None:
        return note_use(copy_id=found.id)
    same = catalogue_reads.copies_by_isbn(code)
    here = [row for row in same if row.loan is None] or same
    if not here:
        raise errors.NothingHasTheCode(code=code.strip())
    if len(here) > 1:
        raise errors.SeveralHaveTheIsbn(count=len(here), isbn=isbn13(code), copies=here)
    return note_use(copy_id=here[0].id)
