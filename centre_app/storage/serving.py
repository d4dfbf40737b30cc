"""Whether a centre can go on with a backup, before anything is replaced: it is brought up to date in a copy and compared with a new file."""

import contextlib
import shutil
from pathlib import Path

from peewee import PeeweeException
from playhouse.migrations import Runner
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from centre_app import errors
from centre_app.storage import cipher, copying, definitions
from centre_app.storage.database import meant
from centre_app.storage.schema import HISTORY, MIGRATIONS


def try_out(source: Path, beside: Path) -> None:
    """See that a centre can go on with the backup `source`; its copy lies at `beside` for a moment.

    Raises DatabaseNewer for one of a later release, BackupUnreadable for one that is no centre's or lacks a part of it,
    OSError and DiskFull where the copy cannot be written.
    """
    pragmas = {"cipher_log_level": "NONE", "foreign_keys": 0, "synchronous": 0}
    copy = SqlCipherDatabase(
        str(beside), passphrase=cipher.passphrase(cipher.key_of(source)), pragmas=pragmas
    )
    _clear(beside)  # what a trial that was cut off left would be taken for this one's journal
    try:
        shutil.copyfile(source, beside)
        with copy.connection_context():
            whole = _is_whole(copy, source)
    except (PeeweeException, dbapi2.Error, UnicodeDecodeError) as error:
        if isinstance(meant(error, beside), errors.DiskFull):
            raise errors.DiskFull from error
        raise errors.BackupUnreadable(path=source) from error
    finally:
        _clear(beside)
    if not whole:
        raise errors.BackupUnreadable(path=source)


def _clear(path: Path) -> None:
    for ending in ("", *copying.BESIDE):
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _is_whole(copy: SqlCipherDatabase, source: Path) -> bool:
    """Migrate the copy and look at every table and reference. Triggers are left out: each opening writes them anew."""
    if HISTORY not in copy.get_tables():
        return False
    runner = _runner(copy)
    later = [row.name for row in runner.status() if row.path is None]
    if later:
        raise errors.DatabaseNewer(path=source, migration=later[-1])
    triggers = copy.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:  # read as well: an opening compares what they say
        copy.execute_sql(f'DROP TRIGGER "{name}"')
    runner.up()
    new = SqlCipherDatabase(":memory:")
    with new.connection_context():
        _runner(new).up()
        tables = [name for name in new.get_tables() if not name.startswith("sqlite_")]
        wanted = definitions.of(new, tables)
    broken = copy.execute_sql("PRAGMA foreign_key_check").fetchone()
    sound = (
        copy.execute_sql("PRAGMA integrity_check").fetchone()[0] == "ok"
    )  # also what stands in the indexes
    return sound and broken is None and definitions.of(copy, tables) == wanted


def _runner(database: SqlCipherDatabase) -> Runner:
    return Runner(database, str(MIGRATIONS), table_name=HISTORY)
