"""What the tests of the rooms page share: a moment of today, a booking, a shown page, keys and drags."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from centre_app.rooms import bookings
from ui.rooms.booking_form import BookingForm
from ui.rooms.page import RoomsPage

TODAY = datetime(2026, 10, 22)
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def at(hour: float, *, day: int = 22) -> datetime:
    """An hour of a day of this month, today unless told otherwise."""
    return TODAY.replace(day=day, hour=int(hour), minute=round(hour % 1 * 60))


def book(room: Any, begin: float, end: float, *, day: int = 22, **more: Any) -> int:
    """A booking by its verb."""
    values = {"title": "读书会", "head_count": 3, **more}
    return bookings.book(room_id=room.id, starts_at=at(begin, day=day), ends_at=at(end, day=day), **values)


def show(qtbot: QtBot, page: RoomsPage) -> None:
    """Show the page with the keyboard on the board."""
    with qtbot.waitActive(page):
        page.show()
    page.board.setFocus()


def point(page: RoomsPage, track: int, hour: float) -> QPoint:
    """The middle of a track at an hour."""
    rect = page.board.geometry_of.span(track, round(hour * 60), round(hour * 60) + 1)
    return QPoint(round(rect.center().x()), round(rect.top()))


def drag(qtbot: QtBot, page: RoomsPage, begin: QPoint, *path: QPoint, drop: bool = True) -> None:
    """Press at a point, move along a path, and let go at its end."""
    view = page.board.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=begin)
    for spot in path:
        qtbot.mouseMove(view, spot)
    if drop:
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=path[-1])


def press(qtbot: QtBot, page: RoomsPage, *keys: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys on the board."""
    for key in keys:
        qtbot.keyClick(page.board, key, held)


def form_of(page: RoomsPage) -> BookingForm:
    """The one form that is open."""
    forms = [dialog for dialog in page.window().findChildren(BookingForm) if dialog.isVisible()]
    assert len(forms) == 1
    return forms[0]


def dialog_of(kind: type[QWidget]) -> Any:
    """The one open dialog of a kind."""
    found = [
        widget for widget in QApplication.topLevelWidgets() if type(widget) is kind and widget.isVisible()
    ]
    assert len(found) == 1
    return found[0]


def times(booking_id: int) -> tuple[int, datetime, datetime]:
    """Room, start and end of a booking as stored."""
    row = bookings.booking(booking_id)
    return row.room_id, row.starts_at, row.ends_at
