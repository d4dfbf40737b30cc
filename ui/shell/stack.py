"""The place where the pages stand: one at a time, scrolled where a page needs more room than the window has."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget


class PageStack(QStackedWidget):
    """Needs as much room as the page in front; the others do not count."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def in_scroll_area(self) -> QScrollArea:
        """Return an area to show the stack in, so that large text never makes the window wider than the screen."""
        made = QScrollArea()
        made.setWidgetResizable(True)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setWidget(self)
        made.viewport().setAutoFillBackground(False)
        self.setAutoFillBackground(False)
        return made
