"""Behaviour of actions: all or nothing, who did it, what is told after commit."""

import contextlib
from datetime import timedelta

import pytest
from sqlcipher3 import dbapi2

from centre_app import clock, errors
from centre_app.centre.models import Room
from centre_app.storage import action
from centre_app.storage.action import Committed, current_clerk, note, on_commit
from centre_app.storage.database import db, part
from centre_app.storage.journal_models import Action, Change
from tests.builders import a_clerk


@action.action("add a room")
def add_room(*, name: str, fail: bool = False) -> int:
    room = Room.create(name=name, kind="study", capacity=12, sharing="exclusive")
    if fail:
        raise errors.NotFound
    return int(room.id)


@action.action("add two rooms")
def add_two(*, second_fails: bool = False) -> None:
    add_room(name="甲")
    with contextlib.suppress(errors.NotFound):
        add_room(name="乙", fail=second_fails)


def test_a_failed_action_leaves_nothing(centre):
    with pytest.raises(errors.NotFound):
        add_room(name="甲", fail=True)

    assert Room.select().count() == Action.select().count() == Change.select().count() == 0


def test_an_action_names_the_clerk_on_duty_and_the_rows(centre):
    clerk = a_clerk()
    current_clerk.set(clerk.id)

    room_id = add_room(name="甲")

    done = Action.select().order_by(Action.id.desc()).get()
    change = Change.select().where(Change.action_id == done.id).get()
    assert (done.clerk_id, done.label) == (clerk.id, "add a room")
    assert (change.table_name, change.row_id, change.kind) == ("room", room_id, "i")


def test_an_action_inside_another_joins_it(centre):
    add_two()

    assert [done.label for done in Action.select()] == ["add two rooms"]
    assert {change.action_id for change in Change.select()} == {1}


def test_a_part_that_failed_and_was_forgiven_leaves_nothing_of_itself(centre):
    add_two(second_fails=True)

    assert [room.name for room in Room.select()] == ["甲"]


@action.action("add three rooms")
def add_three() -> None:
    with contextlib.suppress(errors.NotFound):
        add_two()
        raise_after_adding()
    add_room(name="丙")


@action.action("add a room and fail")
def raise_after_adding() -> None:
    add_room(name="丁")
    raise errors.NotFound


def test_only_the_part_that_failed_is_taken_back_whatever_parts_it_had_itself(centre):
    add_three()

    assert [room.name for room in Room.select().order_by(Room.id)] == ["甲", "乙", "丙"]


@action.action("add a room with a long name")
def add_long() -> None:
    add_room(name="甲" * 200_000)


def test_a_disk_that_is_full_inside_a_part_is_told_as_such_and_leaves_nothing(centre):
    pages = db.pragma("page_count")
    db.pragma("max_page_count", pages + 20)

    with pytest.raises(errors.DiskFull):
        add_long()

    assert Room.select().count() == Action.select().count() == 0


def test_an_error_that_ended_the_transaction_is_told_as_itself(centre):
    def fail() -> None:
        with part():
            db.execute_sql("ROLLBACK")  # as SQLite does by itself on some full disks
            raise errors.DiskFull

    db.execute_sql("BEGIN IMMEDIATE")
    with pytest.raises(errors.DiskFull):
        fail()


def test_news_come_after_the_commit_with_the_changed_tables(centre):
    news: list[Committed] = []
    stop = on_commit(lambda committed: news.append(committed) or news.append(Room.select().count()))

    add_room(name="甲")
    stop()
    add_room(name="乙")

    assert news == [Committed(1, "add a room", frozenset({"room"})), 1]


def test_a_second_writer_is_told_to_wait_and_nothing_is_written(centre):
    db.pragma("busy_timeout", 0)
    other = dbapi2.connect(str(centre), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(errors.Busy):
            add_room(name="甲")
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert Room.select().count() == 0


def test_a_clock_before_the_last_action_must_be_confirmed_first(centre, frozen):
    add_room(name="甲")
    clock.set_for_tests(frozen - timedelta(days=3))

    with pytest.raises(errors.ClockBehind) as refused:
        add_room(name="乙")
    assert "2026-10-19" in refused.value.sentence()
    action.confirm_clock()
    add_room(name="乙")

    assert Room.select().count() == 2


def test_a_clock_set_right_by_a_few_minutes_disturbs_nobody(centre, frozen):
    add_room(name="甲")
    clock.set_for_tests(frozen - timedelta(minutes=5))

    add_room(name="乙")

    assert Room.select().count() == 2


def test_what_was_only_seen_is_recorded_and_cannot_be_undone(centre):
    from centre_app.storage import journal

    note("open a minor's record", subject="person:7")

    seen = Action.get()
    assert (seen.kind, seen.subject) == ("note", "person:7")
    assert journal.undoable() == []


def test_without_an_open_centre_a_verb_says_so():
    with pytest.raises(errors.NotOpen):
        add_room(name="甲")


def test_a_write_from_outside_the_program_is_journalled_under_no_action(centre):
    other = dbapi2.connect(str(centre), isolation_level=None)
    other.execute("INSERT INTO room (name, kind, capacity, sharing) VALUES ('甲', 'study', 12, 'exclusive')")
    other.close()

    assert [(change.action_id, change.table_name) for change in Change.select()] == [(None, "room")]
