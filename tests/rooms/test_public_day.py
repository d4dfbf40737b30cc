"""What the public may see of a day: the state of each room, and never a person's name."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from centre_app.rooms.public_day import RoomDay, RoomState, public_day
from tests.builders import a_booking, a_closure, a_person, a_room, open_daily

TODAY = date(2026, 10, 22)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(TODAY, time(hour, minute))


def only_room(**more: bool) -> RoomDay:
    (found,) = public_day(TODAY, **more)
    return found


@pytest.fixture(autouse=True)
def open_centre(centre: Path) -> None:
    open_daily(opens_at="08:30", closes_at="21:00")


def test_a_title_that_names_its_holder_is_only_said_to_be_booked() -> None:
    room, person = a_room(), a_person(name="王小明")
    a_booking(room=room, starts_at=at(9), ends_at=at(10), title="王小明生日会", person=person)
    a_booking(room=room, starts_at=at(10), ends_at=at(11), title="", person=person)
    a_booking(room=room, starts_at=at(11), ends_at=at(12), title="读书会", person=person)
    assert [booking.words for booking in only_room().bookings] == ["已预约", "已预约", "读书会"]


def test_what_came_to_nothing_or_waits_for_approval_is_not_shown_to_the_public() -> None:
    room = a_room()
    for hour, status in enumerate(("cancelled", "displaced", "no_show", "requested", "completed"), start=10):
        a_booking(room=room, starts_at=at(hour), ends_at=at(hour + 1), status=status)
    assert [booking.status for booking in only_room().bookings] == ["completed"]
    assert [booking.status for booking in only_room(with_requests=True).bookings] == [
        "requested",
        "completed",
    ]


def test_a_room_in_use_says_until_when_and_for_what() -> None:
    a_booking(room=a_room(), starts_at=at(9), ends_at=at(11), title="书法班")
    assert only_room().state_at(at(10)) == RoomState("in_use", at(11), "书法班")
    assert only_room().state_at(at(11)) == RoomState("free", at(21))


def test_a_free_room_is_free_until_the_next_booking() -> None:
    a_booking(room=a_room(), starts_at=at(14), ends_at=at(16))
    assert only_room().state_at(at(10)) == RoomState("free", at(14))


def test_a_shared_room_in_use_tells_the_places_left() -> None:
    room = a_room(sharing="shared", capacity=12)
    a_booking(room=room, starts_at=at(9), ends_at=at(11), title="自习", head_count=5)
    a_booking(room=room, starts_at=at(10), ends_at=at(12), title="绘本", head_count=4)
    state = only_room().state_at(at(10))
    assert (state.kind, state.until, state.places) == ("in_use", at(12), 3)
    assert state.words == "自习、绘本"


def test_a_closed_room_says_why_and_when_it_opens_again() -> None:
    a_closure(day=TODAY, room=a_room(), reason="检修")
    assert only_room().state_at(at(10)) == RoomState("closed", None, "检修")


def test_before_opening_a_room_is_closed_until_it_opens() -> None:
    a_room()
    assert only_room().state_at(at(7)) == RoomState("closed", at(8, 30))


def test_a_booking_over_midnight_is_shown_on_both_days() -> None:
    room = a_room()
    a_booking(room=room, starts_at=datetime(2026, 10, 21, 22), ends_at=at(2))
    assert len(only_room().bookings) == 1


def test_a_retired_room_is_shown_only_while_it_is_still_booked() -> None:
    kept, gone = a_room(active=False), a_room(active=False)
    a_booking(room=kept, starts_at=at(9), ends_at=at(10))
    assert [room.room_id for room in public_day(TODAY)] == [kept.id] != [gone.id]
