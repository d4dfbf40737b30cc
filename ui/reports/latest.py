"""Reading in the background where only the latest question matters. Which rows or figures those are, the asker knows."""

import time
from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.kit import job


class Latest(QObject):
    """Answers one question at a time in a worker thread; of those asked meanwhile only the last is answered.

    `answered(key, result)` tells. `seconds` is how long the last answer took.
    """

    answered = Signal(object, object)
    given_up = Signal()

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.seconds = 0.0
        self._title = title
        self._running = False
        self._key: Hashable = None
        self._results: list[Any] = []
        self._began = 0.0
        self._next: tuple[Hashable, Callable[[], Any]] | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._running

    def ask(self, key: Hashable, read: Callable[[], Any]) -> None:
        """Have `read()` called in a thread with a connection of its own; it must touch no widget."""
        self._next = (key, read)
        if not self._running:
            self._begin()

    def _begin(self) -> None:
        assert self._next is not None
        (self._key, read), self._next = self._next, None
        self._results, self._began = [], time.monotonic()
        self._running = True
        under_way = job.run(
            self._title,
            lambda _progress: read(),
            then=self._results.append,
            cancelled=lambda: None,
            seen=False,
        )
        # A method of this object, so that nothing is called once it is gone: the window was built anew meanwhile.
        under_way.finished.connect(self._end)

    def _end(self) -> None:
        """Last of all, whatever came of it: an error was told to the clerk by the job."""
        self.seconds = time.monotonic() - self._began
        self._running = False
        if self._next is not None and self._results:
            self._begin()
        elif self._results:
            self.answered.emit(self._key, self._results[0])
        else:
            self._next = None
            self.given_up.emit()
