"""A chart painted on paper, in millimetres. On the screen `chart` shows the same data."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from centre_app.reports.chart import STEPS, Chart, Series, scale_top
from ui.kit import style
from ui.kit.printing import write_in

_INK, _QUIET, _RULE = QColor("#1B2733"), QColor("#5B6B7B"), QColor("#DFE4EA")
_LINE_COLOUR = QColor("#C2570C")
_SMALL, _TITLE = 7.0, 10.5  # points
_LETTER = 1.45  # millimetres of a small letter
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint(painter: QPainter, room: QRectF, chart: Chart) -> None:
    """Draw the chart with title, scale, labels and legend within the room."""
    painter.setPen(_INK)
    write_in(
        painter,
        QRectF(room.x(), room.y(), room.width(), 6),
        chart.title,
        points=_TITLE,
        bold=True,
        align=_CENTRE,
    )
    legend = [(each.name, style.room_colour(place)) for place, each in enumerate(chart.series)]
    if chart.line is not None:
        legend.append((chart.line.name, _LINE_COLOUR))
    foot = 6 if len(legend) > 1 else 0
    if foot:
        _legend(painter, QRectF(room.x(), room.bottom() - 5, room.width(), 5), legend)
    if chart.shape == "bars":
        _bars(painter, room.adjusted(40, 8, -12, -foot), chart)
        return
    inner = room.adjusted(11, 8, -11 if chart.line else -2, -foot - 6)
    top = scale_top(max(chart.totals, default=0))
    _scale(painter, inner, top)
    _columns(painter, inner, chart, top)
    if chart.line is not None:
        _line(painter, inner, chart.line)


def _scale(painter: QPainter, inner: QRectF, top: float) -> None:
    for number in range(STEPS + 1):
        y = inner.bottom() - inner.height() * number / STEPS
        painter.setPen(QPen(_RULE, 0.2))
        painter.drawLine(QPointF(inner.left(), y), QPointF(inner.right(), y))
        painter.setPen(_QUIET)
        write_in(
            painter,
            QRectF(inner.left() - 11, y - 2, 10, 4),
            f"{top * number / STEPS:,.0f}",
            points=_SMALL,
            align=_RIGHT,
        )


def _columns(painter: QPainter, inner: QRectF, chart: Chart, top: float) -> None:
    each = inner.width() / max(1, len(chart.labels))
    longest = max((len(label) for label in chart.labels), default=0)
    every = max(1, math.ceil((longest * _LETTER + 1.5) / each))
    for place, label in enumerate(chart.labels):
        left, bottom = inner.left() + each * (place + 0.15), inner.bottom()
        for number, series in enumerate(chart.series):
            high = inner.height() * (series.values[place] or 0) / top
            painter.fillRect(QRectF(left, bottom - high, each * 0.7, high), style.room_colour(number))
            bottom -= high
        if place % every == 0:
            painter.setPen(_QUIET)
            words = QRectF(left + each * 0.35 - 10, inner.bottom() + 1, 20, 4)
            write_in(painter, words, label, points=_SMALL, align=_CENTRE)


def _line(painter: QPainter, inner: QRectF, line: Series) -> None:
    """The line, by its own scale at the right."""
    top = scale_top(max((value or 0 for value in line.values), default=0))
    each = inner.width() / max(1, len(line.values))
    points = [
        QPointF(inner.left() + each * (place + 0.5), inner.bottom() - inner.height() * (value or 0) / top)
        for place, value in enumerate(line.values)
    ]
    painter.setPen(QPen(_LINE_COLOUR, 0.6))
    painter.drawPolyline(points)
    painter.setBrush(_LINE_COLOUR)
    for point in points:
        painter.drawEllipse(point, 0.8, 0.8)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_QUIET)
    for number in range(STEPS + 1):
        y = inner.bottom() - inner.height() * number / STEPS
        write_in(
            painter, QRectF(inner.right() + 1, y - 2, 10, 4), f"{top * number / STEPS:,.0f}", points=_SMALL
        )


def _bars(painter: QPainter, inner: QRectF, chart: Chart) -> None:
    """Bars lying below each other, their names at the left, their numbers at their ends."""
    each = min(7.0, inner.height() / max(1, len(chart.labels)))
    top = max(chart.totals, default=0) or 1
    for place, (label, value) in enumerate(zip(chart.labels, chart.totals, strict=True)):
        y = inner.top() + each * place
        long = inner.width() * value / top
        painter.fillRect(QRectF(inner.left(), y + each * 0.15, long, each * 0.7), style.room_colour(0))
        painter.setPen(_INK)
        write_in(painter, QRectF(inner.left() - 40, y, 38, each), label, points=_SMALL, align=_RIGHT)
        write_in(
            painter, QRectF(inner.left() + long + 1, y, 14, each), f"{value:,.0f}", points=_SMALL, align=_LEFT
        )


def _legend(painter: QPainter, room: QRectF, entries: list[tuple[str, QColor]]) -> None:
    each = room.width() / len(entries)
    for number, (name, colour) in enumerate(entries):
        left = room.left() + each * number
        painter.fillRect(QRectF(left, room.top() + 1, 2.6, 2.6), colour)
        painter.setPen(_QUIET)
        write_in(painter, QRectF(left + 3.6, room.top(), each - 4, 4.6), name, points=_SMALL, align=_LEFT)
