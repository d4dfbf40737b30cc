"""Backups: pages copied by SQLite's backup API into a file that is then opened and checked, and the way back.

The live file is never replaced: under an open connection that would leave two diverging databases.
"""

import contextlib
import re
import shutil
from datetime import date, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from centre_app import clock, errors
from centre_app.i18n import N_, _
from centre_app.progress import SILENT, Progress
from centre_app.storage import action, cipher, copying, scratch
from centre_app.storage.database import APPLICATION_ID, database_path, db, meant, sentences

SUFFIX = ".centre-backup"
KEPT_AT_LEAST = 3
_NAMED = re.compile(r"centre-(\d{8}-\d{6})[-.]")


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


def on_same_disk(folder: Path) -> bool:
    """Whether backups in that folder would be lost together with the data file's disk."""
    existing = next((part for part in (folder, *folder.parents) if part.exists()), None)
    return existing is not None and existing.stat().st_dev == database_path().parent.stat().st_dev


def back_up(target: Path, progress: Progress = SILENT) -> Path:
    """Copy the open centre into `target` and verify the copy by opening it; beside it first, then renamed.

    Raises BackupFailed, which is a BackupOfDamaged where the open file is no good; a file already at `target` is then untouched.
    """
    beside = target.with_name(target.name + ".part")
    scratch.announce(beside)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        _copy_out(beside, progress)
        verify(beside)
        beside.replace(target)
    except errors.BackupUnreadable as error:
        raise errors.BackupOfDamaged(path=target) from error
    except (OSError, dbapi2.Error, errors.KeyMissing, errors.Busy) as error:
        if isinstance(meant(error), errors.DatabaseUnreadable):
            raise errors.BackupOfDamaged(path=target) from error
        raise errors.BackupFailed(path=target, detail=_reason(error, target.parent)) from error
    finally:
        with contextlib.suppress(OSError):  # the folder itself may be what failed
            beside.unlink(missing_ok=True)
        scratch.settled(beside)
    return target


def copy(made: Path, target: Path) -> Path:
    """Put a backup also elsewhere, verified there; beside it first, then renamed. Raises BackupFailed."""
    beside = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, beside)
        verify(beside)
        beside.replace(target)
    except (OSError, errors.BackupUnreadable, errors.KeyMissing) as error:
        raise errors.BackupFailed(path=target, detail=_reason(error, target.parent)) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    return target


def restore(source: Path, progress: Progress = SILENT) -> Path:
    """Bring the open centre back to what `source` holds, page by page, and return a backup of what it replaced.

    The centre stays encrypted with its own key, or plain, as it is, whatever the backup is. Raises NotAllowed, BackupUnreadable or
    KeyMissing (nothing changed), BackupFailed when the present state could not be saved first, Busy.
    A damaged present state is kept as it is. The caller opens the database anew afterwards: the backup may be of an
    older release.
    """
    action.require("restore", label=N_("go back to a backup"))
    see_that_it_serves(source, database_path())
    try:
        saved = back_up(_unused(folder_of(database_path()) / file_name("before-restore")), progress)
    except errors.BackupFailed as error:
        if not isinstance(error.__cause__, errors.BackupUnreadable | dbapi2.DatabaseError):
            raise
        saved = _keep_damaged(database_path())
    path = database_path()
    with sentences(), copying.as_kept(source, scratch_of(path), cipher.key_of(path), progress) as kept:
        other = cipher.connect(kept, cipher.key_of(kept), read_only=True)
        try:
            _take_lock()
            copying.copy_pages(other, db.connection(), progress, _("Restoring"))
        finally:
            other.close()
    return saved


def scratch_of(path: Path) -> Path:
    """Where a backup is written in the form its centre has, before pages are copied; it is wiped afterwards."""
    return path.with_name(path.name + ".restoring")


def replace_damaged(path: Path, source: Path) -> Path:
    """Put a backup in the place of a data file that cannot be opened; returns where the damaged one was moved to.

    Only for a file that nobody has open: `restore` is the way for one that opens. A plain backup is encrypted on the way,
    unless the file was plain. Raises BackupUnreadable, KeyMissing, BackupFailed.
    """
    see_that_it_serves(source, path)
    aside = _unused(path.with_name(f"centre-{clock.now():%Y%m%d-%H%M%S}-damaged{SUFFIX}"))
    _put(path, source, aside, key=_key_in_place_of(path) if cipher.is_plain(source) else None)
    return aside


def adopt(path: Path, source: Path) -> None:
    """Let the backup of a centre become the data file of a folder in which nothing is set up; its key stays.

    Only while nobody has the file open. A plain backup is encrypted on the way where that can be. Raises
    BackupUnreadable, DatabaseNewer, KeyMissing, BackupFailed; nothing is replaced then.
    """
    see_that_it_serves(source, path)
    aside = path.with_name(path.name + ".empty")
    _forget(aside)  # one that was cut off has left it
    _put(path, source, aside, key=cipher.key_for_new_centre() if cipher.is_plain(source) else None)
    _forget(aside)


def _forget(path: Path) -> None:
    for ending in ("", *copying.BESIDE):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _put(path: Path, source: Path, aside: Path, *, key: bytes | None) -> None:
    """Put a copy in the place of a file, which moves aside. `key`: encrypt a plain one with it."""
    beside = path.with_name(path.name + ".part")
    scratch.announce(beside)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with copying.as_kept(source, scratch_of(path), key or cipher.key_of(source)) as kept:
            shutil.copyfile(kept, beside)
        for ending in copying.BESIDE:
            old = path.with_name(path.name + ending)
            if old.exists():
                old.rename(aside.with_name(aside.name + ending))
        if path.exists():
            copying.give_second_name(path, aside)
        beside.replace(path)
        cipher.forget(path)
    except OSError as error:
        raise errors.BackupFailed(path=path, detail=error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        scratch.settled(beside)


def _key_in_place_of(path: Path) -> bytes | None:
    """What a plain backup is encrypted with in the place of that file: never plain where the file was not."""
    if cipher.is_plain(path):
        return None
    try:
        return cipher.key_of(path) or cipher.key_for_new_centre()
    except errors.KeyMissing:
        return cipher.key_for_new_centre()


def _keep_damaged(path: Path) -> Path:
    """Copy a damaged data file with what lies beside it, byte by byte: somebody may still get something out of it."""
    kept = path.with_name(f"centre-{clock.now():%Y%m%d-%H%M%S}-damaged.db")
    for rest in ("", "-wal"):
        part = path.with_name(path.name + rest)
        if part.exists():
            shutil.copyfile(part, kept.with_name(kept.name + rest))
    return kept


def verify(path: Path) -> None:
    """See that a file is a whole backup of a centre: it opens, is ours, and passes SQLite's check.

    Raises BackupUnreadable, and KeyMissing for one encrypted with a key that is not in the key store.
    """
    if not path.exists():
        raise errors.BackupMissing(path=path)
    if not path.is_file():
        raise errors.BackupUnreadable(path=path)
    try:
        connection = cipher.connect(path, cipher.key_of(path), immutable=True)
    except (dbapi2.Error, OSError) as error:
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
    from centre_app.storage.serving import try_out  # it stands above the migrations, which back up first

    verify(source)
    existing = next(part for part in path.absolute().parents if part.is_dir())
    try:
        try_out(source, scratch.near(existing / path.name) / f"{path.name}.trial")
    except OSError as error:
        raise errors.BackupFailed(path=path, detail=error.strerror or str(error)) from error


def _unused(path: Path) -> Path:
    """The path itself, or with a number where two restores within a second would meet."""
    candidates = (path.with_name(path.name.replace(SUFFIX, f"-{number}{SUFFIX}")) for number in range(2, 100))
    return path if not path.exists() else next(found for found in candidates if not found.exists())


def _copy_out(beside: Path, progress: Progress) -> None:
    """Write a copy that is encrypted exactly as the open centre is."""
    key = cipher.key_of(database_path())
    copying.write(db.connection(), beside, was=key, key=key, progress=progress, what=_("Backing up"))


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
