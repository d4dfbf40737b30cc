"""Painting a whole board, back to front: closed time, lines, bookings, the cell, then hours and headings over what scrolled."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.kit import style
from ui.rooms import paint
from ui.rooms.day import LEAST_MINUTES, Block, DayBoard
from ui.rooms.geometry import Geometry


@dataclass(frozen=True, slots=True)
class Marks:
    """What the clerk points at: the chosen booking, the cell, and whether the keyboard is here."""

    chosen_id: int
    cell: QRectF
    active: bool


@dataclass(frozen=True, slots=True)
class _Canvas:
    painter: QPainter
    brushes: paint.Brushes
    shown: DayBoard
    measured: Geometry
    view: QRectF


def paint_board(
    painter: QPainter, shown: DayBoard, measured: Geometry, *, view: QRectF, marks: Marks
) -> None:
    """Paint the part of the board that is in sight."""
    canvas = _Canvas(painter, paint.Brushes(), shown, measured, view)
    painter.fillRect(view, canvas.brushes.surface)
    painter.setClipRect(view.adjusted(measured.gutter, measured.heading, 0, 0))
    _paint_closed(canvas)
    _paint_lines(canvas)
    _paint_blocks(canvas, marks)
    if shown.columns and not marks.chosen_id:
        paint.focus(painter, canvas.brushes, marks.cell, active=marks.active)
    painter.setClipping(False)
    _paint_hours(canvas)
    _paint_headings(canvas)


def _paint_closed(canvas: _Canvas) -> None:
    for number, column in enumerate(canvas.shown.columns):
        for starts, ends, reason in column.shut:
            rect = canvas.measured.span(number, starts, ends).intersected(canvas.view)
            if not rect.isEmpty():
                paint.closed(canvas.painter, canvas.brushes, rect, reason)


def _paint_lines(canvas: _Canvas) -> None:
    painter, measured, view = canvas.painter, canvas.measured, canvas.view
    painter.setPen(QPen(canvas.brushes.line, 1))
    for hour in range(canvas.shown.first_hour, canvas.shown.last_hour + 1):
        top = round(measured.y_of(hour * 60))
        painter.drawLine(QPointF(measured.gutter, top), QPointF(view.right(), top))
    for number in range(len(canvas.shown.columns) + 1):
        left = round(measured.x_of(number))
        painter.drawLine(QPointF(left, measured.heading), QPointF(left, view.bottom()))


def _paint_blocks(canvas: _Canvas, marks: Marks) -> None:
    colours = [style.room_colour(column.colour) for column in canvas.shown.columns]
    for block in canvas.shown.blocks:
        colour = colours[block.place.column]
        for span in _buffers(block):
            paint.buffer(canvas.painter, canvas.measured.lane(block.place, *span), colour)
        rect = canvas.measured.block(block.place, least=LEAST_MINUTES)
        if rect.intersects(canvas.view):
            chosen = block.row.id == marks.chosen_id
            paint.block(canvas.painter, canvas.brushes, rect, block, colour=colour, chosen=chosen)


def _buffers(block: Block) -> list[tuple[int, int]]:
    row, place = block.row, block.place
    spans = [(place.starts - row.buffer_before, place.starts), (place.ends, place.ends + row.buffer_after)]
    return [span for span in spans if row.holds and span[0] < span[1]]


def _paint_hours(canvas: _Canvas) -> None:
    painter, brushes, measured, view = canvas.painter, canvas.brushes, canvas.measured, canvas.view
    painter.fillRect(QRectF(0, 0, measured.gutter, view.height()), brushes.surface)
    painter.setClipRect(QRectF(0, measured.heading - style.px(9), view.width(), view.height()))
    line = brushes.small_metrics.height()
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    for hour in range(canvas.shown.first_hour, canvas.shown.last_hour + 1):
        place = QRectF(0, measured.y_of(hour * 60) - line / 2, measured.gutter - style.px(8), line)
        paint.words(painter, brushes, place, f"{hour}:00", colour=brushes.quiet, align=right)
    minute = canvas.shown.now_minute
    if minute is not None:
        top = measured.y_of(minute)
        paint.now_line(painter, brushes, left=measured.gutter, right=view.right(), top=top)
    painter.setClipping(False)


def _paint_headings(canvas: _Canvas) -> None:
    painter, brushes, measured, view = canvas.painter, canvas.brushes, canvas.measured, canvas.view
    high, wide = measured.heading, measured.column_width
    painter.fillRect(QRectF(0, 0, view.width(), high - style.px(9)), brushes.surface)
    painter.setClipRect(QRectF(measured.gutter, 0, view.width(), high))
    for number, column in enumerate(canvas.shown.columns):
        left = measured.x_of(number)
        if left > view.right() or left + wide < measured.gutter:
            continue
        painter.fillRect(QRectF(left, 0, wide, high), brushes.surface)
        inner = QRectF(left + brushes.pad, 0, wide - 2 * brushes.pad, high - style.px(4))
        painter.fillRect(
            QRectF(inner.x(), inner.bottom(), inner.width(), style.px(3)), style.room_colour(column.colour)
        )
        paint.words(painter, brushes, inner, column.title, colour=brushes.text, bold=True)
    painter.setClipping(False)
