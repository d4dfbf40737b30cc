"""Telling a barcode scanner from fingers, before any field or shortcut sees the keys.

Six or more characters less than 35 ms apart and then Enter are a scan, wherever the focus is. What a scan means is not
known here.
"""

import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

GAP_MILLISECONDS = 35
LEAST_CHARACTERS = 6
HOLD_MILLISECONDS = 45  # a little longer than the gap: the key may wait in the queue while the window paints
ECHO_MILLISECONDS = 150  # scanners that end with carriage return and line feed send Enter twice
TAKES_SCANS = "takes_scans"  # property of a field that wants codes itself, such as an ISBN in a form
FOR_VISITORS = "for_visitors"  # property of a window of which no key and no scan ever reaches the desk

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFTS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_FLUSHING = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.InputMethod,
    QEvent.Type.FocusOut,
    QEvent.Type.WindowDeactivate,
)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


def arrival(event: QKeyEvent) -> float:
    """Return when the key was pressed, in milliseconds: what the system says, else now."""
    return event.timestamp() or time.monotonic() * 1000


class Bursts(QObject):
    """An event filter for the application. `scanned(code)` is a burst; stray typing is led into the scan field.

    Keys for another field are held for a moment: they go on to it when no burst came of them, and never otherwise.
    """

    scanned = Signal(str)

    def __init__(self, field: QWidget, *, clock: Callable[[QKeyEvent], float] = arrival) -> None:
        super().__init__(field)
        self._field = field
        self.clock = clock
        self._burst = ""
        self._last = self._ended = float("-inf")
        self._held: list[tuple[QWidget, QKeyEvent]] = []
        self._replaying = False
        self.hold = QTimer(self, singleShot=True, interval=HOLD_MILLISECONDS)
        self.hold.timeout.connect(self.let_go)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):  # every event comes by here, and asking for its type takes longest
            if self._replaying or event.type() not in _KEYS or not isinstance(watched, QWidget):
                return False
            return self._sees(watched) and self._on_key(watched, event)
        if self._held and not self._replaying and event.type() in _FLUSHING:
            self.let_go()
        return False

    def let_go(self) -> None:
        """Give the held keys to the widget they were meant for."""
        self.hold.stop()
        held, self._held = self._held, []
        self._replaying = True
        try:
            for widget, event in held:
                if shiboken6.isValid(widget):
                    QCoreApplication.sendEvent(widget, event)
        finally:
            self._replaying = False

    def _sees(self, watched: QWidget) -> bool:
        """Keys pass here once for the window and each widget on their way: only the first widget counts."""
        if not self._field.isVisible() or QApplication.activePopupWidget():
            return False
        if watched.window().property(FOR_VISITORS):
            self._forget()
            return False
        focus = QApplication.focusWidget()
        return watched == focus if focus is not None else watched.isWindow()

    def _on_key(self, widget: QWidget, event: QKeyEvent) -> bool:
        if event.key() in _ENTERS:
            return self._on_enter(widget, event)
        if event.type() == QEvent.Type.ShortcutOverride or event.key() in _SHIFTS:
            return False
        text = event.text()
        if event.isAutoRepeat() or not text or not text.isprintable() or event.modifiers() & _COMMANDS:
            self._forget()
            return False
        now = self.clock(event)
        self._burst = self._burst + text if now - self._last <= GAP_MILLISECONDS else text
        self._last = now
        return self._place(widget, event)

    def _place(self, widget: QWidget, event: QKeyEvent) -> bool:
        """Decide where a character goes: into the scan field at once, or held back from another field."""
        if widget == self._field:
            return False
        if _is_field(widget) or widget.window() != self._field.window():
            self._held.append((widget, _copy(event)))
            self.hold.start()
            return True
        if event.text() == " " and len(self._burst) == 1:
            return False  # the space bar presses the focused button
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._replaying = True
        try:
            QCoreApplication.sendEvent(self._field, _copy(event))
        finally:
            self._replaying = False
        return True

    def _on_enter(self, widget: QWidget, event: QKeyEvent) -> bool:
        now = self.clock(event)
        whole = len(self._burst) >= LEAST_CHARACTERS and now - self._last <= GAP_MILLISECONDS
        if event.type() == QEvent.Type.ShortcutOverride:
            if whole:
                event.accept()  # otherwise a shortcut on Enter would take the end of the scan
            return whole
        echo = not self._burst and now - self._ended <= ECHO_MILLISECONDS
        if event.isAutoRepeat() or echo:
            return widget == self._field or echo
        if not whole:
            self._forget()
            return False
        self._end(widget, now)
        return True

    def _end(self, widget: QWidget, now: float) -> None:
        code, self._burst, self._ended = self._burst, "", now
        if widget.property(TAKES_SCANS):
            self.let_go()
            return
        self.hold.stop()
        self._held.clear()
        self.scanned.emit(code)

    def _forget(self) -> None:
        self._burst = ""
        if self._held:
            self.let_go()


class HeldBursts(Bursts):
    """The same while a cover fills the window: every key waits, so that a scan neither chooses a clerk nor presses a button."""

    def _place(self, widget: QWidget, event: QKeyEvent) -> bool:
        self._held.append((widget, _copy(event)))
        self.hold.start()
        return True


def _is_field(widget: QWidget) -> bool:
    """Whether typing means something to the widget itself."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox | QComboBox)


def _copy(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(
        event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count()
    )
