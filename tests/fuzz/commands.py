"""The command line: real commands with arguments, files, periods and folders that do not fit, in this process and now and then in one of its own.

A status of 0 to 3; a failure is one sentence on stderr and never a traceback; what is refused leaves no file and no row behind.
"""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random

from sqlcipher3 import dbapi2

from centre_app import cli
from centre_app.cli.shared import REJECTED_ROWS
from centre_app.storage import backup, database, opening
from tests.fuzz import ground, texts
from tests.fuzz.files import a_file
from tests.fuzz.runner import Judge

MAIN = Path(__file__).parents[2] / "main.py"
PROCESSES = 100  # one case of so many is a process of its own
_REFUSED = (cli.UNUSABLE, cli.FAILED)
_COMMANDS = ("sample", "import", "report", "figures", "backup", "restore", "check")
_KINDS = ("books", "copies", "people", "visits", "bookings", "loans", "monthly", "daily", "Bücher", "")
_PERIODS = (
    "2026-10", "2026-13", "2026-00", "0000-00", "9999-12", "10000-01", "2026-1", "2026-10-22", "2026-02-30", "2026-W43", "2026-W54", "2026-W00", "2026-Q4",
    "2026-Q5", "2026", "0001", "0000", "-1", "２０２６-10", "2026-10-22-1", "2026-W", " 2026-10 ", "",
)  # fmt: skip
_OPTIONS = (
    "--json", "--check", "--errors", "--to", "--language", "--sheet", "--table", "--months", "--seed", "--data", "--help", "-h", "--", "-", "--mon", "--t",
    "--xyz", "--to=", "--language=zh_CN", "--language=fr", "--table=0", "--table=99999999999999999999", "--months=61", "--seed=²", "--sheet=\udcff",
)  # fmt: skip
_ODD = ("", " ", "\udcff", "\n", "%s", "{0}", "~", "/dev/null/x", "x" * 300, "../..", "🙂", "-1", "1e3")


@contextmanager
def cases(folder: Path, seed: int) -> Iterator[Judge]:
    """A data folder, files beside it, and what a line of arguments does to them."""
    work = folder / "work"
    work.mkdir()
    with ground.a_centre(work / "data"):
        _of_a_later_release(backup.back_up(work / "newer.centre-backup"))
        backup.back_up(work / "good.centre-backup")
        before = ground.state()
        database.close_database()
        kept = folder / "kept"
        shutil.copytree(work, kept)
        with _elsewhere(folder / "here"):
            yield lambda number: _wrong_with(Random(f"{seed}/{number}"), number, seed, work, kept, before)


def _damage(random: Random, path: Path) -> None:
    """Flip some bytes of the data file, in its head as a rule."""
    data = bytearray(path.read_bytes())
    for _time in range(random.choice((1, 1, 5, 50))):
        data[random.randrange(random.choice((100, 4096, len(data))))] = random.randrange(256)
    path.write_bytes(data)


def _of_a_later_release(made: Path) -> None:
    connection = dbapi2.connect(str(made))
    connection.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')")
    connection.commit()
    connection.close()


@contextmanager
def _elsewhere(folder: Path) -> Iterator[None]:
    """Work in that folder, and have the user's data there: names without a place, or no `--data`, lead nowhere else."""
    folder.mkdir()
    before = {name: os.environ.get(name) for name in ("HOME", "XDG_DATA_HOME")}
    os.environ.update({"HOME": str(folder), "XDG_DATA_HOME": ""})
    try:
        with chdir(folder):
            yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _wrong_with(random: Random, number: int, seed: int, work: Path, kept: Path, before: str) -> str:
    _kind, name, data = a_file(number, seed=seed)
    (work / name).write_bytes(data)
    arguments = _arguments(random, work, work / name)
    damaged = random.random() < 0.1
    if damaged:
        _damage(random, work / "data" / database.FILE_NAME)
    files = _files(work)
    if number % PROCESSES == 0:
        status, out, err = _as_process(arguments)
    else:
        status, out, err = _in_process(arguments)
    wrong = _judged(status, out, err)
    if status in _REFUSED and not wrong:
        if _files(work) != files:
            wrong = f"it is refused and leaves files: {sorted(_files(work) ^ files)}"
        elif not damaged and _state(work) != before:
            wrong = "it is refused and leaves rows"
    _put_back(work, kept)
    said = f"{wrong} <- {arguments!r:.300} ({status}, {'a damaged file' if damaged else 'a whole file'}) {err[-600:]!r}"
    return said if wrong else ""


def _put_back(work: Path, kept: Path) -> None:
    """All files as they were, also where a case had to look for them by itself: the next one is the same by itself."""
    for left in (work, *Path.cwd().iterdir()):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()
    shutil.copytree(kept, work)


def _judged(status: object, out: str, err: str) -> str:
    if "Traceback" in err + out:
        return "a traceback"
    if status not in (0, cli.FAILED, cli.UNUSABLE, REJECTED_ROWS):
        return f"status {status!r}"
    if status in _REFUSED and not err.strip() and not out.strip():
        return "nothing is said"
    return "two refusals" if status in _REFUSED and len(err.strip().splitlines()) > 3 else ""


def _in_process(arguments: list[str]) -> tuple[object, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status: object = cli.run(arguments)
        except SystemExit as left:
            status = left.code
        except Exception as error:  # whatever it is, it is a finding
            import traceback

            traceback.print_exception(error, limit=-4)
            status = "an error"
    if isinstance(status, cli.Window):
        status = 0
    return status, out.getvalue(), err.getvalue()


def _as_process(arguments: list[str]) -> tuple[object, str, str]:
    if not any(one in _COMMANDS for one in arguments):
        arguments = ["check", *arguments]  # without a command it would be the window
    done = subprocess.run(
        [sys.executable, str(MAIN), *(os.fsencode(one) for one in arguments)],
        capture_output=True, check=False, timeout=50,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def _arguments(random: Random, work: Path, file: Path) -> list[str]:
    command = random.choice(_COMMANDS)
    places = (
        str(file), str(work), str(work / "data"), str(work / "good.centre-backup"), str(work / "out.xlsx"), str(work / "none" / "out.xlsx"),
        str(work / "data" / "centre.db"), str(work / "new"), str(file / "under"), *_ODD,
    )  # fmt: skip
    line = [command, *_usual(random, command, work, file, places)]
    for _time in range(random.choice((0, 0, 0, 1, 1, 3))):
        place = random.randrange(len(line) + 1)
        more = random.choice(
            (
                *_OPTIONS,
                *places,
                random.choice(_PERIODS),
                random.choice(_KINDS),
                texts.a_text(random)[:200].replace("\0", ""),
            )
        )
        match random.randrange(3):
            case 0:
                line.insert(place, more)
            case 1:
                del line[place : place + 1]
            case _:
                line[place : place + 1] = [more]
    data = str(work / "data") if random.random() < 0.7 else random.choice(places)
    return ["--data", data, *line] if random.random() < 0.95 else line


def _usual(random: Random, command: str, work: Path, file: Path, places: tuple[str, ...]) -> list[str]:
    """What follows a command, right or nearly so."""
    somewhere = random.choice(places)
    return {
        "sample": ["--months", random.choice(("0", "x", "61"))],  # a right one takes seconds
        "import": [
            random.choice((*_KINDS[:6], random.choice(_KINDS))),
            random.choice((str(file), str(file), somewhere)),
            *random.choice(([], ["--check"], ["--errors", somewhere])),
        ],
        "report": [
            "monthly",
            random.choice((_PERIODS[0], random.choice(_PERIODS))),
            "--to",
            random.choice((str(work / "out.xlsx"), somewhere)),
        ],
        "figures": [random.choice(_PERIODS), *random.choice(([], ["--json"]))],
        "backup": random.choice(([], ["--to", somewhere])),
        "restore": [
            random.choice(
                (str(file), str(work / "good.centre-backup"), str(work / "newer.centre-backup"), somewhere)
            )
        ],
        "check": [],
    }[command]


def _files(work: Path) -> set[str]:
    """Every file and folder, but what SQLite keeps beside an open database and the folder for temporary files."""
    return {
        str(found.relative_to(work))
        for found in work.rglob("*")
        if not found.name.endswith(("-wal", "-shm")) and ".temp" not in found.parts
    }


def _state(work: Path) -> str:
    opening.open_database(work / "data" / database.FILE_NAME)
    try:
        return ground.state()
    finally:
        database.close_database()
