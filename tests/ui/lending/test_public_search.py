"""The window visitors search in: read-only, in their language, and back at the start for the next one."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

from centre_app import i18n
from centre_app.lending import loans
from tests.builders import a_copy, a_donation, a_person, a_title
from ui.kit import style
from ui.lending import public_cards, public_search
from ui.lending.page import LendingPage
from ui.lending.public_cards import cover_colour, spoken
from ui.lending.public_search import PublicSearch

_bots: list[Any] = []


@pytest.fixture
def search(page: LendingPage, qtbot: Any, bot: None) -> Iterator[PublicSearch]:
    """The window, opened by the button on the catalogue, with two titles."""
    a_copy(title=a_title(name="西游记", authors="吴承恩"), location="A架", call_number="I242.4/1")
    a_copy(title=a_title(name="昆虫记", authors="法布尔"), location="B架", kind="book")
    page.show_pane("catalogue")
    page.catalogue_list.public_button.click()
    made = public_search._open[0]
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle(made)
    yield made
    public_search.close_search()


@pytest.fixture(autouse=True)
def bot(qtbot: Any) -> Iterator[None]:
    """Lets `settle` wait without being handed a bot everywhere."""
    _bots.append(qtbot)
    yield
    _bots.pop()


def names(search: PublicSearch) -> list[str]:
    return [title.name for title in search.titles()]


def look(search: PublicSearch) -> None:
    """Have it look again, and wait for the answer."""
    search.refresh()
    settle(search)


def settle(search: PublicSearch) -> None:
    """Wait until no answer is to come any more."""
    waiting: Any = _bots[-1]
    waiting.waitUntil(lambda: not search._typing.isActive() and not search.reader.is_busy())


def said(search: PublicSearch) -> str:
    labels = [label.text() for label in search.findChildren(QLabel) if label.isVisible()]
    return "\n".join((*labels, *map(spoken, search.titles())))


def test_typing_narrows_the_cards_and_an_empty_field_shows_what_is_new(
    search: PublicSearch, qtbot: Any
) -> None:
    assert set(names(search)) == {"西游记", "昆虫记"}
    qtbot.keyClicks(search.field, "xyj")
    qtbot.waitUntil(lambda: names(search) == ["西游记"])
    assert "1 种" in said(search)
    assert "A架" in said(search)
    assert "I242.4/1" in said(search)
    assert "在架" in said(search)


def test_nobody_is_named(search: PublicSearch) -> None:
    copy = a_copy(title=a_title(name="红楼梦"), donation=a_donation(donor="王秀兰"))
    loans.lend(copy_id=copy.id, person_id=a_person(name="陈晓雯").id)
    search.field.setText("红楼梦")
    look(search)
    assert names(search) == ["红楼梦"]
    assert "借出，11月21日前归还" in said(search)
    assert "王秀兰" not in said(search)
    assert "陈晓雯" not in said(search)


def test_it_hears_of_what_is_lent_meanwhile(search: PublicSearch) -> None:
    copy_id = next(iter(row.id for row in _copies("西游记")))
    search.field.setText("西游记")
    look(search)
    loans.lend(copy_id=copy_id, person_id=a_person().id)
    settle(search)
    assert search.titles()[0].state == "out"


def _copies(name: str) -> Any:
    from centre_app.lending import catalogue

    return catalogue.copies_of(catalogue.find(name)[0].id)


def test_a_visitor_reads_english_and_the_desk_goes_on_in_chinese(
    search: PublicSearch, page: LendingPage
) -> None:
    search.field.setText("西游")
    search.language_button.click()
    assert search.field.placeholderText() == "Title, author, pinyin initials, ISBN or class"
    assert search.field.text() == "西游"
    settle(search)
    assert "1 title" in said(search)
    assert i18n.language() == "zh_CN"
    search.language_button.click()
    assert search.on_shelf.text() == "只看在架"


def test_after_a_minute_it_begins_anew_for_the_next_visitor(search: PublicSearch, qtbot: Any) -> None:
    search.language_button.click()
    search.on_shelf.click()
    qtbot.keyClicks(search.field, "xyj")
    assert search.idle.isActive()
    assert search.idle.interval() == 60_000
    search.idle.timeout.emit()
    settle(search)
    assert (search.field.text(), search.on_shelf.isChecked(), search.language) == ("", False, "zh_CN")
    assert set(names(search)) == {"西游记", "昆虫记"}


def test_a_touch_on_the_cards_puts_the_minute_off(search: PublicSearch, qtbot: Any) -> None:
    assert not search.idle.isActive()
    qtbot.mouseClick(search.cards.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    assert search.idle.isActive()


def test_escape_begins_anew_and_does_not_close(search: PublicSearch, qtbot: Any) -> None:
    qtbot.keyClicks(search.field, "xyj")
    qtbot.keyClick(search.field, Qt.Key.Key_Escape)
    assert search.isVisible()
    assert search.field.text() == ""
    search.cards.setFocus()
    qtbot.keyClick(search.cards, Qt.Key.Key_Escape)
    assert search.isVisible()


def test_only_the_clerk_closes_it(search: PublicSearch, page: LendingPage, qtbot: Any) -> None:
    event = _asked_by_the_system()
    QApplication.sendEvent(search, event)
    assert not event.isAccepted()
    assert search.isVisible()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(search.closed):
        qtbot.keyClick(search.field, Qt.Key.Key_Q, both)
    assert page.catalogue_list.public_button.text() == "公共查询窗口"


def test_the_computer_can_be_shut_down_with_it_open(search: PublicSearch) -> None:
    search._on_session_ends()
    event = _asked_by_the_system()
    QApplication.sendEvent(search, event)
    assert event.isAccepted()
    search.deleteLater()  # the event alone closes nothing: it would stand before the windows of later tests


def _asked_by_the_system() -> QCloseEvent:
    class Spontaneous(QCloseEvent):
        def spontaneous(self) -> bool:
            return True

    return Spontaneous()


def test_the_button_on_the_catalogue_closes_it_too(
    search: PublicSearch, page: LendingPage, qtbot: Any
) -> None:
    button = page.catalogue_list.public_button
    assert button.text() == "关闭公共查询"
    with qtbot.waitSignal(search.closed):
        button.click()
    assert public_search._open == []


def test_the_clipboard_of_the_desk_is_not_shown(search: PublicSearch, qtbot: Any) -> None:
    QGuiApplication.clipboard().setText("13800138000")
    for key, modifier in (
        (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier),
    ):
        qtbot.keyClick(search.field, key, modifier)
    middle = QMouseEvent(
        QEvent.Type.MouseButtonRelease, QPointF(9, 9), QPointF(9, 9), Qt.MouseButton.MiddleButton,
        Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(search.field, middle)
    assert search.field.text() == ""
    assert search.field.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu


def test_the_whole_window_is_worked_by_keys(search: PublicSearch, qtbot: Any) -> None:
    qtbot.keyClick(search.field, Qt.Key.Key_Down)
    assert search.cards.hasFocus()
    assert search.cards.currentIndex().row() == 0
    qtbot.keyClick(search.cards, Qt.Key.Key_X)
    assert search.field.hasFocus()
    assert search.field.text() == "x"


def test_a_scanned_number_takes_the_place_of_what_was_typed(search: PublicSearch, qtbot: Any) -> None:
    a_copy(title=a_title(name="三体", isbn="9787536692930"))
    qtbot.keyClicks(search.field, "xyj")
    now = [1e12]

    def tick(_event: object) -> float:
        now[0] += 5
        return now[0]

    search.field.clock = tick
    qtbot.keyClicks(search.field, "9787536692930")
    qtbot.keyClick(search.field, Qt.Key.Key_Return)
    settle(search)
    assert search.field.text() == "9787536692930"
    assert names(search) == ["三体"]


def test_nothing_on_the_cards_is_hard_to_read(search: PublicSearch) -> None:
    assert all(style.contrast(cover_colour(title), QColor("white")) >= 4.5 for title in search.titles())
    for tone in public_cards._TONES.values():
        assert style.contrast(*style.tone_colours(tone)) >= 4.5


def test_a_closed_data_file_leaves_what_was_known(search: PublicSearch) -> None:
    from centre_app.storage import database

    before = names(search)
    database.close_database()
    look(search)
    assert names(search) == before


def test_of_what_is_typed_meanwhile_only_the_last_is_looked_up(search: PublicSearch) -> None:
    asked: list[str] = []
    answers: list[object] = []
    search.reader.found.connect(answers.append)
    for word in ("西", "西游", "昆虫"):
        search.reader.ask(lambda word=word: (asked.append(word), (word, "", []))[1])
    settle(search)
    assert asked == ["西", "昆虫"]
    assert answers == [("昆虫", "", [])]
    assert names(search) == []


def test_it_can_be_closed_while_a_search_is_under_way(search: PublicSearch) -> None:
    search.refresh()
    search.leave()
    assert not search.reader.is_busy()
