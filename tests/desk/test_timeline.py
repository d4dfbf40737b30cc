"""Everything of one person by time."""

from datetime import datetime, timedelta

import pytest

from centre_app.desk import timeline
from centre_app.lending.models import Loan
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_booking, a_copy, a_person, a_room, a_title, a_visit

NINE = datetime(2026, 10, 20, 9)


@pytest.fixture
def person(centre):
    return a_person(name="王秀英")


def lend(
    person, *, at: datetime, days: int = 30, back: datetime | None = None, title: str = "西游记"
) -> None:
    copy = a_copy(title=a_title(name=title))
    due = at + timedelta(days=days)
    run("lend", lambda: Loan.create(copy=copy, person=person, lent_at=at, due_at=due, returned_at=back))


def test_visits_loans_and_bookings_stand_in_one_list_the_latest_first(person):
    room = a_room(name="悦享读书区")
    a_visit(room=room, person=person, arrived_at=NINE, left_at=NINE + timedelta(hours=1), purpose="看书")
    lend(person, at=NINE + timedelta(minutes=5), back=datetime(2026, 10, 21, 9))
    a_booking(room=room, person=person, starts_at=datetime(2026, 11, 1, 9), ends_at=datetime(2026, 11, 1, 10), status="confirmed")  # fmt: skip
    a_visit(room=room, person=a_person(name="别人"), arrived_at=NINE)
    found = timeline.events_of(person.id)
    assert [event.kind for event in found] == ["booking", "loan", "visit"]
    assert found[2].what == "悦享读书区 · 看书"
    assert found[1].state == "2026-10-21 归还"


def test_windows_neither_repeat_nor_lose_events_of_the_same_moment(person):
    room = a_room()
    for _number in range(4):
        a_visit(room=room, person=person, arrived_at=NINE, left_at=NINE)
        lend(person, at=NINE)
        a_booking(room=a_room(), person=person, starts_at=NINE, ends_at=NINE + timedelta(hours=1))
    whole = [event.id for event in timeline.events_of(person.id)]
    windows: list[str] = []
    last = None
    while some := timeline.events_of(person.id, after=last, limit=5):
        windows += [event.id for event in some]
        last = some[-1]
    assert windows == whole
    assert len(set(whole)) == 12


def test_only_one_kind_is_read_where_only_one_is_asked_for(person):
    a_visit(room=a_room(), person=person, arrived_at=NINE)
    lend(person, at=NINE)
    assert [event.kind for event in timeline.events_of(person.id, kinds=["loan"])] == ["loan"]


def test_ten_thousand_visits_cost_no_more_than_a_window(person):
    room = a_room()
    db.execute_sql("BEGIN")
    for number in range(10_000):
        at = datetime(2020, 1, 1) + timedelta(hours=number)
        db.execute_sql(
            "INSERT INTO visit (person_id, room_id, arrived_at, left_at) VALUES (?, ?, ?, ?)",
            (person.id, room.id, at, at),
        )
    db.execute_sql("COMMIT")
    plans = []
    for query, column, _made in timeline._SECTIONS.values():
        before = f"{column} <= :at AND ({column} < :at OR TRUE)"
        rows = db.execute_sql(
            "EXPLAIN QUERY PLAN " + query.format(before=before),
            {"person": person.id, "limit": 100, "at": NINE},
        )
        plans += [row[3] for row in rows]
    assert not [plan for plan in plans if plan.startswith("SCAN")]
    visits = timeline.events_of(person.id, kinds=["visit"])
    following = timeline.events_of(person.id, kinds=["visit"], after=visits[-1])
    assert (len(visits), len(following)) == (100, 100)
    assert following[0].at == visits[-1].at - timedelta(hours=1)


def test_what_is_open_now_is_counted_and_the_next_booking_named(person):
    room = a_room(name="学习议事厅")
    lend(person, at=datetime(2026, 9, 1, 9), days=30)
    lend(person, at=datetime(2026, 10, 20, 9))
    lend(person, at=datetime(2026, 10, 1, 9), back=NINE)
    for day, title, status in (
        (25, "合唱", "cancelled"),
        (26, "棋牌", "confirmed"),
        (27, "书法", "confirmed"),
    ):
        start = datetime(2026, 10, day, 14)
        a_booking(room=room, person=person, title=title, starts_at=start, ends_at=start + timedelta(hours=1), status=status)  # fmt: skip
    now = timeline.now_of(person.id)
    assert (now.loans, now.late, now.booking) == (2, 1, "棋牌 · 学习议事厅 10-26 14:00")
