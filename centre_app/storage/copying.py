"""Copying a whole data file into another one, also from plain to encrypted and back, and proving that a copy is whole."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sqlcipher3 import dbapi2

from centre_app import errors
from centre_app.i18n import _
from centre_app.progress import SILENT, Cancelled, Progress
from centre_app.storage import cipher

_PAGES = 2_000  # a step; the reader's lock is let go between steps
_BUSY_STEPS = 200
_STEPS_OF_SQLITE = 200_000  # between two looks at the progress while rows are written anew
_ROWS = 5_000
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"  # virtual ones have no rows
BESIDE = ("-wal", "-shm", "-journal")


def copy_pages(source: dbapi2.Connection, target: dbapi2.Connection, progress: Progress, what: str) -> None:
    """Copy in steps; both plain, or both encrypted, with whatever keys.

    `Connection.backup` waits for ever behind an open writer: give up after a while instead. Raises Busy.
    """
    stuck = 0
    last = -1

    def step(_status: int, remaining: int, total: int) -> None:
        nonlocal stuck, last
        stuck = stuck + 1 if remaining == last else 0
        last = remaining
        if stuck > _BUSY_STEPS:
            raise errors.Busy
        progress.report(total - remaining, total, what)

    source.backup(target, pages=_PAGES, progress=step, sleep=0.025)


def write(
    source: dbapi2.Connection,
    target: Path,
    *,
    was: bytes | None,
    key: bytes | None,
    progress: Progress,
    what: str = "",
) -> None:
    """Write what `source`, which `was` encrypted so, holds into a new file with another key, or plain for None."""
    if (was is None) != (key is None):
        _write_rows(source, target, key, progress)
        return
    copy = cipher.connect(target, key)
    try:
        copy_pages(source, copy, progress, what or _("Writing the copy"))
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, no WAL beside it
    finally:
        copy.close()
    for extra in BESIDE:
        target.with_name(target.name + extra).unlink(missing_ok=True)


@contextlib.contextmanager
def as_kept(source: Path, scratch: Path, key: bytes | None, progress: Progress = SILENT) -> Iterator[Path]:
    """Give a backup in the form the centre has (`key`), so that pages can be copied: itself, or a scratch copy that is wiped."""
    was = cipher.key_of(source)
    if (was is None) == (key is None):
        yield source
        return
    wipe(scratch)
    connection = cipher.connect(source, was, read_only=True)
    try:
        write(connection, scratch, was=was, key=key, progress=progress)
        yield scratch
    finally:
        connection.close()
        wipe(scratch)


def difference(one: dbapi2.Connection, other: dbapi2.Connection, progress: Progress = SILENT) -> str:
    """Where two files differ, in a few words; empty when every table holds the same rows and the second is sound."""
    sound = other.execute("PRAGMA quick_check").fetchone()[0]
    if sound != "ok":
        return str(sound)
    if _definitions(one) != _definitions(other):
        return "schema"
    tables = [name for (name,) in one.execute(_TABLES)]
    for done, table in enumerate(tables):
        tick = partial(progress.report, done, len(tables), _("Comparing the copy"))
        tick()
        if _digest(one, table, tick) != _digest(other, table, tick):
            return str(table)
    return ""


def give_second_name(path: Path, name: Path) -> None:
    """Let a file be there under another name before one takes its place: a kill must not leave no file of its own name."""
    try:
        os.link(path, name)
    except OSError:  # a file system without second names, as on many sticks
        path.rename(name)


def wipe(path: Path) -> None:
    """Overwrite a file and what lies beside it, then delete it. Raises OSError.

    What a disk keeps elsewhere (worn cells, snapshots) is out of reach of any program.
    """
    for each in (path, *(path.with_name(path.name + ending) for ending in BESIDE)):
        if each.is_file():
            overwrite(each)
            each.unlink()


def overwrite(path: Path) -> None:
    """Write zeros over every byte of a file, down to the disk."""
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left:
            left -= file.write(bytes(min(left, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def wal_wiped(path: Path) -> Iterator[None]:
    """Wipe the WAL that SQLite deletes when the last connection to a file is closed inside the block: deleted is not overwritten.

    A second name keeps it within reach; file systems without second names are left as they are.
    """
    wal = path.with_name(path.name + "-wal")
    kept = path.with_name(path.name + ".old-wal")
    with contextlib.suppress(OSError):
        kept.unlink(missing_ok=True)
        os.link(wal, kept)
    yield
    if kept.exists():
        if wal.exists() and wal.samefile(kept):  # somebody else has the file open
            kept.unlink()
        else:
            wipe(kept)


def _write_rows(source: dbapi2.Connection, target: Path, key: bytes | None, progress: Progress) -> None:
    """Encrypted pages leave room for their seal, plain ones do not: rows are written anew."""
    whole = max(1, _number(source, "page_count") * _number(source, "page_size"))
    stopped: list[Cancelled] = []

    def look() -> int:
        try:
            progress.report(min(target.stat().st_size, whole), whole, _("Writing the copy"))
        except Cancelled as cancelled:
            stopped.append(cancelled)
        return len(stopped)

    source.execute("ATTACH ? AS copy KEY ?", (os.fsencode(target), cipher.passphrase(key)))
    source.set_progress_handler(look, _STEPS_OF_SQLITE)
    try:
        source.execute("BEGIN")
        source.execute("SELECT sqlcipher_export('copy')")
        for name in ("application_id", "user_version"):
            source.execute(f"PRAGMA copy.{name} = {_number(source, name)}")
        source.execute("COMMIT")
    except dbapi2.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        source.set_progress_handler(None, 0)
        if source.in_transaction:
            source.execute("ROLLBACK")
        source.execute("DETACH copy")


def _number(connection: dbapi2.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA main.{name}").fetchone()[0])  # SQLCipher gives some as text


def _definitions(connection: dbapi2.Connection) -> list[tuple[str, str, str]]:
    return list(connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name"))


def _digest(connection: dbapi2.Connection, table: str, tick: Callable[[], None]) -> tuple[int, bytes]:
    """How many rows a table has, and what they hold, in the order of their ids."""
    digest, count = hashlib.blake2b(digest_size=16), 0
    connection.text_factory = bytearray  # text as it is stored, also what is no text, and told from a BLOB
    try:
        for row in connection.execute(f'SELECT * FROM "{table}" NOT INDEXED'):  # noqa: S608
            digest.update(repr(row).encode())
            count += 1
            if count % _ROWS == 0:
                tick()
    finally:
        connection.text_factory = str
    return count, digest.digest()
