"""When a wish does not fit: what the form offers, the waiting list, priority, and booking all the same."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from centre_app.access import audit
from centre_app.centre import settings
from centre_app.rooms import bookings, displacing, waiting
from tests.builders import a_person, a_room
from tests.ui.rooms.desk import ALT, TODAY, at, book, dialog_of, form_of, show
from ui.kit import buttons, card, toast, unmask
from ui.kit.form import FormDialog, Hit
from ui.rooms.board_carry import Slot
from ui.rooms.booking_form import BookingForm
from ui.rooms.elsewhere import ElsewhereDialog
from ui.rooms.page import RoomsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def refused_form(qtbot: QtBot, page: RoomsPage, *, title: str = "培训") -> BookingForm:
    """The form over a room that is taken from 14 to 16, with another room free."""
    room = a_room(name="甲")
    a_room(name="乙")
    book(room, 14, 16, title="联席会议", person_id=a_person(name="孙桂英", phone="13812345678").id)
    show(qtbot, page)
    form = page.acts.new(Slot(room.id, at(14), at(15)))
    form.form.field("title").set_value(title)
    form.look()
    qtbot.waitUntil(form.isActiveWindow)
    return form


def link(form: BookingForm, text: str) -> buttons.Button:
    return next(button for button in form.findChildren(buttons.Button) if button.text() == text)


def texts(page: RoomsPage) -> str:
    """All that the panel says while no booking is chosen."""
    return "\n".join(label.text() for label in page.attention.findChildren(QLabel) if label.isVisible())


def test_one_key_takes_what_is_offered(qtbot: QtBot, page: RoomsPage) -> None:
    form = refused_form(qtbot, page)
    assert form.offers.isVisible()
    assert form.offers.shown[0].room_name == "乙"
    with qtbot.waitSignal(form.accepted):
        qtbot.keyClick(form, Qt.Key.Key_1, ALT)
    assert page.panel.row.room_name == "乙"
    assert (page.panel.row.starts_at, page.panel.row.title) == (at(14), "培训")


def test_what_is_offered_is_filled_in_while_something_is_missing(qtbot: QtBot, page: RoomsPage) -> None:
    form = refused_form(qtbot, page, title="")
    qtbot.keyClick(form, Qt.Key.Key_1, ALT)
    assert form.isVisible()
    assert form.refusal is None
    assert form.offers.isHidden()
    assert len(bookings.day_board(TODAY.date())) == 1


def test_taking_can_move_another_booking_out_of_the_way(qtbot: QtBot, page: RoomsPage) -> None:
    big, small = a_room(name="大", capacity=20), a_room(name="小", capacity=4)
    standing = book(big, 14, 16, head_count=3)
    show(qtbot, page)
    form = page.acts.new(Slot(big.id, at(14), at(16)))
    form.form.set_values(title="大会", heads=18)
    form.look()
    offered = next(each for each in form.offers.shown if each.kind == "moving")
    with qtbot.waitSignal(form.accepted):
        form.take(offered)
    assert bookings.booking(standing).room_id == small.id
    assert page.panel.row.title == "大会"


def test_the_wish_can_wait_on_the_list_and_shows_in_the_panel(qtbot: QtBot, page: RoomsPage) -> None:
    form = refused_form(qtbot, page)
    link(form, "候补登记…").click()
    dialog = dialog_of(FormDialog)
    dialog.form.field("contact").set_value("李老师 13900001111")
    with qtbot.waitSignal(form.accepted):
        dialog.submit()
    [entry] = waiting.waiting_list()
    assert (entry.name, entry.starts_at, entry.status) == ("李老师 13900001111", at(14), "waiting")
    close = [
        button
        for button in page.attention.findChildren(buttons.Button)
        if "移出候补" in button.accessibleName()
    ]
    close[0].click()
    assert waiting.waiting_list() == []


def test_whom_to_call_is_masked_until_it_is_asked_for_which_is_logged(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    book(room, 14, 16)
    waiting.join(room_id=room.id, starts_at=at(14), ends_at=at(15), contact="李老师 13900001111")
    show(qtbot, page)
    qtbot.waitUntil(lambda: "李*师 139****1111" in texts(page))
    unmask.remember(page, "电话联系")
    page.attention.unmask_asked.emit()
    qtbot.waitUntil(lambda: "李老师 13900001111" in texts(page))
    assert audit.entries(limit=1)[0].label == "show whom to call of the waiting list"
    page.hide()
    show(qtbot, page)
    qtbot.waitUntil(lambda: "李*师 139****1111" in texts(page))


def test_a_place_that_frees_is_held_and_taken_up_from_the_panel(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    taken = book(room, 14, 16)
    waiting.join(room_id=room.id, starts_at=at(14), ends_at=at(15), contact="李老师", title="培训")
    bookings.cancel(taken, reason="下雨")
    show(qtbot, page)
    [block] = page.board.shown.blocks
    assert "留位至" in block.state
    page.show_booking(block.row.id)
    page.panel.buttons["accept"].click()
    assert not bookings.booking(block.row.id).is_held


def test_priority_names_who_gives_way_and_asks_why(qtbot: QtBot, page: RoomsPage) -> None:
    form = refused_form(qtbot, page)
    link(form, "优先占用…").click()
    dialog = dialog_of(FormDialog)
    notes = [note.text() for note in dialog.findChildren(card.Note)]
    assert any("联席会议 · 孙桂英" in text for text in notes)
    dialog.submit()
    assert dialog.isVisible()
    dialog.form.field("reason").set_value("换届选举")
    with qtbot.waitSignal(form.accepted):
        dialog.submit()
    [found] = displacing.displacements(untold_only=True)
    assert (found.booking.title, found.reason, found.by_title) == ("联席会议", "换届选举", "培训")
    assert page.panel.row.title == "培训"


def displaced(page: RoomsPage) -> int:
    room = a_room(name="甲")
    a_room(name="乙")
    booking_id = book(room, 14, 16, title="书画队", person_id=a_person(name="孙桂英").id)
    displacing.book_with_priority(
        room_id=room.id, starts_at=at(14), ends_at=at(16), title="选举", reason="换届"
    )
    return booking_id


def test_whom_one_told_is_kept_with_the_answer(qtbot: QtBot, page: RoomsPage) -> None:
    booking_id = displaced(page)
    show(qtbot, page)
    page.show_booking(booking_id)
    page.panel.buttons["told"].click()
    dialog = dialog_of(FormDialog)
    assert dialog.form.field("whom").value() == "孙桂英"
    dialog.form.field("answer").set_value("同意改期")
    with qtbot.waitSignal(dialog.accepted):
        dialog.submit()
    found = displacing.displacement_of(booking_id)
    assert (found.told_whom, found.answer) == ("孙桂英", "同意改期")


def test_who_gave_way_gets_another_place_by_one_key(qtbot: QtBot, page: RoomsPage) -> None:
    booking_id = displaced(page)
    show(qtbot, page)
    page.show_booking(booking_id)
    page.panel.buttons["reactivate"].click()
    dialog = dialog_of(ElsewhereDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_1, ALT)
    row = bookings.booking(booking_id)
    assert (row.room_name, row.status, row.starts_at) == ("乙", "confirmed", at(14))


def test_outside_the_hours_it_can_be_booked_with_a_reason(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    show(qtbot, page)
    form = page.acts.new(Slot(room.id, at(21), at(22)))
    form.form.field("title").set_value("守夜")
    form.look()
    link(form, "仍要预约…").click()
    form.submit()
    assert form.isVisible()
    form.form.field("reason").set_value("防汛值守")
    with qtbot.waitSignal(form.accepted):
        form.submit()
    assert page.panel.row.override_reason == "防汛值守"


def test_a_quota_is_a_warning_that_a_reason_passes(qtbot: QtBot, page: RoomsPage) -> None:
    settings.put(name="quota_hours_use", value=1)
    room, person = a_room(), a_person()
    show(qtbot, page)
    form = page.acts.new(Slot(room.id, at(14), at(17)))
    form.form.set_values(title="排练", person=Hit(person.id, person.name))
    form.look()
    assert form.offers.override_button.isVisible()
    form.ask_reason()
    form.form.field("reason").set_value("演出前排练")
    with qtbot.waitSignal(form.accepted):
        form.submit()
    assert page.panel.row.override_reason == "演出前排练"


def test_a_request_is_approved_or_declined_in_the_panel(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room(needs_approval=True)
    first, second = book(room, 14, 16), book(room, 14, 15)
    toast.install(page)
    show(qtbot, page)
    assert {block.state for block in page.board.shown.blocks} == {"待审批"}
    page.show_booking(first)
    page.panel.buttons["approve"].click()
    assert bookings.booking(first).status == "confirmed"
    page.show_booking(second)
    page.panel.buttons["approve"].click()
    assert bookings.booking(second).status == "requested"
    assert "已被占用" in toast.shown()[-1]
    toast.uninstall(page)
    message = page.acts.decline(page.panel.row)
    qtbot.waitUntil(message.isActiveWindow)
    qtbot.keyClicks(QApplication.focusWidget(), "taken")
    message.confirm_button.click()
    row = bookings.booking(second)
    assert (row.status, row.cancel_reason) == ("cancelled", "taken")


def test_the_form_says_that_a_room_needs_approval(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room(needs_approval=True)
    show(qtbot, page)
    form = page.acts.new(Slot(room.id, at(14), at(15)))
    assert "审批" in form.hint.text()
    assert form_of(page) is form


def test_a_refusal_is_said_once(qtbot: QtBot, page: RoomsPage) -> None:
    form = refused_form(qtbot, page)
    assert form.hint.isVisible()

    form.submit()

    said = [
        label.text()
        for label in form.findChildren(QLabel)
        if label.isVisible() and "联席会议" in label.text()
    ]
    assert len(said) == len(set(said))
    assert not form.hint.isVisible()


def test_how_many_came_is_corrected_from_the_panel(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room(name="甲")
    booking = book(room, 9, 10)
    bookings.complete(booking, came_count=3)
    show(qtbot, page)
    dialog = page.acts.ask_came(bookings.booking(booking))
    assert "correct" in bookings.possible(bookings.booking(booking))
    dialog.form.set_values(came_count=5)
    dialog.submit()

    assert bookings.booking(booking).came_count == 5
