"""How much one person should book: warnings the clerk may pass over with a reason."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from centre_app import errors
from centre_app.centre import settings
from centre_app.rooms import bookings, quotas
from tests.builders import a_person, a_room, open_daily
from tests.rooms.scene import at, book


@pytest.fixture
def room(centre: Path) -> Any:
    open_daily()
    return a_room(capacity=12)


def kinds(person: Any, begin: int, end: int, *, days: int = 1, except_id: int | None = None) -> list[str]:
    found = quotas.warnings_for(
        starts_at=at(begin, days=days), ends_at=at(end, days=days), person_id=person.id, except_id=except_id
    )
    assert all(warning.words for warning in found)
    return [warning.kind.removeprefix("quota_") for warning in found]


def test_nothing_is_limited_unless_it_is_set(room: Any) -> None:
    person = a_person()
    for days in range(1, 6):
        book(room, 9, 20, days=days, person_id=person.id)
    assert kinds(person, 9, 20, days=7) == []


def test_the_usual_limits_are_four_hours_twice_a_month_and_a_day_ahead(room: Any) -> None:
    quotas.use_preset()
    person = a_person()
    assert kinds(person, 9, 13) == []
    assert kinds(person, 9, 14) == ["hours_use"]
    assert kinds(person, 12, 13, days=0) == ["days_ahead_least"]
    first = book(room, person_id=person.id, days=1)
    book(room, person_id=person.id, days=2)
    assert kinds(person, 9, 10, days=3) == ["count_month"]
    assert kinds(person, 9, 10, days=3, except_id=first) == []
    assert kinds(person, 9, 10, days=12) == []
    assert kinds(a_person(), 9, 10, days=3) == []


@pytest.mark.parametrize(("setting", "most", "expected"), [
    ("quota_hours_day", 3, ["hours_day"]),
    ("quota_hours_day", 4, []),
    ("quota_count_day", 1, ["count_day"]),
    ("quota_hours_week", 3, ["hours_week"]),
    ("quota_count_week", 2, []),
    ("quota_hours_month", 3, ["hours_month"]),
    ("quota_days_ahead_most", 1, []),
])  # fmt: skip
def test_what_is_booked_already_counts(room: Any, setting: str, most: int, expected: list[str]) -> None:
    person = a_person()
    book(room, 9, 11, days=1, person_id=person.id)
    settings.put(name=setting, value=most)
    assert kinds(person, 12, 14) == expected


def test_too_far_ahead_is_a_warning(room: Any) -> None:
    settings.put(name="quota_days_ahead_most", value=7)
    assert kinds(a_person(), 9, 10, days=8) == ["days_ahead_most"]


def test_a_cancelled_booking_no_longer_counts(room: Any) -> None:
    settings.put(name="quota_count_month", value=1)
    person = a_person()
    gone = book(room, days=1, person_id=person.id)
    bookings.cancel(gone, reason="下雨")
    assert kinds(person, 9, 10) == []


def test_the_clerk_may_pass_over_a_warning_with_a_reason_that_is_kept(room: Any) -> None:
    quotas.use_preset()
    person = a_person()
    with pytest.raises(errors.QuotaExceeded, match="4"):
        book(room, 9, 18, days=1, person_id=person.id)
    made = book(room, 9, 18, days=1, person_id=person.id, override_reason="社区活动")
    assert bookings.booking(made).override_reason == "社区活动"


def test_what_the_centre_books_for_itself_is_not_limited(room: Any) -> None:
    quotas.use_preset()
    book(room, 9, 18, days=0, person_id=None)


def test_a_change_of_time_is_asked_again_and_a_note_is_not(room: Any) -> None:
    person = a_person()
    made = book(room, 9, 12, days=1, person_id=person.id)
    settings.put(name="quota_hours_use", value=2)
    bookings.change_booking(made, note="要投影")
    with pytest.raises(errors.QuotaExceeded):
        bookings.change_booking(made, ends_at=at(13, days=1))
    quotas.switch_off()
    bookings.change_booking(made, ends_at=at(13, days=1))


@pytest.mark.parametrize(("period", "first", "last"), [
    ("day", date(2026, 12, 31), date(2027, 1, 1)),
    ("week", date(2026, 12, 28), date(2027, 1, 4)),
    ("month", date(2026, 12, 1), date(2027, 1, 1)),
])  # fmt: skip
def test_periods_pass_over_the_end_of_a_year(period: str, first: date, last: date) -> None:
    assert quotas.bounds(date(2026, 12, 31), period=period) == (first, last)
