"""Which rule says for how long and how many, each number by itself."""

from datetime import date, datetime
from pathlib import Path

import pytest

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.i18n import _
from centre_app.lending import loan_dates, loans, policies
from centre_app.lending.models import Loan
from centre_app.lending.policy_models import LoanPolicy
from centre_app.storage import journal
from centre_app.storage.action import run
from tests.builders import a_copy, a_person, open_daily


@pytest.fixture(autouse=True)
def an_open_centre(centre: Path) -> None:
    open_daily()


def test_without_any_rule_the_default_holds_and_is_complete() -> None:
    found = policies.terms(category="resident", kind="book")
    assert (found.loan_days, found.loan_hours, found.loan_limit, found.renewal_limit) == (30, None, 5, 2)
    assert set(found.given_by.values()) == {"d"}


def test_each_number_comes_from_the_most_specific_rule_that_says_one() -> None:
    policies.add_policy(kind="tool", loan_days=3, renewal_limit=0, grace_days=1)
    policies.add_policy(category="guest", loan_days=7, loan_limit=1)
    policies.add_policy(category="guest", kind="tool", loan_days=2)
    found = policies.terms(category="guest", kind="tool")
    assert (found.loan_days, found.loan_limit, found.renewal_limit, found.grace_days) == (2, 1, 0, 1)
    assert [found.given_by[name] for name in ("loan_days", "loan_limit", "renewal_limit", "hold_days")] == [
        "b",
        "c",
        "k",
        "d",
    ]


def test_a_rule_in_hours_takes_the_place_of_days_and_the_other_way_round() -> None:
    policies.add_policy(kind="toy", loan_hours=4)
    policies.add_policy(category="worker", kind="toy", loan_days=2)
    toys = policies.terms(category="resident", kind="toy")
    assert (toys.loan_days, toys.loan_hours) == (None, 4)
    workers = policies.terms(category="worker", kind="toy")
    assert (workers.loan_days, workers.loan_hours) == (2, None)


def test_a_new_centre_has_a_rule_for_organisations() -> None:
    assert policies.terms(category="organisation", kind="book").loan_limit == 50


def test_a_class_borrows_thirty_books_on_its_collective_card() -> None:
    school = a_person(name="星光小学二（1）班", category="organisation")
    for _number in range(30):
        loans.lend(copy_id=a_copy().id, person_id=school.id)
    assert loans.standing(school.id).loans == 30


def test_a_changed_rule_changes_no_open_loan() -> None:
    rule = policies.add_policy(kind="tool", loan_days=3, renewal_limit=1, renewal_days=3)
    lent = loans.lend(copy_id=a_copy(kind="tool").id, person_id=a_person().id)
    policies.change_policy(policy_id=rule, loan_days=1, renewal_limit=0)
    clock.set_for_tests(datetime(2026, 10, 23, 10))
    assert loans.loan(lent.loan_id).due_on == date(2026, 10, 25)  # type: ignore[union-attr]
    assert loans.renew(lent.loan_id) == date(2026, 10, 26)
    with pytest.raises(errors.RenewalLimitReached):
        loans.renew(lent.loan_id)


def test_a_kind_with_a_limit_of_its_own_counts_by_itself() -> None:
    settings.put(name="lend_limit", value=1)
    policies.add_policy(kind="tool", loan_limit=2)
    person = a_person()
    for kind in ("tool", "book", "tool"):
        loans.lend(copy_id=a_copy(kind=kind).id, person_id=person.id)
    with pytest.raises(errors.KindLimitReached):
        loans.lend(copy_id=a_copy(kind="tool").id, person_id=person.id)
    with pytest.raises(errors.LoanLimitReached):
        loans.lend(copy_id=a_copy().id, person_id=person.id)


def test_what_is_used_here_only_is_not_lent_and_the_rule_is_named() -> None:
    policies.add_policy(kind="painting", in_house_only=1)
    with pytest.raises(errors.InHouseOnly) as refused:
        loans.lend(copy_id=a_copy(kind="painting").id, person_id=a_person().id)
    assert refused.value.data["row"] == policies.row_words("", "painting")
    assert not refused.value.may_be_passed


def test_why_a_due_day_is_so_says_the_way_and_the_rule_of_each_number() -> None:
    policies.add_policy(category="guest", loan_days=7)
    lent = loans.lend(copy_id=a_copy().id, person_id=a_person(category="guest").id)
    why = loan_dates.why(lent.loan_id)
    assert "2026-10-29" in why.steps[1]
    rows = {given.label: (given.value, given.row) for given in why.terms}
    assert rows[_(policies.PARAMETERS["loan_days"])] == (7, policies.row_words("guest", ""))
    assert rows[_(policies.PARAMETERS["renewal_limit"])] == (2, policies.row_words("", ""))


@pytest.mark.parametrize(
    ("whom", "values", "error"),
    [
        ({}, {"loan_days": 3}, errors.PolicyForNobody),
        ({"kind": "tool"}, {}, errors.PolicyEmpty),
        ({"kind": "tool"}, {"loan_days": 3, "loan_hours": 2}, errors.PolicyTwoTimes),
        ({"kind": "tool"}, {"loan_days": 0}, errors.NumberOutOfRange),
        ({"kind": "tool"}, {"loan_limit": 1001}, errors.NumberOutOfRange),
        ({"category": "organisation"}, {"loan_days": 3}, errors.PolicyThere),
    ],
)
def test_a_rule_that_cannot_be_is_refused_and_nothing_is_written(
    whom: dict[str, str], values: dict[str, int], error: type[errors.CentreError]
) -> None:
    before = policies.policies()
    with pytest.raises(error):
        policies.add_policy(**whom, **values)  # type: ignore[arg-type]
    assert policies.policies() == before


def test_rules_can_be_removed_and_undo_brings_them_back() -> None:
    rule = policies.add_policy(kind="tool", loan_days=3)
    policies.remove_policy(rule)
    assert policies.terms(category="guest", kind="tool").loan_days == 30
    journal.undo()
    assert policies.terms(category="guest", kind="tool").loan_days == 3
    assert LoanPolicy.select().where(LoanPolicy.kind == "tool").count() == 1


def test_a_loan_from_before_there_were_rules_renews_by_the_default() -> None:
    lent = loans.lend(copy_id=a_copy().id, person_id=a_person().id)
    run("prepare a test", lambda: Loan.update(renewal_limit=None, renewal_days=None, given_by="").execute())
    clock.set_for_tests(datetime(2026, 10, 30, 10))
    assert loans.renew(lent.loan_id) == date(2026, 11, 29)
    assert loan_dates.why(lent.loan_id).terms == []
