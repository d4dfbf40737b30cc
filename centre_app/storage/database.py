"""The one database of the program: its connection, its base table class, and its errors as sentences.

Opening a file is in `opening.py`; what the tables mean is said in each slice's `models.py`.
"""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from peewee import (
    SQL,
    Check,
    DatabaseError,
    DateField,
    DateTimeField,
    IntegrityError,
    Model,
    Node,
)
from playhouse.sqlcipher_ext import SqlCipherDatabase
from playhouse.sqlite_ext import AutoIncrementField
from sqlcipher3 import dbapi2

from centre_app import errors
from centre_app.storage.guards import guard_error

FILE_NAME = "centre.db"
APPLICATION_ID = 0x4C4C5A58
PRAGMAS = {
    "cipher_log_level": "NONE",  # SQLCipher would write into the clerk's terminal; errors are raised in any case
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "secure_delete": 1,
    "cache_size": -8_000,  # kB: with eight times as much nothing was faster, the system keeps what is read again
    "temp_store": "memory",
}
# The driver keeps the statements used most: of its usual 100 those of the opening fill all, and every later one is compiled anew.
STATEMENTS = 1_000
OTHERS_WAIT_MS = 5_000
logging.getLogger("peewee").setLevel(
    logging.INFO
)  # below, it tells every statement with its values: names, phones
_AT_ONCE = 500  # rows
_LEAST_FREE = 65_536  # bytes
_JOB_CACHE = -32_000  # kB: what the figures of a month ask of a million people lies in it whole

db = SqlCipherDatabase(None, autoconnect=False)
opened: dict[Path, tuple[int, int]] = {}


class Table(Model):
    """What every table of the program shares: an id that is never used twice, and the one database."""

    id = AutoIncrementField()

    class Meta:
        database = db
        legacy_table_names = False


# The column makers return Any: peewee types a column by its arguments, which pass through here.
def moment_field(name: str, *, null: bool = False, index: bool = False) -> Any:
    """A column of local wall-clock moments, `YYYY-MM-DD HH:MM:SS`; the database refuses any other shape."""
    shape = Check(f"{name} IS datetime({name})")
    kind: Any = DateTimeField
    return kind(null=null, index=index, constraints=[shape], formats=["%Y-%m-%d %H:%M:%S"])


def day_field(name: str, *, null: bool = False, index: bool = False) -> Any:
    """A column of dates, `YYYY-MM-DD`; the database refuses any other shape."""
    kind: Any = DateField
    return kind(null=null, index=index, constraints=[Check(f"{name} IS date({name})")])


def defaulted(kind: Any, value: str | int, *checks: Node, **options: Any) -> Any:
    """A column whose default stands in the table as well, so that a row written by another program is whole too."""
    written = int(value) if isinstance(value, bool) else value
    return kind(default=value, constraints=[SQL(f"DEFAULT {written!r}"), *checks], **options)


def close_database() -> None:
    """Close this thread's connection; a no-op when none is open."""
    if not db.is_closed():
        db.close()


def database_path() -> Path:
    """Where the open centre's file lies. Raises NotOpen."""
    if not db.database:
        raise errors.NotOpen
    return _path(db.database)


@lru_cache(maxsize=1)
def _path(name: str) -> Path:
    return Path(name)


def check_still_there() -> None:
    """See that the path still leads to the file that was opened. Raises DataFileGone."""
    path = database_path()
    try:
        found = identity(path)
    except OSError as error:
        raise errors.DataFileGone(path=path) from error
    if found != opened.get(path, found):
        raise errors.DataFileGone(path=path)


def data_version() -> int | None:
    """SQLite's counter of commits by other connections; None while no centre is open."""
    if db.is_closed():
        return None
    with sentences():
        version: int = db.execute_sql("PRAGMA data_version").fetchone()[0]
    return version


def give_back() -> None:
    """Return to the system what this thread's connection keeps of the file; what is read again comes from the system's own cache."""
    if not db.is_closed():
        db.connection().execute("PRAGMA shrink_memory")


@contextmanager
def worker_connection() -> Iterator[None]:
    """A connection of this worker thread's own to the open centre, closed at the end of the block."""
    check_still_there()  # SQLite would make a new, empty file
    with sentences():
        db.connect()
        db.pragma("busy_timeout", OTHERS_WAIT_MS)
        db.pragma("cache_size", _JOB_CACHE)
    try:
        yield
    finally:
        close_database()


@contextmanager
def snapshot() -> Iterator[None]:
    """Let several reads see one and the same state of the data, whatever others write meanwhile."""
    if db.in_transaction():
        yield
        return
    with db.transaction("DEFERRED"):
        yield


def by_many(cursor: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a cursor, read some hundred at a time, for a worker that does something with each of very many.

    SQLite lets go of Python at each row it reads. A thread that does so all the time has it back before the window's wakes up.
    """
    while some := cursor.fetchmany(_AT_ONCE):
        yield from some


@contextmanager
def part() -> Iterator[None]:
    """A part of the transaction under way, taken back alone when the block raises.

    Parts inside parts share one name, which SQLite allows: unlike peewee's they are not compiled anew each time.
    """
    db.execute_sql("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if db.connection().in_transaction:  # a full disk has ended it already
            db.execute_sql("ROLLBACK TO part")
            db.execute_sql("RELEASE part")
        raise
    db.execute_sql("RELEASE part")


@contextmanager
def sentences(path: Path | None = None) -> Iterator[None]:
    """Turn what the database raises inside the block into errors of ours; a bug stays what it is."""
    try:
        yield
    except (DatabaseError, dbapi2.Error) as error:
        ours = meant(error, path)
        if ours is None:
            raise
        raise ours from error


# SQLite's primary result codes. Its words would not do: "no such column: locked_by" is a bug of ours.
_NO_LETTERS = "Could not decode to UTF-8"  # the driver itself says so, without a code
_BUSY, _LOCKED, _READONLY, _IO, _CORRUPT, _FULL, _CANNOT_OPEN, _NOT_A_DATABASE = 5, 6, 8, 10, 11, 13, 14, 26
_WITHOUT_CODE = {  # copying pages, the driver gives SQLite's words for a code and not the code
    "database is locked": _BUSY, "attempt to write a readonly database": _READONLY, "disk I/O error": _IO,
    "database disk image is malformed": _CORRUPT, "database or disk is full": _FULL, "file is not a database": _NOT_A_DATABASE,
}  # fmt: skip


def meant(error: BaseException, path: Path | None = None) -> errors.CentreError | None:
    """What an error of the database means to the clerk; None for one that is a bug."""
    text, where = str(error), path or Path(str(db.database))
    if isinstance(error, IntegrityError):
        found = guard_error(text)
        return found() if found else None
    if text.startswith(_NO_LETTERS):
        return errors.DatabaseUnreadable(path=where, detail="UTF-8")
    known: dict[int, errors.CentreError] = {
        _BUSY: errors.Busy(),
        _LOCKED: errors.Busy(),
        _FULL: errors.DiskFull(),
        _READONLY: errors.FolderNotWritable(path=where.parent),
        _CANNOT_OPEN: errors.FolderNotWritable(path=where.parent),
        _CORRUPT: errors.DatabaseUnreadable(path=where, detail=text),
        _NOT_A_DATABASE: errors.DatabaseUnreadable(path=where, detail=text),
        _IO: errors.DiskFull() if _is_full(where) else errors.DiskFailed(detail=text),
    }
    return known.get(_code(error))


def _is_full(file: Path) -> bool:
    """Whether nothing at all can be written beside the file: then SQLite cannot even read, and only speaks of an error."""
    try:
        return shutil.disk_usage(file.parent).free < _LEAST_FREE
    except OSError:
        return False


def _code(error: BaseException) -> int:
    """SQLite's primary result code; peewee wraps the driver's exception, which knows it.

    A full disk ends the transaction by itself, and peewee's rollback then fails: what counts is the error before it.
    """
    original = error if hasattr(error, "sqlite_errorcode") else error.__context__
    before = original.__context__ if original is not None else None
    if before is not None and "no transaction is active" in str(error):
        return _code(before)
    code = int(getattr(original, "sqlite_errorcode", 0) or 0) & 0xFF
    return code or _WITHOUT_CODE.get(str(error), 0)


def identity(path: Path) -> tuple[int, int]:
    """What tells a file from another of the same name. Raises OSError for none."""
    found = path.stat()
    return found.st_dev, found.st_ino
