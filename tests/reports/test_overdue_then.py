"""What was overdue at the end of an earlier month, whatever came back or was renewed since; and by which ways a month is read."""

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

import pytest

from centre_app.lending.models import Loan, Renewal
from centre_app.reports.behind import loans as behind
from centre_app.reports.counts import circulation, loans
from centre_app.reports.indicators import by_code
from centre_app.reports.periods import Period
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_copy, a_person

MONTHS = [Period.parse(f"2026-{month:02}") for month in range(3, 10)]
FIRST_DAY = datetime(2026, 2, 1, 10)


@pytest.fixture
def lent_and_renewed(centre: object) -> None:
    """Fifty loans, a copy each, brought back early, late or never, some renewed in time or late, some twice."""
    random, person = Random(4), a_person()
    copies = [a_copy() for _ in range(50)]

    def lend() -> None:
        for copy in copies:
            lent = FIRST_DAY + timedelta(days=random.randrange(200))
            dues = [lent + timedelta(days=30)]
            renewed = lent
            renewals = []
            for _ in range(random.choice((0, 0, 1, 2))):
                renewed = renewed + timedelta(days=random.randrange(5, 60))
                later = max(dues[-1], renewed) + timedelta(days=random.randrange(1, 30))
                renewals.append((renewed, dues[-1], later))
                dues.append(later)
            back = None if random.random() < 0.2 else renewed + timedelta(days=random.randrange(1, 90))
            loan = Loan.create(
                copy=copy, person=person, lent_at=lent, due_at=_end(dues[-1]), returned_at=back
            )
            for at, before, after in renewals:
                Renewal.create(loan=loan, renewed_at=at, due_before=_end(before), due_after=_end(after))

    run("prepare a test", lend)


def _end(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(23, 59, 59))


def overdue_by_hand(month: Period) -> int:
    """Loans out at the end of the month whose due day, as it was then, was over."""
    midnight, found = datetime.combine(month.last + timedelta(days=1), time()), 0
    for loan in Loan.select():
        out = loan.lent_at < midnight and (loan.returned_at is None or loan.returned_at >= midnight)
        later = Renewal.select().where((Renewal.loan == loan) & (Renewal.renewed_at >= midnight))
        first = later.order_by(Renewal.renewed_at, Renewal.id).first()
        due = first.due_before if first else loan.due_at
        found += out and due.date() < month.last
    return found


def test_what_was_overdue_at_the_end_of_each_month_is_what_a_walk_over_all_loans_finds(lent_and_renewed: Any):
    by_hand = [overdue_by_hand(month) for month in MONTHS]

    assert [by_code("loans.overdue").figure(month) for month in MONTHS] == by_hand
    assert [len(list(behind.overdue(month).rows)) for month in MONTHS] == by_hand
    assert sum(by_hand) > 10


@pytest.mark.parametrize(
    ("query", "way"),
    [
        (circulation._CUBE, "loan_lent_at"), (circulation._RENEWED, "renewal_renewed_at"),
        (circulation._IN_HOUSE, "in_house_use_used_at"), (circulation._TITLES, "loan_lent_at"), (loans._LENT, "loan_lent_at"),
        (loans._RENEWED, "renewal_renewed_at"), (loans._IN_HOUSE, "in_house_use_used_at"), (loans._OVERDUE, "loan_late"),
    ],
)  # fmt: skip
def test_a_month_is_read_by_its_moments_and_not_by_every_copy_of_a_kind(centre: object, query: str, way: str):
    values = loans.known_span(MONTHS[0])

    plan = " ".join(row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {query}", values))

    assert way in plan
    assert "copy_kind" not in plan
