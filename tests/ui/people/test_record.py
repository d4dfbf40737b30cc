"""The record of one person: what is open, by time, notes for the desk, cards of many."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from centre_app.lending import holds, loans
from centre_app.lending.models import Loan
from centre_app.people import notes, people, visits
from centre_app.people.selection import Selection
from centre_app.storage import journal
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_booking, a_copy, a_person, a_room, a_title, a_visit
from ui.kit import buttons, labels
from ui.kit.form import FormDialog
from ui.kit.messages import Message

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NINE = datetime(2026, 10, 20, 9)


@pytest.fixture
def person(page):
    made = a_person(name="王秀英", card_number="R000017")
    page.open_person(made.id)
    return made


def lend(person, *, title: str = "西游记") -> None:
    copy = a_copy(title=a_title(name=title))
    run("lend", lambda: Loan.create(copy=copy, person=person, lent_at=NINE, due_at=NINE + timedelta(days=30)))


def dialog_of(kind: type) -> object:
    return next(
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
    )


def column(view, number: int) -> list[str]:
    return [view.model.columns[number].text(row) for row in view.rows()]


def test_the_head_says_what_is_out_and_what_is_booked_next(page, person):
    assert not page.person.loans_link.isVisible()
    lend(person)
    start = datetime(2026, 10, 26, 14)
    a_booking(room=a_room(name="学习议事厅"), person=person, title="棋牌", starts_at=start, ends_at=start + timedelta(hours=1), status="confirmed")  # fmt: skip
    page.refresh()
    assert page.person.loans_link.text() == "在借 1 件"
    assert page.person.booking_link.text() == "下次预约：棋牌 · 学习议事厅 10-26 14:00"
    page.person.loans_link.click()
    assert page.person.loans.isVisible()
    assert column(page.person.loans.list, 1) == [f"《西游记》（{a_barcode()}）"]


def test_the_head_says_what_somebody_waits_for_and_leads_to_their_holds(page, person):
    other = a_person(name="李娜")
    for name in ("西游记", "红楼梦"):
        copy = a_copy(title=a_title(name=name))
        loans.lend(copy_id=copy.id, person_id=other.id)
        holds.place(title_id=copy.title_id, person_id=person.id)
    page.refresh()
    assert page.person.holds_link.text() == "预约等候 2 种"
    loans.return_copy(copy.id)
    page.refresh()
    assert page.person.holds_link.text() == "预约等候 1 种 · 1 件待取"
    page.person.holds_link.click()
    assert page.person.holds.isVisible()


def test_behind_more_only_what_makes_sense_can_be_chosen(page, person):
    offered = page.person.menu.actions
    assert offered["print_card"].isEnabled()
    assert not offered["extend"].isEnabled()
    page.open_person(a_person(name="李娜", card_number=None, card_expires_on=date(2027, 11, 1)).id)
    assert not offered["print_card"].isEnabled()
    page.open_person(a_person(name="陈静", card_number="R000029", card_expires_on=date(2027, 11, 1)).id)
    offered["extend"].trigger()
    assert people.person(page.person.card.id).card_expires_on == date(2028, 11, 1)


def a_barcode() -> str:
    return db.execute_sql("SELECT barcode FROM copy").fetchone()[0]


def test_by_time_everything_stands_in_one_list_and_by_kind_in_another(page, person):
    lend(person)
    a_visit(room=a_room(), person=person, arrived_at=NINE - timedelta(hours=1), left_at=NINE)
    page.person.show_tab("events")
    assert column(page.person.events.list, 1) == ["借阅", "到访"]
    page.person.show_tab("loans")
    assert len(page.person.loans.list.rows()) == 1
    page.person.show_tab("bookings")
    assert page.person.bookings.list.empty.isVisible()
    page.open_person(a_person(name="别人").id)
    page.person.show_tab("events")
    assert column(page.person.events.list, 1) == []


def test_an_event_leads_to_its_page(page, person, qtbot):
    lend(person)
    page.person.show_tab("events")
    went = []
    page.person.went.connect(lambda *where: went.append(where))
    page.person.events.opened.emit(page.person.events.list.rows()[0])
    title = db.execute_sql("SELECT id FROM title").fetchone()[0]
    assert went == [("lending", ("title", title))]


def test_a_long_past_comes_in_windows(page, person):
    room = a_room()
    db.execute_sql("BEGIN")
    for number in range(450):
        at = datetime(2020, 1, 1) + timedelta(hours=number)
        db.execute_sql(
            "INSERT INTO visit (person_id, room_id, arrived_at, left_at) VALUES (?, ?, ?, ?)",
            (person.id, room.id, at, at),
        )
    db.execute_sql("COMMIT")
    page.person.show_tab("events")
    page.refresh()
    events, listed = page.person.events.list, page.person.visits
    assert (len(events.rows()), len(listed.rows())) == (100, 200)
    events.sort_by(0)
    listed.sort_by(0)
    assert (len(events.rows()), len(listed.rows())) == (450, 450)
    page.refresh()
    assert (len(events.rows()), len(listed.rows())) == (450, 450)


def test_a_note_is_written_changed_and_ended_by_its_buttons(page, person):
    page.person.show_tab("notes")
    page.person.notes.write_button.click()
    dialog = dialog_of(FormDialog)
    dialog.form.set_values(text="听力不好", important=True)
    dialog.submit()
    assert "备注（1）" in [each.text() for each in page.person.tabs.findChildren(buttons.Button)]
    assert (page.person.important.isVisible(), page.person.important.text()) == (True, "听力不好")
    row = page.person.notes.list.rows()[0]
    page.person.notes.list.run_verb(page.person.notes.list.verbs[0], row)
    dialog = dialog_of(FormDialog)
    dialog.form.set_values(text="听力不好，写给他看")
    dialog.submit()
    assert notes.important_of(person.id) == ["听力不好，写给他看"]
    page.person.notes.list.run_verb(page.person.notes.list.verbs[1], page.person.notes.list.rows()[0])
    assert not page.person.important.isVisible()
    assert column(page.person.notes.list, 1) == ["已结束"]
    journal.undo()
    page.refresh()
    assert page.person.important.isVisible()


def test_a_card_that_ends_soon_is_extended_by_one_press(page):
    person = a_person(card_expires_on=date(2026, 11, 1))
    page.open_person(person.id)
    page.person.buttons["extend"].click()
    assert people.person(person.id).card_expires_on == date(2027, 11, 1)
    assert not page.person.buttons["extend"].isVisible()


def test_the_card_dialog_extends_any_card_with_an_end(page):
    from ui.people.cards import CardDialog

    person = a_person(card_expires_on=date(2027, 11, 1))
    page.open_person(person.id)
    page.person.menu.actions["card"].trigger()
    dialog_of(CardDialog).extend_button.click()
    assert people.person(person.id).card_expires_on == date(2028, 11, 1)


def test_the_cards_of_those_selected_are_printed_together_with_the_centres_name(page, centre, tmp_path):
    from centre_app.centre import settings
    from ui.kit import card_terms as cards

    settings.put(name="centre_name", value="梧桐里邻里中心")
    people_made = [a_person(name=name, card_expires_on=date(2027, 1, 1)) for name in ("王一", "王二", "王三")]
    page.refresh()
    page.list.list.view.select_places(0, [0, 2])
    page.top.cards.offer()
    page.top.cards.print_selected.trigger()
    dialog = dialog_of(labels.LabelDialog)
    chosen = [row.id for row in page.list.list.selected()]
    assert [label.name for label in dialog._labels] == [
        person.name for row_id in chosen for person in people_made if person.id == row_id
    ]
    assert {(label.head, label.foot, label.with_bars, label.with_dots) for label in dialog._labels} == {
        ("梧桐里邻里中心", "有效期至 2027-01-01", True, True)
    }
    assert cards.print_cards(page, [a_person(card_number=None).id]) is None


def test_the_cards_of_all_listed_are_extended_after_a_question(page):
    for name, category in (("王一", "resident"), ("王二", "worker"), ("王三", "worker")):
        a_person(name=name, category=category, card_expires_on=date(2027, 1, 1))
    page.list.segments._group.button(2).click()
    page.top.cards.extend_listed.trigger()
    dialog_of(Message).confirm_button.click()
    found = db.execute_sql("SELECT name, card_expires_on FROM person ORDER BY id").fetchall()
    assert [row[1] for row in found] == ["2027-01-01", "2028-01-01", "2028-01-01"]


def test_the_cards_of_a_filtered_list_are_those_the_filter_leaves(page):
    for name, sex in (("王一", "F"), ("王二", "M")):
        a_person(name=name, sex=sex, card_expires_on=date(2027, 1, 1))
    page.list.bar.show_selection(Selection(sex="F"))
    page.top.cards.extend_listed.trigger()
    dialog_of(Message).confirm_button.click()
    found = db.execute_sql("SELECT name, card_expires_on FROM person ORDER BY id").fetchall()
    assert found == [("王一", "2028-01-01"), ("王二", "2027-01-01")]


def test_the_tabs_stand_in_several_lines_where_one_has_no_room(page, person):
    tabs = page.person.tabs
    assert tabs.heightForWidth(300) > tabs.heightForWidth(2000)
    assert tabs.minimumSizeHint().width() < 200


def test_a_record_costs_the_same_queries_whatever_there_is_of_it(page, person):
    def count() -> int:
        sent: list[str] = []
        db.connection().set_trace_callback(sent.append)
        page.person.show_person(people.person(person.id))
        db.connection().set_trace_callback(None)
        return len(sent)

    page.person.show_tab("events")
    before = count()
    room = a_room()
    for number in range(20):
        lend(person, title=f"书{number}")
        a_visit(room=room, person=person, arrived_at=NINE + timedelta(minutes=number), left_at=NINE + timedelta(hours=1))  # fmt: skip
        notes.write(person_id=person.id, text=f"备注{number}", important=True)
    assert count() == before
    assert len(visits.visits_of(person.id)) == 20
