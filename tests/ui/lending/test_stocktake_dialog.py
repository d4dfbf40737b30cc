"""The stocktake over the lending page: counts, the latest scan, the groups, and putting right."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from centre_app.lending import stocktake
from centre_app.lending.models import Copy, Stocktake, StocktakeScan
from centre_app.storage import journal
from tests.builders import a_copy, a_title
from tests.lending.circumstances import a_loan
from ui.kit.messages import Message
from ui.lending.stocktake import StocktakeDialog
from ui.lending.stocktake_fix import FixDialog
from ui.lending.stocktake_groups import GroupSwitch
from ui.lending.stocktake_start import StartDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def dialog_of(kind: Any) -> Any:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def open_at_a1(page: Any) -> StocktakeDialog:
    page.show_stocktake(stocktake.begin(scope="shelf", value="A1"))
    return page.counting


def codes(dialog: StocktakeDialog) -> list[str]:
    return [row.code for row in dialog.list.rows()]


def press(which: GroupSwitch, group: str) -> None:
    if which.narrow:
        which.field.set_value(group)
    else:
        which.segments.set_value(group)
        which.segments.chosen.emit(group)


def test_a_stocktake_is_begun_with_a_shelf_and_offered_again(page):
    a_copy(location="A1")
    page.stocktake()
    start = dialog_of(StartDialog)
    assert start.resume_buttons == []
    start.form.field("shelf").set_value("A1")
    start.submit()
    assert dialog_of(StocktakeDialog).figure.text() == "0 / 1"
    dialog_of(StocktakeDialog).close_button.click()
    page.stocktake()
    again = dialog_of(StartDialog)
    assert [button.text() for button in again.resume_buttons] == ["书架 A1，10-22 10:00 开始，已扫 0 次"]
    again.resume_buttons[0].click()
    assert dialog_of(StocktakeDialog).stocktake_id == Stocktake.get().id


def test_a_scan_counts_at_once_and_says_what_it_was(page):
    a_copy(location="A1", barcode="B1", title=a_title(name="西游记"))
    a_copy(location="A2", barcode="B2", title=a_title(name="史记"))
    dialog = open_at_a1(page)
    assert page.scanned("B1")
    assert (dialog.figure.text(), dialog.latest.text()) == ("1 / 1", "在架：《西游记》（B1）")
    dialog.scanned("B1")
    assert dialog.latest.text() == "此前已扫过：在架：《西游记》（B1）"
    dialog.scanned("B2")
    assert (dialog.latest.text(), dialog.latest.property("tone")) == (
        "错架：《史记》（B2）应在 A2。",
        "warning",
    )
    dialog.scanned("9787020002207")
    assert dialog.latest.text() == "藏书中没有 ISBN 为 9787020002207 的单册。"


def test_a_typed_code_counts_on_enter(qtbot, page):
    a_copy(location="A1", barcode="B1")
    dialog = open_at_a1(page)
    qtbot.keyClicks(dialog.code, "b1")
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    assert (dialog.figure.text(), dialog.code.text()) == ("1 / 1", "")
    assert dialog.isVisible()


def test_the_groups_are_read_again_when_the_scanner_pauses(qtbot, page):
    a_copy(location="A1", barcode="B1")
    a_copy(location="A1", barcode="B2")
    dialog = open_at_a1(page)
    assert codes(dialog) == ["B1", "B2"]
    dialog.scanned("B1")
    qtbot.waitUntil(lambda: codes(dialog) == ["B2"])
    press(dialog.which, "present")
    assert codes(dialog) == ["B1"]


def test_putting_right_says_what_it_will_do_and_missing_ones_are_lost_only_when_ticked(page):
    a_copy(location="A1", barcode="B1")
    a_copy(location="A2", barcode="B2")
    a_loan(copy=a_copy(location="A2", barcode="B3"))
    dialog = open_at_a1(page)
    dialog.scanned("B2")
    dialog.scanned("B3")
    dialog.fix_button.click()
    fix = dialog_of(FixDialog)
    assert [box.box.text() for box in fix.boxes.values()] == [
        "归还 1 册借出却在架的",
        "将 2 册的架位改为 A1",
        "将 1 册未找到的标为遗失",
    ]
    fix.boxes["returns"].set_value(False)
    assert fix.boxes["moves"].box.text() == "将 1 册的架位改为 A1"
    assert not fix.boxes["losses"].value()
    fix.do_button.click()
    assert [copy.location for copy in Copy.select().order_by(Copy.barcode)] == ["A1", "A1", "A2"]
    assert Copy.get(Copy.barcode == "B1").condition == "good"
    assert dialog.counts["misplaced"] == 0


def test_a_scan_under_a_question_still_counts_and_finishing_closes(page):
    a_copy(location="A1", barcode="B1")
    dialog = open_at_a1(page)
    dialog.finish_button.click()
    assert page.scanned("B1")
    dialog_of(Message).confirm_button.click()
    assert Stocktake.get().finished_at is not None
    assert not dialog.isVisible()
    assert not page.scanned("B1")


def test_an_undone_scan_is_no_longer_counted(qtbot, page):
    a_copy(location="A1", barcode="B1")
    dialog = open_at_a1(page)
    dialog.scanned("B1")
    journal.undo()
    qtbot.waitUntil(lambda: dialog.figure.text() == "0 / 1")
    assert StocktakeScan.select().count() == 0


@pytest.mark.parametrize(("room", "narrow"), [(4000, False), (300, True)])
def test_the_groups_are_one_field_where_they_do_not_fit_side_by_side(qtbot, page, room, narrow):
    counts = dict.fromkeys(stocktake.GROUP_LABELS, 3)
    which = GroupSwitch(counts, room=room)
    qtbot.addWidget(which)
    assert which.narrow is narrow
    press(which, "gone")
    which.show_counts({**counts, "gone": 12})
    shown = which.field.box.currentText() if narrow else which.segments._group.checkedButton().text()
    assert (which.value(), shown) == ("gone", "遗失或剔旧 12")


def test_a_stocktake_whose_beginning_was_undone_closes(qtbot, page):
    dialog = open_at_a1(page)
    with qtbot.waitSignal(dialog.rejected):
        journal.undo()
    assert stocktake.open_stocktakes() == []
