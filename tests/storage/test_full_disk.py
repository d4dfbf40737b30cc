"""A disk that fills up at any write, or is taken away, on a real file system of its own: nothing acknowledged is lost, nothing half written."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Leaves ever more room on the disk until an action fits, again and again; says what became of each, and how the file is afterwards.
PROGRAM = """
import json, os, sys
from pathlib import Path
from centre_app import errors, schema
from centre_app.centre.models import Room
from centre_app.storage import action, backup, database, opening
from tests.builders import a_room

folder = Path(sys.argv[1])
filler = folder / "filler"
opening.open_database(folder / database.FILE_NAME)
kept, refused, strange = [], 0, []

def leave(free):
    with filler.open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1024))
        except OSError:
            pass
        file.truncate(max(0, file.tell() - free))

for number in range(200):
    leave(number % 25 * 4096)
    name = f"区{number}"
    try:
        action.run("add a room", lambda: a_room(name=name, notes="很" * 300))
        kept.append(name)
    except errors.DiskFull:
        refused += 1
    except BaseException as error:
        strange.append(repr(error))
    if number % 40 == 39:
        try:
            backup.back_up(folder / "backup.db")
        except errors.CentreError as error:
            strange += [] if isinstance(error, (errors.DiskFull, errors.BackupFailed)) else [repr(error)]
    if sorted(room.name for room in Room.select()) != sorted(kept):
        strange.append(f"{number}: other rooms")

left = sorted(each.name for each in folder.iterdir())
filler.unlink()
action.run("add a room", lambda: a_room(name="最后"))
database.close_database()
opening.open_database(folder / database.FILE_NAME)
found = sorted(room.name for room in Room.select())
print(json.dumps({
    "kept": len(kept), "refused": refused, "strange": strange, "check": schema.check(), "left": left,
    "whole": found == sorted([*kept, "最后"]),
}))
"""


def small_disk(tmp_path: Path) -> list[str]:
    """The beginning of a command that sees a disk of 16 MB at that folder, where the system lets a test make one."""
    mount = f'mount -t tmpfs -o size=16m tmpfs "{tmp_path}" && exec "$@"'
    command = ["unshare", "-Urm", "sh", "-c", mount, "sh"]
    can = shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True, check=False)
    if not can or can.returncode:
        pytest.skip("this system lets no test make a small disk of its own")
    return command


def test_a_full_disk_at_any_write_loses_nothing_and_leaves_nothing_half(tmp_path: Path) -> None:
    command = [*small_disk(tmp_path), sys.executable, "-c", PROGRAM, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["strange"] == said["check"] == []
    assert said["whole"]
    assert said["kept"] > 20
    assert said["refused"] > 20
    assert set(said["left"]) <= {"backup.db", "centre.db", "centre.db-shm", "centre.db-wal", "filler"}


# Works on a disk that is taken away, and says what became of each action, and what is in the folder then.
UNPLUGGED = """
import json, subprocess, sys
from pathlib import Path
from centre_app import errors
from centre_app.centre.models import Room
from centre_app.storage import action, database, opening
from tests.builders import a_room

folder = Path(sys.argv[1])
opening.open_database(folder / database.FILE_NAME)

def add(name):
    try:
        action.run("add a room", lambda: a_room(name=name))
        return "kept"
    except errors.CentreError as error:
        return type(error).__name__

said = [add("一")]
subprocess.run(["umount", "-l", str(folder)], check=True)
said += [add("二"), str(Room.select().count())]
print(json.dumps([*said, *(each.name for each in folder.iterdir())]))
"""


def test_a_disk_taken_away_is_told_and_no_new_file_is_made_in_its_place(tmp_path: Path) -> None:
    command = [*small_disk(tmp_path), sys.executable, "-c", UNPLUGGED, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["kept", "DataFileGone", "1"]
