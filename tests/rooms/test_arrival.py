"""Arriving by scan, and what the clock does by itself."""

from pathlib import Path
from typing import Any

import pytest

from centre_app import clock
from centre_app.centre import settings
from centre_app.desk import scanning
from centre_app.desk.todo import todo
from centre_app.people import visits
from centre_app.people.models import Visit
from centre_app.rooms import arrival, bookings
from centre_app.storage import journal
from tests.builders import a_person, a_room, a_visit, open_daily
from tests.rooms.scene import at, book, status


@pytest.fixture
def room(centre: Path) -> Any:
    open_daily()
    return a_room(name="学习议事区", capacity=12)


def test_the_scan_of_a_card_confirms_the_booking_and_opens_the_visit_with_one_undo(room: Any) -> None:
    person = a_person(name="孙桂英", card_number="R000123")
    booked = book(room, 10, 12, person_id=person.id)
    done = scanning.scan("R000123")
    visit = visits.open_visit_of(person.id)
    assert (done.kind, done.wrote, status(booked)) == ("arrived", True, "checked_in")
    assert "书画队" in done.words
    assert visit is not None
    assert (visit.room_id, visit.purpose, visit.head_count) == (room.id, "书画队", 1)
    journal.undo()
    assert (status(booked), visits.open_visit_of(person.id)) == ("confirmed", None)


def test_a_second_scan_means_what_it_usually_means(room: Any) -> None:
    person = a_person(card_number="R000123")
    book(room, 10, 12, person_id=person.id)
    assert [scanning.scan("R000123").kind for _ in range(2)] == ["arrived", "already_here"]


def test_who_is_here_already_keeps_their_visit(room: Any) -> None:
    person = a_person()
    booked = book(room, 10, 12, person_id=person.id)
    visit = a_visit(room=a_room(), arrived_at=at(9), person=person)
    done = arrival.scan_arrival(person_id=person.id)
    assert done is not None
    assert (done.visit_id, status(booked), Visit.select().count()) == (visit.id, "checked_in", 1)


def test_a_visit_nobody_closed_yesterday_does_not_keep_anybody_out(room: Any) -> None:
    person = a_person()
    book(room, 10, 12, person_id=person.id)
    old = a_visit(room=room, arrived_at=at(15, days=-1), person=person)
    done = arrival.scan_arrival(person_id=person.id)
    assert done is not None
    assert done.visit_id != old.id
    assert visits.visit(old.id).left_assumed


@pytest.mark.parametrize(("begin", "expected"), [((10, 30), True), ((10, 31), False), ((9, 0), True)])
def test_only_a_booking_that_runs_or_begins_within_half_an_hour_is_meant(
    room: Any, begin: tuple[int, int], expected: bool
) -> None:
    person = a_person()
    book(room, starts_at=at(*begin), ends_at=at(12), person_id=person.id)
    assert (arrival.scan_arrival(person_id=person.id) is not None) == expected


def test_a_booking_that_is_over_is_not_arrived_for(room: Any) -> None:
    person = a_person()
    book(room, 9, 10, person_id=person.id)
    assert arrival.scan_arrival(person_id=person.id) is None


def test_members_scanned_singly_are_part_of_the_group_and_never_added(room: Any) -> None:
    booked = book(room, 10, 12, head_count=8, person_id=a_person().id)
    assert arrival.suggested_came(booked) == 8
    for _ in range(5):
        a_visit(room=room, arrived_at=at(10, 5), person=a_person())
    a_visit(room=room, arrived_at=at(13), person=a_person())
    assert (arrival.came_so_far(booked), arrival.suggested_came(booked)) == (5, 5)


def test_in_a_shared_room_only_who_came_for_it_counts(centre: Path) -> None:
    open_daily()
    shared = a_room(capacity=12, sharing="shared")
    booked = book(shared, 10, 12)
    for purpose in ("书画队", "书画队", "看书"):
        a_visit(room=shared, arrived_at=at(10, 5), person=a_person(), purpose=purpose)
    assert arrival.came_so_far(booked) == 2


def test_not_arrived_after_the_set_minutes_is_in_the_to_do_list(room: Any) -> None:
    late = book(room, 10, 12)
    assert arrival.not_arrived(at(10, 14)) == []
    assert [row.id for row in arrival.not_arrived(at(10, 15))] == [late]
    assert [item.kind for item in todo(at(10, 14))] == ["not_begun"]
    assert [(item.kind, "15" in item.state) for item in todo(at(10, 15))] == [("not_arrived", True)]


def test_nothing_is_released_unless_it_is_set(room: Any) -> None:
    late = book(room, 10, 12)
    assert arrival.tick(at(11)) == arrival.Ticked()
    settings.put(name="release_no_shows", value=True)
    with clock.pretend(at(10, 15)):
        assert arrival.tick().released == (late,)
        assert arrival.tick() == arrival.Ticked()
    assert status(late) == "no_show"


def test_what_was_missed_while_the_program_was_closed_is_made_good(room: Any) -> None:
    settings.put_all(values={"release_no_shows": True, "complete_at_end": True})
    absent, there, ahead = book(room, 9, 10), book(room, 11, 12), book(room, 9, 10, days=1)
    bookings.arrive(there)
    with clock.pretend(at(8, days=1)):
        ticked = arrival.tick()
        assert (ticked.released, ticked.completed) == ((absent,), (there,))
    assert [status(each) for each in (absent, there, ahead)] == ["no_show", "completed", "confirmed"]


def test_completed_by_itself_with_those_who_were_scanned(room: Any) -> None:
    settings.put(name="complete_at_end", value=True)
    booked = book(room, 10, 12, head_count=8)
    bookings.arrive(booked)
    for _ in range(6):
        a_visit(room=room, arrived_at=at(10, 5), person=a_person())
    with clock.pretend(at(12)):
        arrival.tick()
    assert bookings.booking(booked).came_count == 6


def test_without_the_setting_its_end_is_something_to_do(room: Any) -> None:
    booked = book(room, 10, 12)
    bookings.arrive(booked)
    with clock.pretend(at(12)):
        assert arrival.tick() == arrival.Ticked()
    assert [(item.kind, item.id) for item in todo(at(12))] == [("unfinished", booked)]
