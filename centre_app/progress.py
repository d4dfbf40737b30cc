"""How long work tells what it is doing and learns that it should stop. Who shows it (a dialog, tqdm) is not known here."""

from typing import Protocol


class Cancelled(Exception):
    """The user asked the work to stop. Nothing has been written."""


class Progress(Protocol):
    """Told from time to time by long work; raises Cancelled when the user wants it to stop."""

    def report(self, done: int, total: int, what: str) -> None:
        """`done` of `total` steps of `what` (a translated phrase) are finished; total 0 means unknown."""


class Silent:
    """A Progress that nobody watches."""

    def report(self, done: int, total: int, what: str) -> None:
        """Nothing to tell anybody."""


SILENT = Silent()
