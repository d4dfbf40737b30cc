"""Lending, returning and renewing at the desk."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.lending import catalogue, loans
from centre_app.lending.models import Copy, Loan, Renewal
from centre_app.people.models import Visit
from tests.builders import a_closure, a_copy, a_person, a_room, a_title, a_visit, open_daily
from tests.lending.circumstances import a_loan

TODAY = date(2026, 10, 22)


@pytest.fixture(autouse=True)
def an_open_centre(centre: Path) -> None:
    open_daily()


def test_lending_says_what_until_when_and_from_whom() -> None:
    copy = a_copy(title=a_title(name="飞向太空港"))
    lent = loans.lend(copy_id=copy.id, person_id=a_person(name="陈雨桐").id)
    assert (lent.title, lent.borrower, lent.due_on, lent.moved) == (
        "飞向太空港",
        "陈雨桐",
        date(2026, 11, 21),
        False,
    )
    assert Loan.get().due_at == datetime(2026, 11, 21, 23, 59, 59)


def test_a_due_day_moves_past_closed_days_and_says_so() -> None:
    a_closure(day=date(2026, 11, 21))
    a_closure(day=date(2026, 11, 22))
    lent = loans.lend(copy_id=a_copy().id, person_id=a_person().id)
    assert (lent.due_on, lent.counted_to, lent.moved) == (date(2026, 11, 23), date(2026, 11, 21), True)


def test_a_year_without_known_holidays_never_fails() -> None:
    assert loans.due_date(date(2126, 12, 30), days=3) == date(2127, 1, 2)


def test_a_loan_over_new_year_in_a_leap_year_ends_on_the_right_day() -> None:
    assert loans.due_date(date(2028, 2, 28), days=1) == date(2028, 2, 29)


def test_lending_a_lent_copy_is_refused_naming_who_has_it() -> None:
    copy = a_copy()
    loans.lend(copy_id=copy.id, person_id=a_person(name="赵子轩").id)
    with pytest.raises(errors.CopyAlreadyLent, match="赵子轩"):
        loans.lend(copy_id=copy.id, person_id=a_person().id)


@pytest.mark.parametrize(
    ("condition", "error"), [("lost", errors.CopyLost), ("withdrawn", errors.CopyWithdrawn)]
)
def test_a_copy_that_is_gone_is_not_lent(condition: str, error: type[errors.CentreError]) -> None:
    copy = a_copy(condition=condition)
    with pytest.raises(error):
        loans.lend(copy_id=copy.id, person_id=a_person().id)


def test_a_damaged_copy_is_lent() -> None:
    loans.lend(copy_id=a_copy(condition="damaged").id, person_id=a_person().id)
    assert Loan.select().count() == 1


def test_nobody_gets_more_than_the_limit() -> None:
    settings.put(name="lend_limit", value=2)
    person = a_person()
    for _number in range(2):
        loans.lend(copy_id=a_copy().id, person_id=person.id)
    with pytest.raises(errors.LoanLimitReached):
        loans.lend(copy_id=a_copy().id, person_id=person.id)


def test_due_today_does_not_keep_from_borrowing_but_due_yesterday_does() -> None:
    person = a_person()
    loan = a_loan(person=person, due_on=TODAY)
    loans.lend(copy_id=a_copy().id, person_id=person.id)
    clock.set_for_tests(datetime(2026, 10, 23, 0, 0, 1))
    with pytest.raises(errors.BorrowerOverdue, match=loan.copy.barcode):
        loans.lend(copy_id=a_copy().id, person_id=person.id)


def test_all_that_stands_against_lending_is_said_at_once() -> None:
    settings.put(name="lend_limit", value=1)
    person, copy = a_person(), a_copy(condition="lost")
    a_loan(person=person, due_on=TODAY - timedelta(days=1))
    blocks = loans.can_lend(copy_id=copy.id, person_id=person.id)
    assert [type(block) for block in blocks] == [
        errors.CopyLost,
        errors.BorrowerOverdue,
        errors.LoanLimitReached,
    ]
    assert loans.can_lend(copy_id=a_copy().id, person_id=a_person().id) == []


def test_a_return_says_whose_it_was_and_how_late() -> None:
    copy = a_copy()
    a_loan(copy=copy, person=a_person(name="赵子轩"), due_on=TODAY - timedelta(days=2))
    returned = loans.return_copy(copy.id)
    assert (returned.borrower, returned.days_late, returned.found_again) == ("赵子轩", 2, False)
    assert catalogue.copy(copy.id).lendable  # type: ignore[union-attr]


def test_a_return_on_the_due_day_is_in_time() -> None:
    copy = a_copy()
    a_loan(copy=copy, due_on=TODAY)
    clock.set_for_tests(datetime(2026, 10, 22, 23, 59, 59))
    assert loans.return_copy(copy.id).days_late == 0


@pytest.mark.parametrize("condition", ["good", "damaged", "lost", "withdrawn"])
def test_a_return_is_never_refused_whatever_the_condition(condition: str) -> None:
    copy = a_copy(condition=condition)
    a_loan(copy=copy)
    loans.return_copy(copy.id)
    assert Loan.get().returned_at == clock.now()
    assert Copy.get().condition == ("good" if condition == "lost" else condition)


def test_a_lost_copy_that_comes_back_without_a_loan_is_found_again() -> None:
    copy = a_copy(condition="lost")
    returned = loans.return_copy(copy.id)
    assert (returned.loan_id, returned.found_again, Copy.get().condition) == (None, True, "good")


def test_a_return_of_a_copy_on_the_shelf_says_so() -> None:
    with pytest.raises(errors.NotOnLoan):
        loans.return_copy(a_copy().id)


def test_a_return_by_a_clock_a_few_minutes_slow_goes_through() -> None:
    copy = a_copy()
    loan = a_loan(copy=copy, lent_at=datetime(2026, 10, 22, 10, 5))
    loans.return_copy(copy.id)
    assert Loan.get().returned_at == loan.lent_at


def test_a_renewal_counts_from_today() -> None:
    loan = a_loan(due_on=date(2026, 10, 25))
    assert loans.renew(loan.id) == date(2026, 11, 21)
    row = Renewal.get()
    assert (row.due_before.date(), row.due_after.date(), Loan.get().renewals) == (
        date(2026, 10, 25),
        date(2026, 11, 21),
        1,
    )


@pytest.mark.parametrize("due_on", [date(2026, 11, 21), date(2026, 12, 24)])
def test_a_renewal_that_gains_nothing_is_refused_and_uses_up_none(due_on: date) -> None:
    loan = a_loan(due_on=due_on)
    with pytest.raises(errors.RenewalTooEarly) as refused:
        loans.renew(loan.id)
    assert Loan.get().renewals == 0
    clock.set_for_tests(datetime.combine(refused.value.data["start"], time(10)))
    assert loans.renew(loan.id) > due_on


def test_a_renewal_skips_closed_days() -> None:
    a_closure(day=date(2026, 11, 21))
    assert loans.renew(a_loan(due_on=TODAY).id) == date(2026, 11, 22)


def test_a_loan_is_renewed_as_often_as_the_settings_allow() -> None:
    loan = a_loan(due_on=TODAY, renewals=2)
    with pytest.raises(errors.RenewalLimitReached):
        loans.renew(loan.id)


def test_what_was_returned_is_not_renewed() -> None:
    loan = a_loan(returned_at=datetime(2026, 10, 20, 9))
    with pytest.raises(errors.LoanEnded):
        loans.renew(loan.id)


def test_changing_the_loan_days_changes_no_open_loan() -> None:
    loans.lend(copy_id=a_copy().id, person_id=a_person().id)
    settings.put(name="lend_days", value=7)
    assert Loan.get().due_at.date() == date(2026, 11, 21)


def test_lending_and_returning_are_signs_of_life() -> None:
    person, copy = a_person(), a_copy()
    a_visit(room=a_room(), person=person, arrived_at=datetime(2026, 10, 22, 9))
    loans.lend(copy_id=copy.id, person_id=person.id)
    assert Visit.get().last_seen_at == datetime(2026, 10, 22, 10)
    clock.set_for_tests(datetime(2026, 10, 22, 10, 30))
    loans.return_copy(copy.id)
    assert Visit.get().last_seen_at == datetime(2026, 10, 22, 10, 30)


def test_unknown_ids_are_told() -> None:
    with pytest.raises(errors.NotFound):
        loans.lend(copy_id=99, person_id=a_person().id)
    with pytest.raises(errors.NotFound):
        loans.lend(copy_id=a_copy().id, person_id=99)
    with pytest.raises(errors.NotFound):
        loans.renew(99)
