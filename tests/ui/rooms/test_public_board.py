"""The board for a second screen: today in all rooms, without names, up to date by itself."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from centre_app import clock
from centre_app.rooms import bookings
from centre_app.storage import database
from tests.builders import a_booking, a_person, a_room
from ui.rooms import public_board, public_paint
from ui.rooms.public_board import PublicBoard

TODAY = date(2026, 10, 22)


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    return datetime.combine(day, time(hour, minute))


@pytest.fixture
def window(qtbot: QtBot, open_centre: Path) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    public_board.close_board()


def said(board: PublicBoard) -> str:
    return "\n".join(board.lines())


def test_the_board_shows_all_rooms_and_no_person(window: QWidget) -> None:
    person = a_person(name="王小明")
    a_booking(
        room=a_room(name="学习议事"), starts_at=at(9), ends_at=at(11), title="王小明聚会", person=person
    )
    a_room(name="航模展示")
    board = public_board.show_board(window)
    assert "学习议事 使用中 至 11:00 09:00–11:00 已预约" in said(board)
    assert "航模展示 空闲 至 21:00" in said(board)
    assert "王小明" not in said(board)
    assert not board.grab().isNull()


def test_the_board_hears_of_a_new_booking(window: QWidget) -> None:
    room = a_room(name="学习议事")
    board = public_board.show_board(window)
    bookings.book(room_id=room.id, starts_at=at(14), ends_at=at(15), title="书法班")
    assert "14:00–15:00 书法班" in said(board)


def test_the_board_turns_to_the_new_day_at_midnight(window: QWidget, qtbot: QtBot) -> None:
    tomorrow = TODAY + timedelta(days=1)
    room = a_room(name="学习议事")
    a_booking(room=room, starts_at=at(9, day=tomorrow), ends_at=at(10, day=tomorrow), title="晨练")
    clock.set_for_tests(at(23, 59) + timedelta(seconds=59, milliseconds=900))
    board = public_board.show_board(window)
    assert "晨练" not in said(board)
    clock.set_for_tests(at(0, day=tomorrow))
    qtbot.waitUntil(lambda: "09:00–10:00 晨练" in said(board), timeout=3000)
    assert "2026年10月23日" in board.day_words()


def test_what_is_over_leaves_the_board(window: QWidget) -> None:
    a_booking(room=a_room(), starts_at=at(9), ends_at=at(10), title="晨练", status="completed")
    assert "晨练" not in said(public_board.show_board(window))


def test_there_is_one_board_and_it_closes_with_the_window_or_by_escape(window: QWidget, qtbot: QtBot) -> None:
    board = public_board.show_board(window)
    assert public_board.show_board(window) is board
    with qtbot.waitSignal(board.destroyed):
        qtbot.keyClick(board, Qt.Key.Key_Escape)
    assert public_board.show_board(window) is not board


def test_f11_fills_the_screen_and_escape_gives_the_only_screen_back(window: QWidget, qtbot: QtBot) -> None:
    board = public_board.show_board(window)
    qtbot.keyClick(board, Qt.Key.Key_F11)
    assert board.isFullScreen()
    qtbot.keyClick(board, Qt.Key.Key_Escape)
    assert board.isVisible()
    assert not board.isFullScreen()


def test_more_rooms_than_fit_are_shown_in_turn(window: QWidget) -> None:
    for number in range(20):
        a_room(name=f"活动室{number}")
    board = public_board.show_board(window)
    assert board.pages == 3
    seen = [board.turned]
    for _number in range(3):
        board.turn()
        seen.append(board.turned)
    assert seen == [0, 1, 2, 0]


def test_while_the_data_are_closed_the_board_keeps_what_it_knew(window: QWidget) -> None:
    a_room(name="学习议事")
    board = public_board.show_board(window)
    database.close_database()
    board.refresh()
    assert "学习议事" in said(board)


@pytest.mark.parametrize(
    ("rooms", "wide", "across"), [(1, True, 1), (3, True, 3), (4, True, 2), (5, True, 3), (5, False, 2)]
)
def test_cards_stand_side_by_side_as_the_screen_allows(rooms: int, wide: bool, across: int) -> None:
    assert public_paint.columns_for(rooms, wide=wide) == across
