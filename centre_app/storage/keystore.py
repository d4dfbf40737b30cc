"""The centre's secret keys in the key store of the system (Windows, macOS, Secret Service), never beside the data."""

import logging
import secrets
from typing import Protocol

SERVICE = "centre-desk"
_LEAST_PRIORITY = 1  # below it keyring ranks what stores nothing, or stores in a plain file
_log = logging.getLogger(__name__)


class Store(Protocol):
    """A place that keeps a word under a name, as `keyring` does."""

    def get_password(self, service: str, username: str) -> str | None:
        """The word kept, None for none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a word."""


_store: Store | None = None
_looked = False
_keys: dict[str, bytes] = {}


def key(name: str) -> bytes | None:
    """The key of that name, made at its first use; None where the system has no key store that can be used."""
    if name not in _keys:
        store = _usable()
        found = _kept(store, name) if store is not None else None
        if found is None:
            return None
        _keys[name] = found
    return _keys[name]


def use(store: Store | None) -> None:
    """Keep keys in this store from now on; None for a system without one. For tests and unusual systems."""
    global _store, _looked
    _store, _looked = store, True
    _keys.clear()


def _usable() -> Store | None:
    global _store, _looked
    if not _looked:
        _store, _looked = _of_system(), True
    return _store


def _of_system() -> Store | None:
    try:
        import keyring
    except ImportError:
        return None
    try:
        store = keyring.get_keyring()
        return store if float(store.priority) >= _LEAST_PRIORITY else None
    except (keyring.errors.KeyringError, RuntimeError, OSError) as error:
        _log.info("no key store: %s", error)
        return None


def _kept(store: Store, name: str) -> bytes | None:
    """The key in the store; a new one only counts when the store gives it back."""
    try:
        written = store.get_password(SERVICE, name)
        if not written:
            store.set_password(SERVICE, name, secrets.token_hex(32))
            written = store.get_password(SERVICE, name)
        return bytes.fromhex(written) if written else None
    except Exception as error:  # noqa: BLE001 - each system's store fails in its own way; then there is none
        _log.info("the key store failed: %s", error)
        return None
