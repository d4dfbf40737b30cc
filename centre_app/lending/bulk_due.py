"""A new last day for several loans at once, as a renewal or as an amnesty. One loan alone is renewed in `loans.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from peewee import fn

from centre_app import clock, errors
from centre_app.centre import calendar, settings
from centre_app.i18n import N_
from centre_app.lending import flag_rows, flags, hold_supply
from centre_app.lending.due import end_of
from centre_app.lending.models import Copy, Loan, LoanContact, Renewal, Title
from centre_app.lending.tuples import tuples_of
from centre_app.storage.action import action

_AT_ONCE = 5000  # rows in one statement
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewDue:
    """How many loans are now due on `day`, and why each of the others is not."""

    day: date
    count: int
    refusals: list[errors.CentreError]


@dataclass(frozen=True, slots=True)
class _Found:
    id: int
    due_at: datetime
    returned_at: datetime | None
    renewals: int
    limit: int
    kept_by: str | None
    title: str
    barcode: str
    waiting: int


@action(N_("extend several loans"))
def extend(*, loan_ids: Sequence[int], day: date) -> NewDue:
    """Let these loans be due on that day, or on the next open one after it. It counts as a renewal of each.

    Those that cannot be extended stay as they are and are told of. Raises the first refusal when none can be
    extended, DueDayPast, and NoLoansChosen.
    """
    now, day = clock.now(), _open_day(day)
    taken, refusals = _sorted_out(loan_ids, day=day, as_renewal=True)
    later = end_of(day)
    for some in _batches(taken):
        Renewal.insert_many(
            [
                {"loan": each.id, "renewed_at": now, "due_before": each.due_at, "due_after": later}
                for each in some
            ]
        ).execute()
        ids = [each.id for each in some]
        Loan.update(due_at=later, renewals=Loan.renewals + 1).where(Loan.id.in_(ids)).execute()
    return NewDue(day, len(taken), refusals)


@action(N_("give several loans a new due day"))
def amnesty(*, loan_ids: Sequence[int], day: date, reason: str) -> NewDue:
    """Let these loans be due on that day, or on the next open one after it, without counting a renewal.

    The reason is kept in the notes of each. Those that cannot have the day stay as they are and are told of.
    Raises AmnestyNeedsReason, and as `extend`.
    """
    words = reason.strip()
    if not words:
        raise errors.AmnestyNeedsReason
    now, day = clock.now(), _open_day(day)
    taken, refusals = _sorted_out(loan_ids, day=day, as_renewal=False)
    for some in _batches(taken):
        LoanContact.insert_many(
            [{"loan": each.id, "contacted_at": now, "said": words} for each in some]
        ).execute()
        Loan.update(due_at=end_of(day)).where(Loan.id.in_([each.id for each in some])).execute()
    return NewDue(day, len(taken), refusals)


def _open_day(day: date) -> date:
    if day < clock.today():
        raise errors.DueDayPast(day=day)
    return calendar.next_open_day(day)


def _sorted_out(
    loan_ids: Sequence[int], *, day: date, as_renewal: bool
) -> tuple[list[_Found], list[errors.CentreError]]:
    """The loans that can be due on the day, and what stands against each of the others."""
    taken: list[_Found] = []
    refusals: list[errors.CentreError] = []
    for each in _found(loan_ids):
        refusal = _refusal(each, day=day, as_renewal=as_renewal)
        if refusal is None:
            taken.append(each)
        else:
            refusals.append(refusal)
    if not taken:
        raise refusals[0] if refusals else errors.NoLoansChosen
    return taken, refusals


def _refusal(each: _Found, *, day: date, as_renewal: bool) -> errors.CentreError | None:
    if each.returned_at is not None:
        return errors.LoanEnded(title=each.title, returned=each.returned_at)
    if each.kept_by is not None:
        return flags.KEPT[each.kept_by](title=each.title, barcode=each.barcode)
    if end_of(day) <= each.due_at:
        return errors.DueDayNotLater(title=each.title, barcode=each.barcode, due=each.due_at, day=day)
    if as_renewal and each.waiting:
        return errors.RenewalRefusedHeld(title=each.title, count=each.waiting, due=each.due_at)
    if as_renewal and each.renewals >= each.limit:
        return errors.RenewalLimitReached(
            title=each.title, times=each.renewals, limit=each.limit, due=each.due_at
        )
    return None


def _found(loan_ids: Sequence[int]) -> list[_Found]:
    found: list[_Found] = []
    default = int(settings.get("renewal_limit"))
    for some in _batches(sorted(set(loan_ids))):
        query = (
            Loan.select(
                Loan.id, Loan.due_at, Loan.returned_at, Loan.renewals, fn.COALESCE(Loan.renewal_limit, default),
                Copy.condition, flag_rows.all_of_copy(), Title.name, Copy.barcode,
                hold_supply.others_waiting(),
            )
            .join(Copy).join(Title)
            .where(Loan.id.in_(some)).order_by(Loan.id)
        )  # fmt: skip
        for *loan, condition, known, title, barcode, waiting in tuples_of(query):
            kept_by = flag_rows.kept_by(flag_rows.rows_of(known), condition=condition)
            found.append(_Found(*[*loan, kept_by, title, barcode, waiting]))
    return found


def _batches(everything: Sequence[T]) -> list[Sequence[T]]:
    return [everything[start : start + _AT_ONCE] for start in range(0, len(everything), _AT_ONCE)]
