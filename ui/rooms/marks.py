"""Marks on the board: the cell, the ring of what is chosen, the tick of what is marked, what is carried, the line of now."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.kit import style
from ui.rooms.brushes import WRAP, Brushes, words


def focus(painter: QPainter, brushes: Brushes, rect: QRectF, *, active: bool) -> None:
    """The cell that the keyboard stands on."""
    if not active:
        painter.setOpacity(0.4)
    ring(painter, rect, brushes.accent, radius=style.px(4))
    painter.setOpacity(1)


def ring(painter: QPainter, rect: QRectF, colour: QColor, *, radius: float) -> None:
    """A line around a place, inside its edges."""
    width = style.px(2)
    half = width / 2
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def tick(painter: QPainter, brushes: Brushes, rect: QRectF) -> None:
    """The sign of a booking that is marked together with others."""
    side = style.px(16)
    place = QRectF(rect.right() - side - 2, rect.top() + 2, side, side)
    painter.setPen(QPen(brushes.surface, 1))
    painter.setBrush(brushes.text)
    painter.drawEllipse(place)
    words(painter, brushes, place, "✓", colour=brushes.surface, bold=True, align=Qt.AlignmentFlag.AlignCenter)


def ghost(
    painter: QPainter, brushes: Brushes, rect: QRectF, time: str, *, refusal: str, within: QRectF
) -> None:
    """What is carried, at the place where it would be dropped: red and with the reason where it would not fit."""
    colour = brushes.bad if refusal else brushes.accent
    fill = QColor(colour)
    fill.setAlphaF(0.22)
    painter.setPen(QPen(colour, style.px(2), Qt.PenStyle.DashLine if refusal else Qt.PenStyle.SolidLine))
    painter.setBrush(fill)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), style.px(5), style.px(5))
    told = "\n".join(filter(None, (time, refusal)))
    wanted = min(style.px(300), within.width()) - 2 * brushes.pad
    needed = brushes.small_metrics.boundingRect(QRectF(0, 0, wanted, 1000), WRAP, told)
    box = QRectF(0, 0, needed.width() + 2 * brushes.pad + 2, needed.height() + brushes.pad)
    box.moveTopLeft(QPointF(rect.x(), rect.bottom() + 3))
    if box.bottom() > within.bottom():
        box.moveBottom(max(within.top() + box.height(), rect.top() - 3))
    box.moveRight(min(box.right(), within.right() - 2))
    painter.setPen(QPen(colour, 1))
    painter.setBrush(brushes.surface)
    painter.drawRoundedRect(box, style.px(4), style.px(4))
    painter.setPen(colour if refusal else brushes.text)
    painter.setFont(brushes.small)
    painter.drawText(box.adjusted(brushes.pad, 0, -brushes.pad, 0), WRAP, told)


def now_line(painter: QPainter, brushes: Brushes, *, left: float, right: float, top: float) -> None:
    """The present moment across all rooms, with a dot at its beginning."""
    painter.setPen(QPen(brushes.bad, max(1.5, style.px(2))))
    painter.drawLine(QPointF(left, top), QPointF(right, top))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brushes.bad)
    painter.drawEllipse(QPointF(left, top), style.px(4), style.px(4))
