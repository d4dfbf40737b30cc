"""Bookings made, moved and drawn longer on the board, by mouse and by keyboard alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app import i18n
from centre_app.rooms import bookings
from tests.builders import a_room
from tests.ui.rooms.desk import CONTROL, SHIFT, at, book, drag, form_of, point, press, show, times
from ui.kit import toast, undo
from ui.rooms.page import RoomsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key


@pytest.fixture(params=["zh_CN", "en"])
def spoken(request: pytest.FixtureRequest, chinese: None) -> str:
    i18n.use(request.param)
    return str(request.param)


@pytest.fixture
def bilingual(spoken: str, page: RoomsPage) -> RoomsPage:
    """The page in each of the two languages."""
    return page


def test_drawing_over_free_time_opens_the_form_with_it(qtbot: QtBot, bilingual: RoomsPage) -> None:
    a_room()
    room = a_room()
    show(qtbot, bilingual)
    drag(qtbot, bilingual, point(bilingual, 1, 14), point(bilingual, 1, 15), point(bilingual, 1, 16.5))
    values = form_of(bilingual).form.values()
    found = (values["room"], values["start"], values["end"])
    assert found == (room.id, at(14).time(), at(16.5).time())


def test_drawing_upwards_works_too(qtbot: QtBot, page: RoomsPage) -> None:
    a_room()
    show(qtbot, page)
    drag(qtbot, page, point(page, 0, 16), point(page, 0, 14.5))
    values = form_of(page).form.values()
    assert (values["start"], values["end"]) == (at(14.5).time(), at(16).time())


def test_a_booking_is_dragged_to_another_room_and_time_and_back_by_undo(
    qtbot: QtBot, bilingual: RoomsPage
) -> None:
    room, other = a_room(), a_room()
    booking_id = book(room, 12, 14)
    toast.install(bilingual)
    show(qtbot, bilingual)
    drag(qtbot, bilingual, point(bilingual, 0, 13), point(bilingual, 1, 14), point(bilingual, 1, 16.3))
    assert times(booking_id) == (other.id, at(15.25), at(17.25))
    assert bilingual.panel.row.id == booking_id
    assert len(toast.shown()) == 1
    undo.undo_last()
    assert times(booking_id) == (room.id, at(12), at(14))
    toast.uninstall(bilingual)


@pytest.mark.parametrize(("edge", "to", "expected"), [(14, 15.5, (12, 15.5)), (12, 10.75, (10.75, 14))])
def test_an_edge_is_drawn_to_another_time(
    qtbot: QtBot, page: RoomsPage, edge: float, to: float, expected: tuple[float, float]
) -> None:
    room = a_room()
    booking_id = book(room, 12, 14)
    show(qtbot, page)
    inside = QPoint(0, -3 if edge == 14 else 3)
    drag(qtbot, page, point(page, 0, edge) + inside, point(page, 0, 13), point(page, 0, to))
    assert times(booking_id) == (room.id, at(expected[0]), at(expected[1]))


def test_where_it_would_not_fit_it_says_why_and_asks_the_database_nothing(
    qtbot: QtBot, page: RoomsPage, caplog: pytest.LogCaptureFixture
) -> None:
    room = a_room(name="甲")
    booking_id = book(room, 12, 14)
    book(room, 15, 17, title="联席会议")
    show(qtbot, page)
    with caplog.at_level("DEBUG", logger="peewee"):
        drag(qtbot, page, point(page, 0, 13), point(page, 0, 14), point(page, 0, 16), drop=False)
        assert "联席会议 15:00–17:00" in page.board.refusal
        assert "联席会议" in page.board.accessibleDescription()
        caplog.clear()
        qtbot.mouseMove(page.board.viewport(), point(page, 0, 8.2))
        assert "08:30" in page.board.refusal
        assert caplog.records == []
    qtbot.mouseRelease(page.board.viewport(), Qt.MouseButton.LeftButton, pos=point(page, 0, 8.2))
    assert times(booking_id) == (room.id, at(12), at(14))
    assert page.board.carry is None


def test_escape_puts_back_what_is_dragged(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    booking_id = book(room, 12, 14)
    show(qtbot, page)
    drag(qtbot, page, point(page, 0, 13), point(page, 0, 18), drop=False)
    press(qtbot, page, KEY.Key_Escape)
    qtbot.mouseRelease(page.board.viewport(), Qt.MouseButton.LeftButton, pos=point(page, 0, 18))
    assert times(booking_id) == (room.id, at(12), at(14))


def test_a_booking_that_is_over_stays_where_it_is(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    booking_id = book(room, 9, 11)
    bookings.complete(booking_id, came_count=2)
    show(qtbot, page)
    drag(qtbot, page, point(page, 0, 10), point(page, 0, 15))
    assert times(booking_id) == (room.id, at(9), at(11))


def test_a_booking_is_moved_with_the_keyboard_alone(qtbot: QtBot, bilingual: RoomsPage) -> None:
    room, other = a_room(), a_room()
    booking_id = book(room, 12, 14)
    show(qtbot, bilingual)
    press(qtbot, bilingual, KEY.Key_Tab)
    press(qtbot, bilingual, KEY.Key_M, held=CONTROL)
    press(qtbot, bilingual, KEY.Key_Right, KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_Return)
    assert times(booking_id) == (other.id, at(12.25), at(14.25))
    press(qtbot, bilingual, KEY.Key_M, held=CONTROL)
    press(qtbot, bilingual, KEY.Key_Left, KEY.Key_Escape)
    assert times(booking_id) == (other.id, at(12.25), at(14.25))


def test_what_would_not_fit_stays_in_the_hand_of_the_keyboard(qtbot: QtBot, page: RoomsPage) -> None:
    room, other = a_room(), a_room()
    booking_id = book(room, 12, 14)
    book(other, 12, 13)
    show(qtbot, page)
    press(qtbot, page, KEY.Key_Tab)
    press(qtbot, page, KEY.Key_M, held=CONTROL)
    with qtbot.waitSignal(page.board.refused):
        press(qtbot, page, KEY.Key_Right, KEY.Key_Return)
    press(qtbot, page, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert times(booking_id) == (other.id, at(13), at(15))


def test_shift_and_arrows_change_the_end_and_draw_free_time(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    booking_id = book(room, 12, 14)
    show(qtbot, page)
    press(qtbot, page, KEY.Key_Tab)
    press(qtbot, page, KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, held=SHIFT)
    press(qtbot, page, KEY.Key_Return)
    assert times(booking_id) == (room.id, at(12), at(14.25))
    page.board.go_to(room_id=room.id, minute=16 * 60)
    press(qtbot, page, KEY.Key_Down, KEY.Key_Down, held=SHIFT)
    press(qtbot, page, KEY.Key_Return)
    values = form_of(page).form.values()
    assert (values["start"], values["end"]) == (at(16).time(), at(17).time())


def test_a_minute_that_passes_does_not_take_it_out_of_the_hand(qtbot: QtBot, page: RoomsPage) -> None:
    book(a_room(), 12, 14)
    show(qtbot, page)
    drag(qtbot, page, point(page, 0, 13), point(page, 0, 16), drop=False)
    page._on_minute()
    assert page.board.carry is not None
    page.board.abandon()


def test_in_the_week_of_all_rooms_a_booking_keeps_its_time(qtbot: QtBot, page: RoomsPage) -> None:
    room, other = a_room(), a_room()
    booking_id = book(room, 12, 14)
    show(qtbot, page)
    page.show_view("week")
    begin = page.board.rect_of(page.board.shown.blocks[0]).center().toPoint()
    goal = page.board.geometry_of.track(7 + 4).center().toPoint()
    drag(qtbot, page, begin, (begin + goal) / 2, goal)
    assert times(booking_id) == (other.id, at(12, day=23), at(14, day=23))
    press(qtbot, page, KEY.Key_M, held=CONTROL)
    press(qtbot, page, KEY.Key_Up, KEY.Key_Left, KEY.Key_Return)
    assert times(booking_id) == (room.id, at(12), at(14))


def test_several_are_marked_only_where_rare_options_are_shown(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    first, second = book(room, 9, 11), book(room, 12, 14)
    show(qtbot, page)
    page.board.choose(first)
    click = page.board.rect_of(page.board.shown.block_of(second)).center().toPoint()
    qtbot.mouseClick(page.board.viewport(), Qt.MouseButton.LeftButton, CONTROL, click)
    assert page.board.marked == []
    assert QApplication.mouseButtons() == Qt.MouseButton.NoButton


def test_dragging_beyond_the_edge_of_the_board_stays_at_that_edge(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    booking_id = book(room, 12, 14)
    show(qtbot, page)
    below, above = point(page, 0, 15) + QPoint(0, 5000), point(page, 0, 15) - QPoint(5000, 5000)
    drag(qtbot, page, point(page, 0, 13), point(page, 0, 14), below, drop=False)
    assert page.board.carry.starts == 20 * 60
    press(qtbot, page, KEY.Key_Escape)
    drag(qtbot, page, point(page, 0, 15), below)
    values = form_of(page).form.values()
    assert (values["start"], values["end"]) == (at(15).time(), at(21).time())
    form_of(page).accept()
    drag(qtbot, page, point(page, 0, 11), above)
    values = form_of(page).form.values()
    assert (values["start"], values["end"]) == (at(8).time(), at(11).time())
    assert times(booking_id) == (room.id, at(12), at(14))


def test_the_keyboard_does_not_carry_out_of_sight(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    book(room, 12, 14)
    show(qtbot, page)
    press(qtbot, page, KEY.Key_Tab)
    qtbot.keyClick(page.board, KEY.Key_M, CONTROL)
    press(qtbot, page, *[KEY.Key_Down] * 60)
    assert page.board.carry.starts == 20 * 60 + 45
    press(qtbot, page, *[KEY.Key_Up] * 90)
    assert page.board.carry.starts == 8 * 60
    press(qtbot, page, KEY.Key_Escape)
    assert page.board.carry is None
