"""What an encrypted data file or backup looks like from outside, and connections that open one.

SQLCipher encrypts every page. The sixteen bytes it leaves readable at the start are a salt, which a random key can do
without, so they are ours: a mark and the key's number. Each file says by itself that it is encrypted, and with which key,
wherever it is carried; nothing secret and nothing that can get lost lies beside it.
"""

import hashlib
import secrets
from pathlib import Path

from sqlcipher3 import dbapi2

from centre_app import errors
from centre_app.i18n import _
from centre_app.storage import keystore

PLAIN_MARK = b"SQLite format 3\x00"
_MARK, _KIND = b"CentreK", b"1"
_NUMBER_BYTES = 8
KEY_BYTES = 32
_opened: dict[Path, bytes | None] = {}
"""The keys of files this process has open: those are never looked into, because closing a second handle on a file takes
SQLite's locks on it away (POSIX), and another program could then take the file for unused."""


def new_key() -> bytes:
    """A random key of 256 bits."""
    return secrets.token_bytes(KEY_BYTES)


def number_of(key: bytes) -> str:
    """The number by which people and files tell keys apart, `3F2A-91BC-77D0-1E45`. It gives nothing of the key away."""
    return _spelled(_number(key))


def needed(path: Path) -> str | None:
    """The number of the key that a file is encrypted with; None for one that this program did not encrypt.

    Raises OSError, and DatabaseNewer for a file that a later release encrypted in another way.
    """
    if path.absolute() in _opened:
        key = _opened[path.absolute()]
        return number_of(key) if key else None
    with path.open("rb") as file:
        head = file.read(16)
    if not head.startswith(_MARK):
        return None
    if not head.startswith(_MARK + _KIND):
        raise errors.DatabaseNewer(path=path, migration=_("another kind of encryption"))
    return _spelled(head[-_NUMBER_BYTES:])


def is_plain(path: Path) -> bool:
    """Whether anybody who has the file can read it: it begins as SQLite's own do."""
    if path.absolute() in _opened:
        return _opened[path.absolute()] is None
    with path.open("rb") as file:
        return file.read(len(PLAIN_MARK)) == PLAIN_MARK


def key_of(path: Path) -> bytes | None:
    """The key a file is encrypted with, from the key store; None for a file that is not encrypted.

    Raises KeyMissing, OSError and DatabaseNewer.
    """
    if path.absolute() in _opened:
        return _opened[path.absolute()]
    number = needed(path)
    if number is None:
        return None
    key = keystore.kept(_name(number))
    if key is None or number_of(key) != number:
        raise errors.KeyMissing(path=path, number=number)
    return key


def remember(path: Path, key: bytes | None) -> None:
    """Remember with what a file was opened."""
    _opened[path.absolute()] = key


def forget(path: Path) -> None:
    """Look into the file itself from now on: it is closed, and may be another one."""
    _opened.pop(path.absolute(), None)


def keep(key: bytes) -> bool:
    """Keep a key in the key store; False where there is none, and the key is known until the program ends."""
    return keystore.keep(_name(number_of(key)), key)


def key_for_new_centre() -> bytes | None:
    """A new key, kept already; None where the system has no key store, so that the centre must be plain."""
    key = new_key()
    return key if keep(key) else None


def passphrase(key: bytes | None) -> str:
    """A key as SQLCipher wants it: the raw key, so that no connection has to stretch a password, and our salt."""
    return f"x'{(key + _MARK + _KIND + _number(key)).hex()}'" if key else ""


def connect(
    path: Path, key: bytes | None, *, read_only: bool = False, immutable: bool = False
) -> dbapi2.Connection:
    """A connection to a plain (None) or an encrypted file. `immutable`: not a byte of it, nor of a journal beside it, is touched."""
    wanted = "?mode=ro" if read_only or immutable else "?mode=rwc"
    connection = dbapi2.connect(
        path.resolve().as_uri() + wanted + ("&immutable=1" if immutable else ""),
        uri=True,
        isolation_level=None,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = none")  # it would write into the clerk's terminal
        if key:
            connection.execute(f'PRAGMA key = "{passphrase(key)}"')
        connection.execute("PRAGMA temp_store = memory")
    except BaseException:
        connection.close()
        raise
    return connection


def _name(number: str) -> str:
    return f"data {number}"


def _number(key: bytes) -> bytes:
    return hashlib.sha256(b"centre-desk key number" + key).digest()[:_NUMBER_BYTES]


def _spelled(number: bytes) -> str:
    return number.hex("-", 2).upper()
