"""Which keys text fields leave to the program: those that Unix editors know, but the clerk knows as actions."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

_EDITING = frozenset({Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Y, Qt.Key.Key_Z})


class ActionKeys(QObject):
    """An event filter for the application: Ctrl with a letter is an action of the program even in a text field.

    `lock_asked`: Ctrl+L was pressed in a dialog, which keeps the keys of the window away, but must not keep the desk open.
    Without it Ctrl+E would go to the end of the line and Ctrl+K cut it off. Copying, pasting and undoing what was typed
    stay the field's own, and so does a key that is no action of the program.
    """

    lock_asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(
            event, QKeyEvent
        ):  # every event comes by here, and asking for its type takes longest
            return False
        if event.type() == QEvent.Type.KeyPress and _locks(event):
            QTimer.singleShot(0, self, self.lock_asked.emit)
            return True
        if event.type() != QEvent.Type.ShortcutOverride:
            return False
        if not isinstance(watched, QLineEdit | QTextEdit | QPlainTextEdit):
            return False
        letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z and event.key() not in _EDITING
        if not letter or event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        event.ignore()
        return True


def _locks(event: QKeyEvent) -> bool:
    pressed = event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return pressed and QApplication.activeModalWidget() is not None
