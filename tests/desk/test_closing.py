"""Changing opening times: what is hit is told first, dealt with in one action, and undone as one."""

from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from centre_app import errors
from centre_app.centre import calendar
from centre_app.desk import closing
from centre_app.lending import loans
from centre_app.lending.due import end_of
from centre_app.lending.models import Loan
from centre_app.rooms import bookings
from centre_app.rooms.impact import Deal
from centre_app.storage import journal
from centre_app.storage.action import run
from tests.builders import a_booking, a_copy, a_person, a_room, open_daily

MONDAY = date(2026, 10, 26)


def at(hour: int, *, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time(hour))


def booked(*, room: Any = None, starts: int = 9, title: str = "读书会", **more: Any) -> Any:
    return a_booking(room=room or a_room(), starts_at=at(starts), ends_at=at(starts + 2), title=title, **more)


def lent(*, due: date = MONDAY, **more: Any) -> Any:
    person, copy = a_person(**more), a_copy()
    return run(
        "lend",
        lambda: Loan.create(
            copy=copy, person=person, lent_at=at(9, day=date(2026, 10, 1)), due_at=end_of(due)
        ),
    )


def closed(*, starts: int = 0, hours: int = 24, **more: Any) -> Any:
    begin = at(starts)
    return partial(
        calendar.add_closure, starts_at=begin, ends_at=begin + timedelta(hours=hours), reason="检修", **more
    )


def test_a_closure_is_told_with_the_bookings_and_loans_it_hits_and_is_not_made(centre: Path) -> None:
    open_daily()
    hit, other = (
        booked(),
        a_booking(
            room=a_room(), starts_at=at(9, day=date(2026, 10, 27)), ends_at=at(10, day=date(2026, 10, 27))
        ),
    )
    loan, _later = lent(), lent(due=date(2026, 10, 27))
    found = closing.preview(closed())
    assert [row.id for row in found.bookings] == [hit.id] != [other.id]
    assert [row.id for row in found.loans] == [loan.id]
    assert found.next_days == {MONDAY: date(2026, 10, 27)}
    assert calendar.closures() == []
    assert journal.next_undo().label != "rehearse"


def test_only_bookings_of_the_closed_room_and_hours_are_hit(centre: Path) -> None:
    open_daily()
    room = a_room()
    morning, evening = booked(room=room, starts=9), booked(room=room, starts=18)
    booked()
    lent()
    found = closing.preview(closed(starts=17, hours=7, room_id=room.id))
    assert [row.id for row in found.bookings] == [evening.id] != [morning.id]
    assert found.loans == []
    assert not closing.preview(closed(starts=12, hours=1))


def test_shorter_hours_and_an_opening_taken_back_hit_bookings_too(centre: Path) -> None:
    open_daily()
    late, sunday = booked(starts=18), date(2026, 11, 1)
    found = closing.preview(partial(calendar.set_hours, {day: [("09:00", "17:00")] for day in range(7)}))
    assert [row.id for row in found.bookings] == [late.id]
    calendar.set_hours({day: [("09:00", "21:00")] for day in range(6)})
    opening = calendar.add_opening(starts_at=at(9, day=sunday), ends_at=at(12, day=sunday))
    extra = a_booking(room=a_room(), starts_at=at(9, day=sunday), ends_at=at(11, day=sunday))
    found = closing.preview(partial(calendar.remove_opening, opening))
    assert [row.id for row in found.bookings] == [extra.id]


def test_a_booking_made_outside_the_hours_is_hit_by_a_closure_all_the_same(centre: Path) -> None:
    open_daily(closes_at="17:00")
    late = booked(starts=19)
    assert [row.id for row in closing.preview(closed()).bookings] == [late.id]
    shorter = partial(calendar.set_hours, {day: [("09:00", "16:00")] for day in range(7)})
    assert not closing.preview(shorter)


def test_one_action_closes_cancels_moves_and_gives_new_due_days_and_one_undo_takes_it_back(
    centre: Path,
) -> None:
    open_daily()
    room, other = a_room(), a_room(name="悦享读书区")
    gone, moved, stays = booked(room=room), booked(room=room, starts=12), booked(room=room, starts=15)
    loan = lent()
    tuesday = at(9, day=date(2026, 10, 27))
    deals = {
        gone.id: Deal("cancel", reason="检修"),
        moved.id: Deal("move", room_id=other.id, starts_at=tuesday),
        stays.id: Deal("leave"),
    }
    closing.carry_out(change=closed(), deals=deals)
    rows = {row.id: row for row in (bookings.booking(each.id) for each in (gone, moved, stays))}
    assert (rows[gone.id].status, rows[gone.id].cancel_reason) == ("cancelled", "检修")
    assert (rows[moved.id].room_name, rows[moved.id].starts_at) == ("悦享读书区", tuesday)
    assert rows[stays.id].starts_at == at(15)
    assert loans.loan(loan.id).due_on == date(2026, 10, 27)
    journal.undo()
    assert calendar.closures() == []
    assert {bookings.booking(each.id).status for each in (gone, moved, stays)} == {"confirmed"}
    assert loans.loan(loan.id).due_on == MONDAY


def test_a_move_that_does_not_fit_undoes_everything(centre: Path) -> None:
    open_daily()
    room = a_room()
    booked(room=room, starts=9, title="先来的")
    mine = a_booking(room=room, starts_at=at(13), ends_at=at(15))
    change = closed(starts=12, hours=6, room_id=room.id)
    with pytest.raises(errors.RoomAlreadyBooked, match="先来的"):
        closing.carry_out(change=change, deals={mine.id: Deal("move", starts_at=at(9))})
    assert calendar.closures() == []


def test_something_booked_meanwhile_is_not_passed_over(centre: Path) -> None:
    open_daily()
    seen = closing.preview(closed())
    booked()
    with pytest.raises(errors.ImpactChanged):
        closing.carry_out(change=closed(), deals={row.id: Deal() for row in seen.bookings})
    assert calendar.closures() == []


def test_a_cancellation_needs_a_reason_and_those_who_are_there_stay(centre: Path) -> None:
    open_daily()
    there = booked(status="checked_in")
    with pytest.raises(errors.BookingStateForbids):
        closing.carry_out(change=closed(), deals={there.id: Deal("cancel", reason="检修")})
    waiting = booked()
    with pytest.raises(errors.CancelNeedsReason):
        closing.carry_out(change=closed(), deals={there.id: Deal(), waiting.id: Deal("cancel", reason=" ")})


def test_loans_may_keep_their_due_day(centre: Path) -> None:
    open_daily()
    loan = lent()
    closing.carry_out(change=closed(), deals={}, move_loans=False)
    assert loans.loan(loan.id).due_on == MONDAY


def test_the_phone_list_has_one_line_a_person_with_all_their_news(centre: Path) -> None:
    open_daily()
    person = a_person(name="王小明", phone="13800001111")
    guardian = a_person(name="王建国", phone="13900002222")
    booked(person=person)
    booked(person=person, starts=12, title="棋社")
    booked(title="社区会议")
    lent(name="王可", guardian=guardian)
    found = closing.preview(closed())
    deals = {row.id: Deal("cancel", reason="检修") for row in found.bookings}
    people = closing.calls(found, deals=deals, move_loans=True)
    assert [(each.name, each.phone, len(each.news)) for each in people] == [
        ("王小明", "13800001111", 2),
        ("社区会议", "", 1),
        ("王可", "13900002222", 1),
    ]
    assert people[2].guardian == "王建国"
    assert closing.told(people) == [person.id, people[2].person_id]


def test_a_preview_costs_the_same_number_of_queries_however_many_are_hit(
    centre: Path, caplog: pytest.LogCaptureFixture
) -> None:
    open_daily()

    def queries() -> int:
        caplog.clear()
        with caplog.at_level("DEBUG", logger="peewee"):
            closing.preview(closed())
        return len(caplog.records)

    booked()
    lent()
    before = queries()
    for _number in range(5):
        booked()
        lent()
    assert queries() == before
