"""Behaviour of the reports page: figures counted in the background, rows behind them, the workbook written."""

import threading
from datetime import date, datetime

import pytest
import shiboken6
from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QGraphicsView, QLabel
from python_calamine import CalamineWorkbook

from centre_app import errors
from centre_app.access import audit
from centre_app.centre.models import Room
from centre_app.i18n import use
from tests.builders import a_visit
from ui.kit import job, style, toast
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
    assert page.as_of.text() == "截至 10-22 10:00 · 未结"


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
    page.show_part("figures")

    shown = [label.text() for label in page.behind.stack.widget(0).findChildren(QLabel)]
    assert "Summary" in shown
    assert page.heading.text().endswith("月报")


def test_the_export_writes_the_workbook_and_tells_where(page, qtbot, tmp_path):
    path = exported(page, qtbot, tmp_path)

    assert CalamineWorkbook.from_path(path).sheet_names[0] == "封面"
    assert toast.shown() == ["月报.xlsx 已保存，已核对。"]


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

    assert audit.entries(audit.Asked(way="exported"))[0].label == "export a report with names"


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


def test_figures_read_for_a_window_that_was_built_anew_meanwhile_trouble_nobody(qtbot, centre):
    asker, go_on = QObject(), threading.Event()
    latest = Latest("报表", asker)
    latest.answered.connect(lambda _key, _result: pytest.fail("nobody asks any more"))
    latest.ask("2026-10", go_on.wait)
    shiboken6.delete(asker)

    go_on.set()
    qtbot.waitUntil(lambda: not job.under_way())


def test_another_kind_of_period_is_counted_and_named(page, qtbot):
    with qtbot.waitSignal(page.counted):
        page.bar.kind.chosen.emit("week")
    assert page.heading.text() == "2026 年第 43 周（10-19 至 10-25）周报"
    assert row(page, "接待人次").line.now == 0

    with qtbot.waitSignal(page.counted):
        page.bar.kind.chosen.emit("year")
    assert page.cards["visits.total"].accessibleName() == "接待人次 2 上年没有可比的数"


def test_a_span_is_typed_as_two_days(page, qtbot):
    with qtbot.waitSignal(page.counted):
        page.bar.kind.chosen.emit("span")
    assert page.bar.days.isVisible()
    assert (page.bar.first.value(), page.bar.last.value()) == (date(2026, 10, 1), date(2026, 10, 22))

    page.bar.last.edit.setText("10-05")
    with qtbot.waitSignal(page.counted):
        qtbot.keyClick(page.bar.last.edit, Qt.Key.Key_Return)
    assert page.heading.text() == "报表：2026-10-01 至 2026-10-05"
    assert row(page, "接待人次").line.now == 1

    page.bar.last.edit.setText("09-05")
    qtbot.keyClick(page.bar.last.edit, Qt.Key.Key_Return)
    assert toast.shown()[-1] == "2026-09-05 早于 2026-10-01。请把开始日期写在前面。"
    assert page.heading.text() == "报表：2026-10-01 至 2026-10-05"


def test_cards_say_in_words_whether_it_is_more_or_less_than_before(page, qtbot):
    for day in (7, 8, 9, 10):
        a_visit(room=Room.get(), arrived_at=datetime(2026, 9, day, 9), left_at=datetime(2026, 9, day, 9))
    with qtbot.waitSignal(page.counted):
        page.refresh()

    shown = page.cards["visits.total"]
    assert shown.accessibleName() == "接待人次 2 比上月下降 50%; 上年同期没有可比的数"
    assert "▼ 50%" in "".join(label.text() for label in shown.findChildren(QLabel))


def test_charts_are_walked_by_keyboard_and_told_in_words(page, qtbot):
    drawn(page, qtbot)
    by_day, by_hour, by_class, trend = page.charts.views
    assert by_day.isVisible()
    assert by_day.accessibleName() == "每日到访人次（按功能区）：合计 2"
    assert "最高 1（10-05 周一）" in by_day.accessibleDescription()

    qtbot.keyClick(by_day, Qt.Key.Key_Home)
    for _step in range(4):
        qtbot.keyClick(by_day, Qt.Key.Key_Right)
    assert by_day.value_label.text() == "10-05 周一：1"
    assert by_day.accessibleName() == "每日到访人次（按功能区）：10-05 周一：1"
    qtbot.keyClick(by_hour, Qt.Key.Key_End)
    assert by_hour.value_label.text() == "09：2"
    assert by_class.value_label.text() == "没有可统计的内容。"
    qtbot.keyClick(trend, Qt.Key.Key_End)
    assert trend.value_label.text() == "2026-10：接待人次 2、书刊文献外借册次 0"


def test_the_mouse_shows_the_value_it_is_on(page, qtbot):
    drawn(page, qtbot)
    view = page.charts.views[0]
    drawing = view.findChild(QGraphicsView)

    def moved_over_the_sixth() -> bool:
        """Move on a little each time, as a hand does: what is drawn may still be settling under the first move."""
        heights.append(heights.pop(0))
        where = drawing.mapFromScene(drawing.box.mapViewToScene(QPointF(5, heights[0])))
        qtbot.mouseMove(drawing.viewport(), where)
        return view.value_label.text() == "10-06 周二：1"

    heights = [0.3, 0.5, 0.7]
    qtbot.waitUntil(moved_over_the_sixth)


def test_a_chart_is_saved_as_a_picture_and_a_folder_that_is_not_there_is_said(page, qtbot, tmp_path):
    drawn(page, qtbot)
    view = page.charts.views[0]
    view.save_picture(tmp_path / "图.png")
    picture = QImage(str(tmp_path / "图.png"))
    assert picture.width() == view.width() * 2
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 9)
    }
    assert style.room_colour(0).name() in colours

    view.save_picture(tmp_path / "none" / "图.png")
    assert "不存在" in toast.shown()[-1]


def test_the_report_goes_out_as_pdf_from_the_menu(page, qtbot, tmp_path):
    page.on_export(".pdf")
    page.export.dialog.fileSelected.emit(str(tmp_path / "月报.pdf"))
    page.export.dialog.reject()
    qtbot.waitUntil((tmp_path / "月报.pdf").exists)
    assert (tmp_path / "月报.pdf").read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: toast.shown() == ["月报.pdf 已保存，已核对。"])


def drawn(page: ReportsPage, qtbot) -> None:
    with qtbot.waitSignal(page.charts.drawn):
        page.refresh()


def test_a_pressed_card_shows_its_figure_chosen_and_in_sight(page, qtbot):
    page.cards["loans.issued"].pressed.emit()
    view = page.list.view

    def in_sight() -> bool:
        place = view.visualRect(view.currentIndex())
        return view.viewport().visibleRegion().contains(place.center())

    qtbot.waitUntil(in_sight)
    assert page.list.current().line.indicator.code == "loans.issued"
