"""A register on paper: ruled rows across a lying A4, the headings on every page. Drawn, since long tables of HTML take a minute."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from centre_app.i18n import _
from centre_app.reports.styles import letters_of
from ui.kit.printing import DrawnSheet, printer, write_in

_POINTS = 8.5
_LETTER, _LINE = 1.6, 4.0  # millimetres that a Latin letter takes across, and a line down
_PAD = 1.2
_TITLE, _HEAD, _FOOT = 15.0, 7.0, 6.0
Heads = Sequence[tuple[str, int]]  # each with its share of the width in percent
Row = Sequence[str]


@dataclass(frozen=True)
class _Ledger:
    title: str
    subtitle: str
    heads: Heads
    pages: Sequence[Sequence[tuple[Row, float]]]


def ledger(*, title: str, subtitle: str, heads: Heads, rows: Sequence[Row]) -> DrawnSheet:
    """The rows under their headings, as many pages as they take; a text that is too long goes on in further lines."""
    device = printer(landscape=True)
    room = device.pageRect(device.Unit.Millimeter)
    widths = [room.width() * share / sum(each for _head, each in heads) for _head, share in heads]
    pages: list[list[tuple[Row, float]]] = [[]]
    left = room.height() - _TITLE - _HEAD - _FOOT
    for row in rows:
        height = 2 * _PAD + _LINE * max(_lines(text, width) for text, width in zip(row, widths, strict=True))
        if height > left and pages[-1]:
            pages.append([])
            left = room.height() - _HEAD - _FOOT
        pages[-1].append((row, height))
        left -= height
    whole = _Ledger(title, subtitle, heads, pages)
    return DrawnSheet([_Page(whole, number) for number in range(len(pages))], landscape=True)


class _Page:
    """Draws one page of a ledger."""

    def __init__(self, whole: _Ledger, number: int) -> None:
        self.whole, self.number = whole, number

    def __call__(self, painter: QPainter, room: QRectF) -> None:
        top = room.y()
        if self.number == 0:
            write_in(painter, QRectF(room.x(), top, room.width(), 8), self.whole.title, points=16, bold=True)
            write_in(painter, QRectF(room.x(), top + 8, room.width(), 5), self.whole.subtitle, points=9)
            top += _TITLE
        painter.fillRect(QRectF(room.x(), top, room.width(), _HEAD), QColor("#E6F0FA"))
        heads = [_(head) for head, _share in self.whole.heads]
        top = self._row(painter, heads, QRectF(room.x(), top, room.width(), _HEAD), bold=True)
        for row, height in self.whole.pages[self.number]:
            top = self._row(painter, row, QRectF(room.x(), top, room.width(), height))
        foot = QRectF(room.x(), room.bottom() - _FOOT + 1, room.width(), _FOOT - 1)
        count = f"{self.number + 1} / {len(self.whole.pages)}"
        write_in(painter, foot, count, points=_POINTS, align=Qt.AlignmentFlag.AlignCenter)

    def _row(self, painter: QPainter, cells: Row, place: QRectF, *, bold: bool = False) -> float:
        """Write the cells with the rules around them; returns where the next row begins."""
        rule, ink = QPen(QColor("#9AA7B4"), 0.15), QPen(QColor("#1B2733"))
        painter.setPen(rule)
        painter.drawRect(place)
        left, whole = place.x(), sum(share for _head, share in self.whole.heads)
        for cell, (_head, share) in zip(cells, self.whole.heads, strict=True):
            width = place.width() * share / whole
            painter.setPen(rule)
            painter.drawLine(QLineF(left, place.top(), left, place.bottom()))
            painter.setPen(ink)
            inner = QRectF(left + _PAD, place.top() + _PAD, width - 2 * _PAD, place.height() - _PAD)
            write_in(painter, inner, cell, points=_POINTS, bold=bold, wrap=True)
            left += width
        return place.bottom()


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width."""
    letters = max(1, int((width - 2 * _PAD) / _LETTER))
    return sum(max(1, -(-letters_of(part) // letters)) for part in text.split("\n"))
