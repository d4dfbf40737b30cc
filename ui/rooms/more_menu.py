"""The menu of what is seldom wanted of the rooms page: printing, the board for all to see, calendar files."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QMenu, QWidget

from centre_app.i18n import _
from centre_app.rooms.bookings import BookingRow
from ui.kit import icons
from ui.kit.list_out import ListOut
from ui.rooms import calendar_files, printing, public_board, reading
from ui.rooms.board import Board
from ui.rooms.toolbar import Toolbar


def more_menu(
    over: QWidget, *, bar: Toolbar, board: Board, chosen: BookingRow | None, advanced: bool, out: ListOut
) -> QMenu:
    """The menu for what is shown now; calendar files are among the rare options."""
    slot = board.slot()
    room_id = chosen.room_id if chosen else bar.room_id or (slot.room_id if slot else 0)
    menu = printing.print_menu(over, day=lambda: bar.day, room_id=lambda: room_id or None)
    menu.addSeparator()
    _add(menu, _("Copy the bookings shown") + "\tCtrl+C", "copy", out.copy)
    out.add_to(menu)
    menu.addSeparator()
    _add(menu, _("Board for a second screen"), "eye", lambda: public_board.show_board(over))
    if advanced:
        menu.addSeparator()
        days = reading.days_of(bar.view, bar.day)
        _add(menu, _("Save what is shown as .ics…"), "export", lambda: _save(over, days, room_id=bar.room_id))
        if chosen is not None:
            _add(
                menu,
                _("Save this booking as .ics…"),
                "export",
                lambda: calendar_files.save_booking(over, chosen),
            )
        _add(menu, _("Read an .ics file…"), "import", lambda: calendar_files.ask_file(over, room_id=room_id))
    return menu


def _save(over: QWidget, days: list[date], *, room_id: int) -> None:
    calendar_files.save_days(over, first=days[0], last=days[-1], room_id=room_id)


def _add(menu: QMenu, text: str, icon: str, chosen: Callable[[], object]) -> None:
    menu.addAction(icons.icon(icon), text).triggered.connect(lambda _checked: chosen())
