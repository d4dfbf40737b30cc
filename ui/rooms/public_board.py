"""The board for a second screen: today, all rooms, large type, no personal names; it keeps itself up to date.

It stands for itself: turning pages, blanking the desk or building the window anew leave it as it is.
"""

from datetime import timedelta

from PySide6.QtCore import QDate, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.centre import settings
from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.rooms.public_day import RoomDay, public_day
from centre_app.storage import database
from ui.kit import changes, fields
from ui.rooms import public_paint

TABLES = frozenset(
    {"booking", "room", "opening_hours", "closure", "extra_opening", "calendar_day", "setting", "person"}
)
TURN_SECONDS = 15
_open: list["PublicBoard"] = []


class PublicBoard(QWidget):
    """Today in all rooms. F11 fills the screen or gives it back; Esc gives back the only screen, else it closes the board."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("stays_when_locked", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setMinimumSize(480, 320)
        self.rooms: list[RoomDay] = []
        self.now = clock.now()
        self.centre = ""
        self.turned = 0
        self._turn = QTimer(self, interval=TURN_SECONDS * 1000)
        self._turn.timeout.connect(self.turn)
        self._tick = QTimer(self, singleShot=True)
        self._tick.timeout.connect(self.refresh)
        changes.hub().happened.connect(self._on_changes)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenRemoved.connect(self._on_screen_removed)
        self.refresh()
        self._turn.start()

    @property
    def pages(self) -> int:
        """How many pages the rooms take; more than one are shown in turn."""
        return public_paint.pages(len(self.rooms))

    def refresh(self) -> None:
        """Read the day that it now is, and paint it; while the data cannot be read, what was known stays."""
        self.now = clock.now()
        if not database.db.is_closed():
            try:
                self.rooms = public_day(self.now.date())
                self.centre = settings.get("centre_name") or _("Neighbourhood centre")
            except CentreError:
                pass
        self.turned %= self.pages
        self.setWindowTitle(_("Rooms today"))
        self.setAccessibleDescription("\n".join(self.lines()))
        self._tick.start(self._until_next_minute())
        self.update()

    def lines(self) -> list[str]:
        """Everything the board says, room by room, as text."""
        return [
            " ".join((room.name, *public_paint.state_words(room, self.now), *(
                f"{booking.span} {booking.words}" for booking in public_paint.to_come(room, self.now)
            )))
            for room in self.rooms
        ]  # fmt: skip

    def day_words(self) -> str:
        """Today as one reads it aloud."""
        spoken, day = fields.locale(), self.now.date()
        return spoken.toString(QDate(day.year, day.month, day.day), spoken.FormatType.LongFormat)

    def turn(self) -> None:
        """Show the next rooms, where not all of them have room at once."""
        self.turned = (self.turned + 1) % self.pages
        self.update()

    def fill_screen(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def sizeHint(self) -> QSize:
        return QSize(1120, 700)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F11:
            self._give_back() if self.isFullScreen() else self.showFullScreen()
        elif event.key() == Qt.Key.Key_Escape:
            self._give_back() if self.isFullScreen() and _second_screen(self) is None else self.close()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: object) -> None:
        self._give_back() if self.isFullScreen() else self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tick.stop()
        self._turn.stop()
        changes.hub().happened.disconnect(self._on_changes)
        if self in _open:
            _open.remove(self)
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        public_paint.paint(painter, self)
        painter.end()

    def _give_back(self) -> None:
        self.showNormal()
        self.resize(self.sizeHint())

    def _until_next_minute(self) -> int:
        following = (self.now + timedelta(minutes=1)).replace(second=0, microsecond=0)
        return max(1, int((following - self.now) / timedelta(milliseconds=1)) + 1)

    def _on_changes(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self.refresh()

    def _on_screen_removed(self, _screen: QScreen) -> None:
        """The desk's own screen must not be covered when the second one is pulled out."""
        if self.isFullScreen() and len(QGuiApplication.screens()) <= 1:
            self._give_back()


def show_board(owner: QWidget) -> PublicBoard:
    """Open the board, or bring it to the front: filling the second screen where there is one, else as a window.

    It closes with the window of `owner`.
    """
    if _open:
        board = _open[0]
        board.raise_()
        board.activateWindow()
        return board
    board = PublicBoard()
    _open.append(board)
    owner.window().destroyed.connect(close_board)
    screen = _second_screen(owner)
    if screen is not None:
        board.fill_screen(screen)
    else:
        board.resize(board.sizeHint())
        board.show()
    return board


def close_board() -> None:
    """Close the board where it is open."""
    for board in tuple(_open):
        board.close()


def _second_screen(widget: QWidget) -> QScreen | None:
    """A screen on which the widget's window is not."""
    here = widget.window().screen()
    return next((screen for screen in QGuiApplication.screens() if screen is not here), None)
