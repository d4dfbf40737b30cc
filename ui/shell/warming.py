"""What is loaded while the clerk is not looking: for the search the readings of characters and who came lately, and a key."""

import threading
from collections.abc import Iterator
from contextlib import suppress

from PySide6.QtCore import QObject, QThreadPool, QTimer

from centre_app.errors import CentreError
from centre_app.people import identity, presence
from centre_app.storage import database, search, tokens


class Warming(QObject):
    """Begins a moment after the desk is there, and works in slices no longer than a frame."""

    _DELAY_MILLISECONDS = 400

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)
        QTimer.singleShot(self._DELAY_MILLISECONDS, self, self._begin)

    def _begin(self) -> None:
        if database.db.is_closed():  # the window was closed in the meantime
            return
        QThreadPool.globalInstance().start(tokens.warm_up)  # no job: closing the window need not wait for it
        threading.Thread(
            target=identity.warm_up, daemon=True
        ).start()  # the key store may ask for a password first
        self._steps = search.PERSON.refresh_recent(presence.recent_visitors)
        self._timer.start()

    def _step(self) -> None:
        """A file that is busy or closed only costs the order of the hits: the search answers without."""
        with suppress(StopIteration, CentreError), database.sentences():
            if not database.db.is_closed():
                next(self._steps)
                return
        self._timer.stop()
