"""Imports of mutated files: only errors with a sentence, nothing half written, never long, never much memory.

Each file goes through the whole import into a centre that has a few rows of everything; what came of it is undone, and then the
centre must be as it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from centre_app import errors
from centre_app.importing import apply, plan
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.fuzz import ground
from tests.fuzz.files import a_file
from tests.fuzz.ground import state
from tests.fuzz.runner import Judge, told

LIMIT_MEGABYTES = 500


@contextmanager
def cases(folder: Path, seed: int) -> Iterator[Judge]:
    """A centre, and what becomes of it with the file of a number."""
    with ground.a_centre(folder):
        before, limit = ground.state(), _megabytes() + LIMIT_MEGABYTES
        yield lambda number: wrong_with(number, seed=seed, folder=folder, before=before, limit=limit)


def wrong_with(number: int, *, seed: int, folder: Path, before: str, limit: float) -> str:
    """Import the file of that number and undo it; what was not as it must be, "" where all was. `limit` in megabytes."""
    kind, name, data = a_file(number, seed=seed)
    path = folder / name
    path.write_bytes(data)
    try:
        wrong = told(lambda: _import_and_undo(path, kind, before=before))
    finally:
        path.unlink()
    return wrong + (" too much memory" if _megabytes() > limit else "")


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


def _megabytes() -> float:
    """The most memory this process ever took."""
    import psutil

    memory = psutil.Process().memory_info()
    return float(getattr(memory, "peak_wset", memory.rss)) / 1_000_000
