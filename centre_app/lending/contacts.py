"""Calls about loans: noting what was said, and who can be called. Which loans are overdue is in `loan_reads.py`."""

from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.lending.models import Loan, LoanContact
from centre_app.lending.tuples import first_of, tuples_of
from centre_app.people.models import Person
from centre_app.storage.action import action


@dataclass(frozen=True, slots=True)
class Note:
    """One note about a loan."""

    id: int
    contacted_at: datetime
    said: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Who can be called about a loan: the borrower and, where there is one, the guardian. Phones may be empty."""

    borrower: str
    phone: str
    guardian: str
    guardian_phone: str


@action(N_("note a call about a loan"))
def note_contact(*, loan_id: int, said: str) -> int:
    """Keep what was said about a loan, also of one that has been returned; returns the id of the note.

    Raises ContactNeedsWords and NotFound.
    """
    words = said.strip()
    if not words:
        raise errors.ContactNeedsWords
    if first_of(Loan.select(Loan.id).where(Loan.id == loan_id)) is None:
        raise errors.NotFound
    return int(LoanContact.create(loan=loan_id, contacted_at=clock.now(), said=words).id)


def notes_of(loan_id: int) -> list[Note]:
    """All notes about a loan, newest first."""
    query = (
        LoanContact.select(LoanContact.id, LoanContact.contacted_at, LoanContact.said)
        .where(LoanContact.loan == loan_id)
        .order_by(LoanContact.id.desc())
    )
    return [Note(*row) for row in tuples_of(query)]


def reach(loan_id: int) -> Reach:
    """Who can be called about a loan. Raises NotFound."""
    guardian = Person.alias()
    query = (
        Loan.select(Person.name, Person.phone, guardian.name, guardian.phone)
        .join(Person)
        .join(guardian, JOIN.LEFT_OUTER, on=Person.guardian == guardian.id)
        .where(Loan.id == loan_id)
    )
    row = first_of(query)
    if row is None:
        raise errors.NotFound
    return Reach(*[value or "" for value in row])
