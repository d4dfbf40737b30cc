from datetime import date, time

import pytest

from ui.kit.dates import read_date, read_time

THURSDAY = date(2026, 10, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("+7", date(2026, 10, 29)), ("-1", date(2026, 10, 21)), ("＋３", date(2026, 10, 25)),
        ("today", THURSDAY), ("今天", THURSDAY), ("明天", date(2026, 10, 23)), ("后天", date(2026, 10, 24)),
        ("昨天", date(2026, 10, 21)), (" Tomorrow ", date(2026, 10, 23)),
        ("周三", date(2026, 10, 28)), ("wed", date(2026, 10, 28)), ("星期五", date(2026, 10, 23)),
        ("周四", date(2026, 10, 29)), ("下周三", date(2026, 10, 28)), ("本周三", date(2026, 10, 21)),
        ("下周日", date(2026, 11, 1)), ("friday", date(2026, 10, 23)),
        ("2026-12-30", date(2026, 12, 30)), ("20261230", date(2026, 12, 30)), ("2026/1/5", date(2026, 1, 5)),
        ("2026年12月30日", date(2026, 12, 30)), ("12-30", date(2026, 12, 30)), ("12月30日", date(2026, 12, 30)),
        ("12.30", date(2026, 12, 30)), ("30", date(2026, 10, 30)), ("2026-12-30 周三", date(2026, 12, 30)),
    ],
)  # fmt: skip
def test_a_date_is_read_as_people_type_it(typed: str, meant: date) -> None:
    assert read_date(typed, today=THURSDAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "abc", "2026-02-30", "13-40", "周八", "99", "+", "2026", "9999-12-31", "0001-01-01"]
)
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    assert read_date(typed, today=THURSDAY) is None


@pytest.mark.parametrize(
    ("lean", "meant"),
    [("near", date(2026, 10, 1)), ("past", date(2026, 10, 1)), ("future", date(2027, 10, 1))],
)
def test_without_a_year_the_field_knows_which_way_to_look(lean: str, meant: date) -> None:
    assert read_date("10-1", today=THURSDAY, lean=lean) == meant


def test_in_january_a_december_day_is_the_one_just_past() -> None:
    assert read_date("12-30", today=date(2027, 1, 4)) == date(2026, 12, 30)


def test_a_leap_day_is_found_in_the_next_leap_year() -> None:
    assert read_date("2-29", today=THURSDAY, lean="future") == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", time(9)), ("930", time(9, 30)), ("1430", time(14, 30)), ("14:30", time(14, 30)), ("14.30", time(14, 30)),
        ("14：30", time(14, 30)), ("下午2点", time(14)), ("下午2点半", time(14, 30)), ("上午9点15分", time(9, 15)),
        ("2pm", time(14)), ("12am", time(0)), ("中午12点", time(12)), ("晚上7:30", time(19, 30)), ("0", time(0)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_type_it(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "25", "960", "12:60", "soon", "12345"])
def test_what_is_no_time_is_not_guessed(typed: str) -> None:
    assert read_time(typed) is None
