"""The real scan field with what the window does with a scan, without a screen: typed key by key, ended by Enter."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centre_app.desk import scanning
from tests.fuzz import screens
from ui.kit import toast
from ui.kit.context import Context
from ui.shell.scan import ScanField
from ui.shell.scans import Scans

_PRESS = QEvent.Type.KeyPress


class Keys:
    """A field in a window of its own."""

    def __init__(self) -> None:
        self._app = screens.application()
        self._window = QWidget()
        self._context = Context(self._window)
        self._field = ScanField(scanning.suggest)
        QVBoxLayout(self._window).addWidget(self._field)
        self._time = 0.0
        self._scans = Scans(self._context, field=self._field, page=lambda: None, seconds=self._later)
        toast.install(self._window)
        self._window.resize(900, 600)
        self._window.show()

    def type_in(self, text: str, *, open_person_id: int | None) -> str:
        """Type a text as Qt hands it over, half signs of it too, look at the suggestions, press Enter. The fault, if there was one."""
        self._context.close_person()
        if open_person_id is not None:
            self._context.open_person(open_person_id)
        for sign in text:
            self._press(Qt.Key.Key_unknown, sign)
        self._field.show_suggestions()
        self._press(Qt.Key.Key_Return, "\r")
        self._scans.idle.stop()
        return screens.fault() or ("the field is not empty after Enter" if self._field.text() else "")

    def close(self) -> None:
        """Take the window away."""
        screens.gone(self._window)

    def _press(self, key: Qt.Key, sign: str) -> None:
        event = QKeyEvent(_PRESS, key, Qt.KeyboardModifier.NoModifier, sign)
        QCoreApplication.sendEvent(self._field, event)

    def _later(self) -> float:
        self._time += 10
        return self._time
