"""Several processes want one slot at once: one winner each round, by the verb, by bare SQL, or by approving requests."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from centre_app.rooms.models import Booking
from centre_app.storage.action import run
from tests.builders import a_room, open_daily
from tests.storage.booking_racer import FIRST

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def racers(path: Path, count: int, *, ways: tuple[str, ...]) -> Iterator[list[subprocess.Popen[str]]]:
    """So many processes with the file open, taking the ways in turn."""
    with ExitStack() as stack:
        started = []
        for number in range(count):
            racer = subprocess.Popen(
                [sys.executable, "-m", "tests.storage.booking_racer", str(path), ways[number % len(ways)]],
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ),
            )  # fmt: skip
            started.append(stack.enter_context(racer))
            stack.callback(racer.stdin.close)
        assert [racer.stdout.readline() for racer in started] == ["ready\n"] * count
        yield started
    assert [racer.returncode for racer in started] == [0] * count


@pytest.mark.parametrize(("count", "rounds"), [(2, 100), (8, 60)])
def test_processes_that_want_one_slot_have_one_winner(centre: Path, count: int, rounds: int) -> None:
    open_daily()
    rooms = [a_room(sharing="exclusive", capacity=10), a_room(sharing="shared", capacity=10)]
    with racers(centre, count, ways=("verb", "sql")) as started:
        for number in range(rounds):
            assert race(started, number, [rooms[number % 2].id] * count) == count - 1
    assert Booking.select().count() == rounds


@pytest.mark.parametrize(("count", "rounds"), [(2, 60), (8, 60)])
def test_of_requests_for_one_slot_one_is_approved(centre: Path, count: int, rounds: int) -> None:
    open_daily()
    rooms = [a_room(sharing=sharing, capacity=10, needs_approval=True) for sharing in ("exclusive", "shared")]
    requests = run(
        "prepare a test", lambda: [requested(rooms[number % 2], number, count) for number in range(rounds)]
    )
    with racers(centre, count, ways=("approval",)) as started:
        for number, wanted in enumerate(requests):
            assert race(started, number, wanted) == count - 1
    held = Booking.select().where(Booking.status == "confirmed").count()
    assert (held, Booking.select().count()) == (rounds, rounds * count)


def requested(room: Any, number: int, count: int) -> list[int]:
    """So many requests for one slot."""
    begin = FIRST + timedelta(days=number)
    asked = {"room": room, "starts_at": begin, "ends_at": begin + timedelta(hours=1), "head_count": 6}
    return [Booking.create(**asked, title="抢", status="requested").id for _ in range(count)]


def race(started: list[subprocess.Popen[str]], number: int, wanted: list[int]) -> int:
    """Let all go for what they want at once; returns how many lost."""
    for racer, one in zip(started, wanted, strict=True):
        racer.stdin.write(f"{number} {one}\n")
        racer.stdin.flush()
    outcomes = [racer.stdout.readline() for racer in started]
    assert set(outcomes) <= {"won\n", "lost\n"}
    return outcomes.count("lost\n")
