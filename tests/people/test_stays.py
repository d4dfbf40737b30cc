"""Going on to another zone: a further stay of one visit."""

from datetime import timedelta
from functools import partial

import pytest

from centre_app import clock, errors
from centre_app.people import families, parties, presence, stays, visits
from centre_app.people.models import Household, Visit
from centre_app.people.visit_models import VisitStay
from centre_app.storage import journal
from centre_app.storage.action import run
from tests.builders import a_person, a_room, a_visit, open_daily

pytestmark = pytest.mark.usefixtures("centre")


@pytest.fixture
def zones():
    open_daily()
    return [
        a_room(name="悦享读书区", capacity=10, usual_minutes=120, position=1),
        a_room(name="休闲健身区", capacity=6, usual_minutes=60, position=2),
    ]


def test_the_next_zone_is_a_further_stay_of_the_same_visit(zones):
    visit_id = visits.check_in(person_id=a_person().id, room_id=zones[0].id)

    assert stays.move_on(visit_id=visit_id, room_id=zones[1].id)

    row = presence.visit(visit_id)
    assert (row.room_name, row.first_room_id, Visit.select().count()) == ("休闲健身区", zones[0].id, 1)
    assert [(load.name, load.heads) for load in presence.here_by_room()] == [
        ("悦享读书区", 0),
        ("休闲健身区", 1),
    ]
    assert [stay.room_name for stay in stays.stays_of(visit_id)] == ["悦享读书区", "休闲健身区"]
    assert visits.visits_of(row.person_id)[0].zones == "悦享读书区 → 休闲健身区"
    journal.undo()
    assert presence.visit(visit_id).room_name == "悦享读书区"


def test_going_on_to_where_one_is_already_writes_nothing(zones):
    visit_id = visits.check_in(person_id=a_person().id, room_id=zones[0].id)

    assert not stays.move_on(visit_id=visit_id, room_id=zones[0].id)
    assert VisitStay.select().count() == 0


def test_who_has_left_goes_nowhere(zones):
    visit_id = visits.check_in(person_id=a_person().id, room_id=zones[0].id)
    visits.check_out(visit_id=visit_id)

    with pytest.raises(errors.AlreadyLeft):
        stays.move_on(visit_id=visit_id, room_id=zones[1].id)


def test_the_usual_stay_is_that_of_the_zone_gone_on_to(zones):
    start = clock.now()
    visit = a_visit(room=zones[0], arrived_at=start, person=a_person())
    with clock.pretend(start + timedelta(minutes=30)):
        stays.move_on(visit_id=visit.id, room_id=zones[1].id)
    with clock.pretend(start + timedelta(minutes=30 + 61)):
        assert visits.scan_in(person_id=visit.person_id).kind == "new_visit"

    closed = Visit.get_by_id(visit.id)
    assert (closed.left_at, closed.left_assumed) == (start + timedelta(minutes=90), True)


def test_correcting_the_zone_of_who_went_on_corrects_where_they_are_now(zones):
    other = a_room(name="童心涂鸦区")
    visit_id = visits.check_in(person_id=a_person().id, room_id=zones[0].id)
    stays.move_on(visit_id=visit_id, room_id=zones[1].id)

    visits.change_visit(visit_id=visit_id, room_id=other.id)

    row = presence.visit(visit_id)
    assert (row.room_name, row.first_room_id) == ("童心涂鸦区", zones[0].id)


def test_a_group_goes_on_as_a_whole(zones):
    visit_id = parties.check_in_group(
        group_name="八段锦班", head_count=5, room_id=zones[0].id, tally={("60+", "F"): 2}
    )

    stays.move_on(visit_id=visit_id, room_id=zones[1].id)

    assert [load.heads for load in presence.here_by_room()] == [0, 5]


def test_the_whole_family_comes_in_by_one_step_and_goes_by_one_undo(zones):
    mother = a_person(name="王婉艳", birth_year=1984)
    child = a_person(name="李家宸", birth_year=2018, guardian=mother)
    a_person(name="邻居")

    assert [each.name for each in families.family_of(mother.id)] == ["王婉艳", "李家宸"]
    made = families.check_in_family(person_ids=[mother.id, child.id], room_id=zones[0].id, purpose="亲子阅读")

    assert (len(made), len(presence.here_now())) == (2, 2)
    journal.undo()
    assert presence.here_now() == []


def test_of_a_family_who_is_here_already_goes_on_and_has_no_second_visit(zones):
    mother = a_person(name="王婉艳")
    child = a_person(name="李家宸", guardian=mother)
    visits.check_in(person_id=child.id, room_id=zones[0].id)

    families.check_in_family(person_ids=[mother.id, child.id], room_id=zones[1].id)

    assert [row.room_name for row in presence.here_now()] == ["休闲健身区"] * 2
    assert Visit.select().count() == 2


def test_a_family_of_whom_nobody_came_is_refused(zones):
    with pytest.raises(errors.NobodyChosen):
        families.check_in_family(person_ids=[], room_id=zones[0].id)


def test_a_child_without_a_guardian_here_is_pointed_out_until_the_guardian_comes(zones):
    mother = a_person(name="王婉艳", birth_year=1984)
    child = a_person(name="李家宸", birth_year=2018, guardian=mother)
    visits.check_in(person_id=child.id, room_id=zones[0].id)
    assert [row.alone for row in presence.here_now()] == [True]

    visits.check_in(person_id=mother.id, room_id=zones[0].id)

    assert not any(row.alone for row in presence.here_now())


@pytest.mark.parametrize(("heads", "nearly"), [(8, False), (9, True), (10, True)])
def test_a_zone_is_nearly_full_from_nine_tenths_on(zones, heads, nearly):
    a_visit(room=zones[0], arrived_at=clock.now(), head_count=heads)

    assert presence.here_by_room()[0].is_nearly_full is nearly


def test_of_three_zones_the_last_is_where_they_are_and_the_one_corrected(zones):
    third, fourth = a_room(name="童心涂鸦区"), a_room(name="航模展示区")
    visit_id = visits.check_in(person_id=a_person().id, room_id=zones[0].id)
    stays.move_on(visit_id=visit_id, room_id=zones[1].id)
    stays.move_on(visit_id=visit_id, room_id=third.id)
    assert presence.visit(visit_id).room_name == "童心涂鸦区"

    visits.change_visit(visit_id=visit_id, room_id=fourth.id)

    assert [stay.room_name for stay in stays.stays_of(visit_id)] == ["悦享读书区", "休闲健身区", "航模展示区"]


def test_going_on_is_a_sign_of_life_a_second_scan_goes_by(zones):
    start = clock.now()
    visit = a_visit(room=zones[0], arrived_at=start, person=a_person())
    with clock.pretend(start + timedelta(minutes=30)):
        stays.move_on(visit_id=visit.id, room_id=zones[1].id)
    with clock.pretend(start + timedelta(minutes=34)):
        assert visits.scan_in(person_id=visit.person_id).kind == "already_here"


def test_nobody_goes_on_to_a_zone_out_of_use(zones):
    visit_id = visits.check_in(person_id=a_person().id, room_id=zones[0].id)

    with pytest.raises(errors.RoomNotInUse, match="旧棋牌室"):
        stays.move_on(visit_id=visit_id, room_id=a_room(name="旧棋牌室", active=False).id)
    assert VisitStay.select().count() == 0


def test_who_scanned_as_one_of_a_group_stays_when_the_rest_goes_on(zones):
    member = a_person(name="王秀英")
    parties.check_in_group(group_name="书画队", head_count=5, room_id=zones[0].id, members=[member.id])
    nameless = next(row for row in presence.here_now() if row.person_id is None)

    stays.move_on(visit_id=nameless.id, room_id=zones[1].id)

    assert [load.heads for load in presence.here_by_room()] == [1, 4]
    assert presence.open_visit_of(member.id).room_name == "悦享读书区"


def test_a_family_is_household_guardian_wards_and_siblings_and_nobody_else(zones):
    home, other_home = (
        run("prepare a test", partial(Household.create, building="3幢", door=door)) for door in ("101", "102")
    )
    mother = a_person(name="王婉艳", birth_year=1984, household=home)
    a_person(name="苏凤琼", birth_year=1950, household=home)
    child = a_person(name="李家宸", birth_year=2018, guardian=mother)
    a_person(name="李家怡", birth_year=2015, guardian=mother)
    a_person(name="邻居", household=other_home)

    assert [each.name for each in families.family_of(mother.id)] == ["王婉艳", "苏凤琼", "李家怡", "李家宸"]
    assert [each.name for each in families.family_of(child.id)] == ["李家宸", "王婉艳", "李家怡"]


def test_of_a_family_named_twice_everybody_is_here_once(zones):
    mother = a_person(name="王婉艳")

    made = families.check_in_family(person_ids=[mother.id, mother.id], room_id=zones[0].id)

    assert (len(made), len(presence.here_now()), VisitStay.select().count()) == (1, 1, 0)


def test_when_one_of_a_family_cannot_come_in_nobody_has(zones):
    mother = a_person(name="王婉艳")

    with pytest.raises(errors.NotFound):
        families.check_in_family(person_ids=[mother.id, 999], room_id=zones[0].id)
    assert presence.here_now() == []
