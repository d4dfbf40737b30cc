"""Several processes book one slot at once: one winner each round, whether they use the verb or bare SQL."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from centre_app.rooms.models import Booking
from tests.builders import a_room, open_daily

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def racers(path: Path, count: int) -> Iterator[list[subprocess.Popen[str]]]:
    """So many processes with the file open, half of them booking by the verb, half by bare SQL."""
    with ExitStack() as stack:
        started = []
        for number in range(count):
            racer = subprocess.Popen(
                [sys.executable, "-m", "tests.storage.booking_racer", str(path), ("verb", "sql")[number % 2]],
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ),
            )  # fmt: skip
            started.append(stack.enter_context(racer))
            stack.callback(racer.stdin.close)
        assert [racer.stdout.readline() for racer in started] == ["ready\n"] * count
        yield started
    assert [racer.returncode for racer in started] == [0] * count


@pytest.mark.parametrize(("count", "rounds"), [(2, 200), (8, 30)])
def test_processes_that_want_one_slot_have_one_winner(centre: Path, count: int, rounds: int) -> None:
    open_daily()
    rooms = [a_room(sharing="exclusive", capacity=10), a_room(sharing="shared", capacity=10)]
    with racers(centre, count) as started:
        for number in range(rounds):
            for racer in started:
                racer.stdin.write(f"{number} {rooms[number % 2].id}\n")
                racer.stdin.flush()
            outcomes = sorted(racer.stdout.readline() for racer in started)
            assert outcomes == ["lost\n"] * (count - 1) + ["won\n"]
    assert Booking.select().count() == rounds
