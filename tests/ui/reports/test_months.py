"""Behaviour of the page for months: closing one, what was exported with its rows as of then, figures of earlier months."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from centre_app import clock
from centre_app.access import audit
from centre_app.people.models import Visit
from centre_app.reports import history, history_files, kept
from centre_app.reports.counts import opening_stock
from centre_app.reports.periods import Period
from tests.builders import a_visit
from ui.kit import toast, unmask
from ui.kit.form import FormDialog
from ui.reports.history import OpeningStockForm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
OCTOBER = Period.parse("2026-10")


@pytest.fixture
def november(page, qtbot):
    """It is 2 November, and the page shows October."""
    with clock.pretend(datetime(2026, 11, 2, 9)):
        with qtbot.waitSignal(page.counted):
            page.refresh()
        yield page


def close(page, qtbot):
    """Check and close October as the clerk does; returns what was said before."""
    with qtbot.waitSignal(page.months.closing.begin(OCTOBER).finished):
        pass
    asked = page.months.closing.question
    said = [label.text() for label in asked.findChildren(QLabel)]
    with qtbot.waitSignal(page.counted):
        qtbot.mouseClick(asked.confirm_button, Qt.MouseButton.LeftButton)
    return " ".join(said)


def test_a_month_under_way_cannot_be_closed_and_says_when_it_can(page):
    assert not page.months.close_button.isEnabled()
    assert "2026-10-31" in page.months.close_button.toolTip()
    assert not page.months.corrections_button.isVisible()


def test_closing_checks_first_then_asks_and_the_page_says_so(november, qtbot):
    page = november
    with qtbot.waitSignal(page.months.closing.begin(OCTOBER).finished):
        pass
    assert kept.closings() == []
    page.months.closing.question.reject()

    assert "已核对" in close(page, qtbot)

    assert kept.closing_of("2026-10").problems == []
    assert page.as_of.text() == "已月结 2026-11-02"
    assert page.months.close_button.isHidden()
    assert toast.shown() == ["2026 年 10 月已月结，已核对。"]


def test_a_closed_month_shows_its_figures_and_its_rows_as_they_were(november, qtbot):
    page = november
    close(page, qtbot)
    with qtbot.waitSignal(page.counted):
        a_visit(room=Visit.select().first().room, arrived_at=datetime(2026, 10, 9, 9), head_count=30)
    assert next(row.line.now for row in page.list.rows() if row.id == "visits.total[]") == 2

    with qtbot.waitSignal(page.behind.read):
        page.list.select_id("visits.total[]")
    assert [row.cells[4] for row in page.behind.list.rows()] == [1, 1]
    with qtbot.waitSignal(page.behind.read):
        page.behind.on_other_span()
    assert [row.cells[4] for row in page.behind.list.rows()] == [1, 1, 30]

    page.months.on_corrections()
    dialog = page.months.dialog
    qtbot.waitUntil(lambda: dialog.rows.list is not None and bool(dialog.rows.list.rows()))
    assert ("接待人次", "2", "32") in [
        (row.texts[1], row.texts[4], row.texts[5]) for row in dialog.rows.list.rows()
    ]
    dialog.accept()


def test_a_part_of_a_split_opens_its_rows_alone(page, qtbot):
    a_visit(
        room=Visit.select().first().room,
        arrived_at=datetime(2026, 10, 9, 15),
        left_at=datetime(2026, 10, 9, 16),
    )
    qtbot.waitUntil(lambda: any(row.id == "visits.by_hour[15]" for row in page.list.rows()))
    with qtbot.waitSignal(page.behind.read):
        page.list.select_id("visits.by_hour[15]")

    assert [row.cells[2] for row in page.behind.list.rows()] == [15]
    assert page.behind.name_label.text() == "接待人次·按时段 · 15"


def test_a_card_opens_the_rows_of_its_figure(page, qtbot):
    with qtbot.waitSignal(page.behind.read):
        qtbot.mouseClick(page.cards["visits.people"], Qt.MouseButton.LeftButton)
    assert page.behind.name_label.text() == "到访人数"
    assert len(page.behind.list.rows()) == 2

    with qtbot.waitSignal(page.behind.read):
        qtbot.keyClick(page.cards["visits.total"], Qt.Key.Key_Return)
    assert page.behind.name_label.text() == "接待人次"


def test_an_export_opens_its_figures_and_rows_of_then_with_names_for_a_reason(page, qtbot, tmp_path):
    under_way = page.export.write(period=page.period, to=tmp_path / "月报.xlsx", language="zh_CN")
    with qtbot.waitSignal(under_way.finished):
        pass
    a_visit(room=Visit.select().first().room, arrived_at=datetime(2026, 10, 9, 9), head_count=30)
    page.months.on_exports()
    dialog = page.months.dialog
    assert [row.file_name for row in dialog.reports.rows()] == ["月报.xlsx"]

    with qtbot.waitSignal(dialog.rows.read):
        dialog.figures.select_id("visits.total[]")
    assert dialog.figures.current().shown == "2"
    assert len(dialog.rows.list.rows()) == 2
    assert "不含姓名" in dialog.rows.count_label.text()

    unmask.remember(dialog, "街道核查")
    with qtbot.waitSignal(dialog.rows.read):
        dialog.names_button.click()
    assert [row.texts[-1] for row in dialog.rows.list.rows()] == ["欧阳若溪"] * 2
    assert audit.entries()[0].reason == "街道核查"

    dialog.when.set_value("since")
    with qtbot.waitSignal(dialog.rows.read):
        dialog.when.chosen.emit("since")
    assert [row.texts[0] for row in dialog.rows.list.rows()] == ["报后新增"]
    assert dialog.names_button.isHidden()
    dialog.accept()


def test_earlier_figures_are_typed_pasted_and_saved_as_one_step(page, qtbot):
    page.months.on_history()
    dialog = page.months.dialog
    dialog.show_year(2025)
    dialog.grid.setCurrentIndex(dialog.model.index(0, 9))
    dialog.grid.paste("1,500\t1600\n310\tabc")
    dialog.on_save()
    assert "abc" in dialog.problem.text()
    assert history.years() == []

    dialog.model.setData(dialog.model.index(1, 10), "320")
    with qtbot.waitSignal(page.counted):
        dialog.save_button.click()

    assert history.years() == [2025]
    assert dialog.problem.isHidden()
    assert dialog.model.data(dialog.model.index(0, 9)) == "1,500"
    assert toast.shown() == ["已保存 4 个数。"]
    line = next(row.line for row in page.list.rows() if row.id == "visits.total[]")
    assert (line.year_before, line.by_hand) == (1500, {"year_before"})
    dialog.show_year(2026)
    assert not dialog.model.setData(dialog.model.index(0, 10), "5")  # November is not over
    dialog.accept()


def test_earlier_figures_come_from_a_file_and_a_wrong_one_says_why(page, qtbot, tmp_path):
    page.months.on_history()
    dialog = page.months.dialog
    with qtbot.waitSignal(dialog.write(tmp_path / "a.xlsx").finished):
        pass
    history.give(values={("2026-03", "visits.total"): 7})
    filled = history_files.write(year=2026, to=tmp_path / "b.xlsx")
    history.give(values={("2026-03", "visits.total"): None})

    with qtbot.waitSignal(dialog.bring_in(tmp_path / "a.xlsx").finished):
        pass
    assert "没有填写任何数" in dialog.problem.text()
    with qtbot.waitSignal(dialog.bring_in(filled).finished):
        pass
    assert history.year(2026)["2026-03", "visits.total"].value == 7
    dialog.accept()


def test_the_opening_stock_is_given_in_a_form(page, qtbot):
    page.months.on_history()
    form = OpeningStockForm(page.months.dialog)
    assert isinstance(form, FormDialog)
    form.open()
    form.form.set_values(titles=30, volumes=50, sets=30, fen=50_000)
    with qtbot.waitSignal(page.counted):
        form.submit_button.click()

    assert opening_stock.given() == opening_stock.Given(30, 50, 30, 50_000)
    assert next(row.line.now for row in page.list.rows() if row.id == "stock.volumes[]") == 50
    page.months.dialog.accept()
