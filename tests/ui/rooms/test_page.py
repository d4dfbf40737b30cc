"""The rooms page: what the board shows, and booking by mouse and by keyboard alone."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from centre_app.centre import calendar
from centre_app.rooms import bookings
from tests.builders import a_booking, a_person, a_room
from ui.kit import unmask
from ui.rooms import reading
from ui.rooms.booking_form import BookingForm
from ui.rooms.page import RoomsPage

TODAY = datetime(2026, 10, 22)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def at(hour: int, minute: int = 0) -> datetime:
    return TODAY.replace(hour=hour, minute=minute)


def show(qtbot: QtBot, page: RoomsPage) -> None:
    with qtbot.waitActive(page):
        page.show()
    page.board.setFocus()


def form_of(page: RoomsPage) -> BookingForm:
    forms = [dialog for dialog in page.findChildren(BookingForm) if dialog.isVisible()]
    assert len(forms) == 1
    return forms[0]


def press(qtbot: QtBot, *keys: Qt.Key, on: QWidget | None = None) -> None:
    for key in keys:
        qtbot.keyClick(on or QApplication.focusWidget(), key)


def book(room: Any, begin: int, end: int, **more: Any) -> int:
    values = {"title": "读书会", "head_count": 3, **more}
    return bookings.book(room_id=room.id, starts_at=at(begin), ends_at=at(end), **values)


def test_a_room_is_booked_with_the_keyboard_alone(qtbot: QtBot, page: RoomsPage) -> None:
    a_room(name="甲")
    a_room(name="乙", sharing="shared")
    show(qtbot, page)
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    form = form_of(page)
    qtbot.waitUntil(form.isActiveWindow)
    assert QApplication.focusWidget() is form.form.field("title").main()
    qtbot.keyClicks(QApplication.focusWidget(), "Tai chi")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Up, Qt.Key.Key_Up)
    with qtbot.waitSignal(form.accepted):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [row] = bookings.day_board(TODAY.date())
    assert (row.room_name, row.title, row.starts_at, row.ends_at, row.head_count) == (
        "乙",
        "Tai chi",
        at(11),
        at(12),
        3,
    )
    assert page.panel.row == row


def test_a_click_on_free_time_opens_the_form_with_room_and_time(qtbot: QtBot, page: RoomsPage) -> None:
    a_room(name="甲")
    room = a_room(name="乙")
    show(qtbot, page)
    spot = page.board.geometry_of.span(1, 14 * 60, 14 * 60 + 30).center().toPoint()
    qtbot.mouseClick(page.board.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    values = form_of(page).form.values()
    assert (values["room"], values["day"], values["start"], values["end"]) == (
        room.id, TODAY.date(), at(14).time(), at(15).time(),
    )  # fmt: skip


def test_a_click_on_a_booking_shows_it_with_a_masked_phone(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    person = a_person(name="孙桂英", phone="13812345678")
    booking_id = book(room, 12, 14, person_id=person.id)
    show(qtbot, page)
    spot = page.board.rect_of(page.board.shown.blocks[0]).center().toPoint()
    qtbot.mouseClick(page.board.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    texts = [label.text() for label in page.panel.findChildren(QWidget) if hasattr(label, "text")]
    assert page.panel.row.id == booking_id
    assert "138****5678" in texts
    assert "13812345678" not in texts
    unmask.remember(page, "电话联系")
    page.panel.phone_asked.emit(person.id)
    assert "13812345678" in [
        label.text() for label in page.panel.findChildren(QWidget) if hasattr(label, "text")
    ]


def test_the_board_carries_no_personal_names(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    book(room, 12, 14, title="", person_id=a_person(name="孙桂英").id)
    show(qtbot, page)
    page.board.go_to(room_id=room.id, minute=12 * 60)
    block = page.board.shown.blocks[0]
    assert block.title == "已预约"
    assert "孙桂英" not in "".join(
        (block.title, block.detail, block.state, page.board.accessibleDescription())
    )


def test_tab_goes_from_booking_to_booking_and_enter_to_its_buttons(qtbot: QtBot, page: RoomsPage) -> None:
    first, second = a_room(), a_room()
    ids = [book(first, 12, 14), book(second, 9, 10)]
    show(qtbot, page)
    for booking_id in ids:
        press(qtbot, Qt.Key.Key_Tab, on=page.board)
        assert page.panel.row.id == booking_id
    press(qtbot, Qt.Key.Key_Return, on=page.board)
    assert QApplication.focusWidget() is page.panel.buttons["arrive"]
    press(qtbot, Qt.Key.Key_Return)
    assert bookings.booking(ids[1]).status == "checked_in"
    assert "arrive" not in page.panel.buttons


def test_the_form_says_while_typing_what_stands_in_the_way(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room(name="甲")
    book(room, 14, 16, title="联席会议")
    show(qtbot, page)
    page.board.go_to(room_id=room.id, minute=10 * 60)
    form = page.on_new()
    assert "空闲" in form.hint.accessibleName() or form.hint.isVisibleTo(form)
    start = form.form.field("start")
    start.edit.setText("1430")
    form.look()
    assert form.form.field("end").value() == at(15, 30).time()
    assert "联席会议 14:00–16:00" in hint_text(form)
    form.form.field("title").set_value("培训")
    form.submit()
    assert form.isVisible()
    assert len(bookings.day_board(TODAY.date())) == 1


def hint_text(form: BookingForm) -> str:
    return " ".join(label.text() for label in form.hint.findChildren(QWidget) if hasattr(label, "text"))


def test_an_end_at_midnight_is_the_end_of_that_day(qtbot: QtBot, page: RoomsPage) -> None:
    calendar.set_hours({weekday: [("00:00", "24:00")] for weekday in range(7)})
    a_room()
    show(qtbot, page)
    form = page.on_new()
    form.form.field("title").set_value("守岁")
    form.form.field("start").edit.setText("22")
    form.form.field("end").edit.setText("0")
    with qtbot.waitSignal(form.accepted):
        form.submit()
    [row] = bookings.day_board(TODAY.date())
    assert (row.starts_at, row.ends_at) == (at(22), at(0) + timedelta(days=1))


@pytest.mark.parametrize(
    ("field", "text"), [("start", "25"), ("day", "someday"), ("heads", "-3"), ("heads", "")]
)
def test_what_cannot_be_read_is_said_beside_its_field(
    qtbot: QtBot, page: RoomsPage, field: str, text: str
) -> None:
    a_room()
    show(qtbot, page)
    form = page.on_new()
    form.form.field("title").set_value("培训")
    form.form.field(field).edit.setText(text)
    form.submit()
    assert form.form.entries[field].error_label.text()
    assert bookings.day_board(TODAY.date()) == []


def test_a_booking_is_changed_in_the_same_form(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    booking_id = book(room, 14, 16, person_id=a_person(name="孙桂英").id)
    show(qtbot, page)
    page.show_argument(("booking", booking_id))
    page.panel.buttons["change"].click()
    form = form_of(page)
    form.form.field("end").edit.setText("17")
    form.form.field("title").set_value("书画队")
    with qtbot.waitSignal(form.accepted):
        form.submit()
    row = bookings.booking(booking_id)
    assert (row.title, row.starts_at, row.ends_at, row.person_name) == ("书画队", at(14), at(17), "孙桂英")


def test_a_booking_is_completed_with_the_people_who_came(qtbot: QtBot, page: RoomsPage) -> None:
    booking_id = book(a_room(), 9, 11)
    show(qtbot, page)
    page.show_argument(("booking", booking_id))
    dialog = page.acts.ask_came(page.panel.row)
    dialog.form.field("came_count").edit.setText("0")
    dialog.submit()
    assert "没有来" in dialog.form.entries["came_count"].error_label.text() + " ".join(
        label.text() for label in dialog.form.note.findChildren(QWidget) if hasattr(label, "text")
    )
    dialog.form.field("came_count").edit.setText("5")
    with qtbot.waitSignal(dialog.accepted):
        dialog.submit()
    assert bookings.booking(booking_id).came_count == 5


def test_a_cancelled_booking_leaves_the_board_until_it_is_asked_for(qtbot: QtBot, page: RoomsPage) -> None:
    booking_id = book(a_room(), 14, 16)
    show(qtbot, page)
    page.show_argument(("booking", booking_id))
    message = page.acts.ask_reason(page.panel.row)
    qtbot.waitUntil(message.isActiveWindow)
    qtbot.keyClicks(QApplication.focusWidget(), "rain")
    message.confirm_button.click()
    assert bookings.booking(booking_id).cancel_reason == "rain"
    assert page.board.shown.blocks == ()
    page.toolbar.with_cancelled.setChecked(True)
    assert [block.state for block in page.board.shown.blocks] == ["已取消"]


def test_the_day_turns_by_keys_buttons_and_the_date_field(qtbot: QtBot, page: RoomsPage) -> None:
    a_room()
    show(qtbot, page)
    press(qtbot, Qt.Key.Key_PageDown, on=page.board)
    assert page.day == date(2026, 10, 23)
    page.toolbar.before_button.click()
    page.toolbar.date_field.edit.setText("2026-10-01")
    assert page.day == date(2026, 10, 1)
    assert page.toolbar.holiday.text() == "国庆节"
    page.toolbar.today_button.click()
    assert (page.day, page.toolbar.date_field.value()) == (TODAY.date(), TODAY.date())
    assert page.toolbar.holiday.isHidden()


def test_every_cell_can_be_told_in_words(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room(name="甲")
    calendar.add_closure(starts_at=at(15), ends_at=at(17), reason="设备检修", room_id=room.id)
    book(room, 12, 14)
    show(qtbot, page)
    said = []
    for hour in (10, 12, 15):
        page.board.go_to(room_id=room.id, minute=hour * 60)
        said.append(page.board.accessibleDescription())
    assert said == ["甲·12 10:00: 空闲", "甲·12 12:00: 读书会, 12:00–14:00 · 3 人", "甲·12 15:00: 设备检修"]


def test_a_commit_elsewhere_shows_at_once_and_keeps_the_choice(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    booking_id = book(room, 12, 14)
    show(qtbot, page)
    page.show_booking(booking_id)
    book(room, 15, 16)
    assert len(page.board.shown.blocks) == 2
    assert page.board.chosen_id == page.panel.row.id == booking_id


def test_a_centre_without_rooms_says_where_to_add_them(qtbot: QtBot, page: RoomsPage) -> None:
    with qtbot.waitActive(page):
        page.show()
    assert page.board.isHidden()
    assert page.empty.isVisible()
    assert page.on_new() is None
    a_room()
    assert page.board.isVisible()
    assert page.toolbar.new_button.isEnabled()


def test_the_form_says_when_a_time_is_entered_afterwards(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    show(qtbot, page)
    page.board.go_to(room_id=room.id, minute=9 * 60)
    assert "补录" in hint_text(page.on_new())


def test_an_argument_for_a_booking_that_is_gone_changes_nothing(qtbot: QtBot, page: RoomsPage) -> None:
    a_room()
    show(qtbot, page)
    page.show_argument(("booking", 99))
    assert page.day == TODAY.date()


def test_ten_rooms_stay_wide_enough_and_scroll_to_the_cell(qtbot: QtBot, page: RoomsPage) -> None:
    rooms = [a_room(position=number) for number in range(10)]
    show(qtbot, page)
    assert page.board.geometry_of.track_width >= 118
    page.board.go_to(room_id=rooms[-1].id, minute=20 * 60)
    assert page.board.viewport().rect().contains(page.board.cell_rect().toRect())


def test_reading_a_day_costs_the_same_however_many_rooms(
    open_centre: Any, caplog: pytest.LogCaptureFixture
) -> None:
    counts = []
    for _round in range(2):
        for number in range(4):
            a_booking(room=a_room(), starts_at=at(9 + number), ends_at=at(10 + number))
        caplog.clear()
        with caplog.at_level("DEBUG", logger="peewee"):
            reading.read(TODAY.date())
        counts.append(len(caplog.records))
    assert counts[0] == counts[1] <= 6


def test_a_booking_over_midnight_is_cut_at_it(open_centre: Any) -> None:
    a_booking(room=a_room(), starts_at=at(22), ends_at=at(22) + timedelta(hours=4))
    spans = [
        (block.place.starts, block.place.ends)
        for day in (TODAY.date(), TODAY.date() + timedelta(days=1))
        for block in reading.read(day).blocks
    ]
    assert spans == [(1320, 1440), (0, 120)]


def test_a_booking_over_midnight_is_changed_in_the_form_too(qtbot: QtBot, page: RoomsPage) -> None:
    calendar.set_hours({weekday: [("00:00", "24:00")] for weekday in range(7)})
    row = a_booking(room=a_room(), starts_at=at(22), ends_at=at(2) + timedelta(days=1))
    show(qtbot, page)
    page.show_booking(row.id)
    form = page.acts.change(page.panel.row)
    form.form.field("title").set_value("守岁")
    with qtbot.waitSignal(form.accepted):
        form.submit()
    changed = bookings.booking(row.id)
    assert (changed.title, changed.ends_at) == ("守岁", at(2) + timedelta(days=1))


def test_a_typed_date_turns_the_board_once_it_is_finished(qtbot: QtBot, page: RoomsPage) -> None:
    a_room()
    show(qtbot, page)
    line = page.toolbar.date_field.edit
    line.selectAll()
    qtbot.keyClicks(line, "2026-12-05")
    assert page.day == TODAY.date()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert page.day == date(2026, 12, 5)


@pytest.mark.parametrize("typed", ["9999-12-31", "0001-01-01", "32号", "2026-02-30", "soon", "99999999999"])
def test_what_is_no_day_leaves_the_board_and_is_said(qtbot: QtBot, page: RoomsPage, typed: str) -> None:
    a_room()
    show(qtbot, page)
    page.show_day(date(2026, 11, 5))
    line = page.toolbar.date_field.edit
    line.selectAll()
    line.insert(typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert page.day == date(2026, 11, 5)
    assert typed in page.toolbar.wrong.text()
    page.step(1)
    assert page.toolbar.wrong.isHidden()
    assert page.toolbar.date_field.value() == date(2026, 11, 6)
