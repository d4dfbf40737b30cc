"""What a day begins with: readers are taken from loans that are old enough."""

from datetime import date, datetime

from pytestqt.qtbot import QtBot

from centre_app.lending.models import Loan
from tests.lending.circumstances import a_loan
from ui.kit import job
from ui.shell import daily
from ui.shell.work import Work


def test_a_new_day_takes_the_readers_from_old_loans(qtbot: QtBot, work: Work) -> None:
    old = a_loan(
        lent_at=datetime(2025, 8, 1, 10), due_on=date(2025, 8, 31), returned_at=datetime(2025, 8, 20, 10)
    )
    out = a_loan()
    daily.begin_day(work, then=lambda: None)
    qtbot.waitUntil(lambda: not job.under_way())
    assert Loan.get_by_id(old.id).person_id is None
    assert Loan.get_by_id(out.id).person_id is not None
    daily.begin_day(work, then=lambda: None)
    assert not job.under_way()
