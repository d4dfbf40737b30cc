"""Day, week and month: one engine for all, a fixed number of queries, and the way from one to the other."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import a_booking, a_closure, a_room
from tests.ui.rooms.desk import at, book, press, show
from ui.rooms import reading
from ui.rooms.page import RoomsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
VIEWS = ["day", "room_week", "week", "month"]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_costs_the_same_however_much_it_shows(
    open_centre: Any, caplog: pytest.LogCaptureFixture, view: str
) -> None:
    counts = []
    for _round in range(2):
        for number in range(4):
            a_booking(room=a_room(), starts_at=at(9 + number), ends_at=at(10 + number))
        caplog.clear()
        with caplog.at_level("DEBUG", logger="peewee"):
            reading.read(at(0).date(), view=view)
        counts.append(len(caplog.records))
    assert counts[0] == counts[1] <= 6


@pytest.mark.parametrize("view", VIEWS)
def test_what_runs_at_once_in_a_shared_room_stands_side_by_side_in_every_view(
    qtbot: QtBot, page: RoomsPage, view: str
) -> None:
    room = a_room(sharing="shared")
    book(room, 10, 12)
    book(room, 11, 13)
    show(qtbot, page)
    page.board.show_board(reading.read(page.day, view=view, room_id=room.id))
    one, other = (page.board.rect_of(block) for block in page.board.shown.blocks)
    assert one.width() > 4
    assert not one.intersects(other)


def test_the_views_are_turned_to_by_keys_and_keep_day_and_room(qtbot: QtBot, page: RoomsPage) -> None:
    a_room()
    room = a_room()
    show(qtbot, page)
    page.show_day(date(2026, 10, 21))
    page.board.go_to(room_id=room.id, minute=12 * 60)
    actions = {action.id: action for action in page.page_actions()}
    for name, tracks in (("week", 14), ("month", 62), ("day", 2)):
        actions[f"rooms.{name}"].callback()
        assert len(page.board.shown.tracks) == tracks
        track = page.board.shown.tracks[page.board.cell[0]]
        assert (track.room_id, track.day) == (room.id, date(2026, 10, 21))


@pytest.mark.parametrize(("view", "by", "day"), [
    ("day", 1, date(2026, 10, 23)), ("week", -1, date(2026, 10, 15)), ("month", 1, date(2026, 11, 22)),
])  # fmt: skip
def test_page_up_and_page_down_turn_by_what_is_shown(
    qtbot: QtBot, page: RoomsPage, view: str, by: int, day: date
) -> None:
    a_room()
    show(qtbot, page)
    page.show_view(view)
    press(qtbot, page, Qt.Key.Key_PageDown if by > 0 else Qt.Key.Key_PageUp)
    assert page.day == day


def test_the_last_day_of_a_long_month_turns_to_the_last_of_a_short_one() -> None:
    assert reading.stepped("month", date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert reading.stepped("month", date(2026, 12, 31), 1) == date(2027, 1, 31)
    assert reading.stepped("month", date(2026, 1, 15), -1) == date(2025, 12, 15)


def test_the_month_says_how_much_of_the_open_time_is_booked(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room(sharing="shared")
    book(room, 10, 15)
    book(room, 12, 16.25)  # at once with the other for three hours, which count once
    a_closure(day=date(2026, 10, 24), room=room)
    shown = reading.read(page.day, view="month")
    track = {one.day: number for number, one in enumerate(shown.tracks)}
    assert shown.use_percent(track[date(2026, 10, 22)]) == 50  # 6 h 15 of 12 h 30
    assert shown.use_percent(track[date(2026, 10, 23)]) == 0
    assert shown.use_percent(track[date(2026, 10, 24)]) is None


def test_enter_in_the_month_opens_the_day(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    show(qtbot, page)
    page.show_view("month")
    assert page.panel.isHidden()
    page.board.go_to(room_id=room.id, minute=0, day=date(2026, 10, 9))
    press(qtbot, page, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert (page.day, page.toolbar.view) == (date(2026, 10, 10), "day")
    assert page.panel.isVisible()


def test_a_week_can_be_that_of_one_room(qtbot: QtBot, page: RoomsPage) -> None:
    a_room(name="甲")
    room = a_room(name="乙")
    book(room, 12, 14, day=23)
    show(qtbot, page)
    page.show_view("week")
    page.toolbar.room_field.set_value(room.id)
    assert {track.room_id for track in page.board.shown.tracks} == {room.id}
    assert len(page.board.shown.tracks) == 7
    press(qtbot, page, Qt.Key.Key_Tab)
    assert page.panel.row.room_name == "乙"
    page.board.choose(0)
    assert "乙·12 2026-10-23" in page.board.describe()


def test_a_booking_over_midnight_stands_on_both_days_of_the_week(open_centre: Any) -> None:
    a_booking(room=a_room(), starts_at=at(22), ends_at=at(2, day=23))
    blocks = reading.read(at(0).date(), view="week").blocks
    spans = [(block.place.column, block.place.starts, block.place.ends) for block in blocks]
    assert spans == [(3, 1320, 1440), (4, 0, 120)]


def test_a_booking_that_is_asked_for_is_shown_from_the_month_too(qtbot: QtBot, page: RoomsPage) -> None:
    booking_id = book(a_room(), 12, 14, day=29)
    show(qtbot, page)
    page.show_view("month")
    page.show_argument(("booking", booking_id))
    assert page.panel.row.id == booking_id
    assert page.day == date(2026, 10, 29)


def test_tab_goes_through_a_cell_of_the_week_and_then_leaves_the_board(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room(sharing="shared")
    ids = [book(room, 10, 12), book(room, 11, 13)]
    book(room, 10, 12, day=23)
    show(qtbot, page)
    page.show_view("week")
    page.board.go_to(room_id=room.id, minute=0, day=date(2026, 10, 22))
    for booking_id in ids:
        press(qtbot, page, Qt.Key.Key_Tab)
        assert page.panel.row.id == booking_id
    press(qtbot, page, Qt.Key.Key_Tab)
    assert not page.board.hasFocus()


def test_tab_passes_a_booking_over_midnight_once(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    over = a_booking(room=room, starts_at=at(22), ends_at=at(2, day=23)).id
    after = book(room, 10, 12, day=24)
    show(qtbot, page)
    page.toolbar.show_view("week")
    page.toolbar.room_field.set_value(room.id)
    page.board.setFocus()
    for booking_id in (over, after):
        press(qtbot, page, Qt.Key.Key_Tab)
        assert page.panel.row.id == booking_id


def test_the_toolbar_says_which_day_is_shown_from_the_start(qtbot: QtBot, page: RoomsPage) -> None:
    assert page.toolbar.date_field.value() == page.day
    assert not page.toolbar.holiday.isVisible()
