"""What a day begins with: readers are taken from loans that are old enough, the monthly report goes out."""

from datetime import date, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from centre_app.centre import preferences, settings
from centre_app.centre.models import Room
from centre_app.lending.models import Loan
from tests.builders import a_visit
from tests.lending.circumstances import a_loan
from ui.kit import job, toast
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


def test_a_new_day_exports_the_monthly_report_and_says_where(
    qtbot: QtBot, work: Work, tmp_path: Path
) -> None:
    a_visit(room=Room.get(), arrived_at=datetime(2026, 9, 5, 9), left_at=datetime(2026, 9, 5, 9))
    settings.put_all(values={"report_day": 20, "report_kinds": "both"})
    preferences.put("report_folder", str(tmp_path / "stick"))
    daily.begin_day(work, then=lambda: None)
    qtbot.waitUntil(lambda: not job.under_way())
    assert "找不到文件夹" in toast.shown()[-1]

    daily.mind_report(work, then=lambda: None)
    assert not job.under_way()
    (tmp_path / "stick").mkdir()
    daily.mind_report(work, then=lambda: None)
    qtbot.waitUntil(lambda: not job.under_way())
    names = {path.name for path in (tmp_path / "stick").iterdir()}
    assert names == {"蓝天邻里中心月报 2026-09.xlsx", "蓝天邻里中心月报 2026-09.pdf"}
    assert toast.shown()[-1] == "月报已自动导出：蓝天邻里中心月报 2026-09.xlsx、蓝天邻里中心月报 2026-09.pdf"

    daily.begin_day(work, then=lambda: None)
    qtbot.waitUntil(lambda: not job.under_way())
    assert len(list((tmp_path / "stick").iterdir())) == 2
