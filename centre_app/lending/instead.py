"""Keeping a copy after all: it was scanned to be renewed, and the scan took it for a return."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from centre_app import errors
from centre_app.i18n import N_
from centre_app.lending import catalogue_reads, holds
from centre_app.lending.loans import renew
from centre_app.lending.models import Loan
from centre_app.storage.action import action


@dataclass(frozen=True, slots=True)
class Renewed:
    """A loan that goes on, and its new last day."""

    loan_id: int
    person_id: int
    title: str
    due_on: date


@action(N_("renew instead of returning"))
def renew_returned(loan_id: int) -> Renewed:
    """Let a loan that was just returned go on and renew it.

    Raises CopyAlreadyLent when it went to somebody else meanwhile, what `renew` raises, and NotFound.
    """
    loan: Any = Loan.get_or_none(Loan.id == loan_id)
    copy = catalogue_reads.copy(loan.copy_id) if loan is not None else None
    if copy is None:
        raise errors.NotFound
    if copy.loan is not None and copy.loan.loan_id != loan_id:
        raise errors.CopyAlreadyLent(
            title=copy.title, barcode=copy.barcode, borrower=copy.loan.borrower, since=copy.loan.lent_at
        )
    kept = holds.captured(copy.id)
    if kept is not None:
        raise errors.RenewalRefusedHeld(title=copy.title, count=1, due=loan.due_at)
    Loan.update(returned_at=None).where(Loan.id == loan_id).execute()
    return Renewed(loan_id=loan_id, person_id=loan.person_id, title=copy.title, due_on=renew(loan_id))
