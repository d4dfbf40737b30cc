"""A sheet of a form as a table to choose cells in: its words, merged cells and widths, and what is bound where."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from centre_app.reports.templates.sheet_part import Place, SheetPart, letters, named
from ui.kit import style

_SPARE = 12  # empty rows and columns shown beyond the last one in use
_LETTER = 8  # pixels of a letter in a column's width
_LONGEST = 400  # spans that Qt is told of: a form has a few dozen

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class _SheetModel(QAbstractTableModel):
    def __init__(self, sheet: SheetPart, bound: Mapping[Place, str]) -> None:
        super().__init__()
        self._sheet, self._bound = sheet, bound
        used = [*sheet.texts, *bound, (1, 1), *(last for _first, last in sheet.merged)]
        self._rows = max(row for row, _column in used) + _SPARE
        self._columns = max(column for _row, column in used) + _SPARE // 3

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = (index.row() + 1, index.column() + 1)
        bound = self._bound.get(place)
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return bound or ("ƒ" if place in self._sheet.formulas else self._sheet.texts.get(place, ""))
        if role == Qt.ItemDataRole.ForegroundRole and (bound or place in self._sheet.formulas):
            return style.token("accent" if bound else "quiet")
        if role == Qt.ItemDataRole.BackgroundRole and bound:
            return style.token("accent_soft")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return letters(section + 1) if orientation == Qt.Orientation.Horizontal else str(section + 1)


class FormGrid(QTableView):
    """`chosen` tells which cells are chosen (`B5`, or `B5:B35` for several in one row or column). Enter: `confirmed`."""

    chosen = Signal(str)
    confirmed = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self._sheet: SheetPart | None = None

    def show_sheet(self, sheet: SheetPart, bound: Mapping[Place, str]) -> None:
        """Show a sheet; what is bound stands in its cells. The chosen cell stays where the sheet is the same."""
        same = self._sheet is sheet
        before = self.currentIndex()
        self._sheet = sheet
        model = _SheetModel(sheet, bound)
        self.setModel(model)
        for (top, left), (bottom, right) in sheet.merged[:_LONGEST]:
            self.setSpan(top - 1, left - 1, bottom - top + 1, right - left + 1)
        for column in range(model.columnCount()):
            width = sheet.widths.get(column + 1, 9)
            self.setColumnWidth(column, style.px(max(44, min(320, round(width * _LETTER)))))
        self.verticalHeader().setDefaultSectionSize(style.px(30))
        self.selectionModel().selectionChanged.connect(self._on_selected)
        row, column = (before.row(), before.column()) if same and before.isValid() else (0, 0)
        self.setCurrentIndex(model.index(row, column))

    def cells(self) -> str:
        """The chosen cells; empty where they are not in one row or column."""
        ranges = self.selectionModel().selection().toList() if self._sheet is not None else []
        if self._sheet is None or not ranges:
            return ""
        top, left = min(each.top() for each in ranges) + 1, min(each.left() for each in ranges) + 1
        bottom, right = max(each.bottom() for each in ranges) + 1, max(each.right() for each in ranges) + 1
        first = self._sheet.top_left((top, left))
        if any(low == first and (bottom, right) <= high for low, high in self._sheet.merged) or (
            top,
            left,
        ) == (bottom, right):
            return named(first)
        return f"{named((top, left))}:{named((bottom, right))}" if top == bottom or left == right else ""

    def go_to(self, place: Place) -> None:
        """Make a cell the chosen one."""
        index = self.model().index(place[0] - 1, place[1] - 1)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def _on_selected(self) -> None:
        self.chosen.emit(self.cells())
