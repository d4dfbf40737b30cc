"""What painting the board draws with: colours and fonts looked up once, the colours of rooms, lines of words."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen, QPixmap

from ui.kit import style

MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)


class Brushes:
    """Colours and fonts looked up once for a whole painting."""

    def __init__(self) -> None:
        self.title = style.font("small", bold=True)
        self.small = style.font("small")
        self.title_metrics, self.small_metrics = QFontMetricsF(self.title), QFontMetricsF(self.small)
        self.surface, self.text, self.quiet = (
            style.token("surface"),
            style.token("text"),
            style.token("quiet"),
        )
        self.line, self.accent, self.bad = style.token("line"), style.token("accent"), style.token("bad")
        self.soft = style.token("surface_soft")
        self.hatch = _hatch(style.theme())
        self.gap, self.pad = style.px(2), style.px(6)
        self._small_pixels = QFontInfo(self.small).pixelSize()
        self._tight: dict[int, tuple[QFont, QFontMetricsF]] = {}

    def tight(self, pixels: int) -> tuple[QFont, QFontMetricsF]:
        """The small font at most so high, and its metrics."""
        high = max(1, min(pixels, self._small_pixels))
        if high not in self._tight:
            font = QFont(self.small)
            font.setPixelSize(high)
            self._tight[high] = (font, QFontMetricsF(font))
        return self._tight[high]

    def fonts(self, bold: bool) -> tuple[QFont, QFontMetricsF]:
        """The font of a line of words and its metrics."""
        return (self.title, self.title_metrics) if bold else (self.small, self.small_metrics)


@lru_cache(maxsize=256)
def room_colour(number: int) -> QColor:
    """The colour of the n-th room, worked out once: a month asks for it thousands of times."""
    return style.room_colour(number)


@lru_cache(maxsize=4)
def _hatch(_theme: tuple[str, int]) -> QBrush:
    """Diagonal lines as a tile: painted many times faster than Qt's own pattern with opacity."""
    side = max(6, style.px(8))
    tile = QPixmap(side, side)
    tile.fill(style.token("surface_soft"))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = style.token("control")
    ink.setAlphaF(0.55)
    painter.setPen(QPen(ink, max(1, style.px(1))))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift, side), QPointF(shift + side, 0))
    painter.end()
    return QBrush(tile)


def words(
    painter: QPainter, brushes: Brushes, rect: QRectF, text: str, *, colour: QColor, bold: bool = False,
    align: Qt.AlignmentFlag = MIDDLE_LEFT,
) -> None:  # fmt: skip
    """One line of words, cut with an ellipsis where the room ends."""
    font, metrics = brushes.fonts(bold)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, align, metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width()))


def wrapped(
    painter: QPainter, brushes: Brushes, rect: QRectF, text: str, *, colour: QColor, bold: bool = True
) -> None:
    """Words on as many lines as there is room for."""
    font, metrics = brushes.fonts(bold)
    painter.setFont(font)
    painter.setPen(colour)
    if rect.height() < 2 * metrics.height():
        words(painter, brushes, rect, text, colour=colour, bold=bold)
        return
    painter.drawText(rect, WRAP, text)
