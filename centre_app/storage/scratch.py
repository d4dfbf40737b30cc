"""The private folder for temporary files: one a run, below the data and as private as they are, swept at the next start.

Python's own temporary files, and so those that libraries make while a workbook is written, go there too.
"""

import atexit
import contextlib
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

FOLDER = ".temp"
_RUN, _LOCK, _BESIDE = "run-", "lock", ".beside"
_ENVIRONMENT = ("TMPDIR", "TEMP", "TMP")
_log = logging.getLogger(__name__)
_held: list[tuple[Path, IO[str]]] = []


def begin(data: Path) -> Path:
    """Make this run's folder below the data folder, and remove what runs that ended without doing so left behind.

    Where none can be made (a full disk), temporary files go where the system has them.
    """
    end()
    root = data / FOLDER
    try:
        root.mkdir(mode=0o700, exist_ok=True)
        with (root / _LOCK).open("w") as guard:
            _hold(guard, wait=True)  # or another start would sweep the folder before it is held
            _sweep(root)
            made = Path(tempfile.mkdtemp(prefix=_RUN, dir=root))
            lock = (made / _LOCK).open("w")
            _hold(lock)
    except OSError as error:
        _log.info("no folder for temporary files: %s", type(error).__name__)
        return Path(tempfile.gettempdir())
    _held[:] = [(made, lock)]
    tempfile.tempdir = str(made)
    atexit.register(end)
    return made


def end() -> None:
    """Remove this run's folder with all that is in it; a no-op when there is none."""
    atexit.unregister(end)
    for made, lock in _held:
        tempfile.tempdir = None
        lock.close()
        shutil.rmtree(made, ignore_errors=True)
    _held.clear()


def folder() -> Path:
    """A fresh folder for a file that another program opens; it goes with this run."""
    return Path(tempfile.mkdtemp())


def announce(beside: Path) -> None:
    """Say that a file is being written beside its target: after a crash the next start removes it."""
    for made, _lock in _held:
        with contextlib.suppress(OSError):  # a full disk: then it is only not announced
            _note(made, beside).write_bytes(os.fsencode(beside.absolute()))


def settled(beside: Path) -> None:
    """The file announced took its place, or is gone."""
    for made, _lock in _held:
        with contextlib.suppress(OSError):
            _note(made, beside).unlink(missing_ok=True)


@contextlib.contextmanager
def for_others() -> Iterator[None]:
    """Let what the system does inside the block, such as spooling for a printer, keep its files there too."""
    before = {name: os.environ.get(name) for name in _ENVIRONMENT}
    for made, _lock in _held:
        os.environ.update(dict.fromkeys(_ENVIRONMENT, str(made)))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _note(made: Path, beside: Path) -> Path:
    return made / f"{beside.name}{_BESIDE}"


def _sweep(root: Path) -> None:
    """Remove the folders of runs that no longer hold theirs, and the half-written files they had announced."""
    for left in root.glob(f"{_RUN}*"):
        try:
            with (left / _LOCK).open("a") as lock:
                _hold(lock)
        except FileNotFoundError:
            pass  # it ended between making and holding
        except OSError:
            continue
        for note in left.glob(f"*{_BESIDE}"):
            beside = Path(os.fsdecode(note.read_bytes()))
            if ".part" in beside.suffixes and not beside.is_symlink():
                beside.unlink(missing_ok=True)
        shutil.rmtree(left, ignore_errors=True)


def _hold(file: IO[str], *, wait: bool = False) -> None:
    """Lock an open file for this process; the system lets go of it however the process ends. Raises OSError when held."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
