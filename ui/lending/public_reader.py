"""Looks up what visitors type in a thread of its own: no key waits for the search, however large the catalogue.

One search at a time; of those asked for meanwhile only the last is done.
"""

import contextvars
import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from centre_app.errors import CentreError
from centre_app.storage import database

_log = logging.getLogger(__name__)
Work = Callable[[], Any]


class _Search(QThread):
    """One search, on a connection of its own."""

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._context = contextvars.copy_context()
        self.result: Any = None
        self.failed = False

    def run(self) -> None:
        try:
            with database.worker_connection(), database.sentences():
                self.result = self._context.run(self._work)
        except CentreError as error:
            _log.info("visitors' search put off: %s", type(error).__name__)
            self.failed = True


class Reader(QObject):
    """`found(result)` follows the search asked for last; nothing does while the data cannot be read."""

    found = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._under_way: _Search | None = None
        self._waiting: Work | None = None

    def ask(self, work: Work) -> None:
        """Search by this, as soon as the one under way is done."""
        if database.db.is_closed():
            return
        self._waiting = work
        if self._under_way is None:
            self._begin()

    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._under_way is not None

    def stop(self) -> None:
        """Search no more, and wait for what is under way."""
        self._waiting = None
        search, self._under_way = self._under_way, None
        if search is not None:
            search.wait()

    def _begin(self) -> None:
        work, self._waiting = self._waiting, None
        if work is None or database.db.is_closed():
            self._under_way = None
            return
        search = self._under_way = _Search(work, self)
        search.finished.connect(lambda: self._on_finished(search))
        search.start()

    def _on_finished(self, search: _Search) -> None:
        search.deleteLater()
        if search is not self._under_way:
            return
        self._under_way = None
        if self._waiting is not None:
            self._begin()
        elif not search.failed:
            self.found.emit(search.result)
