"""Visits: in, out, by scan, in groups, forgotten."""

from datetime import datetime, timedelta

import pytest
from sqlcipher3 import dbapi2

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.people import parties, visits
from centre_app.storage import action, journal
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_clerk, a_closure, a_person, a_room, a_visit, open_daily

pytestmark = pytest.mark.usefixtures("centre")
TEN = datetime(2026, 10, 22, 10)


def at(hour: int, minute: int = 0, *, day: int = 22) -> datetime:
    return datetime(2026, 10, day, hour, minute)


def test_checking_in_opens_a_visit_in_the_zone_chosen():
    person, room = a_person(name="王小明"), a_room(name="悦享读书")
    visits.check_in(person_id=person.id, room_id=room.id, purpose=" 看书 ")
    row = visits.open_visit_of(person.id)
    assert (row.name, row.room_name, row.purpose, row.arrived_at, row.head_count) == (
        "王小明",
        "悦享读书",
        "看书",
        TEN,
        1,
    )


def test_zone_and_purpose_not_given_are_those_of_last_time():
    person, _first, last = a_person(), a_room(), a_room(name="航模")
    a_visit(room=last, person=person, arrived_at=at(9, day=1), left_at=at(10, day=1), purpose="做模型")
    row = visits.visit(visits.check_in(person_id=person.id))
    assert (row.room_name, row.purpose) == ("航模", "做模型")


def test_without_a_last_zone_in_use_it_is_the_first_one():
    person, retired = a_person(), a_room(active=False)
    a_room(name="二", position=2)
    a_room(name="一", position=1)
    a_visit(room=retired, person=person, arrived_at=at(9, day=1), left_at=at(10, day=1))
    assert visits.visit(visits.check_in(person_id=person.id)).room_name == "一"


def test_a_centre_without_zones_says_what_to_do():
    with pytest.raises(errors.NoRoomYet):
        visits.check_in(person_id=a_person().id)


def test_nobody_is_checked_in_twice():
    person = a_person(name="王小明")
    a_room()
    visits.check_in(person_id=person.id)
    with pytest.raises(errors.AlreadyHere, match=r"王小明.*10:00"):
        visits.check_in(person_id=person.id)
    assert len(visits.here_now()) == 1


@pytest.mark.parametrize("wanted", [{"person_id": 99}, {"person_id": 1, "room_id": 99}])
def test_unknown_people_and_zones_are_refused(wanted):
    a_person()
    a_room()
    with pytest.raises(errors.NotFound):
        visits.check_in(**wanted)


def test_nobody_arrives_in_the_future():
    a_room()
    with pytest.raises(errors.VisitInFuture):
        visits.check_in(person_id=a_person().id, arrived_at=TEN + timedelta(minutes=1))


def test_a_late_entry_keeps_its_time():
    a_room()
    visit_id = visits.check_in(person_id=a_person().id, arrived_at=at(8, 30))
    assert visits.visit(visit_id).minutes == 90


def test_a_check_in_is_one_statement_and_its_bookkeeping(count_queries):
    a_room()
    person = a_person()
    alone = count_queries(lambda: action.run("nothing", lambda: None))
    assert count_queries(lambda: visits.check_in(person_id=person.id)) <= alone + 2


def test_a_scan_checks_in_and_says_where():
    person = a_person(name="王小明")
    a_room(name="悦享读书")
    scanned = visits.scan_in(person_id=person.id)
    assert (scanned.kind, scanned.name, scanned.room_name) == ("checked_in", "王小明", "悦享读书")


def test_a_second_scan_within_five_minutes_writes_nothing():
    person = a_person()
    a_room(usual_minutes=90)
    first = visits.scan_in(person_id=person.id)
    before = action.last_action_at(), journal.last_change_id()
    with clock.pretend(at(10, 5)):
        second = visits.scan_in(person_id=person.id)
    assert (second.kind, second.visit_id) == ("already_here", first.visit_id)
    assert (action.last_action_at(), journal.last_change_id()) == before


def test_a_scan_after_five_minutes_is_a_new_visit_and_closes_the_old_as_assumed_at_that_moment():
    person = a_person()
    a_room(usual_minutes=90)
    first = visits.scan_in(person_id=person.id)
    with clock.pretend(at(10, 5) + timedelta(seconds=1)):
        second = visits.scan_in(person_id=person.id)
        old = visits.visit(first.visit_id)
    assert (second.kind, len(visits.here_now()), visits.today_count()) == ("new_visit", 1, 2)
    assert (old.left_at, old.left_assumed) == (second.arrived_at, True)


def test_where_it_is_set_so_only_a_scan_after_the_usual_stay_is_a_new_visit():
    person = a_person()
    a_room(usual_minutes=90)
    run("prepare a test", lambda: settings.put(name="rescan_minutes", value=0))
    visits.scan_in(person_id=person.id)
    with clock.pretend(at(11, 30)):
        assert visits.scan_in(person_id=person.id).kind == "already_here"
    with clock.pretend(at(11, 31)):
        assert visits.scan_in(person_id=person.id).kind == "new_visit"


def test_a_scan_long_after_the_usual_stay_is_a_new_visit_and_closes_the_old_as_assumed():
    person = a_person()
    a_room(usual_minutes=90)
    first = visits.scan_in(person_id=person.id)
    with clock.pretend(at(11, 31)):
        second = visits.scan_in(person_id=person.id)
        old = visits.visit(first.visit_id)
        assert (second.kind, second.arrived_at) == ("new_visit", at(11, 31))
        assert (old.left_at, old.left_assumed) == (at(11, 30), True)
        journal.undo()
        assert visits.open_visit_of(person.id).id == first.visit_id


def test_a_sign_of_life_prolongs_the_visit():
    person = a_person()
    a_room(usual_minutes=90)
    visit_id = visits.check_in(person_id=person.id)
    with clock.pretend(at(11, 20)):
        visits.seen(person_id=person.id)
    with clock.pretend(at(11, 25)):
        assert visits.scan_in(person_id=person.id).kind == "already_here"
    with clock.pretend(at(13)):
        visits.scan_in(person_id=person.id)
    assert visits.visit(visit_id).left_at == at(11, 30)


def test_a_leaving_time_noted_at_the_other_desk_meanwhile_stays(centre):
    person = a_person()
    a_room(usual_minutes=90)
    first = visits.scan_in(person_id=person.id)
    other_desk = dbapi2.connect(str(centre), isolation_level=None)

    def leave_first(statement: str) -> None:
        if statement == "BEGIN IMMEDIATE":
            other_desk.execute("UPDATE visit SET left_at = ? WHERE left_at IS NULL", (str(at(11, 45)),))

    with clock.pretend(at(12)):
        db.connection().set_trace_callback(leave_first)
        second = visits.scan_in(person_id=person.id)
        db.connection().set_trace_callback(None)
    other_desk.close()
    old = visits.visit(first.visit_id)
    assert (second.kind, old.left_at, old.left_assumed) == ("new_visit", at(11, 45), False)


def test_checking_out_ends_the_visit_now():
    person = a_person(name="王小明")
    a_room()
    visit_id = visits.check_in(person_id=person.id, arrived_at=at(9))
    visits.check_out(visit_id=visit_id)
    (past,) = visits.visits_of(person.id)
    assert (past.left_at, past.left_assumed, visits.here_now()) == (TEN, False, [])
    with pytest.raises(errors.AlreadyLeft, match="王小明"):
        visits.check_out(visit_id=visit_id)


def test_leaving_before_arriving_is_refused():
    a_room()
    visit_id = visits.check_in(person_id=a_person().id, arrived_at=at(9))
    with pytest.raises(errors.LeftBeforeArrived, match="08:59"):
        visits.check_out(visit_id=visit_id, left_at=at(8, 59))
    assert visits.visit(visit_id).left_at is None


def test_an_assumed_leaving_time_can_be_corrected():
    visit = a_visit(room=a_room(), arrived_at=at(8), left_at=at(9, 30), left_assumed=True)
    visits.check_out(visit_id=visit.id, left_at=at(9))
    row = visits.visit(visit.id)
    assert (row.left_at, row.left_assumed) == (at(9), False)


def test_a_group_counts_its_heads():
    room = a_room(name="学习议事", capacity=20)
    parties.check_in_group(group_name="实验小学三班", head_count=12, room_id=room.id, purpose="参观")
    a_visit(room=room, arrived_at=at(9), head_count=3, group_name="")
    assert [(load.name, load.heads, load.capacity) for load in visits.here_by_room()] == [
        ("学习议事", 15, 20)
    ]
    assert [row.name for row in visits.here_now()] == ["实验小学三班", ""]
    assert visits.today_count() == 15


@pytest.mark.parametrize("heads", [0, -1, 10_001])
def test_impossible_groups_are_refused(heads):
    a_room()
    with pytest.raises(errors.HeadCountImpossible):
        parties.check_in_group(group_name="班级", head_count=heads)


def test_zone_purpose_and_heads_of_a_visit_can_be_corrected():
    visit, other = a_visit(room=a_room(), arrived_at=at(9), purpose="看书"), a_room(name="航模")
    visits.change_visit(visit_id=visit.id, room_id=other.id, head_count=2)
    row = visits.visit(visit.id)
    assert (row.room_name, row.purpose, row.head_count) == ("航模", "看书", 2)


def test_a_zone_out_of_use_or_unknown_takes_nobody():
    retired, room = a_room(active=False), a_room()
    visit = a_visit(room=room, person=a_person(), arrived_at=at(9))
    verbs = (
        lambda room_id: visits.check_in(person_id=a_person().id, room_id=room_id),
        lambda room_id: parties.check_in_group(group_name="班级", head_count=3, room_id=room_id),
        lambda room_id: visits.change_visit(visit_id=visit.id, room_id=room_id),
    )
    for verb in verbs:
        with pytest.raises(errors.RoomNotInUse, match=retired.name):
            verb(retired.id)
        with pytest.raises(errors.NotFound):
            verb(99)
    assert [row.room_id for row in visits.here_now()] == [room.id]


def test_a_visit_in_a_zone_retired_since_can_still_be_corrected():
    visit = a_visit(room=a_room(active=False), arrived_at=at(9), head_count=3)
    visits.change_visit(visit_id=visit.id, room_id=visit.room_id, head_count=4)
    assert visits.visit(visit.id).head_count == 4


def test_visits_of_earlier_days_are_closed_after_the_usual_stay_or_at_closing():
    open_daily(closes_at="21:00")
    room = a_room(usual_minutes=120)
    early, late, night = (
        a_visit(room=room, arrived_at=moment)
        for moment in (at(9, day=21), at(20, day=21), at(22, 30, day=20))
    )
    assert visits.close_forgotten() == 3
    ends = [visits.visit(visit.id).left_at for visit in (early, late, night)]
    assert ends == [at(11, day=21), at(21, day=21), datetime(2026, 10, 20, 23, 59, 59)]
    assert all(visits.visit(visit.id).left_assumed for visit in (early, late, night))


def test_at_closing_todays_visits_end_but_not_those_begun_after_it():
    open_daily(closes_at="18:00")
    room = a_room(usual_minutes=120)
    here = a_visit(room=room, arrived_at=at(9))
    evening = a_visit(room=room, arrived_at=at(18, 30))
    with clock.pretend(at(17, 59)):
        assert visits.close_forgotten() == 0
    with clock.pretend(at(19)):
        assert visits.close_forgotten() == 1
    assert (visits.visit(here.id).left_at, visits.visit(evening.id).left_at) == (at(11), None)


def test_visits_of_a_closed_day_are_closed_too():
    open_daily()
    a_closure(day=at(0, day=21).date())
    visit = a_visit(room=a_room(), arrived_at=at(9, day=21))
    visits.close_forgotten()
    assert visits.visit(visit.id).left_at == at(11, day=21)


def test_who_borrowed_after_closing_left_after_that():
    open_daily(closes_at="18:00")
    visit = a_visit(room=a_room(), arrived_at=at(17, day=21), last_seen_at=at(18, 10, day=21))
    visits.close_forgotten()
    assert visits.visit(visit.id).left_at == at(18, 10, day=21)


def test_closing_forgotten_visits_is_not_what_the_clerks_undo_takes_back():
    action.current_clerk.set(a_clerk().id)
    a_visit(room=a_room(), arrived_at=at(9, day=21))
    newest = journal.next_undo()
    visits.close_forgotten()
    assert journal.next_undo() == newest
    assert db.execute_sql("SELECT clerk_id FROM action ORDER BY id DESC LIMIT 1").fetchone() == (None,)


def test_nothing_is_recorded_when_nobody_was_forgotten():
    open_daily()
    a_visit(room=a_room(), arrived_at=at(9))
    before = action.last_action_at(), journal.last_change_id()
    assert visits.close_forgotten() == 0
    assert (action.last_action_at(), journal.last_change_id()) == before


def test_lists_of_visits_ask_one_query_each(count_queries):
    room = a_room()
    for number in range(20):
        a_visit(
            room=room,
            person=a_person(name=f"王{number}", guardian=a_person()),
            arrived_at=at(9),
            purpose="看书",
        )
    for read in (
        visits.here_now,
        visits.here_by_room,
        visits.today_count,
        visits.purposes,
        lambda: visits.visits_of(1),
    ):
        assert count_queries(read) == 1


def test_purposes_and_visitors_of_late_come_first():
    room, early, late = a_room(), a_person(), a_person()
    for person, hour, purpose in ((early, 7, "下棋"), (late, 8, "看书"), (early, 9, "看书"), (late, 10, "")):
        a_visit(room=room, person=person, arrived_at=at(hour), left_at=at(hour), purpose=purpose)
    assert visits.purposes() == ["看书", "下棋"]
    assert visits.recent_visitors(5) == [late.id, early.id]
