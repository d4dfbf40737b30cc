"""How a booking and closed time look on the board. Given a painter and places, it decides nothing."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from ui.kit import style
from ui.rooms import marks
from ui.rooms.brushes import MIDDLE_LEFT, Brushes, words
from ui.rooms.shown import CAME_TO_NOTHING, Block

LEAST_PIXELS = 10  # lower letters cannot be read: the pattern and the tooltip tell then


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
        marks.ring(painter, rect, brushes.text, radius=radius)
    _block_words(painter, brushes, rect, shown=shown, ink=ink)


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
    """One line in a block that is lower than a line of words: as large as fits, none where it would be too small to read."""
    high = int(rect.height() * 0.82)
    if high < style.px(LEAST_PIXELS):
        return
    font, metrics = brushes.tight(high)
    place = rect.adjusted(brushes.gap + 2, 0, -brushes.gap, 0)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    if len(shown) < 2:
        return
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(place, MIDDLE_LEFT, shown)


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
