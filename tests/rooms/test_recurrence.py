"""The examples that RFC 5545 itself gives in section 3.8.5.3 expand to the dates it publishes; limits and odd days."""

import calendar
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from centre_app import clock, errors
from centre_app.rooms import recurrence
from centre_app.rooms.recurrence import Rule

NEW_YORK = ZoneInfo("America/New_York")
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}


def published(text: str) -> list[date]:
    """`1997 sep 2 4 oct 1-3` as days; `1-3` is a span of days."""
    days, year, month = [], 0, 0
    for word in text.split():
        if word in MONTHS:
            month = MONTHS[word]
        elif len(word) == 4 and word.isdecimal():
            year = int(word)
        else:
            first, _dash, last = word.partition("-")
            days += [date(year, month, day) for day in range(int(first), int(last or first) + 1)]
    return days


TUESDAY = "19970902"
EXAMPLES = [
    (TUESDAY, "FREQ=DAILY;COUNT=10", "1997 sep 2-11"),
    (TUESDAY, "FREQ=DAILY;UNTIL=19971224T000000Z", "1997 sep 2-30 oct 1-31 nov 1-30 dec 1-23"),
    (TUESDAY, "FREQ=DAILY;INTERVAL=2", "1997 sep 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 oct 2 4 6"),
    (TUESDAY, "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997 sep 2 12 22 oct 2 12"),
    (
        "19980101",
        "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        "1998 jan 1-31 1999 jan 1-31 2000 jan 1-31",
    ),
    ("19980101", "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", "1998 jan 1-31 1999 jan 1-31 2000 jan 1-31"),
    (TUESDAY, "FREQ=WEEKLY;COUNT=10", "1997 sep 2 9 16 23 30 oct 7 14 21 28 nov 4"),
    (
        TUESDAY,
        "FREQ=WEEKLY;UNTIL=19971224T000000Z",
        "1997 sep 2 9 16 23 30 oct 7 14 21 28 nov 4 11 18 25 dec 2 9 16 23",
    ),
    (
        TUESDAY,
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        "1997 sep 2 16 30 oct 14 28 nov 11 25 dec 9 23 1998 jan 6 20 feb 3 17",
    ),
    (
        TUESDAY,
        "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        "1997 sep 2 4 9 11 16 18 23 25 30 oct 2",
    ),
    (TUESDAY, "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "1997 sep 2 4 9 11 16 18 23 25 30 oct 2"),
    (
        "19970901",
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "1997 sep 1 3 5 15 17 19 29 oct 1 3 13 15 17 27 29 31 nov 10 12 14 24 26 28 dec 8 10 12 22",
    ),
    (TUESDAY, "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "1997 sep 2 4 16 18 30 oct 2 14 16"),
    (
        "19970905",
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "1997 sep 5 oct 3 nov 7 dec 5 1998 jan 2 feb 6 mar 6 apr 3 may 1 jun 5",
    ),
    ("19970905", "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "1997 sep 5 oct 3 nov 7 dec 5"),
    (
        "19970907",
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997 sep 7 28 nov 2 30 1998 jan 4 25 mar 1 29 may 3 31",
    ),
    ("19970922", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997 sep 22 oct 20 nov 17 dec 22 1998 jan 19 feb 16"),
    ("19970928", "FREQ=MONTHLY;BYMONTHDAY=-3", "1997 sep 28 oct 29 nov 28 dec 29 1998 jan 29 feb 26"),
    (
        TUESDAY,
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "1997 sep 2 15 oct 2 15 nov 2 15 dec 2 15 1998 jan 2 15",
    ),
    (
        "19970930",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "1997 sep 30 oct 1 31 nov 1 30 dec 1 31 1998 jan 1 31 feb 1",
    ),
    (
        "19970910",
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "1997 sep 10-15 1999 mar 10-13",
    ),
    (
        TUESDAY,
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "1997 sep 2 9 16 23 30 nov 4 11 18 25 1998 jan 6 13 20 27 mar 3 10 17 24 31",
    ),
    (
        "19970610",
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "1997 jun 10 jul 10 1998 jun 10 jul 10 1999 jun 10 jul 10 2000 jun 10 jul 10 2001 jun 10 jul 10",
    ),
    (
        "19970310",
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "1997 mar 10 1999 jan 10 feb 10 mar 10 2001 jan 10 feb 10 mar 10 2003 jan 10 feb 10 mar 10",
    ),
    (
        "19970101",
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "1997 jan 1 apr 10 jul 19 2000 jan 1 apr 9 jul 18 2003 jan 1 apr 10 jul 19 2006 jan 1",
    ),
    ("19970519", "FREQ=YEARLY;BYDAY=20MO", "1997 may 19 1998 may 18 1999 may 17"),
    ("19970512", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997 may 12 1998 may 11 1999 may 17"),
    (
        "19970313",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "1997 mar 13 20 27 1998 mar 5 12 19 26 1999 mar 4 11 18 25",
    ),
    (
        "19970605",
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "1997 jun 5 12 19 26 jul 3 10 17 24 31 aug 7 14 21 28 1998 jun 4 11 18 25 jul 2 9 16 23 30 aug 6 13 20 27"
        " 1999 jun 3 10 17 24 jul 1 8 15 22 29 aug 5 12 19 26",
    ),
    (
        TUESDAY,
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "1998 feb 13 mar 13 nov 13 1999 aug 13 2000 oct 13",
    ),
    (
        "19970913",
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "1997 sep 13 oct 11 nov 8 dec 13 1998 jan 10 feb 7 mar 7 apr 11 may 9 jun 13",
    ),
    (
        "19961105",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996 nov 5 2000 nov 7 2004 nov 2",
    ),
    ("19970904", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997 sep 4 oct 7 nov 6"),
    (
        "19970929",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997 sep 29 oct 30 nov 27 dec 30 1998 jan 29 feb 26 mar 30",
    ),
    ("19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997 aug 5 10 19 24"),
    ("19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997 aug 5 17 19 31"),
    ("20070115", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007 jan 15 30 feb 15 mar 15 30"),
]


@pytest.mark.parametrize(("start", "rule", "days"), EXAMPLES, ids=[rule for _start, rule, _days in EXAMPLES])
def test_an_example_of_the_standard_expands_to_its_published_dates(start: str, rule: str, days: str) -> None:
    starts_at = datetime.strptime(f"{start}T090000", "%Y%m%dT%H%M%S")
    expected = published(days)

    found = recurrence.moments(rule, starts_at, limit=len(expected) + 1, zone=NEW_YORK)

    endless = "COUNT" not in rule and "UNTIL" not in rule
    assert [moment.date() for moment in found[: len(expected)]] == expected
    assert {moment.time() for moment in found} == {starts_at.time()}
    assert endless or len(found) == len(expected)


@pytest.mark.parametrize(("rule", "times"), [
    # The standard prints UNTIL=19970902T170000Z, which is 13:00 in New York; its published times need 17:00 there (an erratum).
    ("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", ["09:00", "12:00", "15:00"]),
    ("FREQ=MINUTELY;INTERVAL=15;COUNT=6", ["09:00", "09:15", "09:30", "09:45", "10:00", "10:15"]),
    ("FREQ=MINUTELY;INTERVAL=90;COUNT=4", ["09:00", "10:30", "12:00", "13:30"]),
])  # fmt: skip
def test_an_example_of_the_standard_within_a_day_expands_to_its_published_times(
    rule: str, times: list[str]
) -> None:
    found = recurrence.moments(rule, datetime(1997, 9, 2, 9), zone=NEW_YORK)
    assert [f"{moment:%H:%M}" for moment in found] == times


@pytest.mark.parametrize("rule", [
    "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
    "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
])  # fmt: skip
def test_every_twenty_minutes_of_a_working_day_is_two_dozen_times_a_day(rule: str) -> None:
    found = recurrence.moments(rule, datetime(1997, 9, 2, 9), limit=72)
    assert [f"{moment:%H:%M}" for moment in found[:24]] == [
        f"{hour:02}:{part:02}" for hour in range(9, 17) for part in (0, 20, 40)
    ]
    assert {moment.day for moment in found} == {2, 3, 4}


def test_a_series_within_a_day_is_no_series_of_bookings() -> None:
    with pytest.raises(errors.SeriesWithinDay):
        recurrence.from_text("FREQ=HOURLY;COUNT=3")


@pytest.mark.parametrize("rule", [
    Rule("daily"),
    Rule("daily", interval=3, count=8),
    Rule("weekly", weekdays=(2, 4), until=date(2026, 12, 30)),
    Rule("weekly", interval=2, weekdays=(0,)),
    Rule("monthly", month_days=(1, 15)),
    Rule("monthly", month_days=(-1,), interval=2),
    Rule("monthly", weekdays=(5,), nth=2),
    Rule("monthly", weekdays=(4,), nth=-1, count=5),
    Rule("other", text="FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", count=3),
])  # fmt: skip
def test_a_rule_written_as_text_is_read_as_the_same_rule(rule: Rule) -> None:
    assert recurrence.from_text(rule.to_text()) == rule


def days(rule: Rule, starts_on: date = date(2026, 10, 22)) -> list[date]:
    return recurrence.dates(rule, starts_on).days


def test_months_without_a_31st_are_left_out() -> None:
    found = days(Rule("monthly", month_days=(31,), count=4))
    assert found == [date(2026, 10, 31), date(2026, 12, 31), date(2027, 1, 31), date(2027, 3, 31)]


def test_the_last_day_of_the_month_is_on_every_month() -> None:
    found = days(Rule("monthly", month_days=(-1,), count=5))
    assert [day.day for day in found] == [31, 30, 31, 31, 28]


def test_the_29th_of_february_comes_in_leap_years_alone() -> None:
    with clock.pretend(datetime(2027, 12, 1, 9)):
        found = days(Rule("other", text="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"), date(2027, 12, 1))
    assert found == [date(2028, 2, 29)]


def test_two_years_from_a_29th_of_february_is_the_28th() -> None:
    with clock.pretend(datetime(2028, 2, 29, 9)):
        assert recurrence.horizon() == date(2030, 2, 28)


def test_a_series_without_end_is_limited_to_two_years_and_says_so() -> None:
    found = recurrence.dates(Rule("weekly", weekdays=(3,)), date(2026, 10, 22))
    assert found.limited_to == date(2028, 10, 22)
    assert found.days[-1] == date(2028, 10, 19)


def test_a_series_that_ends_later_than_in_two_years_is_limited_as_well() -> None:
    found = recurrence.dates(Rule("weekly", weekdays=(3,), until=date(2032, 1, 1)), date(2026, 10, 22))
    assert found.limited_to == date(2028, 10, 22)


def test_a_series_with_an_end_is_not_limited() -> None:
    assert recurrence.dates(Rule("daily", count=3), date(2026, 10, 22)).limited_to is None


@pytest.mark.parametrize(("rule", "error"), [
    (Rule("daily", count=100_000), errors.SeriesTooLong),
    (Rule("daily", until=date(2300, 1, 1)), errors.SeriesTooLong),
    (Rule("daily", count=0), errors.SeriesRuleImpossible),
    (Rule("daily", interval=0), errors.SeriesRuleImpossible),
    (Rule("daily", interval=-1), errors.SeriesRuleImpossible),
    (Rule("monthly", month_days=(32,)), errors.SeriesRuleImpossible),
    (Rule("monthly", month_days=(0,)), errors.SeriesRuleImpossible),
    (Rule("monthly", weekdays=(1,), nth=6), errors.SeriesRuleImpossible),
    (Rule("monthly", nth=2), errors.SeriesRuleImpossible),
    (Rule("daily", until=date(2026, 10, 21)), errors.SeriesEndsBeforeStart),
    (Rule("weekly", weekdays=(0,), until=date(2026, 10, 23)), errors.SeriesHasNoDates),
    (Rule("other", text="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), errors.SeriesHasNoDates),
    (Rule("other", text="FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"), errors.SeriesHasNoDates),
])  # fmt: skip
def test_a_rule_that_cannot_be_planned_is_refused(rule: Rule, error: type[errors.CentreError]) -> None:
    with pytest.raises(error) as refused:
        days(rule)
    assert refused.value.sentence()


def test_a_series_that_begins_in_three_years_is_too_far_ahead() -> None:
    with pytest.raises(errors.BookingTooFarAhead):
        days(Rule("daily", count=2), date(2029, 10, 22))


@pytest.mark.parametrize("text", [
    "", "garbage", "FREQ=", "FREQ=NEVER", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=x", "FREQ=DAILY;COUNT=x",
    "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYMONTHDAY=99", "FREQ=DAILY;UNTIL=never", "FREQ=DAILY;FREQ=WEEKLY",
    "FREQ=DAILY;BYMONTH=13", "FREQ=DAILY;BYSETPOS=4;BYMONTH=1",
])  # fmt: skip
def test_a_rule_of_garbage_is_refused(text: str) -> None:
    with pytest.raises((errors.RuleUnreadable, errors.SeriesRuleImpossible)):
        days(recurrence.from_text(text))


def test_an_end_within_a_day_counts_that_day_only_if_the_series_begins_before_it() -> None:
    from datetime import time

    text = "FREQ=DAILY;UNTIL=20261224T100000"
    assert recurrence.from_text(text, starts_time=time(9)).until == date(2026, 12, 24)
    assert recurrence.from_text(text, starts_time=time(14)).until == date(2026, 12, 23)


@pytest.mark.parametrize(("rule", "to_day", "expected"), [
    (Rule("weekly", weekdays=(3, 5)), date(2026, 10, 23), Rule("weekly", weekdays=(4, 5))),
    (Rule("monthly", month_days=(1, 22)), date(2026, 10, 25), Rule("monthly", month_days=(1, 25))),
    (Rule("monthly", weekdays=(3,), nth=4), date(2026, 10, 16), Rule("monthly", weekdays=(4,), nth=3)),
])  # fmt: skip
def test_a_rule_follows_one_of_its_dates_to_another_day(rule: Rule, to_day: date, expected: Rule) -> None:
    assert recurrence.moved(rule, from_day=date(2026, 10, 22), to_day=to_day) == expected


def test_a_daily_series_has_no_weekday_to_move() -> None:
    with pytest.raises(errors.SeriesCannotMoveDay):
        recurrence.moved(Rule("daily"), from_day=date(2026, 10, 22), to_day=date(2026, 10, 23))


@pytest.mark.parametrize(("rule", "first_days"), [
    (Rule("weekly", interval=2, weekdays=(2,), count=2), [date(2026, 10, 28), date(2026, 11, 11)]),
    (Rule("monthly", interval=2, month_days=(15,), count=2), [date(2026, 11, 15), date(2027, 1, 15)]),
])  # fmt: skip
def test_every_second_time_counts_from_the_first_day_that_fits(rule: Rule, first_days: list[date]) -> None:
    assert days(rule) == first_days
