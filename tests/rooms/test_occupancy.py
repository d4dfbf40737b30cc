"""For how long rooms are booked: against a count of single minutes, and never above the open time."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from centre_app.rooms import occupancy
from centre_app.storage.database import db
from tests.builders import a_booking, a_closure, a_room, open_daily

FIRST, LAST = date(2026, 10, 19), date(2026, 10, 25)
DAY = date(2026, 10, 22)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime.combine(day, time(hour, minute))


def counted_by_minutes(bookings: list[tuple[int, datetime, datetime]]) -> dict[int, dict[date, int]]:
    taken: dict[int, set[datetime]] = defaultdict(set)
    for room_id, starts, ends in bookings:
        minutes = int((ends - starts).total_seconds()) // 60
        taken[room_id] |= {starts + timedelta(minutes=number) for number in range(minutes)}
    found: dict[int, dict[date, int]] = defaultdict(dict)
    for room_id, moments in taken.items():
        for moment in moments:
            if FIRST <= moment.date() <= LAST:
                found[room_id][moment.date()] = found[room_id].get(moment.date(), 0) + 1
    return {room_id: days for room_id, days in found.items() if days}


@pytest.mark.parametrize("seed", range(4))
def test_booked_minutes_are_those_one_can_count(centre: Path, seed: int) -> None:
    random = Random(seed)
    rooms = [a_room(sharing="shared", capacity=10_000) for _number in range(2)]
    made = []
    for _number in range(60):
        starts = at(0, day=FIRST - timedelta(days=2)) + timedelta(minutes=random.randrange(11 * 1440))
        ends = starts + timedelta(minutes=random.choice((15, 60, 240, 900, 1440)))
        room, status = random.choice(rooms), random.choice(("confirmed", "completed", "cancelled"))
        a_booking(room=room, starts_at=starts, ends_at=ends, status=status, buffer_after=30)
        if status != "cancelled":
            made.append((room.id, starts, ends))
    assert occupancy.booked_minutes(FIRST, LAST) == counted_by_minutes(made)


def test_a_booking_that_ends_at_midnight_leaves_the_next_day_free(centre: Path) -> None:
    room = a_room()
    a_booking(room=room, starts_at=at(22), ends_at=at(0, day=DAY + timedelta(days=1)))
    assert occupancy.booked_minutes(FIRST, LAST) == {room.id: {DAY: 120}}


def test_use_is_set_against_the_open_time_of_each_day_and_never_above_it(centre: Path) -> None:
    open_daily(opens_at="09:00", closes_at="19:00")
    room = a_room()
    a_booking(room=room, starts_at=at(9), ends_at=at(14))
    a_booking(room=room, starts_at=at(8, day=LAST), ends_at=at(20, day=LAST))
    a_closure(day=FIRST, room=room)
    use = occupancy.use_of_days(FIRST, LAST)[room.id]
    assert use[DAY] == occupancy.Use(booked=300, open=600)
    assert (use[DAY].percent, use[LAST].percent, use[FIRST].percent) == (50, 100, None)


def test_a_year_is_read_from_the_index_alone(centre: Path, caplog: pytest.LogCaptureFixture) -> None:
    a_booking(room=a_room(), starts_at=at(9), ends_at=at(14))
    with caplog.at_level("DEBUG", logger="peewee"):
        occupancy.use_of_days(date(2026, 1, 1), date(2026, 12, 31))
    sent = [record.msg for record in caplog.records]
    assert len(sent) == 4
    (plan,) = ["\n".join(row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values))
               for sql, values in sent if "FROM booking" in sql]  # fmt: skip
    assert "COVERING INDEX booking_use" in plan
