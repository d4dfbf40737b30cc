"""The small centre that cases are tried on, and how what became of it is compared."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from centre_app import clock, errors
from centre_app.centre import preferences
from centre_app.storage import database, journal, keystore, opening, schema
from centre_app.storage.database import db

NOW = datetime(2026, 10, 22, 10)


@contextmanager
def a_centre(folder: Path) -> Iterator[None]:
    """A centre with a room, a person, a copy, a booking and opening hours, at a fixed moment."""
    clock.set_for_tests(NOW)
    preferences.use_file(folder / "preferences.json")
    keystore.use(Keys())
    opening.open_database(folder / database.FILE_NAME, wait_ms=0)
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
        keystore.use(None)
        preferences.use_file(None)
        clock.set_for_tests(None)


class Keys(dict[tuple[str, str], str]):
    """A key store for as long as the cases last."""

    def get_password(self, service: str, username: str) -> str | None:
        return self.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self[service, username] = password


def state() -> str:
    """A digest of every row that actions change."""
    found = hashlib.sha256()
    for name in sorted(schema.journalled_tables()):
        for row in db.execute_sql(f'SELECT * FROM "{name}" ORDER BY id'):
            found.update(repr((name, row)).encode())
    return found.hexdigest()


def undo_after(action_id: int) -> None:
    """Undo the actions after that one, the latest first, whichever window did them: the file may have been opened anew."""
    done = (
        "SELECT id FROM action WHERE id > ? AND kind <> 'note' AND first_change IS NOT NULL ORDER BY id DESC"
    )
    for (later,) in db.execute_sql(done, (action_id,)).fetchall():
        with suppress(errors.AlreadyUndone):
            journal.undo_action(later)


def last_action() -> int:
    """The id of the latest action."""
    newest: int = db.execute_sql("SELECT coalesce(max(id), 0) FROM action").fetchone()[0]
    return newest
