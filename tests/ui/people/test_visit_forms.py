"""Groups, families, later entries and who may fetch a child, in the forms."""

from datetime import date, time, timedelta

from centre_app import clock
from centre_app.people import pick_ups, visits
from centre_app.people.models import Visit
from centre_app.people.visit_models import Party, PickUp
from centre_app.storage import journal
from tests.builders import a_person, a_room, open_daily
from ui.kit import toast
from ui.people import dialogs, family, group_form
from ui.people.pick_ups import open_fetcher


def test_a_group_counts_its_tally_and_the_members_who_scan(page):
    a_room(name="学习议事区", capacity=30)
    member = a_person(name="王小明", card_number="R000123")
    dialog = group_form.open_group_check_in(page)
    dialog.form.field("group_name").set_value("实验小学三班")
    dialog.form.field("head_count").set_value(12)
    dialog.cells["7-17", "F"].set_value(4)

    assert dialog.scanned("R000123")
    assert not dialog.scanned("B000001")
    assert "王小明" in dialog.scanned_label.text()
    dialog.submit()

    assert (Party.get().head_count, sum(row.head_count for row in Visit.select())) == (12, 12)
    assert sorted((row.head_count, row.sex, row.person_id) for row in Visit.select()) == [
        (1, "", member.id), (4, "F", None), (7, "", None),
    ]  # fmt: skip
    journal.undo()
    assert Visit.select().count() == 0


def test_too_many_in_the_tally_say_so_and_the_form_stays(page):
    a_room(capacity=30)
    dialog = group_form.open_group_check_in(page)
    dialog.form.field("head_count").set_value(3)
    dialog.cells["7-17", "F"].set_value(4)

    dialog.submit()

    assert dialog.isVisible()
    assert "4" in dialog.form.note.text()


def test_somebody_scanned_singly_is_put_into_a_group(page):
    room = a_room(name="学习议事区", capacity=30)
    from centre_app.people import parties

    parties.check_in_group(group_name="书画队", head_count=5, room_id=room.id)
    visit_id = visits.check_in(person_id=a_person().id)

    group_form.open_join_group(page, visit_id).submit()

    assert sum(row.head_count for row in Visit.select()) == 5


def test_of_a_family_those_who_came_are_chosen(page):
    a_room(name="学习议事区")
    mother = a_person(name="王婉艳", birth_year=1984)
    child = a_person(name="李家宸", birth_year=2018, guardian=mother)
    other = a_person(name="李家宁", birth_year=2016, guardian=mother)
    dialog = family.open_family(page, child.id)
    assert all(box.isChecked() for box in dialog.boxes.values())

    dialog.boxes[other.id].setChecked(False)
    dialog.submit()

    assert {row.person_id for row in Visit.select()} == {mother.id, child.id}


def test_a_visit_of_yesterday_is_entered_with_its_times(page):
    open_daily()
    a_room(name="学习议事区")
    person = a_person()
    dialog = dialogs.open_check_in(page, person.id)
    yesterday: date = clock.today() - timedelta(days=1)
    dialog.form.field("day").set_value(yesterday)
    dialog.form.field("left_at").set_value(time(10, 30))
    dialog.submit()
    assert dialog.isVisible()  # when did they arrive?

    dialog.form.field("arrived_at").set_value(time(9, 5))
    dialog.submit()

    row = Visit.get()
    assert (row.arrived_at.date(), row.left_at.time(), row.recorded_late) == (yesterday, time(10, 30), True)
    assert toast.shown()[-1].startswith("已补录：")


def test_who_may_fetch_is_noted_changed_and_taken_away(page):
    child = a_person(name="李家宸", birth_year=2018)
    dialog = open_fetcher(page, child.id)
    dialog.form.field("name").set_value("苏凤琼")
    dialog.form.field("relation").set_value("外婆")
    dialog.submit()
    made = pick_ups.may_fetch(child.id)[0]
    assert (made.name, made.relation) == ("苏凤琼", "外婆")

    again = open_fetcher(page, child.id, pick_up_id=made.id)
    again.foot.itemAt(0).widget().click()

    assert PickUp.select().count() == 0


def test_the_record_of_a_child_lists_who_may_fetch_and_asks_when_they_leave(page):
    a_room(name="学习议事区")
    child = a_person(name="李家宸", birth_year=2018)
    pick_ups.allow(child_id=child.id, name="苏凤琼")
    visits.check_in(person_id=child.id)
    page.open_person(child.id)

    page._do("check_out", child.id)

    assert page.strip.isVisible()


def test_the_next_zone_is_chosen_in_a_form(page):
    a_room(name="学习议事区", position=1)
    other = a_room(name="悦享读书区", position=2)
    visit_id = visits.check_in(person_id=a_person().id)

    dialogs.open_next_zone(page, visit_id).submit()

    assert visits.visit(visit_id).room_id == other.id


def test_a_group_in_a_centre_without_a_zone_is_told_what_is_missing(page):
    dialog = group_form.open_group_check_in(page)
    dialog.form.field("head_count").set_value(5)

    dialog.submit()

    assert "还没有可签到的功能区" in dialog.form.note.text()
