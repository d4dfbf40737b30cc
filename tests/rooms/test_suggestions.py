"""When a request does not fit: what fits instead, best first, and taking it with one call."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app import clock, errors
from centre_app.rooms import bookings, suggestions
from centre_app.rooms.suggestions import Suggestion
from centre_app.storage import action, journal
from centre_app.storage.database import db
from tests.builders import a_booking, a_closure, a_room, open_daily
from tests.rooms.scene import TODAY, at, book, status


@pytest.fixture
def room(centre: Path) -> Any:
    open_daily()
    return a_room(name="学习议事区", capacity=12)


def found(room: Any, begin: int = 14, end: int = 16, **more: Any) -> list[Suggestion]:
    wish = {"starts_at": at(begin), "ends_at": at(end), "head_count": 3, **more}
    return suggestions.alternatives(room_id=room.id, **wish)


def places(offers: list[Suggestion], kind: str) -> list[tuple[int, datetime, datetime]]:
    return [(each.room_id, each.starts_at, each.ends_at) for each in offers if each.kind == kind]


def test_the_smallest_room_that_is_large_enough_comes_first_and_never_one_too_small(room: Any) -> None:
    small, large, fitting = a_room(capacity=2), a_room(capacity=30), a_room(capacity=5)
    book(room)
    offered = places(found(room), "other_room")
    assert [each[0] for each in offered] == [fitting.id, large.id]
    assert small.id not in {each.room_id for each in found(room)}


def test_times_up_to_two_hours_away_are_offered_nearest_first(room: Any) -> None:
    book(room, 14, 16)
    assert places(found(room, 14, 16), "shifted") == [
        (room.id, at(16), at(18)),
        (room.id, at(12), at(14)),
    ]
    book(room, 16, 21)
    assert places(found(room, 14, 16), "shifted") == [(room.id, at(12), at(14))]


def test_a_shorter_time_within_the_wish_is_the_longest_that_fits(room: Any) -> None:
    book(room, 15, 21)
    book(room, 9, 14, head_count=1)
    assert places(found(room, 13, 16), "shorter") == []
    assert places(found(room, 14, 16), "shorter") == [(room.id, at(14), at(15))]


def test_another_day_skips_days_that_are_closed_or_taken(room: Any) -> None:
    book(room)
    book(room, days=2)
    a_closure(day=at(9, days=1).date())
    assert places(found(room), "other_day") == [
        (room.id, at(14, days=3), at(16, days=3)),
        (room.id, at(14, days=4), at(16, days=4)),
    ]


def test_exclusive_use_that_does_not_fit_may_be_shared(room: Any) -> None:
    shared = a_room(capacity=10, sharing="shared")
    book(shared, head_count=6)
    offered = [each for each in found(shared, alone=True) if each.kind == "shared"]
    assert [(each.starts_at, each.alone) for each in offered] == [(at(14), False)]
    assert [each.kind for each in found(shared, alone=True, head_count=5) if each.kind == "shared"] == []


def test_the_same_place_is_free_if_another_booking_moves(room: Any) -> None:
    small = a_room(name="涂鸦区", capacity=4)
    other = book(room, head_count=3)
    offered = [each for each in found(room, head_count=10) if each.kind == "moving"]
    assert [(each.moves.id, each.moves_to_room_id) for each in offered if each.moves] == [(other, small.id)]
    made = suggestions.take(offered[0], head_count=10, title="联席会议")
    assert [bookings.booking(each).room_id for each in (other, made)] == [small.id, room.id]
    journal.undo()
    assert bookings.booking(other).room_id == room.id


def test_who_is_there_already_is_not_asked_to_move(room: Any) -> None:
    a_room(capacity=4)
    running = book(room, 9, 12)
    bookings.arrive(running)
    assert not [each for each in found(room, 11, 13, head_count=10) if each.kind == "moving"]


def test_the_kinds_come_in_the_order_of_the_rule_and_each_says_itself(room: Any) -> None:
    a_room(capacity=15)
    book(room, 15, 17)
    kinds = [each.kind for each in found(room, 14, 16)]
    assert kinds == sorted(kinds, key=list(suggestions.KIND_LABELS).index)
    assert {"other_room", "shifted", "shorter", "other_day", "moving"} <= set(kinds)
    assert all(each.words for each in found(room))


def test_nothing_is_offered_that_has_begun(room: Any) -> None:
    book(room, 10, 11)
    with clock.pretend(at(9, 50)):
        assert all(each.starts_at >= at(9, 50) for each in found(room, 10, 11))


def test_no_booking_could_be_the_wish(room: Any) -> None:
    assert found(room, 16, 14) == []
    assert suggestions.alternatives(room_id=room.id, starts_at=datetime.max, ends_at=datetime.max) == []
    with pytest.raises(errors.NotFound):
        suggestions.alternatives(room_id=99, starts_at=at(14), ends_at=at(16))


def test_another_room_is_offered_with_its_own_minutes_around(room: Any) -> None:
    other = a_room(capacity=12, buffer_after=30)
    book(room)
    book(other, 16, 17)
    assert places(found(room), "other_room") == []
    offer = next(each for each in found(room, 14, 15) if each.kind == "other_room")
    assert (offer.room_id, offer.buffer_after) == (other.id, 30)


def test_taking_one_books_it_and_what_was_taken_meanwhile_is_refused(room: Any) -> None:
    a_room(capacity=15)
    book(room)
    offered = found(room)
    made = suggestions.take(offered[0], head_count=3, title="合唱队")
    assert (status(made), bookings.booking(made).title) == ("confirmed", "合唱队")
    with pytest.raises(errors.RoomAlreadyBooked):
        suggestions.take(offered[0], head_count=3, title="再来")


def test_a_booking_that_has_moved_meanwhile_is_not_moved_again(room: Any) -> None:
    a_room(capacity=4)
    other = book(room, head_count=3)
    offer = next(each for each in found(room, head_count=10) if each.kind == "moving")
    bookings.change_booking(other, ends_at=at(15))
    with pytest.raises(errors.SuggestionGone):
        suggestions.take(offer, head_count=10, title="联席会议")


def test_the_number_of_queries_does_not_grow_with_rooms_or_bookings(
    room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def queries() -> int:
        count, execute = [0], db.execute_sql
        monkeypatch.setattr(
            db, "execute_sql", lambda *given: (count.__setitem__(0, count[0] + 1), execute(*given))[1]
        )
        found(room)
        monkeypatch.undo()
        return count[0]

    book(room)
    few = queries()
    for number in range(20):
        other = a_room(capacity=10)
        book(other, 9 + number % 10, 11 + number % 10)
    assert queries() == few


BOOKED = st.tuples(
    st.integers(0, 2), st.integers(34, 80), st.integers(1, 12), st.integers(1, 8), st.booleans(),
    st.sampled_from([0, 0, 15]),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(booked=st.lists(BOOKED, max_size=12), wish=BOOKED)
def test_whatever_is_offered_can_be_booked(centre: Path, booked: list[Any], wish: Any) -> None:
    """Every offer, taken by itself, is accepted by the very verb that refuses what does not fit."""
    rooms = three_rooms()
    with db.atomic() as attempt:
        for entry in booked:
            place = as_place(rooms, entry)
            if bookings.refusal(**place) is None:
                a_row(place)
        for offer in suggestions.alternatives(**as_place(rooms, wish)):
            with db.atomic() as taking:
                suggestions.take(offer, head_count=wish[3], title="试")
                taking.rollback()
        attempt.rollback()


def three_rooms() -> list[Any]:
    from centre_app.centre.models import Room

    if not Room.select().exists():
        open_daily()
        for capacity, sharing in ((4, "exclusive"), (8, "shared"), (12, "exclusive")):
            a_room(capacity=capacity, sharing=sharing, buffer_after=15 if capacity == 12 else 0)
    return list(Room.select().order_by(Room.id))


def as_place(rooms: list[Any], entry: Any) -> dict[str, Any]:
    number, start, quarters, heads, alone, after = entry
    begin = TODAY + timedelta(minutes=15 * start)
    return {
        "room_id": rooms[number].id, "starts_at": begin, "ends_at": begin + timedelta(minutes=15 * quarters),
        "head_count": heads, "alone": alone, "buffer_after": after,
    }  # fmt: skip


def a_row(place: dict[str, Any]) -> None:
    given = dict(place)
    room_id = given.pop("room_id")
    a_booking(room=room_id, **given)
    assert action.current_action() is None
