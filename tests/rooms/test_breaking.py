"""What would break is listed before it is saved, and agrees with what saving then refuses."""

from pathlib import Path
from typing import Any

import pytest

from centre_app import errors
from centre_app.centre import rooms
from centre_app.rooms import bookings, breaking
from tests.builders import a_room, open_daily
from tests.rooms.scene import at, book


@pytest.fixture
def shared(centre: Path) -> Any:
    open_daily()
    return a_room(name="悦享读书区", capacity=10, sharing="shared")


def broken(room: Any, **changes: Any) -> list[int]:
    found = breaking.what_would_break(room_id=room.id, **changes)
    assert all(each.why for each in found)
    return [each.booking.id for each in found]


def test_a_smaller_room_names_each_booking_too_large_or_too_many(shared: Any) -> None:
    one, two, large = (
        book(shared, head_count=4),
        book(shared, 15, 17, head_count=4),
        book(shared, 18, 19, head_count=9),
    )
    assert broken(shared, capacity=9) == []
    assert broken(shared, capacity=8) == [large]
    assert broken(shared, capacity=7) == [one, two, large]
    with pytest.raises(errors.RoomChangeBreaksBookings):
        rooms.change_room(room_id=shared.id, capacity=7)


def test_a_room_for_one_party_names_all_that_overlap(shared: Any) -> None:
    one, two = book(shared), book(shared, 15, 17)
    book(shared, 17, 18)
    assert broken(shared, sharing="exclusive") == [one, two]


def test_other_minutes_around_name_what_would_be_too_close(shared: Any) -> None:
    room = a_room(capacity=12)
    one, two = book(room, 13, 14), book(room, 14, 15)
    book(room, 18, 19)
    assert broken(room, buffer_after=0) == []
    assert broken(room, buffer_before=5) == [one, two]
    assert broken(room, buffer_after=15) == [one, two]


def test_what_is_over_or_cancelled_breaks_nothing(shared: Any) -> None:
    done, gone = book(shared, 9, 10, head_count=9), book(shared, head_count=9)
    bookings.complete(done, came_count=9)
    bookings.cancel(gone, reason="下雨")
    assert broken(shared, capacity=3) == []
    rooms.change_room(room_id=shared.id, capacity=3)


def test_a_closure_lists_bookings_and_requests_it_would_hit(shared: Any) -> None:
    hall = a_room(capacity=12, needs_approval=True)
    one, request, gone = book(shared, 14, 16), book(hall, 15, 17), book(shared, 15, 16)
    book(shared, 18, 19)
    bookings.cancel(gone, reason="下雨")
    times = {"starts_at": at(15), "ends_at": at(18)}
    assert [each.booking.id for each in breaking.broken_by_closure(**times)] == [one, request]
    assert [each.booking.id for each in breaking.broken_by_closure(**times, room_id=hall.id)] == [request]


def test_a_change_of_a_booking_lists_what_is_in_its_way(shared: Any) -> None:
    room = a_room(capacity=12)
    one, two = book(room, 13, 14), book(room, 15, 16)
    assert [row.id for row in breaking.broken_by_change(one, ends_at=at(15, 30))] == [two]
    assert breaking.broken_by_change(one, buffer_after=60) == []
    assert [row.id for row in breaking.broken_by_change(one, buffer_after=61)] == [two]
