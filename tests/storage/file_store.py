"""A key store in a file, for programs that tests start: named by PYTHON_KEYRING_BACKEND, its file by TEST_KEY_FILE."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class FileStore(KeyringBackend):
    """Keeps words in a JSON file; for tests alone."""

    priority = 5

    def get_password(self, service: str, username: str) -> str | None:
        return self._all().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._keep({**self._all(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        self._keep({name: word for name, word in self._all().items() if name != f"{service}/{username}"})

    @staticmethod
    def _keep(words: dict[str, str]) -> None:
        Path(os.environ["TEST_KEY_FILE"]).write_text(json.dumps(words))

    @staticmethod
    def _all() -> dict[str, str]:
        path = Path(os.environ["TEST_KEY_FILE"])
        return json.loads(path.read_text()) if path.exists() else {}
