from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from centre_app.i18n import N_
from tests.builders import a_clerk, a_room
from ui.kit import messages
from ui.kit.action import Action, hint
from ui.kit.context import Context
from ui.kit.file_dialog import FileDialog
from ui.kit.layout import Flow, holding
from ui.kit.page import Page


class RoomsPage(Page):
    id = "rooms"
    title = N_("Rooms")
    tables = frozenset({"room"})

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0

    def refresh(self) -> None:
        self.looks += 1


def test_a_question_names_its_button_by_the_verb(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    message = messages.confirm(window, "删除？", verb="删除", then=lambda: done.append("yes"), danger=True)
    assert message.confirm_button is not None
    assert message.confirm_button.text() == "删除"
    with qtbot.waitSignal(message.accepted):
        message.confirm_button.click()
    assert done == ["yes"]


def test_enter_does_not_confirm_what_cannot_be_undone(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    message = messages.confirm(window, "删除？", verb="删除", then=lambda: done.append("yes"), danger=True)
    qtbot.waitExposed(message)
    with qtbot.waitSignal(message.rejected):
        qtbot.keyClick(message.focusWidget(), Qt.Key.Key_Return)
    assert done == []


def test_esc_answers_no(qtbot: QtBot, window: QWidget) -> None:
    answers: list[str] = []
    message = messages.confirm(
        window,
        "关闭？",
        verb="关闭",
        then=lambda: answers.append("yes"),
        otherwise=lambda: answers.append("no"),
    )
    with qtbot.waitSignal(message.rejected):
        qtbot.keyClick(message, Qt.Key.Key_Escape)
    assert answers == ["no"]


def test_a_text_is_asked_for_until_there_is_one(qtbot: QtBot, window: QWidget) -> None:
    answers: list[str] = []
    message = messages.ask_text(window, "原因？", verb="取消预约", then=answers.append)
    line = message.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert message.isVisible()
    assert answers == []
    line.setText(" 停电 ")
    with qtbot.waitSignal(message.accepted):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert answers == ["停电"]


def test_one_of_several_things_can_be_chosen(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    message = messages.choose(
        window,
        "这本书在谁手里？",
        choices=[("续借", lambda: done.append("renew")), ("归还", lambda: done.append("return"))],
    )
    with qtbot.waitSignal(message.accepted):
        qtbot.keyClick(message, Qt.Key.Key_Return)
    assert done == ["return"]


def test_a_page_looks_when_it_is_first_shown(qtbot: QtBot) -> None:
    page = RoomsPage()
    qtbot.addWidget(page)
    assert page.looks == 0
    page.show()
    assert page.looks == 1


def test_a_visible_page_looks_again_only_when_its_tables_changed(qtbot: QtBot, centre: Path) -> None:
    page = RoomsPage()
    qtbot.addWidget(page)
    page.show()
    a_clerk()
    assert page.looks == 1
    a_room()
    assert page.looks == 2


def test_a_hidden_page_looks_when_it_is_shown_again(qtbot: QtBot, centre: Path) -> None:
    page = RoomsPage()
    qtbot.addWidget(page)
    page.show()
    page.hide()
    a_room()
    a_room()
    assert page.looks == 1
    page.show()
    assert page.looks == 2


def test_a_page_takes_the_context_of_its_window(qtbot: QtBot) -> None:
    page, context = RoomsPage(), Context()
    qtbot.addWidget(page)
    page.watch(context)
    assert page.context is context


def test_an_action_can_be_put_in_a_menu(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    made = Action("rooms.new", "新预约", "Ctrl+N", "plus", lambda: done.append("new")).as_qt(window)
    made.trigger()
    assert done == ["new"]
    assert made.shortcut().toString() == "Ctrl+N"
    assert hint("Ctrl+N") == "Ctrl N"


@pytest.mark.parametrize(("width", "lines"), [(650, 1), (430, 2), (150, 4)])
def test_cards_wrap_into_equal_columns(qtbot: QtBot, width: int, lines: int) -> None:
    cards = [QWidget() for _number in range(4)]
    for each in cards:
        each.setMinimumSize(100, 50)
    whole = holding(Flow(*cards, spacing=10, minimum=150))
    qtbot.addWidget(whole)
    whole.resize(width, 400)
    whole.show()
    assert len({each.y() for each in cards}) == lines
    assert len({each.width() for each in cards}) == 1


def test_a_file_dialog_speaks_the_language_throughout(qtbot: QtBot) -> None:
    dialog = FileDialog(None, "另存为")
    qtbot.addWidget(dialog)
    assert dialog.labelText(FileDialog.DialogLabel.LookIn) == "位置："
    assert dialog.labelText(FileDialog.DialogLabel.FileType) == "文件类型："
