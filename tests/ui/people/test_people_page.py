"""The page of people: what is visible and what is stored."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox

from centre_app import clock, errors, i18n
from centre_app.i18n import _
from centre_app.lending import privacy
from centre_app.people import people, visits
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_person, a_room, a_visit
from ui.kit import style, toast, unmask
from ui.kit.context import Context
from ui.kit.labels import LabelDialog
from ui.people import dialogs, form, group_form
from ui.people.page import PeoplePage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def notes() -> list[tuple[str, str]]:
    return db.execute_sql("SELECT label, subject FROM action WHERE kind = 'note'").fetchall()


def dialog_of(kind: type) -> object:
    return next(
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
    )


def test_an_empty_list_says_what_to_do_first(page):
    assert page.list.list.empty.isVisible()
    assert page.list.list.empty.button.text() == "登记居民"


def test_names_and_phones_are_masked_until_unmasked_which_is_noted(page, names, qtbot):
    person = a_person(name="王小明", phone="13812345678")
    assert names() == ["王*明"]
    unmask.remember(page, "电话联系")
    page.list.eye.click()
    assert names() == ["王小明"]
    assert notes() == [("show names and phones unmasked", f"person:{person.id}")]
    page.hide()
    page.show()
    assert names() == ["王*明"]


def test_people_found_while_unmasked_are_noted_too(page, names):
    a_person(name="王小明")
    unmask.remember(page, "电话联系")
    page.list.eye.click()
    later = a_person(name="李四")
    assert names() == ["李四", "王小明"]
    assert notes()[-1] == ("show names and phones unmasked", f"person:{later.id}")


def test_what_could_not_be_noted_stays_masked_however_often_it_is_asked(page, names):
    person = a_person(name="王小明", phone="13812345678")
    unmask.remember(page, "电话联系")
    with clock.pretend(datetime(2026, 10, 22, 8)):  # behind the last action: nothing is written
        page.list.toggle_mask()
        page.list.toggle_mask()
        assert (names(), page.list.unmasked, notes()) == (["王*明"], False, [])
    page.list.toggle_mask()
    assert names() == ["王小明"]
    assert notes() == [("show names and phones unmasked", f"person:{person.id}")]


def test_typing_searches_everywhere_and_the_category_narrows(page, names):
    for name, category in (("张晓明", "resident"), ("周欣梅", "worker"), ("李四", "resident")):
        people.register(name=name, category=category)
    page.list.list.set_filter("zxm")
    assert sorted(names()) == ["周*梅", "张*明"]
    page.list.segments._group.button(2).click()
    assert names() == ["周*梅"]
    page.list.list.set_filter("")
    assert names() == ["周*梅"]


def test_a_search_that_leaves_the_open_person_out_closes_the_record(page, qtbot):
    person = a_person(name="毕涵")
    a_person(name="林波")
    page.open_person(person.id)
    page.list.list.set_filter("bi")
    assert page.person.card is not None
    page.list.list.set_filter("linbo")
    assert page.person.card is None
    qtbot.keyClick(page.list.list.filter_box, Qt.Key.Key_Down)
    assert page.list.list.current().name == "林波"


def test_a_long_list_comes_in_windows(page, names):
    rows = [{"name": f"人{number:04}", "name_sort": f"ren {number:04}"} for number in range(620)]
    db.execute_sql("BEGIN")
    for row in rows:
        db.execute_sql("INSERT INTO person (name, name_sort) VALUES (?, ?)", tuple(row.values()))
    db.execute_sql("COMMIT")
    page.refresh()
    assert len(names()) == 500
    page.list.list.sort_by(0, descending=True)
    assert (len(names()), page.list.list.rows()[0].name) == (620, "人0619")


def test_looking_again_reads_no_further_than_is_seen_or_chosen(page, names):
    db.execute_sql("BEGIN")
    for number in range(1100):
        db.execute_sql(
            "INSERT INTO person (name, name_sort) VALUES (?, ?)", (f"人{number:04}", f"ren {number:04}")
        )
    db.execute_sql("COMMIT")
    page.refresh()
    page.list._on_more()
    page.list._on_more()
    assert len(names()) == 1100
    page.list.list.select_id(page.list.list.rows()[700].id)
    page.refresh()
    assert (len(names()), page.list.list.current().name) == (1000, "人0700")
    page.list.list.select_id(page.list.list.rows()[0].id)
    page.refresh()
    assert len(names()) == 500
    page.list.list.sort_by(0, descending=True)
    page.refresh()
    assert len(names()) == 1100


def test_opening_a_minor_shows_the_record_and_notes_it(page):
    mother = a_person(name="王芳", phone="13900001111")
    child = a_person(name="李想", birth_date=date(2016, 5, 20), guardian=mother)
    page.show_argument(child.id)
    assert page.person.isVisible()
    assert page.person.name.text() == "李想"
    assert notes() == [("open a minor's record", f"person:{child.id}")]
    people.change_person(person_id=child.id, note="过敏")
    assert len(notes()) == 1


def test_the_phone_of_the_open_person_is_shown_on_request_which_is_noted(page):
    person = a_person(name="王芳", phone="13900001111")
    page.open_person(person.id)
    unmask.remember(page, "电话联系")
    page.person.facts.eye.click()
    assert page.person.unmasked
    assert notes()[1:] == [("show names and phones unmasked", f"person:{person.id}")]
    page.open_person(a_person(name="李四", phone="13900002222").id)
    assert not page.person.unmasked


def test_running_through_rows_opens_only_where_one_stays(page, qtbot):
    child = a_person(name="阿明", birth_date=date(2016, 5, 20))
    last = a_person(name="白玉")
    page.list.list.view.setFocus()
    page.list.list.select_id(child.id)
    qtbot.keyClick(page.list.list.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.person.card is not None)
    assert page.person.card.id == last.id
    assert notes() == [("open a record", f"person:{last.id}")]


def test_check_in_and_out_from_the_record(page, qtbot):
    person, room = a_person(name="王小明"), a_room(name="悦享读书")
    page.open_person(person.id)
    page.person.buttons["check_in"].click()
    assert visits.open_visit_of(person.id).room_id == room.id
    assert page.person.buttons["check_out"].isVisible()
    assert not page.person.buttons["check_in"].isVisible()
    assert "悦享读书" in page.person.here.text()
    page.person.buttons["check_out"].click()
    assert visits.open_visit_of(person.id) is None


def test_a_refusal_reaches_the_clerk_and_changes_nothing(page):
    page.open_person(a_person().id)
    page.person.buttons["check_in"].click()
    assert visits.here_now() == []


def test_verbs_of_a_row_fit_its_state(page):
    person, room = a_person(card_number="R000077"), a_room()
    page.refresh()
    (row,) = page.list.list.rows()
    verbs = {verb.text: verb for verb in page.list.list.verbs_of(row)}
    assert _("Check in") in verbs
    assert _("Check out") not in verbs
    verbs[_("Copy card number")].callback(row)
    assert QGuiApplication.clipboard().text() == "R000077"
    a_visit(room=room, person=person, arrived_at=datetime(2026, 10, 22, 9))
    (row,) = page.list.list.rows()
    assert [verb.text for verb in page.list.list.verbs_of(row)][1] == _("Check out")


def test_registering_needs_a_name_and_points_out_the_same_phone(page, qtbot):
    known = people.register(name="王秀英", phone="13812345678")
    dialog = form.open_register(page, then=page.open_person)
    dialog.submit()
    assert dialog.form.entries["name"].error_label.isVisible()
    dialog.form.field("phone").edit.setText("138 1234 5678")
    qtbot.waitUntil(dialog.same.isVisible)
    dialog._open_instead(known)
    assert page.person.card.id == known
    assert len(page.list.list.rows()) == 1


def test_registering_saves_and_opens_the_person(page):
    page.register()
    dialog = dialog_of(form.PersonForm)
    for name, text in (("name", "李想"), ("birth", "9岁"), ("building", "3号楼"), ("door", "501")):
        dialog.form.field(name).edit.setText(text)
    dialog.form.field("consent").set_value(True)
    dialog.form.field("given_by").edit.setText("李强")
    dialog.submit()
    saved = people.person(1)
    assert (saved.name, saved.birth_year, saved.address, saved.card_number) == (
        "李想",
        2017,
        "3号楼 501",
        "R000001",
    )
    assert page.person.name.text() == "李想"


def test_a_phone_that_is_none_is_said_beside_the_field_and_nothing_is_lost(page):
    dialog = form.open_register(page)
    dialog.form.set_values(name="李想", phone="12345678901")
    dialog.submit()
    assert "11" in dialog.form.entries["phone"].error_label.text()
    assert dialog.isVisible()
    assert dialog.form.field("name").value() == "李想"


def test_a_birth_in_the_future_is_said_beside_the_field(page):
    dialog = form.open_register(page)
    dialog.form.set_values(name="李想")
    dialog.form.field("birth").edit.setText("2027")
    dialog.submit()
    assert dialog.form.entries["birth"].error_label.text()
    assert page.list.list.rows() == []


@pytest.mark.parametrize(
    ("text", "field"), [("王小明", "name"), ("13812345678", "phone"), ("R000123", "card_number")]
)
def test_what_was_scanned_begins_the_form(page, text, field):
    a_room()
    page.show_argument(("register", text))
    dialog = dialog_of(form.PersonForm)
    assert dialog.form.field(field).value() == text
    dialog.form.field("name").edit.setText("王小明")
    dialog.submit()
    (row,) = visits.here_now()
    assert row.name == "王小明"
    journal.undo()
    assert (visits.here_now(), people.find("王小明")) == ([], [])


def test_editing_fills_the_form_and_saves_what_was_changed(page):
    guardian = a_person(name="王芳")
    person = a_person(
        name="李想", phone="13900001111", birth_date=date(2016, 5, 20), guardian=guardian, note="过敏"
    )
    form.open_edit(page, person_id=person.id)
    dialog = dialog_of(form.PersonForm)
    assert not dialog.form.is_changed()
    dialog.form.field("phone").edit.setText("0571 88886666")
    dialog.submit()
    saved = people.person(person.id)
    assert (saved.phone, saved.guardian_id, saved.birth_date, saved.note) == (
        "057188886666", guardian.id, date(2016, 5, 20), "过敏",
    )  # fmt: skip


def test_a_zone_can_be_chosen_and_a_late_entry_made(page):
    person, _first, room = a_person(), a_room(), a_room(name="航模")
    dialog = dialogs.open_check_in(page, person.id)
    dialog.form.set_values(room=room.id, purpose="做模型")
    dialog.form.field("arrived_at").edit.setText("8:30")
    dialog.submit()
    row = visits.open_visit_of(person.id)
    assert (row.room_name, row.purpose, row.arrived_at) == ("航模", "做模型", datetime(2026, 10, 22, 8, 30))


def test_a_group_is_checked_in_with_its_heads(page):
    a_room()
    dialog = group_form.open_group_check_in(page)
    dialog.form.set_values(group_name="实验小学", head_count=12)
    dialog.submit()
    assert [(row.name, row.head_count) for row in visits.here_now()] == [("实验小学", 12)]


def test_an_assumed_leaving_time_is_corrected_in_its_dialog(page):
    visit = a_visit(
        room=a_room(), person=a_person(), arrived_at=datetime(2026, 10, 21, 9), left_at=datetime(2026, 10, 21, 11),
        left_assumed=True,
    )  # fmt: skip
    dialog = dialogs.open_visit(page, visit.id)
    dialog.form.field("left_at").edit.setText("9:40")
    dialog.submit()
    row = visits.visit(visit.id)
    assert (row.left_at, row.left_assumed) == (datetime(2026, 10, 21, 9, 40), False)


def test_opening_what_is_gone_says_so_instead_of_failing(page):
    a_room()
    toast.install(page)
    for opened in (
        form.open_edit(page, person_id=99), dialogs.open_check_in(page, 99), dialogs.open_visit(page, 99)
    ):  # fmt: skip
        assert opened is None
        assert toast.shown()[-1] == errors.NotFound().sentence()
    dialog = group_form.open_group_check_in(page)
    dialog.submitted.emit({"room": 99, "head_count": 3, "group_name": "", "purpose": ""})
    toast.uninstall(page)
    assert visits.here_now() == []


def test_a_narrow_page_shows_the_list_or_the_record(page):
    page.resize(700, 560)
    assert not page.person.isVisible()
    page.open_person(a_person().id)
    assert page.person.isVisible()
    assert not page.list.isVisible()
    page.person.back.click()
    assert page.list.isVisible()


def test_a_person_undone_elsewhere_is_closed(page):
    page.open_person(people.register(name="王小明"))
    journal.undo()
    assert page.person.card is None
    assert not page.person.isVisible()


def test_serving_at_the_desk_opens_the_person_there(page, qtbot):
    person = a_person()
    page.open_person(person.id)
    with qtbot.waitSignal(page.context.person_opened) as opened:
        page.person.buttons["serve"].click()
    assert (page.context.open_person_id, opened.args) == (person.id, [person.id])
    assert notes()[-1] == ("open somebody at the desk", f"person:{person.id}")


def test_shortcuts_are_unique_and_every_action_works_with_nobody_chosen(page):
    actions = page.page_actions()
    keys = [action.shortcut for action in actions]
    assert len(set(keys)) == len(keys)
    for action in actions:
        if action.id in {"people.check_in", "people.check_out", "people.edit"}:
            action.callback()
    assert visits.here_now() == []


def test_the_card_of_a_person_is_printed_and_that_is_noted(page, tmp_path):
    person = a_person(name="王小明", card_number="R000017")
    page.open_person(person.id)
    page.person.menu.actions["print_card"].trigger()
    dialog = dialog_of(LabelDialog)
    dialog.submit()
    dialog.preview.save_pdf(tmp_path / "card.pdf")
    assert ("print a member card", f"person:{person.id}") in notes()
    dialog.preview.reject()


def test_a_reader_who_wishes_keeps_their_loan_history(page):
    person = a_person(name="王小明")
    page.open_person(person.id)
    box = next(each for each in page.person.findChildren(QCheckBox) if each.text() == "按读者意愿保留")
    box.click()
    assert privacy.keeps_history(person.id)
    assert any("王小明" in said for said in toast.shown())
    box = next(each for each in page.person.findChildren(QCheckBox) if each.text() == "按读者意愿保留")
    assert box.isChecked()
    journal.undo()
    assert not privacy.keeps_history(person.id)


def test_the_record_keeps_its_width_beside_the_list_in_english_too(qtbot, qapp, centre):
    i18n.use("en")
    style.apply(qapp)
    page = PeoplePage()
    page.watch(Context())
    qtbot.addWidget(page)
    page.resize(1040, 600)
    page.show()
    page.open_person(a_person(name="王秀英", card_number="R000001").id)

    assert page.list.isVisible()
    assert page.person.minimumSizeHint().width() <= page._side.width()
