"""Behaviour of undo, redo and the journal behind them."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app import clock, errors
from centre_app.centre.models import Room
from centre_app.people.models import Person
from centre_app.storage import action, journal, opening, schema
from centre_app.storage.database import db
from tests.builders import a_clerk, a_person, a_room, a_visit

ROOT = Path(__file__).parents[2]
ANOTHER_WINDOW = """
import sys
from datetime import datetime
from pathlib import Path
from centre_app import clock
from centre_app.people import people
from centre_app.storage import opening
clock.set_for_tests(datetime(2026, 10, 22, 10))
opening.open_database(Path(sys.argv[1]))
people.register(name="另一窗口")
"""


@action.action("rename a person")
def rename(*, person_id: int, name: str) -> None:
    Person.update(name=name).where(Person.id == person_id).execute()


@action.action("swap two cards")
def swap_cards(*, first: int, second: int) -> None:
    one, two = Person.get_by_id(first), Person.get_by_id(second)
    Person.update(card_number=None).where(Person.id == first).execute()
    Person.update(card_number=one.card_number).where(Person.id == second).execute()
    Person.update(card_number=two.card_number).where(Person.id == first).execute()


def everything() -> dict[str, list[tuple]]:
    """Every row of every table the clerk fills."""
    return {
        table: db.execute_sql(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
        for table in schema.journalled_tables()
    }


def test_undo_brings_back_a_row_as_it_was_and_redo_the_change(centre):
    person = a_person(name="王小明")
    rename(person_id=person.id, name="王晓明")

    assert journal.undo().label == "rename a person"
    assert Person.get_by_id(person.id).name == "王小明"
    assert journal.redo().label == "rename a person"
    assert Person.get_by_id(person.id).name == "王晓明"


def test_several_steps_on_one_row_are_undone_one_after_the_other(centre):
    person = a_person(name="一")
    for name in ("二", "三", "四"):
        rename(person_id=person.id, name=name)

    names = []
    for _step in range(3):
        journal.undo()
        names.append(Person.get_by_id(person.id).name)

    assert names == ["三", "二", "一"]


def test_a_new_action_after_an_undo_leaves_nothing_to_redo(centre):
    person = a_person()
    rename(person_id=person.id, name="二")
    journal.undo()
    rename(person_id=person.id, name="三")

    with pytest.raises(errors.NothingToRedo):
        journal.redo()


def test_a_swap_under_a_unique_index_is_undone(centre):
    one, two = a_person(card_number="R1"), a_person(card_number="R2")
    swap_cards(first=one.id, second=two.id)

    journal.undo()

    assert [Person.get_by_id(row.id).card_number for row in (one, two)] == ["R1", "R2"]


def test_undo_of_an_earlier_step_names_the_later_one_on_the_same_row(centre):
    person = a_person()
    rename(person_id=person.id, name="二")
    earlier = journal.undoable()[0]
    swap_cards(first=person.id, second=a_person().id)

    with pytest.raises(errors.UndoRefused) as refused:
        journal.undo_action(earlier.action_id)
    assert refused.value.data["later"] == "swap two cards"
    assert Person.get_by_id(person.id).name == "二"


def test_a_person_who_has_visited_since_is_not_undone_away(centre):
    person = a_person()
    registered = journal.undoable()[0]
    a_visit(room=a_room(), person=person, arrived_at=clock.now())

    with pytest.raises(errors.UndoRefused):
        journal.undo_action(registered.action_id)
    assert Person.select().count() == 1


def test_what_was_undone_in_between_is_no_obstacle(centre):
    person = a_person(name="一")
    rename(person_id=person.id, name="二")
    first = journal.undoable()[0]
    rename(person_id=person.id, name="三")
    journal.undo()

    journal.undo_action(first.action_id)

    assert Person.get_by_id(person.id).name == "一"


def test_each_clerk_undoes_their_own_steps(centre):
    person = a_person()
    li, wang = a_clerk(name="李敏"), a_clerk(name="王师傅")
    action.current_clerk.set(li.id)
    rename(person_id=person.id, name="二")
    action.current_clerk.set(wang.id)

    with pytest.raises(errors.NothingToUndo):
        journal.undo()


def test_the_same_action_is_not_undone_twice(centre):
    person = a_person()
    rename(person_id=person.id, name="二")
    done = journal.undoable()[0]
    journal.undo_action(done.action_id)

    with pytest.raises(errors.AlreadyUndone):
        journal.undo_action(done.action_id)


def test_undo_takes_back_what_this_window_did_and_not_what_another_one_does_for_the_same_clerk(centre):
    person = a_person(name="一")
    rename(person_id=person.id, name="二")
    opened_here = journal.undoable()[0]
    subprocess.run([sys.executable, "-c", ANOTHER_WINDOW, str(centre)], check=True, cwd=ROOT)

    assert journal.undo().action_id == opened_here.action_id
    assert [row.name for row in Person.select().order_by(Person.id)] == ["一", "另一窗口"]
    other = db.execute_sql("SELECT max(id) FROM action WHERE kind = 'do'").fetchone()[0]
    journal.undo_action(other)
    assert Person.select().count() == 1


def test_what_was_done_before_the_file_was_opened_is_undone_by_name_alone(centre):
    rename(person_id=a_person(name="一").id, name="二")
    earlier = journal.undoable()[0]
    opening.open_database(centre)

    with pytest.raises(errors.NothingToUndo):
        journal.undo()
    journal.undo_action(earlier.action_id)
    assert Person.get().name == "一"


def test_forgotten_images_keep_who_and_when_and_refuse_undo(centre, frozen):
    person = a_person(name="一")
    rename(person_id=person.id, name="二")
    old = journal.undoable()[0]
    clock.set_for_tests(frozen + timedelta(days=400))

    journal.forget_images(clock.utc_now() - timedelta(days=365))

    with pytest.raises(errors.UndoRefused):
        journal.undo_action(old.action_id)
    assert "一" not in str(db.execute_sql("SELECT group_concat(before) FROM change").fetchall())


def test_images_younger_than_the_limit_are_kept(centre, frozen):
    person = a_person(name="一")
    clock.set_for_tests(frozen + timedelta(days=400))
    rename(person_id=person.id, name="二")

    journal.forget_images(clock.utc_now() - timedelta(days=365))
    journal.undo()

    assert Person.get_by_id(person.id).name == "一"


def test_another_connections_changes_are_told_by_table(centre):
    seen = journal.last_change_id()
    a_room()

    newest, tables = journal.changed_since(seen)

    assert (newest, tables) == (seen + 1, frozenset({"room"}))
    assert journal.changed_since(newest) == (newest, frozenset())


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "rename", "remove", "swap"]), st.integers(0, 5)), max_size=12
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_undoing_all_steps_restores_every_table_and_redoing_them_too(centre, steps):
    before = everything()
    begun = journal.last_change_id()
    for kind, which in steps:
        _step(kind, which)
    after = everything()

    count = 0
    while journal.last_change_id() > begun and (done := journal.next_undo()) and _is_newer(done, begun):
        journal.undo()
        count += 1
    assert everything() == before
    for _redo in range(count):
        journal.redo()
    assert everything() == after


def _is_newer(done: journal.Done, begun: int) -> bool:
    first = db.execute_sql("SELECT first_change FROM action WHERE id = ?", (done.action_id,)).fetchone()[0]
    original = first
    link = db.execute_sql("SELECT undoes_id FROM action WHERE id = ?", (done.action_id,)).fetchone()[0]
    while link is not None:
        original, link = db.execute_sql(
            "SELECT first_change, undoes_id FROM action WHERE id = ?", (link,)
        ).fetchone()
    return original > begun


def _step(kind: str, which: int) -> None:
    people = list(Person.select().order_by(Person.id))
    if kind == "add" or len(people) < 2:
        a_person()
        return
    person, other = people[which % len(people)], people[(which + 1) % len(people)]
    if kind == "rename":
        rename(person_id=person.id, name=f"{person.name}某"[-20:])
    elif kind == "swap":
        swap_cards(first=person.id, second=other.id)
    else:
        action.run("remove", person.delete_instance)


def test_a_room_made_larger_cannot_be_made_small_again_under_a_booking(centre):
    from tests.builders import a_booking

    room = a_room(capacity=5, sharing="shared")
    action.run("enlarge", lambda: Room.update(capacity=10).where(Room.id == room.id).execute())
    enlarged = journal.undoable()[0]
    a_booking(room=room, starts_at=clock.now(), ends_at=clock.now() + timedelta(hours=1), head_count=9)

    with pytest.raises(errors.CentreError):
        journal.undo_action(enlarged.action_id)
    assert Room.get_by_id(room.id).capacity == 10


def test_a_row_that_the_same_step_pointed_elsewhere_is_no_obstacle(centre):
    ward = a_person()
    guardian: list[Person] = []

    def add_guardian() -> None:
        guardian.append(Person.create(name="赵"))
        Person.update(guardian=guardian[0]).where(Person.id == ward.id).execute()

    action.run("add a guardian", add_guardian)
    journal.undo()

    assert Person.get_by_id(ward.id).guardian_id is None
    assert Person.select().count() == 1
