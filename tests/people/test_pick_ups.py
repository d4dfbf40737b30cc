"""Who may fetch a child, and who did."""

import pytest

from centre_app import errors
from centre_app.people import pick_ups, visits
from centre_app.storage import journal
from tests.builders import a_person, a_room

pytestmark = pytest.mark.usefixtures("centre")


@pytest.fixture
def child():
    return a_person(name="李家宸", birth_year=2018, guardian=a_person(name="王婉艳", phone="13800001234"))


def names(child) -> list[str]:
    return [each.name for each in pick_ups.may_fetch(child.id)]


def test_the_guardian_may_always_fetch_and_others_are_noted(child):
    made = pick_ups.allow(
        child_id=child.id, name=" 苏凤琼 ", relation="外婆", phone="138 0000 5678", note="仅周五"
    )

    assert names(child) == ["苏凤琼", "王婉艳"]
    pick_ups.change(pick_up_id=made, name="苏凤琼", relation="奶奶")
    assert pick_ups.may_fetch(child.id)[0].relation == "奶奶"
    pick_ups.remove(pick_up_id=made)
    assert names(child) == ["王婉艳"]
    journal.undo()
    assert names(child) == ["苏凤琼", "王婉艳"]


def test_a_note_without_a_name_is_refused(child):
    with pytest.raises(errors.FetcherMissing):
        pick_ups.allow(child_id=child.id, name="  ")
    with pytest.raises(errors.PhoneImpossible):
        pick_ups.allow(child_id=child.id, name="苏凤琼", phone="12")


def test_who_fetched_stays_with_the_visit(child):
    a_room()
    visit_id = visits.check_in(person_id=child.id)
    visits.check_out(visit_id=visit_id)

    pick_ups.fetched(visit_id=visit_id, by="苏凤琼")

    assert visits.visits_of(child.id)[0].fetched_by == "苏凤琼"
    journal.undo()
    assert visits.visits_of(child.id)[0].fetched_by == ""
