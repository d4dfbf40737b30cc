"""When the centre is open: hours, their validity, closures."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from centre_app import clock, errors
from centre_app.centre import calendar
from centre_app.centre.calendar import Span
from centre_app.centre.models import OpeningHours
from centre_app.storage import journal
from tests.builders import a_closure, a_room, open_daily

THURSDAY = date(2026, 10, 22)


def at(hour: int, minute: int = 0, *, day: date = THURSDAY) -> datetime:
    return datetime.combine(day, time(hour, minute))


def span(opens: int, closes: int, *, day: date = THURSDAY) -> Span:
    return Span(at(opens, day=day), at(closes, day=day))


def test_several_spans_of_a_day_are_joined_where_they_touch_or_overlap(centre: Path) -> None:
    calendar.set_hours({3: [("13:00", "17:00"), ("9:00", "12:00"), ("12:00", "12:30"), ("12:15", "12:45")]})
    assert calendar.opening_spans(THURSDAY) == [Span(at(9), at(12, 45)), span(13, 17)]


def test_a_closure_of_the_centre_is_cut_out_for_every_room(centre: Path) -> None:
    calendar.set_hours({3: [("9:00", "17:00")]})
    room = a_room()
    calendar.add_closure(starts_at=at(12), ends_at=at(13), reason="停电")
    assert calendar.opening_spans(THURSDAY, room.id) == [span(9, 12), span(13, 17)]


def test_a_closure_of_one_room_closes_neither_the_centre_nor_another_room(centre: Path) -> None:
    calendar.set_hours({3: [("9:00", "17:00")]})
    closed, other = a_room(), a_room()
    a_closure(day=THURSDAY, room=closed)
    assert calendar.opening_spans(THURSDAY, closed.id) == []
    assert calendar.opening_spans(THURSDAY, other.id) == calendar.opening_spans(THURSDAY) == [span(9, 17)]


def test_new_hours_leave_the_past_as_it_was(centre: Path) -> None:
    calendar.set_hours({3: [("09:00", "17:00")]})
    calendar.set_hours({3: [("10:00", "20:00")]})
    week_ago = THURSDAY - timedelta(days=7)
    assert calendar.opening_spans(week_ago) == [span(9, 17, day=week_ago)]
    assert calendar.opening_spans(THURSDAY) == [span(10, 20)]


def test_hours_planned_for_later_stay_planned_when_todays_change(centre: Path) -> None:
    calendar.set_hours({3: [("09:00", "17:00")]})
    calendar.set_hours({3: [("09:00", "16:00")]}, valid_from=date(2026, 11, 1))
    calendar.set_hours({3: [("10:00", "20:00")]})
    winter = date(2026, 11, 5)
    assert calendar.week_hours()[3] == [("10:00", "20:00")]
    assert calendar.opening_spans(winter) == [span(9, 16, day=winter)]


def test_the_same_day_set_twice_holds_the_second_hours_only(centre: Path) -> None:
    calendar.set_hours({3: [("09:00", "17:00")]})
    calendar.set_hours({3: [("10:00", "20:00")]})
    calendar.set_hours({4: [("10:00", "20:00")]})
    assert calendar.week_hours() == {3: [], 4: [("10:00", "20:00")], **{day: [] for day in (0, 1, 2, 5, 6)}}


def test_hours_that_were_in_force_are_not_rewritten(centre: Path) -> None:
    calendar.set_hours({3: [("09:00", "17:00")]})
    with pytest.raises(errors.PastHoursStay):
        calendar.set_hours({3: [("10:00", "20:00")]}, valid_from=date(2026, 10, 1))
    assert calendar.week_hours()[3] == [("09:00", "17:00")]


def test_undo_brings_the_old_hours_back(centre: Path) -> None:
    calendar.set_hours({3: [("09:00", "17:00")]})
    calendar.set_hours({3: [("10:00", "20:00")]})
    journal.undo()
    assert calendar.week_hours()[3] == [("09:00", "17:00")]


@pytest.mark.parametrize(
    "hours", [("17:00", "09:00"), ("09:00", "09:00"), ("9 o'clock", "10:00"), ("09:00", "25:00")]
)
def test_impossible_hours_are_refused_and_nothing_is_written(centre: Path, hours: tuple[str, str]) -> None:
    with pytest.raises(errors.HoursImpossible, match="星期四"):
        calendar.set_hours({0: [("09:00", "17:00")], 3: [hours]})
    assert OpeningHours.select().count() == 0


def test_a_day_open_until_midnight_ends_where_the_next_begins(centre: Path) -> None:
    calendar.set_hours({3: [("20:00", "24:00")]})
    assert calendar.open_minutes(THURSDAY) == 240


def test_a_whole_day_closure_leaves_no_opening_of_a_second(centre: Path) -> None:
    calendar.set_hours({3: [("00:00", "24:00")]})
    a_closure(day=THURSDAY)
    assert not calendar.is_open_day(THURSDAY)


def test_the_days_of_a_year_cost_three_queries(centre: Path, caplog: pytest.LogCaptureFixture) -> None:
    open_daily()
    with caplog.at_level("DEBUG", logger="peewee"):
        days = calendar.open_days(date(2026, 1, 1), date(2026, 12, 31))
    assert len(days) == 365
    assert len(caplog.records) == 3


def test_the_next_open_day_is_the_day_itself_or_the_first_after_closed_ones(centre: Path) -> None:
    open_daily(weekdays=(0, 3))
    a_closure(day=date(2026, 10, 26))
    assert calendar.next_open_day(THURSDAY) == THURSDAY
    assert calendar.next_open_day(date(2026, 10, 23)) == date(2026, 10, 29)


@pytest.mark.parametrize("day", [THURSDAY, date(9999, 12, 30)])
def test_a_centre_that_never_opens_has_no_next_open_day_but_an_answer(centre: Path, day: date) -> None:
    assert calendar.next_open_day(day) == day


def test_the_state_says_why_it_is_closed(centre: Path) -> None:
    assert calendar.state_at(at(10)).reason == "尚未设置开放时间"
    calendar.set_hours({3: [("09:00", "17:00")]})
    calendar.add_closure(starts_at=at(9), ends_at=at(11), reason="消防演练")
    assert calendar.state_at(at(10)) == calendar.OpeningState(
        is_open=False, today=[span(11, 17)], reason="消防演练"
    )
    assert calendar.state_at(at(11)).is_open
    assert not calendar.state_at(at(17)).is_open


def test_a_closure_is_changed_and_removed(centre: Path) -> None:
    closure_id = calendar.add_closure(starts_at=at(9), ends_at=at(11), reason="消防演练")
    calendar.change_closure(closure_id, ends_at=at(12))
    assert [(row.ends_at, row.reason) for row in calendar.closures()] == [(at(12), "消防演练")]
    calendar.remove_closure(closure_id)
    assert calendar.closures() == []


def test_a_closure_that_ends_before_it_starts_is_refused(centre: Path) -> None:
    with pytest.raises(errors.ClosureImpossible):
        calendar.add_closure(starts_at=at(11), ends_at=at(9))
    with pytest.raises(errors.NotFound):
        calendar.remove_closure(99)


def test_closures_since_a_moment_leave_out_those_that_are_over(centre: Path) -> None:
    a_closure(day=date(2026, 10, 1))
    a_closure(day=THURSDAY)
    assert [row.starts_at.date() for row in calendar.closures(since=at(0))] == [THURSDAY]


@pytest.mark.parametrize(("day", "name"), [
    (date(2026, 10, 1), "国庆节"), (date(2026, 10, 10), None), (date(2026, 10, 22), None),
    (date(2027, 10, 1), None), (date(1990, 1, 1), None),
])  # fmt: skip
def test_holidays_are_named_and_unknown_years_have_none(day: date, name: str | None) -> None:
    assert calendar.holiday_name(day) == name


def test_makeup_workdays_are_known_where_the_year_is(centre: Path) -> None:
    assert calendar.is_makeup_workday(date(2026, 10, 10))
    assert not calendar.is_makeup_workday(THURSDAY)
    assert not calendar.is_makeup_workday(date(2041, 10, 12))


def test_a_holiday_by_itself_closes_nothing(centre: Path) -> None:
    open_daily()
    assert calendar.is_open_day(date(2026, 10, 1))


@pytest.mark.parametrize(("moment", "doubt"), [
    (datetime(2026, 10, 22, 9, 55), type(None)),
    (datetime(2026, 10, 22, 9, 0), errors.ClockBehind),
    (datetime(2026, 10, 24, 20, 59), type(None)),
    (datetime(2026, 10, 24, 21, 1), errors.ClockAhead),
])  # fmt: skip
def test_a_clock_behind_or_far_ahead_is_doubted(centre: Path, moment: datetime, doubt: type) -> None:
    open_daily()
    with clock.pretend(moment):
        assert isinstance(calendar.clock_doubt(), doubt)


def test_closed_days_explain_a_pause(centre: Path) -> None:
    open_daily()
    for number in range(1, 8):
        a_closure(day=THURSDAY + timedelta(days=number))
    with clock.pretend(datetime(2026, 10, 31, 20, 0)):
        assert calendar.clock_doubt() is None


def test_a_new_centre_without_hours_doubts_no_later_clock(centre: Path) -> None:
    a_room()
    with clock.pretend(datetime(2026, 12, 1, 9, 0)):
        assert calendar.clock_doubt() is None


def test_the_last_day_there_is_can_be_closed_and_opened(centre: Path) -> None:
    begins, ends = datetime(9999, 12, 31), datetime(9999, 12, 31, 23, 59)
    calendar.add_closure(starts_at=begins, ends_at=ends, reason="?")
    calendar.add_opening(starts_at=begins, ends_at=ends, reason="?")
    assert calendar.OpenTimes(first=THURSDAY, last=THURSDAY).closures(THURSDAY) == []
