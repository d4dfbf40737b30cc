"""Booking a room, changing the booking, and what may become of it."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from centre_app import clock, errors
from centre_app.centre import calendar
from centre_app.centre.models import Room
from centre_app.rooms import bookings, displacing
from centre_app.rooms.models import STATUSES, Booking
from centre_app.rooms.states import STEPS
from centre_app.storage import journal
from tests.builders import a_booking, a_closure, a_person, a_room, open_daily

TODAY = datetime(2026, 10, 22)
NOON = datetime(2026, 10, 22, 12)


def at(hour: int, minute: int = 0) -> datetime:
    return TODAY.replace(hour=hour, minute=minute)


@pytest.fixture
def room(centre: Path) -> Any:
    open_daily(opens_at="08:30", closes_at="21:00")
    return a_room(name="学习议事区", capacity=12)


@pytest.fixture
def shared(room: Any) -> Any:
    return a_room(name="悦享读书区", capacity=10, sharing="shared")


def book(room: Any, begin: int = 14, end: int = 16, **more: Any) -> int:
    values = {"starts_at": at(begin), "ends_at": at(end), "title": "书画队", "head_count": 3, **more}
    return bookings.book(room_id=room.id, **values)


def test_a_booking_stands_on_the_day_board_with_all_it_was_given(room: Any) -> None:
    person = a_person(name="孙桂英", phone="13800005678")
    booking_id = book(
        room, person_id=person.id, note="要投影", head_count=11, buffer_before=10, buffer_after=15
    )
    assert bookings.day_board(TODAY.date()) == [
        bookings.BookingRow(
            id=booking_id, room_id=room.id, room_name="学习议事区", person_id=person.id, person_name="孙桂英",
            person_phone="13800005678", title="书画队", starts_at=at(14), ends_at=at(16), buffer_before=10,
            buffer_after=15, head_count=11, came_count=None, alone=False, status="confirmed", note="要投影",
            cancel_reason="",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(("wrong", "error"), [
    ({"ends_at": at(13)}, errors.BookingEndsBeforeStart),
    ({"ends_at": at(14)}, errors.BookingHasNoLength),
    ({"ends_at": at(14) + timedelta(hours=24, minutes=1)}, errors.BookingTooLong),
    ({"ends_at": at(15) + timedelta(seconds=30)}, errors.BookingNotWholeMinutes),
    ({"starts_at": at(8), "ends_at": at(9)}, errors.BookingOutsideHours),
    ({"starts_at": at(20), "ends_at": at(21, 1)}, errors.BookingOutsideHours),
    ({"starts_at": at(20), "ends_at": at(20) + timedelta(hours=14)}, errors.BookingOutsideHours),
    ({"starts_at": datetime(2206, 10, 22, 14), "ends_at": datetime(2206, 10, 22, 16)}, errors.BookingTooFarAhead),
    ({"starts_at": datetime(1999, 10, 22, 14), "ends_at": datetime(1999, 10, 22, 16)}, errors.BookingTooLongAgo),
    ({"starts_at": datetime(1, 1, 1, 14), "ends_at": datetime(1, 1, 1, 16)}, errors.BookingTooLongAgo),
    ({"head_count": 0}, errors.BookingHeadCountImpossible),
    ({"head_count": -5}, errors.BookingHeadCountImpossible),
    ({"head_count": 13}, errors.RoomTooSmall),
    ({"title": "  "}, errors.BookingNeedsTitleOrPerson),
    ({"person_id": 99}, errors.NotFound),
    ({"buffer_after": 721}, errors.BookingBuffersTooLong),
    ({"buffer_before": -1}, errors.BookingBuffersTooLong),
])  # fmt: skip
def test_a_booking_that_cannot_be_is_refused_and_nothing_saved(
    room: Any, wrong: dict[str, Any], error: type[errors.CentreError]
) -> None:
    with pytest.raises(error) as refused:
        book(room, **wrong)
    assert refused.value.sentence()
    assert Booking.select().count() == 0


def test_a_person_alone_or_a_title_alone_is_enough(room: Any) -> None:
    book(room, title="", person_id=a_person().id)
    book(room, 16, 17, person_id=None)
    assert [row.label for row in bookings.day_board(TODAY.date())] == ["已预约", "书画队"]


def test_outside_hours_the_sentence_names_the_hours(room: Any) -> None:
    with pytest.raises(errors.BookingOutsideHours, match="08:30–21:00"):
        book(room, 20, 22)


def test_in_a_closure_the_sentence_gives_its_reason(room: Any) -> None:
    calendar.add_closure(starts_at=at(15), ends_at=at(17), reason="设备检修", room_id=room.id)
    with pytest.raises(errors.BookingInClosure, match="设备检修"):
        book(room)
    book(room, 13, 15)


def test_a_closed_weekday_and_a_centre_without_hours_are_told_apart(centre: Path) -> None:
    room = a_room()
    with pytest.raises(errors.NoOpeningHours):
        book(room)
    open_daily(weekdays=(0,))
    with pytest.raises(errors.BookingOnClosedDay, match="星期四"):
        book(room)


def test_a_booking_over_midnight_fits_where_both_days_are_open_around_it(centre: Path) -> None:
    open_daily(opens_at="00:00", closes_at="24:00")
    book(a_room(), 20, 20, ends_at=at(20) + timedelta(hours=24))
    tomorrow = TODAY.date() + timedelta(days=1)
    assert len(bookings.day_board(tomorrow)) == len(bookings.day_board(TODAY.date())) == 1


def test_the_past_can_be_filled_in_within_its_opening_hours(room: Any) -> None:
    yesterday = at(14) - timedelta(days=1)
    bookings.book(room_id=room.id, starts_at=yesterday, ends_at=yesterday + timedelta(hours=1), title="补录")
    assert Booking.select().count() == 1


def test_a_retired_room_is_refused(room: Any) -> None:
    Room.update(active=False).execute()
    with pytest.raises(errors.RoomNotInUse):
        book(room)


def test_a_taken_room_is_refused_with_the_title_and_times_in_the_way(room: Any) -> None:
    book(room, title="联席会议", person_id=a_person(name="孙桂英").id)
    with pytest.raises(errors.RoomAlreadyBooked, match="联席会议 14:00–16:00") as refused:
        book(room, 15, 17)
    assert "孙桂英" not in str(refused.value)


def test_bookings_may_touch_but_their_buffers_may_not_overlap(room: Any) -> None:
    book(room, 12, 14)
    book(room, 14, 16, buffer_after=15)
    with pytest.raises(errors.RoomAlreadyBooked):
        book(room, 16, 17)
    with pytest.raises(errors.RoomAlreadyBooked):
        book(room, 10, 12, buffer_after=1)


def test_a_shared_room_fills_up_at_the_worst_instant(shared: Any) -> None:
    book(shared, 9, 12, head_count=4)
    book(shared, 11, 14, head_count=5)
    book(shared, 13, 15, head_count=5)
    with pytest.raises(errors.RoomFull, match="已占 10 人"):
        book(shared, 10, 14, head_count=2)
    book(shared, 9, 11, head_count=6)


def test_a_party_alone_blocks_a_shared_room_and_is_blocked_by_any_other(shared: Any) -> None:
    book(shared, 9, 10, alone=True, head_count=1)
    with pytest.raises(errors.RoomAlreadyBooked):
        book(shared, 9, 10, head_count=1)
    book(shared, 10, 11, head_count=1)
    with pytest.raises(errors.RoomAlreadyBooked):
        book(shared, 10, 11, alone=True, head_count=1)


def test_more_than_three_bookings_in_the_way_are_counted(room: Any) -> None:
    for hour in range(9, 14):
        book(room, hour, hour + 1)
    clash = bookings.clashes(room_id=room.id, starts_at=at(9), ends_at=at(14))
    assert clash is not None
    assert clash.described().endswith("等另外 2 个")


def test_a_booking_is_moved_onto_part_of_its_own_time(room: Any) -> None:
    booking_id = book(room)
    bookings.change_booking(booking_id, starts_at=at(15), ends_at=at(17), head_count=5)
    row = bookings.booking(booking_id)
    assert (row.starts_at, row.ends_at, row.head_count) == (at(15), at(17), 5)


def test_a_change_that_does_not_fit_leaves_the_booking_as_it_was(room: Any) -> None:
    book(room, 16, 18)
    booking_id = book(room)
    before = bookings.booking(booking_id)
    with pytest.raises(errors.RoomAlreadyBooked):
        bookings.change_booking(booking_id, title="新名", ends_at=at(17))
    assert bookings.booking(booking_id) == before


def test_a_note_can_be_added_after_a_closure_came_over_the_booking(room: Any) -> None:
    booking_id = book(room)
    a_closure(day=TODAY.date())
    bookings.change_booking(booking_id, note="改在隔壁", head_count=4)
    with pytest.raises(errors.BookingInClosure):
        bookings.change_booking(booking_id, starts_at=at(13))


def test_an_unknown_column_is_a_bug_and_not_a_sentence(room: Any) -> None:
    with pytest.raises(TypeError):
        bookings.change_booking(book(room), status="completed")


def test_cancelling_needs_a_reason_and_frees_the_room(room: Any) -> None:
    booking_id = book(room)
    with pytest.raises(errors.CancelNeedsReason):
        bookings.cancel(booking_id, reason="  ")
    bookings.cancel(booking_id, reason="下雨")
    assert bookings.booking(booking_id).cancel_reason == "下雨"
    book(room)


def test_undoing_a_cancellation_is_refused_when_the_time_was_given_away(room: Any) -> None:
    booking_id = book(room)
    bookings.cancel(booking_id, reason="下雨")
    cancelled = journal.undoable()[0]
    book(room)
    with pytest.raises(errors.RoomAlreadyBooked):
        journal.undo_action(cancelled.action_id)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("verb", STEPS)
def test_each_verb_goes_from_its_states_and_from_no_other(room: Any, verb: str, status: str) -> None:
    held = at(10) if verb == "accept" else None
    row = a_booking(room=room, starts_at=at(9), ends_at=at(11), status=status, held_until=held)
    act = {
        "approve": lambda: bookings.approve(row.id),
        "decline": lambda: bookings.decline(row.id, reason="另有会议"),
        "accept": lambda: bookings.accept_held(row.id),
        "displace": lambda: displacing.displace(row.id, reason="联席会议"),
        "reactivate": lambda: bookings.reactivate(row.id),
        "arrive": lambda: bookings.arrive(row.id),
        "complete": lambda: bookings.complete(row.id, came_count=2),
        "correct": lambda: bookings.correct_booking(row.id, came_count=2),
        "no_show": lambda: bookings.mark_no_show(row.id),
        "cancel": lambda: bookings.cancel(row.id, reason="下雨"),
        "change": lambda: bookings.change_booking(row.id, head_count=2),
    }[verb]
    allowed = verb in bookings.possible(bookings.booking(row.id))
    assert allowed == (status in STEPS[verb].sources)
    if allowed:
        act()
        assert bookings.booking(row.id).status == (STEPS[verb].target or status)
    else:
        with pytest.raises(errors.BookingStateForbids):
            act()
        assert bookings.booking(row.id).status == status


def test_what_became_of_a_booking_cannot_be_said_before_its_time(room: Any) -> None:
    later, tomorrow = (
        book(room),
        book(room, starts_at=at(9) + timedelta(days=1), ends_at=at(10) + timedelta(days=1)),
    )
    with pytest.raises(errors.BookingNotBegun):
        bookings.mark_no_show(later)
    with pytest.raises(errors.BookingNotBegun):
        bookings.arrive(tomorrow)
    bookings.arrive(later)


def test_an_absent_party_that_comes_after_all_gets_its_room_unless_it_was_given_away(room: Any) -> None:
    booking_id = book(room, 9, 12)
    bookings.mark_no_show(booking_id)
    other = book(room, 11, 12)
    with pytest.raises(errors.RoomAlreadyBooked, match="书画队 11:00–12:00"):
        bookings.arrive(booking_id)
    bookings.cancel(other, reason="不来了")
    bookings.arrive(booking_id)
    assert bookings.booking(booking_id).status == "checked_in"


@pytest.mark.parametrize("count", [0, -1, 10_001])
def test_a_completed_booking_had_people(room: Any, count: int) -> None:
    booking_id = book(room, 9, 10)
    with pytest.raises(errors.CameCountImpossible):
        bookings.complete(booking_id, came_count=count)
    bookings.complete(booking_id, came_count=15)
    bookings.correct_booking(booking_id, came_count=14)
    assert bookings.booking(booking_id).came_count == 14


def test_the_desk_learns_what_has_not_begun_and_what_is_unfinished(room: Any) -> None:
    other = a_room()
    over, running = book(room, 9, 11), book(room, 11, 13)
    soon, later = book(room, 13, 14), book(other, 14, 16)
    arrived = book(other, 11, 13)
    with clock.pretend(NOON):
        bookings.arrive(arrived)
        assert [row.id for row in bookings.not_begun(NOON)] == [running, soon]
        assert [row.id for row in bookings.unfinished(NOON)] == [over]
        bookings.complete(over, came_count=3)
    assert [row.id for row in bookings.unfinished(at(20))] == [running, arrived, soon, later]


def test_the_board_leaves_out_what_came_to_nothing_if_so_wished(room: Any) -> None:
    bookings.cancel(book(room), reason="下雨")
    standing = book(room)
    assert len(bookings.day_board(TODAY.date())) == 2
    assert [row.id for row in bookings.day_board(TODAY.date(), include_cancelled=False)] == [standing]


def test_a_persons_bookings_are_listed_newest_first(room: Any) -> None:
    person = a_person()
    first, second = book(room, 9, 10, person_id=person.id), book(room, 10, 11, person_id=person.id)
    book(room, 11, 12)
    assert [row.id for row in bookings.bookings_of(person.id)] == [second, first]


def test_what_is_gone_says_so(room: Any) -> None:
    with pytest.raises(errors.NotFound):
        bookings.arrive(404)


def test_a_form_learns_what_would_be_refused_without_writing(room: Any) -> None:
    booking_id = book(room)
    asked = {"room_id": room.id, "starts_at": at(15), "ends_at": at(17)}
    assert isinstance(bookings.refusal(**asked), errors.RoomAlreadyBooked)
    assert bookings.refusal(**asked, except_id=booking_id) is None
