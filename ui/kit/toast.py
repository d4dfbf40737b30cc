"""Toasts: one line at the foot of the window or the head of a dialog that says what was done, with Undo where it can be."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from centre_app.errors import CentreError
from centre_app.i18n import _
from ui.kit import buttons, card, changes, icons, style
from ui.kit.dialog import Dialog

SECONDS = {"good": 6, "info": 6, "warning": 12, "bad": 20}
_ICONS = {"good": "check", "info": "info", "warning": "warning", "bad": "warning"}
_AT_MOST, _AT_MOST_IN_DIALOGS = 3, 1
_WIDEST_WORDS = 460
_hosts: list[QWidget] = []


class Toast(QFrame):
    """One message. It leaves after some seconds, not while the mouse is on it or its button has the focus."""

    def __init__(self, text: str, *, kind: str) -> None:
        super().__init__()
        self.setObjectName("toast")
        self.setAccessibleName(text)
        self.kind = kind
        self.words = card.label(text, wrap=len(text) > 40 or "\n" in text)
        self.undo_button: buttons.Button | None = None
        self._closes = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(style.px(14), style.px(6), style.px(8), style.px(6))
        self._row.setSpacing(style.px(10))
        self._row.addWidget(icons.label(_ICONS[kind], size=18, tone="on_toast"))
        self._row.addWidget(self.words, 1)
        self._closer = QTimer(self, singleShot=True, interval=SECONDS[kind] * 1000)
        self._closer.timeout.connect(self.leave)
        self._closer.start()

    def add_button(self, text: str, pressed: Callable[[], object]) -> buttons.Button:
        """Add a button that does something about it and then closes the toast; one that only closes stays the last."""
        made = buttons.link(text)
        made.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # the cursor stays where the clerk types; Ctrl+Z does the same

        def leave_and_do() -> None:
            self.leave()
            pressed()

        made.clicked.connect(leave_and_do)
        self._row.insertWidget(self._row.count() - int(self._closes), made)
        if isinstance(stack := self.parentWidget(), _Stack) and self.isVisible():
            made.show()  # at once: what is hidden still takes no room in the line
            stack.settle()
        return made

    def add_close(self) -> None:
        """Add a button that only closes it."""
        made = buttons.link("")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setIcon(icons.icon("close", "on_toast"))
        made.setAccessibleName(_("Close this message"))
        made.clicked.connect(self.leave)
        self._row.addWidget(made)
        self._closes = True

    def fit(self, room: int) -> None:
        """Be at most so wide, and as high as the words need beside the buttons."""
        self.setMaximumWidth(room)
        if not self.words.wordWrap():
            self.setMinimumWidth(min(room, self.sizeHint().width()))
            return
        margins = self._row.contentsMargins()
        others = margins.left() + margins.right()
        for place in range(self._row.count()):
            item = self._row.itemAt(place)
            if item is not None and item.widget() is not self.words:
                others += item.sizeHint().width() + self._row.spacing()
        width = max(min(room - others, style.px(_WIDEST_WORDS)), style.px(160))
        self.words.setFixedWidth(width)
        self.words.setMinimumHeight(self.words.heightForWidth(width))

    def text(self) -> str:
        """Return what it says."""
        return self.words.text()

    def forget_undo(self) -> None:
        """Something newer can be undone now: take the button away."""
        if self.undo_button is not None:
            self.undo_button.hide()

    def leave(self) -> None:
        """Go away."""
        self.hide()
        self.deleteLater()
        if isinstance(stack := self.parentWidget(), _Stack):
            stack.settle()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._closer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._closer.start()
        super().leaveEvent(event)


class _Stack(QWidget):
    """The toasts of one window, newest at the bottom, kept in the middle of its foot.

    A dialog has its buttons there: its toasts lie over its heading, and fewer of them.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.window_below = window
        self._on_top = isinstance(window, QDialog)
        self._at_most = _AT_MOST_IN_DIALOGS if self._on_top else _AT_MOST
        self.setObjectName("toasts")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(style.px(8))
        window.installEventFilter(self)

    def toasts(self) -> list[Toast]:
        found = self.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [each for each in found if not each.isHidden()]

    def put(self, made: Toast) -> None:
        shown = self.toasts()
        for old in shown[: max(0, len(shown) + 1 - self._at_most)]:
            old.leave()
        self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        made.show()
        self.settle()

    def settle(self) -> None:
        """Take the place that the shown toasts need."""
        window = self.window_below
        shown = self.toasts()
        self.setVisible(bool(shown))
        if not shown:
            return
        room = window.width() - style.px(48)
        for each in shown:
            each.fit(room)
        self._column.activate()
        size = self.sizeHint()
        if self.hasHeightForWidth():
            size.setHeight(self.heightForWidth(size.width()))
        self.resize(size)
        top = style.px(10) if self._on_top else window.height() - size.height() - style.px(20)
        self.move((window.width() - size.width()) // 2, top)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.settle()
        return False


def install(window: QWidget) -> None:
    """Show toasts in this window from now on, the latest installed first. The main window calls it once."""
    _hosts.append(window)
    window.destroyed.connect(lambda: uninstall(window))


def uninstall(window: QWidget) -> None:
    """Show no more toasts in this window; a no-op where none were shown."""
    if window in _hosts:
        _hosts.remove(window)


def show(
    text: str,
    *,
    kind: str = "good",
    undo: bool = False,
    button: str = "",
    pressed: Callable[[], object] | None = None,
) -> Toast | None:
    """Say what was done (good, info) or what went wrong (warning, bad), in one sentence.

    `undo` offers to undo the latest action, the very one and no later. `button` with `pressed` offers something else
    ("renew instead"). A message that must be read stays longer. Without any window nothing is shown.
    """
    host = _host()
    if host is None:
        return None
    stack = host.findChild(_Stack, "toasts", Qt.FindChildOption.FindDirectChildrenOnly) or _Stack(host)
    for old in stack.toasts():
        if old.text() == text:
            old.leave()
        elif undo:
            old.forget_undo()
    if undo:
        changes.hub().note_words(text)
    made = Toast(text, kind=kind)
    if button and pressed is not None:
        made.add_button(button, pressed)
    if undo and (action_id := changes.hub().last_action_id) is not None:
        made.undo_button = made.add_button(_("Undo") + " Ctrl Z", lambda: _undo(action_id))
    if kind in ("warning", "bad"):
        made.add_close()
    stack.put(made)
    QAccessible.updateAccessibility(QAccessibleEvent(made, QAccessible.Event.Alert))
    return made


def refuse(error: CentreError) -> None:
    """Say why something could not be done."""
    show(error.sentence(), kind="bad")


def shown() -> list[str]:
    """Return what the toasts on the screen say, oldest first; for tests and for reading aloud."""
    return [each.text() for each in _all_shown()]


def carry_over(call: Callable[[], object]) -> None:
    """Do what builds the window anew, and say again what had not been read to its end; Ctrl+Z undoes it still."""
    said = [(each.text(), each.kind) for each in _all_shown()]
    call()
    for text, kind in said:
        show(text, kind=kind)


def _all_shown() -> list[Toast]:
    windows = {window for window in (main_window(), _host()) if window is not None}
    stacks = dict.fromkeys(stack for window in windows for stack in window.findChildren(_Stack))
    return [each for stack in stacks for each in stack.toasts()]


def main_window() -> QWidget | None:
    """Return the window toasts appear in, the active one where none was installed."""
    return _hosts[-1] if _hosts else QApplication.activeWindow()


def _host() -> QWidget | None:
    """The dialog in front, if it has a heading for toasts to lie over; not a question, nor a file dialog about to close."""
    modal = QApplication.activeModalWidget()
    while modal is not None and not (isinstance(modal, Dialog) and modal.has_title):
        above = modal.parentWidget()
        modal = above.window() if above is not None and above.window().isModal() else None
    return modal if modal is not None else main_window()


def _undo(action_id: int) -> None:
    from ui.kit import undo  # undo says with a toast what it undid

    undo.undo_action(action_id)
