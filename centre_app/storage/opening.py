"""Opening a centre's file: a look at it before SQLite touches it, then connecting and bringing it up to date."""

import os
from pathlib import Path

from sqlcipher3 import dbapi2

from centre_app import errors
from centre_app.i18n import _
from centre_app.storage import action, cipher, places, recipher, schema
from centre_app.storage.database import (
    APPLICATION_ID,
    OTHERS_WAIT_MS,
    PRAGMAS,
    STATEMENTS,
    close_database,
    db,
    identity,
    opened,
    sentences,
)


def open_database(path: Path, *, wait_ms: int = OTHERS_WAIT_MS, new_key: bool = False) -> None:
    """Open the centre's file, making or migrating it first where needed (with a backup before migrating).

    `wait_ms` is how long a write waits for another writer: 0 for the window, which must not stall. `new_key`: a file that
    is made now is encrypted where the system has a key store. Raises FolderNotWritable, OnNetworkShare, NotOurDatabase, DatabaseUnreadable,
    DatabaseNewer, KeyMissing or BeingEncrypted; the file is then untouched.
    """
    _check_folder(path)
    kind = places.share_of(path.parent)
    if kind is not None:
        raise errors.OnNetworkShare(path=path.parent, kind=kind)
    close_database()
    cipher.forget(path)
    recipher.settle(path)
    key = _key_to_open(path, new_key=new_key)
    cipher.remember(path, key)
    db.init(
        str(path),
        pragmas={**PRAGMAS, "busy_timeout": OTHERS_WAIT_MS},
        cached_statements=STATEMENTS,
        passphrase=cipher.passphrase(key),
    )
    try:
        with sentences(path):
            db.connect()
            schema.bring_up_to_date(path)
        db.pragma("busy_timeout", wait_ms)
        opened[path] = identity(path)
        action.begin_anew()
    except UnicodeDecodeError as error:  # what SQLite says of the file holds bytes of it
        close_database()
        raise errors.DatabaseUnreadable(path=path, detail="UTF-8") from error
    except BaseException:
        close_database()
        raise


def _check_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise errors.FolderNotWritable(path=path.parent) from error
    writable = os.access(path.parent, os.W_OK | os.X_OK) and (
        not path.exists() or os.access(path, os.R_OK | os.W_OK)
    )
    if not path.parent.is_dir() or not writable:
        raise errors.FolderNotWritable(path=path.parent)
    if path.is_dir():
        raise errors.DatabaseUnreadable(path=path, detail=_("it is a folder"))


def is_new(path: Path) -> bool:
    """Whether no centre was ever made in that file."""
    return not path.exists() or path.stat().st_size == 0


def _key_to_open(path: Path, *, new_key: bool) -> bytes | None:
    """Look at the first bytes before SQLite does: it would roll back a journal beside a file that is not ours."""
    if is_new(path):
        return cipher.key_for_new_centre() if new_key else None
    key = cipher.key_of(path)
    if key is not None:
        return key
    if not cipher.is_plain(path):
        raise errors.DatabaseUnreadable(path=path, detail="SQLite")
    with path.open("rb") as file:
        head = file.read(100)
    if int.from_bytes(head[68:72]) != APPLICATION_ID and _has_tables(path):
        raise errors.NotOurDatabase(path=path)
    return None


def _has_tables(path: Path) -> bool:
    """Whether the file itself holds tables."""
    connection = cipher.connect(path, None, immutable=True)
    try:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    except dbapi2.DatabaseError as error:
        raise errors.DatabaseUnreadable(path=path, detail=error) from error
    finally:
        connection.close()
