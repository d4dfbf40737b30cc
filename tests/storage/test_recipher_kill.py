"""A program killed at each step of encrypting and of changing the key: the file opens, whole, and nothing is left over."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from centre_app import schema
from centre_app.people.models import Person
from centre_app.storage import cipher, copying, database, keystore, opening, recipher
from tests.builders import a_person
from tests.storage.file_store import FileStore

ROOT = Path(__file__).parents[2]
# Kills itself as the file is about to do, or has just done, the step of that number.
PROGRAM = """
import os, signal, sys
from pathlib import Path
from centre_app.storage import cipher, copying, recipher

path, key, fatal = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3])
steps = 0

def step():
    global steps
    steps += 1
    if steps == fatal:
        os.kill(os.getpid(), signal.SIGKILL)

def stepping(place, name):
    real = getattr(place, name)
    def stepped(*values, **more):
        step()
        result = real(*values, **more)
        step()
        return result
    setattr(place, name, stepped)

for place, name in ((copying, "write"), (recipher, "_prove"), (os, "link"), (Path, "replace"), (copying, "overwrite")):
    stepping(place, name)
recipher.change_key(path, key=key)
"""
STEPS = 10  # two for each of the five above


@pytest.fixture
def key_file(tmp_path, monkeypatch) -> Path:
    """A key store in a file, which this process and the killed ones share."""
    monkeypatch.setenv("TEST_KEY_FILE", str(tmp_path / "keys.json"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.storage.file_store.FileStore")
    keystore.use(FileStore())
    return tmp_path / "keys.json"


def killed(path: Path, key: bytes, step: int) -> int:
    """Change the key in another process that is killed at that step; its exit status."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    arguments = [sys.executable, "-c", PROGRAM, str(path), key.hex(), str(step)]
    done = subprocess.run(arguments, env=environment, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode


@pytest.mark.parametrize("way", ["encrypt", "new key"])
def test_a_kill_at_any_step_leaves_a_whole_file_and_no_second_one(tmp_path, key_file, way):
    path = tmp_path / "data" / database.FILE_NAME
    old = None if way == "encrypt" else cipher.key_for_new_centre()
    new = cipher.key_for_new_centre()
    opening.open_database(path)
    a_person(name="欧阳靖宇")
    database.close_database()
    recipher.change_key(path, key=old)
    before = path.read_bytes()

    ends = set()
    for step in range(1, STEPS + 1):
        assert killed(path, new, step) == -signal.SIGKILL
        keystore.use(FileStore())
        opening.open_database(path)
        assert [person.name for person in Person.select()] == ["欧阳靖宇"]
        ends.add(cipher.needed(path))
        database.close_database()
        assert [each.name for each in path.parent.iterdir()] == [path.name]
        path.write_bytes(before)
    assert ends == {number and cipher.number_of(number) for number in (old, new)}

    assert killed(path, new, 0) == 0
    opening.open_database(path)
    assert schema.check() == []


def test_a_file_that_is_being_encrypted_is_opened_by_nobody_else(tmp_path, centre, monkeypatch):
    """The change is under way in this process; another program comes in the middle."""
    database.close_database()
    met = []
    write = copying.write

    def meeting(*values: object, **more: object) -> None:
        program = f"from pathlib import Path\nfrom centre_app.storage import opening\nopening.open_database(Path({str(centre)!r}))"
        done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)  # fmt: skip
        met.append(done.stderr.strip().splitlines()[-1])
        write(*values, **more)

    monkeypatch.setattr(copying, "write", meeting)
    recipher.change_key(centre, key=cipher.key_for_new_centre())
    assert "BeingEncrypted" in met[0]
    assert [each.name for each in tmp_path.glob("centre.db*")] == ["centre.db"]
