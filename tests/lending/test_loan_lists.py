"""Who has what: the lists that the desk and the lending page show."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from centre_app.lending import catalogue, loans
from tests.builders import a_copy, a_donation, a_person, a_title
from tests.lending.circumstances import a_loan

TODAY = date(2026, 10, 22)


def test_overdue_is_what_was_due_before_today_longest_first(centre: Path) -> None:
    for due_on in (TODAY, TODAY - timedelta(days=1), TODAY - timedelta(days=10)):
        a_loan(due_on=due_on)
    a_loan(due_on=TODAY - timedelta(days=5), returned_at=datetime(2026, 10, 20, 9))
    assert [row.days_late for row in loans.overdue()] == [10, 1]


def test_what_is_due_today_is_listed_apart(centre: Path) -> None:
    wanted = a_loan(due_on=TODAY)
    a_loan(due_on=TODAY + timedelta(days=1))
    assert [(row.id, row.days_late) for row in loans.due_on(TODAY)] == [(wanted.id, 0)]


def test_for_a_child_without_a_phone_the_guardian_is_called(centre: Path) -> None:
    guardian = a_person(name="陈国庆", phone="13800005678")
    a_loan(person=a_person(name="陈雨桐", guardian=guardian), due_on=TODAY - timedelta(days=1))
    a_loan(
        person=a_person(name="周博文", phone="13900001111", guardian=guardian),
        due_on=TODAY - timedelta(days=1),
    )
    rows = loans.overdue()
    assert [(row.phone, row.guardian) for row in rows] == [("13800005678", "陈国庆"), ("13900001111", "")]


def test_the_overdue_list_comes_in_windows_without_gaps(centre: Path) -> None:
    made = [a_loan(due_on=TODAY - timedelta(days=days)).id for days in (3, 3, 3, 2, 1)]
    seen: list[int] = []
    after = None
    while window := loans.overdue(limit=2, after=after):
        seen += [row.id for row in window]
        after = window[-1]
    assert seen == made


def test_a_person_s_loans_come_due_first_first_with_their_donor(centre: Path) -> None:
    person = a_person()
    later = a_loan(person=person, copy=a_copy(donation=a_donation(), title=a_title(name="城南旧事")))
    first = a_loan(person=person, due_on=TODAY - timedelta(days=1))
    rows = loans.loans_of(person.id)
    assert [row.id for row in rows] == [first.id, later.id]
    assert (rows[1].title, rows[1].donor, rows[0].days_late) == ("城南旧事", "市新华书店", 1)


def test_a_person_stands_with_counts_and_reasons(centre: Path) -> None:
    person = a_person()
    a_loan(person=person, due_on=TODAY - timedelta(days=1))
    a_loan(person=person)
    standing = loans.standing(person.id)
    assert (standing.loans, standing.limit, standing.overdue, len(standing.blocks)) == (2, 5, 1, 1)


def test_history_is_of_a_person_a_copy_or_a_title_newest_first(centre: Path) -> None:
    title, person = a_title(), a_person(name="赵子轩")
    copy = a_copy(title=title)
    old = a_loan(
        copy=copy, person=person, lent_at=datetime(2026, 9, 1, 9), returned_at=datetime(2026, 9, 5, 9)
    )
    new = a_loan(copy=copy)
    other = a_loan(person=person, lent_at=datetime(2026, 10, 2, 9))
    assert [row.id for row in loans.loan_history(copy_id=copy.id)] == [new.id, old.id]
    assert [row.id for row in loans.loan_history(title_id=title.id)] == [new.id, old.id]
    assert [row.id for row in loans.loan_history(person_id=person.id)] == [other.id, old.id]


READS: list[Callable[[], object]] = [
    loans.overdue, loans.out_now, catalogue.page_of_titles,
    lambda: loans.due_on(TODAY), lambda: loans.loan_history(title_id=1), lambda: catalogue.copies_of(1),
]  # fmt: skip


@pytest.mark.parametrize("read", READS)
def test_a_list_is_one_query_however_long(
    centre: Path, read: Callable[[], object], caplog: pytest.LogCaptureFixture
) -> None:
    for _number in range(3):
        a_loan(due_on=TODAY - timedelta(days=1))
    with caplog.at_level(logging.DEBUG, logger="peewee"):
        read()
    assert len(caplog.records) == 1
