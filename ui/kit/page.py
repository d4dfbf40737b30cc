"""The base of every page: who it is, which tables it shows, and when it must look again. Knows no other page."""

from typing import Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from ui.kit import changes
from ui.kit.action import Action
from ui.kit.attempt import told
from ui.kit.context import Context

UNMASK_REASON = "unmask_reason"  # why names are shown in full here, until the page is left


class Page(QWidget):
    """One page of the window. Subclasses set the class attributes, build in `__init__` and show data in `refresh`.

    `refresh` is called when the page is first shown and after every commit that changed one of `tables`: at once while
    the page is visible, otherwise when it is shown next. A page reaches other pages only through `context`.
    """

    id: ClassVar[str] = ""
    title: ClassVar[str] = ""
    help: ClassVar[tuple[str, ...]] = ()
    tables: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = Context(self)
        self._stale = True
        self.setObjectName(self.id)
        self.setAccessibleName(_(self.title) if self.title else "")
        changes.hub().happened.connect(self._on_happened)

    def watch(self, context: Context) -> None:
        """Take the window's context instead of the page's own; the shell calls it once, after building."""
        self.context = context

    def show_argument(self, argument: object) -> None:
        """Take what `context.go(page, argument)` passed, once the page is in front."""

    def place(self) -> object:
        """Return what `show_argument` takes to come back to where the page is now, None for its beginning."""
        return None

    def unsaved(self) -> object:
        """Return what is typed here that no button has saved yet, as `put_back` takes it in a page built anew; None for nothing."""
        return None

    def put_back(self, unsaved: Any) -> None:
        """Take what `unsaved` of the page before gave."""

    def refresh(self) -> None:
        """Read the data again and show them, keeping selection and scroll place."""

    def page_actions(self) -> list[Action]:
        """Return what can be done here, for the menu, the shortcuts and the help page."""
        return []

    def scanned(self, code: str) -> bool:
        """Take a scan meant for this page; False leaves it to the desk."""
        return False

    def refresh_soon(self) -> None:
        """Refresh now if the page is visible, otherwise when it is shown."""
        if self.isVisible():
            self._stale = False
            told(self.refresh)()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            told(self.refresh)()

    def hideEvent(self, event: QHideEvent) -> None:
        self.setProperty(UNMASK_REASON, "")
        super().hideEvent(event)

    @Slot(object)
    def _on_happened(self, tables: frozenset[str]) -> None:
        if tables & self.tables:
            self.refresh_soon()
