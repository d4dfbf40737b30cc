"""Behaviour of periods: what can be written, which days they are, what they are compared with."""

from datetime import date, datetime

import pytest

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.i18n import in_language
from centre_app.reports.periods import Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-10-22", "2026-10-22", "2026-10-22"),
        ("2026-W43", "2026-10-19", "2026-10-25"),
        ("2026-W53", "2026-12-28", "2027-01-03"),
        ("2026-10", "2026-10-01", "2026-10-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        (" 2026-q4 ", "2026-10-01", "2026-12-31"),
        ("２０２６－１０", "2026-10-01", "2026-10-31"),
    ],
)
def test_a_period_is_read_as_its_days(text, first, last):
    period = Period.parse(text)

    assert (str(period.first), str(period.last)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "october",
        "2026-13",
        "2026-00",
        "2026-02-30",
        "2025-W53",
        "2026-W00",
        "2026-Q5",
        "26-10",
        "0001",
        "9999-12",
    ],
)
def test_nonsense_is_refused_with_the_ways_to_write_it(text):
    with pytest.raises(errors.PeriodUnreadable, match="2026-W43"):
        Period.parse(text)


def test_the_monthly_report_takes_only_months():
    assert Period.parse("2026-10", only="month").text == "2026-10"
    with pytest.raises(errors.PeriodOtherKind, match="2026-Q4"):
        Period.parse("2026-Q4", only="month")


@pytest.mark.parametrize(
    ("text", "previous", "year_before", "year_to_date"),
    [
        ("2026-01", "2025-12", "2025-01", "2026-01-01–2026-01-31"),
        ("2026-03-01", "2026-02-28", "2025-03-01", "2026-01-01–2026-03-01"),
        ("2024-02-29", "2024-02-28", "2023-02-28", "2024-01-01–2024-02-29"),
        ("2026-W01", "2025-W52", "2025-W01", "2025-12-29–2026-01-04"),
        ("2026-W53", "2026-W52", "2025-W52", "2025-12-29–2027-01-03"),
        ("2026-Q1", "2025-Q4", "2025-Q1", "2026-01-01–2026-03-31"),
        ("2026", "2025", "2025", "2026-01-01–2026-12-31"),
    ],
)
def test_a_period_knows_what_it_is_compared_with(text, previous, year_before, year_to_date):
    period = Period.parse(text)

    assert period.previous().text == previous
    assert period.previous().following().text == text
    assert period.year_before().text == year_before
    assert period.year_to_date().text == year_to_date


def test_the_statistical_month_may_end_on_another_day(centre):
    settings.put(name="statistical_month_end", value=25)
    january = Period.parse("2026-01")

    assert (str(january.first), str(january.last)) == ("2025-12-26", "2026-01-25")
    assert (january.starts, january.ends) == (datetime(2025, 12, 26), datetime(2026, 1, 26))
    assert str(Period.parse("2026").first) == str(january.year_to_date().first) == "2025-12-26"
    assert Period.parse("2026-Q4").last == date(2026, 12, 25)
    assert Period.month_of(date(2026, 10, 25)).text == "2026-10"
    assert Period.month_of(date(2026, 12, 26)).text == "2027-01"


def test_a_month_under_way_is_known_until_now():
    period = Period.parse("2026-10")

    assert (period.is_over, period.known_until, period.last_known_day) == (False, clock.now(), clock.today())
    with clock.pretend(datetime(2026, 11, 1)):
        assert (period.is_over, period.known_until) == (True, period.ends)


def test_a_month_is_called_as_people_say_it():
    assert Period.parse("2026-10").title == "2026 年 10 月"
    with in_language("en"):
        assert Period.parse("2026-10").title == "October 2026"
