"""The board as a picture that scrolls: what is shown, which cell and booking are pointed at, and how they are told in words.

What keys and the mouse do with it is in `board.py`. It reads no data.
"""

from PySide6.QtCore import QEvent, QPoint, QRectF
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from centre_app.centre.calendar import Span
from centre_app.i18n import _, _n
from ui.rooms.board_paint import Marks, paint_board
from ui.rooms.carry import Carry
from ui.rooms.geometry import Geometry
from ui.rooms.reading import MEASURES
from ui.rooms.shown import Block, Shown, day_title

CELL_MINUTES = 30


class BoardView(QAbstractScrollArea):
    """Shows tracks and blocks; knows the cell (track, minute), the chosen booking, and what is carried."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setCornerWidget(QWidget())
        self.shown: Shown | None = None
        self.geometry_of = Geometry()
        self.cell = (0, 9 * 60)
        self.chosen_id = 0
        self.marked: list[int] = []
        self.carry: Carry | None = None
        self.refusal = ""

    def show_board(self, board: Shown) -> None:
        """Show a board; the cell and the chosen booking stay where they were, if they still exist."""
        before, self.shown = self.shown, board
        known = {block.row.id for block in board.blocks}
        self.chosen_id = self.chosen_id if self.chosen_id in known else 0
        self.marked = [each for each in self.marked if each in known]
        self.carry, self.refusal = None, ""
        self.geometry_of.use(MEASURES[board.view])
        self.cell = self._within(*self._same_cell(before))
        self._measure()
        self._describe()
        self.viewport().update()

    def describe(self) -> str:
        """The cell in words: room, day where several are shown, time, and what is there."""
        if self.shown is None or not self.shown.tracks:
            return ""
        if self.carry is not None:
            return self._carry_words(self.carry)
        track, minute = self.cell
        blocks = self._blocks_in_cell()
        if self.shown.view == "month":
            count = len(blocks)
            said = _n("{count} booking", "{count} bookings", count).format(count=count)
            return f"{self._place_words(track)}: {said}"
        time = "" if self.shown.is_coarse else f" {minute // 60:02d}:{minute % 60:02d}"
        if blocks:
            said = "; ".join(_block_words(each) for each in blocks)
        else:
            said = self.shown.shut_reason(track=track, minute=minute) or _("free")
        return f"{self._place_words(track)}{time}: {said}"

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.shown is None:
            return
        marks = Marks(
            self.chosen_id,
            self.cell_rect(),
            self.hasFocus(),
            frozenset(self.marked),
            self.carry,
            self.refusal,
        )
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = QRectF(self.viewport().rect())
        paint_board(painter, self.shown, self.geometry_of, view=view, marks=marks)
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
        if self.shown is None:
            return None
        found = self.geometry_of.slot_at(spot.x(), spot.y())
        blocks = self.shown.by_track.get(found[0], ()) if found else ()
        return next((each for each in reversed(blocks) if self.rect_of(each).contains(spot.toPointF())), None)

    def rect_of(self, block: Block) -> QRectF:
        """Where a booking is drawn in the viewport."""
        return self.geometry_of.block(block.place)

    def cell_rect(self) -> QRectF:
        """Where the cell is drawn in the viewport."""
        if self.shown is not None and self.shown.is_coarse:
            return self.geometry_of.track(self.cell[0]).adjusted(1, 1, 0, 0)
        begin = _snapped(self.cell[1])
        return self.geometry_of.span(self.cell[0], begin, begin + CELL_MINUTES)

    def _blocks_in_cell(self) -> list[Block]:
        if self.shown is None:
            return []
        track, minute = self.cell
        if self.shown.is_coarse:
            return self.shown.by_track.get(track, [])
        begin = _snapped(minute)
        return self.shown.blocks_between(track=track, starts=begin, ends=begin + CELL_MINUTES)

    def _same_cell(self, before: Shown | None) -> tuple[int, int]:
        """The cell that means on the new board what the old one meant; at first, now."""
        if self.shown is None or not self.shown.tracks:
            return self.cell
        number, minute = self.cell
        if before is None or not before.tracks:
            now = self.shown.now
            here = any(track.day == now.date() for track in self.shown.tracks)
            return self.shown.track_of(room_id=0, day=now.date()), now.hour * 60 if here else minute
        old = before.tracks[min(number, len(before.tracks) - 1)]
        day = old.day if before.view != "day" or self.shown.view != "day" else self.shown.tracks[0].day
        return self.shown.track_of(room_id=old.room_id, day=day), minute

    def _within(self, track: int, minute: int) -> tuple[int, int]:
        if self.shown is None:
            return track, minute
        last = max(0, len(self.shown.tracks) - 1)
        first_minute, last_minute = self.shown.first_hour * 60, self.shown.last_hour * 60 - CELL_MINUTES
        return max(0, min(last, track)), max(first_minute, min(last_minute, _snapped(minute)))

    def _measure(self) -> None:
        if self.shown is None:
            return
        view, measured = self.viewport().size(), self.geometry_of
        measured.fit(
            across=self.shown.across, bands=self.shown.bands,
            hours=(self.shown.first_hour, self.shown.last_hour), width=view.width(), height=view.height(),
        )  # fmt: skip
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, int(measured.whole_width() - view.width())))
        across.setPageStep(view.width())
        across.setSingleStep(round(measured.track_width))
        down.setRange(0, max(0, int(measured.whole_height() - view.height())))
        down.setPageStep(view.height())
        down.setSingleStep(round(max(measured.hour_height, measured.heading)))
        self._scrolled()

    def _scrolled(self) -> None:
        self.geometry_of.left = self.horizontalScrollBar().value()
        self.geometry_of.top = self.verticalScrollBar().value()

    def _bring_into_sight(self, rect: QRectF) -> None:
        measured = self.geometry_of
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if rect.left() < measured.gutter:
            across.setValue(round(across.value() + rect.left() - measured.gutter))
        elif rect.right() > self.viewport().width():
            across.setValue(round(across.value() + rect.right() - self.viewport().width()))
        if rect.top() < measured.heading:
            down.setValue(round(down.value() + rect.top() - measured.heading))
        elif rect.bottom() > self.viewport().height():
            down.setValue(round(down.value() + rect.bottom() - self.viewport().height()))

    def _place_words(self, number: int) -> str:
        if self.shown is None:
            return ""
        track = self.shown.tracks[number]
        room = self.shown.facts.rooms[track.room_id]
        title = _("{room} · {capacity}").format(room=room.name, capacity=room.capacity)
        return title if self.shown.view == "day" else f"{title} {day_title(track.day)}"

    def _carry_words(self, carry: Carry) -> str:
        if self.shown is None:
            return ""
        track = self.shown.tracks[carry.track]
        time = Span(track.moment(carry.starts), track.moment(carry.ends))
        return f"{self._place_words(carry.track)} {time}: {self.refusal or _('free')}"

    def _describe(self) -> None:
        said = self.describe()
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))


def _block_words(block: Block) -> str:
    return ", ".join(filter(None, (block.title, block.detail, block.state)))


def _snapped(minute: int) -> int:
    return minute // CELL_MINUTES * CELL_MINUTES
