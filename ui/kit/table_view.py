"""The table inside a list: what keys, focus and size do there. The list around it decides what they mean."""

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.kit import style


def least_height() -> int:
    """The height of the headings and two rows, in pixels."""
    return style.px(36) + 2 * style.size("row")


class RowsView(QTableView):
    """A table of whole rows: Tab leaves it, Enter opens, Ctrl+C copies, Ctrl+P prints, the Menu key asks for the row's menu.

    Where `prints_by_key` is off, Ctrl+P is left to the page.
    """

    row_entered = Signal(QModelIndex)
    copy_asked = Signal()
    print_asked = Signal()
    menu_asked = Signal(QPoint)
    width_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.prints_by_key = True
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(style.size("row"))
        self.verticalHeader().setMinimumSectionSize(style.px(36))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(style.px(28))
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(least_height())

    def select_places(self, current: int | None, places: list[int], *, column: int = 0) -> None:
        """Select these rows and make one of them current, in that column."""
        model = self.model()
        last = model.columnCount() - 1
        wanted = QItemSelection()
        for place in places:
            wanted.select(model.index(place, 0), model.index(place, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(wanted, flags.ClearAndSelect)
        if current is not None:
            self.selectionModel().setCurrentIndex(model.index(current, column), flags.NoUpdate)

    def make_current(self, index: QModelIndex) -> None:
        """Select this row alone, whatever keys are held: with Ctrl down `setCurrentIndex` would add to what is selected."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def lay_out_now(self) -> None:
        """Do what Qt puts off after rows changed, so that the scroll bar knows how far it goes."""
        self.executeDelayedItemsLayout()
        self.updateGeometries()

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+P before the window's actions do."""
        if event.type() == QEvent.Type.ShortcutOverride and self._prints(event):
            event.accept()
            return True
        return super().event(event)

    def _prints(self, event: QEvent) -> bool:
        return (
            self.prints_by_key
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Print)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # the Enter that ends the typing comes by here too, and begins nothing anew
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif self._prints(event):
            self.print_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.row_entered.emit(index)
        elif event.key() == Qt.Key.Key_Menu and index.isValid():
            self.menu_asked.emit(self.visualRect(index).bottomLeft())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and not self.currentIndex().isValid() and self.model().rowCount():
            self.make_current(self.model().index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.width_changed.emit()
