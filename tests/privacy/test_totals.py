"""No total of any month, and no split, changes by taking names out; whatever is undone around it."""

import contextlib
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from centre_app import clock, schema
from centre_app.centre import settings as centre_settings
from centre_app.lending import privacy as lending
from centre_app.lending.models import Loan
from centre_app.people import merging, people, visits
from centre_app.people.models import Person
from centre_app.privacy import erasing, retention, stays
from centre_app.progress import SILENT
from centre_app.reports.behind import grid, visit_tables
from centre_app.reports.behind import visits as behind
from centre_app.reports.indicators import figures
from centre_app.reports.periods import Period
from centre_app.storage import database, journal, opening
from centre_app.storage.action import run
from tests.builders import a_booking, a_copy, a_grid_unit, a_person, a_room, a_visit, open_daily

MONTHS = ("2025-08", "2025-12", "2026-10")
YEARS = ("2025",)
SPLITS: dict[Any, Any] = {
    "day": ("room", "sex", "band", "category", "returns", "naming", "ending"),
    "hour": ("room", "band", "returns", "stay"),
    "room": ("sex", "band", "category", "naming", "stay"),
}
START = datetime(2025, 8, 1, 9)
_PERSON = st.tuples(
    st.sampled_from([None, 1890, 1950, 2010, 2022]), st.sampled_from(["", "F", "M"]), st.sampled_from(["resident", "worker", "guest"]),
    st.booleans(),
)  # fmt: skip
_EVENT = st.tuples(
    st.sampled_from(["visit", "loan", "booking", "group"]),
    st.integers(0, 3),
    st.sampled_from([0, 1, 5, 130, 140, 430, 440]),
    st.integers(0, 30),
)
_STEP = st.tuples(
    st.sampled_from(["erase", "visits", "some visits", "loans", "people", "undo"]), st.integers(0, 3)
)


def totals() -> dict[str, Any]:
    """Every figure of every month and year, and the rows behind the visits."""
    found: dict[str, Any] = {text: figures(Period.parse(text)) for text in (*MONTHS, *YEARS)}
    for text in MONTHS:
        found[f"{text} rows"] = list(behind.visits(Period.parse(text)).rows)
        found[f"{text} reading"] = list(behind.reading(Period.parse(text)).rows)
        found[f"{text} grid"] = list(grid.by_unit(Period.parse(text)).rows)
        for by, splits in SPLITS.items():
            found[f"{text} by {by}"] = list(visit_tables.table(Period.parse(text), by=by, splits=splits).rows)
    return found


def changed(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Which figures of which months are others, and which lists of rows."""
    return [
        f"{month} {code}: {was} became {now[month][code]}" if isinstance(found, dict) else month
        for month, found in before.items()
        for code, was in (found.items() if isinstance(found, dict) else [("", found)])
        if (now[month][code] if isinstance(found, dict) else now[month]) != was
    ]


def prepare(people_drawn: list[Any], events: list[Any]) -> list[int]:
    rooms = [a_room(kind="reading"), a_room(kind="study", sharing="shared")]
    units = [a_grid_unit(name=name).id for name in ("东片", "西片")]
    known = [
        a_person(
            name=f"某{number}某", birth_year=year, sex=sex, category=category,
            registered_at=START + timedelta(days=number), card_number=f"R9{number:05d}" if card else None,
            grid_unit_id=units[0] if number % 2 else None,
        )
        for number, (year, sex, category, card) in enumerate(people_drawn)
    ]  # fmt: skip
    for kind, who, days, stay in events:
        at, person = START + timedelta(days=days, minutes=stay), known[who % len(known)]
        if kind == "visit":
            a_visit(
                room=rooms[days % 2],
                person=person,
                arrived_at=at,
                left_at=at + timedelta(minutes=30),
                grid_unit_id=units[1] if stay % 3 == 0 else None,
            )
        elif kind == "group":
            a_visit(room=rooms[0], arrived_at=at, left_at=at, head_count=stay + 1, sex="F", age_from=7)
        elif kind == "booking":
            with contextlib.suppress(Exception):
                a_booking(
                    room=rooms[0], person=person, starts_at=at.replace(second=0),
                    ends_at=at.replace(second=0) + timedelta(hours=1), status="completed", came_count=3,
                )  # fmt: skip
        else:
            back = min(at + timedelta(days=stay), datetime(2026, 10, 21, 9))
            values: dict[str, Any] = {
                "copy": a_copy(),
                "person": person,
                "lent_at": at,
                "due_at": at + timedelta(days=30),
            }
            run("prepare a test", lambda values=values, back=back: Loan.create(**values, returned_at=back))
    return [person.id for person in known]


def do(step: str, person_id: int, other_id: int) -> None:
    if step == "erase":
        known = Person.get_or_none(Person.id == person_id)
        if known is not None and not stays.under_way(person_id):
            erasing.erase(person_id=person_id, typed_name=known.name)
    elif step == "visits":
        centre_settings.put(name="visit_privacy_months", value=9)
        retention.anonymise_due(SILENT)
    elif step == "some visits":
        retention.anonymise_visits(before=datetime(2025, 12, 1), limit=1)
    elif step == "people":
        since = retention.limit_of(3)
        assert since is not None
        for due in retention.due_people(before=since):
            erasing.anonymise(person_ids=[due.id])
    elif step == "loans":
        lending.anonymise_old(SILENT)
    else:
        people.change_person(person_id=other_id, note=f"{person_id} {len(journal.undoable())}")
        journal.undo()


_OF_EVERY_AGE = [
    (year, sex, "resident", True) for year, sex in ((2022, "F"), (2010, "M"), (1950, "F"), (None, ""))
]
_EVERYTHING = [(kind, who, who, 30) for who in range(4) for kind in ("visit", "loan", "booking")]


@example(people_drawn=_OF_EVERY_AGE, events=_EVERYTHING, steps=[("erase", who) for who in range(4)])
@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    people_drawn=st.lists(_PERSON, min_size=1, max_size=4), events=st.lists(_EVENT, min_size=1, max_size=14),
    steps=st.lists(_STEP, min_size=1, max_size=4),
)  # fmt: skip
def test_no_total_of_any_month_changes(people_drawn: list[Any], events: list[Any], steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        opening.open_database(Path(folder) / database.FILE_NAME)
        try:
            open_daily()
            ids = prepare(people_drawn, events)
            other = a_person(name="另一人", registered_at=datetime(2026, 10, 1, 9)).id
            before = totals()
            for step, who in steps:
                do(step, ids[who % len(ids)], other)
                assert changed(before, totals()) == [], (
                    "what a figure needs of a person is kept in privacy/keeping.py"
                )
            assert schema.check() == []
        finally:
            database.close_database()


def test_a_person_is_still_one_visitor_of_the_year_while_some_visits_keep_the_name(centre: Path) -> None:
    person, room = a_person(birth_date=date(2007, 3, 1)), a_room()
    for month in (2, 4, 6):
        at = datetime(2025, month, 10, 9)
        a_visit(room=room, person=person, arrived_at=at, left_at=at)
    assert retention.anonymise_visits(before=datetime(2025, 5, 1)) == 2
    assert figures(Period.parse("2025"))["visits.people"] == 1
    assert figures(Period.parse("2025-02"))["visits.by_band"]["7-17"] == 1
    assert figures(Period.parse("2025-04"))["visits.by_band"]["18-34"] == 1


def test_whoever_leaves_today_still_counts_among_the_cards_of_today(centre: Path) -> None:
    person = a_person(name="王小明")
    erasing.erase(person_id=person.id, typed_name="王小明")
    assert figures(Period.parse("2026-10"))["cards.valid"] == 1
    with clock.pretend(datetime(2026, 11, 2, 9)):
        assert figures(Period.parse("2026-11"))["cards.valid"] == 0
        assert figures(Period.parse("2026-10"))["cards.valid"] == 0
        assert figures(Period.parse("2026-09"))["cards.valid"] == 1
    assert visits.here_now() == []


def test_whoever_comes_again_is_no_first_time_visitor_though_the_name_of_before_is_lost(centre: Path) -> None:
    person, room = a_person(sex="F"), a_room()
    for at in (datetime(2025, 2, 10, 9), datetime(2026, 9, 10, 9)):
        a_visit(room=room, person=person, arrived_at=at, left_at=at)
    retention.anonymise_visits(before=datetime(2025, 5, 1))
    assert [figures(Period.parse(text))["visits.by_return"]["first"] for text in ("2025-02", "2026-09")] == [
        1,
        0,
    ]


def test_a_visit_still_counts_as_reading_after_its_loan_lost_the_reader(centre: Path) -> None:
    person, room, at = a_person(name="王小明"), a_room(kind="study"), datetime(2025, 8, 5, 9)
    a_visit(room=room, person=person, arrived_at=at, left_at=at)
    values: dict[str, Any] = {
        "copy": a_copy(),
        "person": person,
        "lent_at": at,
        "due_at": at + timedelta(days=30),
    }
    run("prepare a test", lambda: Loan.create(**values, returned_at=at + timedelta(days=2)))
    august = Period.parse("2025-08")
    assert figures(august)["reading.visits"] == 1
    lending.anonymise(before=datetime(2026, 1, 1))
    assert figures(august)["reading.visits"] == 1
    erasing.erase(person_id=person.id, typed_name="王小明")
    assert figures(august)["reading.visits"] == 1
    assert len(list(behind.reading(august).rows)) == 1


def test_the_cards_of_a_merged_record_still_count_in_the_months_before(centre: Path) -> None:
    with clock.pretend(datetime(2025, 8, 4, 9)):
        keep = people.register(name="王小明", card_number="R900001")
        away = people.register(name="王晓明", card_number="R900002")
    with clock.pretend(datetime(2025, 12, 4, 9)):
        merging.merge(keep_id=keep, away_id=away)
    before = [
        figures(Period.parse(text))["cards.valid"] for text in ("2025-08", "2025-11", "2025-12", "2026-09")
    ]
    assert before == [2, 2, 1, 1]
    erasing.erase(person_id=keep, typed_name="王小明")
    assert [
        figures(Period.parse(text))["cards.valid"] for text in ("2025-08", "2025-11", "2025-12", "2026-09")
    ] == before
    assert figures(Period.parse("2025-08"))["cards.new"] == 2
