"""Check-in as a durable action, beside raw SQL that writes the same rows under the same journal and guards."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from bench.generate import LAST_DAY
from bench.measure import Result, percentile, side_by_side
from centre_app import clock
from centre_app.people import visits
from centre_app.storage import database
from centre_app.storage.database import db

GOAL_RATIO = 3.0
_TIMES = 500
_WARM_UP = 20


def measure(people: int, *, file: Path) -> Result:
    """Check in 500 people by the program and 500 others by raw SQL, in a copy of the file."""
    with _scratch(file), clock.pretend(LAST_DAY + timedelta(days=1, hours=10)):
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


@contextmanager
def _scratch(file: Path) -> Iterator[None]:
    copy = file.with_name("scratch.db")
    shutil.copyfile(file, copy)
    database.open_database(copy, wait_ms=0)
    try:
        yield
    finally:
        database.close_database()
        copy.unlink()


def _check_in(person_id: int) -> None:
    visits.check_in(person_id=person_id, room_id=1)


def _raw(person_id: int) -> None:
    """The neighbour of the person ours checks in: each of the two meets a person who is out."""
    execute = db.connection().execute
    now, utc = str(clock.now()), str(clock.utc_now())
    execute("BEGIN IMMEDIATE")
    action = execute(
        "INSERT INTO action (at, label, kind, subject) VALUES (?, 'check in', 'do', '')", (utc,)
    ).lastrowid
    execute("UPDATE current_action SET action_id = ?", (action,))
    execute(
        "INSERT INTO visit (person_id, room_id, arrived_at, last_seen_at, left_assumed, head_count, group_name, purpose) "
        "VALUES (?, 1, ?, ?, 0, 1, '', '')",
        (person_id + 1, now, now),
    )
    change = execute("SELECT max(id) FROM change").fetchone()[0]
    execute("UPDATE current_action SET action_id = NULL")
    execute(
        "UPDATE action SET root_id = id, first_change = ?, last_change = ? WHERE id = ?",
        (change, change, action),
    )
    execute("COMMIT")
