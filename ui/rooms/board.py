"""The board: rooms side by side, time downwards. It shows a DayBoard and tells what was pointed at; it reads no data.

Arrows move a cell of half an hour, Enter opens it, Tab goes from booking to booking.
"""

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from centre_app.i18n import _
from ui.rooms.board_paint import Marks, paint_board
from ui.rooms.day import LEAST_MINUTES, Block, DayBoard
from ui.rooms.geometry import Geometry

CELL_MINUTES = 30
_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -CELL_MINUTES),
    Qt.Key.Key_Down: (0, CELL_MINUTES),
}


class Board(QAbstractScrollArea):
    """One day of all rooms. `slot_opened(room id, minute)`: free time was chosen; `booking_opened(id)`: go and act on it."""

    slot_opened = Signal(int, int)
    booking_chosen = Signal(int)
    booking_opened = Signal(int)
    day_stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setCornerWidget(QWidget())
        self.shown: DayBoard | None = None
        self.geometry_of = Geometry()
        self.cell = (0, 9 * 60)
        self.chosen_id = 0

    def show_board(self, board: DayBoard) -> None:
        """Show a day; the cell and the chosen booking stay where they were, if they still exist."""
        first_time = self.shown is None
        self.shown = board
        if self.chosen_id not in {block.row.id for block in board.blocks}:
            self.chosen_id = 0
        column, minute = self.cell
        if first_time and board.now_minute is not None:
            minute = board.now_minute
        self.cell = self._within(column, minute)
        self._measure()
        self._describe()
        self.viewport().update()

    def choose(self, booking_id: int) -> None:
        """Mark a booking, bring it into sight and put the cell on it; 0 marks none."""
        self.chosen_id = booking_id
        block = self._block(booking_id)
        if block is not None:
            self.cell = self._within(block.place.column, block.place.starts)
            self._show_cell()
        self._describe()
        self.viewport().update()

    def go_to(self, *, room_id: int, minute: int) -> None:
        """Put the cell on a room and time."""
        if self.shown is not None:
            self._move_cell(self.shown.column_of(room_id), minute)

    def describe(self) -> str:
        """The cell in words: room, time, and what is there."""
        if self.shown is None or not self.shown.columns:
            return ""
        column, minute = self.cell
        place = f"{self.shown.columns[column].title} {minute // 60:02d}:{minute % 60:02d}"
        blocks = self._blocks_in_cell()
        if blocks:
            said = "; ".join(
                ", ".join(filter(None, (each.title, each.detail, each.state))) for each in blocks
            )
        else:
            said = self.shown.shut_reason(column=column, minute=minute) or _("free")
        return f"{place}: {said}"

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.shown is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_board(
            painter,
            self.shown,
            self.geometry_of,
            view=QRectF(self.viewport().rect()),
            marks=Marks(self.chosen_id, self.cell_rect(), self.hasFocus()),
        )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or self.shown is None:
            super().keyPressEvent(event)
        elif key in _MOVES:
            by = _MOVES[key]
            self._move_cell(self.cell[0] + by[0], self._snapped(self.cell[1]) + by[1])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            hour = self.shown.first_hour if key == Qt.Key.Key_Home else self.shown.last_hour
            self._move_cell(self.cell[0], hour * 60)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.day_stepped.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_cell()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next booking; after the last one it leaves the board."""
        order = [block.row.id for block in self.shown.blocks] if self.shown else []
        at = order.index(self.chosen_id) if self.chosen_id in order else (-1 if forward else len(order))
        at += 1 if forward else -1
        if not self.hasFocus() or not 0 <= at < len(order):
            return super().focusNextPrevChild(forward)
        self.choose(order[at])
        self.booking_chosen.emit(order[at])
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = event.position()
        block = self.block_at(spot.toPoint())
        if event.button() != Qt.MouseButton.LeftButton or self.shown is None:
            return
        if block is not None:
            self.choose(block.row.id)
            self.booking_chosen.emit(block.row.id)
            return
        found = self.geometry_of.slot_at(spot.x(), spot.y())
        if found is not None:
            self._move_cell(found[0], self._snapped(found[1]))
            self._open_cell()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        block = self.block_at(event.position().toPoint())
        if block is not None:
            self.booking_opened.emit(block.row.id)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            block = self.block_at(event.pos())
            said = "\n".join(filter(None, (block.title, block.detail, block.state))) if block else ""
            QToolTip.showText(event.globalPos(), said, self.viewport())
            return True
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._scrolled()
        self.viewport().update()

    def block_at(self, spot: QPoint) -> Block | None:
        """The booking drawn at a point of the viewport."""
        if self.shown is None or not self.geometry_of.inside(spot.x(), spot.y()):
            return None
        hits = (each for each in reversed(self.shown.blocks) if self.rect_of(each).contains(spot.toPointF()))
        return next(hits, None)

    def rect_of(self, block: Block) -> QRectF:
        """Where a booking is drawn in the viewport."""
        return self.geometry_of.block(block.place, least=LEAST_MINUTES)

    def cell_rect(self) -> QRectF:
        """Where the cell is drawn in the viewport."""
        return self.geometry_of.span(
            self.cell[0], self._snapped(self.cell[1]), self._snapped(self.cell[1]) + CELL_MINUTES
        )

    def _block(self, booking_id: int) -> Block | None:
        blocks = self.shown.blocks if self.shown else ()
        return next((block for block in blocks if block.row.id == booking_id), None)

    def _blocks_in_cell(self) -> list[Block]:
        if self.shown is None:
            return []
        column, minute = self.cell
        begin = self._snapped(minute)
        return [
            block
            for block in self.shown.blocks
            if block.place.column == column
            and block.place.starts < begin + CELL_MINUTES
            and block.place.ends > begin
        ]

    def _open_cell(self) -> None:
        if self.shown is None or not self.shown.columns:
            return
        here = [block.row.id for block in self._blocks_in_cell()]
        if here:
            self.booking_opened.emit(self.chosen_id if self.chosen_id in here else here[0])
        else:
            self.slot_opened.emit(self.shown.columns[self.cell[0]].key, self.cell[1])

    def _move_cell(self, column: int, minute: int) -> None:
        self.cell = self._within(column, minute)
        here = [block.row.id for block in self._blocks_in_cell()]
        self.chosen_id = self.chosen_id if self.chosen_id in here else (here[0] if here else 0)
        self.booking_chosen.emit(self.chosen_id)
        self._show_cell()
        self._describe()
        self.viewport().update()

    def _within(self, column: int, minute: int) -> tuple[int, int]:
        if self.shown is None:
            return column, minute
        last = max(0, len(self.shown.columns) - 1)
        first_minute, last_minute = self.shown.first_hour * 60, self.shown.last_hour * 60 - CELL_MINUTES
        return max(0, min(last, column)), max(first_minute, min(last_minute, self._snapped(minute)))

    @staticmethod
    def _snapped(minute: int) -> int:
        return minute // CELL_MINUTES * CELL_MINUTES

    def _measure(self) -> None:
        if self.shown is None:
            return
        view = self.viewport().size()
        measured = self.geometry_of
        measured.fit(
            columns=len(self.shown.columns), hours=(self.shown.first_hour, self.shown.last_hour),
            width=view.width(), height=view.height(),
        )  # fmt: skip
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, round(measured.whole_width() - view.width())))
        across.setPageStep(view.width())
        across.setSingleStep(round(measured.column_width))
        down.setRange(0, max(0, round(measured.whole_height() - view.height())))
        down.setPageStep(view.height())
        down.setSingleStep(round(measured.hour_height))
        self._scrolled()

    def _scrolled(self) -> None:
        self.geometry_of.left = self.horizontalScrollBar().value()
        self.geometry_of.top = self.verticalScrollBar().value()

    def _show_cell(self) -> None:
        rect, measured = self.cell_rect(), self.geometry_of
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if rect.left() < measured.gutter:
            across.setValue(round(across.value() + rect.left() - measured.gutter))
        elif rect.right() > self.viewport().width():
            across.setValue(round(across.value() + rect.right() - self.viewport().width()))
        if rect.top() < measured.heading:
            down.setValue(round(down.value() + rect.top() - measured.heading))
        elif rect.bottom() > self.viewport().height():
            down.setValue(round(down.value() + rect.bottom() - self.viewport().height()))

    def _describe(self) -> None:
        said = self.describe()
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
