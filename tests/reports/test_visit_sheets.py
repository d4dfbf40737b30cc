"""Behaviour of the visit sheets: every row and every split adds up to the visits, assumed and nameless ones apart."""

from collections import defaultdict
from datetime import datetime, timedelta

import pytest

from centre_app import clock
from centre_app.i18n import in_language
from centre_app.people.visit_models import Party
from centre_app.reports import indicators
from centre_app.reports.behind import enquiries, visit_tables, visits
from centre_app.reports.periods import Period
from centre_app.storage.action import run
from tests.builders import a_person, a_room, a_visit
from tests.reports import random_centre

pytestmark = pytest.mark.usefixtures("centre")
OCTOBER = Period.parse("2026-10")
TABLES = [
    ("day", ("room", "sex", "returns", "ending")),
    ("hour", ("room", "band")),
    ("room", ("sex", "band", "category", "naming")),
    ("room", ("stay",)),
]


@pytest.fixture(autouse=True)
def later():
    """It is December: October is over."""
    with clock.pretend(datetime(2026, 12, 1, 9)):
        yield


@pytest.fixture
def room():
    return a_room(name="悦享读书区")


def at(day: int, hour: int = 9, *, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour)


def sums(listing) -> dict[str, int]:
    """The sum of every column that counts heads."""
    found: dict[str, int] = defaultdict(int)
    for row in listing.rows:
        for column, value in zip(listing.columns, row, strict=True):
            if column.key == "heads" or ":" in column.key:
                found[column.key] += value
    return found


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("by", "splits"), TABLES)
def test_in_every_row_each_split_adds_up_to_its_visits(seed, by, splits):
    random_centre.fill(seed)
    listing = visit_tables.table(OCTOBER, by=by, splits=splits)
    heads = listing.place("heads")

    rows = list(listing.rows)

    assert sum(row[heads] for row in rows) == indicators.figures(OCTOBER)["visits.total"]
    for row in rows:
        for split in splits:
            places = [n for n, column in enumerate(listing.columns) if column.key.startswith(f"{split}:")]
            assert sum(row[place] for place in places) == row[heads]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("by", "splits"), TABLES)
def test_the_columns_sum_to_the_parts_of_the_figures(seed, by, splits):
    random_centre.fill(seed)
    found = indicators.figures(OCTOBER)
    codes = {"returns": "return"}

    columns = sums(visit_tables.table(OCTOBER, by=by, splits=splits))

    for key, total in columns.items():
        split, _colon, part = key.partition(":")
        if split not in ("heads", "ending"):
            assert total == found[f"visits.by_{codes.get(split, split)}"].get(part, 0), key


def test_first_time_is_the_first_visit_ever_and_not_of_the_month(room):
    old, new = a_person(), a_person()
    for person, month, day in ((old, 9, 1), (old, 10, 1), (new, 10, 2), (new, 10, 3)):
        a_visit(room=room, person=person, arrived_at=at(day, month=month), left_at=at(day, 10, month=month))
    a_visit(room=room, arrived_at=at(5), left_at=at(5, 10), head_count=7, group_name="书画队")

    found = indicators.figures(OCTOBER)

    assert found["visits.by_return"] == {"first": 1, "returning": 2, "nameless": 7, "unknown": 0}


def test_two_visits_begun_at_one_moment_are_one_first_time(room):
    person = a_person()
    for _number in range(2):
        a_visit(room=room, person=person, arrived_at=at(1), left_at=at(1))

    found = indicators.figures(OCTOBER)["visits.by_return"]

    assert (found["first"], found["returning"]) == (1, 1)


def test_the_nameless_of_walk_ins_and_of_groups_are_apart(room):
    party = run("prepare a test", lambda: Party.create(name="书画队", head_count=5, arrived_at=at(1)))
    a_visit(room=room, person=a_person(), party_id=party.id, arrived_at=at(1), left_at=at(1, 10))
    a_visit(
        room=room, head_count=4, party_id=party.id, age_from=60, sex="F", arrived_at=at(1), left_at=at(1, 10)
    )
    a_visit(room=room, age_from=7, arrived_at=at(1), left_at=at(1, 10))
    a_visit(room=room, sex="M", arrived_at=at(1), left_at=at(1, 10))

    found = indicators.figures(OCTOBER)["visits.by_naming"]

    assert found == {"person": 1, "walk_in": 2, "group": 4, "unknown": 0}


@pytest.mark.parametrize(
    ("minutes", "band"),
    [(0, "0-29"), (29, "0-29"), (30, "30-59"), (59, "30-59"), (60, "60-119"), (119, "60-119"), (120, "120-239"),
     (239, "120-239"), (240, "240+"), (900, "240+")],
)  # fmt: skip
def test_a_visit_lasts_full_minutes(room, minutes, band):
    a_visit(room=room, arrived_at=at(1), left_at=at(1) + timedelta(minutes=minutes, seconds=59))

    parts = indicators.figures(OCTOBER)["visits.by_stay"]

    assert [code for code, count in parts.items() if count] == [band]


def test_assumed_and_open_ends_are_apart_and_not_in_the_average(room):
    for minutes, assumed in ((30, False), (50, False), (600, True)):
        a_visit(
            room=room,
            arrived_at=at(1),
            left_at=at(1) + timedelta(minutes=minutes),
            left_assumed=assumed,
            head_count=2,
        )
    a_visit(room=room, arrived_at=at(1))

    listing = visit_tables.table(OCTOBER, by="room", splits=("stay",))
    row = dict(zip((column.key for column in listing.columns), next(iter(listing.rows)), strict=True))

    assert (row["stay:assumed"], row["stay:open"], row["stay:30-59"], row["average"]) == (2, 1, 4, 40)


def test_days_without_visits_and_zones_without_visitors_have_a_row_retired_ones_only_with_visitors(room):
    a_room(name="航模展示区")
    a_room(name="旧阅览室", active=False)
    used = a_room(name="旧棋牌室", active=False)
    a_visit(room=used, arrived_at=at(3), left_at=at(3, 10))

    days = list(visit_tables.table(OCTOBER, by="day", splits=("room",)).rows)
    zones = visit_tables.table(OCTOBER, by="room", splits=("sex",))

    assert (len(days), sum(row[2] for row in days)) == (31, 1)
    assert [row[0] for row in zones.rows] == ["悦享读书区", "航模展示区", "旧棋牌室"]
    columns = visit_tables.table(OCTOBER, by="day", splits=("room",)).columns
    assert [column.title for column in columns][3:] == ["悦享读书区", "航模展示区", "旧棋牌室"]


def test_a_month_under_way_shows_the_days_so_far(room):
    with clock.pretend(at(9, 12)):
        assert len(list(visit_tables.table(OCTOBER, by="day", splits=("sex",)).rows)) == 9


def test_no_visit_sheet_has_a_name_or_purpose_in_either_language(room):
    a_visit(
        room=room, person=a_person(name="欧阳若溪"), arrived_at=at(1), left_at=at(1, 10), purpose="找李敏"
    )
    a_visit(room=room, group_name="慕容队", head_count=3, arrived_at=at(1), left_at=at(1, 10))
    for language in ("zh_CN", "en"):
        with in_language(language):
            listings = [
                visits.visits(OCTOBER),
                *(visit_tables.table(OCTOBER, by=by, splits=s) for by, s in TABLES),
            ]
            text = " ".join(str(list(listing.rows)) for listing in listings)
            titles = [column.title for listing in listings for column in listing.columns]
        assert not any(word in text for word in ("欧阳", "李敏", "慕容")), language
        assert not any(word in " ".join(titles) for word in ("欧阳", "李敏", "慕容"))


def test_the_visits_of_a_year_are_looked_for_by_their_time_alone(centre):
    from centre_app.reports.counts.visits import _APART
    from centre_app.reports.fragments import span
    from centre_app.storage.database import db

    plan = str(db.execute_sql(f"EXPLAIN QUERY PLAN {_APART}", span(OCTOBER)).fetchall())

    assert "SEARCH v USING INDEX visit_arrived_at" in plan
    assert "SEARCH e USING COVERING INDEX visit_person_id_arrived_at" in plan
    assert "SCAN" not in plan


def test_the_kinds_of_a_day_add_up_to_its_enquiries():
    random_centre.fill(2)
    listing = enquiries.by_day(OCTOBER)
    rows = list(listing.rows)

    assert all(sum(row[3:]) == row[2] for row in rows)
    assert sum(row[2] for row in rows) == indicators.figures(OCTOBER)["services.enquiries"] > 0
