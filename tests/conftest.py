"""What every test stands on: a pretended day, a fresh centre in a file, Qt without a screen."""

import logging
import os
import shutil
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = (
    "keyring.backends.null.Keyring"  # also for the programs that tests start
)

from centre_app import clock, i18n
from centre_app.centre import preferences
from centre_app.storage import action, database, keystore, opening, scratch

A_THURSDAY = datetime(2026, 10, 22, 10, 0)


@pytest.fixture(autouse=True)
def frozen() -> Iterator[datetime]:
    """It is Thursday 2026-10-22, 10:00, in every test."""
    clock.set_for_tests(A_THURSDAY)
    yield A_THURSDAY
    clock.set_for_tests(None)


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """The program speaks Chinese, as at the desk."""
    i18n.use("zh_CN")
    yield
    i18n.use("zh_CN")


@pytest.fixture(autouse=True)
def own_preferences(tmp_path: Path) -> Iterator[None]:
    """No test reads or writes the user's own preferences."""
    preferences.use_file(tmp_path / "preferences.json")
    yield
    preferences.use_file(None)


@pytest.fixture(autouse=True)
def nothing_left_open(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No test leaves a transaction, a thread, a clerk or an unexpected warning in the log behind."""
    before = set(_threads())
    yield
    in_transaction = not database.db.is_closed() and database.db.in_transaction()
    database.close_database()
    scratch.end()
    action.current_clerk.set(None)
    assert not in_transaction, "a transaction was left open"
    assert not set(_threads()) - before, "a thread was left running"
    for phase in ("setup", "call"):
        said = [
            record.getMessage() for record in caplog.get_records(phase) if record.levelno >= logging.WARNING
        ]
        assert not said, f"unexpected log: {said}"


class MemoryStore(dict[tuple[str, str], str]):
    """A key store that forgets everything at the end of the test."""

    def get_password(self, service: str, username: str) -> str | None:
        return self.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self[service, username] = password


@pytest.fixture(autouse=True)
def key_store() -> Iterator[MemoryStore]:
    """No test sees the system's own key store; what this one holds lives as long as the test."""
    store = MemoryStore()
    keystore.use(store)
    yield store
    keystore.use(None)


@pytest.fixture(scope="session")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file as the program makes it on that Thursday, closed. To make one takes ten times as long as to copy it."""
    path = tmp_path_factory.mktemp("new") / database.FILE_NAME
    clock.set_for_tests(A_THURSDAY)
    opening.open_database(path)
    database.close_database()
    return path


@pytest.fixture
def centre(tmp_path: Path, new_file: Path) -> Path:
    """A fresh, empty centre; the path of its file."""
    path = tmp_path / database.FILE_NAME
    shutil.copyfile(new_file, path)
    opening.open_database(path)
    return path


def _threads() -> list[threading.Thread]:
    """Python's own threads; Qt's, which Python only knows by hearsay, are waited for by the kit."""
    return [thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)]
