"""The grid: levels, units, who is in charge, buildings."""

import pytest

from centre_app import errors
from centre_app.people import grid, grid_levels, people, saved_lists
from centre_app.people.selection import Selection
from centre_app.storage import journal
from tests.builders import a_person

pytestmark = pytest.mark.usefixtures("centre")
THREE, FOUR = (
    [("片", "片长"), ("组", "组长"), ("邻", "邻长")],
    [("小区党支部", "书记"), ("红色小管家", ""), ("楼栋党员", ""), ("业主代表", "")],
)


@pytest.fixture
def tree() -> dict[str, int]:
    """东片 with two groups, the first with two neighbourhoods."""
    grid_levels.put_levels(THREE)
    east = grid.add_unit(name="东片", head_name="李敏", head_phone="138 1234 5678")
    first = grid.add_unit(name="一组", parent_id=east)
    second = grid.add_unit(name="二组", parent_id=east)
    return {
        "东片": east, "一组": first, "二组": second,
        "一邻": grid.add_unit(name="一邻", parent_id=first), "二邻": grid.add_unit(name="二邻", parent_id=first),
    }  # fmt: skip


def test_two_ready_trees_are_there_to_choose_from():
    names = ["—".join(name for name, _head in tree) for tree in grid_levels.ready_trees()]
    assert names == ["片—组—邻", "小区党支部—红色小管家—楼栋党员—业主代表"]
    grid_levels.put_levels(grid_levels.ready_trees()[0])
    assert [(level.name, level.head_title) for level in grid_levels.levels()] == THREE


@pytest.mark.parametrize("levels", [THREE[:2], [*FOUR, ("户", "")], [("片", ""), ("", ""), ("邻", "")], []])
def test_a_grid_has_three_or_four_levels_with_names(levels):
    with pytest.raises(errors.GridLevelsImpossible):
        grid_levels.put_levels(levels)
    assert grid_levels.levels() == []


def test_a_level_is_added_renamed_and_taken_away_while_it_is_empty(tree):
    grid_levels.put_levels([("大片", "片长"), *THREE[1:], ("户", "户长")])
    low = grid.add_unit(name="甲户", parent_id=tree["一邻"])
    assert [level.name for level in grid_levels.levels()] == ["大片", "组", "邻", "户"]
    with pytest.raises(errors.GridLevelInUse, match="户"):
        grid_levels.put_levels(THREE)
    grid.remove_unit(low)
    grid_levels.put_levels([*THREE, ("", "")])
    assert [level.name for level in grid_levels.levels()] == ["片", "组", "邻"]
    journal.undo()
    assert len(grid_levels.levels()) == 4


def test_the_tree_comes_in_order_with_paths_levels_and_who_is_in_charge(tree):
    rows = grid.units()
    assert [row.path for row in rows] == [
        "东片", "东片 / 一组", "东片 / 一组 / 一邻", "东片 / 一组 / 二邻", "东片 / 二组",
    ]  # fmt: skip
    top = rows[0]
    assert (top.level, top.head_title, top.head_name, top.head_phone) == ("片", "片长", "李敏", "13812345678")


def test_somebody_known_is_in_charge_with_name_and_phone_of_their_record(tree):
    person = a_person(name="张晓明", phone="13900001111")
    grid.change_unit(unit_id=tree["一组"], name="第一组", head_id=person.id, head_name="别人", head_phone="")
    people.change_person(person_id=person.id, phone="13900002222")
    row = grid.unit(tree["一组"])
    assert (row.name, row.head_name, row.head_phone) == ("第一组", "张晓明", "13900002222")


def test_units_need_levels_and_end_at_the_last_one(tree):
    with pytest.raises(errors.GridTooDeep, match="一邻"):
        grid.add_unit(name="甲户", parent_id=tree["一邻"])
    with pytest.raises(errors.GridUnitTaken):
        grid.add_unit(name="一组", parent_id=tree["东片"])
    with pytest.raises(errors.WordMissing):
        grid.add_unit(name="  ")
    with pytest.raises(errors.PhoneImpossible):
        grid.add_unit(name="西片", head_phone="123")


def test_without_levels_no_unit_is_added():
    with pytest.raises(errors.GridLevelsMissing):
        grid.add_unit(name="东片")


def test_a_unit_moves_below_another_of_the_level_above_with_all_below_it(tree):
    grid.move_unit(unit_id=tree["一邻"], parent_id=tree["二组"])
    assert grid.unit(tree["一邻"]).path == "东片 / 二组 / 一邻"
    for place in (tree["东片"], tree["一邻"], tree["二邻"]):
        with pytest.raises(errors.GridMoveImpossible):
            grid.move_unit(unit_id=tree["一邻"], parent_id=place)
    journal.undo()
    assert grid.unit(tree["一邻"]).path == "东片 / 一组 / 一邻"


def test_a_unit_in_use_is_not_removed_and_says_by_what(tree):
    with pytest.raises(errors.GridUnitHasUnits, match="2"):
        grid.remove_unit(tree["一组"])
    person = people.register(name="王小明", grid_unit_id=tree["一邻"])
    with pytest.raises(errors.GridUnitHasPeople, match="1 人"):
        grid.remove_unit(tree["一邻"])
    people.change_person(person_id=person, grid_unit_id=None)
    saved_lists.save_list(name="一邻", chosen=Selection(grid_unit_id=tree["一邻"]))
    with pytest.raises(errors.UsedBySavedList):
        grid.remove_unit(tree["一邻"])


def test_a_removed_unit_takes_nobody_in_names_nobody_in_charge_and_leaves_its_name_to_another(tree):
    grid.change_unit(unit_id=tree["二邻"], name="二邻", head_name="李敏", head_phone="13812345678")
    grid.remove_unit(tree["二邻"])
    with pytest.raises(errors.NotFound):
        people.register(name="王小明", grid_unit_id=tree["二邻"])
    with pytest.raises(errors.NotFound):
        grid.change_unit(unit_id=tree["二邻"], name="三邻")
    gone = grid.units(with_removed=True)[-2]
    assert (gone.path, gone.removed, gone.head_name, gone.head_phone) == ("东片 / 一组 / 二邻", True, "", "")
    again = grid.add_unit(name="二邻", parent_id=tree["一组"])
    assert [row.id for row in grid.units() if row.name == "二邻"] == [again]
    grid.remove_unit(again)
    grid.remove_unit(tree["一邻"])
    grid.remove_unit(tree["一组"])
    assert [row.path for row in grid.units()] == ["东片", "东片 / 二组"]


def test_a_removed_unit_comes_back_with_its_buildings_by_undo(tree):
    grid.put_buildings(unit_id=tree["二邻"], buildings=["3栋"])
    before = (grid.units(), grid.buildings())
    grid.remove_unit(tree["二邻"])
    assert grid.unit_of_building("3栋") is None
    journal.undo()
    assert (grid.units(), grid.buildings()) == before


def test_a_building_lies_in_one_unit_and_who_lives_there_without_a_unit_is_put_into_it(tree):
    old = people.register(name="王小明", building="3栋", door="101")
    own = people.register(name="李四", building="3栋", door="102", grid_unit_id=tree["二组"])
    grid.put_buildings(unit_id=tree["一邻"], buildings=["3栋", " ", "４栋"])
    assert grid.put_buildings(unit_id=tree["二邻"], buildings=["3栋"], place_people=True) == 1
    assert grid.buildings() == {tree["一邻"]: ["4栋"], tree["二邻"]: ["3栋"]}
    placed = [people.person(each).facts["grid_unit_id"] for each in (old, own)]
    assert placed == [tree["二邻"], tree["二组"]]
    journal.undo()
    assert (grid.unit_of_building("３栋"), grid.people_in()) == (tree["一邻"], {tree["二组"]: 1})


def test_a_unit_that_does_not_exist_is_refused():
    with pytest.raises(errors.NotFound):
        people.register(name="王小明", grid_unit_id=7)
