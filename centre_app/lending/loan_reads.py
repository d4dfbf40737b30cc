"""Who has what, until when, and who had it before: rows to show. What changes loans is in `loans.py`, which offers these too.

Each function is one query, whatever the amount of data; lists that can be long come in windows by keyset.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import JOIN, Expression, fn

from centre_app import clock
from centre_app.lending import due
from centre_app.lending.models import Copy, Donation, Loan, LoanContact, Title
from centre_app.lending.tuples import Prepared, tuples_of
from centre_app.people.models import Person
from centre_app.storage.journal_models import Action

WINDOW = 500


@dataclass(frozen=True, slots=True)
class LoanRow:
    """Something a person has. `due_on` is the last day; `days_late` is 0 up to its end.

    `due_at` is the end of that day, or the minute of a loan by hours, which is late from then on.
    """

    id: int
    copy_id: int
    title_id: int
    title: str
    barcode: str
    volume: str
    volumes: int
    kind: str
    donor: str
    lent_at: datetime
    due_at: datetime
    renewals: int
    grace_days: int
    days_late: int
    is_late: bool

    @property
    def due_on(self) -> date:
        """The last day."""
        return self.due_at.date()


@dataclass(frozen=True, slots=True)
class OutRow:
    """Something that is out, with whom to call. `phone` is the borrower's, or else the guardian's, who is then named.

    `id` is the loan's. `called_at` and `said` are the last note of a call about it.
    """

    id: int
    copy_id: int
    title_id: int
    title: str
    barcode: str
    volume: str
    lent_at: datetime
    due_at: datetime
    renewals: int
    person_id: int
    borrower: str
    phone: str
    guardian: str
    days_late: int
    called_at: datetime | None = None
    said: str = ""

    @property
    def due_on(self) -> date:
        """The last day."""
        return self.due_at.date()


@dataclass(frozen=True, slots=True)
class PastLoan:
    """A loan, ended or not, as history shows it. An ended one may have lost its person; the borrower is empty then."""

    id: int
    copy_id: int
    title_id: int
    title: str
    barcode: str
    donor: str
    person_id: int | None
    borrower: str
    lent_at: datetime
    due_on: date
    returned_at: datetime | None
    renewals: int
    loan_days: int | None = None

    @property
    def days_late(self) -> int:
        """Days past the last day at its return, or by today while it is out."""
        end = (self.returned_at or clock.now()).date()
        return max(0, (end - self.due_on).days)


def loans_of(person_id: int) -> list[LoanRow]:
    """What a person has, due first first."""
    now = clock.now()
    return [
        LoanRow(*[*row, due_at, renewals, grace, due.days_late(due_at, now=now), due_at < now])
        for *row, due_at, renewals, grace in _OF_PERSON.rows(person_id)
    ]


def _of_person(person_id: int) -> Any:
    return (
        Loan.select(
            Loan.id, Copy.id, Title.id, Title.name, Copy.barcode, Copy.volume, Copy.volumes, Copy.kind,
            fn.COALESCE(Donation.donor, ""), Loan.lent_at, Loan.due_at, Loan.renewals, fn.COALESCE(Loan.grace_days, 0),
        )
        .join(Copy).join(Title).switch(Copy).join(Donation, JOIN.LEFT_OUTER)
        .where((Loan.person == person_id) & Loan.returned_at.is_null())
        .order_by(Loan.due_at, Loan.id)
    )  # fmt: skip


_OF_PERSON = Prepared(_of_person, like=-987_654_321)


def overdue(
    *, limit: int = WINDOW, after: OutRow | None = None, days: int = 1, uncalled: bool = False
) -> list[OutRow]:
    """What should have been back by now, longest overdue first, in windows beginning after the given row.

    `days`: late by at least so many; 1 takes in loans by hours that ended earlier today. `uncalled`: without a note of a call since it became overdue. Limit -1: all.
    """
    before = clock.now() if days == 1 else _midnight(clock.today() - timedelta(days=days - 1))
    conditions: list[Any] = [Loan.due_at < before]
    if uncalled:
        called = (LoanContact.loan == Loan.id) & (LoanContact.contacted_at > Loan.due_at)
        conditions.append(~fn.EXISTS(LoanContact.select(LoanContact.id).where(called)))
    return _out(*conditions, after=after, limit=limit)


def overdue_of(person_ids: Collection[int]) -> list[OutRow]:
    """All that these people should have brought back by now, longest overdue first."""
    return _out(Loan.due_at < clock.now(), Loan.person.in_(list(person_ids)), limit=-1)


def due_on(day: date, *, limit: int = WINDOW) -> list[OutRow]:
    """What is out and due on that very day."""
    return _out(_due_that_day(day), limit=limit)


def due_between(first: date, last: date) -> list[OutRow]:
    """What is out and due on the days from first to last, without a limit."""
    return _out(Loan.due_at >= _midnight(first), Loan.due_at < _midnight(last + timedelta(days=1)), limit=-1)


def last_due_day() -> date | None:
    """The latest day on which anything that is out is due."""
    latest = Loan.select(fn.MAX(Loan.due_at)).where(Loan.returned_at.is_null()).scalar()
    return datetime.fromisoformat(str(latest)).date() if latest else None


def out_now(*, limit: int = WINDOW, after: OutRow | None = None) -> list[OutRow]:
    """All that is out, due first first, in windows beginning after the given row."""
    return _out(after=after, limit=limit)


def loan(loan_id: int) -> PastLoan | None:
    """One loan, ended or not."""
    return next(iter(_past(_history().where(Loan.id == loan_id))), None)


def loan_history(
    *, person_id: int | None = None, copy_id: int | None = None, title_id: int | None = None, limit: int = 100
) -> list[PastLoan]:
    """The latest loans of a person, a copy or a title (all that are given), newest first."""
    query = _history().order_by(Loan.lent_at.desc(), Loan.id.desc()).limit(limit)
    for column, wanted in ((Loan.person, person_id), (Loan.copy, copy_id), (Copy.title, title_id)):
        if wanted is not None:
            query = query.where(column == wanted)
    return _past(query)


def _history() -> Any:
    return (
        Loan.select(
            Loan.id, Copy.id, Title.id, Title.name, Copy.barcode, fn.COALESCE(Donation.donor, ""),
            Person.id, fn.COALESCE(Person.name, ""), Loan.lent_at, Loan.due_at, Loan.returned_at, Loan.renewals, Loan.loan_days,
        )
        .join(Copy).join(Title).switch(Copy).join(Donation, JOIN.LEFT_OUTER).switch(Loan).join(Person, JOIN.LEFT_OUTER)
    )  # fmt: skip


def _past(query: Any) -> list[PastLoan]:
    return [
        PastLoan(*[*row, due_at.date(), returned_at, renewals, days])
        for *row, due_at, returned_at, renewals, days in tuples_of(query)
    ]


def _out(*conditions: Expression, limit: int, after: OutRow | None = None) -> list[OutRow]:
    guardian, newer = Person.alias(), LoanContact.alias()
    last = newer.select(fn.MAX(newer.id)).where(newer.loan == Loan.id)
    query: Any = (
        Loan.select(
            Loan.id, Copy.id, Title.id, Title.name, Copy.barcode, Copy.volume, Loan.lent_at, Loan.due_at,
            Loan.renewals, Person.id, Person.name, Person.phone, guardian.name, guardian.phone,
            LoanContact.contacted_at, LoanContact.said,
        )
        .join(Copy).join(Title).switch(Loan).join(Person).join(guardian, JOIN.LEFT_OUTER, on=Person.guardian == guardian.id)
        .switch(Loan).join(LoanContact, JOIN.LEFT_OUTER, on=LoanContact.id == last)
        .where(Loan.returned_at.is_null(), *conditions)
        .order_by(Loan.due_at, Loan.id).limit(limit)
    )  # fmt: skip
    if after is not None:
        same_moment = (Loan.due_at == after.due_at) & (Loan.id > after.id)
        query = query.where(Loan.due_at >= after.due_at).where((Loan.due_at > after.due_at) | same_moment)
    now = clock.now()
    return [_out_row(row, now) for row in tuples_of(query)]


def _out_row(row: Iterable[Any], now: datetime) -> OutRow:
    *start, phone, guardian, guardian_phone, called_at, said = row
    call_guardian = not phone and bool(guardian_phone)
    due_at = start[7]
    whom = (phone or guardian_phone or "", guardian if call_guardian else "")
    return OutRow(*[*start, *whom, due.days_late(due_at, now=now), called_at, said or ""])


def _due_that_day(day: date) -> Expression:
    following = _midnight(day + timedelta(days=1))
    condition: Expression = (Loan.due_at >= _midnight(day)) & (Loan.due_at < following)
    return condition


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def taken_back(action_ids: Sequence[int]) -> set[int]:
    """Which of these actions were undone and not done again: a list of what was done strikes them out."""
    redone = Action.alias()
    query = Action.select(Action.undoes).where(
        Action.undoes.in_(list(action_ids))
        & (Action.kind == "undo")
        & ~fn.EXISTS(redone.select(redone.id).where(redone.undoes == Action.id))
    )
    return {action_id for (action_id,) in tuples_of(query)}
