"""Going on duty by PIN, the lock and what it hides, roles as the window shows them, and first run with a PIN."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app import clock
from centre_app.access import clerks, pins, roles
from centre_app.access.models import ClerkPin
from centre_app.centre import settings
from centre_app.people.models import Visit
from centre_app.storage.action import WORK, current_clerk
from tests import builders
from ui.kit import toast
from ui.kit.job import ProgressPanel
from ui.kit.printing import PreviewDialog, Sheet
from ui.lending.public_search import PublicSearch
from ui.people import form as person_form
from ui.rooms.public_board import PublicBoard
from ui.settings.page import SettingsPage
from ui.shell import covers, first_run, pin
from ui.shell.bursts import HeldBursts
from ui.shell.window import MainWindow

Open = Callable[[], MainWindow]
PIN = "271828"


@pytest.fixture
def guarded(small_centre: Path) -> int:
    """A manager with a PIN, and 李敏 without one; nobody on duty."""
    manager = clerks.add_clerk(name="主任")
    current_clerk.set(manager)
    pins.set_own(pin=PIN, repeated=PIN)
    current_clerk.set(None)
    return manager


def on_duty() -> str:
    clerk = clerks.on_duty()
    return clerk.name if clerk else ""


def test_a_clerk_with_a_pin_goes_on_duty_by_number_and_digits(
    guarded: int, open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    assert isinstance(window.cover, covers.ClerkChooser)
    assert not window.cover.add_button.isVisible()
    qtbot.keyClick(window.cover.name_buttons[0], Qt.Key.Key_2)
    qtbot.waitUntil(lambda: isinstance(window.cover, pin.PinCover))
    cover = window.cover
    for digits in ("999111", PIN):
        qtbot.keyClicks(cover.line, digits)
        qtbot.waitUntil(lambda digits=digits: cover.line.text() == digits)
        qtbot.keyClick(cover.line, Qt.Key.Key_Return)
        if digits != PIN:
            qtbot.waitUntil(cover.error.isVisible)
            assert "主任" in cover.error.text()
            assert on_duty() == ""
    qtbot.waitUntil(lambda: window.currentWidget() is window.work)
    assert window.work is not None
    assert window.work.rail.clerk.accessibleName() == "值班：主任（负责人）"


def test_after_wrong_tries_the_seconds_are_counted_down(
    guarded: int, open_window: Open, qtbot: QtBot
) -> None:
    pins._count_wrong(guarded, 3)
    window = open_window()
    window.settling._ask_pin(guarded, may_cancel=False)
    cover = window.cover
    assert isinstance(cover, pin.PinCover)
    assert ("5 秒" in cover.error.text(), cover.line.isEnabled()) == (True, False)
    clock.set_for_tests(clock.now() + timedelta(seconds=5))
    cover._countdown.timeout.emit()
    assert (cover.error.isVisible(), cover.line.isEnabled()) == (False, True)


def test_a_given_pin_is_changed_before_going_on_duty(guarded: int, open_window: Open, qtbot: QtBot) -> None:
    current_clerk.set(guarded)
    other = clerks.clerks()[0].id
    given = pins.reset(clerk_id=other)
    current_clerk.set(None)
    window = open_window()
    window.settling._ask_pin(other, may_cancel=False)
    window.cover.line.setText(given)
    window.cover.submit()
    qtbot.waitUntil(lambda: isinstance(window.cover, pin.NewPin))
    window.cover.first.setText("314159")
    window.cover.second.setText("314158")
    window.cover.submit()
    qtbot.waitUntil(window.cover.error.isVisible)
    window.cover.second.setText("314159")
    window.cover.submit()
    qtbot.waitUntil(lambda: on_duty() == "李敏")
    assert not pins.prove(clerk_id=other, pin="314159").temporary


@pytest.fixture
def locked(guarded: int, open_window: Open, qtbot: QtBot) -> MainWindow:
    """The window with the manager on duty and a half-filled form, then locked."""
    clerks.put_on_duty(clerk_id=guarded, proof=pins.Proof(guarded, temporary=False))
    window = open_window()
    assert window.work is not None
    dialog = person_form.open_register(window.work, text="王小", then=lambda _id: None)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    board = PublicBoard()
    qtbot.addWidget(board)
    board.show()
    name = dialog.form.field("name").main()
    name.setCursorPosition(2)
    name.insert("明")
    qtbot.keyClick(name, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.cover)
    assert board.isVisible()  # the second screen carries no names and goes on
    return window


def test_the_lock_hides_everything_and_keeps_a_form_half_filled(locked: MainWindow, qtbot: QtBot) -> None:
    assert locked.work is not None
    spared = (MainWindow, PublicBoard, PublicSearch)  # what visitors look at carries no names
    shown = [
        each for each in QApplication.topLevelWidgets() if each.isVisible() and not isinstance(each, spared)
    ]
    assert (shown, locked.work.isVisible()) == ([], False)
    late = ProgressPanel("正在导出 王小明.xlsx", locked)
    late.show()
    qtbot.waitUntil(late.isHidden)
    qtbot.keyClick(locked.cover, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: isinstance(locked.cover, pin.PinCover))
    locked.proceed()  # whatever asks for the desk meanwhile
    assert isinstance(locked.cover, pin.PinCover)
    locked.cover.line.setText(PIN)
    locked.cover.submit()
    qtbot.waitUntil(lambda: locked.currentWidget() is locked.work)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.form.field("name").value() == "王小明"
    assert dialog.form.is_changed()  # so that Esc asks before it is given up
    name = dialog.form.field("name").main()
    qtbot.waitUntil(lambda: not name.hasSelectedText() and name.cursorPosition() == 3)
    late.deleteLater()
    dialog.form.mark_unchanged()
    dialog.reject()


def test_somebody_else_who_unlocks_finds_forms_but_no_paper_with_names(
    guarded: int, open_window: Open, qtbot: QtBot
) -> None:
    clerks.put_on_duty(clerk_id=guarded, proof=pins.Proof(guarded, temporary=False))
    window = open_window()
    assert window.work is not None
    form = person_form.open_register(window.work, text="王小", then=lambda _id: None)
    assert form is not None
    paper = PreviewDialog(window.work, "名单", Sheet("<p>王小明</p>"))
    paper.open()
    window.work.context.go("blank")
    qtbot.keyClick(window.cover, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: isinstance(window.cover, pin.PinCover))
    window.cover.other.emit()
    with qtbot.waitSignal(paper.finished):
        window.cover.name_buttons[0].click()
    assert on_duty() == "李敏"
    assert form.isVisible()
    form.form.mark_unchanged()
    form.reject()


def test_a_card_scanned_while_locked_goes_nowhere_and_that_is_said(locked: MainWindow, qtbot: QtBot) -> None:
    builders.a_person(card_number="R000121")
    for held in locked.findChildren(HeldBursts):
        held.clock = lambda _event: 0.0
    qtbot.keyClicks(locked.cover, "R000121")
    qtbot.keyClick(locked.cover, Qt.Key.Key_Return)
    assert isinstance(locked.cover, pin.PinCover)
    assert "锁定" in locked.cover.error.text()
    locked.cover.line.setText(PIN)
    locked.cover.submit()
    qtbot.waitUntil(lambda: locked.currentWidget() is locked.work)
    assert Visit.select().count() == 0
    dialog = QApplication.activeModalWidget()
    dialog.form.mark_unchanged()
    dialog.reject()


def test_the_desk_locks_after_idle_minutes_but_only_where_a_pin_opens_it(
    guarded: int, open_window: Open, qtbot: QtBot
) -> None:
    clerks.put_on_duty(clerk_id=clerks.clerks()[0].id)
    window = open_window()
    window.idle.seconds = lambda: window.idle._touched_at + 601
    window._look()
    assert window.cover is None
    clerks.put_on_duty(clerk_id=guarded, proof=pins.Proof(guarded, temporary=False))
    settings.put(name="lock_minutes", value=0)
    window._look()
    assert window.cover is None
    settings.put(name="lock_minutes", value=10)
    window._look()
    assert isinstance(window.cover, covers.Blank)


def test_a_clerk_sees_settings_disabled_with_the_reason_and_a_reader_is_told_so(
    guarded: int, open_window: Open, qtbot: QtBot
) -> None:
    clerks.put_on_duty(clerk_id=clerks.clerks()[0].id)
    window = open_window()
    assert window.work is not None
    page = window.work.show_page("settings", "zones")
    assert isinstance(page, SettingsPage)
    section = page.section("zones")
    assert not section.add_button.isEnabled()
    assert "负责人" in section.add_button.toolTip()
    assert "负责人" in section.notice.text()
    assert section.notice.isVisible()
    assert section.list.verbs_of(section.list.rows()[0]) == []
    page.show_argument("records")
    assert page.section("records").list.rows() == []
    reader = clerks.add_clerk.__wrapped__(name="检查员", role=roles.READER)
    clerks.put_on_duty(clerk_id=reader)
    window.work.context.clerk_changed.emit()
    assert window.work.banner.isVisible()
    assert "只有负责人或值班人可以" in roles.why_not(WORK)
    person = builders.a_person(card_number="R000121")
    window.work.scans.enter("R000121")
    assert window.work.context.open_person_id == person.id
    assert Visit.select().count() == 0


def test_the_first_run_makes_a_manager_with_a_pin_who_is_not_asked_for_it_again(
    centre: Path, open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    assert isinstance(window.cover, first_run.FirstRun)
    window.cover.own_button.click()
    made = window.cover
    assert isinstance(made, first_run.OwnCentre)
    made.name.set_value("蓝天邻里中心")
    made.clerk.set_value("李敏")
    made.pin.set_value("2718")
    made.repeated.set_value("2719")
    made.finish()
    assert made.error.isVisible()
    assert clerks.clerks() == []
    made.repeated.set_value("2718")
    made.finish()
    qtbot.waitUntil(lambda: window.currentWidget() is window.work)
    assert [(row.name, row.role, row.pin) for row in clerks.clerks()] == [("李敏", "manager", "set")]
    assert ClerkPin.get().hash.startswith("$argon2id$")


def test_ones_own_pin_is_set_from_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    clerks.give_role(clerk_id=clerks.clerks()[0].id, role=roles.MANAGER)
    assert window.work is not None
    window.work.context.go("own_pin")
    dialog = QApplication.activeModalWidget()
    dialog.form.field("pin").set_value(PIN)
    dialog.form.field("repeated").set_value(PIN)
    dialog.submit()
    qtbot.waitUntil(roles.in_use)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert "PIN" in toast.shown()[-1]


def test_whoever_was_on_duty_is_asked_anew_once_other_data_came_in(guarded: int, open_window: Open) -> None:
    clerks.put_on_duty(clerk_id=guarded, proof=pins.Proof(guarded, temporary=False))
    window = open_window()
    window.restart()
    assert isinstance(window.cover, covers.ClerkChooser)
    assert current_clerk.get() is None
