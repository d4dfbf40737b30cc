"""Walk-ins, zones, families, fetching, paper sheets and the evacuation list as the clerk sees them at the desk."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from centre_app import clock
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.people import pick_ups, visits
from centre_app.people.models import Visit
from centre_app.people.visit_models import VisitStay
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_booking, a_person, a_room, a_visit, open_daily
from ui.desk import paper_sheets
from ui.desk.more_menu import more_menu
from ui.desk.page import DeskPage


@pytest.fixture
def zones(centre):
    open_daily()
    return [
        a_room(name="悦享读书区", kind="reading", capacity=10, sharing="shared", position=1),
        a_room(name="休闲健身区", capacity=6, sharing="shared", position=2),
    ]


@pytest.fixture
def page(zones, show_desk):
    return show_desk()


@pytest.fixture
def child(zones):
    return a_person(name="李家宸", birth_year=2018, guardian=a_person(name="王婉艳"))


def do(page: DeskPage, action_id: str) -> object:
    return next(action for action in page.page_actions() if action.id == action_id).callback()


def cell(page: DeskPage, row: int, column: int) -> str:
    return page.here.view.model().index(row, column).data()


def test_one_key_counts_one_walk_in_and_ctrl_z_takes_it_back(page, qtbot):
    dialog = do(page, "desk.tally")
    dialog.zone.set_value(Visit.room.rel_model.get(name="休闲健身区").id)

    for key in (Qt.Key.Key_5, Qt.Key.Key_5, Qt.Key.Key_W):
        qtbot.keyClick(dialog, key)

    assert [(row.age_from, row.sex) for row in Visit.select().order_by(Visit.id)] == [
        (60, "F"),
        (60, "F"),
        (7, "M"),
    ]
    assert "2" in dialog.buttons["60+", "F"].text()
    assert page._figure.text() == "3"
    journal.undo()
    assert (page._figure.text(), "0" in dialog.buttons["7-17", "M"].text()) == ("2", True)
    assert cell(page, 0, 1) == "无证到访 60 岁及以上 女 · 2 人"


def test_alt_and_a_number_sends_the_open_person_to_the_next_zone(page):
    person = a_person(name="陈雨桐")
    visits.check_in(person_id=person.id)
    page.context.open_person(person.id)

    do(page, "desk.zone2")

    assert (VisitStay.select().count(), Visit.select().count()) == (1, 1)
    assert page.person.state.text().startswith("休闲健身区")
    journal.undo()
    assert page.person.state.text().startswith("悦享读书区")


def test_the_number_of_a_zone_checks_in_who_is_not_here(page):
    page.context.open_person(a_person(name="陈雨桐").id)

    do(page, "desk.zone2")

    assert Visit.get().room.name == "休闲健身区"


def test_a_child_who_leaves_is_fetched_by_somebody_noted(page, child):
    pick_ups.allow(child_id=child.id, name="苏凤琼", relation="外婆", note="仅周五")
    visits.check_in(person_id=child.id)

    page.check_out(page.here.rows()[0])
    assert page.strip.isVisible()
    assert (page.strip.note.text(), page.strip._names.count()) == ("苏凤琼：仅周五", 4)
    assert page.strip.note.isVisible()
    page.strip._names.itemAt(0).widget().click()

    assert (Visit.get().fetched_by, page.strip.isVisible()) == ("苏凤琼", False)


def test_a_child_leaves_unasked_too_and_grown_ups_are_not_asked_for(page, child):
    visits.check_in(person_id=child.id)
    page.check_out(page.here.rows()[0])
    page.strip.close_strip()
    visits.check_in(person_id=a_person(name="陈雨桐", birth_year=1990).id)
    page.check_out(page.here.rows()[0])

    assert not page.strip.isVisible()
    assert Visit.select().where(Visit.left_at.is_null()).count() == 0


def test_children_without_a_guardian_are_counted_and_listed(page, child):
    visits.check_in(person_id=child.id)
    a_visit(
        room=Visit.get().room, arrived_at=clock.now() - timedelta(hours=3), person=a_person(name="陈雨桐")
    )
    page.refresh()
    assert "1 名儿童" in page.alone.text()

    page.alone.click()
    assert [row.name for row in page.here.rows()] == ["李家宸"]
    page.list_card.show_only("long")
    assert [row.name for row in page.here.rows()] == ["陈雨桐", "李家宸"]


def test_a_nearly_full_zone_says_so_in_words(page, zones):
    a_visit(room=zones[0], arrived_at=clock.now(), head_count=9)
    page.refresh()

    assert page._rows[0]._figure.text() == "将满 · 9 / 10"


def test_the_evacuation_list_opens_by_one_key_and_enter_puts_it_out(page, child, qtbot):
    visits.check_in(person_id=child.id)
    shown: list[Path] = []

    dialog = do(page, "desk.evacuation")
    dialog.viewer = shown.append
    words = dialog._sheet.document.toPlainText()
    assert ("李家宸" in words, "□" in words, "儿童无监护人" in words) == (True, True, True)
    qtbot.keyClick(dialog.now_button, Qt.Key.Key_Return)  # no printer here: it opens as PDF

    assert [path.suffix for path in shown if path.stat().st_size > 0] == [".pdf"]
    noted = [entry.label for entry in audit.entries(limit=2)]
    assert noted == ["print the evacuation list", "show the evacuation list"]


def test_blank_sheets_have_a_page_for_each_zone_and_the_bookings_but_no_names(page, zones):
    tomorrow = clock.now() + timedelta(days=1)
    a_booking(
        room=zones[0], starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=1), title="读书会", person=a_person(name="陈雨桐"),
        status="confirmed",
    )  # fmt: skip

    words = paper_sheets.visit_sheets(tomorrow.date()).document.toPlainText()

    assert ("读书会" in words, "休闲健身区" in words, "陈雨桐" in words) == (True, True, False)


def test_typed_back_lines_are_entered_and_bad_ones_stay(page):
    a_person(name="王小明")
    dialog = do(page, "desk.paper")
    model = dialog.model
    for row, line in enumerate((("王小明", "9:00", "9:40"), ("无名氏", "9:00", "9:40"))):
        for column, text in zip((0, 2, 3), line, strict=True):
            model.setData(model.index(row, column), text)

    assert dialog.enter_button.text() == "录入 1 次到访"
    assert "无名氏" in dialog.note.text()
    dialog.enter()

    assert Visit.select().count() == 1
    assert [line.who for line in model.lines if not line.is_blank] == ["无名氏"]
    model.setData(model.index(0, 0), "")
    dialog.enter()
    assert (Visit.select().count(), dialog.isVisible()) == (2, False)


def test_the_menu_names_what_keys_do(page):
    texts = [action.text() for action in more_menu(page).actions() if action.text()]

    assert len(texts) == 6
    assert any("Ctrl+P" in text for text in texts)


def queries_of(call: Callable[[], object]) -> int:
    sent: list[str] = []
    db.connection().set_trace_callback(sent.append)
    call()
    db.connection().set_trace_callback(None)
    return len(sent)


def test_the_screen_asks_the_same_number_of_queries_however_many_are_here(page, zones):
    a_visit(room=zones[0], arrived_at=clock.now(), person=a_person())
    few = queries_of(page.refresh)
    for number in range(30):
        a_visit(room=zones[number % 2], arrived_at=clock.now(), person=a_person(birth_year=2018))

    assert queries_of(page.refresh) == few


def test_scanning_out_asks_who_fetches_the_child(page, child, qtbot):
    from centre_app.desk import scanning

    settings.put(name="scan_checks_out", value=True)
    visits.check_in(person_id=child.id)

    page.context.scan_done.emit(scanning.scan(child.card_number))

    assert page.strip.isVisible()


def test_a_zone_with_all_places_taken_is_full_and_not_nearly_full(page, zones):
    a_visit(room=zones[0], arrived_at=clock.now(), head_count=11)
    page.refresh()

    assert page._rows[0]._figure.text() == "已满 · 11 / 10"
