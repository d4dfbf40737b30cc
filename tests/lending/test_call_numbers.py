"""Call numbers: the next one of each class, never the same twice, and what labels show."""

import multiprocessing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from peewee import IntegrityError

from centre_app import errors
from centre_app.centre import settings
from centre_app.lending import call_numbers, catalogue
from centre_app.lending.models import Title
from centre_app.storage import database, journal, opening
from tests.builders import a_copy, a_title

EACH = 40


def number_of(title_id: int) -> str:
    card = catalogue.title(title_id)
    assert card is not None
    return call_numbers.joined(card.clc_class, card.call_mark)


def test_titles_of_a_class_get_running_numbers_when_they_come(centre: Path) -> None:
    found = [
        number_of(catalogue.add_title(name=name, clc_class=clc_class))
        for name, clc_class in (("活着", "I247.5"), ("三体", "i247.5"), ("本草", "R281"), ("无类", ""))
    ]
    assert found == ["I247.5/1", "I247.5/2", "R281/1", ""]


def test_the_next_number_leaves_out_those_that_copies_carry_on_their_own(centre: Path) -> None:
    a_copy(title=a_title(name="旧藏"), call_number="I247.5/41=2")
    assert number_of(catalogue.add_title(name="活着", clc_class="I247.5")) == "I247.5/42"


def test_in_another_class_a_title_gets_another_number_and_undo_brings_the_old_one_back(centre: Path) -> None:
    title_id = catalogue.add_title(name="活着", clc_class="I247.5")
    catalogue.add_title(name="本草", clc_class="R281")
    catalogue.change_title(title_id=title_id, clc_class="R281")
    assert number_of(title_id) == "R281/2"
    journal.undo()
    assert number_of(title_id) == "I247.5/1"


def test_changing_anything_else_keeps_the_number(centre: Path) -> None:
    title_id = catalogue.add_title(name="活着", clc_class="I247.5")
    catalogue.change_title(title_id=title_id, name="活着（新版）", clc_class="I247.5")
    assert number_of(title_id) == "I247.5/1"


def test_a_number_typed_by_hand_is_kept_and_one_that_is_taken_is_refused_by_name(centre: Path) -> None:
    assert number_of(catalogue.add_title(name="活着", clc_class="I247.5", call_mark=" ０7 ")) == "I247.5/7"
    with pytest.raises(errors.CallNumberTaken, match="活着"):
        catalogue.add_title(name="三体", clc_class="I247.5", call_mark="7")
    a_copy(title=a_title(name="旧藏"), call_number="I247.5/9")
    with pytest.raises(errors.CallNumberTaken, match="旧藏"):
        catalogue.add_title(name="三体", clc_class="I247.5", call_mark="9")


def test_the_file_itself_refuses_a_number_twice(centre: Path) -> None:
    a_title(name="活着", clc_class="I247.5", call_mark="1")
    with pytest.raises((errors.CallNumberTaken, IntegrityError)):
        a_title(name="三体", clc_class="I247.5", call_mark="1")


def test_doing_again_what_meanwhile_became_anothers_is_refused_with_a_sentence(centre: Path) -> None:
    catalogue.add_title(name="活着", clc_class="I247.5")
    undone = journal.undo()
    journal_id = journal.next_redo()
    catalogue.add_title(name="三体", clc_class="I247.5")
    assert undone is not None
    assert journal_id is not None
    with pytest.raises(errors.CallNumberTaken) as refused:
        journal.undo_action(journal_id.action_id)
    assert "索书号" in refused.value.sentence()


def test_left_to_people_no_number_is_given(centre: Path) -> None:
    settings.put(name="call_number_mode", value="hand")
    title_id = catalogue.add_title(name="活着", clc_class="I247.5")
    assert number_of(title_id) == ""
    with pytest.raises(errors.NumbersByHand):
        call_numbers.give(title_ids=[title_id])


@pytest.mark.parametrize(
    ("authors", "marks"),
    [
        ("余华著", ["YH01", "YH02"]),
        ("[美] E·B·怀特著；任溶溶译", ["EBH01", "EBH02"]),
        ("", ["HZ01", "HZ02"]),
    ],
)
def test_author_marks_are_initials_and_digits_that_run_on(
    centre: Path, authors: str, marks: list[str]
) -> None:
    settings.put(name="call_number_mode", value="author")
    ids = [catalogue.add_title(name="活着", authors=authors, clc_class="I247.5") for _time in range(2)]
    assert [number_of(title_id) for title_id in ids] == [f"I247.5/{mark}" for mark in marks]


def test_many_titles_are_numbered_in_one_step_in_the_order_of_the_catalogue(centre: Path) -> None:
    later, first, other = (
        a_title(name=name, clc_class=clc_class)
        for name, clc_class in (("西游记", "I242.4"), ("红楼梦", "I242.4"), ("无类", ""))
    )
    kept = a_title(name="水浒传", clc_class="I242.4", call_mark="5")
    given = call_numbers.give(title_ids=[later.id, first.id, other.id, kept.id])
    assert (given.count, given.without_class) == (2, 1)
    assert [number_of(title.id) for title in (first, later, kept)] == ["I242.4/6", "I242.4/7", "I242.4/5"]
    journal.undo()
    assert [number_of(title.id) for title in (first, later, kept)] == ["", "", "I242.4/5"]


def test_the_number_that_the_copies_carry_already_is_taken_over(centre: Path) -> None:
    labelled, plain = a_title(name="红楼梦", clc_class="I242.4"), a_title(name="西游记", clc_class="I242.4")
    a_copy(title=labelled, call_number="I242.4/21")
    call_numbers.give(title_ids=[plain.id, labelled.id])
    assert [number_of(title.id) for title in (labelled, plain)] == ["I242.4/21", "I242.4/22"]


def test_where_nothing_needs_a_number_that_is_said(centre: Path) -> None:
    with pytest.raises(errors.NothingToNumber):
        call_numbers.give(title_ids=[a_title(clc_class="I242.4", call_mark="1").id])


def test_labels_add_the_volume_and_count_the_copies_and_free_numbers_stay(centre: Path) -> None:
    title = a_title(clc_class="I242.4", call_mark="12")
    volumes = ("", "", "1", "2", "2")
    copies = [a_copy(title=title, volume=volume) for volume in volumes]
    free = a_copy(title=title, call_number="少儿 3")
    shown = call_numbers.of_copies(catalogue.copies_of(title.id))
    assert [shown[copy.id] for copy in copies] == [
        "I242.4/12", "I242.4/12 c.2", "I242.4/12/1", "I242.4/12/2", "I242.4/12/2 c.2",
    ]  # fmt: skip
    assert shown[free.id] == "少儿 3"


def test_a_title_is_found_by_its_call_number_and_by_that_of_a_copy(centre: Path) -> None:
    title_id = catalogue.add_title(name="活着", clc_class="I247.5")
    free = a_copy(title=a_title(name="旧藏"), call_number="Z9/1")
    assert [row.id for row in catalogue.find("i247.5/1")] == [title_id]
    assert [row.id for row in catalogue.find("Z9/1")] == [free.title_id]


def desk(path: Path, start: Barrier, name: str) -> None:
    """One window that adds titles of one class as fast as it can."""
    opening.open_database(path)
    start.wait(timeout=30)
    for number in range(EACH):
        catalogue.add_title(name=f"{name}{number}", clc_class="I247.5")
    database.close_database()


def test_two_windows_at_once_never_give_the_same_number(centre: Path) -> None:
    database.close_database()
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    desks = [context.Process(target=desk, args=(centre, start, name)) for name in ("甲", "乙")]
    for each in desks:
        each.start()
    for each in desks:
        each.join(60)
    assert [each.exitcode for each in desks] == [0, 0]
    opening.open_database(centre)
    marks = sorted(int(title.call_mark) for title in Title.select())
    assert marks == list(range(1, 2 * EACH + 1))
