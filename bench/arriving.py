"""Check-in as a durable action, beside raw SQL that writes the same rows under the same journal and guards."""

from datetime import timedelta
from pathlib import Path

from bench.generate import LAST_DAY
from bench.measure import Result, percentile, side_by_side
from bench.twin import raw_action, scratch
from centre_app import clock
from centre_app.people import visits

GOAL_RATIO = 3.0
_TIMES = 500
_WARM_UP = 20


def measure(people: int, *, file: Path) -> Result:
    """Check in 500 people by the program and 500 others by raw SQL, in a copy of the file."""
    with scratch(file), clock.pretend(LAST_DAY + timedelta(days=1, hours=10)):
        ours, twin = side_by_side(_check_in, _raw, range(1, 2 * (_TIMES + _WARM_UP), 2))
    ours, twin = ours[_WARM_UP:], twin[_WARM_UP:]
    ratio = percentile(ours, 50) / percentile(twin, 50)
    return Result(
        name=f"check-in, durable, {people:,} people",
        ours_p50=percentile(ours, 50),
        ours_p99=percentile(ours, 99),
        twin_p50=percentile(twin, 50),
        twin_p99=percentile(twin, 99),
        ratio=ratio,
        goal=f"at most {GOAL_RATIO:g} times",
        ok=ratio <= GOAL_RATIO,
        samples=len(ours),
    )


def _check_in(person_id: int) -> None:
    visits.check_in(person_id=person_id, room_id=1)


def _raw(person_id: int) -> None:
    """The neighbour of the person ours checks in: each of the two meets a person who is out."""
    now = str(clock.now())
    raw_action(
        "check in",
        (
            "INSERT INTO visit (person_id, room_id, arrived_at, last_seen_at, left_assumed, head_count, group_name, purpose) "
            "VALUES (?, 1, ?, ?, 0, 1, '', '')",
            (person_id + 1, now, now),
        ),
    )
