"""Handing the shift over at the desk: notes are left and ticked off, the sheet is printed, the next clerk is chosen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from centre_app.access import audit, clerks, handover, pins, roles
from tests.builders import a_clerk, a_person, a_room, a_visit, open_daily
from ui.desk import leaving
from ui.desk.handover import HandoverDialog, open_handover
from ui.kit import toast
from ui.kit.printing import PreviewDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(centre, show_desk):
    open_daily()
    a_room(name="悦享读书区")
    clerks.put_on_duty(clerk_id=a_clerk(name="李敏").id)
    a_clerk(name="赵强")
    return show_desk()


@pytest.fixture
def dialog(page) -> HandoverDialog:
    return open_handover(page)


def previews() -> list[PreviewDialog]:
    shown = QApplication.topLevelWidgets()
    return [each for each in shown if isinstance(each, PreviewDialog) and each.isVisible()]


def test_the_desk_leads_to_the_handover_in_one_press_and_to_an_open_note(qtbot, page):
    with qtbot.waitSignal(page.context.page_requested) as asked:
        page.todo_card.handover_button.click()
    assert asked.args == ["handover", None]
    note = handover.write(text="空调报修")
    page.refresh()

    with qtbot.waitSignal(page.context.page_requested) as asked:
        page.todo_card.open_row(page.todo.rows()[0])
    assert asked.args == ["handover", note]


def test_a_note_is_left_by_enter_and_ticked_off_by_its_button(qtbot, dialog):
    qtbot.keyClicks(dialog.line, "room 3")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)

    assert [row.text for row in handover.open_notes()] == ["room 3"]
    assert [row.text for row in dialog.notes.rows()] == ["room 3"]
    assert dialog.line.text() == ""
    dialog.notes.verbs[0].callback(dialog.notes.rows()[0])
    assert dialog.notes.rows() == []
    assert handover.ticked_off_since(handover.clock.now())[0].done_by == "李敏"


def test_the_sheet_follows_what_happens_and_masks_names(dialog):
    a_visit(room=a_room(name="健身区"), arrived_at=handover.clock.now(), person=a_person(name="陈雨桐"))
    dialog.refresh()
    assert "陈*桐" in dialog.view.toPlainText()
    assert "陈雨桐" not in dialog.view.toPlainText()
    assert "健身区" in dialog.view.toPlainText()


def test_handing_over_leaves_the_note_being_typed_and_lets_the_next_clerk_be_chosen(qtbot, page, dialog):
    dialog.line.setText("钥匙在抽屉里")
    dialog.next_clerk.box.setCurrentIndex(1)
    with qtbot.waitSignal(page.context.page_requested) as asked:
        dialog.hand_button.click()

    assert asked.args == ["clerk", None]
    assert [row.text for row in handover.open_notes()] == ["钥匙在抽屉里"]
    assert handover.last() == handover.Handover(handover.clock.now(), "李敏", "赵强")
    assert not dialog.isVisible()


def test_closing_asks_before_a_typed_note_is_lost(dialog):
    dialog.line.setText("钥匙")
    dialog.reject()
    assert dialog.isVisible()
    dialog.line.clear()
    dialog.reject()
    assert not dialog.isVisible()


def test_the_sheet_is_printed_and_that_is_noted(qtbot, dialog, tmp_path: Path):
    dialog.print_button.click()
    shown = previews()[0]
    with qtbot.waitSignal(shown.put_out):
        shown.save_pdf(tmp_path / "交接班.pdf")
    assert audit.entries(limit=1)[0].label == "print the shift handover"
    shown.reject()


def test_the_list_of_a_leaving_clerk_begins_with_who_is_on_duty_and_is_shown(qtbot, page):
    window = QWidget()
    qtbot.addWidget(window)
    toast.install(window)
    asked = leaving.ask_leaving(page)
    assert asked.form.values() == {"clerk_id": 1}
    asked.reject()

    with qtbot.waitSignal(leaving.show_leaving(page, clerk_id=1).finished):
        pass

    assert [each.windowTitle() for each in previews()] == ["离岗移交清单"]
    previews()[0].reject()
    toast.uninstall(window)


def test_whoever_only_reads_sees_that_nothing_is_handed_over_by_them(page):
    clerks.put_on_duty(clerk_id=clerks.add_clerk(name="主任"))
    pins.set_own(pin="271828", repeated="271828")
    reader = clerks.add_clerk(name="检查员", role=roles.READER)
    clerks.put_on_duty(clerk_id=reader)
    dialog = open_handover(page)
    assert not dialog.hand_button.isEnabled()
    assert "值班人" in dialog.hand_button.toolTip()
    assert leaving.ask_leaving(page).submit_button.isEnabled()
