"""The search field of the visitors' window: a scanned number takes the place of what stood there; nothing is pasted in."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit

_GAP_MILLISECONDS = 35
_LEAST_CHARACTERS = 6
_LONGEST = 100


def arrival(event: QKeyEvent) -> float:
    """When the key was pressed, in milliseconds: what the system says, else now."""
    return event.timestamp() or time.monotonic() * 1000


class PublicField(QLineEdit):
    """Takes typing and scans. `entered` on Enter, `left_downwards` when the cards below are wanted.

    The clipboard may hold the phone number of a reader: it cannot be looked at here.
    """

    entered = Signal()
    left_downwards = Signal()

    def __init__(self, *, clock: Callable[[QKeyEvent], float] = arrival) -> None:
        super().__init__()
        self.setObjectName("public_field")
        self.setMaxLength(_LONGEST)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.clock = clock
        self._burst, self._last = "", float("-inf")

    def event(self, event: QEvent) -> bool:
        """Paste by no key, whichever the system uses for it."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste):
            event.accept()
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter(self.clock(event))
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        elif key == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            self._note(event)
            super().keyPressEvent(event)

    def _note(self, event: QKeyEvent) -> None:
        now, text = self.clock(event), event.text()
        if text and text.isprintable():
            self._burst = self._burst + text if now - self._last <= _GAP_MILLISECONDS else text
            self._last = now

    def _on_enter(self, now: float) -> None:
        if len(self._burst) >= _LEAST_CHARACTERS and now - self._last <= _GAP_MILLISECONDS:
            self.setText(self._burst)
        self._burst = ""
        self.selectAll()  # what is typed or scanned next begins anew
        self.entered.emit()
