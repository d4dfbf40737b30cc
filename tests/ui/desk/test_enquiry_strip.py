"""The strip of enquiries as the clerk sees it at the desk, and the list of kinds in the settings."""

from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from centre_app import clock
from centre_app.people import enquiries
from centre_app.people.enquiry_models import Enquiry
from centre_app.storage import journal
from tests.builders import a_room, open_daily
from ui.desk.page import DeskPage
from ui.kit.context import Context
from ui.settings.enquiries import EnquiriesSection


@pytest.fixture
def page(qtbot, centre):
    open_daily()
    a_room(name="悦享读书区")
    shown = DeskPage()
    shown.watch(Context())
    for action in shown.page_actions():
        shown.addAction(action.as_qt(shown))
    qtbot.addWidget(shown)
    shown.resize(1100, 660)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def texts(page: DeskPage) -> list[str]:
    return [button.text() for button in page.enquiries.buttons]


def test_one_key_counts_one_enquiry_and_ctrl_z_takes_it_back(page, qtbot):
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F5, Qt.Key.Key_F5):
        qtbot.keyClick(page, key)

    assert texts(page)[:3] == ["政策咨询  1", "证件代办  0", "打印复印  2"]
    assert page.enquiries.title.text() == "便民服务 3"
    assert Enquiry.select().count() == 3
    journal.undo()
    assert texts(page)[2] == "打印复印  1"


def test_the_buttons_are_visible_whole_and_count_too(page):
    page.enquiries.buttons[3].click()

    assert [(row.kind.name, row.at) for row in Enquiry.select()] == [("Lost and found", clock.now())]
    for button in page.enquiries.buttons:
        assert button.isVisible()
        assert button.width() >= button.sizeHint().width()


def test_a_key_without_a_kind_does_nothing(page):
    page.enquiries.count(7)

    assert Enquiry.select().count() == 0


def test_an_enquiry_of_earlier_today_is_noted_with_its_time_and_a_note(page):
    dialog = page.enquiries.ask()
    dialog.form.set_values(kind_id=enquiries.kinds()[4].id, time=time(9, 15), note="问老年食堂")
    dialog.submit()

    row = Enquiry.get()
    assert (row.kind.name, f"{row.at:%H:%M}", row.note) == ("Where to get help", "09:15", "问老年食堂")


def test_one_too_many_is_taken_back_by_the_menu(page):
    page.enquiries.buttons[0].click()
    menu = page.enquiries.open_more()
    less = next(action.menu() for action in menu.actions() if action.menu())

    assert [action.isEnabled() for action in less.actions()] == [True, *[False] * 5]
    less.actions()[0].trigger()

    assert Enquiry.select().count() == 0
    menu.close()


def test_a_new_kind_is_a_button_at_once_and_a_retired_one_goes(page, qtbot):
    section = EnquiriesSection()
    qtbot.addWidget(section)
    section.refresh()
    section.on_retire(section.list.model.all_rows()[0])
    section.on_add()
    dialog = QApplication.activeModalWidget()
    dialog.form.set_values(name="代收快递")
    dialog.submit()

    assert texts(page) == [
        f"{name}  0" for name in ("证件代办", "打印复印", "失物招领", "求助指引", "其他", "代收快递")
    ]
    journal.undo()
    assert len(texts(page)) == 5


def test_the_keys_of_the_desk_are_all_different(page):
    keys = [action.shortcut for action in page.page_actions() if action.shortcut]
    assert len(keys) == len(set(keys))
