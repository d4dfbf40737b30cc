"""Writing a centre's file anew with another key: from plain to encrypted, to a new key, or back to plain.

The copy is written beside, compared with the file table by table, and only then takes its place; the file that gives way
is overwritten. A kill at any moment leaves a file that opens with its old or its new key, both of which are in the key
store by then; `settle` does at the next opening what was left undone. Nobody else may have the file open.
"""

import contextlib
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlcipher3 import dbapi2

from centre_app import errors
from centre_app.progress import SILENT, Progress
from centre_app.storage import cipher, copying
from centre_app.storage.database import sentences

_BUSY = 5
_NOTE = ".changing"
_log = logging.getLogger(__name__)


def change_key(path: Path, *, key: bytes | None, progress: Progress = SILENT) -> None:
    """Encrypt the file with this key, which must be in the key store already, or write it plain for None.

    Raises InUseElsewhere, BeingEncrypted, CopyDiffers, NotReplaced, DiskFull: the file is then as it was. Raises NotWiped
    when all is done but the file that gave way is still there.
    """
    was, new = cipher.key_of(path), _new(path)
    with sentences(path), _noted(path):
        _tidy(path)
        source = _taken(path, was)
        try:
            copying.write(source, new, was=was, key=key, progress=progress)
            _prove(source, new, key=key, path=path, progress=progress)
            if sys.platform == "win32":
                source.close()  # there an open file cannot be replaced; elsewhere the lock is kept to the end
            _swap(path, new)
        finally:
            _tidy(path)
            source.close()  # only now: whoever waited for the old file finds nothing in it


def refuse_in_use(path: Path) -> None:
    """See that nobody has the file open, before anything is prepared. Raises InUseElsewhere, KeyMissing."""
    with sentences(path):
        _taken(path, cipher.key_of(path)).close()


def settle_all(folder: Path) -> None:
    """Do for every file of a folder what `settle` does for one; what is under way is left alone."""
    for note in folder.glob("*" + _NOTE):
        with contextlib.suppress(errors.BeingEncrypted):
            settle(note.with_name(note.name.removesuffix(_NOTE)))


def settle(path: Path) -> None:
    """Finish, or take back, a change of key that was cut off. One look for a file where there was none.

    Raises BeingEncrypted while the change is under way.
    """
    if not _note(path).exists():
        return
    try:
        with sentences(path), _noted(path):
            _tidy(path)
    except errors.NotWiped as error:
        _log.info("tried again at the next start: %s", error.data["path"].name)


def _tidy(path: Path) -> None:
    """Put the file back if it lost its name, and wipe what is no longer needed. Raises NotWiped."""
    old = _old(path)
    if old.exists() and not path.exists():
        old.rename(path)
    if old.exists() and old.samefile(path):
        old.unlink()
    for each in (old, _new(path)):
        try:
            copying.wipe(each)
        except OSError as error:
            raise errors.NotWiped(path=each, detail=error.strerror or str(error)) from error


def _taken(path: Path, key: bytes | None) -> dbapi2.Connection:
    """A connection that holds the file alone, with nothing left in a WAL. Raises InUseElsewhere."""
    connection = cipher.connect(path, key)
    try:
        connection.execute("PRAGMA busy_timeout = 1000")
        connection.execute("PRAGMA journal_mode = DELETE")  # refused while another connection is open
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except dbapi2.OperationalError as error:
        connection.close()
        if _code(error) == _BUSY:
            raise errors.InUseElsewhere(path=path) from error
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _prove(
    source: dbapi2.Connection, new: Path, *, key: bytes | None, path: Path, progress: Progress
) -> None:
    """See that the copy opens with the key as the key store gives it back, is sound and holds the same."""
    if cipher.key_of(new) != key:
        raise errors.CopyDiffers(path=path, detail="key")
    copy = cipher.connect(new, key, immutable=True)
    try:
        found = copying.difference(source, copy, progress)
    finally:
        copy.close()
    if found:
        raise errors.CopyDiffers(path=path, detail=found)
    with new.open("r+b") as file:
        os.fsync(file.fileno())


def _swap(path: Path, new: Path) -> None:
    """Let the copy take the file's place; the file keeps a second name until it is wiped. Raises NotReplaced."""
    old = _old(path)
    try:
        shutil.copymode(path, new)
        copying.give_second_name(path, old)
        new.replace(path)
        cipher.forget(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise errors.NotReplaced(path=path, detail=error.strerror or str(error)) from error


def _sync_folder(folder: Path) -> None:
    """See the new name on the disk before the old file is wiped: after a power cut the name must not lead to zeros."""
    if sys.platform == "win32":  # there folders cannot be opened, and a rename is written through
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextlib.contextmanager
def _noted(path: Path) -> Iterator[None]:
    """Let other programs know, so that none opens a file about to be wiped; a lock of SQLite's goes with a killed process.

    The note stays where something is left to be wiped. Raises BeingEncrypted.
    """
    note = _note(path)
    lock = dbapi2.connect(str(note), timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    except dbapi2.OperationalError as error:
        if lock.in_transaction or _code(error) != _BUSY:
            raise
        raise errors.BeingEncrypted(path=path) from error
    finally:
        mine = lock.in_transaction
        lock.close()
        if mine and not _new(path).exists() and not _old(path).exists():
            note.unlink(missing_ok=True)


def _code(error: dbapi2.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _new(path: Path) -> Path:
    return path.with_name(path.name + ".new-key")


def _old(path: Path) -> Path:
    return path.with_name(path.name + ".old-key")


def _note(path: Path) -> Path:
    return path.with_name(path.name + _NOTE)
