"""Two desks and four command lines at once on one data folder: nothing acknowledged is lost, nothing is there twice.

The desks are processes that call the verbs of the window with the window's patience; the command lines are real ones, one
after the other in each of four loops: imports, figures, reports and backups, checks.
"""

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from centre_app import errors, schema
from centre_app.lending import loans
from centre_app.people import people, visits
from centre_app.storage import database, opening
from tests.builders import a_copy, a_room

ROOT = Path(__file__).parents[2]
_COPIES = 20
_PATIENCE = 10.0


def run(folder: Path, *, seconds: float, seed: int = 1) -> tuple[Counter[str], list[str]]:
    """Let all work for a while; how often what was done, and what is wrong afterwards."""
    _prepare(folder)
    until = time.time() + seconds
    desks = [_forked(lambda number=number: _desk(folder, number, until, seed)) for number in range(2)]
    lines = [_forked(lambda number=number: _command_lines(folder, number, until)) for number in range(4)]
    wrong = [
        f"process {number} ended with {status}"
        for number, status in enumerate(map(_waited, desks + lines))
        if status
    ]
    done: Counter[str] = Counter()
    told: list[str] = []
    for part in sorted(folder.glob("told-*")):
        for line in part.read_text().splitlines():
            what, _space, name = line.partition(" ")
            done[what] += 1
            told += [name] if what == "registered" else []
    return done, wrong + _looked_at(folder, told, done)


def _prepare(folder: Path) -> None:
    opening.open_database(folder / database.FILE_NAME)
    a_room(name="阅读")
    for number in range(_COPIES):
        a_copy(barcode=f"B{number:04}")
    database.close_database()


def _forked(work: object) -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()  # type: ignore[operator]
        status = 0
    finally:
        os._exit(status)


def _waited(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _desk(folder: Path, number: int, until: float, seed: int) -> None:
    opening.open_database(folder / database.FILE_NAME, wait_ms=0)
    dice = random.Random(seed * 10 + number)
    with (folder / f"told-desk-{number}").open("a", buffering=1) as told:
        step = 0
        while time.time() < until:
            step += 1
            name = f"桌{number}人{step}"
            person = _patiently(people.register, name=name)
            told.write(f"registered {name}\n")
            _patiently(visits.check_in, person_id=person)
            told.write("arrived -\n")
            copy = dice.randint(1, _COPIES)
            try:
                _patiently(loans.lend, copy_id=copy, person_id=person)
                told.write("lent -\n")
            except errors.CentreError:
                try:
                    _patiently(loans.return_copy, copy_id=copy)
                    told.write("returned -\n")
                except errors.CentreError:
                    told.write("refused -\n")


def _patiently(verb: object, **values: object) -> int:
    """As the window does: a busy file is tried again for ten seconds."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return verb(**values)  # type: ignore[operator,no-any-return]
        except errors.Busy:
            if time.monotonic() > until:
                raise
            threading.Event().wait(0.05)


def _command_lines(folder: Path, number: int, until: float) -> None:
    with (folder / f"told-line-{number}").open("a", buffering=1) as told:
        turn = 0
        while time.time() < until:
            turn += 1
            names = [f"表{number}人{turn}之{part}" for part in range(3)]
            listed = folder / f"list-{number}.csv"
            listed.write_text("姓名\n" + "\n".join(names) + "\n", encoding="utf-8")
            for arguments in (
                ("import", "people", str(listed)), ("figures", "2026-10"), ("backup", "--to", str(folder / f"b{number}.centre-backup")),
            ):  # fmt: skip
                ended = _line(folder, *arguments).returncode
                told.write(f"{arguments[0]} -\n" if ended == 0 else f"refused -{arguments[0]}\n")
                if arguments[0] == "import" and ended == 0:
                    told.write("".join(f"registered {name}\n" for name in names))
            check = _line(
                folder, "check"
            )  # what it finds stands in what it prints; one that met a busy file prints nothing
            told.write(f"check{int(bool(check.returncode and check.stdout))} -\n")


def _line(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(folder), *arguments],
        capture_output=True, check=False, timeout=300,
    )  # fmt: skip


def _looked_at(folder: Path, told: list[str], done: Counter[str]) -> list[str]:
    opening.open_database(folder / database.FILE_NAME)
    try:
        there = Counter(row[0] for row in database.db.execute_sql("SELECT name FROM person").fetchall())
        wrong = [f"lost: {name}" for name in told if not there[name]]
        wrong += [f"{count} times: {name}" for name, count in there.items() if count > 1]
        rows = database.db.execute_sql(
            "SELECT (SELECT count(*) FROM visit), (SELECT count(*) FROM loan),"
            " (SELECT count(*) FROM loan WHERE returned_at IS NOT NULL)"
        ).fetchone()
        if rows[1:] != (done["lent"], done["returned"]):
            wrong.append(
                f"{done['lent']} lent and {done['returned']} returned were told, {rows[1:]} are there"
            )
        if done["check1"]:
            wrong.append(f"{done['check1']} checks found something")
        return wrong + schema.check()
    finally:
        database.close_database()
