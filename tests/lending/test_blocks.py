"""What stands against lending, what a clerk may pass with a reason, and that a reason is kept."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.lending import loans, policies
from centre_app.lending.models import Loan
from centre_app.lending.policy_models import LoanOverride
from centre_app.people import card_history
from centre_app.people.models import Person
from centre_app.storage import journal
from tests.builders import a_copy, a_person, a_title, open_daily
from tests.lending.circumstances import a_loan

TODAY = date(2026, 10, 22)


@pytest.fixture(autouse=True)
def an_open_centre(centre: Path) -> None:
    open_daily()


def test_a_reason_passes_the_limit_and_is_kept_with_the_loan() -> None:
    settings.put(name="lend_limit", value=1)
    person = a_person()
    a_loan(person=person)
    lent = loans.lend(copy_id=a_copy().id, person_id=person.id, reasons={"LoanLimitReached": "班级共读"})
    kept = LoanOverride.get()
    assert (kept.loan_id, kept.block, kept.reason) == (lent.loan_id, "LoanLimitReached", "班级共读")


def test_a_reason_for_one_block_passes_no_other() -> None:
    settings.put(name="lend_limit", value=1)
    person = a_person()
    a_loan(person=person, due_on=TODAY - timedelta(days=3))
    with pytest.raises(errors.BorrowerOverdue):
        loans.lend(copy_id=a_copy().id, person_id=person.id, reasons={"LoanLimitReached": "班级共读"})
    assert Loan.select().count() == 1


def test_several_blocks_are_told_at_once_in_one_error() -> None:
    settings.put(name="lend_limit", value=1)
    person = a_person()
    a_loan(person=person, due_on=TODAY - timedelta(days=3))
    with pytest.raises(errors.LendingRefused) as refused:
        loans.lend(copy_id=a_copy().id, person_id=person.id)
    assert [type(block) for block in refused.value.blocks] == [
        errors.BorrowerOverdue,
        errors.LoanLimitReached,
    ]
    assert refused.value.may_be_passed
    assert all(block.sentence() in refused.value.sentence() for block in refused.value.blocks)


def test_a_hard_block_is_passed_by_no_reason() -> None:
    person = a_person(card_expires_on=TODAY - timedelta(days=1))
    with pytest.raises(errors.CardExpired) as refused:
        loans.lend(copy_id=a_copy().id, person_id=person.id, reasons={"CardExpired": "下次补办"})
    assert not refused.value.may_be_passed
    assert Loan.select().count() == 0


def test_a_blank_reason_passes_nothing() -> None:
    settings.put(name="lend_limit", value=1)
    person = a_person()
    a_loan(person=person)
    with pytest.raises(errors.LoanLimitReached):
        loans.lend(copy_id=a_copy().id, person_id=person.id, reasons={"LoanLimitReached": "  "})


def test_the_same_title_twice_is_asked_about_but_another_volume_is_not() -> None:
    title, person = a_title(name="三国演义"), a_person()
    loans.lend(copy_id=a_copy(title=title, volume="上").id, person_id=person.id)
    loans.lend(copy_id=a_copy(title=title, volume="下").id, person_id=person.id)
    with pytest.raises(errors.SameTitleOut) as refused:
        loans.lend(copy_id=a_copy(title=title, volume="上").id, person_id=person.id)
    key = refused.value.key
    assert loans.lend(
        copy_id=a_copy(title=title, volume="上").id, person_id=person.id, reasons={key: "帮邻居借"}
    )


def test_a_reason_for_one_title_twice_says_nothing_about_another() -> None:
    first, second, person = a_title(name="三国演义"), a_title(name="水浒传"), a_person()
    for title in (first, second):
        loans.lend(copy_id=a_copy(title=title).id, person_id=person.id)
    with pytest.raises(errors.SameTitleOut) as refused:
        loans.lend(copy_id=a_copy(title=first).id, person_id=person.id)
    with pytest.raises(errors.SameTitleOut):
        loans.lend(copy_id=a_copy(title=second).id, person_id=person.id, reasons={refused.value.key: "好"})


def test_two_umbrellas_are_lent_without_a_question() -> None:
    title, person = a_title(name="爱心伞"), a_person()
    for _number in range(2):
        loans.lend(copy_id=a_copy(title=title, kind="tool").id, person_id=person.id)


def test_a_book_for_older_readers_is_asked_about_where_the_age_is_known() -> None:
    title, child = a_title(name="白夜行", age_from=14), a_person(name="陈雨桐", birth_year=2018)
    with pytest.raises(errors.TooYoung, match="14") as refused:
        loans.lend(copy_id=a_copy(title=title).id, person_id=child.id)
    assert loans.lend(
        copy_id=a_copy(title=title).id, person_id=child.id, reasons={refused.value.key: "家长陪读"}
    )
    loans.lend(copy_id=a_copy(title=title).id, person_id=a_person(birth_year=None).id)


def test_somebody_barred_borrows_nothing_until_it_is_lifted() -> None:
    person = a_person(name="赵子轩")
    card_history.bar(person_id=person.id, reason="多次损坏图书")
    with pytest.raises(errors.Barred, match="多次损坏图书"):
        loans.lend(copy_id=a_copy().id, person_id=person.id)
    card_history.lift_bar(person.id)
    loans.lend(copy_id=a_copy().id, person_id=person.id)


def test_a_bar_ends_after_its_last_day() -> None:
    person = a_person()
    card_history.bar(person_id=person.id, reason="欠还", until=TODAY)
    assert loans.standing(person.id).blocks
    clock.set_for_tests(datetime(2026, 10, 23, 9))
    assert loans.standing(person.id).blocks == []


def test_bars_need_a_reason() -> None:
    with pytest.raises(errors.BarNeedsReason):
        card_history.bar(person_id=a_person().id, reason=" ")


def test_days_of_grace_let_somebody_a_little_late_borrow() -> None:
    settings.put(name="grace_days", value=3)
    person = a_person()
    lent = loans.lend(copy_id=a_copy().id, person_id=person.id)
    clock.set_for_tests(
        datetime.combine(lent.due_on + timedelta(days=3), datetime.min.time().replace(hour=9))
    )
    loans.lend(copy_id=a_copy().id, person_id=person.id)
    clock.set_for_tests(
        datetime.combine(lent.due_on + timedelta(days=4), datetime.min.time().replace(hour=9))
    )
    with pytest.raises(errors.BorrowerOverdue):
        loans.lend(copy_id=a_copy().id, person_id=person.id)


def test_a_late_return_suspends_for_some_days_each_and_undo_lifts_it() -> None:
    policies.add_policy(kind="book", loan_days=1, suspension_days=2)
    person, copy = a_person(), a_copy()
    loans.lend(copy_id=copy.id, person_id=person.id)
    clock.set_for_tests(datetime(2026, 10, 26, 9))  # three days late
    assert loans.return_copy(copy.id).suspended_until == date(2026, 11, 1)
    assert [type(block) for block in loans.standing(person.id).blocks] == [errors.Suspended]
    journal.undo()
    assert Person.get_by_id(person.id).suspended_until is None


def test_a_suspension_is_over_after_its_last_day() -> None:
    person = a_person(suspended_until=TODAY)
    assert [type(block) for block in loans.standing(person.id).blocks] == [errors.Suspended]
    clock.set_for_tests(datetime(2026, 10, 23, 9))
    assert loans.standing(person.id).blocks == []


def test_somebody_suspended_borrows_with_a_reason() -> None:
    person = a_person(suspended_until=TODAY)
    assert loans.lend(copy_id=a_copy().id, person_id=person.id, reasons={"Suspended": "住院晚还"})


@pytest.mark.parametrize("condition", ["good", "damaged", "withdrawn"])
def test_whoever_brings_it_and_however_they_stand_a_return_is_taken(condition: str) -> None:
    person = a_person(card_expires_on=TODAY - timedelta(days=9), suspended_until=TODAY)
    card_history.bar(person_id=person.id, reason="欠还")
    copy = a_copy(condition=condition)
    a_loan(copy=copy, person=person)
    assert loans.return_copy(copy.id).borrower_id == person.id


def test_a_damaged_copy_is_lent_with_a_notice() -> None:
    lent = loans.lend(copy_id=a_copy(condition="damaged").id, person_id=a_person().id)
    assert lent.notices == ("标记：破损。",)
    assert loans.lend(copy_id=a_copy().id, person_id=a_person().id).notices == ()


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["book", "periodical"], "已借 2 册，上限 2 册，请先归还一册。"),
        (["book", "tool"], "已借 2 件，上限 2 件，请先归还一件。"),
    ],
)
def test_the_limit_counts_books_in_volumes_and_other_things_in_pieces(kinds: list[str], said: str) -> None:
    settings.put(name="lend_limit", value=2)
    person = a_person()
    for kind in kinds:
        a_loan(person=person, copy=a_copy(kind=kind))
    with pytest.raises(errors.LoanLimitReached) as refused:
        loans.lend(copy_id=a_copy(kind="tool").id, person_id=person.id)
    assert refused.value.sentence() == said


def test_the_limit_of_a_kind_is_said_in_its_own_unit() -> None:
    policies.add_policy(kind="tool", loan_limit=1)
    policies.add_policy(kind="periodical", loan_limit=1)
    person = a_person()
    for kind, said in (
        ("tool", "便民工具最多可借 1 件，已借 1 件，请先归还一件。"),
        ("periodical", "期刊最多可借 1 册，已借 1 册，请先归还一册。"),
    ):
        a_loan(person=person, copy=a_copy(kind=kind))
        with pytest.raises(errors.KindLimitReached) as refused:
            loans.lend(copy_id=a_copy(kind=kind).id, person_id=person.id)
        assert refused.value.sentence() == said
