"""A desk that is killed at any moment while it registers, checks in, lends and takes back.

Every step is acknowledged after its verb returned; whatever was acknowledged must be there afterwards, the step under way
may or may not be, and nothing else. A child process is forked for each kill: Python need not start anew.
"""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from centre_app import schema
from centre_app.lending import loans
from centre_app.people import people, visits
from centre_app.storage import database, opening
from tests.builders import a_copy, a_room

_LONGEST = 0.03  # seconds after the first step in which the kill comes
_CHECK_EVERY = 100


def prepare(path: Path) -> None:
    """A centre with a zone and a copy to lend, closed."""
    opening.open_database(path)
    a_room(name="阅读")
    a_copy(barcode="B0001")
    database.close_database()


def killed(
    path: Path, *, times: int, seed: int, told: Callable[[int], object] = lambda _number: None
) -> list[str]:
    """Kill a desk so many times; what was wrong afterwards, a line each."""
    dice, wrong = random.Random(seed), []
    for number in range(times):
        steps = _let_work(path, seconds=dice.uniform(0, _LONGEST), at_once=dice.random() < 0.1)
        wrong += [
            f"kill {number}: {line}" for line in _looked_at(path, steps, whole=number % _CHECK_EVERY == 0)
        ]
        told(number + 1)
    opening.open_database(path)
    wrong += schema.check()
    database.close_database()
    return wrong


def _let_work(path: Path, *, seconds: float, at_once: bool) -> int:
    """Fork a desk, kill it some time after its first step (or from its first moment on), and return its last acknowledged step."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _desk(path, writing)
    os.close(writing)
    first = b"" if at_once else os.read(reading, 32)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said = [first]
    while more := os.read(reading, 65536):
        said.append(more)
    os.close(reading)
    lines = b"".join(said).split(b"\n")[:-1]  # the last line may be cut off
    return int(lines[-1]) if lines else 0


def _desk(path: Path, writing: int) -> None:
    """Work until killed. A child that fails says so by a number no desk reaches."""
    try:
        opening.open_database(path)
        step = _steps_done()
        os.write(writing, b"%d\n" % step)
        while True:
            step += 1
            _step(step)
            os.write(writing, b"%d\n" % step)
    except BaseException:
        os.write(writing, b"999999999\n")
        raise
    finally:
        os._exit(1)


def _step(number: int) -> None:
    """One verb of the desk; three make a round: somebody comes, takes the copy, and it comes back."""
    person = f"居民{number // 3}"
    match number % 3:
        case 0:
            who = people.register(name=person)
            assert who
        case 1:
            visits.check_in(person_id=_person(person))
        case 2:
            if number // 3 % 2 == 1:
                loans.lend(copy_id=1, person_id=_person(person))
            else:
                loans.return_copy(1)


def _person(name: str) -> int:
    row = database.db.execute_sql("SELECT id FROM person WHERE name = ?", (name,)).fetchone()
    if row is None:
        return people.register(name=name)
    return int(row[0])


def _steps_done() -> int:
    """The number of the last step that is in the file: steps leave rows that can be counted."""
    people_there, came, lent, back = database.db.execute_sql(
        "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM visit), (SELECT count(*) FROM loan),"
        " (SELECT count(*) FROM loan WHERE returned_at IS NOT NULL)"
    ).fetchone()
    return int(people_there + came + lent + back) + 2


def _looked_at(path: Path, acknowledged: int, *, whole: bool) -> list[str]:
    opening.open_database(path)
    try:
        done = _steps_done()
        wrong = (
            []
            if done in (acknowledged, acknowledged + 1) or not acknowledged
            else [f"{acknowledged} told, {done} there"]
        )
        (twice,) = database.db.execute_sql("SELECT count(*) - count(DISTINCT name) FROM person").fetchone()
        (out,) = database.db.execute_sql("SELECT count(*) FROM loan WHERE returned_at IS NULL").fetchone()
        if twice or out > 1:
            wrong.append(f"{twice} people twice, the copy {out} times out")
        return [*wrong, *(schema.check() if whole else [])]
    finally:
        database.close_database()
