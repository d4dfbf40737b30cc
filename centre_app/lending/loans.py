"""Lending, returning, renewing, and what stands against lending. Due dates are in `due.py`, the catalogue in `catalogue.py`.

The reads of `loan_reads.py` are offered here too, so that callers know one name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.lending import blocks, catalogue_reads, flags, holds
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.due import before_expiry, counted_to, days_late, due_date, due_in_hours, end_of
from centre_app.lending.hold_reads import HoldRow
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
from centre_app.lending.policies import Policies, Terms
from centre_app.lending.policy_models import LoanOverride
from centre_app.people import visits
from centre_app.people.models import Person
from centre_app.storage.action import action
from centre_app.storage.database import db

_SOON = timedelta(days=30)
# In words, as a scan waits for it; the columns are those of `Terms.kept`.
_LEND = """
INSERT INTO loan (copy_id, person_id, lent_at, due_at, category, loan_days, loan_hours, renewal_limit, renewal_days,
  grace_days, suspension_days, given_by)
VALUES (:copy_id, :person_id, :lent_at, :due_at, :category, :loan_days, :loan_hours, :renewal_limit, :renewal_days,
  :grace_days, :suspension_days, :given_by)"""
_OUT = """
SELECT id, person_id, lent_at, due_at, grace_days, suspension_days FROM loan WHERE copy_id = ? AND returned_at IS NULL"""
_RETURN = "UPDATE loan SET returned_at = ? WHERE id = ?"

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
    "due_moment",
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
    """What was lent and when it must be back. `counted_to` is the day before closed days moved it, if they did.

    `notices`: sentences that the clerk should hear, and that keep nobody from anything.
    """

    loan_id: int
    copy_id: int
    title_id: int
    title: str
    barcode: str
    donor: str
    person_id: int
    borrower: str
    due_at: datetime
    by_hours: bool
    counted_to: date
    notices: tuple[str, ...]

    @property
    def due_on(self) -> date:
        """The last day."""
        return self.due_at.date()

    @property
    def moved(self) -> bool:
        """Whether closed days moved the due day."""
        return self.due_on != self.counted_to


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back. Without a loan (a lost copy found on the shelf) the loan, borrower and days are empty.

    `found_again`: it had been marked lost, and that has ended. `suspended_until`: the borrower borrows nothing up to then.
    `kept`: the hold it is now kept for.
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
    suspended_until: date | None = None
    kept: HoldRow | None = None


@dataclass(frozen=True, slots=True)
class _Out:
    """The loan a copy is out on, as far as its return must know it."""

    id: int
    person_id: int
    lent_at: datetime
    due_at: datetime
    grace_days: int | None
    suspension_days: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands: loans out, how many they may have, how many are overdue, and what keeps them from borrowing."""

    loans: int
    limit: int
    overdue: int
    blocks: list[errors.CentreError]


@action(N_("lend an item"))
def lend(*, copy_id: int, person_id: int, reasons: Mapping[str, str] | None = None) -> Lent:
    """Lend a copy from the shelf, until the due day by today's policies, which the loan keeps.

    `reasons`: why the clerk passes blocks that may be passed, by their `key`; they are kept with the loan.
    Belongs to the borrower's visit of today (`visits.join`). Raises what `can_lend` finds, several as LendingRefused, and NotFound.
    """
    found, whom = _copy(copy_id), blocks.borrower(person_id)
    policies = Policies()
    terms = policies.terms(category=whom.category, kind=found.kind)
    queued = holds.touches(copy_id)
    passed = blocks.refuse(
        _all_blocks(found, whom, policies, terms, queued=queued), reasons=reasons or {}, found=found
    )
    now = clock.now()
    due_at = due_moment(now, terms=terms, expires_on=whom.card_expires_on)
    if queued:
        holds.fulfil(copy_id=copy_id, person_id=person_id)
    kept = {"lent_at": now, "due_at": due_at, "category": whom.category, **terms.kept()}
    loan_id = db.execute_sql(_LEND, {"copy_id": copy_id, "person_id": person_id, **kept}).lastrowid
    for block, reason in passed.items():
        LoanOverride.create(loan=loan_id, block=block, reason=reason)
    if whom.category != "organisation":
        visits.join(person_id=person_id)
    day = due_at.date()
    return Lent(
        loan_id=loan_id, copy_id=copy_id, title_id=found.title_id, title=found.title, barcode=found.barcode,
        donor=found.donor, person_id=person_id, borrower=whom.name, due_at=due_at, by_hours=terms.loan_hours is not None,
        counted_to=day if terms.loan_days is None else counted_to(now.date(), days=terms.loan_days),
        notices=_notices(found, whom),
    )  # fmt: skip


@action(N_("return an item"))
def return_copy(copy_id: int, *, returned_at: datetime | None = None) -> Returned:
    """Take a copy back, whoever brings it and whatever its condition; a lost one is found again.

    `returned_at`: when it came back, if that was forgotten then. One that is late may suspend its borrower, by the
    loan's terms. A sign of life of a borrower who is here. Raises NotOnLoan when there is nothing to take back,
    ReturnBeforeLoan, ReturnInFuture, and NotFound.
    """
    found = _copy(copy_id)
    row = _out(copy_id)
    lost = found.has("lost")
    if row is None and not lost:
        raise errors.NotOnLoan(title=found.title, barcode=found.barcode)
    now = _moment_of_return(row, found, returned_at) if returned_at is not None else clock.now()
    if lost:
        flags.end_flag(copy_id=copy_id, flag="lost", ended_by=flags.FOUND)
    suspended = None
    if row is not None:
        # A clock set back by a few minutes must not keep a book from coming home.
        db.execute_sql(_RETURN, (max(now, row.lent_at), row.id))
        suspended = _suspend(row, late=days_late(row.due_at, now=now))
        visits.seen(person_id=row.person_id)
    return Returned(
        loan_id=row.id if row else None, copy_id=copy_id, title_id=found.title_id, title=found.title,
        barcode=found.barcode, donor=found.donor, borrower_id=row.person_id if row else None,
        borrower=found.loan.borrower if found.loan else "", days_late=days_late(row.due_at, now=now) if row else 0,
        found_again=lost, suspended_until=suspended, kept=holds.on_return(copy_id),
    )  # fmt: skip


@action(N_("renew a loan"))
def renew(loan_id: int) -> date:
    """Give a loan a later last day by its own terms, counted from today or from the old due day (a setting).

    Returns that day. Raises RenewalRefusedHeld, RenewalLimitReached, RenewalTooEarly when nothing would be gained, RenewalBeyondCard when
    the card ends first, LoanEnded when it was returned meanwhile, one of the errors that keep the copy from being
    lent, and NotFound.
    """
    row: Any = Loan.get_or_none(Loan.id == loan_id)
    if row is None:
        raise errors.NotFound
    found = _copy(row.copy_id)
    if row.returned_at is not None:
        raise errors.LoanEnded(title=found.title, returned=row.returned_at)
    holds.refuse_renewal(found, person_id=row.person_id)
    for block in blocks.of_condition(found):
        raise block
    limit, days = _terms_of_renewal(row)
    if row.renewals >= limit:
        raise errors.RenewalLimitReached(title=found.title, times=row.renewals, limit=limit, due=row.due_at)
    later = _renewed_to(row, days)
    expires = blocks.borrower(row.person_id).card_expires_on
    capped = before_expiry(later, expires)
    if capped <= row.due_at:
        if capped < later:
            raise errors.RenewalBeyondCard(title=found.title, due=row.due_at, expires=expires)
        start = row.due_at.date() - timedelta(days=days - 1)
        raise errors.RenewalTooEarly(title=found.title, due=row.due_at, start=start)
    Renewal.create(loan=loan_id, renewed_at=clock.now(), due_before=row.due_at, due_after=capped)
    changes = {"due_at": capped, "renewals": row.renewals + 1, "due_by_hand": False}
    Loan.update(**changes).where(Loan.id == loan_id).execute()
    day: date = capped.date()
    return day


def can_lend(*, copy_id: int | None = None, person_id: int | None = None) -> list[errors.CentreError]:
    """All that stands against lending this copy, or to this person, or both: errors not raised; empty when nothing does."""
    if person_id is None:
        return blocks.of_copy(_copy(copy_id)) if copy_id is not None else []
    if copy_id is None:
        return standing(person_id).blocks
    found, whom, policies = _copy(copy_id), blocks.borrower(person_id), Policies()
    terms = policies.terms(category=whom.category, kind=found.kind)
    return _all_blocks(found, whom, policies, terms, queued=holds.touches(copy_id))


def standing(person_id: int) -> Standing:
    """How a person stands with the library: counts, limit and blocks."""
    loans, whom, policies = loans_of(person_id), blocks.borrower(person_id), Policies()
    late = [loan for loan in loans if loan.is_late]
    count, limit = blocks.common(whom.category, loans=loans, policies=policies)
    against = blocks.in_order(blocks.of_person(whom, loans=loans, policies=policies))
    return Standing(loans=count, limit=limit, overdue=len(late), blocks=against)


def due_moment(lent_at: datetime, *, terms: Terms, expires_on: date | None = None) -> datetime:
    """When something lent at that moment on these terms must be back, never beyond the card's last day."""
    if terms.loan_hours is not None:
        due_at = due_in_hours(lent_at, terms.loan_hours)
    else:
        due_at = end_of(due_date(lent_at.date(), days=terms.loan_days))
    return before_expiry(due_at, expires_on)


def _all_blocks(
    found: CopyRow, whom: blocks.Borrower, policies: Policies, terms: Terms, *, queued: bool
) -> list[errors.CentreError]:
    loans = loans_of(whom.id)
    against = blocks.of_copy(found) + blocks.of_person(whom, loans=loans, policies=policies)
    if queued:
        against += holds.hold_blocks(found, person_id=whom.id)
    against += blocks.of_both(found, whom, terms=terms, loans=loans, policies=policies)
    return blocks.in_order(against, kind_apart=found.kind in policies.kinds_apart(whom.category))


def _notices(found: CopyRow, whom: blocks.Borrower) -> tuple[str, ...]:
    said = []
    if whom.card_expires_on is not None and whom.card_expires_on - clock.today() <= _SOON:
        said.append(_("The card expires on {day:%Y-%m-%d}.").format(day=whom.card_expires_on))
    said += [
        _("Marked: {flag}.").format(flag=_(flags.FLAG_LABELS[row.flag]))
        for row in found.open_flags
        if row.flag in ("damaged", "missing_part")
    ]
    return tuple(said)


def _out(copy_id: int) -> _Out | None:
    found = db.execute_sql(_OUT, (copy_id,)).fetchone()
    if found is None:
        return None
    loan_id, person_id, lent_at, due_at, *days = found
    return _Out(loan_id, person_id, datetime.fromisoformat(lent_at), datetime.fromisoformat(due_at), *days)


def _moment_of_return(row: _Out | None, found: CopyRow, moment: datetime) -> datetime:
    if moment > clock.now():
        raise errors.ReturnInFuture(moment=moment)
    if row is not None and moment < row.lent_at:
        raise errors.ReturnBeforeLoan(title=found.title, lent=row.lent_at, returned=moment)
    return moment


def _suspend(row: _Out, *, late: int) -> date | None:
    """Let a borrower who was later than the days of grace borrow nothing for some days; the last of these days."""
    each = row.suspension_days or 0
    if not each or late <= (row.grace_days or 0):
        return None
    until: date = clock.today() + timedelta(days=late * each)
    changed = Person.update(suspended_until=until).where(
        (Person.id == row.person_id) & (Person.suspended_until.is_null() | (Person.suspended_until < until))
    )
    return until if changed.execute() else None


def _terms_of_renewal(row: Any) -> tuple[int, int]:
    """How often a loan may be renewed and for how many days: its own terms, or the default for one from before them."""
    limit = settings.get("renewal_limit") if row.renewal_limit is None else row.renewal_limit
    days = settings.get("renewal_days") if row.renewal_days is None else row.renewal_days
    return int(limit), int(days)


def _renewed_to(row: Any, days: int) -> datetime:
    if row.loan_hours is not None:
        return due_in_hours(clock.now(), row.loan_hours)
    start = clock.today()
    if settings.get("renewal_from") == "due":
        start = max(start - timedelta(days=days), row.due_at.date())
    return end_of(due_date(start, days=days))


def _copy(copy_id: int) -> CopyRow:
    found = catalogue_reads.copy(copy_id)
    if found is None:
        raise errors.NotFound
    return found
