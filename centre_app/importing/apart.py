"""Reading a workbook in a process of its own, which ends when it takes too much memory or time. The window goes on meanwhile.

Run as a module it is that process: the file comes by its input, the sheets or the name of an error go by its output.
"""

import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path

from centre_app import errors
from centre_app.i18n import _
from centre_app.importing.shapes import Sheet
from centre_app.progress import SILENT, Progress

LIMIT_MEMORY_MEGABYTES = 400
LIMIT_SECONDS = 10
_LOOK_EVERY_SECONDS = 0.01
_ASK_EVERY_SECONDS = 0.2
_TOO_LARGE = 3  # exit status


def read_apart(data: bytes, *, file: str, progress: Progress = SILENT) -> list[Sheet]:
    """The sheets of a workbook.

    Raises WorkbookLocked, WorkbookDamaged, ImportTooManyRows, ImportTooLarge, and ImportTooSlow; Cancelled.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "centre_app.importing.apart"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as reader:
        try:
            said = _answer(reader, data, file=file, progress=progress)
        finally:
            reader.kill()
    if reader.returncode == _TOO_LARGE:
        raise errors.ImportTooLarge(file=file, megabytes=LIMIT_MEMORY_MEGABYTES)
    if not said:
        raise errors.WorkbookDamaged(file=file)
    problem, found = pickle.loads(said)  # noqa: S301 - written by this very program
    if problem:
        raise getattr(errors, problem)(**found | {"file": file})
    sheets: list[Sheet] = found
    return sheets


def _answer(reader: "subprocess.Popen[bytes]", data: bytes, *, file: str, progress: Progress) -> bytes:
    """What the process says, asking meanwhile whether the clerk has had enough."""
    given: bytes | None = data
    for _turn in range(round(LIMIT_SECONDS / _ASK_EVERY_SECONDS)):
        try:
            said = reader.communicate(given, timeout=_ASK_EVERY_SECONDS)[0]
        except subprocess.TimeoutExpired:
            given = None
            progress.report(0, 0, _("Reading the file"))
        else:
            reader.wait()
            return said
    raise errors.ImportTooSlow(file=file, seconds=LIMIT_SECONDS)


def _read(data: bytes) -> bytes:
    from centre_app.importing.workbooks import sheets_of

    try:
        return pickle.dumps(("", list(sheets_of(data, file=""))))
    except errors.CentreError as error:
        return pickle.dumps((type(error).__name__, error.data))


def _watch_memory() -> None:
    """End this process, whatever it is doing, when it has grown too large."""
    import psutil

    me, limit = psutil.Process(), LIMIT_MEMORY_MEGABYTES * 1_000_000
    while me.memory_info().rss < limit:
        threading.Event().wait(_LOOK_EVERY_SECONDS)
    os._exit(_TOO_LARGE)


def main() -> None:
    """Read the file of the input and write what came of it."""
    threading.Thread(target=_watch_memory, daemon=True).start()
    sys.stdout.buffer.write(_read(sys.stdin.buffer.read()))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
