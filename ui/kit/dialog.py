"""The frame of every dialog: title, body, a row of buttons; opened without blocking. What is in it comes from outside."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import buttons, card, style


class Dialog(QDialog):
    """A modal dialog shown with `.open()`. It deletes itself when it is closed."""

    for_its_clerk: ClassVar[bool] = False
    """Whether it shows what somebody else who unlocks the desk must not find open: names in full, the recovery sheet."""

    def __init__(self, parent: QWidget | None, title: str, *, width: int = 440) -> None:
        super().__init__((parent.window() if parent else None) or QApplication.activeWindow())
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._wanted_width = width
        self.has_title = False
        self.body = QVBoxLayout()
        self.body.setSpacing(style.px(12))
        self.foot = QHBoxLayout()
        self.foot.setSpacing(style.px(8))
        self.foot.addStretch(1)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(*[style.px(20)] * 4)
        whole.setSpacing(style.px(16))
        whole.addLayout(self.body, 1)
        whole.addLayout(self.foot)
        self.setMinimumWidth(min(style.px(width), self._room()[0]))

    def add_title(self, text: str) -> None:
        """Put a large heading on top."""
        self.has_title = True
        self.body.addWidget(card.label(text, kind="title", wrap=True))

    def add_button(self, button: buttons.Button) -> buttons.Button:
        """Add a button at the right end of the foot."""
        self.foot.addWidget(button)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as high as the words in it need at this width, within the screen."""
        self._whole.activate()
        widest, highest = self._room()
        width = min(max(self.width(), style.px(self._wanted_width)), widest)
        self.resize(width, min(self._whole.totalHeightForWidth(width), highest))

    def keep_height(self, widget: QWidget, pixels: int, *, share: float = 0.4) -> None:
        """Keep a part of the body that high (at 100 %), but not above a share of the screen: large text needs the rest."""
        widget.setMinimumHeight(min(style.px(pixels), round(self._room()[1] * share)))

    def _room(self) -> tuple[int, int]:
        """The largest size that fits the screen and, where there is one, the window it belongs to."""
        screen = (self.parentWidget() or self).screen().availableSize()
        return round(screen.width() * 0.96), round(screen.height() * 0.92)
