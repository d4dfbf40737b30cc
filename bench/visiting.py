"""Who is here now among many past visits, and the figures of a month and of the year so far over them.

The twin of the figures is the same of visits in five plain queries: all splits by one walk over the rows, what is told apart,
people, reading, uses of zones.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
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

HERE_GOAL_MS, FIGURES_GOAL_MS, FIGURES_GOAL_RATIO = 5.0, 100.0, 1.5
_PEOPLE, _HERE, _TALLIED = 20_000, 60, 20
_TIMES, _MONTHS = 200, 5
_MONTH = Period.parse("2026-09")
_OPEN = """
INSERT INTO visit (person_id, room_id, arrived_at, last_seen_at, age_from, sex)
VALUES (:person, :room, :at, :at, CASE WHEN :person IS NULL THEN 60 END, CASE WHEN :person IS NULL THEN 'F' ELSE '' END)"""
_WITHIN = "v.arrived_at >= :since AND v.arrived_at < :until"
_CUBE = f"""
SELECT v.room_id, p.sex, p.category, substr(v.arrived_at, 12, 2), (substr(v.arrived_at, 1, 4) - p.birth_year) / 10, sum(v.head_count)
FROM visit v LEFT JOIN person p ON p.id = v.person_id WHERE {_WITHIN} GROUP BY 1, 2, 3, 4, 5"""
_APART = f"""
SELECT v.id = (SELECT e.id FROM visit e WHERE e.person_id = v.person_id ORDER BY e.arrived_at, e.id LIMIT 1), v.person_id IS NULL,
  v.left_assumed, (unixepoch(v.left_at) - unixepoch(v.arrived_at)) / 1800, sum(v.head_count)
FROM visit v WHERE {_WITHIN} GROUP BY 1, 2, 3, 4"""
_PERSONS = f"SELECT count(DISTINCT v.person_id) FROM visit v WHERE {_WITHIN}"
_READING = f"""
SELECT sum(v.head_count) FROM visit v JOIN room r ON r.id = v.room_id WHERE {_WITHIN} AND (r.kind = 'reading'
  OR EXISTS (SELECT 1 FROM visit_stay s JOIN room z ON z.id = s.room_id WHERE s.visit_id = v.id AND z.kind = 'reading')
  OR EXISTS (SELECT 1 FROM loan l WHERE l.person_id = v.person_id AND date(v.arrived_at) IN (date(l.lent_at), date(l.returned_at))))"""
_ZONES = f"SELECT sum(v.head_count) + (SELECT count(*) FROM visit_stay) FROM visit v WHERE {_WITHIN}"


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
        spans = {"a month": _MONTH, "the year so far": _MONTH.year_to_date()}
        figures = [
            _result(
                f"figures of {name}, {visits:,} visits", partial(_figures, period), partial(_raw_figures, period),
                range(_MONTHS if period is _MONTH else 1), goal_ms=FIGURES_GOAL_MS,
                goal_ratio=FIGURES_GOAL_RATIO,
            )
            for name, period in spans.items()
        ]  # fmt: skip
    return [here, *figures]


def _result(
    name: str, ours: Callable[[Any], object], twin: Callable[[Any], object], inputs: range,
    *, goal_ms: float, goal_ratio: float = 0.0,
) -> Result:  # fmt: skip
    ours(0)
    our_times, twin_times = side_by_side(ours, twin, inputs)
    middle = percentile(our_times, 50)
    ratio = middle / percentile(twin_times, 50)
    return Result(
        name=name,
        ours_p50=middle,
        ours_p99=percentile(our_times, 99),
        twin_p50=percentile(twin_times, 50),
        twin_p99=percentile(twin_times, 99),
        ratio=ratio,
        goal=f"under {goal_ms:g} ms" + (f", or {goal_ratio:g} times" if goal_ratio else ""),
        ok=middle < goal_ms or ratio <= goal_ratio,
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


def _figures(period: Period, _number: int) -> None:
    indicators.figures(period)


def _raw_figures(period: Period, _number: int) -> None:
    values = {"since": str(period.first), "until": str(period.following().first)}
    for query in (_CUBE, _APART, _PERSONS, _READING, _ZONES):
        db.connection().execute(query, values).fetchall()
