"""The desk page as the clerk sees it."""

from datetime import date, timedelta
from typing import get_args

import pytest
from PySide6.QtCore import Qt

from centre_app import clock
from centre_app.access import audit
from centre_app.desk.todo import Kind
from centre_app.lending.models import Loan
from centre_app.people import notes, people, visits
from centre_app.people.models import Visit
from centre_app.storage import journal
from tests.builders import a_booking, a_copy, a_person, a_room, a_title, a_visit, open_daily
from ui.desk import lists
from ui.desk.page import DeskPage
from ui.kit import unmask


@pytest.fixture
def reading(centre):
    open_daily()
    return a_room(name="悦享读书区", kind="reading", capacity=10, sharing="shared")


@pytest.fixture
def page(reading, show_desk):
    return show_desk()


def names(page: DeskPage) -> list[str]:
    return [row.name for row in page.here.rows()]


def test_somebody_checked_in_elsewhere_appears_at_once(page):
    person = a_person(name="陈雨桐")

    visits.check_in(person_id=person.id)

    assert names(page) == ["陈雨桐"]
    assert page._figure.text() == "1"


def test_the_button_in_the_line_checks_out_and_one_undo_brings_back(page, qtbot):
    visits.check_in(person_id=a_person(name="陈雨桐").id)
    verb = next(verb for verb in page.here.verbs_of(page.here.rows()[0]) if verb.button)
    last = page.here.model.columnCount() - 1
    place = page.here.parts.delegate.button_place(page.here.model.index(0, last), verb)

    qtbot.mouseClick(page.here.view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())

    assert (names(page), Visit.get().left_at) == ([], clock.now())
    journal.undo()
    assert names(page) == ["陈雨桐"]


def test_a_group_shows_its_heads_and_counts_them(page, reading):
    a_visit(room=reading, arrived_at=clock.now(), group_name="八段锦班", head_count=4)

    text = page.here.view.model().index(0, 1).data()
    assert (text, page._figure.text()) == ("八段锦班 · 4 人", "4")


def test_the_open_person_is_shown_large_and_checked_in_by_key(page):
    person = a_person(name="陈雨桐", birth_year=2013)
    assert not page.person.isVisible()

    page.context.open_person(person.id)
    assert page.person.isVisible()
    assert page.person.name.text() == "陈雨桐"
    assert "13 岁" in page.person.facts.text()
    next(action for action in page.page_actions() if action.id == "desk.check_in").callback()

    assert Visit.get().person_id == person.id
    assert page.person.check_out.isVisible()


def test_closing_the_person_takes_the_panel_away(page):
    page.context.open_person(a_person().id)

    page.person.close_button.click()

    assert not page.person.isVisible()


def test_a_person_undone_away_is_closed(page):
    person = a_person()
    page.context.open_person(person.id)

    journal.undo()

    assert page.context.open_person_id is None


def test_the_to_do_list_leads_to_where_it_is_done(page, qtbot, frozen):
    copy, person = a_copy(title=a_title(name="昆虫记")), a_person(name="张子涵")
    due = frozen - timedelta(days=3)
    loan = Loan.create(copy=copy, person=person, lent_at=frozen - timedelta(days=30), due_at=due)
    page.refresh()
    row = page.todo.rows()[0]

    with qtbot.waitSignal(page.context.page_requested) as asked:
        page.todo_card.open_row(row)

    assert "昆虫记" in row.words
    assert asked.args == ["lending", ("overdue", loan.id)]


def test_a_booking_of_today_can_be_clicked(page, qtbot, reading, frozen):
    booking = a_booking(room=reading, starts_at=frozen, ends_at=frozen + timedelta(hours=2), title="读书会")
    page.refresh()
    bar = page.today._bar(page.today._bookings[0])

    with qtbot.waitSignal(page.context.page_requested) as asked:
        qtbot.mouseClick(page.today, Qt.MouseButton.LeftButton, pos=bar.center().toPoint())

    assert asked.args == ["rooms", ("booking", booking.id)]


def test_bookings_side_by_side_in_a_shared_room_do_not_cover_each_other(page, reading, frozen):
    for title in ("自习", "读书会"):
        a_booking(
            room=reading, starts_at=frozen, ends_at=frozen + timedelta(hours=2), title=title, head_count=3
        )
    page.refresh()
    one, other = (page.today._bar(booking) for booking in page.today._bookings)

    assert not one.intersects(other)


def test_an_empty_desk_says_what_to_do_first(page):
    assert page.here.empty.isVisible()
    assert page.todo.empty.isVisible()


def test_with_large_text_in_a_small_window_the_desk_folds_into_one_column(page, qtbot):
    assert page._left.geometry().right() < page.list_card.parentWidget().geometry().left()
    page.resize(600, 660)
    qtbot.waitUntil(lambda: page._left.geometry().top() > page.list_card.parentWidget().geometry().bottom())
    assert page._left.width() == page.list_card.parentWidget().width()


def test_a_short_bar_has_its_title_behind_it_where_there_is_room(page, reading, frozen):
    early = a_booking(room=reading, starts_at=frozen, ends_at=frozen + timedelta(hours=1), title="亲子阅读")
    page.refresh()
    band, booking = page.today, page.today._bookings[0]
    assert band._free_until(booking) == band.width()
    a_booking(room=reading, starts_at=early.ends_at, ends_at=frozen + timedelta(hours=3), title="读书会")
    page.refresh()
    assert band._free_until(band._bookings[0]) == band._x(early.ends_at)


def shown_names(page: DeskPage) -> list[str]:
    return [page.here.model.index(row, 1).data() for row in range(len(page.here.rows()))]


def test_names_of_who_is_here_are_masked_until_shown_which_is_noted(page):
    person = a_person(name="陈雨桐", guardian=a_person(name="陈丹"))
    visits.check_in(person_id=person.id)
    assert shown_names(page) == ["陈*桐（监护人 陈*）"]
    page.here.set_filter("陈雨桐")
    assert names(page) == ["陈雨桐"]
    unmask.remember(page, "电话联系")
    page.list_card.toggle_names()
    assert shown_names(page) == ["陈雨桐（监护人 陈丹）"]
    assert audit.entries(limit=1)[0].subject == f"person:{person.id}"
    page.hide()
    page.show()
    assert shown_names(page) == ["陈*桐（监护人 陈*）"]


def test_an_important_note_stands_at_the_open_person_and_a_plain_one_does_not(page):
    person = a_person(name="陈雨桐")
    notes.write(person_id=person.id, text="喜欢坐窗边")
    page.context.open_person(person.id)
    page.refresh()
    assert not page.person.important.isVisible()
    notes.write(person_id=person.id, text="听力不好", important=True)
    page.refresh()
    assert (page.person.important.isVisible(), page.person.important.text()) == (True, "听力不好")


def test_an_expired_card_is_pointed_out_and_extended_by_one_press(page):
    person = a_person(name="陈雨桐", card_expires_on=date(2026, 10, 1))
    page.context.open_person(person.id)
    page.refresh()
    assert page.person.card_end.text() == "读者证已于 2026-10-01 到期"
    page.person.extend.click()
    page.refresh()
    assert not page.person.card_end.isVisible()
    assert people.person(person.id).card_expires_on == date(2027, 10, 22)


def test_a_card_that_ends_soon_is_extended_from_the_to_do_list(page, reading):
    person = a_person(card_expires_on=date(2026, 11, 1))
    a_visit(room=reading, person=person, arrived_at=clock.now() - timedelta(days=3), left_at=clock.now() - timedelta(days=3))  # fmt: skip
    page.refresh()
    page.todo.select_id(person.id)
    page.todo_card.extend_button.click()
    page.refresh()
    assert not [row for row in page.todo.rows() if row.kind == "card_ends"]
    assert not page.todo_card.extend_button.isVisible()
    assert people.person(person.id).card_expires_on == date(2027, 11, 1)
    assert journal.next_undo() is not None


def test_every_kind_of_thing_to_do_has_a_colour_and_a_way() -> None:
    assert set(lists.KINDS) == set(get_args(Kind))
