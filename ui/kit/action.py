"""Actions as data: what a page can do, its shortcut and its words in one list that menus and tests read."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.kit import icons


@dataclass(frozen=True)
class Action:
    """One thing a page does. `text` is already translated; `shortcut` is portable ("Ctrl+N") or empty."""

    id: str
    text: str
    shortcut: str = ""
    icon: str = ""
    callback: Callable[[], object] = lambda: None

    def as_qt(self, parent: QWidget) -> QAction:
        """Return a QAction on `parent` that calls the callback."""
        callback = self.callback

        def press() -> None:  # without Qt's `checked`, which would land in a default argument
            callback()

        made = QAction(self.text, parent)
        made.setObjectName(self.id)
        if self.shortcut:
            made.setShortcut(self.shortcut)
        if self.icon:
            made.setIcon(icons.icon(self.icon))
        made.triggered.connect(press)
        return made


def hint(shortcut: str) -> str:
    """Return a shortcut as it stands on a key chip: `Ctrl+N` is written `Ctrl N`."""
    return shortcut.replace("+", " ")
