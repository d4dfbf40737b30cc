"""Walk-ins and groups: counted without names, by band and sex, members scanned singly within the head-count."""

from datetime import timedelta

import pytest

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.people import paper, parties, presence, stays, tallies, visits
from centre_app.people.models import Visit
from centre_app.people.paper import PaperLine
from centre_app.people.visit_models import Party
from centre_app.reports import indicators
from centre_app.reports.periods import Period
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_person, a_room, open_daily

pytestmark = pytest.mark.usefixtures("centre")


@pytest.fixture
def zone():
    open_daily()
    return a_room(name="悦享读书区", capacity=10, usual_minutes=120, sharing="shared")


def heads() -> int:
    return sum(row.head_count for row in presence.here_now())


def figures() -> dict:
    return indicators.figures(Period.parse(f"{clock.today():%Y-%m}"))


def test_every_plus_one_counts_one_and_each_is_undone_alone(zone):
    tallies.tally(room_id=zone.id, band="60+", sex="F")
    tallies.tally(room_id=zone.id, band="60+", sex="F")
    tallies.tally(room_id=zone.id, band="7-17", sex="M")

    assert {(cell.band, cell.sex): cell.count for cell in tallies.today() if cell.count} == {
        ("60+", "F"): 2,
        ("7-17", "M"): 1,
    }
    journal.undo()
    assert (heads(), len(presence.here_now())) == (2, 1)


def test_walk_ins_are_in_the_total_and_in_the_splits(zone):
    tallies.tally(room_id=zone.id, band="60+", sex="F")
    tallies.tally(room_id=zone.id, band="7-17", sex="")

    found = figures()

    assert found["visits.total"] == 2
    assert (found["visits.by_band"]["60+"], found["visits.by_band"]["7-17"]) == (1, 1)
    assert found["visits.by_sex"] == {"F": 1, "M": 0, "unknown": 1}


def test_other_bands_change_the_buttons_and_the_report_and_parts_still_add_up(zone):
    tallies.tally(room_id=zone.id, band="60+", sex="F")
    settings.put(name="age_bands", value="6，17，59")

    tallies.tally(room_id=zone.id, band="18-59", sex="M")

    assert settings.get("age_bands") == "6, 17, 59"
    assert [cell.band for cell in tallies.today()][:4] == ["0-6", "7-17", "18-59", "60+"]
    assert figures()["visits.by_band"] == {"0-6": 0, "7-17": 0, "18-59": 1, "60+": 1, "unknown": 0}


@pytest.mark.parametrize("text", ["", "17, 6", "6, 6", "六", "6, 130", "1,2,3,4,5,6,7,8,9"])
def test_bands_that_do_not_follow_one_another_are_refused(zone, text):
    with pytest.raises(errors.AgeBandsUnfit):
        settings.put(name="age_bands", value=text)


def test_a_walk_in_is_gone_after_the_usual_stay_and_that_is_assumed(zone):
    start = clock.now()
    tallies.tally(room_id=zone.id, band="60+", sex="F")
    with clock.pretend(start + timedelta(minutes=121)):
        visits.close_forgotten()

    visit = Visit.get()
    assert (visit.left_at, visit.left_assumed) == (start + timedelta(minutes=120), True)


def test_checking_out_the_line_of_walk_ins_lets_the_oldest_of_them_go(zone):
    start = clock.now() - timedelta(minutes=20)
    tallies.tally(room_id=zone.id, band="60+", sex="F", arrived_at=start)
    tallies.tally(room_id=zone.id, band="60+", sex="F")

    visits.check_out(visit_id=presence.here_now()[0].id)

    assert (heads(), Visit.get(Visit.left_at.is_null(False)).arrived_at) == (1, start)


def test_members_scanned_singly_are_part_of_the_head_count(zone):
    here = a_person(name="陈雨桐", sex="F", birth_year=2013)
    before = visits.check_in(person_id=here.id, room_id=zone.id)
    other = a_person(name="王小明")

    parties.check_in_group(
        group_name="实验小学三班",
        head_count=12,
        room_id=zone.id,
        tally={("7-17", "M"): 5},
        members=[here.id, other.id],
    )

    assert (heads(), Party.get().head_count, figures()["visits.total"]) == (12, 12, 12)
    assert Visit.get_by_id(before).party_id == Party.get().id
    assert sorted(row.head_count for row in presence.here_now()) == [1, 1, 10]
    journal.undo()
    assert (heads(), Party.select().count(), Visit.get().party_id) == (1, 0, None)


def test_who_scans_later_takes_a_nameless_place_of_the_group(zone):
    parties.check_in_group(group_name="书画队", head_count=3, room_id=zone.id, tally={("60+", "F"): 2})
    party = Party.get()
    for name in ("王秀英", "李桂兰", "张玉珍", "刘淑芬"):
        visit_id = visits.check_in(
            person_id=a_person(name=name, sex="F", birth_year=1955).id, room_id=zone.id
        )
        parties.join_group(visit_id=visit_id, party_id=party.id)

    assert heads() == 4
    assert (Party.get().head_count, Visit.select().where(Visit.person.is_null()).count()) == (4, 0)


def test_more_than_the_group_has_is_refused_and_nothing_written(zone):
    with pytest.raises(errors.MoreThanTheGroup):
        parties.check_in_group(group_name="书画队", head_count=3, room_id=zone.id, tally={("60+", "F"): 4})
    assert Party.select().count() == 0


def test_the_head_count_of_a_group_is_corrected_by_its_nameless_rest(zone):
    visit_id = parties.check_in_group(
        group_name="书画队", head_count=3, room_id=zone.id, tally={("60+", "F"): 2}
    )

    parties.change_group(visit_id=visit_id, head_count=7, purpose="书画活动")
    assert (heads(), Party.get().head_count) == (7, 7)
    parties.change_group(visit_id=presence.here_now()[0].id, head_count=2)
    assert heads() == 2
    with pytest.raises(errors.MoreThanTheGroup):
        parties.change_group(visit_id=presence.here_now()[0].id, head_count=1)


def test_a_group_leaves_together_but_not_who_scanned(zone):
    person = a_person(name="王秀英")
    visit_id = parties.check_in_group(
        group_name="书画队", head_count=6, room_id=zone.id, tally={("60+", "F"): 2}, members=[person.id]
    )

    visits.check_out(visit_id=visit_id)

    assert [row.name for row in presence.here_now()] == ["王秀英"]


def everything() -> list[tuple]:
    """Every row that groups and their visits are made of."""
    tables = ("party", "visit", "visit_stay", "person")
    return [
        row for table in tables for row in db.execute_sql(f"SELECT * FROM {table} ORDER BY id").fetchall()
    ]


@pytest.fixture
def party(zone):
    visit_id = parties.check_in_group(
        group_name="书画队", head_count=6, room_id=zone.id, tally={("60+", "F"): 2, ("60+", "M"): 1}
    )
    return Visit.get_by_id(visit_id)


def test_joining_a_group_is_undone_and_done_again_whole(party, zone):
    visit_id = visits.check_in(
        person_id=a_person(name="王秀英", sex="F", birth_year=1955).id, room_id=zone.id
    )
    before = everything()

    parties.join_group(visit_id=visit_id, party_id=party.party_id)

    after = everything()
    assert (after != before, heads()) == (True, 6)
    journal.undo()
    assert (everything(), heads()) == (before, 7)
    journal.redo()
    assert everything() == after


@pytest.mark.parametrize("heads_then", [9, 4])
def test_changing_a_group_is_undone_and_done_again_whole(party, zone, heads_then):
    other = a_room(name="休闲健身区")
    before = everything()

    parties.change_group(visit_id=party.id, head_count=heads_then, room_id=other.id, purpose="排练")

    after = everything()
    assert heads() == heads_then
    assert {row.room_name for row in presence.here_now()} == {"休闲健身区"}
    journal.undo()
    assert everything() == before
    journal.redo()
    assert everything() == after


def test_a_group_going_on_is_one_step_back_for_all_of_it(party, zone):
    other = a_room(name="休闲健身区")
    before = everything()

    stays.move_on(visit_id=party.id, room_id=other.id)

    assert [load.heads for load in presence.here_by_room()] == [0, 6]
    journal.undo()
    assert everything() == before
    assert [load.heads for load in presence.here_by_room()] == [6, 0]
    journal.redo()
    assert [load.heads for load in presence.here_by_room()] == [0, 6]


def test_each_walk_in_leaves_after_the_usual_stay_and_not_before(zone):
    start = clock.now()
    for minutes in (0, 10):
        tallies.tally(room_id=zone.id, band="60+", sex="F", arrived_at=start + timedelta(minutes=minutes))
    known = visits.check_in(person_id=a_person().id, room_id=zone.id)
    with clock.pretend(start + timedelta(minutes=120)):
        assert (visits.close_forgotten(), heads()) == (0, 3)
    with clock.pretend(start + timedelta(minutes=121)):
        assert (visits.close_forgotten(), heads()) == (1, 2)
    with clock.pretend(start + timedelta(minutes=131)):
        assert (visits.close_forgotten(), heads()) == (1, 1)

    assert Visit.get_by_id(known).left_at is None
    ends = [visit.left_at for visit in Visit.select().where(Visit.left_assumed)]
    assert ends == [start + timedelta(minutes=120), start + timedelta(minutes=130)]


def test_nobody_is_counted_in_a_zone_out_of_use(zone):
    with pytest.raises(errors.RoomNotInUse):
        tallies.tally(room_id=a_room(active=False).id, band="60+", sex="F")
    assert Visit.select().count() == 0


def test_a_member_scanned_later_is_taken_from_those_nobody_counted_then_from_their_own_sex(zone):
    parties.check_in_group(
        group_name="书画队", head_count=4, room_id=zone.id, tally={("60+", "M"): 1, ("60+", "F"): 2}
    )
    party = Party.get()

    left = []
    for name in ("王秀英", "李桂兰"):
        visit_id = visits.check_in(
            person_id=a_person(name=name, sex="F", birth_year=1955).id, room_id=zone.id
        )
        parties.join_group(visit_id=visit_id, party_id=party.id)
        nameless = Visit.select().where(Visit.person.is_null())
        left.append({row.sex: row.head_count for row in nameless})

    assert left == [{"M": 1, "F": 2}, {"M": 1, "F": 1}]


def test_without_any_zone_every_way_in_says_what_is_missing():
    with pytest.raises(errors.NoRoomYet):
        tallies.tally(room_id=None, band="60+", sex="F")
    with pytest.raises(errors.NoRoomYet):
        parties.check_in_group(group_name="实验小学", head_count=5)
    judged = paper.judge(day=clock.today(), lines=[PaperLine("", "", "9:00")])
    assert [each.words for each in judged] == [errors.NoRoomYet().sentence()]
