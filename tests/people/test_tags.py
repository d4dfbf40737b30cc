"""Tags of people: the list of them, and giving them."""

import pytest

from centre_app import errors
from centre_app.people import people, saved_lists, tags
from centre_app.people.selection import Selection
from centre_app.storage import journal
from tests.builders import a_person

pytestmark = pytest.mark.usefixtures("centre")


def tag_id(name: str) -> int:
    return next(row.id for row in tags.tags() if row.name == name)


def test_a_new_centre_has_the_usual_tags():
    assert [row.name for row in tags.tags()][:6] == ["老年", "残疾", "党员", "退役军人", "低保", "新就业"]


def test_somebody_is_registered_with_several_tags_and_loses_one():
    old, party = tag_id("老年"), tag_id("党员")
    person = people.register(name="王秀英", tag_ids=[old, party])
    people.change_person(person_id=person, tag_ids=[party])
    assert tags.tags_of([person]) == {person: {party: "党员"}}
    journal.undo()
    assert tags.tags_of([person]) == {person: {old: "老年", party: "党员"}}


def test_changing_something_else_leaves_the_tags():
    person = people.register(name="王秀英", tag_ids=[tag_id("老年")])
    people.change_person(person_id=person, note="耳背")
    assert list(tags.tags_of([person])[person].values()) == ["老年"]


def test_a_tag_that_does_not_exist_is_refused_and_nobody_registered():
    with pytest.raises(errors.NotFound):
        people.register(name="王秀英", tag_ids=[999])
    assert people.find("王秀英") == []


def test_a_tag_of_a_name_there_is_is_refused_however_it_is_written():
    for name in ("党员", "  党员 "):
        with pytest.raises(errors.TagTaken):
            tags.add_tag(name=name)
    with pytest.raises(errors.WordMissing):
        tags.add_tag(name="   ")


def test_a_renamed_tag_is_renamed_for_everybody():
    person = people.register(name="王秀英", tag_ids=[tag_id("低保")])
    tags.rename_tag(tag_id=tag_id("低保"), name="低保户")
    assert list(tags.tags_of([person])[person].values()) == ["低保户"]


def test_a_tag_somebody_has_is_not_removed_but_can_be_offered_no_longer():
    party = tag_id("党员")
    person = people.register(name="王秀英", tag_ids=[party])
    with pytest.raises(errors.TagInUse, match="1 人"):
        tags.remove_tag(party)
    tags.offer_tag(tag_id=party, active=False)
    assert "党员" not in [row.name for row in tags.tags()]
    assert list(tags.tags_of([person])[person].values()) == ["党员"]


def test_a_tag_a_saved_list_looks_for_is_not_removed():
    saved_lists.save_list(name="优抚对象", chosen=Selection(tags=(tag_id("优抚"),)))
    with pytest.raises(errors.UsedBySavedList, match="优抚对象"):
        tags.remove_tag(tag_id("优抚"))


def test_a_removed_tag_comes_back_by_undo_at_its_place():
    before = tags.tags()
    tags.remove_tag(tag_id("失独"))
    journal.undo()
    assert tags.tags() == before


def test_moving_a_tag_beyond_the_end_leaves_it_there():
    first = tag_id("老年")
    tags.move_tag(tag_id=first, by=-1)
    assert tags.tags()[0].id == first
    tags.move_tag(tag_id=first, by=1)
    assert [row.name for row in tags.tags()][:2] == ["残疾", "老年"]


def test_a_whole_list_gets_a_tag_once_each():
    one, other = a_person(name="王小明"), a_person(name="李四")
    assert tags.give_all(tag_id=tag_id("党员"), person_ids=[one.id]) == 1
    assert tags.give_all(tag_id=tag_id("党员"), person_ids=[one.id, other.id]) == 1
    journal.undo()
    assert [len(found) for found in tags.tags_of([one.id, other.id]).values()] == [1, 0]
