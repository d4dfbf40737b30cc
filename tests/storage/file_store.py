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
        Path(os.environ["TEST_KEY_FILE"]).write_text(
            json.dumps({**self._all(), f"{service}/{username}": password})
        )

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError

    @staticmethod
    def _all() -> dict[str, str]:
        path = Path(os.environ["TEST_KEY_FILE"])
        return json.loads(path.read_text()) if path.exists() else {}
