"""The lock: when nobody touched the desk for a while, and that nothing personal shows before the cover meanwhile."""

import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QInputEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from centre_app.storage import action
from ui.kit.dialog import Dialog
from ui.kit.job import ProgressPanel
from ui.shell.bursts import FOR_VISITORS

STAYS = (
    "stays_when_locked"  # property of a window that carries no names, such as the board on a second screen
)
_TOUCHES = (
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.HoverMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.InputMethod,
)  # fmt: skip


class Idle(QObject):
    """An event filter for the application that knows when the desk was last touched; what visitors touch does not count."""

    def __init__(self, parent: QObject, *, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self.seconds = seconds
        self._touched_at = seconds()
        _application().installEventFilter(self)

    def over(self, minutes: int) -> bool:
        """Return whether nothing was touched for so many minutes; never for 0."""
        return minutes > 0 and self.seconds() - self._touched_at >= minutes * 60

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        touched = isinstance(event, QInputEvent | QInputMethodEvent) and event.type() in _TOUCHES
        if touched and not _is_for_visitors(watched):
            self._touched_at = self.seconds()
        return False


class Curtain(QObject):
    """Hides what stands before the window, and whatever comes up, until it is lifted; forms keep what is typed in them."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._hidden: list[QWidget] = []
        self._clerk_id = action.current_clerk.get()
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass  # a menu that came back later would stand anywhere
        for each in [*QApplication.topLevelWidgets(), *window.findChildren(ProgressPanel)]:
            if each.isVisible() and self._stands_before(each):
                self._hide(each)
        _application().installEventFilter(self)

    def lift(self) -> None:
        """Show again what was hidden, but what was closed meanwhile, and what is for whoever opened it if that is not who is back."""
        _application().removeEventFilter(self)
        others = action.current_clerk.get() != self._clerk_id
        for each in self._hidden:
            if not shiboken6.isValid(each):
                continue
            if others and isinstance(each, Dialog) and each.for_its_clerk:
                each.done(Dialog.DialogCode.Rejected)
            else:
                each.show()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and self._stands_before(watched):
            QTimer.singleShot(0, self, lambda: self._hide(watched))
        return False

    def _stands_before(self, widget: QWidget) -> bool:
        if widget is self._window or _is_for_visitors(widget) or widget.window().property(STAYS):
            return False
        return widget.isWindow() or isinstance(widget, ProgressPanel)

    def _hide(self, widget: QWidget) -> None:
        if shiboken6.isValid(widget):
            widget.hide()
            if widget not in self._hidden:
                self._hidden.append(widget)


def _is_for_visitors(watched: QObject) -> bool:
    return isinstance(watched, QWidget) and bool(watched.window().property(FOR_VISITORS))


def _application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found
