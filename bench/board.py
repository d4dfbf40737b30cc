"""Reading a day's and a week's board and a year's occupancy of forty rooms with so many bookings in one year, beside bare queries."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from bench import generate
from bench.measure import Result, percentile, side_by_side
from centre_app.rooms import occupancy
from centre_app.storage import database, opening
from centre_app.storage.database import db

GOAL_MS = 100.0
ROOMS, YEAR = 40, 2026
_OPENS_MINUTE, _CLOSES_MINUTE = 8 * 60, 22 * 60
_TIMES, _WARM_UP = 30, 3
_WEEK = (
    "SELECT b.*, r.name, p.name FROM booking b JOIN room r ON r.id = b.room_id LEFT JOIN person p ON p.id = b.person_id "
    "WHERE b.starts_at >= ? AND b.starts_at < ? ORDER BY b.starts_at"
)
_IN_YEAR = (
    "SELECT room_id, substr(starts_at, 1, 10), sum(strftime('%s', ends_at) - strftime('%s', starts_at)) / 60 FROM booking "
    "WHERE starts_at >= ? AND starts_at < ? AND status IN ('confirmed', 'checked_in', 'completed') GROUP BY 1, 2"
)


def measure(bookings: int) -> list[Result]:
    """A day's and a week's board read and laid out, a year's occupancy: each turned to several weeks or asked several times."""
    opening.open_database(generate.kept(f"board-{bookings}", fill=lambda: _fill(bookings)), wait_ms=0)
    try:
        weeks = [date(YEAR, 2, 2) + timedelta(days=7 * number) for number in range(_TIMES + _WARM_UP)]
        years = [date(YEAR, 1, 1)] * (_TIMES + _WARM_UP)
        return [
            _line(f"day of {ROOMS} rooms, {bookings:,} bookings a year", weeks, ours=_read_day, twin=_raw_day),
            _line(f"week of {ROOMS} rooms, {bookings:,} bookings a year", weeks, ours=_read_week, twin=_raw_week),
            _line(f"a year's occupancy of {ROOMS} rooms, {bookings:,} bookings", years, ours=_read_year, twin=_raw_year),
        ]  # fmt: skip
    finally:
        database.close_database()


def _line(
    name: str, days: list[date], *, ours: Callable[[date], object], twin: Callable[[date], object]
) -> Result:
    some, others = side_by_side(ours, twin, days)
    some, others = some[_WARM_UP:], others[_WARM_UP:]
    slowest = percentile(some, 95)
    return Result(
        name=name,
        ours_p50=percentile(some, 50), ours_p99=percentile(some, 99),
        twin_p50=percentile(others, 50), twin_p99=percentile(others, 99),
        ratio=percentile(some, 50) / percentile(others, 50),
        goal=f"p95 < {GOAL_MS:g} ms", ok=slowest < GOAL_MS, samples=len(some),
    )  # fmt: skip


def _read_day(day: date) -> None:
    from ui.rooms import reading

    assert reading.read(day, view="day").blocks


def _raw_day(day: date) -> None:
    assert db.connection().execute(_WEEK, (str(day), str(day + timedelta(days=1)))).fetchall()


def _read_week(monday: date) -> None:
    from ui.rooms import reading

    assert reading.read(monday, view="week").blocks


def _raw_week(monday: date) -> None:
    assert db.connection().execute(_WEEK, (str(monday), str(monday + timedelta(days=7)))).fetchall()


def _read_year(first: date) -> None:
    assert len(occupancy.use_of_days(first, date(first.year, 12, 31))) == ROOMS


def _raw_year(first: date) -> None:
    assert db.connection().execute(_IN_YEAR, (str(first), f"{first.year + 1}-01-01")).fetchall()


def _fill(count: int) -> None:
    kinds = ("exclusive", "shared")
    rooms = (
        {"name": f"room {number}", "kind": "study", "capacity": 10_000, "sharing": kinds[number % 2]}
        for number in range(ROOMS)
    )
    generate.insert("room", rooms)
    generate.insert("opening_hours", generate.opening_hours())
    generate.insert("booking", _bookings(count), total=count, what="bookings")


def _bookings(count: int) -> Iterator[dict[str, Any]]:
    """So many every day, dealt to the rooms: one after the other in the exclusive ones, at any time in the shared ones."""
    random = Random(5)
    days = (date(YEAR, 12, 31) - date(YEAR, 1, 1)).days + 1
    dealt = 0
    for day in range(days):
        midnight = datetime.combine(date(YEAR, 1, 1) + timedelta(days=day), time.min)
        todays = count * (day + 1) // days - dealt
        dealt += todays
        for number in range(todays):
            yield _booking(
                random,
                midnight,
                room=(dealt - todays + number) % ROOMS,
                place=number // ROOMS,
                of=-(-todays // ROOMS),
            )


def _booking(random: Random, midnight: datetime, *, room: int, place: int, of: int) -> dict[str, Any]:
    slot = (_CLOSES_MINUTE - _OPENS_MINUTE) // of
    begin, minutes = _OPENS_MINUTE + place * slot, random.randrange(slot // 2, slot)
    if room % 2:
        begin, minutes = random.randrange(_OPENS_MINUTE, _CLOSES_MINUTE - 120), random.randrange(30, 120)
    return {
        "room_id": room + 1,
        "title": "bench",
        "starts_at": midnight + timedelta(minutes=begin),
        "ends_at": midnight + timedelta(minutes=begin + minutes),
        "status": random.choices(("completed", "confirmed", "cancelled"), (6, 3, 1))[0],
    }
