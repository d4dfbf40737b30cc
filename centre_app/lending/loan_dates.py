"""The dates of one loan: set by hand, dated back, and why the due day is what it is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.i18n import N_, _, _n
from centre_app.lending import blocks, catalogue_reads
from centre_app.lending.due import MODES, before_expiry, counted_to, due_date, due_in_hours, end_of
from centre_app.lending.models import Copy, Loan, Renewal
from centre_app.lending.policies import KEPT_LETTERS, PARAMETERS
from centre_app.lending.policy_models import LoanOverride
from centre_app.storage.action import action

_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Given:
    """One parameter of a loan: what it is called, its value, and the rule that gave it."""

    label: str
    value: int
    row: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why a loan is due when it is: the way there in sentences, the terms it keeps, what was lent across and why."""

    due_at: datetime
    steps: list[str]
    terms: list[Given]
    overrides: list[tuple[str, str]]


@action(N_("change the dates of a loan"))
def change_dates(
    *, loan_id: int, lent_on: date | None = None, due_on: date | None = None, reason: str = ""
) -> datetime:
    """Date a loan back to the day it was forgotten, or set its last day by hand; returns the due moment.

    A last day set by hand stays where it is put, closed or not. Dating back alone counts the due day anew, unless it
    was set by hand or renewed. `reason` passes a due day that is over, and is kept with the loan.
    Raises DueAlreadyPast, DueBeforeLent, DueTooFar, DueBeyondCard, LentTooLongAgo, LentWhileOut, ReturnInFuture for a day to
    come, LoanEnded, and NotFound.
    """
    row = _open_loan(loan_id)
    lent_at = row.lent_at if lent_on in (None, row.lent_at.date()) else _dated_back(row, lent_on)
    by_hand = False
    if due_on is not None and due_on != row.due_at.date():
        by_hand, due_at = True, _by_hand(row, due_on)
    elif lent_at != row.lent_at and not row.due_by_hand and not row.renewals:
        due_at = _counted_anew(row, lent_at)
    else:
        due_at = row.due_at
    if due_at < lent_at:
        raise errors.DueBeforeLent(due=due_at, lent=lent_at)
    if due_at != row.due_at and due_at < clock.now():
        _pass_the_past(row, due_at, reason)
    changes = {"lent_at": lent_at, "due_at": due_at, "due_by_hand": row.due_by_hand or by_hand}
    Loan.update(**changes).where(Loan.id == loan_id).execute()
    moment: datetime = due_at
    return moment


def why(loan_id: int) -> Why:
    """How the due day of a loan came about. Raises NotFound."""
    row: Any = Loan.get_or_none(Loan.id == loan_id)
    if row is None:
        raise errors.NotFound
    copy = catalogue_reads.copy(row.copy_id)
    kind = copy.kind if copy is not None else ""
    renewed = list(Renewal.select().where(Renewal.loan == loan_id).order_by(Renewal.id))
    passed = LoanOverride.select().where(LoanOverride.loan == loan_id).order_by(LoanOverride.id)
    return Why(
        due_at=row.due_at,
        steps=_steps(row, renewed),
        terms=_terms(row, kind),
        overrides=[(_label(each.block), each.reason) for each in passed],
    )


def _open_loan(loan_id: int) -> Any:
    row: Any = Loan.get_or_none(Loan.id == loan_id)
    if row is None:
        raise errors.NotFound
    if row.returned_at is not None:
        title = Copy.get_by_id(row.copy_id).title.name
        raise errors.LoanEnded(title=title, returned=row.returned_at)
    return row


def _by_hand(row: Any, day: date) -> datetime:
    if day > clock.today() + _A_YEAR:
        raise errors.DueTooFar(due=day)
    whom = blocks.borrower(row.person_id)
    if whom.card_expires_on is not None and day > max(whom.card_expires_on, row.due_at.date()):
        raise errors.DueBeyondCard(name=whom.name, expires=whom.card_expires_on)
    return end_of(day)


def _dated_back(row: Any, day: date | None) -> datetime:
    """The first moment of that day at which the copy was free."""
    assert day is not None
    moment = datetime.combine(day, row.lent_at.time())
    if moment > clock.now():
        raise errors.ReturnInFuture(moment=moment)
    if day < clock.today() - _A_YEAR:
        raise errors.LentTooLongAgo(lent=moment)
    before = (
        Loan.select(Loan.returned_at)
        .where((Loan.copy == row.copy_id) & (Loan.id != row.id) & (Loan.returned_at > moment))
        .order_by(Loan.returned_at.desc())
        .first()
    )
    if before is None:
        return moment
    if before.returned_at.date() != day:
        title = Copy.get_by_id(row.copy_id).title.name
        raise errors.LentWhileOut(title=title, until=before.returned_at)
    until: datetime = before.returned_at
    return until


def _counted_anew(row: Any, lent_at: datetime) -> datetime:
    expires = blocks.borrower(row.person_id).card_expires_on
    if row.loan_hours is not None:
        return before_expiry(due_in_hours(lent_at, row.loan_hours), expires)
    return before_expiry(end_of(due_date(lent_at.date(), days=row.loan_days)), expires)


def _pass_the_past(row: Any, due_at: datetime, reason: str) -> None:
    if not reason.strip():
        raise errors.DueAlreadyPast(due=due_at)
    LoanOverride.create(loan=row.id, block="DueAlreadyPast", reason=reason.strip())


def _steps(row: Any, renewed: list[Any]) -> list[str]:
    first = renewed[0].due_before if renewed else row.due_at
    steps = [_("Lent on {moment:%Y-%m-%d %H:%M}.").format(moment=row.lent_at)]
    if row.loan_hours is not None:
        words = _n(
            "For {count} hour, to {due:%m-%d %H:%M}.",
            "For {count} hours, to {due:%m-%d %H:%M}.",
            row.loan_hours,
        )
        steps.append(words.format(count=row.loan_hours, due=first))
    elif row.loan_days is not None:
        counted = counted_to(row.lent_at.date(), days=row.loan_days)
        words = _n(
            "For {count} day, to {day:%Y-%m-%d}.", "For {count} days, to {day:%Y-%m-%d}.", row.loan_days
        )
        steps.append(words.format(count=row.loan_days, day=counted))
        if first.date() != counted and not (row.due_by_hand and not renewed):
            words = _("Moved to {day:%Y-%m-%d}, because of closed days or the end of the card. ({mode})")
            steps.append(words.format(day=first, mode=_(MODES[settings.get("due_mode")])))
    steps += [
        _("Renewed on {moment:%Y-%m-%d}, to {day:%Y-%m-%d}.").format(
            moment=each.renewed_at, day=each.due_after
        )
        for each in renewed
    ]
    if row.due_by_hand:
        steps.append(_("Set by hand to {day:%Y-%m-%d}.").format(day=row.due_at))
    return steps


def _terms(row: Any, kind: str) -> list[Given]:
    if not row.given_by:
        return []
    codes = dict(zip(row.given_by[::2], row.given_by[1::2], strict=True))
    found = []
    for name, letter in KEPT_LETTERS.items():
        shown = "loan_hours" if name == "loan_days" and row.loan_hours is not None else name
        if letter in codes:
            said = blocks.words_of(codes[letter], category=row.category, kind=kind)
            found.append(Given(_(PARAMETERS[shown]), getattr(row, shown), said))
    return found


def _label(block: str) -> str:
    error = errors.by_name(block)
    return _(error.label) if error is not None and error.label else block
