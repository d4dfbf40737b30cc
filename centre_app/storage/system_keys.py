"""The key store of the system, asked in a process of its own. Run as a module, it is that process.

What keyring loads takes 9 MB, and is wanted once or twice a day; a process gives them back. The question comes by its
input and the answer by its output, as JSON, so that no key stands where the system lists the arguments of programs.
"""

import contextlib
import json
import logging
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

_LEAST_PRIORITY = 1  # below it keyring ranks what stores nothing, or stores in a plain file
_LONGEST_SECONDS = 120  # the system may ask for a password first
_PATIENCE_SECONDS = 10
_log = logging.getLogger(__name__)


class SystemStore:
    """The store as `keystore.Store` wants it; each call takes a tenth of a second. Raises RuntimeError where it fails.

    That there is no store is found out once. A failure (it is locked, no process could be started) is not: the same is
    asked again after a while, so that rows of a list, each with a number, do not wait for it one by one.
    """

    def __init__(self) -> None:
        self._usable: bool | None = None
        self._failed: dict[tuple[str, ...], tuple[float, str]] = {}

    def is_usable(self) -> bool:
        """Whether there is a store in which something stays, as far as it can be told."""
        if self._usable is None:
            try:
                self._answer()
            except RuntimeError as error:
                _log.info("the key store could not be asked: %s", error)
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
        what = asked[:3]  # without the word
        failed_at, problem = self._failed.get(what, (float("-inf"), ""))
        if time.monotonic() - failed_at >= _PATIENCE_SECONDS:
            said = _ask(asked)
            self._usable = said.get("usable", self._usable)
            problem = said.get("problem", "")
            if not problem:
                self._failed.pop(what, None)
                return said.get("word")
            self._failed[what] = time.monotonic(), problem
        raise RuntimeError(problem)


def _ask(asked: tuple[str, ...]) -> dict[str, Any]:
    """What the process answers: whether there is a store, and the word or why it could not be had."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=json.dumps(asked).encode(),
            capture_output=True,
            cwd=Path(__file__).parents[2],
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=True,
            timeout=_LONGEST_SECONDS,
        )
        said: dict[str, Any] = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        return {"problem": type(error).__name__}
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
    except (keyring.errors.KeyringError, RuntimeError, OSError):
        return {"usable": False}
    try:
        return {"usable": True, "word": getattr(store, asked[0])(*asked[1:]) if asked else None}
    except Exception as error:  # noqa: BLE001 - each system's store fails in its own way; then it has no word for us
        return {"usable": True, "problem": str(error) or type(error).__name__}


def main() -> None:
    """Answer the question of the input; what a store itself prints goes elsewhere."""
    with contextlib.redirect_stdout(sys.stderr):
        said = _told(json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(json.dumps(said).encode())


if __name__ == "__main__":
    main()
