"""Rare things, shown when the clerk asked for rare options: several bookings at once, buffers, equipment, calendar files; and history."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from centre_app import errors
from centre_app.centre import settings
from centre_app.rooms import bookings, equipment, ics
from tests.builders import a_clerk, a_room
from tests.ui.rooms.desk import CONTROL, SHIFT, TODAY, at, book, press, show, times
from ui.kit import undo
from ui.kit.messages import Message
from ui.rooms import calendar_files
from ui.rooms.board_carry import Moved, Slot
from ui.rooms.equipment_fields import joined
from ui.rooms.page import RoomsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def rare(page: RoomsPage) -> RoomsPage:
    """The page with rare options shown."""
    settings.put(name="advanced", value=True)
    return page


def click(qtbot: QtBot, page: RoomsPage, booking_id: int, held: Qt.KeyboardModifier) -> None:
    spot = page.board.rect_of(page.board.shown.block_of(booking_id)).center().toPoint()
    qtbot.mouseClick(page.board.viewport(), Qt.MouseButton.LeftButton, held, spot)


def test_two_marked_bookings_change_places(qtbot: QtBot, rare: RoomsPage) -> None:
    room, other = a_room(), a_room()
    first, second = book(room, 9, 11), book(other, 14, 15)
    show(qtbot, rare)
    rare.board.choose(first)
    click(qtbot, rare, second, CONTROL)
    assert rare.marked.isVisible()
    assert rare.panel.isHidden()
    rare.marked.swap_button.click()
    assert times(first) == (other.id, at(14), at(16))
    assert times(second) == (room.id, at(9), at(10))
    assert rare.panel.isVisible()
    undo.undo_last()
    assert times(first) == (room.id, at(9), at(11))


def test_the_afternoon_is_shifted_with_the_keyboard_alone(qtbot: QtBot, rare: RoomsPage) -> None:
    room = a_room()
    ids = [book(room, 9, 10), book(room, 13, 14), book(room, 14, 16)]
    show(qtbot, rare)
    for _booking in ids:
        press(qtbot, rare, Qt.Key.Key_Tab)
        if rare.board.chosen_id != ids[0]:
            press(qtbot, rare, Qt.Key.Key_Space, held=CONTROL)
    dialog = rare.marked.ask_minutes()
    dialog.form.field("minutes").set_value(45)
    dialog.submit()
    assert [times(each)[1] for each in ids] == [at(9), at(13.75), at(14.75)]


def test_a_rooms_day_goes_to_another_room(qtbot: QtBot, rare: RoomsPage) -> None:
    room, other = a_room(), a_room()
    ids = [book(room, 9, 10), book(room, 13, 14)]
    show(qtbot, rare)
    rare.board.go_to(room_id=room.id, minute=8 * 60)
    press(qtbot, rare, Qt.Key.Key_A, held=CONTROL)
    assert rare.board.marked == ids
    dialog = rare.marked.ask_room()
    dialog.form.field("room_id").set_value(other.id)
    dialog.submit()
    assert [times(each)[0] for each in ids] == [other.id] * 2


def test_all_stay_when_one_does_not_fit(qtbot: QtBot, rare: RoomsPage) -> None:
    room, other = a_room(), a_room()
    ids = [book(room, 9, 10), book(room, 13, 14)]
    book(other, 13, 14)
    show(qtbot, rare)
    rare.board.mark(*ids)
    dialog = rare.marked.ask_room()
    dialog.form.field("room_id").set_value(other.id)
    dialog.submit()
    assert dialog.isVisible()
    assert [times(each)[0] for each in ids] == [room.id] * 2


def test_shift_marks_all_in_between_and_escape_clears(qtbot: QtBot, rare: RoomsPage) -> None:
    room = a_room()
    ids = [book(room, 9, 10), book(room, 11, 12), book(room, 13, 14), book(room, 15, 16)]
    show(qtbot, rare)
    click(qtbot, rare, ids[0], Qt.KeyboardModifier.NoModifier)
    click(qtbot, rare, ids[2], SHIFT)
    assert rare.board.marked == ids[:3]
    press(qtbot, rare, Qt.Key.Key_Escape)
    assert rare.board.marked == []


def test_the_plain_form_has_no_rare_fields(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room(buffer_before=15)
    show(qtbot, page)
    form = page.acts.new(Slot(room.id, at(14), at(15)))
    assert "buffer_before" not in form.form.entries
    form.form.field("title").set_value("培训")
    form.submit()
    assert page.panel.row.buffer_before == 15
    assert page.attention.marking.isHidden()


def test_minutes_around_a_booking_can_be_its_own(qtbot: QtBot, rare: RoomsPage) -> None:
    room = a_room(buffer_before=15)
    show(qtbot, rare)
    form = rare.acts.new(Slot(room.id, at(14), at(15)))
    assert form.form.field("buffer_before").value() == 15
    form.form.set_values(title="培训", buffer_before=0, buffer_after=30)
    form.submit()
    assert (rare.panel.row.buffer_before, rare.panel.row.buffer_after) == (0, 30)


def test_equipment_goes_with_a_booking_and_stays_with_it(qtbot: QtBot, rare: RoomsPage) -> None:
    room, other = a_room(), a_room()
    projector = equipment.add_equipment(name="投影仪", room_id=room.id, quantity=2)
    show(qtbot, rare)
    form = rare.acts.new(Slot(room.id, at(14), at(15)))
    form.form.set_values(title="培训")
    dialog = form.equipment.ask()
    dialog.form.field(str(projector)).set_value(1)
    dialog.submit()
    form.submit()
    booking_id = rare.panel.row.id
    assert equipment.of_booking(booking_id) == {projector: 1}
    rare.acts.move(Moved(booking_id, other.id, at(14), at(15)))
    assert times(booking_id)[0] == room.id
    undo.undo_last()
    assert bookings.day_board(TODAY.date()) == []


def test_the_history_tells_who_did_what_and_why(qtbot: QtBot, page: RoomsPage) -> None:
    from centre_app.access import clerks

    clerks.put_on_duty(clerk_id=a_clerk(name="李敏").id)
    booking_id = book(a_room(), 14, 16)
    bookings.change_booking(booking_id, ends_at=at(17))
    bookings.cancel(booking_id, reason="下雨")
    show(qtbot, page)
    page.show_booking(booking_id)
    assert page.panel.history.text() == ""
    page.panel.history.button.click()
    told = page.panel.history.text()
    assert told.index("下雨") < told.index("17:00")
    assert "李敏" in told


def test_what_the_board_shows_is_saved_as_a_calendar_file_and_read_again(
    qtbot: QtBot, rare: RoomsPage, tmp_path: Path
) -> None:
    room = a_room(name="甲")
    booking_id = book(room, 14, 16, title="合唱")
    show(qtbot, rare)
    rare.show_booking(booking_id)
    texts = [action.text() for action in rare.open_more().actions()]
    assert any(".ics" in text for text in texts)
    dialog = calendar_files.save_days(rare, first=TODAY.date(), last=TODAY.date(), room_id=0)
    file = tmp_path / "rooms.ics"
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    assert "合唱" in file.read_text("utf-8")
    file.write_bytes(file.read_bytes().replace(b"UID:", b"UID:other-"))
    bookings.cancel(booking_id, reason="重来")
    taken = calendar_files.show_plan(rare, file, room_id=room.id)
    taken.take_over()
    assert [row.title for row in bookings.day_board(TODAY.date(), include_cancelled=False)] == ["合唱"]


def test_a_file_that_is_no_calendar_is_refused_with_a_sentence(
    qtbot: QtBot, rare: RoomsPage, tmp_path: Path
) -> None:
    room = a_room()
    show(qtbot, rare)
    file = tmp_path / "rooms.ics"
    file.write_bytes(b"\x00garbage")
    assert isinstance(calendar_files.show_plan(rare, file, room_id=room.id), Message)
    assert isinstance(calendar_files.save_booking(rare, bookings.booking(book(room, 14, 15))), QFileDialog)
    assert ics.own_name()


def test_the_plain_menu_prints_but_knows_no_files(qtbot: QtBot, page: RoomsPage) -> None:
    a_room()
    show(qtbot, page)
    texts = [action.text() for action in page.open_more().actions()]
    assert len(texts) >= 5
    assert not any(".ics" in text for text in texts)


def test_equipment_given_up_need_not_go_along_to_another_room(open_centre: Path) -> None:
    room, other = a_room(), a_room()
    board = equipment.add_equipment(name="电子白板", room_id=room.id)
    booking_id = book(room, 12, 14)
    equipment.set_equipment(booking_id=booking_id, wanted={board: 1})
    change = partial(bookings.change_booking, booking_id)
    with pytest.raises(errors.EquipmentElsewhere, match="电子白板"):
        joined(change, None, booking_id=booking_id)(room_id=other.id)
    joined(change, {}, booking_id=booking_id)(room_id=other.id)
    assert bookings.booking(booking_id).room_id == other.id
    assert equipment.of_booking(booking_id) == {}
