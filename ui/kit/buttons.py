"""Buttons of all kinds. They say what was pressed; what it means is the page's business."""

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from centre_app.access import roles
from ui.kit import icons, layout, style

_ICON_TONES = {"primary": "on_accent", "danger": "bad", "link": "accent", "bare": "quiet"}


class Button(QPushButton):
    """A push button that Enter presses too, not only Space.

    `needs` names the permission it takes (`access/roles.py`): without it the button is disabled and its tooltip says why.
    """

    def __init__(self, text: str = "", *, kind: str = "plain", icon: str | None = None) -> None:
        super().__init__(text)
        self.needs: str | None = None
        self._enabled, self._refusal, self._tip = True, "", ""
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(style.px(18), style.px(18)))
        if icon:
            self.setIcon(icons.icon(icon, _ICON_TONES.get(kind, "text")))

    def setEnabled(self, enabled: bool) -> None:
        self._enabled = enabled
        super().setEnabled(enabled and not self._refusal)

    def ask_role(self) -> None:
        """Let the table of roles say whether whoever is on duty may press it. Whenever it is shown it asks by itself."""
        refusal = roles.why_not(self.needs) if self.needs else ""
        if refusal != self._refusal:
            self._tip = self._tip if self._refusal else self.toolTip()
            self._refusal = refusal
            self.setToolTip(refusal or self._tip)
            self.setEnabled(self._enabled)

    def showEvent(self, event: QShowEvent) -> None:
        self.ask_role()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


def primary(text: str, icon: str | None = None, *, clicked: Callable[[], object] | None = None) -> Button:
    """Return the one filled button of a card or dialog: what one came for."""
    return _wired(Button(text, kind="primary", icon=icon), clicked)


def plain(text: str, icon: str | None = None, *, clicked: Callable[[], object] | None = None) -> Button:
    """Return an ordinary button."""
    return _wired(Button(text, icon=icon), clicked)


def danger(text: str, icon: str | None = None, *, clicked: Callable[[], object] | None = None) -> Button:
    """Return a button for what cannot be undone."""
    return _wired(Button(text, kind="danger", icon=icon), clicked)


def link(text: str, icon: str | None = None, *, clicked: Callable[[], object] | None = None) -> Button:
    """Return a quiet button that looks like a link."""
    return _wired(Button(text, kind="link", icon=icon), clicked)


def icon_only(
    icon: str, name: str, *, clicked: Callable[[], object] | None = None, framed: bool = False
) -> Button:
    """Return a square button with an icon; `name` is its tooltip and accessible name."""
    made = Button(kind="square" if framed else "bare", icon=icon)
    made.setToolTip(name)
    made.setAccessibleName(name)
    return _wired(made, clicked)


def need(permission: str, *those: Button) -> None:
    """Let these buttons take a permission."""
    for each in those:
        each.needs = permission


class Segments(QWidget):
    """A few choices side by side of which one is in force, such as day, week, month."""

    chosen = Signal(object)

    def __init__(
        self,
        choices: Sequence[tuple[Hashable, str]],
        *,
        value: Hashable | None = None,
        name: str = "",
        wraps: bool = False,
    ) -> None:
        """`wraps`: on as many lines as the width asks for, instead of asking for a width."""
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._keys = [key for key, _text in choices]
        row = layout.Flow() if wraps else layout.row()
        self.setLayout(row)
        for number, (_key, text) in enumerate(choices):
            button = Button(text, kind="segment")
            button.setCheckable(True)
            button.setMinimumWidth(_bold_width(text))
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._keys[number]))
        self.set_value(value if value is not None else self._keys[0])

    def value(self) -> Hashable:
        """Return the choice in force."""
        return self._keys[self._group.checkedId()]

    def words(self) -> str:
        """Return the words of the choice in force."""
        button = self._group.checkedButton()
        return button.text() if button is not None else ""

    def set_value(self, key: Hashable) -> None:
        """Put a choice in force without emitting `chosen`."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def set_text(self, key: Hashable, text: str) -> None:
        """Write a choice anew, such as with how many there are."""
        button = self._group.button(self._keys.index(key))
        button.setText(text)
        button.setMinimumWidth(_bold_width(text))


def _bold_width(text: str) -> int:
    """How wide a segment must be for its words: the chosen one is written bold."""
    return QFontMetrics(style.font("body", bold=True)).horizontalAdvance(text) + style.px(32)


def _wired(button: Button, clicked: Callable[[], object] | None) -> Button:
    if clicked is not None:

        def press() -> None:  # without Qt's `checked`, which would land in a default argument
            clicked()

        button.clicked.connect(press)
    return button
