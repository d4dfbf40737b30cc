"""Overdue work: filters, notes of calls, new due days for several loans, and the list as a workbook."""

import logging
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from centre_app import clock, errors
from centre_app.lending import bulk_due, contacts, flags, loans, overdue_book
from centre_app.lending.models import Loan, LoanContact, Renewal
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_closure, a_copy, a_person, a_title, open_daily
from tests.lending.circumstances import a_loan

TODAY = date(2026, 10, 22)
pytestmark = pytest.mark.usefixtures("centre")


def late(days: int, **more: Any) -> Loan:
    return a_loan(due_on=TODAY - timedelta(days=days), lent_at=datetime(2026, 5, 1, 10), **more)


@pytest.mark.parametrize(
    ("days", "seen"), [(1, [90, 30, 7, 6, 1]), (7, [90, 30, 7]), (30, [90, 30]), (90, [90])]
)
def test_the_overdue_list_is_filtered_by_days_late(days: int, seen: list[int]) -> None:
    for number in (0, 1, 6, 7, 30, 90):
        late(number)
    assert [row.days_late for row in loans.overdue(days=days)] == seen


def test_the_last_note_stands_in_the_list_and_all_in_the_loan() -> None:
    loan = late(3)
    contacts.note_contact(loan_id=loan.id, said="电话没人接")
    with clock.pretend(datetime(2026, 10, 22, 15)):
        contacts.note_contact(loan_id=loan.id, said=" 和奶奶说了，周五来 ")
    row = loans.overdue()[0]
    assert (row.said, row.called_at) == ("和奶奶说了，周五来", datetime(2026, 10, 22, 15))
    assert [note.said for note in contacts.notes_of(loan.id)] == ["和奶奶说了，周五来", "电话没人接"]


def test_a_loan_counts_as_called_only_by_a_note_since_it_became_overdue() -> None:
    called, before, never = late(3), late(2), late(1)
    contacts.note_contact(loan_id=called.id, said="已通知")
    with clock.pretend(datetime(2026, 10, 22, 10)):
        LoanContact.create(loan=before.id, contacted_at=datetime(2026, 10, 1, 9), said="特批延期")
    assert [row.id for row in loans.overdue(uncalled=True)] == [before.id, never.id]


def test_a_note_about_a_returned_loan_is_kept_and_undone() -> None:
    loan = late(3, returned_at=datetime(2026, 10, 20, 9))
    contacts.note_contact(loan_id=loan.id, said="已还，谢谢")
    assert len(contacts.notes_of(loan.id)) == 1
    journal.undo()
    assert contacts.notes_of(loan.id) == []


def test_an_empty_note_is_refused() -> None:
    with pytest.raises(errors.ContactNeedsWords):
        contacts.note_contact(loan_id=late(1).id, said="  ")


def test_a_note_about_no_loan_is_refused() -> None:
    with pytest.raises(errors.NotFound):
        contacts.note_contact(loan_id=99, said="喂")


def test_several_loans_are_extended_over_a_closed_day_as_one_step() -> None:
    open_daily()
    a_closure(day=date(2026, 11, 2))
    made = [late(2), a_loan(due_on=TODAY)]
    before = [row.due_at for row in Loan.select()]
    done = bulk_due.extend(loan_ids=[each.id for each in made], day=date(2026, 11, 2))
    assert (done.day, done.count, done.refusals) == (date(2026, 11, 3), 2, [])
    assert {(row.due_at, row.renewals) for row in Loan.select()} == {(datetime(2026, 11, 3, 23, 59, 59), 1)}
    assert [row.due_before for row in Renewal.select()] == before
    journal.undo()
    assert [row.due_at for row in Loan.select()] == before
    assert Renewal.select().count() == 0


def test_what_cannot_be_extended_stays_and_is_told_of() -> None:
    open_daily()
    good, spent = late(2), late(2, renewals=9)
    gone = late(2, returned_at=datetime(2026, 10, 21, 9))
    lost = late(2, copy=a_copy(condition="lost"))
    later = a_loan(due_on=date(2026, 12, 31))
    ids = [good.id, spent.id, gone.id, lost.id, later.id]
    done = bulk_due.extend(loan_ids=ids, day=date(2026, 11, 5))
    assert done.count == 1
    assert [type(each) for each in done.refusals] == [
        errors.RenewalLimitReached, errors.LoanEnded, errors.CopyLost, errors.DueDayNotLater,
    ]  # fmt: skip
    assert all(each.sentence() for each in done.refusals)


def test_a_loan_of_a_copy_in_repair_or_not_for_loan_is_not_extended_whatever_else_is_the_matter_with_it() -> (
    None
):
    good, mended, kept = late(5), late(4), late(3)
    flags.put_flag(copy_id=mended.copy_id, flag="in_repair")
    flags.put_flag(copy_id=kept.copy_id, flag="not_for_loan")
    flags.put_flag(copy_id=kept.copy_id, flag="damaged")
    done = bulk_due.extend(loan_ids=[good.id, mended.id, kept.id], day=date(2026, 11, 5))
    assert done.count == 1
    assert [type(each) for each in done.refusals] == [errors.CopyInRepair, errors.CopyNotForLoan]


def test_an_amnesty_counts_no_renewal_and_keeps_its_reason() -> None:
    open_daily()
    made = [late(40, renewals=9), late(2)]
    bulk_due.amnesty(loan_ids=[each.id for each in made], day=date(2026, 11, 5), reason="馆舍装修")
    assert [(row.due_at.date(), row.renewals) for row in Loan.select()] == [
        (date(2026, 11, 5), 9),
        (date(2026, 11, 5), 0),
    ]
    assert [contacts.notes_of(each.id)[0].said for each in made] == ["馆舍装修"] * 2
    journal.undo()
    assert [row.days_late for row in loans.overdue()] == [40, 2]
    assert LoanContact.select().count() == 0


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"reason": " "}, errors.AmnestyNeedsReason),
        ({"day": TODAY - timedelta(days=1)}, errors.DueDayPast),
        ({"loan_ids": []}, errors.NoLoansChosen),
    ],
)
def test_an_amnesty_that_makes_no_sense_is_refused(change: dict[str, Any], error: Any) -> None:
    open_daily()
    values = {"loan_ids": [late(2).id], "day": date(2026, 11, 5), "reason": "装修"} | change
    with pytest.raises(error):
        bulk_due.amnesty(**values)
    assert loans.overdue()[0].days_late == 2


def test_all_that_some_people_have_overdue_is_one_query(caplog: pytest.LogCaptureFixture) -> None:
    person = a_person()
    wanted = [late(5, person=person).id, late(1, person=person).id]
    a_loan(person=person)
    late(3)
    with caplog.at_level(logging.DEBUG, logger="peewee"):
        rows = loans.overdue_of([person.id])
    assert ([row.id for row in rows], len(caplog.records)) == (wanted, 1)


def test_the_overdue_read_goes_by_the_index_of_due_days(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="peewee"):
        loans.overdue(days=7, uncalled=True)
    sql, values = caplog.records[0].msg
    plan = [row[3] for row in db.execute_sql("EXPLAIN QUERY PLAN " + sql, values).fetchall()]
    assert any("INDEX loan_due" in line for line in plan), plan
    assert not any("TEMP B-TREE" in line for line in plan)


def cells_of(path: Path) -> list[list[Any]]:
    return [list(row) for row in load_workbook(path).active.iter_rows()]


def test_the_workbook_is_masked_and_holds_no_formula(tmp_path: Path) -> None:
    late(7, person=a_person(name="赵子轩", phone="13812345678"), copy=a_copy(title=a_title(name="=1+1")))
    path = overdue_book.write(loans.overdue(), to=tmp_path / "逾期.xlsx", with_names=False)
    row = cells_of(path)[1]
    assert [row[number].value for number in (0, 2, 4, 5, 6)] == [
        "=1+1", "赵*轩", "138****5678", "2026-10-15", 7,
    ]  # fmt: skip
    assert row[0].data_type == "s"
    assert list(tmp_path.glob(".*")) == []


def test_the_workbook_with_names_says_so_in_the_records(tmp_path: Path) -> None:
    loan = late(7, person=a_person(name="赵子轩", phone="13812345678"))
    path = overdue_book.write(loans.overdue(), to=tmp_path / "逾期.xlsx", with_names=True)
    assert [cell.value for cell in cells_of(path)[1]][2:5] == ["赵子轩", None, "13812345678"]
    noted = db.execute_sql("SELECT label, subject FROM action WHERE kind = 'note'").fetchall()
    assert noted == [("export the overdue list with names", f"loan:{loan.id}")]


def test_a_workbook_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(errors.ReportFolderMissing):
        overdue_book.write([], to=tmp_path / "没有" / "逾期.xlsx", with_names=False)
