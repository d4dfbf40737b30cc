"""Changing one, the following or all of a series: what was changed on its own, has begun or is over stays."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from centre_app import clock, errors
from centre_app.rooms import bookings, series, series_edit
from centre_app.rooms.models import Booking
from centre_app.rooms.models import Series as SeriesTable
from centre_app.rooms.recurrence import Rule
from centre_app.rooms.series import Choice, SeriesWish
from centre_app.storage import journal
from tests.builders import a_booking, a_room, open_daily

THURSDAY = date(2026, 10, 22)
FOUR = [date(2026, 10, 28), date(2026, 11, 4), date(2026, 11, 11), date(2026, 11, 18)]
RULE = Rule("weekly", weekdays=(2,), until=FOUR[-1])


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour))


@pytest.fixture
def room(centre: Path) -> Any:
    open_daily(opens_at="08:30", closes_at="21:00")
    return a_room(name="学习议事区", capacity=12)


@pytest.fixture
def ids(room: Any) -> list[int]:
    """Four Wednesdays from 14:00 to 16:00."""
    wish = SeriesWish(RULE, THURSDAY, time(14), time(16), room.id, title="书画班", head_count=6)
    return list(series.book_series(wish).booking_ids)


def rows() -> dict[int, Any]:
    return {row.id: row for row in Booking.select()}


def starts() -> list[datetime]:
    return [
        row.starts_at
        for row in Booking.select().where(Booking.status == "confirmed").order_by(Booking.starts_at)
    ]


def to_hour(booking_id: int, hour: int, *, scope: str, **more: Any) -> series_edit.Changed:
    day = Booking.get_by_id(booking_id).starts_at.date()
    changes = {"starts_at": at(day, hour), "ends_at": at(day, hour + 2)}
    return series_edit.change_series(booking_id, scope=scope, changes=changes, **more)


def test_all_dates_move_to_another_time_and_keep_their_rows(ids: list[int]) -> None:
    assert to_hour(ids[1], 9, scope="all").changed == 4
    assert list(rows()) == ids
    assert starts() == [at(day, 9) for day in FOUR]
    assert SeriesTable.get().starts_time == "09:00"


def test_all_dates_can_shift_into_their_own_old_time(ids: list[int]) -> None:
    to_hour(ids[0], 15, scope="all")
    assert starts() == [at(day, 15) for day in FOUR]


def test_this_and_the_following_become_a_series_of_their_own(ids: list[int]) -> None:
    done = to_hour(ids[2], 9, scope="following")
    assert starts() == [at(FOUR[0], 14), at(FOUR[1], 14), at(FOUR[2], 9), at(FOUR[3], 9)]
    old, new = series.series_of(ids[0]), series.series_of(ids[2])
    assert old is not None
    assert new is not None
    assert (old.rule.until, new.starts_on, new.id) == (FOUR[2] - timedelta(days=1), FOUR[2], done.series_id)
    assert [row.booking_id for row in new.occurrences] == ids[2:]


def test_from_the_first_on_is_all_of_it(ids: list[int]) -> None:
    to_hour(ids[0], 9, scope="following")
    assert SeriesTable.select().count() == 1


def test_only_this_one_moves_and_is_an_exception_from_then_on(ids: list[int]) -> None:
    to_hour(ids[1], 9, scope="this")
    row = rows()[ids[1]]
    assert (row.starts_at, row.is_exception, row.occurrence_on) == (at(FOUR[1], 9), True, FOUR[1])
    assert [found.starts_at.hour for found in rows().values()].count(14) == 3


def test_what_was_changed_on_its_own_survives_a_change_of_all(ids: list[int]) -> None:
    bookings.change_booking(
        ids[1], starts_at=at(FOUR[1] + timedelta(days=1), 18), ends_at=at(FOUR[1] + timedelta(days=1), 19)
    )
    bookings.change_booking(ids[2], head_count=11)
    done = to_hour(ids[0], 9, scope="all")
    assert (done.changed, done.kept) == (2, 2)
    assert rows()[ids[1]].starts_at == at(FOUR[1] + timedelta(days=1), 18)
    assert (rows()[ids[2]].head_count, rows()[ids[2]].starts_at) == (11, at(FOUR[2], 14))


def test_an_exception_goes_with_its_part_when_the_series_is_split(ids: list[int]) -> None:
    bookings.change_booking(ids[3], starts_at=at(FOUR[3], 18), ends_at=at(FOUR[3], 20))
    done = to_hour(ids[2], 9, scope="following")
    row = rows()[ids[3]]
    assert (row.series_id, row.starts_at) == (done.series_id, at(FOUR[3], 18))


def test_the_checked_in_the_completed_and_the_cancelled_survive(ids: list[int]) -> None:
    with clock.pretend(at(FOUR[0], 14)):
        bookings.arrive(ids[0])
        bookings.complete(ids[0], came_count=9)
    with clock.pretend(at(FOUR[1], 14)):
        bookings.arrive(ids[1])
        bookings.cancel(ids[2], reason="老师请假")
        done = to_hour(ids[3], 9, scope="all")
    assert (done.changed, done.kept, done.added) == (1, 3, 0)
    found = rows()
    assert [(found[number].status, found[number].starts_at.hour) for number in ids] == [
        ("completed", 14), ("checked_in", 14), ("cancelled", 14), ("confirmed", 9),
    ]  # fmt: skip
    assert found[ids[0]].came_count == 9


def test_another_weekday_keeps_the_rows_week_by_week(ids: list[int]) -> None:
    day = FOUR[1] + timedelta(days=1)
    series_edit.change_series(ids[1], scope="all", changes={"starts_at": at(day, 14), "ends_at": at(day, 16)})
    assert [row.starts_at.date() for row in rows().values()] == [day + timedelta(days=1) for day in FOUR]
    card = series.series_of(ids[0])
    assert card is not None
    assert card.words == "每周四 14:00–16:00，至 11-19"


def test_dates_that_fall_away_are_cancelled_with_the_reason_and_new_ones_added(ids: list[int]) -> None:
    rule = Rule("weekly", weekdays=(2, 4), interval=2, until=FOUR[-1])
    done = series_edit.change_series(ids[0], scope="all", changes={"rule": rule})
    assert (done.added, done.dropped) == (2, 2)
    dropped = [row for row in rows().values() if row.status == "cancelled"]
    assert [(row.id, row.is_dropped) for row in dropped] == [(ids[1], True), (ids[3], True)]
    assert {row.cancel_reason for row in dropped} == {"系列预约已不在这一天。"}


def test_a_date_that_fell_away_is_taken_up_again_in_its_old_row(ids: list[int]) -> None:
    series_edit.extend_series(ids[0], until=FOUR[1])
    assert rows()[ids[3]].status == "cancelled"
    assert series_edit.extend_series(ids[0], until=FOUR[3]).added == 2
    assert list(rows()) == ids
    assert (rows()[ids[3]].status, rows()[ids[3]].cancel_reason) == ("confirmed", "")


def test_a_series_can_be_extended_by_dates(ids: list[int]) -> None:
    preview = series_edit.preview_extend(ids[0], until=date(2026, 12, 2))
    assert [line.fate for line in preview.lines] == ["same"] * 4 + ["new"] * 2
    assert series_edit.extend_series(ids[0], until=date(2026, 12, 2)).added == 2
    assert series_edit.extend_series(ids[0], count=7).added == 1


def test_a_booking_that_does_not_fit_needs_a_choice(ids: list[int], room: Any) -> None:
    a_booking(room=room, starts_at=at(FOUR[1], 9), ends_at=at(FOUR[1], 10), title="晨练")
    with pytest.raises(errors.SeriesDoesNotFit) as refused:
        to_hour(ids[0], 9, scope="all")
    assert "晨练" in refused.value.sentence()
    assert starts()[0] == at(FOUR[0], 14)
    done = to_hour(ids[0], 9, scope="all", choices={FOUR[1]: Choice("stay")})
    assert (done.changed, done.kept) == (3, 1)
    assert (rows()[ids[1]].starts_at, rows()[ids[1]].is_exception) == (at(FOUR[1], 14), True)


def test_a_booking_that_does_not_fit_can_be_left_out_or_moved(ids: list[int], room: Any) -> None:
    for day in FOUR[1:3]:
        a_booking(room=room, starts_at=at(day, 9), ends_at=at(day, 10))
    choices = {
        FOUR[1]: Choice("skip"),
        FOUR[2]: Choice("move", starts_at=at(FOUR[2], 18), ends_at=at(FOUR[2], 19)),
    }
    done = to_hour(ids[0], 9, scope="all", choices=choices)
    assert (done.changed, done.dropped) == (3, 1)
    assert rows()[ids[1]].status == "cancelled"
    assert (rows()[ids[2]].starts_at, rows()[ids[2]].is_exception) == (at(FOUR[2], 18), True)


def test_the_preview_says_what_a_change_would_do_and_writes_nothing(ids: list[int], room: Any) -> None:
    bookings.cancel(ids[3], reason="放假")
    a_booking(room=room, starts_at=at(FOUR[1], 9), ends_at=at(FOUR[1], 10))
    before = [(row.starts_at, row.status) for row in rows().values()]
    changes = {"starts_at": at(FOUR[0], 9), "ends_at": at(FOUR[0], 11)}
    lines = series_edit.preview_change(ids[0], scope="all", changes=changes).lines
    assert [(line.fate, line.state, line.needs_choice) for line in lines] == [
        ("changed", "free", False), ("changed", "clash", True), ("changed", "free", False), ("kept", "free", False),
    ]  # fmt: skip
    assert lines[0].before is not None
    assert lines[0].before.starts_at == at(FOUR[0], 14)
    assert [(row.starts_at, row.status) for row in rows().values()] == before


def test_the_preview_of_one_date_says_whether_it_fits(ids: list[int], room: Any) -> None:
    a_booking(room=room, starts_at=at(FOUR[1], 9), ends_at=at(FOUR[1], 10))
    changes = {"starts_at": at(FOUR[1], 9), "ends_at": at(FOUR[1], 11)}
    (line,) = series_edit.preview_change(ids[1], scope="this", changes=changes).lines
    assert (line.state, line.needs_choice) == ("clash", True)
    (line,) = series_edit.preview_change(ids[1], scope="this", changes={"title": "国画班"}).lines
    assert line.state == "free"


def test_a_new_title_reaches_all_that_were_not_changed_on_their_own(ids: list[int]) -> None:
    bookings.change_booking(ids[3], title="结业展")
    series_edit.change_series(ids[0], scope="all", changes={"title": "国画班"})
    assert [row.title for row in rows().values()] == ["国画班"] * 3 + ["结业展"]


def test_a_skipped_date_stays_skipped_and_follows_its_week(ids: list[int], room: Any) -> None:
    wish = SeriesWish(RULE, THURSDAY, time(18), time(20), room.id, title="合唱")
    done = series.book_series(wish, choices={FOUR[1]: Choice("skip")})
    day = FOUR[0] + timedelta(days=2)
    series_edit.change_series(
        done.booking_ids[0], scope="all", changes={"starts_at": at(day, 18), "ends_at": at(day, 20)}
    )
    assert [row.occurrence_on for row in series.skipped(done.series_id)] == [FOUR[1] + timedelta(days=2)]


def test_to_leave_out_holidays_cancels_them_and_they_can_be_tried_again(centre: Path) -> None:
    with clock.pretend(datetime(2026, 9, 20, 9)):
        open_daily()
        room = a_room()
        rule = Rule("weekly", weekdays=(4,), until=date(2026, 10, 9))
        done = series.book_series(
            SeriesWish(rule, date(2026, 9, 20), time(14), time(16), room.id, title="书画班")
        )
        first = done.booking_ids[0]
        changed = series_edit.change_series(
            first,
            scope="all",
            changes={"rule": Rule("weekly", weekdays=(4,), until=rule.until, skip_holidays=True)},
        )
        assert (changed.dropped, [row.reason for row in series.skipped(done.series_id)]) == (
            2,
            ["holiday"] * 2,
        )
        again = series.retry_skipped(series.skipped(done.series_id)[0].id)
    assert again == first
    assert Booking.select().count() == 3


def test_cancelling_the_following_ends_the_series_and_leaves_exceptions_alone(ids: list[int]) -> None:
    bookings.change_booking(ids[3], starts_at=at(FOUR[3], 18), ends_at=at(FOUR[3], 20))
    done = series_edit.cancel_series(ids[1], scope="following", reason="老师调走")
    assert (done.cancelled, done.kept) == (2, 1)
    assert [row.status for row in rows().values()] == ["confirmed", "cancelled", "cancelled", "confirmed"]
    card = series.series_of(ids[0])
    assert card is not None
    assert card.rule.until == FOUR[1] - timedelta(days=1)
    assert rows()[ids[1]].cancel_reason == "老师调走"


def test_cancelling_all_can_take_the_exceptions_too_but_never_what_is_over(ids: list[int]) -> None:
    bookings.change_booking(ids[3], starts_at=at(FOUR[3], 18), ends_at=at(FOUR[3], 20))
    with clock.pretend(at(FOUR[0], 14)):
        bookings.complete(ids[0], came_count=5)
    with clock.pretend(at(FOUR[0], 20)):
        done = series_edit.cancel_series(ids[1], scope="all", reason="散了", exceptions_too=True)
    assert (done.cancelled, done.kept) == (3, 0)
    assert rows()[ids[0]].status == "completed"


def test_cancelling_one_date_leaves_the_others(ids: list[int]) -> None:
    series_edit.cancel_series(ids[1], scope="this", reason="雨天")
    assert [row.status for row in rows().values()] == ["confirmed", "cancelled", "confirmed", "confirmed"]


def test_cancelling_needs_a_reason_and_something_ahead(ids: list[int]) -> None:
    with pytest.raises(errors.CancelNeedsReason):
        series_edit.cancel_series(ids[0], scope="all", reason=" ")
    series_edit.cancel_series(ids[0], scope="all", reason="散了")
    with pytest.raises(errors.SeriesHasNothingAhead):
        series_edit.cancel_series(ids[0], scope="all", reason="散了")


@pytest.mark.parametrize("scope", ["this", "following", "all"])
def test_an_edit_is_one_step_to_undo_and_to_do_again(ids: list[int], scope: str) -> None:
    def state() -> list[tuple[Any, ...]]:
        return [
            (row.id, row.series_id, row.starts_at, row.status, row.occurrence_on) for row in rows().values()
        ]

    before = state()
    to_hour(ids[1], 9, scope=scope)
    after = state()
    journal.undo()
    assert state() == before
    journal.redo()
    assert state() == after


def test_a_single_booking_has_no_series_to_change(room: Any) -> None:
    row = a_booking(room=room, starts_at=at(FOUR[0], 9), ends_at=at(FOUR[0], 10), title="读书会")
    with pytest.raises(errors.NotOfSeries):
        series_edit.change_series(row.id, scope="all", changes={"title": "x"})
    with pytest.raises(errors.NotFound):
        series_edit.change_series(99, scope="all", changes={"title": "x"})


@pytest.mark.parametrize(("changes", "error"), [
    ({"starts_at": at(FOUR[0], 16), "ends_at": at(FOUR[0], 14)}, errors.BookingEndsBeforeStart),
    ({"starts_at": at(FOUR[0], 16), "ends_at": at(FOUR[0], 16)}, errors.BookingHasNoLength),
    ({"head_count": 99}, errors.SeriesDoesNotFit),
    ({"title": ""}, errors.BookingNeedsTitleOrPerson),
    ({"room_id": 99}, errors.NotFound),
    ({"rule": Rule("daily", count=100_000)}, errors.SeriesTooLong),
])  # fmt: skip
def test_an_impossible_change_is_refused_and_nothing_changed(
    ids: list[int], changes: dict[str, Any], error: type[errors.CentreError]
) -> None:
    with pytest.raises(error):
        series_edit.change_series(ids[0], scope="all", changes=changes)
    assert starts() == [at(day, 14) for day in FOUR]
