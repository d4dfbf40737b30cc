"""Painting a whole board, back to front: closed time, lines, bookings, what is carried, the cell, then hours and headings."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from centre_app.centre.calendar import Span
from centre_app.i18n import _
from ui.kit import style
from ui.rooms import marks as drawn
from ui.rooms import paint
from ui.rooms.brushes import Brushes, room_colour, words, wrapped
from ui.rooms.carry import Carry
from ui.rooms.geometry import Geometry
from ui.rooms.shown import Block, Shown, short_weekday

_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Marks:
    """What the clerk points at: the chosen booking, those marked with it, the cell, what is carried and why it would not fit."""

    chosen_id: int
    cell: QRectF
    active: bool
    marked: frozenset[int] = field(default_factory=frozenset)
    carry: Carry | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class _Canvas:
    painter: QPainter
    brushes: Brushes
    shown: Shown
    measured: Geometry
    view: QRectF
    tracks: list[int]


def paint_board(painter: QPainter, shown: Shown, measured: Geometry, *, view: QRectF, marks: Marks) -> None:
    """Paint the part of the board that is in sight."""
    in_sight = [number for number in range(len(shown.tracks)) if measured.track(number).intersects(view)]
    canvas = _Canvas(painter, Brushes(), shown, measured, view, in_sight)
    painter.fillRect(view, canvas.brushes.surface)
    painter.setClipRect(view.adjusted(measured.gutter, measured.heading, 0, 0))
    _paint_closed(canvas)
    _paint_lines(canvas)
    _paint_blocks(canvas, marks)
    if shown.view == "month":
        _paint_use(canvas)
    if shown.view == "week":
        _paint_now(canvas)
    if marks.carry is not None:
        _paint_carry(canvas, marks.carry, marks.refusal)
    elif shown.tracks and not marks.chosen_id:
        drawn.focus(painter, canvas.brushes, marks.cell, active=marks.active)
    painter.setClipping(False)
    if shown.is_coarse:
        _paint_room_names(canvas)
    else:
        _paint_hours(canvas)
    _paint_headings(canvas)


def _paint_closed(canvas: _Canvas) -> None:
    for number in canvas.tracks:
        for begin, end, reason in canvas.shown.tracks[number].shut:
            starts, ends = max(begin, canvas.shown.first_hour * 60), min(end, canvas.shown.last_hour * 60)
            rect = canvas.measured.span(number, starts, ends)
            if starts < ends and rect.intersects(canvas.view):
                told = "" if canvas.shown.view == "month" else reason
                paint.closed(canvas.painter, canvas.brushes, rect, told)


def _paint_lines(canvas: _Canvas) -> None:
    painter, measured, view, shown = canvas.painter, canvas.measured, canvas.view, canvas.shown
    painter.setPen(QPen(canvas.brushes.line, 1))
    hours = [] if shown.is_coarse else range(shown.first_hour, shown.last_hour + 1)
    for hour in hours:
        top = round(measured.y_of(hour * 60))
        painter.drawLine(QPointF(measured.gutter, top), QPointF(view.right(), top))
    for band in range(shown.bands + 1 if shown.is_coarse else 0):
        top = round(measured.band_y(band))
        painter.drawLine(QPointF(measured.gutter, top), QPointF(view.right(), top))
    for number in range(shown.across + 1):
        left = round(measured.x_of(number))
        painter.drawLine(QPointF(left, measured.heading), QPointF(left, view.bottom()))


def _paint_blocks(canvas: _Canvas, marks: Marks) -> None:
    painter, brushes, measured = canvas.painter, canvas.brushes, canvas.measured
    least_height = style.px(paint.LEAST_PIXELS)
    carried = marks.carry.row.id if marks.carry and marks.carry.row else 0
    for number in canvas.tracks:
        colour = room_colour(canvas.shown.tracks[number].colour)
        for block in canvas.shown.by_track.get(number, ()):
            rect = measured.block(block.place)
            if not rect.intersects(canvas.view):
                continue
            painter.setOpacity(0.45 if block.row.id == carried else 1)
            chosen = block.row.id == marks.chosen_id or block.row.id in marks.marked
            if canvas.shown.view == "month" or (rect.height() < least_height and not chosen):
                paint.small_block(painter, brushes, rect, block.row.status, colour=colour)
                continue
            for span in _buffers(block):
                paint.buffer(painter, measured.lane(block.place, *span), colour)
            paint.block(painter, brushes, rect, block, colour=colour, chosen=chosen)
            if block.row.id in marks.marked:
                drawn.tick(painter, brushes, rect)
    painter.setOpacity(1)


def _buffers(block: Block) -> list[tuple[int, int]]:
    row, place = block.row, block.place
    spans = [(place.starts - row.buffer_before, place.starts), (place.ends, place.ends + row.buffer_after)]
    return [span for span in spans if row.holds and span[0] < span[1]]


def _paint_use(canvas: _Canvas) -> None:
    """How much of the open time is booked, above each day's hours: a number, and the deeper the more."""
    painter, brushes, measured = canvas.painter, canvas.brushes, canvas.measured
    for number in canvas.tracks:
        percent = canvas.shown.use_percent(number)
        if percent is None:
            continue
        whole = measured.track(number)
        place = QRectF(whole.x() + 1, whole.y() + 1, whole.width() - 1, measured.band_top - 2)
        if percent:
            shade = QColor(room_colour(canvas.shown.tracks[number].colour))
            shade.setAlphaF(0.06 + 0.24 * min(percent, 100) / 100)
            painter.fillRect(place, shade)
        ink = brushes.text if percent else brushes.quiet
        words(painter, brushes, place, str(percent), colour=ink, bold=percent >= 50, align=_CENTRE)


def _paint_now(canvas: _Canvas) -> None:
    """The present moment in each room's cell of today."""
    now, measured = canvas.shown.now, canvas.measured
    minute = now.hour * 60 + now.minute
    if not canvas.shown.first_hour * 60 <= minute <= canvas.shown.last_hour * 60:
        return
    for number in canvas.tracks:
        if canvas.shown.tracks[number].day == now.date():
            rect = measured.span(number, minute, minute)
            drawn.now_line(
                canvas.painter, canvas.brushes, left=rect.left(), right=rect.right(), top=rect.top()
            )


def _paint_carry(canvas: _Canvas, carry: Carry, refusal: str) -> None:
    rect = canvas.measured.span(carry.track, carry.starts, max(carry.ends, carry.starts + 1))
    track = canvas.shown.tracks[carry.track]
    time = str(Span(track.moment(carry.starts), track.moment(carry.ends)))
    drawn.ghost(canvas.painter, canvas.brushes, rect, time, refusal=refusal, within=canvas.view)


def _paint_hours(canvas: _Canvas) -> None:
    painter, brushes, measured, view = canvas.painter, canvas.brushes, canvas.measured, canvas.view
    painter.fillRect(QRectF(0, 0, measured.gutter, view.height()), brushes.surface)
    painter.setClipRect(QRectF(0, measured.heading - style.px(9), view.width(), view.height()))
    line = brushes.small_metrics.height()
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    for hour in range(canvas.shown.first_hour, canvas.shown.last_hour + 1):
        place = QRectF(0, measured.y_of(hour * 60) - line / 2, measured.gutter - style.px(8), line)
        words(painter, brushes, place, f"{hour}:00", colour=brushes.quiet, align=right)
    now = canvas.shown.now
    today = [number for number, track in enumerate(canvas.shown.tracks) if track.day == now.date()]
    if today:
        top = measured.y_of(now.hour * 60 + now.minute)
        left = max(measured.gutter, measured.x_of(today[0]))
        until = min(view.right(), measured.x_of(today[-1] + 1))
        drawn.now_line(painter, brushes, left=left, right=until, top=top)
    painter.setClipping(False)


def _paint_room_names(canvas: _Canvas) -> None:
    painter, brushes, measured, view = canvas.painter, canvas.brushes, canvas.measured, canvas.view
    painter.fillRect(QRectF(0, 0, measured.gutter, view.height()), brushes.surface)
    painter.setClipRect(QRectF(0, measured.heading, measured.gutter, view.height()))
    for band in range(canvas.shown.bands):
        top = measured.band_y(band)
        if top > view.bottom() or top + measured.band_height < measured.heading:
            continue
        track = canvas.shown.tracks[band * canvas.shown.across]
        bar = QRectF(0, top + style.px(3), style.px(4), measured.band_height - style.px(6))
        painter.fillRect(bar, room_colour(track.colour))
        place = QRectF(
            style.px(10), top, measured.gutter - style.px(14), min(measured.band_height, style.px(56))
        )
        wrapped(painter, brushes, place, track.title, colour=brushes.text)
        painter.setPen(QPen(brushes.line, 1))
        painter.drawLine(QPointF(0, round(top)), QPointF(measured.gutter, round(top)))
    painter.setClipping(False)


def _paint_headings(canvas: _Canvas) -> None:
    painter, brushes, measured, view = canvas.painter, canvas.brushes, canvas.measured, canvas.view
    covered = measured.heading if canvas.shown.is_coarse else measured.heading - style.px(9)
    painter.fillRect(QRectF(0, 0, view.width(), covered), brushes.surface)
    if canvas.shown.view == "month":
        corner = QRectF(style.px(10), 0, measured.gutter - style.px(12), measured.heading)
        wrapped(
            painter, brushes, corner, _("Booked share of open time (%)"), colour=brushes.quiet, bold=False
        )
    painter.setClipRect(QRectF(measured.gutter, 0, view.width(), measured.heading))
    for number in range(canvas.shown.across):
        left = measured.x_of(number)
        if left > view.right() or left + measured.track_width < measured.gutter:
            continue
        _paint_heading(canvas, number, QRectF(left, 0, measured.track_width, measured.heading))
    painter.setClipping(False)


def _paint_heading(canvas: _Canvas, number: int, rect: QRectF) -> None:
    painter, brushes, track = canvas.painter, canvas.brushes, canvas.shown.tracks[number]
    painter.fillRect(rect, brushes.surface)
    today = canvas.shown.view != "day" and track.day == canvas.shown.now.date()
    ink = brushes.accent if today else brushes.text
    if canvas.shown.view == "month":
        half = rect.height() / 2
        upper, lower = QRectF(rect.x(), 0, rect.width(), half), QRectF(rect.x(), half, rect.width(), half)
        words(
            painter,
            brushes,
            upper,
            short_weekday(track.day),
            colour=ink if today else brushes.quiet,
            align=_CENTRE,
        )
        words(painter, brushes, lower, str(track.day.day), colour=ink, bold=True, align=_CENTRE)
        return
    inner = rect.adjusted(brushes.pad, 0, -brushes.pad, -style.px(4))
    title = track.title
    if canvas.shown.view == "week":
        title = f"{track.day:%m-%d} {short_weekday(track.day)}"
    else:
        foot = QRectF(inner.x(), inner.bottom(), inner.width(), style.px(3))
        painter.fillRect(foot, room_colour(track.colour))
    words(painter, brushes, inner, title, colour=ink, bold=True)
