"""The centre's secret keys in the key store of the system (Windows, macOS, Secret Service), never beside the data."""

import logging
import secrets
import threading
from typing import Protocol

from centre_app.storage.system_keys import SystemStore

SERVICE = "centre-desk"
_BYTES = 32
_log = logging.getLogger(__name__)


class Store(Protocol):
    """A place that keeps a word under a name, as `keyring` does."""

    def get_password(self, service: str, username: str) -> str | None:
        """The word kept, None for none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a word."""


_store: Store | None = SystemStore()
_one_by_one = threading.RLock()  # a key made by two threads at once would be two
_keys: dict[str, bytes] = {}


def key(name: str) -> bytes | None:
    """The key of that name, made at its first use; None where the system has no key store that can be used."""
    return _known(name, secret=secrets.token_bytes(_BYTES))


def kept(name: str) -> bytes | None:
    """The key of that name if there is one already."""
    return _known(name)


def keep(name: str, secret: bytes) -> bool:
    """Keep a key under a name; whether the store gives it back. Where it does not, the key is known until the program ends."""
    stored = is_usable() and _known(name, secret=secret, over=True) == secret
    _keys[name] = secret
    return stored


def is_usable() -> bool:
    """Whether the system has a key store in which something stays."""
    return _store.is_usable() if isinstance(_store, SystemStore) else _store is not None


def use(store: Store | None) -> None:
    """Keep keys in this store from now on; None for a system without one. For tests and unusual systems."""
    global _store
    _store = store
    _keys.clear()


def _known(name: str, *, secret: bytes | None = None, over: bool = False) -> bytes | None:
    """The key as it is known already, else as the store has it after `secret` was put there: if it had none, or `over` it."""
    with _one_by_one:
        if _store is not None and (over or name not in _keys):
            found = _kept(_store, name, secret=secret, over=over)
            if found is None:
                return None
            _keys[name] = found
        return _keys.get(name)


def _kept(store: Store, name: str, *, secret: bytes | None, over: bool) -> bytes | None:
    """The key in the store; a new one only counts when the store gives it back."""
    try:
        written = store.get_password(SERVICE, name)
        if secret is not None and (over or not written):
            store.set_password(SERVICE, name, secret.hex())
            written = store.get_password(SERVICE, name)
        found = bytes.fromhex(written or "")
        return found if len(found) == _BYTES else None
    except Exception as error:  # noqa: BLE001 - each system's store fails in its own way; then there is none
        _log.info("the key store failed: %s", error)
        return None
