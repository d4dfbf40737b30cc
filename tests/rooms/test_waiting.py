"""The waiting list: the first who fits gets a free place held, for a while."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.desk.todo import todo
from centre_app.rooms import arrival, bookings, waiting
from centre_app.storage import journal
from tests.builders import a_person, a_room, open_daily
from tests.rooms.scene import at, book, status


@pytest.fixture
def room(centre: Path) -> Any:
    open_daily()
    return a_room(name="学习议事区", capacity=12)


def wait(room: Any, begin: int = 14, end: int = 16, **more: Any) -> int:
    who = {} if "contact" in more else {"person_id": a_person(name="周秀兰", phone="13900001111").id}
    return waiting.join(room_id=room.id, starts_at=at(begin), ends_at=at(end), **{**who, **more})


def entry(entry_id: int) -> waiting.WaitingRow:
    return waiting.entry(entry_id)


def test_a_cancelled_booking_gives_its_place_to_the_first_who_waits(room: Any) -> None:
    booked = book(room)
    first, second = wait(room), wait(room)
    bookings.cancel(booked, reason="下雨")
    held = bookings.booking(entry(first).booking_id or 0)
    assert (entry(first).status, entry(second).status) == ("held", "waiting")
    assert held.is_held
    assert held.held_until == at(10, 30)
    with pytest.raises(errors.RoomAlreadyBooked):
        book(room)


def test_undoing_the_cancellation_takes_the_hold_back_too(room: Any) -> None:
    booked = book(room)
    waiting_id = wait(room)
    bookings.cancel(booked, reason="下雨")
    journal.undo()
    assert status(booked) == "confirmed"
    assert (entry(waiting_id).status, entry(waiting_id).booking_id) == ("waiting", None)


def test_who_does_not_fit_is_passed_over(room: Any) -> None:
    early, late = book(room, 14, 15), book(room, 15, 16)
    long_one, short_one = wait(room, 14, 16), wait(room, 15, 16)
    bookings.cancel(late, reason="下雨")
    assert (entry(long_one).status, entry(short_one).status) == ("waiting", "held")
    assert status(early) == "confirmed"


@pytest.mark.parametrize("free", ["cancel", "change", "no_show", "displaced_elsewhere"])
def test_whatever_frees_a_place_offers_it(room: Any, free: str) -> None:
    booked = book(room, 11, 16)
    waiting_id = wait(room, 14, 16)
    if free == "cancel":
        bookings.cancel(booked, reason="下雨")
    elif free == "change":
        bookings.change_booking(booked, ends_at=at(14))
    elif free == "no_show":
        with clock.pretend(at(11, 30)):
            bookings.mark_no_show(booked)
    else:
        bookings.change_booking(booked, room_id=a_room(capacity=20).id)
    assert entry(waiting_id).status == "held"


def test_a_hold_that_is_over_passes_to_the_next_and_then_to_nobody(room: Any) -> None:
    booked = book(room)
    first, second = wait(room), wait(room)
    bookings.cancel(booked, reason="下雨")
    with clock.pretend(at(10, 29)):
        assert arrival.tick() == arrival.Ticked()
    with clock.pretend(at(10, 30)):
        ticked = arrival.tick()
        assert (entry(first).status, entry(second).status) == ("expired", "held")
        assert status(ticked.expired[0]) == "cancelled"
        assert arrival.tick() == arrival.Ticked()
    with clock.pretend(at(11)):
        arrival.tick()
        assert entry(second).status == "expired"
        book(room)


def test_a_place_is_held_at_most_until_its_time_begins(room: Any) -> None:
    settings.put(name="hold_minutes", value=10_000)
    booked = book(room)
    waiting_id = wait(room)
    bookings.cancel(booked, reason="下雨")
    assert entry(waiting_id).held_until == at(14)


def test_a_held_place_taken_up_is_an_ordinary_booking(room: Any) -> None:
    waiting_id = wait(room)
    held = entry(waiting_id).booking_id or 0
    assert "accept" in bookings.possible(bookings.booking(held))
    bookings.accept_held(held)
    assert entry(waiting_id).status == "served"
    with clock.pretend(at(12)):
        arrival.tick()
    assert status(held) == "confirmed"
    with pytest.raises(errors.BookingStateForbids):
        bookings.accept_held(held)


def test_withdrawing_passes_the_place_on(room: Any) -> None:
    first = wait(room)
    second = wait(room)
    held = entry(first).booking_id or 0
    waiting.withdraw(first)
    assert status(held) == "cancelled"
    assert (entry(first).status, entry(second).status) == ("withdrawn", "held")
    with pytest.raises(errors.WaitingOver):
        waiting.withdraw(first)


def test_the_to_do_list_shows_the_hold_and_until_when_and_no_whole_number(room: Any) -> None:
    wait(room)
    shown = todo()[0]
    assert (shown.kind, "10:30" in shown.state, "139****1111" in shown.words) == ("held", True, True)


def test_somebody_without_a_card_is_called_by_what_was_written_down(room: Any) -> None:
    waiting_id = wait(room, contact="老张 13700002222")
    held = bookings.booking(entry(waiting_id).booking_id or 0)
    assert todo()[0].words.endswith("老* 137****2222")
    assert "老张" not in held.label
    assert "老张" in held.note


@pytest.mark.parametrize(("wrong", "error"), [
    ({"contact": " "}, errors.WaitingNeedsContact),
    ({"person_id": 99}, errors.NotFound),
    ({"head_count": 13}, errors.RoomTooSmall),
    ({"end": 14}, errors.BookingHasNoLength),
    ({"begin": 9, "end": 10}, errors.WaitingTooLate),
])  # fmt: skip
def test_what_cannot_be_waited_for_is_refused(
    room: Any, wrong: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        wait(room, **wrong)
    assert waiting.waiting_list() == []


def test_a_place_that_comes_free_without_a_verb_is_found_by_the_timer(room: Any) -> None:
    booked = book(room)
    undone = journal.undoable()[0]
    waiting_id = wait(room)
    journal.undo_action(undone.action_id)
    assert entry(waiting_id).status == "waiting"
    assert len(arrival.tick().held) == 1
    assert entry(waiting_id).status == "held"
    assert booked


def test_what_the_timer_did_is_not_on_the_clerks_undo(room: Any) -> None:
    booked = book(room)
    wait(room)
    bookings.cancel(booked, reason="下雨")
    from centre_app.storage import action

    action.current_clerk.set(7)
    before = journal.next_undo()
    with clock.pretend(at(10) + timedelta(hours=1)):
        arrival.tick()
    assert journal.next_undo() == before
