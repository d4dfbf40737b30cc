"""Lending, returning, renewing, and what stands against lending. Due dates are in `due.py`, the catalogue in `catalogue.py`.

The reads of `loan_reads.py` are offered here too, so that callers know one name.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.i18n import N_
from centre_app.lending import catalogue_reads, flags
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.due import counted_to, days_late, due_date, end_of
from centre_app.lending.loan_reads import (
    LoanRow,
    OutRow,
    PastLoan,
    due_on,
    loan,
    loan_history,
    loans_of,
    out_now,
    overdue,
    overdue_of,
    taken_back,
)
from centre_app.lending.models import Loan, Renewal
from centre_app.lending.tuples import first_of
from centre_app.people import visits
from centre_app.people.models import Person
from centre_app.storage.action import action

__all__ = [
    "Lent",
    "LoanRow",
    "OutRow",
    "PastLoan",
    "Returned",
    "Standing",
    "can_lend",
    "counted_to",
    "due_date",
    "due_on",
    "lend",
    "loan",
    "loan_history",
    "loans_of",
    "out_now",
    "overdue",
    "overdue_of",
    "renew",
    "return_copy",
    "standing",
    "taken_back",
]


@dataclass(frozen=True, slots=True)
class Lent:
    """What was lent and when it must be back. `counted_to` is the day before closed days moved it, if they did."""

    loan_id: int
    copy_id: int
    title_id: int
    title: str
    barcode: str
    donor: str
    person_id: int
    borrower: str
    due_on: date
    counted_to: date

    @property
    def moved(self) -> bool:
        """Whether closed days moved the due day."""
        return self.due_on != self.counted_to


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back. Without a loan (a lost copy found on the shelf) the loan, borrower and days are empty.

    `found_again`: it had been marked lost, and that has ended.
    """

    loan_id: int | None
    copy_id: int
    title_id: int
    title: str
    barcode: str
    donor: str
    borrower_id: int | None
    borrower: str
    days_late: int
    found_again: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands: loans out, how many they may have, how many are overdue, and what keeps them from borrowing."""

    loans: int
    limit: int
    overdue: int
    blocks: list[errors.CentreError]


@action(N_("lend an item"))
def lend(*, copy_id: int, person_id: int) -> Lent:
    """Lend a copy from the shelf, until the due day by today's settings.

    Belongs to the borrower's visit of today (`visits.join`). Raises the first of what `can_lend` finds, and NotFound.
    """
    found, borrower = _copy(copy_id), _name(person_id)
    for block in _blocks_of_copy(found) + standing(person_id).blocks:
        raise block
    now = clock.now()
    due_day = due_date(now.date())
    row = Loan.create(copy=copy_id, person=person_id, lent_at=now, due_at=end_of(due_day))
    visits.join(person_id=person_id)
    return Lent(
        loan_id=row.id, copy_id=copy_id, title_id=found.title_id, title=found.title, barcode=found.barcode,
        donor=found.donor, person_id=person_id, borrower=borrower, due_on=due_day,
        counted_to=counted_to(now.date()),
    )  # fmt: skip


@action(N_("return an item"))
def return_copy(copy_id: int) -> Returned:
    """Take a copy back, whoever brings it and whatever its condition; a lost one is found again.

    A sign of life of a borrower who is here. Raises NotOnLoan when there is nothing to take back, and NotFound.
    """
    found = _copy(copy_id)
    row: Any = Loan.get_or_none((Loan.copy == copy_id) & Loan.returned_at.is_null())
    lost = found.has("lost")
    if row is None and not lost:
        raise errors.NotOnLoan(title=found.title, barcode=found.barcode)
    now = clock.now()
    if lost:
        flags.end_flag(copy_id=copy_id, flag="lost", ended_by=flags.FOUND)
    if row is not None:
        # A clock set back by a few minutes must not keep a book from coming home.
        Loan.update(returned_at=max(now, row.lent_at)).where(Loan.id == row.id).execute()
        visits.seen(person_id=row.person_id)
    return Returned(
        loan_id=row.id if row else None, copy_id=copy_id, title_id=found.title_id, title=found.title,
        barcode=found.barcode, donor=found.donor, borrower_id=row.person_id if row else None,
        borrower=found.loan.borrower if found.loan else "", days_late=days_late(row.due_at, now=now) if row else 0,
        found_again=lost,
    )  # fmt: skip


@action(N_("renew a loan"))
def renew(loan_id: int) -> date:
    """Give a loan a later last day, counted from today; returns that day.

    Raises RenewalLimitReached, RenewalTooEarly when nothing would be gained, LoanEnded when it was returned meanwhile,
    one of the errors that keep the copy from being lent, and NotFound.
    """
    row: Any = Loan.get_or_none(Loan.id == loan_id)
    if row is None:
        raise errors.NotFound
    found = _copy(row.copy_id)
    if row.returned_at is not None:
        raise errors.LoanEnded(title=found.title, returned=row.returned_at)
    for block in _blocks_of_condition(found):
        raise block
    limit = int(settings.get("renewal_limit"))
    if row.renewals >= limit:
        raise errors.RenewalLimitReached(title=found.title, times=row.renewals, limit=limit, due=row.due_at)
    days = int(settings.get("renewal_days"))
    later = end_of(due_date(clock.today(), days=days))
    if later <= row.due_at:
        start = row.due_at.date() - timedelta(days=days - 1)
        raise errors.RenewalTooEarly(title=found.title, due=row.due_at, start=start)
    Renewal.create(loan=loan_id, renewed_at=clock.now(), due_before=row.due_at, due_after=later)
    Loan.update(due_at=later, renewals=row.renewals + 1).where(Loan.id == loan_id).execute()
    day: date = later.date()
    return day


def can_lend(*, copy_id: int | None = None, person_id: int | None = None) -> list[errors.CentreError]:
    """All that stands against lending this copy, or to this person, or both: errors not raised; empty when nothing does."""
    blocks = _blocks_of_copy(_copy(copy_id)) if copy_id is not None else []
    return blocks + (standing(person_id).blocks if person_id is not None else [])


def standing(person_id: int) -> Standing:
    """How a person stands with the library: counts, limit and blocks."""
    loans, limit = loans_of(person_id), int(settings.get("lend_limit"))
    late = [loan for loan in loans if loan.days_late]
    blocks: list[errors.CentreError] = []
    if late:
        blocks.append(
            errors.BorrowerOverdue(title=late[0].title, barcode=late[0].barcode, due=late[0].due_on)
        )
    if len(loans) >= limit:
        blocks.append(errors.LoanLimitReached(count=len(loans), limit=limit))
    return Standing(loans=len(loans), limit=limit, overdue=len(late), blocks=blocks)


def _blocks_of_copy(found: CopyRow) -> list[errors.CentreError]:
    blocks = _blocks_of_condition(found)
    if found.loan is not None:
        blocks.append(
            errors.CopyAlreadyLent(
                title=found.title,
                barcode=found.barcode,
                borrower=found.loan.borrower,
                since=found.loan.lent_at,
            )
        )
    return blocks


def _blocks_of_condition(found: CopyRow) -> list[errors.CentreError]:
    flag = found.kept_by
    return [flags.KEPT[flag](title=found.title, barcode=found.barcode)] if flag else []


def _copy(copy_id: int) -> CopyRow:
    found = catalogue_reads.copy(copy_id)
    if found is None:
        raise errors.NotFound
    return found


def _name(person_id: int) -> str:
    row = first_of(Person.select(Person.name).where(Person.id == person_id))
    if row is None:
        raise errors.NotFound
    return str(row[0])
