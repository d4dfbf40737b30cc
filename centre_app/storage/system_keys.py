"""The key store of the system, asked in a process of its own. Run as a module, it is that process.

What keyring loads takes 9 MB, and is wanted once or twice a day; a process gives them back. The question comes by its
input and the answer by its output, as JSON, so that no key stands where the system lists the arguments of programs.
"""

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

_LEAST_PRIORITY = 1  # below it keyring ranks what stores nothing, or stores in a plain file
_log = logging.getLogger(__name__)


class SystemStore:
    """The store as `keystore.Store` wants it; each call takes a tenth of a second. Raises RuntimeError where it fails."""

    def __init__(self) -> None:
        self._usable: bool | None = None

    def is_usable(self) -> bool:
        """Whether there is a store in which something stays. It is found out once."""
        if self._usable is None:
            try:
                self._answer()
            except RuntimeError as error:
                _log.info("no key store: %s", error)
        return bool(self._usable)

    def get_password(self, service: str, username: str) -> str | None:
        """The word kept; None for none, and where there is no store."""
        found: str | None = self._answer("get_password", service, username)
        return found

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a word, where there is a store."""
        self._answer("set_password", service, username, password)

    def _answer(self, *asked: str) -> Any:
        if self._usable is False:
            return None
        said = _ask(asked)
        self._usable = said["usable"]
        if problem := said.get("problem"):
            raise RuntimeError(problem)
        return said.get("word")


def _ask(asked: tuple[str, ...]) -> dict[str, Any]:
    """What the process answers: whether there is a store, and the word or why it could not be had."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[2],
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        return {"usable": False, "problem": str(error)}
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def _told(asked: list[str]) -> dict[str, Any]:
    try:
        import keyring
    except ImportError:
        return {"usable": False}
    try:
        store = keyring.get_keyring()
        if float(store.priority) < _LEAST_PRIORITY:
            return {"usable": False}
    except (keyring.errors.KeyringError, RuntimeError, OSError) as error:
        return {"usable": False, "problem": str(error)}
    try:
        return {"usable": True, "word": getattr(store, asked[0])(*asked[1:]) if asked else None}
    except Exception as error:  # noqa: BLE001 - each system's store fails in its own way; then it has no word for us
        return {"usable": True, "problem": str(error)}


def main() -> None:
    """Answer the question of the input."""
    sys.stdout.buffer.write(json.dumps(_told(json.load(sys.stdin.buffer))).encode())


if __name__ == "__main__":
    main()
