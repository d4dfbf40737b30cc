"""The monthly report exported by itself: when it is due, of which month, once, and what is said when it cannot be."""

from datetime import datetime
from pathlib import Path

import pytest

from centre_app import clock, errors
from centre_app.centre import preferences, settings
from centre_app.desk import todo
from centre_app.reports import schedule
from tests.builders import a_room, a_visit, open_daily


@pytest.fixture
def folder(centre: Path, tmp_path: Path) -> Path:
    """Where it goes: exported from the third on, as a workbook. There are visits since August."""
    open_daily()
    a_visit(room=a_room(), arrived_at=datetime(2026, 8, 5, 9), left_at=datetime(2026, 8, 5, 10))
    made = tmp_path / "街道"
    made.mkdir()
    settings.put(name="report_day", value=3)
    preferences.put("report_folder", str(made))
    return made


def due_on(month: int, day: int) -> str | None:
    with clock.pretend(datetime(2026, month, day, 8, 30)):
        found = schedule.due()
    return found.text if found else None


def test_it_is_due_from_the_day_on_for_the_month_before(folder):
    assert [due_on(11, day) for day in (2, 3, 29)] == ["2026-09", "2026-10", "2026-10"]


def test_a_statistical_month_that_ends_on_the_25th_is_due_once_it_has_ended(folder):
    settings.put(name="statistical_month_end", value=25)
    assert due_on(11, 3) == "2026-10"
    settings.put(name="report_day", value=28)
    assert [due_on(11, 27), due_on(11, 28)] == ["2026-10", "2026-11"]


def test_it_is_done_once_and_never_over_a_file_that_is_there(folder):
    (folder / "月报 2026-10.xlsx").write_text("worked in by hand")
    with clock.pretend(datetime(2026, 11, 3, 8, 30)):
        (written,) = schedule.export(schedule.due())
        done = schedule.last_done()

    assert written.name == "月报 2026-10 (2).xlsx"
    assert (folder / "月报 2026-10.xlsx").read_text() == "worked in by hand"
    assert (done.period.text, str(done.day)) == ("2026-10", "2026-11-03")
    assert [due_on(11, 3), due_on(11, 30), due_on(12, 2), due_on(12, 3)] == [None, None, None, "2026-11"]


def test_nothing_is_due_unset_without_folder_in_practice_or_before_the_centre_began(folder):
    assert due_on(8, 20) is None
    settings.put(name="practice", value=True)
    assert due_on(11, 3) is None
    settings.put_all(values={"practice": False, "report_day": 0})
    assert due_on(11, 3) is None
    settings.put(name="report_day", value=3)
    preferences.put("report_folder", "")
    assert due_on(11, 3) is None


def test_a_folder_that_is_gone_is_told_and_tried_again(folder):
    folder.rmdir()
    with clock.pretend(datetime(2026, 11, 3, 8, 30)):
        with pytest.raises(errors.ReportScheduleFolderGone, match="街道"):
            schedule.export(schedule.due())
        assert schedule.due() is not None
        assert schedule.last_done() is None

        (told,) = (one for one in todo.todo() if one.kind == "report_failed")
        assert told.words == "2026-10 月报未能导出：请查看导出文件夹"
        folder.mkdir()
        schedule.export(schedule.due())
        assert not any(one.kind == "report_failed" for one in todo.todo())
