"""What is printed of the rooms, each shown in a preview first: day sheet, week grid, door signs. No personal names on any.

The week grid is drawn in `week_sheet.py`, the signs in `door_sign.py`.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from html import escape
from importlib.resources import files
from string import Template

from PySide6.QtWidgets import QMenu, QWidget

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.centre import calendar, rooms, settings
from centre_app.i18n import N_, _, _n
from centre_app.rooms.bookings import STATUS_LABELS
from centre_app.rooms.public_day import PublicBooking, RoomDay, public_day
from ui.kit import icons
from ui.kit.attempt import attempt
from ui.kit.printing import PreviewDialog, Sheet
from ui.rooms import door_sign, week_sheet
from ui.rooms.shown import day_title

_HEADS = (
    (N_("Time"), 17),
    (N_("Booked for"), 41),
    (N_("Announced"), 13),
    (N_("State"), 15),
    (N_("Came"), 14),
)


def print_menu(parent: QWidget, *, day: Callable[[], date], room_id: Callable[[], int | None]) -> QMenu:
    """A menu of everything that can be printed; day and room are asked for when one is chosen."""
    menu = QMenu(parent)

    def add(text: str, icon: str, chosen: Callable[[], object], *, offered: bool = True) -> None:
        made = menu.addAction(icons.icon(icon), text)
        made.setEnabled(offered)
        made.triggered.connect(lambda _checked: attempt(chosen))  # the room may be gone since the menu opened

    some = bool(rooms.rooms())
    add(_("Day sheet of all rooms"), "document", lambda: preview_day(parent, day=day()))
    add(
        _("Week of one room"), "calendar", lambda: preview_week(parent, room_id=room_id(), day=day()),
        offered=some,
    )  # fmt: skip
    add(
        _("Door sign of the day"), "room", lambda: preview_door(parent, room_id=room_id(), day=day()),
        offered=some,
    )  # fmt: skip
    add(
        _("Door signs “booked” and “free”"), "room", lambda: preview_signs(parent, room_id=room_id()),
        offered=some,
    )  # fmt: skip
    return menu


def preview_day(parent: QWidget, *, day: date) -> PreviewDialog:
    """Show the day sheet of all rooms."""
    title = _("Rooms {day}").format(day=day)
    return _preview(parent, title, day_sheet(day), label=N_("print the day sheet of the rooms"))


def preview_week(parent: QWidget, *, room_id: int | None, day: date) -> PreviewDialog:
    """Show the week grid of a room, the first room where none is named."""
    room = _room(room_id)
    title = _("{room} week from {day}").format(room=room.name, day=week_sheet.monday(day))
    sheet = week_sheet.week_sheet(room_id=room.id, day=day)
    return _preview(parent, title, sheet, label=N_("print the week of a room"), room_id=room.id)


def preview_door(parent: QWidget, *, room_id: int | None, day: date) -> PreviewDialog:
    """Show the door sign of a room for a day."""
    room = _room(room_id)
    title = _("{room} {day}").format(room=room.name, day=day)
    sheet = door_sign.door_sign(room_id=room.id, day=day)
    return _preview(parent, title, sheet, label=N_("print a door sign"), room_id=room.id)


def preview_signs(parent: QWidget, *, room_id: int | None) -> PreviewDialog:
    """Show the two signs for any day: booked, and free."""
    room = _room(room_id)
    title = _("{room} booked and free").format(room=room.name)
    sheet = door_sign.state_signs(room_name=room.name)
    return _preview(parent, title, sheet, label=N_("print a door sign"), room_id=room.id)


def day_sheet(day: date) -> Sheet:
    """The bookings of all rooms on a day, requests too, with room to write down how many came."""
    template = Template((files("resources") / "print" / "rooms_day.html").read_text(encoding="utf-8"))
    shown = public_day(day, with_requests=True)
    count = sum(len(room.bookings) for room in shown)
    return Sheet(
        template.substitute(
            title=escape(_("Rooms on {day}").format(day=day_title(day))),
            subtitle=escape(" · ".join(filter(None, (
                settings.get("centre_name"), _n("{count} booking", "{count} bookings", count).format(count=count),
            )))),
            heads="".join(f'<th width="{width}%">{escape(_(head))}</th>' for head, width in _HEADS),
            rows="".join(row for room in shown for row in _room_rows(room, day)),
            foot=escape(_("As of {moment}").format(moment=f"{clock.now():%Y-%m-%d %H:%M}")),
        )
    )  # fmt: skip


def _room_rows(room: RoomDay, day: date) -> Iterator[str]:
    hours = (
        calendar.listed(room.opened)
        or room.closed_for(datetime.combine(day, clock.now().time()))
        or _("closed")
    )
    places = _n("{count} place", "{count} places", room.capacity).format(count=room.capacity)
    yield f'<tr><td class="room" colspan="5">{escape(room.name)} · {escape(places)} · {escape(hours)}</td></tr>'
    for booking in room.bookings:
        yield _booking_row(booking)
    if not room.bookings:
        none = escape(_("No bookings"))
        yield f'<tr><td class="quiet" colspan="5">{none}</td></tr>'


def _booking_row(booking: PublicBooking) -> str:
    cells = (str(booking.span), booking.words, str(booking.head_count), _(STATUS_LABELS[booking.status]), "")
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _room(room_id: int | None) -> rooms.RoomRow:
    """The room, or the first one. Raises NotFound."""
    found = rooms.room(room_id) if room_id else next(iter(rooms.rooms()), None)
    if found is None:
        raise errors.NotFound
    return found


def _preview(
    parent: QWidget, title: str, sheet: Sheet, *, label: str, room_id: int | None = None
) -> PreviewDialog:
    """Open the preview; when the sheet leaves the screen, that is recorded."""

    def record() -> None:
        attempt(audit.record, label=label, table="room", row_ids=[room_id] if room_id else [])

    made = PreviewDialog(parent, title, sheet)
    made.put_out.connect(record)
    made.open()
    return made
