"""Returned loans lose their reader after the months of the settings, for good, and the figures stay what they were."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.lending import contacts, loans, privacy
from centre_app.lending.models import Loan, LoanContact
from centre_app.lending.policy_models import LoanOverride
from centre_app.progress import SILENT
from centre_app.reports.behind import loans as behind
from centre_app.reports.counts import loans as counts
from centre_app.reports.periods import Period
from centre_app.storage import journal
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_copy, a_person, open_daily
from tests.lending.circumstances import a_loan

LONG_AGO = datetime(2025, 8, 1, 10)
AUGUST = "2025-08"


@pytest.fixture(autouse=True)
def opened(centre: Path) -> None:
    open_daily()


def an_old_loan(*, days: int = 20, **more: Any) -> Loan:
    lent_at = more.pop("lent_at", LONG_AGO)
    back = lent_at + timedelta(days=days)
    return a_loan(lent_at=lent_at, due_on=date(2025, 8, 31), returned_at=back, **more)


def forget() -> int:
    return privacy.anonymise_old(SILENT)


def august() -> tuple[counts.LoanCounts, list[Any]]:
    """The figures of that month, and the rows behind them."""
    period = Period.parse(AUGUST)
    return counts.count(period), list(behind.loans(period).rows)


def row_of(loan: Loan) -> Loan:
    return Loan.get_by_id(loan.id)


def test_an_old_loan_loses_its_reader_and_keeps_what_they_were_then() -> None:
    girl = a_person(name="陈晓雯", sex="F", birth_date=date(2007, 8, 2), category="worker")
    loan = an_old_loan(person=girl)
    assert privacy.is_due()
    assert forget() == 1
    kept = row_of(loan)
    assert (kept.person_id, kept.band, kept.sex, kept.category) == (None, "7-17", "F", "worker")
    assert not privacy.is_due()


def test_the_category_a_loan_was_lent_under_stays() -> None:
    loan = an_old_loan(person=a_person(category="resident"), category="guest")
    forget()
    assert row_of(loan).category == "guest"


def test_what_is_out_what_came_back_lately_and_what_a_reader_wants_kept_stay_theirs() -> None:
    out = a_loan(lent_at=LONG_AGO, due_on=date(2025, 8, 31))
    late = an_old_loan(days=400)
    wished = an_old_loan(person=a_person(keeps_history=True))
    assert not privacy.is_due()
    assert forget() == 0
    assert all(row_of(loan).person_id is not None for loan in (out, late, wished))


@pytest.mark.parametrize(("months", "forgotten"), [(0, 0), (24, 0), (13, 1)])
def test_the_months_are_a_setting_and_none_means_never(months: int, forgotten: int) -> None:
    an_old_loan()
    settings.put(name="loan_privacy_months", value=months)
    assert privacy.is_due() == bool(forgotten)
    assert forget() == forgotten


def test_nothing_in_the_journal_brings_the_reader_back() -> None:
    copy, reader = a_copy(), a_person(name="陈晓雯")
    lent = loans.lend(copy_id=copy.id, person_id=reader.id)
    contacts.note_contact(loan_id=lent.loan_id, said="陈晓雯的奶奶说周五来还")
    with clock.pretend(clock.now() + timedelta(days=5)):
        loans.return_copy(copy.id)
        returning = journal.undoable(1)[0]
    with clock.pretend(clock.now() + timedelta(days=400)):
        assert forget() == 1
    images = " ".join(
        text for (text,) in db.execute_sql("SELECT before FROM change WHERE before IS NOT NULL")
    )
    assert f'"person_id":{reader.id}' not in images.replace(" ", "")
    assert "奶奶" not in images
    assert LoanContact.select().count() == 0
    with clock.pretend(clock.now() + timedelta(days=400)), pytest.raises(errors.UndoRefused):
        journal.undo_action(returning.action_id)
    assert Loan.get_by_id(lent.loan_id).person_id is None


def test_forgetting_is_no_step_to_undo() -> None:
    an_old_loan()
    before = journal.next_undo()
    forget()
    assert journal.next_undo() == before


def test_that_a_block_was_passed_stays_but_not_why() -> None:
    loan = an_old_loan()
    run("prepare a test", lambda: LoanOverride.create(loan=loan, block="overdue", reason="陈晓雯的妈妈担保"))
    forget()
    override = LoanOverride.get()
    assert (override.block, override.reason) == ("overdue", "—")
    assert "妈妈" not in " ".join(str(row) for row in db.execute_sql("SELECT before FROM change"))


@pytest.mark.parametrize("chunk", [1, 2, 500])
def test_the_figures_stay_what_they_were(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    first, second = a_person(birth_year=2015, sex="M"), a_person(birth_year=1950)
    for hour in (9, 10, 11):
        an_old_loan(person=first, lent_at=datetime(2025, 8, 1, hour))
    an_old_loan(person=first, lent_at=datetime(2025, 8, 2, 9), days=420)  # back lately
    an_old_loan(person=first, lent_at=datetime(2025, 8, 2, 10))
    an_old_loan(person=second, lent_at=datetime(2025, 8, 1, 9))
    before = august()
    assert before[0].borrowers == 3
    forgotten = 0
    while found := privacy.anonymise(before=datetime(2025, 10, 1), limit=chunk):
        forgotten += found
    assert forgotten == 5
    assert august() == before


def test_the_history_of_a_copy_still_has_the_loan_without_its_reader() -> None:
    loan = an_old_loan(person=a_person(name="陈晓雯"))
    forget()
    (past,) = loans.loan_history(copy_id=loan.copy_id)
    assert (past.person_id, past.borrower, past.returned_at) == (None, "", loan.returned_at)


def test_a_reader_wishes_and_may_change_their_mind() -> None:
    reader = a_person()
    loan = an_old_loan(person=reader)
    privacy.keep_history(person_id=reader.id, keeps=True)
    assert privacy.keeps_history(reader.id)
    assert forget() == 0
    journal.undo()
    assert not privacy.keeps_history(reader.id)
    assert forget() == 1
    assert row_of(loan).person_id is None


def test_many_loans_go_in_small_steps_that_are_told() -> None:
    reader, copy = a_person(), a_copy()
    for _number in range(privacy.CHUNK + 3):
        an_old_loan(person=reader, copy=copy)
    told: list[int] = []

    class Told:
        def report(self, done: int, total: int, what: str) -> None:
            told.append(done)

    privacy.anonymise_old(Told())
    assert told == [privacy.CHUNK, privacy.CHUNK + 3]
