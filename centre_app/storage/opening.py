"""Opening a centre's file: a look at it before SQLite touches it, then connecting and bringing it up to date."""

import os
from pathlib import Path

from sqlcipher3 import dbapi2

from centre_app import errors
from centre_app.i18n import _
from centre_app.storage import schema
from centre_app.storage.database import (
    APPLICATION_ID,
    OTHERS_WAIT_MS,
    PRAGMAS,
    close_database,
    db,
    identity,
    opened,
    sentences,
)

_MAGIC = b"SQLite format 3\x00"


def open_database(path: Path, *, wait_ms: int = OTHERS_WAIT_MS) -> None:
    """Open the centre's file, making or migrating it first where needed (with a backup before migrating).

    `wait_ms` is how long a write waits for another writer: 0 for the window, which must not stall.
    Raises FolderNotWritable, NotOurDatabase, DatabaseUnreadable or DatabaseNewer; the file is then untouched.
    """
    _check_folder(path)
    _check_file(path)
    close_database()
    db.init(str(path), pragmas={**PRAGMAS, "busy_timeout": OTHERS_WAIT_MS})
    try:
        with sentences(path):
            db.connect()
            schema.bring_up_to_date(path)
        db.pragma("busy_timeout", wait_ms)
        opened[path] = identity(path)
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


def _check_file(path: Path) -> None:
    """Look at the first bytes before SQLite does: it would roll back a journal beside a file that is not ours."""
    if not path.exists() or path.stat().st_size == 0:
        return
    with path.open("rb") as file:
        head = file.read(100)
    if not head.startswith(_MAGIC):
        raise errors.DatabaseUnreadable(path=path, detail="SQLite")
    if int.from_bytes(head[68:72]) != APPLICATION_ID and _has_tables(path):
        raise errors.NotOurDatabase(path=path)


def _has_tables(path: Path) -> bool:
    """Whether the file itself holds tables. Immutable: not a byte of it, nor of a journal beside it, is touched."""
    connection = dbapi2.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    except dbapi2.DatabaseError as error:
        raise errors.DatabaseUnreadable(path=path, detail=error) from error
    finally:
        connection.close()
