"""Requests for rooms that need approval, and bookings taken up again."""

from pathlib import Path
from typing import Any

import pytest

from centre_app import errors
from centre_app.access import audit
from centre_app.centre import rooms
from centre_app.rooms import bookings
from centre_app.rooms.models import Booking
from centre_app.storage import journal
from tests.builders import a_closure, a_room, open_daily
from tests.rooms.scene import TODAY, at, book, status


@pytest.fixture
def hall(centre: Path) -> Any:
    open_daily(opens_at="08:30", closes_at="21:00")
    return a_room(name="议事厅", capacity=12, needs_approval=True)


def test_a_request_holds_no_place_and_two_may_want_the_same(hall: Any) -> None:
    one, other = book(hall), book(hall)
    assert [status(one), status(other)] == ["requested", "requested"]
    assert bookings.possible(bookings.booking(one)) == ["approve", "decline", "cancel", "change"]
    assert [row.id for row in bookings.requests(TODAY)] == [one, other]


def test_of_two_requests_for_one_place_the_second_is_refused_with_the_clash(hall: Any) -> None:
    one, other = book(hall, title="腰鼓队"), book(hall)
    bookings.approve(one)
    with pytest.raises(errors.RoomAlreadyBooked, match="腰鼓队 14:00–16:00"):
        bookings.approve(other)
    assert [status(one), status(other)] == ["confirmed", "requested"]


def test_a_request_for_what_is_taken_already_is_refused_at_once(hall: Any) -> None:
    bookings.approve(book(hall))
    with pytest.raises(errors.RoomAlreadyBooked):
        book(hall)


def test_a_closure_that_came_meanwhile_stands_in_the_way_of_approval(hall: Any) -> None:
    request = book(hall)
    a_closure(day=TODAY.date(), reason="停电")
    with pytest.raises(errors.BookingInClosure, match="停电"):
        bookings.approve(request)
    bookings.approve(request, override_reason="主任同意")
    assert bookings.booking(request).override_reason == "主任同意"


def test_declining_keeps_the_reason(hall: Any) -> None:
    request = book(hall)
    with pytest.raises(errors.DeclineNeedsReason):
        bookings.decline(request, reason=" ")
    bookings.decline(request, reason="另有会议")
    row = bookings.booking(request)
    assert (row.status, row.cancel_reason) == ("cancelled", "另有会议")


def test_a_cancelled_booking_comes_back_only_where_it_is_still_free(centre: Path) -> None:
    open_daily()
    room = a_room(capacity=12)
    gone = book(room)
    bookings.cancel(gone, reason="下雨")
    book(room, 15, 17)
    with pytest.raises(errors.RoomAlreadyBooked):
        bookings.reactivate(gone)
    bookings.reactivate(gone, starts_at=at(17), ends_at=at(19))
    row = bookings.booking(gone)
    assert (row.status, row.starts_at, row.cancel_reason) == ("confirmed", at(17), "")


def test_where_approval_is_needed_a_cancelled_booking_comes_back_as_a_request(hall: Any) -> None:
    gone = book(hall)
    bookings.cancel(gone, reason="下雨")
    bookings.reactivate(gone)
    assert status(gone) == "requested"


def test_a_booking_moved_into_a_room_that_needs_approval_becomes_a_request(hall: Any) -> None:
    free = a_room(capacity=12)
    booked = book(free)
    bookings.change_booking(booked, room_id=hall.id)
    assert status(booked) == "requested"
    journal.undo()
    assert status(booked) == "confirmed"


def test_the_rooms_minutes_are_kept_with_each_booking(centre: Path) -> None:
    open_daily()
    room = a_room(capacity=12, buffer_before=10, buffer_after=15)
    first = bookings.booking(book(room))
    rooms.change_room(room_id=room.id, buffer_before=0, buffer_after=0)
    second = bookings.booking(book(room, 10, 12))
    given = bookings.booking(book(room, 18, 19, buffer_after=30))
    assert [(row.buffer_before, row.buffer_after) for row in (first, second, given)] == [
        (10, 15),
        (0, 0),
        (0, 30),
    ]


def test_the_minutes_after_count_as_taken(centre: Path) -> None:
    open_daily()
    room = a_room(capacity=12, buffer_after=15)
    book(room)
    assert isinstance(
        bookings.refusal(room_id=room.id, starts_at=at(16), ends_at=at(17)), errors.RoomAlreadyBooked
    )
    assert bookings.refusal(room_id=room.id, starts_at=at(16, 15), ends_at=at(17)) is None


def test_with_a_reason_a_room_is_booked_outside_its_hours_and_the_reason_is_kept(centre: Path) -> None:
    open_daily(closes_at="21:00")
    room = a_room(capacity=12)
    with pytest.raises(errors.BookingOutsideHours):
        book(room, 20, 22)
    made = book(room, 20, 22, override_reason=" 街道  安排 ")
    assert bookings.booking(made).override_reason == "街道 安排"
    assert f"booking:{made}" in [entry.subject for entry in audit.entries(limit=5)]
    with pytest.raises(errors.RoomAlreadyBooked):
        book(room, 20, 22, override_reason="再来一次")
    assert Booking.select().count() == 1
