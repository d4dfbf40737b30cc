"""Who is here now among many past visits, and a month's figures over them, each beside one raw query of the same rows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bench import generate
from bench.generate import LAST_DAY
from bench.measure import Result, percentile, side_by_side
from bench.twin import scratch
from centre_app import clock
from centre_app.people import presence
from centre_app.reports import indicators
from centre_app.reports.periods import Period
from centre_app.storage.database import db

HERE_GOAL_MS, MONTH_GOAL_MS = 5.0, 300.0
_PEOPLE, _HERE, _TALLIED = 20_000, 60, 20
_TIMES, _MONTHS = 200, 12
_MONTH = Period.parse("2026-09")
_OPEN = """
INSERT INTO visit (person_id, room_id, arrived_at, last_seen_at, age_from, sex)
VALUES (:person, :room, :at, :at, CASE WHEN :person IS NULL THEN 60 END, CASE WHEN :person IS NULL THEN 'F' ELSE '' END)"""


def measure(visits: int) -> list[Result]:
    """Measure in a copy of a database with so many past visits, some of them of the month asked for."""
    file = generate.centre(people=_PEOPLE, visits=visits)
    now = LAST_DAY + timedelta(days=1, hours=10)
    with scratch(file), clock.pretend(now):
        for number in range(_HERE + _TALLIED):
            person = number + 1 if number < _HERE else None
            at = str(now - timedelta(minutes=number))
            db.execute_sql(_OPEN, {"person": person, "room": number % 5 + 1, "at": at})
        here = _result(
            f"here now, {visits:,} past visits", _here_now, _raw_here, range(_TIMES), goal_ms=HERE_GOAL_MS
        )
        month = _result(
            f"a month's figures, {visits:,} visits",
            _figures,
            _raw_month,
            range(_MONTHS),
            goal_ms=MONTH_GOAL_MS,
        )
    return [here, month]


def _result(
    name: str, ours: Callable[[Any], object], twin: Callable[[Any], object], inputs: range, *, goal_ms: float
) -> Result:
    ours(0)
    our_times, twin_times = side_by_side(ours, twin, inputs)
    return Result(
        name=name,
        ours_p50=percentile(our_times, 50),
        ours_p99=percentile(our_times, 99),
        twin_p50=percentile(twin_times, 50),
        twin_p99=percentile(twin_times, 99),
        ratio=percentile(our_times, 50) / percentile(twin_times, 50),
        goal=f"under {goal_ms:g} ms",
        ok=percentile(our_times, 50) < goal_ms,
        samples=len(our_times),
    )


def _here_now(_number: int) -> None:
    """All that the desk asks to show who is here: the list, the zones and today's count."""
    presence.here_now()
    presence.here_by_room()
    presence.today_count()


def _raw_here(_number: int) -> None:
    db.execute_sql(
        "SELECT * FROM visit LEFT JOIN person ON person.id = person_id WHERE left_at IS NULL"
    ).fetchall()


def _figures(_number: int) -> None:
    indicators.figures(_MONTH)


def _raw_month(_number: int) -> None:
    db.execute_sql(
        "SELECT count(*), sum(head_count), sum(left_assumed), count(DISTINCT person_id) FROM visit"
        " WHERE arrived_at >= '2026-09-01' AND arrived_at < '2026-10-01'"
    ).fetchall()
