"""The section of the monthly report that is exported by itself."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from centre_app.access import audit
from centre_app.centre import preferences, settings
from centre_app.reports import schedule
from ui.settings.page import SettingsPage


def test_day_kinds_and_folder_are_stored_and_a_folder_that_is_gone_is_said(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.show_argument("reports")
    section = page.section("reports")
    assert section.folder.text() == "还没有选择文件夹，不会自动导出。"
    assert not section.open_button.isEnabled()

    section.card.form.set_values(report_day=5, report_kinds="both")
    section.card.save()
    section.choose(tmp_path)
    assert (settings.get("report_day"), settings.get("report_kinds")) == (5, "both")
    assert preferences.get("report_folder") == str(tmp_path)
    assert section.open_button.isEnabled()
    assert section.note.isHidden()

    audit.record(label=schedule.DONE, table="2026-09")
    section.refresh()
    assert section.note.text() == "最近一次自动导出：2026 年 9 月月报，2026-10-22。"
    section.choose(tmp_path / "gone")
    assert (
        "磁盘插好" in section.note.text() or "找不到" in section.note.text() or "不到" in section.note.text()
    )
