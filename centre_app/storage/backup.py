"""Backups: pages copied by SQLite's backup API into a file that is then opened and checked, and the way back.

The live file is never replaced: under an open connection that would leave two diverging databases.
"""

import contextlib
import logging
import re
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2

from centre_app import clock, errors
from centre_app.i18n import _
from centre_app.progress import SILENT, Progress
from centre_app.storage.database import APPLICATION_ID, database_path, db, sentences

_PAGES = 2_000  # a step; the reader's lock is let go between steps
_BUSY_STEPS = 200
SUFFIX = ".centre-backup"
KEPT_AT_LEAST = 3
_NAMED = re.compile(r"centre-(\d{8}-\d{6})[-.]")
_log = logging.getLogger(__name__)


def folder_of(path: Path) -> Path:
    """Where backups of that data file lie unless the clerk chose another folder."""
    return path.parent / "backups"


def file_name(why: str = "") -> str:
    """A name that sorts by time: `centre-20261022-083000.centre-backup`, with the occasion where there is one."""
    return f"centre-{clock.now():%Y%m%d-%H%M%S}{'-' if why else ''}{why}{SUFFIX}"


def backups_in(folder: Path) -> list[Path]:
    """The backups lying in a folder, newest first."""
    return sorted(folder.glob(f"centre-*{SUFFIX}"), reverse=True) if folder.is_dir() else []


def last_backup_on(folder: Path) -> date | None:
    """The day of the newest backup in the folder, by its name."""
    made = last_backup_at(folder)
    return made.date() if made else None


def last_backup_at(folder: Path) -> datetime | None:
    """When the newest backup in the folder was made, by its name."""
    return next(filter(None, map(made_at, backups_in(folder))), None)


def made_at(path: Path) -> datetime | None:
    """When a backup was made, by its name (see `file_name`); None for a name given by somebody."""
    found = _NAMED.match(path.name)
    try:
        return datetime.strptime(found[1], "%Y%m%d-%H%M%S") if found else None
    except ValueError:
        return None


def forget_old(folder: Path, *, keep_days: int) -> list[Path]:
    """Delete backups older than so many days, never the newest three, and return what was deleted.

    What somebody named is kept, and what cannot be deleted is tried again another day.
    """
    limit = clock.today() - timedelta(days=keep_days)
    deleted = []
    for path in backups_in(folder)[KEPT_AT_LEAST:]:
        made = made_at(path)
        if made is None or made.date() >= limit:
            continue
        try:
            path.unlink()
        except OSError:
            _log.info("an old backup could not be deleted: %s", path.name)
        else:
            deleted.append(path)
    return deleted


def on_same_disk(folder: Path) -> bool:
    """Whether backups in that folder would be lost together with the data file's disk."""
    existing = next((part for part in (folder, *folder.parents) if part.exists()), None)
    return existing is not None and existing.stat().st_dev == database_path().parent.stat().st_dev


def back_up(target: Path, progress: Progress = SILENT) -> Path:
    """Copy the open centre into `target` and verify the copy by opening it; beside it first, then renamed.

    Raises BackupFailed; a file already at `target` is then untouched.
    """
    beside = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        _copy_out(beside, progress)
        verify(beside)
        beside.replace(target)
    except (OSError, dbapi2.Error, errors.BackupUnreadable, errors.Busy) as error:
        raise errors.BackupFailed(path=target, detail=_reason(error, target.parent)) from error
    finally:
        with contextlib.suppress(OSError):  # the folder itself may be what failed
            beside.unlink(missing_ok=True)
    return target


def restore(source: Path, progress: Progress = SILENT) -> Path:
    """Bring the open centre back to what `source` holds, page by page, and return a backup of what it replaced.

    Raises BackupUnreadable or DatabaseNewer (nothing changed), BackupFailed when the present state could not be saved first, Busy.
    A damaged present state is kept as it is. The caller opens the database anew afterwards: the backup may be of an
    older release.
    """
    see_that_it_serves(source, database_path())
    try:
        saved = back_up(_unused(folder_of(database_path()) / file_name("before-restore")), progress)
    except errors.BackupFailed as error:
        if not isinstance(error.__cause__, errors.BackupUnreadable | dbapi2.DatabaseError):
            raise
        saved = _keep_damaged(database_path())
    with sentences():
        other = dbapi2.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
        try:
            _take_lock()
            _backup(other, db.connection(), progress, _("Restoring"))
        finally:
            other.close()
    return saved


def replace_damaged(path: Path, source: Path) -> Path:
    """Put a backup in the place of a data file that cannot be opened; returns where the damaged one was moved to.

    Only for a file that nobody has open: `restore` is the way for one that opens. Raises BackupUnreadable, DatabaseNewer,
    BackupFailed.
    """
    see_that_it_serves(source, path)
    aside = _unused(path.with_name(f"centre-{clock.now():%Y%m%d-%H%M%S}-damaged{SUFFIX}"))
    beside = path.with_name(path.name + ".part")
    try:
        shutil.copyfile(source, beside)
        for ending in ("", "-wal", "-shm"):
            old = path.with_name(path.name + ending)
            if old.exists():
                old.rename(aside.with_name(aside.name + ending))
        beside.replace(path)
    except OSError as error:
        raise errors.BackupFailed(path=path, detail=error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    return aside


def _keep_damaged(path: Path) -> Path:
    """Copy a damaged data file with what lies beside it, byte by byte: somebody may still get something out of it."""
    kept = path.with_name(f"centre-{clock.now():%Y%m%d-%H%M%S}-damaged.db")
    for rest in ("", "-wal"):
        part = path.with_name(path.name + rest)
        if part.exists():
            shutil.copyfile(part, kept.with_name(kept.name + rest))
    return kept


def verify(path: Path) -> None:
    """See that a file is a whole backup of a centre: it opens, is ours, and passes SQLite's check. Raises BackupUnreadable."""
    if not path.is_file():
        raise errors.BackupUnreadable(path=path)
    try:
        connection = dbapi2.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    except dbapi2.Error as error:
        raise errors.BackupUnreadable(path=path) from error
    try:
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        sound = ours and connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    except (
        dbapi2.Error,
        UnicodeDecodeError,
    ) as error:  # what is said of damaged pages may hold bytes of them
        raise errors.BackupUnreadable(path=path) from error
    finally:
        connection.close()
    if not sound:
        raise errors.BackupUnreadable(path=path)


def see_that_it_serves(source: Path, path: Path) -> None:
    """See that a file is a whole backup, and one that a centre of this release at `path` can go on with; writes nothing.

    Raises BackupUnreadable, DatabaseNewer for one of a later release, BackupFailed where there is no room to try it.
    """
    from centre_app.storage.rehearsal import rehearse  # it stands above the migrations, which back up first

    verify(source)
    existing = next(part for part in path.absolute().parents if part.is_dir())
    try:
        rehearse(source, existing / f"{path.name}.rehearsal")
    except OSError as error:
        raise errors.BackupFailed(path=path, detail=error.strerror or str(error)) from error


def _unused(path: Path) -> Path:
    """The path itself, or with a number where two restores within a second would meet."""
    candidates = (path.with_name(path.name.replace(SUFFIX, f"-{number}{SUFFIX}")) for number in range(2, 100))
    return path if not path.exists() else next(found for found in candidates if not found.exists())


def _copy_out(beside: Path, progress: Progress) -> None:
    copy = dbapi2.connect(str(beside), isolation_level=None)
    try:
        _backup(db.connection(), copy, progress, _("Backing up"))
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, no WAL beside it
    finally:
        copy.close()
    for extra in ("-wal", "-shm", "-journal"):
        beside.with_name(beside.name + extra).unlink(missing_ok=True)


def _backup(source: dbapi2.Connection, target: dbapi2.Connection, progress: Progress, what: str) -> None:
    """Copy in steps. `Connection.backup` waits for ever behind an open writer: give up after a while instead."""
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


def _take_lock() -> None:
    """Be sure that nobody is writing: a copy into a file with an open writer would wait for ever."""
    db.execute_sql("BEGIN IMMEDIATE")
    db.execute_sql("ROLLBACK")


def _reason(error: Exception, folder: Path) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    existing = next((part for part in (folder, *folder.parents) if part.exists()), None)
    if existing is not None and shutil.disk_usage(existing).free < database_path().stat().st_size:
        return _("there is not enough free space")
    return str(error)
