"""Several sets of hours, zones with hours of their own, repeating closures, extra openings: what counts when they meet."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app import errors
from centre_app.centre import calendar, spans
from centre_app.centre.calendar import Span
from centre_app.centre.models import Closure, ExtraOpening
from centre_app.lending import loans
from centre_app.storage import journal
from centre_app.storage.action import run
from tests.builders import a_room, open_daily

THURSDAY = date(2026, 10, 22)
MONDAY = date(2026, 10, 26)


def at(hour: float, *, day: date = THURSDAY) -> datetime:
    return datetime.combine(day, time.min) + timedelta(hours=hour)


def span(opens: float, closes: float, *, day: date = THURSDAY) -> Span:
    return Span(at(opens, day=day), at(closes, day=day))


def test_summer_hours_end_by_themselves_and_the_usual_ones_go_on(centre: Path) -> None:
    open_daily()
    calendar.set_hours({3: [("07:00", "22:00")]}, date(2027, 6, 1), valid_until=date(2027, 9, 1))
    assert calendar.week_hours(date(2027, 5, 31))[3] == [("08:30", "21:00")]
    assert calendar.week_hours(date(2027, 8, 31))[3] == [("07:00", "22:00")]
    assert calendar.week_hours(date(2027, 9, 1))[3] == [("08:30", "21:00")]
    assert [(each.valid_from, each.valid_until) for each in calendar.hour_sets()][1:] == [
        (date(2027, 6, 1), date(2027, 9, 1)),
        (date(2027, 9, 1), None),
    ]


def test_planned_hours_are_dropped_and_those_before_go_on(centre: Path) -> None:
    open_daily()
    calendar.set_hours({3: [("07:00", "22:00")]}, date(2027, 6, 1))
    calendar.drop_hours(date(2027, 6, 1))
    assert len(calendar.hour_sets()) == 1
    assert calendar.week_hours(date(2028, 1, 1))[3] == [("08:30", "21:00")]
    with pytest.raises(errors.PastHoursStay):
        calendar.drop_hours(date(2000, 1, 1))


def test_hours_until_a_day_before_they_begin_are_refused(centre: Path) -> None:
    open_daily()
    with pytest.raises(errors.HoursEndBeforeBegin):
        calendar.set_hours({3: [("07:00", "22:00")]}, MONDAY, valid_until=MONDAY)


def test_a_room_without_own_hours_follows_the_centre_and_one_with_them_is_open_in_both(centre: Path) -> None:
    open_daily(opens_at="09:00", closes_at="17:00")
    follower, own = a_room(), a_room()
    calendar.set_hours({3: [("14:00", "20:00")]}, room_id=own.id)
    assert calendar.opening_spans(THURSDAY, follower.id) == [span(9, 17)]
    assert calendar.opening_spans(THURSDAY, own.id) == [span(14, 17)]
    assert calendar.opening_spans(MONDAY, own.id) == []
    assert calendar.opening_spans(THURSDAY) == [span(9, 17)]


def test_a_room_keeps_its_past_when_it_follows_the_centre_again(centre: Path) -> None:
    open_daily(opens_at="09:00", closes_at="17:00")
    room = a_room()
    calendar.set_hours({3: [("14:00", "16:00")]}, room_id=room.id)
    later = THURSDAY + timedelta(days=7)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("centre_app.clock.today", lambda: later)
        calendar.follow_centre(room_id=room.id)
    assert calendar.opening_spans(THURSDAY, room.id) == [span(14, 16)]
    assert calendar.opening_spans(later, room.id) == [span(9, 17, day=later)]


def test_a_room_that_would_never_open_is_refused(centre: Path) -> None:
    room = a_room(name="书画室")
    with pytest.raises(errors.RoomHoursMissing, match="书画室"):
        calendar.set_hours({}, room_id=room.id)


def test_a_closure_repeats_and_past_and_other_days_stay_open(centre: Path) -> None:
    open_daily(opens_at="09:00", closes_at="17:00")
    calendar.add_closure(
        starts_at=at(13, day=MONDAY),
        ends_at=at(17, day=MONDAY),
        rule="FREQ=WEEKLY;BYDAY=MO;UNTIL=20261109T235959",
    )
    week = timedelta(days=7)
    assert calendar.opening_spans(MONDAY - week) == [span(9, 17, day=MONDAY - week)]
    for number in range(3):
        day = MONDAY + number * week
        assert calendar.opening_spans(day) == [span(9, 13, day=day)]
    assert calendar.is_open_day(MONDAY + 3 * week)
    assert calendar.open_minutes(MONDAY + 3 * week) == 480


def test_a_closure_of_the_29th_of_february_comes_in_leap_years_only(centre: Path) -> None:
    open_daily()
    leap = date(2028, 2, 29)
    calendar.add_closure(
        starts_at=at(0, day=leap), ends_at=at(24, day=leap), rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"
    )
    assert not calendar.is_open_day(date(2032, 2, 29))
    assert calendar.is_open_day(date(2029, 2, 28))
    assert calendar.is_open_day(date(2029, 3, 1))


@pytest.mark.parametrize(
    "rule",
    [
        "every monday",
        "FREQ=SECONDLY",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;UNTIL=20200101",
        "FREQ=WEEKLY;INTERVAL=x",
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(centre: Path, rule: str) -> None:
    with pytest.raises(errors.RuleUnreadable):
        calendar.add_closure(starts_at=at(9), ends_at=at(10), rule=rule)
    assert calendar.closures() == []


def test_an_extra_opening_opens_a_closed_day_for_the_centre_or_for_one_room(centre: Path) -> None:
    open_daily(weekdays=(0,))
    gym, other = a_room(), a_room()
    calendar.add_opening(starts_at=at(18), ends_at=at(20), room_id=gym.id, reason="比赛")
    assert calendar.opening_spans(THURSDAY, gym.id) == [span(18, 20)]
    assert calendar.opening_spans(THURSDAY, other.id) == calendar.opening_spans(THURSDAY) == []
    calendar.add_opening(starts_at=at(9), ends_at=at(12))
    assert calendar.opening_spans(THURSDAY, other.id) == [span(9, 12)]
    assert calendar.is_open_day(THURSDAY)


def test_of_a_closure_and_an_extra_opening_the_one_entered_last_counts(centre: Path) -> None:
    open_daily(opens_at="09:00", closes_at="17:00")
    calendar.add_closure(starts_at=at(0), ends_at=at(24), reason="春节")
    opening = calendar.add_opening(starts_at=at(14), ends_at=at(16))
    assert calendar.opening_spans(THURSDAY) == [span(14, 16)]
    closure = calendar.add_closure(starts_at=at(15), ends_at=at(24), reason="停电")
    assert calendar.opening_spans(THURSDAY) == [span(14, 15)]
    calendar.change_opening(opening, reason="补开")
    assert calendar.opening_spans(THURSDAY) == [span(14, 16)]
    calendar.remove_opening(opening)
    calendar.remove_closure(closure)
    assert calendar.opening_spans(THURSDAY) == []


def test_opening_the_centre_does_not_open_a_room_under_repair(centre: Path) -> None:
    room = a_room()
    calendar.add_closure(starts_at=at(0), ends_at=at(24), room_id=room.id, reason="维修")
    calendar.add_opening(starts_at=at(9), ends_at=at(12))
    assert calendar.opening_spans(THURSDAY) == [span(9, 12)]
    assert calendar.opening_spans(THURSDAY, room.id) == []
    calendar.add_opening(starts_at=at(10), ends_at=at(11), room_id=room.id)
    assert calendar.opening_spans(THURSDAY, room.id) == [span(10, 11)]


def test_an_extra_opening_over_midnight_belongs_to_both_days(centre: Path) -> None:
    calendar.add_opening(starts_at=at(22), ends_at=at(26))
    assert calendar.opening_spans(THURSDAY) == [span(22, 24)]
    assert calendar.open_minutes(THURSDAY + timedelta(days=1)) == 120


@pytest.mark.parametrize("hours", [0, -1, 25])
def test_an_impossible_extra_opening_is_refused(centre: Path, hours: int) -> None:
    with pytest.raises(errors.OpeningImpossible):
        calendar.add_opening(starts_at=at(9), ends_at=at(9 + hours))
    with pytest.raises(errors.NotFound):
        calendar.remove_opening(9)


def test_undo_takes_an_extra_opening_back(centre: Path) -> None:
    calendar.add_opening(starts_at=at(9), ends_at=at(12))
    journal.undo()
    assert calendar.openings() == []


def test_the_minutes_of_all_rooms_in_a_year_cost_three_queries(
    centre: Path, caplog: pytest.LogCaptureFixture
) -> None:
    open_daily(opens_at="09:00", closes_at="17:00")
    ids = [a_room().id for _number in range(12)]
    calendar.set_hours({3: [("09:00", "10:00")]}, room_id=ids[0])
    calendar.add_closure(starts_at=at(9), ends_at=at(10), rule="FREQ=WEEKLY;BYDAY=TH")
    with caplog.at_level("DEBUG", logger="peewee"):
        minutes = calendar.room_minutes(date(2026, 1, 1), date(2026, 12, 31), room_ids=ids)
    assert len(caplog.records) == 3
    assert minutes[ids[0]][THURSDAY] == 0
    assert minutes[ids[1]][THURSDAY] == 420
    assert sum(minutes[ids[1]].values()) == 365 * 480 - 11 * 60


spells = st.lists(st.tuples(st.integers(0, 47), st.integers(1, 40), st.booleans(), st.booleans()), max_size=6)
hours = st.lists(
    st.tuples(st.integers(0, 23), st.integers(1, 24)).filter(lambda pair: pair[0] < pair[1]), max_size=3
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spells=spells, usual=hours, own=hours)
def test_minute_by_minute_the_last_word_counts(centre: Path, spells: Any, usual: Any, own: Any) -> None:
    run("clear", lambda: [model.delete().execute() for model in (Closure, ExtraOpening)])
    room = a_room()
    calendar.set_hours({3: [(f"{a:02}:00", f"{b:02}:00") for a, b in usual]}, room_id=None)
    if own:
        calendar.set_hours({3: [(f"{a:02}:00", f"{b:02}:00") for a, b in own]}, room_id=room.id)
    for start, length, opens, mine in spells:
        verb = calendar.add_opening if opens else calendar.add_closure
        verb(starts_at=at(start / 2), ends_at=at((start + length) / 2), room_id=room.id if mine else None)

    def open_at(half: int) -> bool:
        hour = half / 2
        is_open = any(a <= hour < b for a, b in usual) and (not own or any(a <= hour < b for a, b in own))
        shut = False
        for start, length, opens, mine in spells:
            if start <= half < start + length:
                shut = not opens if mine else shut
                is_open = opens and not shut
        return is_open

    found = calendar.opening_spans(THURSDAY, room.id)
    assert found == spans.merged(found)
    assert all(at(0) <= each.starts < each.ends <= at(24) for each in found)
    for half in range(48):
        assert any(each.starts <= at(half / 2) < each.ends for each in found) == open_at(half)


moments = st.integers(0, 1440).map(lambda minute: at(0) + timedelta(minutes=minute))
some_spans = st.lists(
    st.tuples(moments, moments).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair))
)


@given(some=some_spans, others=some_spans)
def test_the_common_time_of_spans_and_what_is_left_make_up_the_whole(
    some: list[Span], others: list[Span]
) -> None:
    def minutes(found: list[Span]) -> set[datetime]:
        return {each.starts + timedelta(minutes=n) for each in found for n in range(each.minutes)}

    shared, left = spans.common(some, others), spans.without(spans.merged(some), others)
    assert minutes(shared) == minutes(some) & minutes(others)
    assert minutes(left) == minutes(some) - minutes(others)
    assert shared == spans.merged(shared)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    closed=st.sets(st.integers(20, 60)),
    days=st.integers(1, 60),
)
def test_a_due_day_is_never_a_closed_day(
    centre: Path, weekdays: set[int], closed: set[int], days: int
) -> None:
    run("clear", lambda: Closure.delete().execute())
    calendar.set_hours({weekday: [("09:00", "17:00")] for weekday in weekdays})
    for number in closed:
        day = THURSDAY + timedelta(days=number)
        calendar.add_closure(starts_at=at(0, day=day), ends_at=at(24, day=day))
    due = loans.due_date(THURSDAY, days=days)
    assert calendar.is_open_day(due)
    assert due >= THURSDAY + timedelta(days=days)
