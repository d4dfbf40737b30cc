"""Signs for the door of a room: its bookings of one day in large type, and two signs for any day. No personal names."""

from datetime import date
from html import escape
from importlib.resources import files
from string import Template

from PySide6.QtCore import QDate, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from centre_app import errors
from centre_app.centre import calendar, settings
from centre_app.i18n import _
from centre_app.rooms.public_day import RoomDay, public_day
from ui.kit import fields
from ui.kit.printing import DrawnSheet, Sheet, write_in

# Points of the names, of the bookings and of the rest; the largest that puts everything on one page is taken.
_SIZES = ((72, 36, 18), (54, 28, 15), (46, 23, 14), (40, 18, 12), (34, 14, 11), (28, 11, 10), (22, 9, 9))
_BOOKED, _FREE = QColor("#B3261E"), QColor("#107C41")
_QUIET = QColor("#5B6B7B")


def door_sign(*, room_id: int, day: date) -> Sheet:
    """What stands at the door of a room on a day: times and what for, as large as one page allows. Raises NotFound."""
    room = next((room for room in public_day(day) if room.room_id == room_id), None)
    if room is None:
        raise errors.NotFound
    sheets = (Sheet(_html(room, day, sizes)) for sizes in _SIZES)
    return next((sheet for sheet in sheets if sheet.page_count() == 1), Sheet(_html(room, day, _SIZES[-1])))


def state_signs(*, room_name: str) -> DrawnSheet:
    """Two pages to hang at a door on any day: booked, and free."""

    def booked(painter: QPainter, room: QRectF) -> None:
        _draw(painter, room, room_name, words=_("Booked"), colour=_BOOKED, below=_("Please do not disturb."))

    def free(painter: QPainter, room: QRectF) -> None:
        below = _("Welcome. Please book at the front desk.")
        _draw(painter, room, room_name, words=_("Free"), colour=_FREE, below=below)

    return DrawnSheet([booked, free], landscape=True)


def long_day(day: date) -> str:
    """The day as one reads it aloud."""
    spoken = fields.locale()
    return spoken.toString(QDate(day.year, day.month, day.day), spoken.FormatType.LongFormat)


def _html(room: RoomDay, day: date, sizes: tuple[int, int, int]) -> str:
    template = Template((files("resources") / "print" / "rooms_door.html").read_text(encoding="utf-8"))
    huge, large, small = sizes
    hours, none = calendar.listed(room.opened), escape(_("No bookings today. Ask at the front desk."))
    return template.substitute(
        huge=huge, large=large, small=small, gap=large // 3,
        centre=escape(settings.get("centre_name") or _("Neighbourhood centre")),
        room=escape(room.name), day=escape(long_day(day)),
        hours=escape(_("Open {hours}").format(hours=hours) if hours else _("Closed today")),
        body=_rows(room) or f'<p class="none">{none}</p>',
        foot=escape(_("Bookings are made at the front desk.")) if room.bookings else "",
    )  # fmt: skip


def _rows(room: RoomDay) -> str:
    rows = "".join(
        f'<tr><td class="time">{escape(str(booking.span))}&nbsp;&nbsp;&nbsp;</td>'
        f'<td class="words">{escape(booking.words)}</td></tr>'
        for booking in room.bookings
    )
    return f'<table cellspacing="0" cellpadding="2">{rows}</table>' if rows else ""


def _draw(painter: QPainter, page: QRectF, room_name: str, *, words: str, colour: QColor, below: str) -> None:
    centred = Qt.AlignmentFlag.AlignCenter
    third = page.height() / 3
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(0, third, page.width(), third * 1.25), 6, 6)
    painter.setPen(QColor("#1B2733"))
    write_in(painter, QRectF(0, 0, page.width(), third), room_name, points=66, bold=True, align=centred)
    painter.setPen(QColor("white"))
    inside = QRectF(0, third, page.width(), third * 1.25)
    write_in(painter, inside, words, points=170 if len(words) <= 4 else 130, bold=True, align=centred)
    painter.setPen(_QUIET)
    foot = QRectF(0, third * 2.25, page.width(), third * 0.75)
    write_in(painter, foot, below, points=30, align=centred)
