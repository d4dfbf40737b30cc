"""The keys in the system's key store: made once, kept there, and done without where there is none."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from centre_app.storage import keystore, system_keys
from centre_app.storage.system_keys import SystemStore


class Broken:
    """A key store that is locked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError("locked")


class Forgetful(Broken):
    """A key store that takes everything and keeps nothing."""

    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


def test_a_key_is_made_once_and_is_the_same_ever_after(key_store):
    first = keystore.key("resident-id")
    assert first is not None
    assert len(first) == 32
    keystore.use(key_store)  # as after a start of the program
    assert keystore.key("resident-id") == first
    assert keystore.key("other") != first


def test_a_store_that_fails_or_keeps_nothing_counts_as_none():
    for store in (Broken(), Forgetful(), None):
        keystore.use(store)
        assert keystore.key("resident-id") is None


def test_what_is_no_key_in_the_store_is_not_used_and_not_overwritten(key_store):
    for word in ("no key", "ab", "  "):
        key_store[keystore.SERVICE, "resident-id"] = word
        assert keystore.key("resident-id") is None
        assert key_store[keystore.SERVICE, "resident-id"] == word


@pytest.fixture
def system(tmp_path, monkeypatch) -> SystemStore:
    """The system's own store, which keeps in a file what it is given."""
    monkeypatch.setenv("TEST_KEY_FILE", str(tmp_path / "keys.json"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.storage.file_store.FileStore")
    return SystemStore()


def test_the_systems_store_keeps_a_key_from_one_start_to_the_next(system):
    keystore.use(system)
    assert keystore.is_usable()
    first = keystore.key("resident-id")
    keystore.use(SystemStore())
    assert keystore.kept("resident-id") == first
    assert keystore.kept("other") is None
    assert keystore.keep("other", bytes(32))
    keystore.use(SystemStore())
    assert keystore.kept("other") == bytes(32)


def test_a_system_without_a_store_keeps_a_key_until_the_end_of_the_program():
    keystore.use(SystemStore())  # `conftest.py` names one that stores nothing
    assert keystore.key("resident-id") is None
    assert not keystore.is_usable()
    assert not keystore.keep("data 1", bytes(32))
    assert keystore.kept("data 1") == bytes(32)


@pytest.mark.parametrize("contents", ["no JSON", "[]"])
def test_a_store_of_the_system_that_fails_has_no_key(system, tmp_path, contents):
    (tmp_path / "keys.json").write_text(contents)
    keystore.use(system)
    assert keystore.key("resident-id") is None
    assert keystore.is_usable()
    assert (tmp_path / "keys.json").read_text() == contents


def program(folder: Path, text: str) -> str:
    """A program that stands in for Python, and is no key store."""
    path = folder / "no-python"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o700)
    return str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
@pytest.mark.parametrize("text", ["", "echo garbage", "exit 3"])
def test_a_store_that_could_not_be_asked_is_asked_again_later(system, tmp_path, monkeypatch, text):
    keystore.use(system)
    first = keystore.key("resident-id")
    keystore.use(SystemStore())
    with monkeypatch.context() as broken:
        broken.setattr(sys, "executable", program(tmp_path, text))
        assert keystore.kept("resident-id") is None
        assert not keystore.is_usable()
    assert (
        keystore.kept("resident-id") is None
    )  # not at once: a list of many rows would wait for each of them
    monkeypatch.setattr(system_keys, "_PATIENCE_SECONDS", 0)
    assert keystore.kept("resident-id") == first
    assert keystore.is_usable()


def test_a_system_that_starts_no_process_has_no_store(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    keystore.use(SystemStore())
    assert keystore.key("resident-id") is None
    assert not keystore.is_usable()


def test_a_key_made_by_several_at_once_is_one(system):
    keystore.use(system)
    with ThreadPoolExecutor(4) as several:
        made = {each.result() for each in [several.submit(keystore.key, "resident-id") for _ in range(4)]}
    assert len(made) == 1
    keystore.use(SystemStore())
    assert made == {keystore.kept("resident-id")}


def test_the_program_itself_never_loads_what_reaches_the_store(system):
    program = (
        "import sys; from centre_app.storage import keystore; assert keystore.key('resident-id'); "
        "print([name for name in ('keyring', 'cryptography', 'jeepney') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"
