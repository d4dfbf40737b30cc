"""The board with something in the hand: drawing out free time, moving a booking, drawing its edges; and marking several.

Where it would be dropped is judged at every step from what is loaded; the page calls the verb, which judges again.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QPointF, Qt, Signal

from ui.kit import style
from ui.rooms.board_view import CELL_MINUTES, BoardView
from ui.rooms.carry import SNAP_MINUTES, Carry, snapped
from ui.rooms.shown import Block

MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_MAY_MOVE = ("requested", "confirmed", "checked_in")


@dataclass(frozen=True, slots=True)
class Slot:
    """Free time that was chosen; `ends_at` is None where only a place was pointed at."""

    room_id: int
    starts_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A booking that was dropped at another place or drawn to another length."""

    booking_id: int
    room_id: int
    starts_at: datetime
    ends_at: datetime


class CarryingBoard(BoardView):
    """What can be taken in the hand, where it is, and what becomes of it when it is dropped."""

    slot_opened = Signal(object)
    booking_chosen = Signal(int)
    booking_opened = Signal(int)
    booking_moved = Signal(object)
    day_opened = Signal(object)
    stepped = Signal(int)
    marked_changed = Signal()
    refused = Signal(str)
    may_mark = False

    def carry_chosen(self, kind: str = "move") -> bool:
        """Take the chosen booking in the hand, to be moved by arrow keys and dropped by Enter."""
        block = self.shown.block_of(self.chosen_id) if self.shown else None
        if block is None or not self._may_carry(block):
            return False
        self._carry(self._carry_of(block, kind))
        return True

    def abandon(self) -> None:
        """Put down what is carried where it was."""
        self._carry(None)

    def mark(self, *booking_ids: int) -> None:
        """Mark these bookings, to do one thing with all of them; none clears the marks."""
        self.marked = list(dict.fromkeys(booking_ids))
        self.marked_changed.emit()
        self.viewport().update()

    def mark_track(self, *, since: int = 0) -> None:
        """Mark what is still to come of the cell's room and day, from a minute on."""
        blocks = self.shown.by_track.get(self.cell[0], []) if self.shown and self.may_mark else []
        self.mark(
            *(each.row.id for each in blocks if each.place.starts >= since and each.row.status in _MAY_MOVE)
        )

    def _grasped(self, spot: QPointF, block: Block | None) -> Carry | None:
        """What is taken hold of at a point: free time, a booking, or one of its edges."""
        found = self.geometry_of.slot_at(spot.x(), spot.y())
        if found is None or self.shown is None or self.shown.view == "month":
            return None
        if block is None:
            begin = snapped(found[1] - SNAP_MINUTES // 2)
            return Carry("create", found[0], begin, begin + SNAP_MINUTES, grip=begin)
        if not self._may_carry(block):
            return None
        carry = self._carry_of(block, self._edge_at(spot, block))
        return replace(carry, grip=found[1] - carry.starts)

    def _edge_at(self, spot: QPointF, block: Block) -> str:
        rect, edge = self.rect_of(block), style.px(6)
        if self.shown is None or self.shown.is_coarse or rect.height() < 3 * edge:
            return "move"
        if rect.bottom() - spot.y() <= edge:
            return "end"
        return "start" if spot.y() - rect.top() <= edge else "move"

    def _carry_of(self, block: Block, kind: str) -> Carry:
        assert self.shown is not None  # a block is shown on a board
        track = self.shown.tracks[block.place.column]
        starts, ends = track.minute(block.row.starts_at), track.minute(block.row.ends_at)
        return Carry(kind, block.place.column, starts, ends, block.row, with_time=not self.shown.is_coarse)

    def _carry(self, carry: Carry | None) -> None:
        if carry == self.carry:
            return
        self.carry, self.refusal = carry, ""
        if carry is not None and self.shown is not None:
            track = self.shown.tracks[carry.track]
            error = self.shown.facts.refusal(
                room_id=track.room_id, starts_at=track.moment(carry.starts),
                ends_at=track.moment(carry.ends), row=carry.row,
            )  # fmt: skip
            self.refusal = error.sentence() if error else ""
        self._describe()
        self.viewport().update()

    def _drop(self) -> bool:
        """Hand over what is carried. What would not fit is told and stays in the hand; a mouse that let go puts it back."""
        carry = self.carry
        if carry is None or self.shown is None:
            return False
        if self.refusal and carry.kind != "create":
            self.refused.emit(self.refusal)
            return True
        track = self.shown.tracks[carry.track]
        starts_at, ends_at = track.moment(carry.starts), track.moment(carry.ends)
        self._carry(None)
        if carry.row is None:
            self.slot_opened.emit(Slot(track.room_id, starts_at, ends_at))
        elif (carry.row.room_id, carry.row.starts_at, carry.row.ends_at) != (
            track.room_id,
            starts_at,
            ends_at,
        ):
            self.booking_moved.emit(Moved(carry.row.id, track.room_id, starts_at, ends_at))
        return True

    def _stretch(self, key: Qt.Key) -> bool:
        """Shift+Up and Shift+Down draw the end of the chosen booking, or of the free cell."""
        if self.shown is None or self.shown.is_coarse or key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return False
        if self.carry is None and self.chosen_id and not self.carry_chosen("end"):
            return False
        if self.carry is None:
            track, minute = self.cell
            self._carry(Carry("create", track, minute, minute + CELL_MINUTES, grip=minute))
        return self._step_carry(key)

    def _step_carry(self, key: Qt.Key) -> bool:
        if self.carry is None or self.shown is None:
            return False
        across, down = MOVES[key]
        coarse = self.shown.is_coarse
        tracks = across + (down * self.shown.across if coarse else 0)
        minutes = 0 if coarse else down * SNAP_MINUTES
        last_track = len(self.shown.tracks) - 1
        carry = self._in_sight(self.carry.stepped(tracks=tracks, minutes=minutes, last_track=last_track))
        self._carry(carry)
        self._bring_into_sight(self.geometry_of.span(carry.track, carry.starts, carry.ends))
        return True

    def _in_sight(self, carry: Carry) -> Carry:
        assert self.shown is not None  # it is carried over a board
        return carry.in_sight(self.shown.first_hour * 60, self.shown.last_hour * 60)

    def _may_carry(self, block: Block) -> bool:
        return self.shown is not None and self.shown.view != "month" and block.row.status in _MAY_MOVE
