"""Running the cases of a way in: by processes of their own, so that a case that hangs or dies is told with its number."""

import multiprocessing
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

Judge = Callable[[int], str]
"""Carries out the case of a number and says what was not as it must be, "" where all was."""
Cases = Callable[[Path, int], AbstractContextManager[Judge]]
_BATCH = 250
_START_SECONDS = 30


class Way(NamedTuple):
    """A way in: `cases(folder, seed)` prepares a centre in the folder and gives the judge of its cases."""

    cases: Cases
    limit_seconds: float


def run(way: Way, *, count: int, seed: int) -> list[str]:
    """Carry out so many cases; what went wrong, one line each."""
    wrong: list[str] = []
    started = time.perf_counter()
    for first in range(0, count, _BATCH):
        last = min(first + _BATCH, count)
        wrong += _batch(way, first, last, seed)
        sys.stderr.write(f"\r{last} of {count}, {time.perf_counter() - started:.0f} s, {len(wrong)} found ")
        sys.stderr.flush()
    sys.stderr.write("\n")
    return wrong


def told(case: Callable[[], str]) -> str:
    """What a case says of itself, or the error that it should not have let through."""
    try:
        return case()
    except Exception:  # whatever it is, it is a finding
        return traceback.format_exc(limit=-4).replace("\n", " | ")


@contextmanager
def quick(say: Callable[[str], None], *, limit_seconds: float) -> Iterator[None]:
    """Say so when what is done inside takes longer, in seconds of the processor: others may be at work beside it."""
    started = time.process_time()
    yield
    taken = time.process_time() - started
    if taken > limit_seconds:
        say(f"takes {taken:.1f} s")


def _batch(way: Way, first: int, last: int, seed: int) -> list[str]:
    """Cases of these numbers in a process, which is replaced where one of them ends it."""
    wrong: list[str] = []
    while first < last:
        ours, theirs = multiprocessing.Pipe()
        worker = multiprocessing.get_context("spawn").Process(
            target=_work, args=(theirs, way, first, last, seed), daemon=True
        )
        worker.start()
        theirs.close()
        first = _follow(ours, way, first, last, wrong)
        worker.kill()
        worker.join()
    return wrong


def _follow(worker: Connection, way: Way, number: int, last: int, wrong: list[str]) -> int:
    """Hear what becomes of each case; the number to go on with."""
    first = number
    while number < last:
        if not worker.poll(way.limit_seconds + _START_SECONDS * (number == first)):
            wrong.append(f"case {number} takes longer than {way.limit_seconds} s")
            return number + 1
        try:
            said = worker.recv()
        except EOFError:
            wrong.append(f"case {number} ends the program")
            return number + 1
        if said:
            wrong.append(f"case {number}: {said}")
        number += 1
    return number


def _work(answer: Connection, way: Way, first: int, last: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder, way.cases(Path(folder), seed) as wrong_with:
        for number in range(first, last):
            answer.send(wrong_with(number))
