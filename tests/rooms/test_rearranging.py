"""Several bookings moved at once: one action, judged by how it ends."""

from pathlib import Path
from typing import Any

import pytest

from centre_app import errors
from centre_app.rooms import bookings, rearranging
from centre_app.rooms.rearranging import Move
from centre_app.storage import journal
from tests.builders import a_closure, a_room, open_daily
from tests.rooms.scene import TOMORROW, at, book, status


@pytest.fixture
def room(centre: Path) -> Any:
    open_daily()
    return a_room(name="学习议事区", capacity=12)


def places(*booking_ids: int) -> list[tuple[int, int, int]]:
    rows = [bookings.booking(booking_id) for booking_id in booking_ids]
    return [(row.room_id, row.starts_at.hour, row.ends_at.hour) for row in rows]


def test_two_bookings_change_places(room: Any) -> None:
    other = a_room(capacity=12)
    one, two = book(room, 9, 11), book(other, 14, 17)
    rearranging.swap(one, other_id=two)
    assert places(one, two) == [(other.id, 14, 16), (room.id, 9, 12)]
    journal.undo()
    assert places(one, two) == [(room.id, 9, 11), (other.id, 14, 17)]
    journal.redo()
    assert places(one, two) == [(other.id, 14, 16), (room.id, 9, 12)]


def test_a_whole_afternoon_is_shifted_over_its_own_places(room: Any) -> None:
    booked = [book(room, 13, 14), book(room, 14, 15), book(room, 15, 17)]
    rearranging.shift(booking_ids=booked, minutes=60)
    assert places(*booked) == [(room.id, 14, 15), (room.id, 15, 16), (room.id, 16, 18)]
    assert [status(each) for each in booked] == ["confirmed"] * 3
    journal.undo()
    assert places(*booked) == [(room.id, 13, 14), (room.id, 14, 15), (room.id, 15, 17)]


def test_a_rooms_day_goes_to_another_room(room: Any) -> None:
    other = a_room(capacity=12)
    booked = [book(room, 9, 11), book(room, 14, 15)]
    rearranging.move_to_room(booking_ids=booked, room_id=other.id)
    assert places(*booked) == [(other.id, 9, 11), (other.id, 14, 15)]


@pytest.mark.parametrize("obstacle", ["booking", "closure", "small"])
def test_if_one_does_not_fit_all_stay_as_they_were(room: Any, obstacle: str) -> None:
    other = a_room(capacity=2 if obstacle == "small" else 12)
    booked = [book(room, 9, 11), book(room, 14, 15)]
    if obstacle == "booking":
        book(other, 14, 15, title="合唱队")
    elif obstacle == "closure":
        a_closure(day=at(9).date(), room=other)
    before = [bookings.booking(each) for each in booked]
    with pytest.raises((errors.RoomAlreadyBooked, errors.BookingInClosure, errors.RoomTooSmall)) as refused:
        rearranging.move_to_room(booking_ids=booked, room_id=other.id)
    assert refused.value.sentence()
    assert [bookings.booking(each) for each in booked] == before


def test_bookings_that_would_be_in_each_others_way_are_refused(room: Any) -> None:
    one, two = book(room, 9, 10), book(room, 14, 15)
    moves = [Move(one, None, at(18), at(19)), Move(two, None, at(18), at(20))]
    assert isinstance(rearranging.check(moves), errors.RoomAlreadyBooked)
    with pytest.raises(errors.RoomAlreadyBooked):
        rearranging.rearrange(moves)
    assert places(one, two) == [(room.id, 9, 10), (room.id, 14, 15)]


def test_asking_first_writes_nothing(room: Any) -> None:
    one, two = book(room, 9, 10), book(room, 10, 11)
    before = journal.last_change_id()
    assert rearranging.check([Move(one, None, at(10), at(11)), Move(two, None, at(9), at(10))]) is None
    assert journal.last_change_id() == before


def test_a_shared_room_is_judged_by_the_sum_at_the_end(centre: Path) -> None:
    open_daily()
    shared, room = a_room(capacity=10, sharing="shared"), a_room(capacity=12)
    booked = [book(room, 9, 10, head_count=6), book(room, 10, 11, head_count=4)]
    together = [Move(booked[0], shared.id, at(14), at(15)), Move(booked[1], shared.id, at(14), at(15))]
    assert rearranging.check(together) is None
    book(shared, 14, 15, head_count=1)
    assert isinstance(rearranging.check(together), errors.RoomFull)


def test_what_is_over_does_not_move_and_nothing_is_no_move(room: Any) -> None:
    gone = book(room)
    bookings.cancel(gone, reason="下雨")
    with pytest.raises(errors.BookingStateForbids):
        rearranging.shift(booking_ids=[gone], minutes=15)
    with pytest.raises(errors.NothingToMove):
        rearranging.rearrange([])


def test_new_minutes_around_are_given_to_the_bookings_ahead_if_they_fit(room: Any) -> None:
    from centre_app.centre import rooms

    running, first, second = book(room, 9, 11), book(room, 13, 14), book(room, 15, 16)
    rooms.change_room(room_id=room.id, buffer_after=30)
    assert rearranging.apply_buffers(room_id=room.id, now=at(10)) == 2
    assert [bookings.booking(each).buffer_after for each in (running, first, second)] == [0, 30, 30]
    rooms.change_room(room_id=room.id, buffer_after=90)
    with pytest.raises(errors.RoomAlreadyBooked):
        rearranging.apply_buffers(room_id=room.id, now=at(10))
    assert bookings.booking(first).buffer_after == 30


def test_requests_move_along_and_stay_requests(centre: Path) -> None:
    open_daily()
    hall = a_room(capacity=12, needs_approval=True)
    request = book(hall, 9, 10)
    rearranging.rearrange([Move(request, None, TOMORROW.replace(hour=9), TOMORROW.replace(hour=10))])
    assert (status(request), bookings.booking(request).starts_at) == ("requested", TOMORROW.replace(hour=9))


def test_a_shift_out_of_the_calendar_is_refused(room: Any) -> None:
    booking_id = book(room)
    for minutes in (10**12, -(10**12)):
        with pytest.raises(errors.BookingTooFarAhead):
            rearranging.shift(booking_ids=[booking_id], minutes=minutes)
