"""Priority use: a booking gives way once, its holder is told, and nothing else is touched."""

from pathlib import Path
from typing import Any

import pytest

from centre_app import clock, errors
from centre_app.desk.todo import todo
from centre_app.rooms import bookings, displacing, suggestions
from centre_app.rooms.models import Booking
from centre_app.storage import journal
from tests.builders import a_person, a_room, open_daily
from tests.rooms.scene import at, book, status


@pytest.fixture
def room(centre: Path) -> Any:
    open_daily()
    return a_room(name="学习议事区", capacity=12)


def place(room: Any, begin: int = 14, end: int = 16, **more: Any) -> dict[str, Any]:
    return {"room_id": room.id, "starts_at": at(begin), "ends_at": at(end), "head_count": 5, **more}


def test_a_meeting_takes_the_room_and_the_booking_in_its_way_gives_way(room: Any) -> None:
    booked, beside = book(room), book(room, 17, 18)
    done = displacing.book_with_priority(**place(room), title="联席会议", reason="上级会议")
    assert [status(each) for each in (booked, beside, done.booking_id)] == [
        "displaced",
        "confirmed",
        "confirmed",
    ]
    row = displacing.displacement_of(booked)
    assert row is not None
    assert (row.id, row.by_title, row.reason, row.told_at) == (*done.displaced, "联席会议", "上级会议", None)


def test_it_is_undone_as_one(room: Any) -> None:
    booked = book(room)
    done = displacing.book_with_priority(**place(room), title="联席会议", reason="上级会议")
    journal.undo()
    assert status(booked) == "confirmed"
    assert displacing.displacements() == []
    assert not Booking.select().where(Booking.id == done.booking_id).exists()


def test_a_displaced_booking_is_nobodys_absence_and_can_go_elsewhere(room: Any) -> None:
    other = a_room(name="航模展示区", capacity=15)
    booked = book(room)
    displacing.book_with_priority(**place(room), title="联席会议", reason="上级会议")
    with clock.pretend(at(15)):
        assert bookings.not_begun(at(15))[0].title == "联席会议"
        assert "no_show" not in bookings.possible(bookings.booking(booked))
    found = suggestions.alternatives(**place(room), except_id=booked)
    suggestions.take(found[0], booking_id=booked)
    row = bookings.booking(booked)
    assert (row.status, row.room_id, row.starts_at) == ("confirmed", other.id, at(14))


def test_whom_one_told_when_and_the_answer_are_kept(room: Any) -> None:
    booked = book(room, person_id=a_person(name="孙桂英", phone="13800005678").id)
    displacement = displacing.displace(booked, reason="上级会议")
    assert [(item.kind, "138****5678" in item.words) for item in todo()] == [("to_tell", True)]
    with pytest.raises(errors.ToldNeedsWhom):
        displacing.told(displacement, whom=" ")
    displacing.told(displacement, whom="孙桂英本人", answer="改到明天")
    row = displacing.displacement_of(booked)
    assert row is not None
    assert (row.told_whom, row.told_at, row.answer) == ("孙桂英本人", at(10), "改到明天")
    assert displacing.displacements(untold_only=True) == []
    assert todo() == []


def test_it_needs_a_reason_and_a_booking_that_stands(room: Any) -> None:
    booked = book(room)
    with pytest.raises(errors.DisplaceNeedsReason):
        displacing.displace(booked, reason="")
    bookings.cancel(booked, reason="下雨")
    with pytest.raises(errors.BookingStateForbids):
        displacing.displace(booked, reason="上级会议")
    with pytest.raises(errors.NotFound):
        displacing.told(99, whom="谁")


def test_people_who_are_there_already_are_not_sent_away(room: Any) -> None:
    booked = book(room, 9, 16)
    bookings.arrive(booked)
    with pytest.raises(errors.PlaceStillTaken, match="书画队"):
        displacing.book_with_priority(**place(room), title="联席会议", reason="上级会议")
    assert status(booked) == "checked_in"


def test_a_request_is_approved_when_the_booking_in_its_way_is_displaced(centre: Path) -> None:
    open_daily()
    hall = a_room(capacity=12, needs_approval=True)
    booked, wanted = book(hall), book(hall)
    bookings.approve(booked)
    displacing.displace(booked, reason="上级会议", by=wanted)
    assert [status(booked), status(wanted)] == ["displaced", "confirmed"]


def test_of_a_full_shared_room_no_more_give_way_than_must(centre: Path) -> None:
    open_daily()
    shared = a_room(capacity=10, sharing="shared")
    small, large, elsewhere = (
        book(shared, head_count=3),
        book(shared, head_count=6),
        book(shared, 10, 12, head_count=9),
    )
    wanted = place(shared, 11, 15, head_count=4)
    assert [row.id for row in displacing.in_the_way(**wanted)] == [elsewhere, small]
    displacing.book_with_priority(**wanted, title="联席会议", reason="上级会议")
    assert [status(each) for each in (small, large, elsewhere)] == ["displaced", "confirmed", "displaced"]


def test_exclusive_use_of_a_shared_room_displaces_all_who_are_there(centre: Path) -> None:
    open_daily()
    shared = a_room(capacity=10, sharing="shared")
    one, other = book(shared, head_count=2), book(shared, head_count=2)
    displacing.book_with_priority(**place(shared, alone=True), title="联席会议", reason="上级会议")
    assert [status(one), status(other)] == ["displaced", "displaced"]


def test_priority_for_more_people_than_the_room_has_places_is_refused_and_nothing_gives_way(
    centre: Path,
) -> None:
    open_daily()
    hall = a_room(capacity=3, sharing="shared")
    booked = book(hall, head_count=2)
    with pytest.raises(errors.RoomTooSmall):
        displacing.book_with_priority(**place(hall), title="联席会议", reason="上级会议")
    assert status(booked) == "confirmed"
