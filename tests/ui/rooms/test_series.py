"""Series on the rooms page: said in words, looked at before they are saved, changed and cancelled in part."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app import i18n
from centre_app.rooms import bookings, series
from centre_app.rooms.recurrence import Rule
from centre_app.rooms.series import Choice, SeriesWish
from tests.builders import a_room
from tests.ui.rooms.desk import at, book, dialog_of, drag, form_of, point, show, times
from ui.kit import toast, undo
from ui.kit.form import FormDialog
from ui.kit.messages import Message
from ui.rooms.board_carry import Slot
from ui.rooms.booking_form import BookingForm
from ui.rooms.page import RoomsPage
from ui.rooms.preview import PreviewDialog
from ui.rooms.series_dialog import SeriesDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def new_form(page: RoomsPage, room: object) -> BookingForm:
    form = page.acts.new(Slot(room.id, at(14), at(16)))  # type: ignore[attr-defined]
    form.form.field("title").set_value("合唱")
    return form


def a_series(room: object, *, count: int = 4) -> list[int]:
    """Thursdays from today, 14:00 to 16:00."""
    wish = SeriesWish(
        Rule("weekly", weekdays=(3,), count=count), at(0).date(), at(14).time(), at(16).time(),
        room.id, title="合唱", head_count=3,  # type: ignore[attr-defined]
    )  # fmt: skip
    return list(series.book_series(wish).booking_ids)


@pytest.mark.parametrize(("language", "text"), [
    ("zh_CN", "每周四、五 15:00–17:00，至 11-06"), ("en", "every Thursday and Friday 15:00-17:00, until 11-06"),
])  # fmt: skip
def test_a_typed_sentence_is_explained_and_becomes_a_series(
    qtbot: QtBot, page: RoomsPage, language: str, text: str
) -> None:
    i18n.use(language)
    room = a_room()
    show(qtbot, page)
    form = new_form(page, room)
    form.form.set_values(repeat="typed", words=text)
    form.repeat.arrange()
    form.look()
    assert "15:00–17:00" in form.repeat.note.text()
    assert form.form.field("end").value() == at(17).time()
    form.submit()
    preview = dialog_of(PreviewDialog)
    assert [line.starts_at.hour for line in preview.preview.lines] == [15] * 6
    with qtbot.waitSignal(form.accepted):
        preview.save()
    card = series.series_of(page.panel.row.id)
    assert [row.occurrence_on.day for row in card.occurrences] == [22, 23, 29, 30, 5, 6]


def test_words_that_are_not_understood_are_named_and_nothing_is_saved(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    show(qtbot, page)
    form = new_form(page, room)
    form.form.set_values(repeat="typed", words="每逢月圆")
    form.repeat.arrange()
    form.look()
    assert "月圆" in form.repeat.note.text()
    form.submit()
    assert form.isVisible()
    assert bookings.day_board(at(0).date()) == []


def test_a_series_without_end_says_how_far_it_is_planned(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    show(qtbot, page)
    form = new_form(page, room)
    form.form.field("repeat").set_value("weekly")
    form.look()
    assert "2028-10" in form.repeat.note.text()


def test_every_date_can_be_left_out_or_put_elsewhere_before_it_is_saved(
    qtbot: QtBot, page: RoomsPage
) -> None:
    room, other = a_room(), a_room()
    book(room, 15, 17, day=29)
    show(qtbot, page)
    form = new_form(page, room)
    form.form.set_values(repeat="weekly", until=date(2026, 11, 12))
    form.repeat.arrange()
    form.submit()
    preview = dialog_of(PreviewDialog)
    assert [line.state for line in preview.preview.lines] == ["free", "clash", "free", "free"]
    dialog = preview.ask_place(preview.preview.lines[1])
    dialog.form.field("room").set_value(other.id)
    dialog.submit()
    preview.choose(preview.preview.lines[3], Choice("skip"))
    assert "3" in preview.save_button.text()
    with qtbot.waitSignal(preview.accepted):
        preview.save()
    card = series.series_of(page.panel.row.id)
    assert [row.room_id for row in card.occurrences] == [room.id, other.id, room.id]
    assert len(card.skipped) == 1


def test_the_keyboard_leaves_out_the_date_it_stands_on(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    show(qtbot, page)
    form = new_form(page, room)
    form.form.set_values(repeat="weekly", until=date(2026, 11, 12))
    form.repeat.arrange()
    form.submit()
    preview = dialog_of(PreviewDialog)
    qtbot.waitUntil(preview.isActiveWindow)
    preview.list.select_id(preview.preview.lines[1].id)
    qtbot.keyClick(preview.list.view, Qt.Key.Key_Return)
    assert [line.state for line in preview.preview.lines] == ["free", "skipped", "free", "free"]
    with qtbot.waitSignal(preview.accepted):
        qtbot.keyClick(preview, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(("which", "moved"), [
    ("this", [False, True, False, False]), ("following", [False, True, True, True]), ("all", [True] * 4),
])  # fmt: skip
def test_a_change_is_about_this_one_the_following_or_all(
    qtbot: QtBot, page: RoomsPage, which: str, moved: list[bool]
) -> None:
    room = a_room()
    ids = a_series(room)
    show(qtbot, page)
    page.show_booking(ids[1])
    page.panel.buttons["change"].click()
    form = form_of(page)
    form.form.field("scope").set_value(which)
    form.form.field("end").edit.setText("17")
    form.submit()
    if which != "this":
        dialog_of(PreviewDialog).save()
    assert [bookings.booking(each).ends_at.hour == 17 for each in ids] == moved


def test_a_dragged_booking_of_a_series_asks_which_are_to_move(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    ids = a_series(room)
    toast.install(page)
    show(qtbot, page)
    drag(qtbot, page, point(page, 0, 15), point(page, 0, 16), point(page, 0, 17))
    dialog_of(Message).confirm_button.click()
    assert times(ids[0]) == (room.id, at(16), at(18))
    assert times(ids[1]) == (room.id, at(14, day=29), at(16, day=29))
    undo.undo_last()
    assert times(ids[0])[1] == at(14)
    toast.uninstall(page)


def test_the_rest_of_a_series_is_cancelled_with_one_reason(qtbot: QtBot, page: RoomsPage) -> None:
    ids = a_series(a_room())
    show(qtbot, page)
    page.show_booking(ids[2])
    page.panel.buttons["cancel"].click()
    dialog = dialog_of(FormDialog)
    dialog.form.set_values(scope="following", reason="放假")
    with qtbot.waitSignal(dialog.accepted):
        dialog.submit()
    assert [bookings.booking(each).status for each in ids] == ["confirmed"] * 2 + ["cancelled"] * 2


def test_a_date_that_was_left_out_is_tried_again_by_one_key(qtbot: QtBot, page: RoomsPage) -> None:
    room = a_room()
    in_the_way = book(room, 15, 17, day=29)
    ids = a_series(room)
    assert len(ids) == 3
    show(qtbot, page)
    page.show_booking(ids[0])
    page.panel.buttons["dates"].click()
    dialog = dialog_of(SeriesDialog)
    line = next(row for row in dialog.list.rows() if row.skipped_id)
    dialog.retry(line)
    assert dialog.note.isVisible()
    bookings.cancel(in_the_way, reason="让出")
    dialog.list.select_id(line.id)
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Return)
    assert len(series.series_of(ids[0]).occurrences) == 4
    assert all(not row.skipped_id for row in dialog.list.rows())
    dialog.accept()


def test_a_series_goes_on_longer_after_a_look_at_the_new_dates(qtbot: QtBot, page: RoomsPage) -> None:
    ids = a_series(a_room(), count=2)
    show(qtbot, page)
    page.show_booking(ids[0])
    page.panel.buttons["dates"].click()
    dialog = dialog_of(SeriesDialog)
    end = dialog.ask_end()
    end.form.field("until").set_value(at(0).date() + timedelta(days=21))
    end.submit()
    with qtbot.waitSignal(dialog_of(PreviewDialog).accepted):
        dialog_of(PreviewDialog).save()
    assert len(series.series_of(ids[0]).occurrences) == 4
    dialog.accept()
    assert QApplication.activeModalWidget() is None
