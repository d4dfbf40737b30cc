"""Loans for tests, made as they stand in the table."""

from datetime import date, datetime, time
from typing import Any

from centre_app.lending.models import Copy, Loan
from centre_app.people.models import Person
from centre_app.storage.action import run
from tests.builders import a_copy, a_person


def a_loan(
    *,
    copy: Copy | None = None,
    person: Person | None = None,
    lent_at: datetime = datetime(2026, 10, 1, 10),
    due_on: date = date(2026, 10, 31),
    **more: Any,
) -> Loan:
    """Something that is out, due at the end of a day."""
    due_at = datetime.combine(due_on, time(23, 59, 59))
    return run(
        "prepare a test",
        lambda: Loan.create(
            copy=copy or a_copy(), person=person or a_person(), lent_at=lent_at, due_at=due_at, **more
        ),
    )
