"""The history of a booking: who did what with it, when and why."""

from pathlib import Path
from typing import Any

import pytest

from centre_app import clock
from centre_app.rooms import bookings, history, rearranging
from centre_app.storage import action, journal
from centre_app.storage.database import db
from tests.builders import a_clerk, a_person, a_room, open_daily
from tests.rooms.scene import at, book


@pytest.fixture
def room(centre: Path) -> Any:
    open_daily()
    action.current_clerk.set(a_clerk(name="李敏").id)
    return a_room(name="学习议事区", capacity=12)


def test_making_changing_and_cancelling_are_told_in_order_with_clerk_time_and_reason(room: Any) -> None:
    booked = book(room)
    with clock.pretend(at(11)):
        bookings.change_booking(booked, ends_at=at(17), person_id=a_person(name="孙桂英").id)
    with clock.pretend(at(12)):
        action.current_clerk.set(a_clerk(name="王师傅").id)
        bookings.cancel(booked, reason="下雨")
    made, changed, cancelled = history.of(booked)
    assert (made.at, made.clerk, made.label, made.changes) == (at(10), "李敏", "预约场地", ())
    assert [(each.label, each.before, each.after) for each in changed.changes] == [
        ("结束", "2026-10-22 16:00", "2026-10-22 17:00"), ("联系人", "", "孙桂英"),
    ]  # fmt: skip
    assert (cancelled.at, cancelled.clerk, cancelled.reason) == (at(12), "王师傅", "下雨")
    assert (cancelled.changes[0].field, cancelled.changes[0].after) == ("status", "已取消")


def test_an_undo_is_part_of_the_history(room: Any) -> None:
    booked = book(room)
    bookings.cancel(booked, reason="下雨")
    journal.undo()
    undone = history.of(booked)[-1]
    assert (undone.kind, undone.changes[0].after) == ("undo", "已确认")
    journal.redo()
    assert history.of(booked)[-1].kind == "redo"


def test_a_move_to_another_room_is_one_event_with_the_rooms_named(room: Any) -> None:
    other = a_room(name="航模展示区", capacity=12)
    booked = book(room)
    rearranging.move_to_room(booking_ids=[booked], room_id=other.id)
    assert len(history.of(booked)) == 2
    moved = history.of(booked)[-1].changes
    assert [(each.field, each.before, each.after) for each in moved] == [
        ("room_id", "学习议事区", "航模展示区")
    ]


def test_a_booking_taken_away_by_undo_still_has_its_history(room: Any) -> None:
    booked = book(room)
    journal.undo()
    assert [event.kind for event in history.of(booked)] == ["do", "undo"]


def test_a_change_from_outside_is_said_to_be_one_and_nothing_is_known_of_what_never_was(room: Any) -> None:
    booked = book(room)
    db.execute_sql("UPDATE booking SET title = '改' WHERE id = ?", (booked,))
    event = history.of(booked)[-1]
    assert (event.at, event.clerk, event.changes[0].after) == (None, "", "改")
    assert history.of(404) == []


def test_the_reason_for_an_exception_is_told(room: Any) -> None:
    booked = book(room, 20, 22, override_reason="街道安排")
    assert history.of(booked)[0].reason == "街道安排"
