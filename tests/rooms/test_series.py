"""Booking a series: its preview, what is left out, and trying that again."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from centre_app import clock, errors
from centre_app.centre import rooms, settings
from centre_app.rooms import bookings, recurrence, series
from centre_app.rooms.models import Booking, SkippedOccurrence
from centre_app.rooms.models import Series as SeriesTable
from centre_app.rooms.recurrence import Rule
from centre_app.rooms.series import Choice, SeriesWish
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_booking, a_closure, a_person, a_room, open_daily

THURSDAY = date(2026, 10, 22)
WEDNESDAYS = Rule("weekly", weekdays=(2,), until=date(2026, 11, 18))
FOUR = [date(2026, 10, 28), date(2026, 11, 4), date(2026, 11, 11), date(2026, 11, 18)]


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour))


@pytest.fixture
def room(centre: Path) -> Any:
    open_daily(opens_at="08:30", closes_at="21:00")
    return a_room(name="学习议事区", capacity=12)


def a_wish(room: Any, rule: Rule = WEDNESDAYS, **more: Any) -> SeriesWish:
    values = {
        "starts_on": THURSDAY,
        "starts_time": time(14),
        "ends_time": time(16),
        "title": "书画班",
        **more,
    }
    return SeriesWish(rule, room_id=room.id, **values)


def states(preview: series.Preview) -> list[str]:
    return [line.state for line in preview.lines]


def test_every_date_of_a_series_is_booked_with_all_it_was_given(room: Any) -> None:
    done = series.book_series(a_wish(room, head_count=8, alone=True, buffer_after=10, note="要投影"))
    rows = list(Booking.select().order_by(Booking.starts_at))
    assert [row.occurrence_on for row in rows] == FOUR
    assert {
        (row.title, row.head_count, row.alone, row.buffer_after, row.note, row.series_id, row.status)
        for row in rows
    } == {("书画班", 8, True, 10, "要投影", done.series_id, "confirmed")}
    assert [(row.starts_at, row.ends_at) for row in rows] == [(at(day, 14), at(day, 16)) for day in FOUR]


def test_the_preview_says_what_stands_in_the_way_of_each_date(room: Any) -> None:
    a_booking(room=room, starts_at=at(FOUR[1], 15), ends_at=at(FOUR[1], 17), title="读书会")
    a_closure(day=FOUR[2], reason="消杀")
    preview = series.preview(a_wish(room))
    assert states(preview) == ["free", "clash", "closed", "free"]
    assert "读书会" in preview.lines[1].detail
    assert "消杀" in preview.lines[2].detail
    assert not Booking.select().where(Booking.series.is_null(False)).exists()


def test_dates_that_cannot_be_booked_stay_as_rows_with_the_reason(room: Any) -> None:
    a_booking(room=room, starts_at=at(FOUR[1], 15), ends_at=at(FOUR[1], 17))
    done = series.book_series(a_wish(room), choices={FOUR[3]: Choice("skip")})
    assert (len(done.booking_ids), done.skipped) == (2, 2)
    assert [(row.occurrence_on, row.reason) for row in series.skipped(done.series_id)] == [
        (FOUR[1], "clash"),
        (FOUR[3], "chosen"),
    ]


def test_a_date_left_out_is_booked_by_trying_again_when_the_room_is_free(room: Any) -> None:
    in_the_way = a_booking(room=room, starts_at=at(FOUR[1], 15), ends_at=at(FOUR[1], 17))
    done = series.book_series(a_wish(room))
    left_out = series.skipped(done.series_id)[0]
    with pytest.raises(errors.RoomAlreadyBooked):
        series.retry_skipped(left_out.id)
    bookings.cancel(in_the_way.id, reason="不来了")

    booking_id = series.retry_skipped(left_out.id)

    row = Booking.get_by_id(booking_id)
    assert (row.series_id, row.occurrence_on, row.is_exception) == (done.series_id, FOUR[1], False)
    assert series.skipped(done.series_id) == []


def test_a_date_left_out_can_be_booked_at_another_time_and_is_an_exception_then(room: Any) -> None:
    done = series.book_series(a_wish(room), choices={FOUR[0]: Choice("skip")})
    left_out = series.skipped(done.series_id)[0]
    row = Booking.get_by_id(
        series.retry_skipped(left_out.id, starts_at=at(FOUR[0], 18), ends_at=at(FOUR[0], 20))
    )
    assert (row.starts_at, row.occurrence_on, row.is_exception) == (at(FOUR[0], 18), FOUR[0], True)
    with pytest.raises(errors.NotFound):
        series.retry_skipped(left_out.id)


def test_one_date_goes_to_another_room_by_choice(room: Any) -> None:
    other = a_room(name="悦享读书区", sharing="shared")
    choices = {FOUR[1]: Choice("move", room_id=other.id)}
    assert series.preview(a_wish(room), choices=choices).lines[1].room_name == "悦享读书区"
    series.book_series(a_wish(room), choices=choices)
    row = Booking.get(Booking.occurrence_on == FOUR[1])
    assert (row.room_id, row.is_exception, row.starts_at) == (other.id, True, at(FOUR[1], 14))


def test_dates_moved_onto_each_other_clash(room: Any) -> None:
    choices = {FOUR[1]: Choice("move", starts_at=at(FOUR[0], 15))}
    preview = series.preview(a_wish(room), choices=choices)
    assert states(preview) == ["free", "clash", "free", "free"]
    assert series.book_series(a_wish(room), choices=choices).skipped == 1


def test_a_daily_series_longer_than_a_day_with_buffers_does_not_overlap_itself(room: Any) -> None:
    a_wide = a_wish(
        room,
        Rule("daily", count=4),
        starts_time=time(9),
        ends_time=time(20),
        buffer_before=720,
        buffer_after=120,
    )
    assert states(series.preview(a_wide)) == ["past", "free", "clash", "free"]


def test_a_series_into_the_night_ends_on_the_next_day(centre: Path) -> None:
    open_daily(opens_at="00:00", closes_at="23:59")
    assert a_wish(a_room(), starts_time=time(22), ends_time=time(1)).span(THURSDAY) == (
        at(THURSDAY, 22), at(THURSDAY + timedelta(days=1), 1),
    )  # fmt: skip


def test_past_dates_are_left_out_unless_taken_on_purpose(room: Any) -> None:
    wish = a_wish(room, Rule("daily", count=3), starts_time=time(9), ends_time=time(10))
    assert states(series.preview(wish)) == ["past", "free", "free"]
    assert states(series.preview(wish, choices={THURSDAY: Choice("take")})) == ["free", "free", "free"]


def test_public_holidays_are_left_out_when_wished_and_named(room: Any) -> None:
    with clock.pretend(datetime(2026, 9, 20, 9)):
        rule = Rule("weekly", weekdays=(4,), until=date(2026, 10, 9), skip_holidays=True)
        preview = series.preview(a_wish(room, rule, starts_on=date(2026, 9, 20)))
    assert [(line.day.day, line.state) for line in preview.lines] == [
        (25, "holiday"),
        (2, "holiday"),
        (9, "free"),
    ]
    assert preview.lines[1].detail == "国庆节"


def test_holidays_do_not_matter_unless_wished(room: Any) -> None:
    with clock.pretend(datetime(2026, 9, 20, 9)):
        rule = Rule("weekly", weekdays=(4,), until=date(2026, 10, 9))
        assert states(series.preview(a_wish(room, rule, starts_on=date(2026, 9, 20)))) == ["free"] * 3


def test_a_series_of_workdays_is_on_make_up_workdays_too(room: Any) -> None:
    with clock.pretend(datetime(2026, 9, 14, 9)):
        rule = recurrence.typed("工作日，至 10-11", starts_on=date(2026, 9, 14)).rule
        lines = series.preview(a_wish(room, rule, starts_on=date(2026, 9, 14))).lines
    weekends = [line.day for line in lines if line.day.weekday() >= 5]
    assert weekends == [date(2026, 9, 20), date(2026, 10, 10)]
    assert {line.state for line in lines if date(2026, 10, 1) <= line.day <= date(2026, 10, 7)} == {"holiday"}


def test_a_series_of_weekends_is_not_on_make_up_workdays(room: Any) -> None:
    with clock.pretend(datetime(2026, 9, 14, 9)):
        rule = Rule("weekly", weekdays=(6,), until=date(2026, 9, 27), follow_makeup_workdays=True)
        preview = series.preview(a_wish(room, rule, starts_on=date(2026, 9, 14)))
    assert [(line.day.day, line.state, line.detail) for line in preview.lines] == [
        (20, "holiday", "调休上班日"),
        (27, "free", ""),
    ]


def test_a_year_without_known_holidays_raises_nothing(room: Any) -> None:
    rule = Rule(
        "weekly", weekdays=(4,), until=date(2028, 10, 20), skip_holidays=True, follow_makeup_workdays=True
    )
    assert set(states(series.preview(a_wish(room, rule)))) <= {"free", "holiday"}


def test_a_series_without_end_is_kept_with_the_end_that_was_said(room: Any) -> None:
    wish = a_wish(room, Rule("monthly", month_days=(15,)))
    assert series.preview(wish).limited_to == date(2028, 10, 22)
    card = series.series_card(series.book_series(wish).series_id)
    assert card.rule.until == date(2028, 10, 22)
    assert card.words == "每月15日 14:00–16:00，至 2028-10-22"


@pytest.mark.parametrize(("more", "state"), [
    ({"head_count": 13}, "impossible"),
    ({"head_count": 0}, "impossible"),
    ({"buffer_after": 721}, "impossible"),
    ({"starts_time": time(6), "ends_time": time(7)}, "closed"),
])  # fmt: skip
def test_a_series_of_which_no_date_can_be_is_refused_and_nothing_saved(
    room: Any, more: dict[str, Any], state: str
) -> None:
    assert set(states(series.preview(a_wish(room, **more)))) == {state}
    with pytest.raises(errors.SeriesNothingFree) as refused:
        series.book_series(a_wish(room, **more))
    assert "2026-10-28" in refused.value.sentence()
    assert not SeriesTable.select().exists()
    assert not SkippedOccurrence.select().exists()


@pytest.mark.parametrize(("change", "error"), [
    ({"rule": Rule("daily", count=100_000)}, errors.SeriesTooLong),
    ({"rule": Rule("daily", until=THURSDAY - timedelta(days=1))}, errors.SeriesEndsBeforeStart),
    ({"title": " "}, errors.BookingNeedsTitleOrPerson),
    ({"person_id": 99}, errors.NotFound),
    ({"room_id": 99}, errors.NotFound),
])  # fmt: skip
def test_a_series_that_cannot_be_is_refused(
    room: Any, change: dict[str, Any], error: type[errors.CentreError]
) -> None:
    with pytest.raises(error):
        series.book_series(replace(a_wish(room), **change))
    assert not Booking.select().exists()


def test_closing_times_are_passed_over_with_a_reason_which_is_kept(room: Any) -> None:
    series.book_series(a_wish(room, starts_time=time(6), ends_time=time(8), override_reason="领导同意"))
    assert {row.override_reason for row in Booking.select()} == {"领导同意"}


def test_a_persons_quota_counts_for_every_date(room: Any) -> None:
    settings.put(name="quota_count_month", value=1)
    person = a_person()
    assert states(series.preview(a_wish(room, person_id=person.id))) == ["free", "free", "quota", "quota"]
    overridden = series.preview(a_wish(room, person_id=person.id, override_reason="老年大学"))
    assert states(overridden) == ["free"] * 4


def test_a_series_in_a_room_that_needs_approval_is_a_row_of_requests(room: Any) -> None:
    rooms.change_room(room_id=room.id, needs_approval=True)
    series.book_series(a_wish(room))
    assert {row.status for row in Booking.select()} == {"requested"}


def test_a_series_takes_the_rooms_minutes_before_and_after(room: Any) -> None:
    rooms.change_room(room_id=room.id, buffer_before=5, buffer_after=15)
    series.book_series(a_wish(room))
    assert {(row.buffer_before, row.buffer_after) for row in Booking.select()} == {(5, 15)}


def test_booking_a_series_is_one_step_to_undo_and_to_do_again(room: Any) -> None:
    series.book_series(a_wish(room), choices={FOUR[0]: Choice("skip")})
    journal.undo()
    assert not Booking.select().exists()
    assert not SkippedOccurrence.select().exists()
    journal.redo()
    assert (Booking.select().count(), SkippedOccurrence.select().count()) == (3, 1)


def test_the_series_of_a_booking_is_found_with_all_its_dates(room: Any) -> None:
    done = series.book_series(a_wish(room), choices={FOUR[2]: Choice("skip")})
    card = series.series_of(done.booking_ids[0])
    assert card is not None
    assert (card.title, card.room_name, card.words) == (
        "书画班",
        "学习议事区",
        "每周三 14:00–16:00，至 11-18",
    )
    assert [row.occurrence_on for row in card.occurrences] == [FOUR[0], FOUR[1], FOUR[3]]
    assert [row.occurrence_on for row in card.skipped] == [FOUR[2]]


def test_a_single_booking_has_no_series(room: Any) -> None:
    row = a_booking(room=room, starts_at=at(THURSDAY, 14), ends_at=at(THURSDAY, 16))
    assert series.series_of(row.id) is None
    with pytest.raises(errors.NotFound):
        series.series_card(99)


def test_a_preview_costs_the_same_queries_however_long_it_is(room: Any) -> None:
    def queries(rule: Rule) -> int:
        counted: list[str] = []
        db.connection().set_trace_callback(counted.append)
        series.preview(a_wish(room, rule))
        db.connection().set_trace_callback(None)
        return len(counted)

    assert queries(Rule("daily", count=3)) == queries(Rule("daily", count=300))
