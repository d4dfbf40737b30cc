"""The grid of earlier figures: a row a figure, a column a month; cells are typed, pasted and cleared. Saves nothing."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.reports import history
from centre_app.reports.history import Cell, MonthAndCode
from centre_app.reports.indicator import Number
from centre_app.reports.periods import Period
from ui.kit import style

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_MONTHS = 12


class GridModel(QAbstractTableModel):
    """The cells of a year, and over them what was typed and is not saved: of every year, until it is saved."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.given = history.given()
        self.year = 0
        self.texts: dict[MonthAndCode, str] = {}
        self._cells: dict[MonthAndCode, Cell] = {}

    def show_year(self, year: int, cells: dict[MonthAndCode, Cell]) -> None:
        """Show another year."""
        self.beginResetModel()
        self.year, self._cells = year, cells
        self.endResetModel()

    def values(self) -> dict[MonthAndCode, Number]:
        """What was typed, as numbers. Raises HistoryUnreadable for the first cell that holds none."""
        known = {indicator.code: indicator for indicator in self.given}
        return {
            (month, code): history.read_number(known[code], Period.parse(month).title, text)
            for (month, code), text in self.texts.items()
        }

    def key(self, index: Index) -> MonthAndCode:
        """The month and the code of a cell."""
        return f"{self.year}-{index.column() + 1:02}", self.given[index.row()].code

    def is_open(self, index: Index) -> bool:
        """Whether a figure can be given there; one that was given can always be taken away."""
        cell = self._cells[self.key(index)]
        return cell.open or cell.value is not None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.given)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else _MONTHS

    def flags(self, index: Index) -> Qt.ItemFlag:
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return shown | Qt.ItemFlag.ItemIsEditable if self.is_open(index) else shown

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        roles = Qt.ItemDataRole
        if role in (roles.DisplayRole, roles.EditRole):
            return self._text(index, editing=role == roles.EditRole)
        if role == roles.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == roles.BackgroundRole:
            tone = (
                "warning_soft"
                if self.key(index) in self.texts
                else "surface"
                if self.is_open(index)
                else "background"
            )
            return style.token(tone)
        if role == roles.ForegroundRole:
            return style.token("bad" if self._is_wrong(index) else "text")
        if role == roles.ToolTipRole and not self.is_open(index):
            return _("Counted by the program, closed, or not over yet: nothing can be given here.")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation == Qt.Orientation.Horizontal:
                return f"{self.year}-{section + 1:02}"
            indicator = self.given[section]
            return _("{figure} ({unit})").format(figure=_(indicator.name), unit=_(indicator.unit))
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Vertical:
            return _(self.given[section].definition)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.is_open(index):
            return False
        key, text = self.key(index), str(value).strip()
        if text == self._known(index):
            self.texts.pop(key, None)
        else:
            self.texts[key] = text
        self.dataChanged.emit(index, index)
        self.typed.emit()
        return True

    def _text(self, index: Index, *, editing: bool) -> str:
        key = self.key(index)
        if key in self.texts:
            return self.texts[key]
        value = self._cells[key].value
        return self._known(index) if editing or value is None else self.given[index.row()].shown(value)

    def _known(self, index: Index) -> str:
        value = self._cells[self.key(index)].value
        return "" if value is None else str(value)

    def _is_wrong(self, index: Index) -> bool:
        try:
            text = self.texts.get(self.key(index), "")
            history.read_number(self.given[index.row()], "", text)
        except CentreError:
            return True
        return False


class GridView(QTableView):
    """The grid as a table: typing fills a cell, Enter goes down, Ctrl+V pastes a block of a spreadsheet, Delete clears."""

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self.grid = model
        self.setModel(model)
        self.setAccessibleName(_("Earlier figures"))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(style.px(32))
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setDefaultSectionSize(style.px(74))
        self.verticalHeader().setMaximumWidth(style.px(230))
        self.setMinimumHeight(style.px(100))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            for index in self.selectedIndexes():
                self.grid.setData(index, "")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
            if below.isValid():
                self.setCurrentIndex(below)
        else:
            super().keyPressEvent(event)

    def paste(self, text: str) -> None:
        """Fill a block, as it is copied from a spreadsheet, from the current cell on; cells that are not open stay."""
        start = self.currentIndex()
        for down, line in enumerate(text.rstrip("\n").splitlines()):
            for right, cell in enumerate(line.split("\t")):
                index = start.sibling(start.row() + down, start.column() + right)
                if index.isValid():
                    self.grid.setData(index, cell)
