"""Behaviour of the figures: what a plain count over all rows gives, split and bounded as the definitions say."""

import json
from datetime import date, datetime

import pytest

from centre_app import clock
from centre_app.i18n import in_language
from centre_app.lending.models import Loan
from centre_app.people import bands
from centre_app.people.models import Person
from centre_app.reports import exports, fragments, indicators
from centre_app.reports.compare import compare
from centre_app.reports.indicators import INDICATORS, by_code
from centre_app.reports.listing import PERSONAL
from centre_app.reports.periods import Period
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_booking, a_copy, a_person, a_room, a_visit, open_daily
from tests.reports import by_hand, random_centre

OCTOBER = Period.parse("2026-10")


@pytest.fixture(autouse=True)
def later():
    """It is December: the months asked for are over."""
    with clock.pretend(datetime(2026, 12, 1, 9)):
        yield


def test_the_bands_in_sql_are_those_of_people(centre):
    ages = [None, *range(120)]
    rows = db.execute_sql(
        f"SELECT {fragments.band('value')} FROM json_each(?) ORDER BY key", (json.dumps(ages),)
    )
    assert [row[0] for row in rows] == [bands.age_band(age) for age in ages]


def test_an_unknown_indicator_is_a_key_error_even_inside_a_generator():
    codes = ("visits.total", "visits.imagined")
    with pytest.raises(KeyError, match=r"visits\.imagined"):
        sorted(by_code(code).name for code in codes)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("text", ["2026-10", "2026-W43", "2025-10", "2026-09-30"])
def test_every_figure_equals_a_plain_count_over_all_rows(centre, seed, text):
    random_centre.fill(seed)
    period = Period.parse(text)

    expected = by_hand.figures(period.first, period.last)
    found = indicators.figures(period)

    assert set(found) == set(expected)
    for code, value in found.items():
        known = {key: part for key, part in value.items() if part} if isinstance(value, dict) else value
        assert known == expected[code], code


def test_rows_that_belong_to_somebody_are_of_a_table_that_says_whose_they_are(centre):
    for indicator in INDICATORS:
        listing = indicator.rows(OCTOBER)
        if PERSONAL in listing.hidden:
            assert listing.table in exports.WHO, indicator.code


@pytest.mark.parametrize("seed", range(2))
def test_the_parts_of_each_split_add_up_and_the_rows_behind_make_the_total(centre, seed):
    random_centre.fill(seed)
    found = indicators.figures(OCTOBER)
    listing = by_code("visits.total").rows(OCTOBER)
    heads = [row[listing.place("heads")] for row in listing.rows]

    wholes = {
        "visits": found["visits.total"],
        "loans": found["loans.issued"],
        "services": found["services.enquiries"],
    }
    for code, value in found.items():
        if isinstance(value, dict):
            assert sum(value.values()) == wholes[code.split(".")[0]], code
    assert all("unknown" in value for value in found.values() if isinstance(value, dict))
    assert sum(heads) == found["visits.total"]


def test_the_year_to_date_counts_persons_anew_and_never_sums_months(centre):
    room, person = a_room(), a_person()
    for month in (9, 10):
        day = datetime(2026, month, 5, 9)
        a_visit(room=room, person=person, arrived_at=day, left_at=day)

    line = next(line for line in compare(OCTOBER).lines() if line.indicator.code == "visits.people")

    assert (line.now, line.previous, line.to_date) == (1, 1, 1)


def test_the_age_band_is_that_of_the_day_of_the_visit(centre):
    room, person = a_room(), a_person(birth_date=date(2008, 10, 20))
    for day in (19, 20):
        at = datetime(2026, 10, day, 9)
        a_visit(room=room, person=person, arrived_at=at, left_at=at)

    bands = indicators.figures(OCTOBER)["visits.by_band"]

    assert (bands["7-17"], bands["18-34"]) == (1, 1)


def test_what_is_due_on_the_last_day_is_not_overdue(centre):
    due = datetime(2026, 10, 31, 23, 59, 59)
    values = {"copy": a_copy(), "person": a_person(), "lent_at": datetime(2026, 10, 1, 9), "due_at": due}
    run("prepare a test", lambda: Loan.create(**values))

    assert by_code("loans.overdue").figure(OCTOBER) == 0
    assert by_code("loans.overdue").figure(Period.parse("2026-11-01")) == 1


def test_a_shared_room_with_two_parties_at_a_time_is_occupied_once(centre):
    open_daily(opens_at="09:00", closes_at="10:00")
    room = a_room(sharing="shared", capacity=20)
    for _party in range(2):
        a_booking(
            room=room,
            starts_at=datetime(2026, 10, 5, 8),
            ends_at=datetime(2026, 10, 5, 11),
            status="completed",
            came_count=4,
        )

    assert by_code("rooms.utilisation").figure(Period.parse("2026-10-05")) == 100


def test_a_month_under_way_counts_its_opening_up_to_now(centre):
    open_daily(opens_at="09:00", closes_at="17:00")

    with clock.pretend(datetime(2026, 10, 3, 11)):
        found = indicators.figures(OCTOBER)

    assert (found["centre.open_days"], found["centre.open_hours"]) == (3, 18)


def test_an_empty_centre_counts_nought_and_leaves_ratios_empty(centre):
    found = indicators.figures(OCTOBER)

    assert (found["visits.total"], found["stock.value"]) == (0, 0)
    empty = ("loans.turnover", "rooms.utilisation", "rooms.noshow", "centre.open_days", "centre.weekly_hours")
    assert [found[code] for code in empty] == [None] * len(empty)


def test_figures_are_json_and_lines_for_a_terminal(centre):
    random_centre.fill(1)
    found = json.loads(json.dumps(indicators.figures(OCTOBER)))

    lines = indicators.as_lines(found)

    assert lines[0].split("\t") == ["visits.total", "接待人次", f"{found['visits.total']:,}", "人次"]
    assert (
        f"visits.by_band[60+]\t接待人次·按年龄段 · 60 岁及以上\t{found['visits.by_band']['60+']}\t人次"
        in lines
    )
    assert all(len(line.split("\t")) == 4 for line in lines)


def test_before_anything_was_recorded_nothing_could_be_counted(centre):
    at = datetime(2026, 10, 5, 9)
    a_visit(room=a_room(), arrived_at=at, left_at=at)

    line = next(compare(OCTOBER).lines())

    assert (line.now, line.previous, line.year_before, line.change) == (1, None, None, None)


def test_the_rows_behind_every_figure_fit_their_columns_and_carry_no_name(centre):
    random_centre.fill(3)
    names = {row.name for row in Person.select()}

    for indicator in INDICATORS:
        listing = indicator.rows(OCTOBER)
        for row in listing.rows:
            assert len(row) == len(listing.columns), indicator.code
            assert not names & {cell for cell in row if isinstance(cell, str)}, indicator.code


def test_every_figure_has_a_name_a_unit_and_a_definition_in_chinese():
    for indicator in INDICATORS:
        for text in (indicator.name, indicator.definition):
            with in_language("en"):
                english = indicator.part_label(text)
            assert indicators._(text) != english, text
