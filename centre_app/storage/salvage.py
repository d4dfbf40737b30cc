"""The way back from a damaged file: the newest good backup, and every row that the damaged file still gives, put on top of it.

The damaged file is only read, from a copy, and kept. The new one is written beside, checked, and takes its place at the end.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from peewee import IntegrityError
from sqlcipher3 import dbapi2

from centre_app import errors
from centre_app.i18n import _
from centre_app.progress import SILENT, Progress
from centre_app.storage import backup, cipher, copying, opening, schema, scratch, search
from centre_app.storage.database import close_database, db, sentences

_CHUNK = 500
_PATIENCE = 3_000  # ids of one table that could not be read, after which whole spans are given up
_BEYOND = 100_000  # ids looked for beyond the last one known, where the file no longer says how many it gave


@dataclass
class Saved:
    """What came back: from which backup, rows by table from the damaged file, ids that could not be read, rows left out.

    `left_out` points at something that nobody could read; `kept` is where the damaged file lies now.
    """

    backup: Path | None
    made_at: datetime | None
    read: dict[str, int] = field(default_factory=dict)
    unreadable: dict[str, int] = field(default_factory=dict)
    left_out: int = 0
    kept: Path | None = None

    @property
    def rows(self) -> int:
        """All rows read from the damaged file."""
        return sum(self.read.values())


@dataclass(frozen=True, slots=True)
class Damage:
    """What SQLite found wrong with a file, in its own words, and the newest good backup there is."""

    problem: str
    backup: Path | None


def damage_of_open_file(folder: Path) -> Damage | None:
    """What the quick check finds wrong with the open centre; None when it is sound. Takes long on a large file."""
    problem = _problem()
    return Damage(problem, newest_good(folder)) if problem else None


def _problem() -> str:
    try:
        found = db.execute_sql("PRAGMA quick_check(1)").fetchone()[0]
    except Exception as error:
        if not isinstance(error.__context__, dbapi2.DatabaseError) and not isinstance(error, dbapi2.Error):
            raise
        return str(error)
    return "" if found == "ok" else str(found)


def newest_good(folder: Path) -> Path | None:
    """The newest backup in a folder that opens and is sound."""
    for path in backup.backups_in(folder):
        with contextlib.suppress(errors.BackupUnreadable, errors.KeyMissing):
            backup.verify(path)
            return path
    return None


def save_what_can_be(path: Path, folder: Path, progress: Progress = SILENT) -> Saved:
    """Put the newest good backup of `folder`, with what the damaged file at `path` still gives, in its place.

    Nobody may have the file open. Raises NothingSaved, BackupFailed, DiskFull, Cancelled; the file is then as it was.
    """
    source = newest_good(folder)
    saved = Saved(source, backup.made_at(source) if source else None)
    with (
        sentences(path),
        tempfile.TemporaryDirectory(prefix=".saving-", dir=scratch.near(path)) as folder_of_work,
    ):
        room = Path(folder_of_work)
        made = room / "made" / path.name
        try:
            with _damaged(path, room) as damaged:
                _prepare(made, source, path)
                _take_over(damaged, saved, progress)
                _tidy(saved)
        finally:
            close_database()
        if source is None and not saved.rows:
            raise errors.NothingSaved(path=path)
        saved.kept = backup.replace_damaged(path, made)
    return saved


@contextlib.contextmanager
def _damaged(path: Path, room: Path) -> Iterator[dbapi2.Connection | None]:
    """A connection to a copy of the damaged file with what lies beside it; None where not even its first page is readable."""
    copy = room / "damaged.db"
    try:
        for ending in ("", "-wal"):
            part = path.with_name(path.name + ending)
            if part.exists():
                shutil.copyfile(part, copy.with_name(copy.name + ending))
    except OSError as error:
        raise errors.BackupFailed(path=copy, detail=error.strerror or str(error)) from error
    connection = None
    with contextlib.suppress(errors.KeyMissing, errors.DatabaseNewer, dbapi2.DatabaseError):
        connection = cipher.connect(copy, cipher.key_of(copy))
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    try:
        yield connection
    finally:
        if connection is not None:
            connection.close()


class _Reader:
    """Reads the rows of one table of the damaged file by spans of ids; what fails is tried by halves, as long as that pays."""

    def __init__(self, damaged: dbapi2.Connection, select: str) -> None:
        self._damaged, self._select = damaged, select
        self.lost = 0

    def rows(self, first: int, last: int) -> list[tuple[Any, ...]]:
        """The rows with these ids, as far as they can be read."""
        try:
            found: list[tuple[Any, ...]] = self._damaged.execute(self._select, (first, last)).fetchall()
        except (dbapi2.Error, UnicodeDecodeError, OverflowError):
            if first == last or self.lost > _PATIENCE:
                self.lost += last - first + 1
                return []
        else:
            return found
        middle = (first + last) // 2
        return self.rows(first, middle) + self.rows(middle + 1, last)


def _prepare(made: Path, source: Path | None, path: Path) -> None:
    """Open a file to save into: the backup, brought up to date, or an empty centre; without triggers for the time being."""
    made.parent.mkdir()
    if source is not None:
        key = cipher.key_of(source)
        with copying.as_kept(source, made.with_name("kept"), key) as kept:
            shutil.copyfile(kept, made)
    opening.open_database(made, new_key=source is None and not _is_plain(path))
    db.pragma("foreign_keys", 0)
    with db.atomic("IMMEDIATE"):
        for (name,) in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute_sql(f'DROP TRIGGER "{name}"')


def _is_plain(path: Path) -> bool:
    try:
        return cipher.is_plain(path)
    except OSError:
        return True


def _take_over(damaged: dbapi2.Connection | None, saved: Saved, progress: Progress) -> None:
    if damaged is None:
        return
    tables = [*schema.journalled_tables(), "action", "change", "action_about"]
    with db.atomic("IMMEDIATE"):
        for number, table in enumerate(tables):
            progress.report(number, len(tables), _("Reading what is left"))
            _take_table(damaged, table, saved)


def _take_table(damaged: dbapi2.Connection, table: str, saved: Saved) -> None:
    """Put every readable row of a table into the file, in place of the backup's row of the same number."""
    try:
        theirs = [row[1] for row in damaged.execute(f'PRAGMA table_info("{table}")')]
    except dbapi2.DatabaseError:
        theirs = []
    names = [name for name in schema.columns(table) if name in theirs]
    if not names:
        return
    listed = ", ".join(f'"{name}"' for name in names)
    insert = f'INSERT OR REPLACE INTO "{table}" ({listed}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608
    select = f'SELECT {listed} FROM "{table}" NOT INDEXED WHERE rowid BETWEEN ? AND ?'  # noqa: S608
    reader = _Reader(damaged, select)
    for first in range(1, _last_id(damaged, table) + 1, _CHUNK):
        rows = reader.rows(first, first + _CHUNK - 1)
        saved.read[table] = saved.read.get(table, 0) + sum(_put(insert, row) for row in rows)
    if reader.lost:
        saved.unreadable[table] = reader.lost


def _put(insert: str, row: tuple[Any, ...]) -> int:
    try:
        db.execute_sql(insert, row)
    except IntegrityError:  # what the damage made of it is no row of this table
        return 0
    return 1


def _last_id(damaged: dbapi2.Connection, table: str) -> int:
    """The highest id a table ever gave, as far as the file still says so."""
    known = int(db.execute_sql(f'SELECT coalesce(max(rowid), 0) FROM "{table}"').fetchone()[0])  # noqa: S608
    for query in (
        f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'",  # noqa: S608
        f'SELECT max(rowid) FROM "{table}"',  # noqa: S608
    ):
        try:
            row = damaged.execute(query).fetchone()
        except dbapi2.DatabaseError:
            continue
        if row and row[0]:
            return max(known, min(int(row[0]), 2**40))
        if row is not None:
            return known
    return known + _BEYOND


def _tidy(saved: Saved) -> None:
    """Loosen or leave out what points at something nobody could read, then give the file its triggers and search back."""
    with db.atomic("IMMEDIATE"):
        while broken := db.execute_sql("PRAGMA foreign_key_check").fetchall():
            for table, row_id, _parent, key in broken:
                if column := _loose_column(table, key):
                    db.execute_sql(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (row_id,))  # noqa: S608
                else:
                    gone = db.execute_sql(f'DELETE FROM "{table}" WHERE rowid = ?', (row_id,))  # noqa: S608
                    saved.left_out += gone.rowcount
    db.pragma("foreign_keys", 1)
    schema.ensure_triggers()
    for index in search.INDEXES:
        index.rebuild()
    db.execute_sql("UPDATE current_action SET action_id = NULL")
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _loose_column(table: str, key: int) -> str:
    """The column of a reference, where it may be empty."""
    column = next(
        row[3] for row in db.execute_sql(f'PRAGMA foreign_key_list("{table}")').fetchall() if row[0] == key
    )
    must = next(
        row[3] for row in db.execute_sql(f'PRAGMA table_info("{table}")').fetchall() if row[1] == column
    )
    return "" if must else str(column)
