"""Today's rooms as one painted band: a line a room, its bookings as bars, the time now. Reads nothing itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from centre_app.centre.calendar import Span
from centre_app.centre.rooms import RoomRow
from centre_app.i18n import _
from centre_app.rooms.bookings import STATUS_LABELS
from centre_app.rooms.reads import BookingRow
from ui.kit import style

_LINE, _BAR, _HEAD, _NAMES = 30, 24, 24, 120  # pixels at 100 %
_OFF = ("cancelled", "no_show", "displaced")


class TodayBand(QWidget):
    """The bookings of one day; `booking_chosen(id)` when one is clicked."""

    booking_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rooms: list[RoomRow] = []
        self._bookings: list[BookingRow] = []
        self._begin = self._end = self._now = datetime(2000, 1, 1)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Today's rooms"))

    def show_day(
        self,
        *,
        rooms: Sequence[RoomRow],
        bookings: Sequence[BookingRow],
        spans: Sequence[Span],
        now: datetime,
    ) -> None:
        """Show the day's bookings between opening and closing; bookings outside widen the band."""
        self._rooms, self._now = list(rooms), now
        self._bookings = [booking for booking in bookings if booking.status not in _OFF]
        midnight = now.replace(hour=0, minute=0, second=0)
        starts = [span.starts for span in spans] + [
            max(booking.starts_at, midnight) for booking in self._bookings
        ]
        ends = [span.ends for span in spans] + [
            min(booking.ends_at, midnight + timedelta(days=1)) for booking in self._bookings
        ]
        first = min(starts, default=midnight + timedelta(hours=8))
        last = max(ends, default=midnight + timedelta(hours=21))
        self._begin = first.replace(minute=0)
        self._end = last if last.minute == 0 else last.replace(minute=0) + timedelta(hours=1)
        self.setAccessibleDescription("; ".join(self._words(booking) for booking in self._bookings))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            style.px(400), style.px(_HEAD) + max(1, len(self._rooms)) * style.px(_LINE) + style.px(4)
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(240), self.sizeHint().height())

    def booking_at(self, x: float, y: float) -> BookingRow | None:
        """The booking painted at that place."""
        for booking in reversed(self._bookings):
            if self._bar(booking).contains(x, y):
                return booking
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_hours(painter)
        painter.setFont(style.font("body"))
        for number, room in enumerate(self._rooms):
            top = self._top(number)
            painter.setPen(style.token("text"))
            names = QRectF(0, top, style.px(_NAMES - 8), style.px(_LINE))
            text = painter.fontMetrics().elidedText(
                room.name, Qt.TextElideMode.ElideRight, int(names.width())
            )
            painter.drawText(names, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        for booking in self._bookings:
            self._paint_booking(painter, booking)
        if self._begin <= self._now <= self._end:
            x = self._x(self._now)
            painter.setPen(QPen(style.token("bad"), style.px(2)))
            painter.drawLine(x, style.px(_HEAD) - style.px(4), x, self.height())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        booking = self.booking_at(event.position().x(), event.position().y())
        if booking is not None and event.button() == Qt.MouseButton.LeftButton:
            self.booking_chosen.emit(booking.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.booking_at(event.position().x(), event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            over = self.booking_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), self._words(over) if over else "", self)
            return True
        return super().event(event)

    def _paint_hours(self, painter: QPainter) -> None:
        painter.setFont(style.font("small"))
        metrics = QFontMetrics(style.font("small"))
        room_for_label = metrics.horizontalAdvance("00:00") + style.px(12)
        hours = max(1, round((self._end - self._begin).total_seconds() / 3600))
        step = next((n for n in (1, 2, 3, 4, 6) if self._width() / hours * n >= room_for_label), 6)
        for hour in range(0, hours + 1, step):
            moment = self._begin + timedelta(hours=hour)
            x = self._x(moment)
            painter.setPen(style.token("line"))
            painter.drawLine(x, style.px(_HEAD), x, self.height())
            if x + metrics.horizontalAdvance("00:00") <= self.width():
                painter.setPen(style.token("quiet"))
                painter.drawText(x, metrics.ascent() + style.px(2), f"{moment:%H:%M}")

    def _paint_booking(self, painter: QPainter, booking: BookingRow) -> None:
        bar = self._bar(booking)
        number = self._number(booking.room_id)
        colour = style.room_colour(number)
        asked = booking.status == "requested"
        over = booking.status == "completed"
        ink = QColor("white")  # every room's colour is made for it
        if over or asked:
            colour.setAlpha(40)
            ink = style.token("text")
        painter.setPen(
            QPen(style.room_colour(number), 1, Qt.PenStyle.DashLine if asked else Qt.PenStyle.SolidLine)
        )
        painter.setBrush(colour)
        painter.drawRoundedRect(bar, style.px(5), style.px(5))
        painter.setPen(ink if not (over or asked) else style.token("text"))
        painter.setFont(style.font("small"))
        inside = bar.adjusted(style.px(7), 0, -style.px(4), 0)
        mark = "✓ " if booking.status in ("checked_in", "completed") else ""
        metrics, flags = painter.fontMetrics(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        wanted = metrics.horizontalAdvance(mark + booking.label)
        if wanted > inside.width() and bar.right() + style.px(6) + wanted <= self._free_until(booking):
            painter.setPen(style.token("text"))  # a short bar: its title stands behind it
            painter.drawText(
                QRectF(bar.right() + style.px(6), bar.y(), wanted + 1, bar.height()),
                flags,
                mark + booking.label,
            )
            return
        text = metrics.elidedText(mark + booking.label, Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.drawText(inside, flags, text)

    def _free_until(self, booking: BookingRow) -> int:
        """Where the free room to the right of a bar ends; none beside bookings at the same time."""
        others = [other for other in self._bookings if other.room_id == booking.room_id and other != booking]
        if any(other.starts_at < booking.ends_at and booking.starts_at < other.ends_at for other in others):
            return 0
        later = [self._x(other.starts_at) for other in others if other.starts_at >= booking.ends_at]
        return min(later, default=self.width())

    def _words(self, booking: BookingRow) -> str:
        words = _("{room} {start:%H:%M}–{end:%H:%M} {title} · {count} people · {state}")
        state = _(STATUS_LABELS[booking.status])
        return words.format(
            room=booking.room_name, start=booking.starts_at, end=booking.ends_at, title=booking.label,
            count=booking.head_count, state=state,
        )  # fmt: skip

    def _bar(self, booking: BookingRow) -> QRectF:
        """Concurrent bookings of a shared room share the line's height."""
        together = [
            other
            for other in self._bookings
            if other.room_id == booking.room_id
            and other.starts_at < booking.ends_at
            and booking.starts_at < other.ends_at
        ]
        height = style.px(_BAR) / len(together)
        top = (
            self._top(self._number(booking.room_id))
            + style.px((_LINE - _BAR) / 2)
            + together.index(booking) * height
        )
        left, right = self._x(max(booking.starts_at, self._begin)), self._x(min(booking.ends_at, self._end))
        return QRectF(left + 1, top, max(3, right - left - 2), height - (1 if len(together) > 1 else 0))

    def _number(self, room_id: int) -> int:
        return next((number for number, room in enumerate(self._rooms) if room.id == room_id), 0)

    def _top(self, number: int) -> int:
        return style.px(_HEAD) + number * style.px(_LINE)

    def _width(self) -> int:
        return self.width() - style.px(_NAMES) - style.px(2)

    def _x(self, moment: datetime) -> int:
        share = (moment - self._begin) / max(timedelta(hours=1), self._end - self._begin)
        return style.px(_NAMES) + round(share * self._width())
