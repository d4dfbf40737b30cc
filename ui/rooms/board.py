"""What the mouse and the keyboard do on the board. It tells what was wanted; the page does it.

Arrows move a cell, Enter opens it, Tab goes from booking to booking, Shift+arrows and Ctrl+M carry; dragging does the same.
"""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.rooms.board_carry import MOVES, CarryingBoard, Slot
from ui.rooms.board_view import CELL_MINUTES
from ui.rooms.carry import SNAP_MINUTES
from ui.rooms.shown import Block

_KEYS = Qt.Key


class Board(CarryingBoard):
    """The board under the clerk's hands. `booking_opened(id)`: go and act on it; `day_opened(date)`: show that day."""

    copy_asked = Signal()
    print_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._pressed: tuple[QPointF, Block | None] | None = None

    def choose(self, booking_id: int) -> None:
        """Choose a booking, bring it into sight and put the cell on it; 0 chooses none."""
        self.chosen_id = booking_id
        block = self.shown.block_of(booking_id) if self.shown else None
        if block is not None:
            self.cell = self._within(block.place.column, block.place.starts)
            self._bring_into_sight(self.cell_rect())
        self._describe()
        self.viewport().update()

    def go_to(self, *, room_id: int, minute: int, day: object = None) -> None:
        """Put the cell on a room and time, on the first day shown unless another is named."""
        if self.shown is not None and self.shown.tracks:
            wanted = self.shown.tracks[0].day
            wanted = day if isinstance(day, type(wanted)) else wanted
            self._move_cell(self.shown.track_of(room_id=room_id, day=wanted), minute)

    def slot(self) -> Slot | None:
        """The place of the cell, None without rooms."""
        if self.shown is None or not self.shown.tracks:
            return None
        track = self.shown.tracks[self.cell[0]]
        return Slot(track.room_id, track.moment(self.cell[1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = _KEYS(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.shown is None or not self._took_key(key, held):
            super().keyPressEvent(event)

    def _took_key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        if held == Qt.KeyboardModifier.ShiftModifier and key in MOVES:
            return self._stretch(key)
        if held == Qt.KeyboardModifier.ControlModifier:
            return self._took_control(key)
        if held:
            return False
        if key in (_KEYS.Key_Escape, _KEYS.Key_Insert):
            return self._escape() if key == _KEYS.Key_Escape else self._toggle_mark(self.chosen_id)
        if key in (_KEYS.Key_Return, _KEYS.Key_Enter):
            return self._drop() if self.carry else self._open_cell()
        return self._step_carry(key) if self.carry is not None and key in MOVES else self._walk(key)

    def _took_control(self, key: Qt.Key) -> bool:
        if key == _KEYS.Key_M:
            return self.carry_chosen()
        if key in (_KEYS.Key_C, _KEYS.Key_P):
            (self.copy_asked if key == _KEYS.Key_C else self.print_asked).emit()
            return True
        if key == _KEYS.Key_Space:
            return self._toggle_mark(self.chosen_id)
        if key == _KEYS.Key_A and self.may_mark:
            self.mark_track()
            return True
        return False

    def _walk(self, key: Qt.Key) -> bool:
        if self.shown is None:
            return False
        if key in MOVES:
            across, down = MOVES[key]
            track, minute = self.cell
            coarse = self.shown.is_coarse
            by = across + (down * self.shown.across if coarse else 0)
            if not 0 <= track + by < len(self.shown.tracks):
                by = 0
            self._move_cell(track + by, minute + (0 if coarse else down * CELL_MINUTES))
        elif key in (_KEYS.Key_Home, _KEYS.Key_End):
            hour = self.shown.first_hour if key == _KEYS.Key_Home else self.shown.last_hour
            self._move_cell(self.cell[0], hour * 60)
        elif key in (_KEYS.Key_PageUp, _KEYS.Key_PageDown):
            self.stepped.emit(1 if key == _KEYS.Key_PageDown else -1)
        else:
            return False
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next booking, in coarse views to the next of the cell; after the last one it leaves the board."""
        order = self._order()
        at = order.index(self.chosen_id) if self.chosen_id in order else (-1 if forward else len(order))
        at += 1 if forward else -1
        if not self.hasFocus() or not 0 <= at < len(order):
            return super().focusNextPrevChild(forward)
        self.choose(order[at])
        self.booking_chosen.emit(order[at])
        return True

    def _order(self) -> list[int]:
        """The bookings that Tab goes through; one over midnight counts once."""
        if self.shown is None or self.shown.view == "month":
            return []
        blocks = self._blocks_in_cell() if self.shown.is_coarse else self.shown.blocks
        return list(dict.fromkeys(block.row.id for block in blocks))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.shown is None:
            return
        spot = event.position()
        block = self.block_at(spot.toPoint()) if self.shown.view != "month" else None
        if block is not None and self._marking(block, event.modifiers()):
            return
        self._pressed = (spot, block)
        if block is not None:
            self.choose(block.row.id)
            self.booking_chosen.emit(block.row.id)
        elif (found := self.geometry_of.slot_at(spot.x(), spot.y())) is not None:
            self._move_cell(*found)
        else:
            self._pressed = None
        if self.marked:
            self.mark()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position()
        if self._pressed is None:
            self._show_cursor(spot)
            return
        begun = (spot - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance()
        if self.carry is None and begun:
            self._carry(self._grasped(*self._pressed))
        if self.carry is not None:
            track, minute = self.geometry_of.nearest_slot(spot.x(), spot.y())
            self._carry(self._in_sight(self.carry.dragged(track=track, minute=minute)))
            self._bring_into_sight(self.geometry_of.span(track, minute, minute + SNAP_MINUTES))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self.carry is not None:
            self._drop()
            self.abandon()
        elif pressed[1] is None and self.shown is not None and self.shown.view != "month":
            self._open_slot()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        block = self.block_at(event.position().toPoint())
        if self.shown is not None and self.shown.view == "month":
            self._open_cell()
        elif block is not None:
            self.booking_opened.emit(block.row.id)

    def _escape(self) -> bool:
        if self.carry is not None:
            self._pressed = None
            self.abandon()
            return True
        if self.marked:
            self.mark()
            return True
        return False

    def _marking(self, block: Block, held: Qt.KeyboardModifier) -> bool:
        """Ctrl+click marks one more, Shift+click all from the chosen one to this one, in the order of the board."""
        if not self.may_mark or self.shown is None:
            return False
        if held & Qt.KeyboardModifier.ControlModifier:
            if not self.marked and self.chosen_id and self.chosen_id != block.row.id:
                self.marked = [self.chosen_id]
            return self._toggle_mark(block.row.id)
        order = [each.row.id for each in self.shown.blocks]
        if held & Qt.KeyboardModifier.ShiftModifier and self.chosen_id in order:
            ends = sorted((order.index(self.chosen_id), order.index(block.row.id)))
            self.mark(*order[ends[0] : ends[1] + 1])
            return True
        return False

    def _toggle_mark(self, booking_id: int) -> bool:
        if not self.may_mark or not booking_id:
            return False
        left = [each for each in self.marked if each != booking_id]
        self.mark(*(left if booking_id in self.marked else [*left, booking_id]))
        return True

    def _show_cursor(self, spot: QPointF) -> None:
        block = self.block_at(spot.toPoint())
        edge = self._edge_at(spot, block) if block and self._may_carry(block) else ""
        shapes = {"start": Qt.CursorShape.SizeVerCursor, "end": Qt.CursorShape.SizeVerCursor}
        self.viewport().setCursor(shapes.get(edge, Qt.CursorShape.ArrowCursor))

    def _open_cell(self) -> bool:
        if self.shown is None or not self.shown.tracks:
            return False
        here = [block.row.id for block in self._blocks_in_cell()]
        if self.shown.view == "month":
            self.day_opened.emit(self.shown.tracks[self.cell[0]].day)
        elif here:
            self.booking_opened.emit(self.chosen_id if self.chosen_id in here else here[0])
        else:
            self._open_slot()
        return True

    def _open_slot(self) -> None:
        slot = self.slot()
        if slot is not None:
            self.slot_opened.emit(slot)

    def _move_cell(self, track: int, minute: int) -> None:
        self.cell = self._within(track, minute)
        here = [block.row.id for block in self._blocks_in_cell()]
        coarse = self.shown is not None and self.shown.is_coarse
        self.chosen_id = self.chosen_id if self.chosen_id in here else (here[0] if here and not coarse else 0)
        self.booking_chosen.emit(self.chosen_id)
        self._bring_into_sight(self.cell_rect())
        self._describe()
        self.viewport().update()
