"""Trying a backup: it is restored into a scratch folder, checked, and its rows counted beside those of the open centre."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from centre_app import errors
from centre_app.i18n import _
from centre_app.progress import SILENT, Progress
from centre_app.storage import backup, cipher
from centre_app.storage.database import FILE_NAME, db, sentences
from centre_app.storage.schema import journalled_tables

_ROOM = 1.2  # times its own size: what a trial needs beside the backup


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows a table has in the backup and now; `then` is None for one the backup does not have yet."""

    table: str
    then: int | None
    now: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What a trial has shown: the backup opens, its pages and references are sound, and this is in it."""

    backup: Path
    made_at: datetime | None
    counted: tuple[Counted, ...]

    @property
    def rows(self) -> int:
        """All rows of the backup together."""
        return sum(each.then or 0 for each in self.counted)


def rehearse(source: Path, progress: Progress = SILENT) -> Proof:
    """Restore a backup into a scratch folder, which is deleted afterwards, and see that it is whole.

    Raises BackupUnreadable, KeyMissing, BackupFailed where there is no room for the trial, and Cancelled.
    """
    with tempfile.TemporaryDirectory(prefix="centre-trial-") as folder:
        scratch = Path(folder) / FILE_NAME
        try:
            if shutil.disk_usage(folder).free < source.stat().st_size * _ROOM:
                raise errors.BackupFailed(path=scratch, detail=_("there is not enough free space"))
            progress.report(0, 3, _("Restoring into a scratch folder"))
            shutil.copyfile(source, scratch)
        except OSError as error:
            raise errors.BackupFailed(path=scratch, detail=error.strerror or str(error)) from error
        progress.report(1, 3, _("Checking the pages"))
        backup.verify(scratch)
        progress.report(2, 3, _("Counting the rows"))
        counted = _counted(scratch, source)
        progress.report(3, 3, _("Checked"))
    return Proof(source, backup.made_at(source), counted)


def _counted(scratch: Path, source: Path) -> tuple[Counted, ...]:
    tables = journalled_tables()
    with sentences():
        now = {table: _count(db.connection(), table) for table in tables}
    connection = cipher.connect(scratch, cipher.key_of(scratch), read_only=True)
    try:
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise errors.BackupUnreadable(path=source)
        known = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return tuple(
            Counted(table, _count(connection, table) if table in known else None, now[table])
            for table in tables
        )
    except dbapi2.Error as error:
        raise errors.BackupUnreadable(path=source) from error
    finally:
        connection.close()


def _count(connection: dbapi2.Connection, table: str) -> int:
    row: tuple[int] = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
    return row[0]
