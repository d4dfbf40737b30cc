"""How the board looks: headings, hours, closed time, blocks, the line of now. Given a painter and places, it decides nothing."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen, QPixmap

from ui.kit import style
from ui.rooms.shown import CAME_TO_NOTHING, Block

_MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_WRAP = int(Qt.TextFlag.TextWordWrap)


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
    align: Qt.AlignmentFlag = _MIDDLE_LEFT,
) -> None:  # fmt: skip
    """One line of words, cut with an ellipsis where the room ends."""
    font, metrics = brushes.fonts(bold)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, align, metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width()))


def closed(painter: QPainter, brushes: Brushes, rect: QRectF, reason: str) -> None:
    """Time in which a room is not open: hatched, with the reason where one is known."""
    painter.fillRect(rect, brushes.hatch)
    if reason and rect.height() > brushes.title_metrics.height():
        pad = brushes.pad
        width = min(rect.width(), brushes.small_metrics.horizontalAdvance(reason) + 2 * pad)
        label = QRectF(rect.x(), rect.y() + pad, width, brushes.small_metrics.height() + pad)
        painter.fillRect(label, brushes.soft)
        words(painter, brushes, label.adjusted(pad, 0, -pad, 0), reason, colour=brushes.quiet)


def buffer(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Minutes kept free before or after a booking: drawn lightly."""
    painter.setOpacity(0.35)
    painter.fillRect(rect, QBrush(colour, Qt.BrushStyle.Dense6Pattern))
    painter.setOpacity(1)


def block(
    painter: QPainter, brushes: Brushes, rect: QRectF, shown: Block, *, colour: QColor, chosen: bool
) -> None:
    """A booking: its state shows in its pattern and in words, never in colour alone."""
    status = shown.row.status
    ink = _ink(status, brushes)
    painter.setPen(_outline(status, colour))
    painter.setBrush(_fill(status, brushes, colour))
    radius = min(style.px(5), rect.height() / 4)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if status == "completed":
        painter.fillRect(QRectF(rect.x(), rect.y() + radius, style.px(3), rect.height() - 2 * radius), colour)
    if chosen:
        _ring(painter, rect, brushes.text, radius=radius)
    _block_words(painter, brushes, rect, shown=shown, ink=ink)


def focus(painter: QPainter, brushes: Brushes, rect: QRectF, *, active: bool) -> None:
    """The cell that the keyboard stands on."""
    if not active:
        painter.setOpacity(0.4)
    _ring(painter, rect, brushes.accent, radius=style.px(4))
    painter.setOpacity(1)


def small_block(painter: QPainter, brushes: Brushes, rect: QRectF, status: str, *, colour: QColor) -> None:
    """A booking where there is no room for words: full, pale with a frame while not certain, or a mere frame."""
    if status in ("confirmed", "checked_in"):
        painter.fillRect(rect, colour)
        return
    if status not in CAME_TO_NOTHING:
        painter.fillRect(rect, _fill(status, brushes, colour))
    painter.setPen(_outline(status, colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


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
    needed = brushes.small_metrics.boundingRect(QRectF(0, 0, wanted, 1000), _WRAP, told)
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
    painter.drawText(
        box.adjusted(brushes.pad, 0, -brushes.pad, 0), _WRAP | int(Qt.AlignmentFlag.AlignVCenter), told
    )


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
    painter.drawText(rect, _WRAP | int(Qt.AlignmentFlag.AlignVCenter), text)


def now_line(painter: QPainter, brushes: Brushes, *, left: float, right: float, top: float) -> None:
    """The present moment across all rooms, with a dot at its beginning."""
    painter.setPen(QPen(brushes.bad, max(1.5, style.px(2))))
    painter.drawLine(QPointF(left, top), QPointF(right, top))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brushes.bad)
    painter.drawEllipse(QPointF(left, top), style.px(4), style.px(4))


def _block_words(painter: QPainter, brushes: Brushes, rect: QRectF, *, shown: Block, ink: QColor) -> None:
    line = brushes.small_metrics.height() + 1
    pad = brushes.pad if rect.width() > style.px(64) else brushes.gap
    room = rect.adjusted(pad + 2, 2, -pad, -2)
    count = int(room.height() // line)
    if rect.height() < 1.2 * line:
        _tight_words(painter, brushes, rect, _one_line(shown), ink=ink)
        return
    for number, texts in enumerate(_lines(shown)[:count]):
        place = QRectF(room.x(), room.y() + number * line, room.width(), line)
        metrics = brushes.title_metrics if number == 0 else brushes.small_metrics
        fitting = next((text for text in texts if metrics.horizontalAdvance(text) <= room.width()), texts[-1])
        words(painter, brushes, place, fitting, colour=ink, bold=number == 0)


def _tight_words(painter: QPainter, brushes: Brushes, rect: QRectF, text: str, *, ink: QColor) -> None:
    """One line in a block that is lower than a line of words: as large as fits, nothing where not even a word would."""
    font, metrics = brushes.tight(int(rect.height() * 0.82))
    place = rect.adjusted(brushes.gap + 2, 0, -brushes.gap, 0)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    if len(shown) < 2:
        return
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(place, _MIDDLE_LEFT, shown)


def _one_line(shown: Block) -> str:
    return " · ".join(filter(None, (_tick(shown) + shown.title, shown.state)))


def _lines(shown: Block) -> list[tuple[str, ...]]:
    """The lines of a booking by importance, each with what to write where the room is too narrow for it."""
    time = (shown.time, f"{shown.row.starts_at:%H:%M}", "")
    people = (shown.people, str(shown.row.head_count))
    state = [(shown.state,)] if shown.state else []
    return [(_tick(shown) + shown.title,), *state, time, people]


def _tick(shown: Block) -> str:
    return "✓ " if shown.row.status in ("checked_in", "completed") else ""


def _ink(status: str, brushes: Brushes) -> QColor:
    if status in ("confirmed", "checked_in"):
        return QColor("white")
    return brushes.quiet if status in CAME_TO_NOTHING else brushes.text


def _outline(status: str, colour: QColor) -> QPen:
    pattern = {"requested": Qt.PenStyle.DashLine, "moving": Qt.PenStyle.DashLine}
    if status in CAME_TO_NOTHING:
        return QPen(style.token("control"), 1, Qt.PenStyle.DotLine)
    return QPen(colour, 1.5, pattern.get(status, Qt.PenStyle.SolidLine))


def _fill(status: str, brushes: Brushes, colour: QColor) -> QColor:
    if status in ("confirmed", "checked_in"):
        return colour
    if status in CAME_TO_NOTHING:
        return brushes.surface
    share, under = 0.16, brushes.surface
    return QColor.fromRgbF(
        colour.redF() * share + under.redF() * (1 - share),
        colour.greenF() * share + under.greenF() * (1 - share),
        colour.blueF() * share + under.blueF() * (1 - share),
    )


def _ring(painter: QPainter, rect: QRectF, colour: QColor, *, radius: float) -> None:
    width = style.px(2)
    half = width / 2
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
