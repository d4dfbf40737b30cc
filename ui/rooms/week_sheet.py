"""The week of one room as a grid on A4: days across, hours down, bookings side by side as on the board. No personal names."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from centre_app import clock
from centre_app.centre import rooms, settings
from centre_app.i18n import _
from centre_app.rooms.bookings import STATUS_LABELS
from centre_app.rooms.public_day import public_words
from ui.kit.printing import DrawnSheet, write_in
from ui.rooms import reading
from ui.rooms.shown import Block, Shown, day_fact

_HEAD, _DAYS, _HOURS, _FOOT = 15.0, 11.0, 13.0, 8.0  # millimetres
_INK, _QUIET, _LINE, _SHUT = QColor("#1B2733"), QColor("#5B6B7B"), QColor("#9AA7B4"), QColor("#C3CBD4")
_FILL = QColor("#E6F0FA")
_LEAST_LINE = 4.2
_WIDE_ENOUGH = 17.5  # for both times of a booking
_POINTS_HIGH = 2.1  # of type in each millimetre of a low block
_SHOWN = ("confirmed", "checked_in", "completed", "requested")


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def week_sheet(*, room_id: int, day: date) -> DrawnSheet:
    """The week of that day in one room, as it is known now."""
    shown = reading.read(day, view="room_week", room_id=room_id)
    name = rooms.room(room_id).name

    def draw(painter: QPainter, page: QRectF) -> None:
        _draw(painter, page, shown, name=name, first=monday(day))

    return DrawnSheet([draw], landscape=True)


def _draw(painter: QPainter, page: QRectF, shown: Shown, *, name: str, first: date) -> None:
    last = first + timedelta(days=6)
    painter.setPen(_INK)
    write_in(painter, QRectF(0, 0, page.width() * 0.7, _HEAD), name, points=22, bold=True)
    painter.setPen(_QUIET)
    span = QRectF(page.width() * 0.5, 0, page.width() * 0.5, _HEAD - 5)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    write_in(painter, span, f"{first:%Y-%m-%d} – {last:%m-%d}", points=14, align=right)
    grid = QRectF(_HOURS, _HEAD + _DAYS, page.width() - _HOURS, page.height() - _HEAD - _DAYS - _FOOT)
    _draw_days(painter, grid, shown, first)
    _draw_hours(painter, grid, shown)
    for block in shown.blocks:
        if block.row.status in _SHOWN:
            _draw_block(painter, _place(block, grid, shown), block)
    painter.setPen(_QUIET)
    foot = QRectF(0, page.height() - 5, page.width(), 5)
    as_of = _("As of {moment}").format(moment=f"{clock.now():%Y-%m-%d %H:%M}")
    words = " · ".join(filter(None, (settings.get("centre_name"), as_of)))
    write_in(painter, foot, words, points=9)


def _draw_days(painter: QPainter, grid: QRectF, shown: Shown, first: date) -> None:
    """The headings, the closed time of each day, and the lines between days."""
    across = grid.width() / 7
    centred = Qt.AlignmentFlag.AlignCenter
    for number, track in enumerate(shown.tracks):
        left = grid.left() + number * across
        for starts, ends, _reason in track.shut:
            place = _between(grid, shown, starts, ends, left=left, width=across)
            if place.height() > 0:
                _hatch(painter, place)
        day = first + timedelta(days=number)
        painter.setPen(_INK)
        heading = QRectF(left, grid.top() - _DAYS, across, _DAYS - 4.5)
        write_in(painter, heading, track.title, points=10.5, bold=True, align=centred)
        painter.setPen(_QUIET)
        fact = QRectF(left, grid.top() - 5, across, 4.5)
        write_in(painter, fact, day_fact(day), points=8.5, align=centred)
    painter.setPen(QPen(_LINE, 0.25))
    for number in range(8):
        left = grid.left() + number * across
        painter.drawLine(QPointF(left, grid.top()), QPointF(left, grid.bottom()))


def _hatch(painter: QPainter, place: QRectF) -> None:
    """Closed time: lines that also show where the printer knows no grey."""
    painter.save()
    painter.setClipRect(place)
    painter.setPen(QPen(_SHUT, 0.2))
    left = place.left() - place.height()
    while left < place.right():
        painter.drawLine(QPointF(left, place.bottom()), QPointF(left + place.height(), place.top()))
        left += 2.5
    painter.restore()


def _draw_hours(painter: QPainter, grid: QRectF, shown: Shown) -> None:
    for hour in range(shown.first_hour, shown.last_hour + 1):
        top = _top(grid, shown, hour * 60)
        painter.setPen(QPen(_LINE, 0.2))
        painter.drawLine(QPointF(grid.left(), top), QPointF(grid.right(), top))
        painter.setPen(_QUIET)
        place = QRectF(0, top - 2.5, _HOURS - 2, 5)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        write_in(painter, place, f"{hour:02}:00", points=9, align=align)


def _draw_block(painter: QPainter, place: QRectF, block: Block) -> None:
    asked = block.row.status == "requested"
    painter.setPen(QPen(_INK, 0.3, Qt.PenStyle.DashLine if asked else Qt.PenStyle.SolidLine))
    painter.setBrush(QColor("white") if asked else _FILL)
    painter.drawRoundedRect(place, 1.2, 1.2)
    inside = place.adjusted(1.2, 0.5, -0.8, -0.4)
    painter.setPen(_INK)
    words = public_words(block.row)
    if inside.height() < 2 * _LEAST_LINE:
        points = min(8.5, place.height() * _POINTS_HIGH)
        one_line = QRectF(inside.left(), place.top(), inside.width(), place.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        write_in(painter, one_line, f"{words} {block.time}", points=points, bold=True, align=middle)
        return
    time = block.time if inside.width() >= _WIDE_ENOUGH else f"{block.row.starts_at:%H:%M}"
    lines = [time, _(STATUS_LABELS["requested"])] if asked else [time]
    kept = lines[: int(inside.height() / _LEAST_LINE) - 1]
    top = inside.top()
    for text in kept:
        write_in(painter, QRectF(inside.left(), top, inside.width(), _LEAST_LINE), text, points=8.5)
        top += _LEAST_LINE
    title = QRectF(inside.left(), top, inside.width(), inside.bottom() - top)
    write_in(painter, title, words, points=10, bold=True, wrap=title.height() >= 2 * _LEAST_LINE)


def _place(block: Block, grid: QRectF, shown: Shown) -> QRectF:
    across = grid.width() / 7
    lane = across / block.place.lanes
    left = grid.left() + block.place.column * across + block.place.lane * lane
    width = lane * block.place.width
    place = _between(grid, shown, block.place.starts, block.place.ends, left=left, width=width)
    return place.adjusted(0.5, 0.3, -0.5, -0.3)


def _between(grid: QRectF, shown: Shown, starts: int, ends: int, *, left: float, width: float) -> QRectF:
    top, bottom = _top(grid, shown, starts), _top(grid, shown, ends)
    return QRectF(left, top, width, bottom - top)


def _top(grid: QRectF, shown: Shown, minute: int) -> float:
    first, last = shown.first_hour * 60, shown.last_hour * 60
    share = (min(max(minute, first), last) - first) / (last - first)
    return grid.top() + share * grid.height()
