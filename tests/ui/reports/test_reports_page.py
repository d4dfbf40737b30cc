"""Behaviour of the reports page: figures counted in the background, rows behind them, the workbook written."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from python_calamine import CalamineWorkbook

from centre_app import errors
from centre_app.access import audit
from centre_app.centre.models import Room
from centre_app.i18n import use
from tests.builders import a_visit
from ui.kit import toast
from ui.kit.messages import Message
from ui.reports import words
from ui.reports.latest import Latest
from ui.reports.page import ReportsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def row(page: ReportsPage, name: str) -> words.LineRow:
    return next(each for each in page.list.rows() if each.name == name)


def exported(page: ReportsPage, qtbot, tmp_path, *, reason=None):
    to = tmp_path / "月报.xlsx"
    under_way = page.export.write(period=page.period, to=to, language="zh_CN", reason=reason)
    with qtbot.waitSignal(under_way.finished):
        pass
    return to


def test_the_month_under_way_is_counted_and_says_that_it_is_not_closed(page):
    assert page.heading.text() == "2026 年 10 月月报"
    assert page.as_of.text() == "截至 10-22 10:00 · 未结"
    assert row(page, "接待人次").line.now == 2
    assert page.cards["visits.people"].accessibleName().startswith("到访人数 1")
    assert not page.bar.next_button.isEnabled()


def test_the_month_before_and_back_by_the_buttons(page, qtbot):
    with qtbot.waitSignal(page.counted):
        qtbot.mouseClick(page.bar.previous_button, Qt.MouseButton.LeftButton)
    assert page.heading.text() == "2026 年 9 月月报"
    assert page.as_of.text() == "统计于 10-22 10:00"
    assert row(page, "接待人次").line.now == 0

    qtbot.mouseClick(page.bar.next_button, Qt.MouseButton.LeftButton)
    assert row(page, "接待人次").line.now == 2


def test_a_new_visit_is_counted_at_once(page, qtbot):
    with qtbot.waitSignal(page.counted):
        a_visit(room=Room.get(), arrived_at=datetime(2026, 10, 7, 9), head_count=20)

    assert row(page, "接待人次").line.now == 22
    assert row(page, "接待人次·按年龄段 · 未登记").line.now == 22


def test_choosing_a_figure_shows_its_definition_and_its_nameless_rows_which_can_be_copied(page, qtbot):
    with qtbot.waitSignal(page.behind.read):
        page.list.select_id("visits.total[]")

    assert page.behind.which.value() == "rows"
    assert "同一人每次到访各计一次" in page.behind.definition.text()
    page.behind.list.select_id(1)
    page.behind.list.copy()
    copied = QApplication.clipboard().text()
    assert "2026-10-05" in copied
    assert "悦享读书区" in copied
    assert "欧阳" not in copied


def test_the_sheets_are_listed_in_the_language_of_the_report(page):
    page.language.set_value("en")

    shown = [label.text() for label in page.behind.stack.widget(0).findChildren(QLabel)]
    assert "Summary" in shown
    assert page.heading.text().endswith("月报")


def test_the_export_writes_the_workbook_and_tells_where(page, qtbot, tmp_path):
    path = exported(page, qtbot, tmp_path)

    assert CalamineWorkbook.from_path(path).sheet_names[0] == "封面"
    assert toast.shown() == ["月报.xlsx 已保存。"]


def test_the_file_dialog_offers_a_name_and_writes_what_is_chosen(page, qtbot, tmp_path):
    page.language.set_value("en")
    dialog = page.export.ask_target(period=page.period, language="en")
    assert dialog.selectedFiles()[0].endswith("星耀蓝天邻里中心 Monthly report 2026-10.xlsx")

    dialog.fileSelected.emit(str(tmp_path / "x.xlsx"))
    dialog.reject()
    qtbot.waitUntil((tmp_path / "x.xlsx").exists)


def test_names_are_asked_for_with_a_reason_which_is_recorded(page, qtbot, tmp_path):
    asked = page.export.ask_reason(period=page.period, language="zh_CN")
    assert isinstance(asked, Message)
    assert not asked.confirm_button.isEnabled()
    asked.reject()

    exported(page, qtbot, tmp_path, reason="街道核查")

    assert audit.entries(kinds=["note"])[0].label == "export a report with names"


def test_a_target_that_cannot_be_written_is_said_in_a_message(page, qtbot, tmp_path):
    exported(page, qtbot, tmp_path / "none")

    message = page.window().findChild(Message)
    assert "不存在" in message.sentence.text()
    message.reject()


def test_the_page_speaks_english_after_a_switch(page, qtbot):
    use("en")
    made = ReportsPage()
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.counted):
        made.show()

    assert made.heading.text() == "Monthly report, October 2026"
    assert row(made, "Visits in all").line.now == 2


def test_after_counting_failed_the_next_question_is_answered(page, qtbot):
    def fail():
        raise errors.DiskFailed(detail="x")

    latest = Latest("…", page)
    with qtbot.waitSignal(latest.given_up):
        latest.ask("a", fail)
    with qtbot.waitSignal(latest.answered) as answer:
        latest.ask("b", lambda: 1)
        latest.ask("c", lambda: 2)

    assert answer.args == ["c", 2]
