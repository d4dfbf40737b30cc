"""What the raw twins of durable verbs share: a copy of the file to write into, and an action written by hand.

The twin writes what the program writes for an action, under the same triggers: journal, guards, search.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from centre_app import clock
from centre_app.storage import database, opening
from centre_app.storage.database import db


@contextmanager
def scratch(file: Path) -> Iterator[None]:
    """A copy of the file, open; it is gone afterwards."""
    copy = file.with_name("scratch.db")
    for left in file.parent.glob("scratch.db*"):  # by a run that was killed
        left.unlink()  # its log would be taken for the copy's
    shutil.copyfile(file, copy)
    with copy.open("rb+") as written:
        os.fsync(written.fileno())  # or the first commits would wait for the copy to reach the disk
    opening.open_database(copy, wait_ms=0)
    try:
        yield
    finally:
        database.close_database()
        copy.unlink()


def raw_action(label: str, *statements: tuple[str, Sequence[Any]]) -> None:
    """One durable transaction with the action, the rows and what of the journal the action remembers."""
    execute = db.connection().execute
    execute("BEGIN IMMEDIATE")
    action = execute(
        "INSERT INTO action (at, label, kind, subject) VALUES (?, ?, 'do', '')", (str(clock.utc_now()), label)
    ).lastrowid
    execute("UPDATE current_action SET action_id = ?", (action,))
    before = execute("SELECT max(id) FROM change").fetchone()[0] or 0
    for statement, values in statements:
        execute(statement, values)
    change = execute("SELECT max(id) FROM change").fetchone()[0]
    execute("UPDATE current_action SET action_id = NULL")
    execute(
        "UPDATE action SET root_id = id, first_change = ?, last_change = ? WHERE id = ?",
        (before + 1, change, action),
    )
    execute("COMMIT")
