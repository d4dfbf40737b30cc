"""Ways to put widgets beside and below each other with the house's spaces. No widget of its own but containers."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.kit import style

L = TypeVar("L", QHBoxLayout, QVBoxLayout)
Part = QWidget | QLayout | int | None


def row(*parts: Part, spacing: int = 8, margins: int = 0) -> QHBoxLayout:
    """Return parts side by side. A number is a fixed gap in pixels at 100 %, None takes the free room."""
    return _filled(QHBoxLayout(), parts, spacing, margins)


def column(*parts: Part, spacing: int = 8, margins: int = 0) -> QVBoxLayout:
    """Return parts one below the other. A number is a fixed gap, None takes the free room."""
    return _filled(QVBoxLayout(), parts, spacing, margins)


def grid(*parts: QWidget, columns: int, spacing: int = 16) -> QGridLayout:
    """Return widgets in equally wide columns, row by row."""
    made = QGridLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(style.px(spacing))
    for number, part in enumerate(parts):
        made.addWidget(part, number // columns, number % columns)
    for number in range(columns):
        made.setColumnStretch(number, 1)
    return made


def holding(layout: QLayout, name: str = "") -> QWidget:
    """Return a plain widget with that layout, to be hidden or scrolled as one."""
    made = QWidget()
    made.setLayout(layout)
    made.setAccessibleName(name)
    return made


def scrolled(inside: QWidget) -> QScrollArea:
    """Return a borderless area that scrolls its widget up and down when there is too little room."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inside)
    made.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return made


def clear(layout: QLayout) -> None:
    """Remove everything from a layout, and delete the widgets."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _filled(made: L, parts: Sequence[Part], spacing: int, margins: int) -> L:
    made.setSpacing(style.px(spacing))
    made.setContentsMargins(*[style.px(margins)] * 4)
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, int):
            made.addSpacing(style.px(part))
        elif isinstance(part, QWidget):
            made.addWidget(part)
        else:
            made.addLayout(part)
    return made


class Flow(QLayout):
    """Lays widgets out in lines like words; with `minimum` all get equal widths and share each line (cards)."""

    def __init__(self, *parts: QWidget, spacing: int = 8, minimum: int = 0) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._minimum = style.px(minimum)
        self.setSpacing(style.px(spacing))
        self.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), apply=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, apply=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize(self._minimum, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, apply: bool) -> int:
        bottom = rect.y()
        for line in self._lines(rect.width()):
            height = max(
                (item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height())
                for item, width in line
            )
            left = rect.x()
            for item, width in line:
                if apply:
                    item.setGeometry(QRect(left, bottom, width, height))
                left += width + self.spacing()
            bottom += height + self.spacing()
        return max(0, bottom - rect.y() - self.spacing())

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, int]]]:
        shown = [item for item in self._items if not item.isEmpty()]
        if self._minimum:
            return self._equal_lines(shown, room)
        lines: list[list[tuple[QLayoutItem, int]]] = []
        used = room + 1
        for item in shown:
            width = min(item.sizeHint().width(), room)
            if used + width > room:
                lines.append([])
                used = 0
            lines[-1].append((item, width))
            used += width + self.spacing()
        return lines

    def _equal_lines(self, shown: list[QLayoutItem], room: int) -> list[list[tuple[QLayoutItem, int]]]:
        wanted = max([self._minimum, *(item.minimumSize().width() for item in shown)])
        columns = max(1, min(len(shown), (room + self.spacing()) // (wanted + self.spacing())))
        width = (room - (columns - 1) * self.spacing()) // columns
        return [
            [(item, width) for item in shown[start : start + columns]]
            for start in range(0, len(shown), columns)
        ]
