"""When something must be back, by each way of counting."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from centre_app import clock, errors
from centre_app.centre import calendar, settings
from centre_app.lending import due, loan_dates, loans, policies
from centre_app.lending.models import Loan
from centre_app.storage import journal
from tests.builders import a_closure, a_copy, a_person, open_daily
from tests.lending.circumstances import a_loan

THURSDAY = date(2026, 10, 22)
WEEKDAYS = range(5)


@pytest.mark.parametrize(
    ("mode", "last"),
    [
        ("count_all", date(2026, 10, 24)),
        ("next_open", date(2026, 10, 26)),
        ("same_weekday", date(2026, 10, 24)),
        ("count_open", date(2026, 10, 26)),
    ],
)
def test_two_days_from_a_thursday_where_weekends_are_closed(centre: Path, mode: str, last: date) -> None:
    open_daily(weekdays=WEEKDAYS)
    settings.put(name="due_mode", value=mode)
    assert due.due_date(THURSDAY, days=2) == last


def test_the_same_weekday_is_kept_past_a_closed_week(centre: Path) -> None:
    open_daily()
    for day in range(5, 8):
        a_closure(day=date(2026, 11, day))
    settings.put(name="due_mode", value="same_weekday")
    assert due.due_date(THURSDAY, days=14) == date(2026, 11, 12)


def test_an_extra_opening_on_a_weekend_is_an_open_day(centre: Path) -> None:
    open_daily(weekdays=WEEKDAYS)
    calendar.add_opening(
        starts_at=datetime(2026, 10, 24, 9), ends_at=datetime(2026, 10, 24, 12), reason="补班", room_id=None
    )
    assert due.due_date(THURSDAY, days=2) == date(2026, 10, 24)
    settings.put(name="due_mode", value="count_open")
    assert due.due_date(THURSDAY, days=3) == date(2026, 10, 26)


@pytest.mark.parametrize("mode", list(due.MODES))
def test_a_centre_without_any_opening_hours_still_lends(centre: Path, mode: str) -> None:
    settings.put(name="due_mode", value=mode)
    assert due.due_date(THURSDAY, days=7) == date(2026, 10, 29)


@pytest.mark.parametrize("mode", ["next_open", "count_open"])
@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(start=st.dates(date(2026, 1, 1), date(2031, 12, 31)), days=st.integers(1, 60))
def test_a_due_day_is_never_a_closed_one_in_the_ways_that_promise_it(
    centre: Path, mode: str, start: date, days: int
) -> None:
    if not calendar.has_hours():
        open_daily(weekdays=(0, 2, 3, 4))
        settings.put(name="due_mode", value=mode)
    assert calendar.is_open_day(due.due_date(start, days=days))


@pytest.mark.parametrize(
    ("lent", "hours", "ends"),
    [
        (time(9), 4, datetime(2026, 10, 22, 13)),
        (time(19), 4, datetime(2026, 10, 22, 21)),  # closes at nine in the evening
        (time(20, 45), 4, datetime(2026, 10, 23, 8, 30)),  # a quarter of an hour is no loan
        (time(22), 1, datetime(2026, 10, 23, 8, 30)),
        (time(9), 24, datetime(2026, 10, 23, 9)),
    ],
)
def test_a_loan_by_hours_ends_at_closing_or_at_the_next_opening(
    centre: Path, lent: time, hours: int, ends: datetime
) -> None:
    open_daily()
    assert due.due_in_hours(datetime.combine(THURSDAY, lent), hours) == ends


def test_a_loan_by_hours_is_late_from_its_minute_on(centre: Path) -> None:
    open_daily()
    policies.add_policy(kind="tool", loan_hours=2)
    person = a_person()
    lent = loans.lend(copy_id=a_copy(kind="tool").id, person_id=person.id)
    assert lent.due_at == datetime(2026, 10, 22, 12)
    assert not loans.loans_of(person.id)[0].is_late
    clock.set_for_tests(datetime(2026, 10, 22, 12, 0, 1))
    assert loans.loans_of(person.id)[0].is_late
    assert [row.id for row in loans.overdue()] == [lent.loan_id]
    with pytest.raises(errors.BorrowerOverdue):
        loans.lend(copy_id=a_copy().id, person_id=person.id)


def test_nothing_is_lent_beyond_the_card_but_to_the_last_open_day_before_its_end(centre: Path) -> None:
    open_daily(weekdays=WEEKDAYS)
    person = a_person(card_expires_on=date(2026, 11, 1))  # a Sunday
    lent = loans.lend(copy_id=a_copy().id, person_id=person.id)
    assert lent.due_on == date(2026, 10, 30)
    assert lent.notices


def test_a_card_that_ends_today_lends_until_tonight(centre: Path) -> None:
    open_daily()
    person = a_person(card_expires_on=THURSDAY)
    assert loans.lend(copy_id=a_copy().id, person_id=person.id).due_on == THURSDAY


def test_a_renewal_goes_no_further_than_the_card(centre: Path) -> None:
    open_daily()
    person = a_person(card_expires_on=date(2026, 11, 5))
    loan = a_loan(person=person, due_on=date(2026, 10, 30))
    assert loans.renew(loan.id) == date(2026, 11, 5)
    with pytest.raises(errors.RenewalBeyondCard):
        loans.renew(loan.id)


def test_a_renewal_counts_from_the_old_due_day_where_the_setting_says_so(centre: Path) -> None:
    open_daily()
    settings.put(name="renewal_from", value="due")
    loan = a_loan(due_on=date(2026, 10, 31))
    assert loans.renew(loan.id) == date(2026, 11, 30)


def test_a_renewal_is_never_earlier_than_before_even_when_much_overdue(centre: Path) -> None:
    open_daily()
    settings.put(name="renewal_from", value="due")
    loan = a_loan(lent_at=datetime(2026, 6, 1, 9), due_on=date(2026, 7, 1))
    assert loans.renew(loan.id) >= THURSDAY


def test_a_due_day_can_be_set_by_hand_and_stays_there(centre: Path) -> None:
    open_daily(weekdays=WEEKDAYS)
    lent = loans.lend(copy_id=a_copy().id, person_id=a_person().id)
    loan_dates.change_dates(loan_id=lent.loan_id, due_on=date(2026, 11, 7))  # a Saturday
    assert loans.loan(lent.loan_id).due_on == date(2026, 11, 7)  # type: ignore[union-attr]
    assert "2026-11-07" in loan_dates.why(lent.loan_id).steps[-1]
    journal.undo()
    assert loans.loan(lent.loan_id).due_on == lent.due_on  # type: ignore[union-attr]


def test_a_due_day_in_the_past_asks_for_a_reason_which_is_kept(centre: Path) -> None:
    open_daily()
    lent = loans.lend(copy_id=a_copy().id, person_id=a_person().id)
    loan_dates.change_dates(loan_id=lent.loan_id, lent_on=date(2026, 10, 1))
    with pytest.raises(errors.DueAlreadyPast):
        loan_dates.change_dates(loan_id=lent.loan_id, due_on=date(2026, 10, 20))
    loan_dates.change_dates(loan_id=lent.loan_id, due_on=date(2026, 10, 20), reason="口头约好")
    assert loan_dates.why(lent.loan_id).overrides[0][1] == "口头约好"


def test_a_loan_forgotten_in_the_queue_is_dated_back_and_due_counted_from_then(centre: Path) -> None:
    open_daily()
    lent = loans.lend(copy_id=a_copy().id, person_id=a_person().id)
    loan_dates.change_dates(loan_id=lent.loan_id, lent_on=date(2026, 10, 20))
    row = Loan.get()
    assert (row.lent_at.date(), row.due_at.date()) == (date(2026, 10, 20), date(2026, 11, 19))


def test_a_loan_is_not_dated_back_into_another_of_the_same_copy(centre: Path) -> None:
    open_daily()
    copy = a_copy()
    a_loan(copy=copy, returned_at=datetime(2026, 10, 21, 18))
    lent = loans.lend(copy_id=copy.id, person_id=a_person().id)
    with pytest.raises(errors.LentWhileOut):
        loan_dates.change_dates(loan_id=lent.loan_id, lent_on=date(2026, 10, 20))
    loan_dates.change_dates(loan_id=lent.loan_id, lent_on=date(2026, 10, 21))
    assert Loan.get_by_id(lent.loan_id).lent_at >= datetime(2026, 10, 21, 18)


def test_dates_that_cannot_be_are_refused(centre: Path) -> None:
    open_daily()
    lent = loans.lend(copy_id=a_copy().id, person_id=a_person().id)
    with pytest.raises(errors.DueBeforeLent):
        loan_dates.change_dates(loan_id=lent.loan_id, due_on=THURSDAY - timedelta(days=1), reason="试试")
    with pytest.raises(errors.ReturnInFuture):
        loan_dates.change_dates(loan_id=lent.loan_id, lent_on=THURSDAY + timedelta(days=1))


def test_a_return_dated_before_its_loan_or_to_come_is_refused(centre: Path) -> None:
    open_daily()
    copy = a_copy()
    loans.lend(copy_id=copy.id, person_id=a_person().id)
    with pytest.raises(errors.ReturnBeforeLoan):
        loans.return_copy(copy.id, returned_at=datetime(2026, 10, 1, 9))
    with pytest.raises(errors.ReturnInFuture):
        loans.return_copy(copy.id, returned_at=datetime(2026, 12, 1, 9))
    assert Loan.get().returned_at is None


def test_a_return_found_in_the_box_is_dated_to_when_it_came(centre: Path) -> None:
    open_daily()
    copy = a_copy()
    a_loan(copy=copy, due_on=date(2026, 10, 21))
    assert loans.return_copy(copy.id, returned_at=datetime(2026, 10, 21, 20)).days_late == 0


def test_a_due_day_by_hand_is_within_a_year_and_the_card(centre: Path) -> None:
    person = a_person(name="陈雨桐", card_expires_on=date(2026, 11, 1))
    loan = a_loan(person=person, lent_at=datetime(2026, 10, 20, 10), due_on=date(2026, 10, 30))
    with pytest.raises(errors.DueBeyondCard, match="2026-11-01"):
        loan_dates.change_dates(loan_id=loan.id, due_on=date(2026, 11, 2))
    with pytest.raises(errors.DueTooFar):
        loan_dates.change_dates(loan_id=loan.id, due_on=date(2062, 1, 1))
    with pytest.raises(errors.LentTooLongAgo):
        loan_dates.change_dates(loan_id=loan.id, lent_on=date(1900, 1, 1))
    assert loan_dates.change_dates(loan_id=loan.id, due_on=date(2026, 11, 1)).date() == date(2026, 11, 1)
    assert Loan.get_by_id(loan.id).lent_at == datetime(2026, 10, 20, 10)
