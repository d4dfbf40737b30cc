"""A day at the desk with the rooms page in the real window: booked by mouse, moved by keyboard, undone, in both languages."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app.access import clerks
from centre_app.centre import preferences
from centre_app.rooms import bookings
from tests.builders import a_room
from tests.ui.rooms.desk import CONTROL, TODAY, at, drag, form_of, point, press, times
from tests.ui.shell.conftest import open_window, small_centre  # noqa: F401 - the real window's fixtures
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key


@pytest.fixture(params=["zh_CN", "en"])
def window(request: pytest.FixtureRequest, small_centre: Path) -> MainWindow:  # noqa: F811
    """The window in each language, 李敏 on duty."""
    preferences.put("language", request.param)
    clerks.put_on_duty(clerk_id=clerks.clerks()[0].id)
    made: MainWindow = request.getfixturevalue("open_window")()
    return made


def test_a_room_is_booked_moved_and_given_back(window: MainWindow, qtbot: QtBot) -> None:
    assert window.work is not None
    room = a_room(name="议事厅", position=9)
    page = window.work.show_page("rooms")
    page.board.setFocus()
    qtbot.waitUntil(lambda: page.board.viewport().width() > 500)
    track = page.board.shown.track_of(room_id=room.id, day=TODAY.date())
    drag(qtbot, page, point(page, track, 14), point(page, track, 15), point(page, track, 15.5))
    form = form_of(page)
    qtbot.waitUntil(form.isActiveWindow)
    form.form.field("title").set_value("联席会议")
    with qtbot.waitSignal(form.accepted):
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return, CONTROL)
    [row] = bookings.day_board(TODAY.date())
    assert times(row.id) == (room.id, at(14), at(15.5))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(qtbot, page, KEY.Key_M, held=CONTROL)
    press(qtbot, page, KEY.Key_Down, KEY.Key_Down, KEY.Key_Escape)
    assert times(row.id)[1] == at(14)
    press(qtbot, page, KEY.Key_M, held=CONTROL)
    press(qtbot, page, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert times(row.id)[1] == at(14.5)
    press(qtbot, page, KEY.Key_2, held=Qt.KeyboardModifier.AltModifier)
    assert page.toolbar.view == "week"
    qtbot.keyClick(page.board, KEY.Key_Z, CONTROL)
    assert times(row.id)[1] == at(14)
    qtbot.keyClick(page.board, KEY.Key_Z, CONTROL)
    assert bookings.day_board(TODAY.date()) == []
