"""Imports of mutated files: only errors with a sentence, nothing half written, never long, never much memory.

Each file goes through the whole import into a centre that has a few rows of everything; what came of it is undone, and then the
centre must be as it was. The work is done by processes of their own, so that one that hangs or dies is told with its file.
"""

import hashlib
import multiprocessing
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from centre_app import clock, errors
from centre_app.importing import apply, plan
from centre_app.storage import database, journal, opening, schema
from centre_app.storage.database import db
from tests.fuzz.files import a_file

LIMIT_SECONDS, LIMIT_MEGABYTES = 10, 500
_BATCH = 250
_NOW = datetime(2026, 10, 22, 10)


def run(count: int, seed: int) -> list[str]:
    """Import so many files; what went wrong, one line each."""
    wrong: list[str] = []
    started = time.perf_counter()
    for first in range(0, count, _BATCH):
        wrong += _batch(first, min(first + _BATCH, count), seed)
        sys.stderr.write(
            f"\r{min(first + _BATCH, count)} of {count} files, {time.perf_counter() - started:.0f} s, {len(wrong)} found "
        )
        sys.stderr.flush()
    sys.stderr.write("\n")
    return wrong


def _batch(first: int, last: int, seed: int) -> list[str]:
    """Files of these numbers in a process, which is replaced where one of them ends it."""
    wrong: list[str] = []
    while first < last:
        ours, theirs = multiprocessing.Pipe()
        worker = multiprocessing.get_context("spawn").Process(
            target=_work, args=(theirs, first, last, seed), daemon=True
        )
        worker.start()
        theirs.close()
        first = _follow(ours, first, last, wrong)
        worker.kill()
        worker.join()
    return wrong


def _follow(worker: Connection, number: int, last: int, wrong: list[str]) -> int:
    """Hear what becomes of each file; the number to go on with."""
    while number < last:
        if not worker.poll(LIMIT_SECONDS + 20 * (number % _BATCH == 0)):
            wrong.append(f"file {number} takes longer than {LIMIT_SECONDS} s")
            return number + 1
        try:
            said = worker.recv()
        except EOFError:
            wrong.append(f"file {number} ends the program")
            return number + 1
        if said:
            wrong.append(f"file {number}: {said}")
        number += 1
    return number


def _work(answer: Connection, first: int, last: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder, a_centre(Path(folder)):
        before = state()
        for number in range(first, last):
            answer.send(wrong_with(number, seed=seed, folder=Path(folder), before=before))


def wrong_with(number: int, *, seed: int, folder: Path, before: str) -> str:
    """Import the file of that number and undo it; what was not as it must be, "" where all was."""
    kind, name, data = a_file(number, seed=seed)
    path = folder / name
    path.write_bytes(data)
    started = time.perf_counter()
    try:
        wrong = _import_and_undo(path, kind, before=before)
    except Exception:  # whatever it is, it is a finding
        wrong = traceback.format_exc(limit=-3).replace("\n", " | ")
    finally:
        path.unlink()
    if time.perf_counter() - started > LIMIT_SECONDS:
        wrong += f" {LIMIT_SECONDS} s are over"
    return wrong + (" too much memory" if _megabytes() > LIMIT_MEGABYTES else "")


def _import_and_undo(path: Path, kind: Any, *, before: str) -> str:
    try:
        done = apply.carry_out(plan.make_plan(kind=kind, file=path))
    except errors.CentreError as error:
        known = bool(error.sentence()) and state() == before
        return "" if known else f"{type(error).__name__} left something behind"
    counts = done.counts
    if counts.rows != counts.added + counts.merged + counts.skipped + counts.rejected:
        return "the counts do not add up"
    if db.execute_sql("PRAGMA foreign_key_check").fetchall():
        return "a reference leads nowhere"
    if done.action_id is not None:
        journal.undo_action(done.action_id)
    return "" if state() == before else "the undo did not restore everything"


@contextmanager
def a_centre(folder: Path) -> Iterator[None]:
    """A centre with a room, a person, a copy and opening hours, at a fixed moment."""
    clock.set_for_tests(_NOW)
    opening.open_database(folder / "centre.db", wait_ms=0)
    db.execute_sql("PRAGMA synchronous = OFF")
    try:
        from tests import builders

        room = builders.a_room(name="阅览室", capacity=30)
        builders.open_daily()
        builders.a_person(name="李娜")
        builders.a_copy(title=builders.a_title(name="红楼梦"), barcode="B1")
        builders.a_booking(room=room, starts_at=datetime(2026, 11, 5, 15), ends_at=datetime(2026, 11, 5, 16))
        yield
    finally:
        database.close_database()
        clock.set_for_tests(None)


def state() -> str:
    """A digest of every row that actions change."""
    found = hashlib.sha256()
    for name in sorted(schema.journalled_tables()):
        for row in db.execute_sql(f'SELECT * FROM "{name}" ORDER BY id'):
            found.update(repr((name, row)).encode())
    return found.hexdigest()


def _megabytes() -> float:
    """The most memory this process ever took."""
    import psutil

    memory = psutil.Process().memory_info()
    return float(getattr(memory, "peak_wset", memory.rss)) / 1_000_000
