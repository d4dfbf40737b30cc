"""How the public board is painted, at any size of screen: a heading with the clock, and a card for each room."""

from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from centre_app.i18n import _, _n
from centre_app.rooms.public_day import PublicBooking, RoomDay
from ui.kit import style

MOST_ROOMS = 9
_HEAD_SHARE = 0.13
_TONES = {"in_use": "bad", "free": "good", "closed": "neutral"}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Board(Protocol):
    """What is painted."""

    rooms: list[RoomDay]
    now: datetime
    centre: str
    turned: int

    @property
    def pages(self) -> int: ...
    def day_words(self) -> str: ...
    def width(self) -> int: ...
    def height(self) -> int: ...


def pages(rooms: int) -> int:
    """How many pages so many rooms take."""
    return max(1, -(-rooms // MOST_ROOMS))


def columns_for(rooms: int, *, wide: bool) -> int:
    """How many cards stand side by side."""
    if rooms <= 3:
        return max(1, rooms if wide else 1)
    return (2 if rooms == 4 else 3) if wide else 2


def state_words(room: RoomDay, now: datetime) -> tuple[str, str]:
    """How a room stands in one word, and until when or why."""
    state = room.state_at(now)
    until = f"{state.until:%H:%M}" if state.until else ""
    if until == "00:00":
        until = "24:00"
    if state.kind == "in_use":
        places = "" if state.places is None else _n("{count} place left", "{count} places left", state.places)
        said = _("until {time}").format(time=until)
        return _("In use"), " · ".join(filter(None, (said, places.format(count=state.places))))
    if state.kind == "free":
        return _("Free"), _("until {time}").format(time=until)
    opens = _("opens at {time}").format(time=until) if until else ""
    return _("Closed"), " · ".join(filter(None, (state.words, opens)))


def to_come(room: RoomDay, now: datetime) -> list[PublicBooking]:
    """What is under way or still to come today."""
    return [booking for booking in room.bookings if booking.span.ends > now]


def paint(painter: QPainter, board: Board) -> None:
    """Paint the whole board."""
    width, height = board.width(), board.height()
    unit = (
        min(width / 16, height / 9) / 10
    )  # a hundredth and a bit of the screen; all sizes are so many of these
    painter.fillRect(QRectF(0, 0, width, height), style.token("background"))
    head = QRectF(3 * unit, 2 * unit, width - 6 * unit, height * _HEAD_SHARE - 2 * unit)
    _paint_head(painter, head, board, unit)
    shown = board.rooms[board.turned * MOST_ROOMS : (board.turned + 1) * MOST_ROOMS]
    room = QRectF(
        3 * unit, height * _HEAD_SHARE + unit, width - 6 * unit, height * (1 - _HEAD_SHARE) - 4 * unit
    )
    if not shown:
        painter.setPen(style.token("quiet"))
        painter.setFont(_font(4 * unit))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, _("No rooms yet."))
        return
    across = columns_for(len(shown), wide=width > height)
    down = -(-len(shown) // across)
    gap = 1.6 * unit
    each_width, each_height = (
        (room.width() - gap * (across - 1)) / across,
        (room.height() - gap * (down - 1)) / down,
    )
    for number, one in enumerate(shown):
        left = room.left() + (number % across) * (each_width + gap)
        top = room.top() + (number // across) * (each_height + gap)
        _paint_room(painter, QRectF(left, top, each_width, each_height), one, now=board.now, unit=unit)


def _paint_head(painter: QPainter, place: QRectF, board: Board, unit: float) -> None:
    painter.setPen(style.token("text"))
    painter.setFont(_font(8 * unit, bold=True))
    time = f"{board.now:%H:%M}"
    time_width = QFontMetricsF(painter.font()).horizontalAdvance(time) + 2 * unit
    painter.drawText(place, _RIGHT, time)
    left = place.adjusted(0, 0, -time_width, 0)
    upper = QRectF(left.left(), left.top(), left.width(), left.height() * 0.58)
    lower = QRectF(left.left(), upper.bottom(), left.width(), left.height() * 0.42)
    _line(painter, upper, board.centre, font=_font(5 * unit, bold=True))
    page = f"{board.turned + 1} / {board.pages}" if board.pages > 1 else ""
    painter.setPen(style.token("quiet"))
    words = " · ".join(filter(None, (_("Rooms today"), board.day_words(), page)))
    _line(painter, lower, words, font=_font(3 * unit))


def _paint_room(painter: QPainter, place: QRectF, room: RoomDay, *, now: datetime, unit: float) -> None:
    kind = room.state_at(now).kind
    ink, fill = style.tone_colours(_TONES[kind])
    painter.setPen(style.token("line"))
    painter.setBrush(style.token("surface"))
    painter.drawRoundedRect(place, 1.5 * unit, 1.5 * unit)
    high = min(6 * unit, place.height() * 0.2)
    inside = place.adjusted(2 * unit, 1 * unit, -2 * unit, -1 * unit)
    painter.setPen(style.token("text"))
    _line(
        painter,
        QRectF(inside.left(), inside.top(), inside.width(), high),
        room.name,
        font=_font(high * 0.66, bold=True),
    )
    word, more = state_words(room, now)
    band = QRectF(place.left() + 1, inside.top() + high, place.width() - 2, high * 1.05)
    _paint_state(painter, band, (word, more), ink=ink, fill=fill, unit=unit)
    below = QRectF(
        inside.left(),
        band.bottom() + 0.6 * unit,
        inside.width(),
        inside.bottom() - band.bottom() - 0.6 * unit,
    )
    _paint_bookings(painter, below, room, now=now, unit=unit)


def _paint_state(
    painter: QPainter, band: QRectF, words: tuple[str, str], *, ink: QColor, fill: QColor, unit: float
) -> None:
    painter.fillRect(band, fill)
    painter.setPen(ink)
    inside = band.adjusted(2 * unit, 0, -2 * unit, 0)
    font = _font(band.height() * 0.62, bold=True)
    _line(painter, inside, words[0], font=font)
    used = QFontMetricsF(font).horizontalAdvance(words[0]) + 1.5 * unit
    rest = inside.adjusted(used, 0, 0, 0)
    sizes = (_font(band.height() * share) for share in (0.5, 0.42, 0.36, 0.3))
    fonts = [size for size in sizes if QFontMetricsF(size).horizontalAdvance(words[1]) <= rest.width()]
    _line(painter, rest, words[1], font=fonts[0] if fonts else _font(band.height() * 0.3), align=_RIGHT)


def _paint_bookings(painter: QPainter, place: QRectF, room: RoomDay, *, now: datetime, unit: float) -> None:
    """As many lines as there is room for; the last says how many more there are."""
    coming = to_come(room, now)
    lines = max(1, round(place.height() / (4.4 * unit)))
    high = min(place.height() / lines, 4.6 * unit)
    shown = coming if len(coming) <= lines else coming[: max(0, lines - 1)]
    font, strong = _font(high * 0.6), _font(high * 0.6, bold=True)
    times = QFontMetricsF(strong).horizontalAdvance("00:00–00:00") + 1.5 * unit
    top = place.top()
    for booking in shown:
        row = QRectF(place.left(), top, place.width(), high)
        painter.setPen(style.token("text"))
        _line(painter, row, str(booking.span), font=strong)
        _line(
            painter, row.adjusted(times, 0, 0, 0), booking.words, font=strong if booking.is_on(now) else font
        )
        top += high
    painter.setPen(style.token("quiet"))
    rest, row = len(coming) - len(shown), QRectF(place.left(), top, place.width(), high)
    if rest:
        _line(painter, row, _n("and {count} more", "and {count} more", rest).format(count=rest), font=font)
    elif not coming and room.opened:
        _line(painter, row, _("Nothing more booked today"), font=font)


def _line(
    painter: QPainter, place: QRectF, text: str, *, font: QFont, align: Qt.AlignmentFlag = _LEFT
) -> None:
    painter.setFont(font)
    fitting = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, align, fitting)


def _font(pixels: float, *, bold: bool = False) -> QFont:
    font = style.font("body", bold=bold)
    font.setPixelSize(max(8, round(pixels)))
    return font
