"""Behaviour of the split by grid unit: it follows where people belonged when they came, whatever becomes of them and of the unit."""

from datetime import datetime, timedelta

import pytest

from centre_app import clock
from centre_app.people import grid, grid_levels, paper, people, visits
from centre_app.privacy import erasing, retention
from centre_app.reports import indicators
from centre_app.reports.behind import grid as behind
from centre_app.reports.periods import Period
from tests.builders import a_room, a_visit
from tests.reports import random_centre

pytestmark = pytest.mark.usefixtures("centre")
OCTOBER = Period.parse("2026-10")


@pytest.fixture
def units() -> dict[str, int]:
    """Two areas, the first with a group and its neighbours."""
    grid_levels.put_levels([("片", "片长"), ("组", "组长"), ("邻", "邻长")])
    east, west = grid.add_unit(name="东片"), grid.add_unit(name="西片")
    group = grid.add_unit(name="一组", parent_id=east)
    return {
        "东片": east, "西片": west, "一组": group, "一邻": grid.add_unit(name="一邻", parent_id=group),
    }  # fmt: skip


def split() -> dict[str, int]:
    found = indicators.figures(OCTOBER)["visits.by_grid"]
    assert isinstance(found, dict)
    return found


def tree() -> list[tuple]:
    return [row[1:] for row in behind.by_unit(OCTOBER).rows]


def test_a_visit_counts_where_the_person_belonged_when_they_came(units):
    a_room()
    person = people.register(name="王小明", grid_unit_id=units["一邻"])
    visits.check_in(person_id=person)
    visits.check_out(visit_id=visits.open_visit_of(person).id)

    people.change_person(person_id=person, grid_unit_id=units["西片"])

    assert split() == {"东片": 1, "西片": 0, "unknown": 0}


def test_who_had_no_unit_yet_counts_in_the_one_noted_since_and_keeps_it_when_erased(units):
    room, hour = a_room(), datetime(2026, 10, 5, 9)
    late = people.register(name="王小明")
    paper.enter_late(
        person_id=late, room_id=room.id, arrived_at=hour, left_at=hour + timedelta(hours=1), purpose=""
    )
    a_visit(room=room, arrived_at=hour, left_at=hour, head_count=4, group_name="书画队")
    assert split() == {"东片": 0, "西片": 0, "unknown": 5}

    people.change_person(person_id=late, grid_unit_id=units["一邻"])
    assert split() == {"东片": 1, "西片": 0, "unknown": 4}
    erasing.erase(person_id=late, typed_name="王小明")

    assert split() == {"东片": 1, "西片": 0, "unknown": 4}


def test_the_tree_sums_what_lies_below_and_counts_nobody_twice(units):
    room = a_room()
    for name, unit, days in (("甲", "一邻", (1, 2)), ("乙", "一组", (3,)), ("丙", None, (4,))):
        person = people.register(name=name, grid_unit_id=units.get(unit))
        for day in days:
            at = datetime(2026, 10, day, 9)
            a_visit(room=room, person=person, arrived_at=at, left_at=at)
    a_visit(room=room, arrived_at=datetime(2026, 10, 9, 9), left_at=datetime(2026, 10, 9, 9), head_count=6)
    expected = [
        ("东片", "片", 3, 2, 0), ("　一组", "组", 3, 2, 1), ("　　一邻", "邻", 2, 1, 2), ("西片", "片", 0, 0, 0), ("未登记", "", 7, 1, 7),
    ]  # fmt: skip

    assert tree() == expected
    with clock.pretend(datetime(2027, 10, 1, 9)):
        retention.anonymise_visits(before=datetime(2027, 1, 1))
    assert tree() == expected


def test_a_unit_renamed_stays_the_same_and_one_removed_is_still_named(units):
    a_room()
    person = people.register(name="王小明", grid_unit_id=units["西片"])
    visits.check_in(person_id=person)
    grid.change_unit(unit_id=units["西片"], name="河西片")
    assert split() == {"东片": 0, "河西片": 1, "unknown": 0}

    people.change_person(person_id=person, grid_unit_id=None)
    grid.remove_unit(units["西片"])

    assert split() == {"东片": 0, "河西片（已撤销）": 1, "unknown": 0}
    assert tree()[-2] == ("河西片（已撤销）", "片", 1, 1, 1)
    with clock.pretend(datetime(2026, 11, 9, 9)):
        assert indicators.figures(Period.parse("2026-11"))["visits.by_grid"] == {"东片": 0, "unknown": 0}


@pytest.mark.parametrize("seed", range(2))
def test_the_units_themselves_add_up_to_the_visits_and_to_the_split(seed):
    random_centre.fill(seed)
    found = indicators.figures(OCTOBER)
    by_top: dict[str, int] = {}
    for top, *_cells, own in behind.by_unit(OCTOBER).rows:
        by_top[top] = by_top.get(top, 0) + own

    assert sum(by_top.values()) == found["visits.total"]
    assert by_top == {
        name.replace("unknown", "未登记"): heads for name, heads in found["visits.by_grid"].items()
    }
