"""What the panel shows while no booking is chosen: how to choose one, and what waits for somebody: requests, the waiting list, people to tell."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centre_app import clock
from centre_app.centre.calendar import Span
from centre_app.i18n import N_, _
from centre_app.people.masking import masked_contact, masked_name, masked_phone
from centre_app.rooms import bookings, displacing, waiting
from centre_app.rooms.bookings import BookingRow
from ui.kit import buttons, card, layout

_HINT = N_(
    "Click free time on the board to book it, or draw over it. Click a booking to see it, drag it to move it.\n\n"
    "On the keyboard: arrows move, Enter books or opens, Tab goes to the next booking, Shift+Down draws, Ctrl+M moves, "
    "Page Up and Page Down turn the page."
)
_MOST = 8


class Attention(QWidget):
    """The hint and three short lists. `booking_asked(id)`: show it; `withdraw_asked(id)`: take an entry off the list."""

    booking_asked = Signal(int)
    withdraw_asked = Signal(int)
    unmask_asked = Signal()
    mark_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._hint = card.label(_(_HINT), kind="quiet", wrap=True)
        self.mark_day = buttons.plain(_("Mark this room's day"), clicked=lambda: self.mark_asked.emit(True))
        self.mark_rest = buttons.plain(_("Mark from here on"), clicked=lambda: self.mark_asked.emit(False))
        self.marking = layout.holding(layout.Flow(self.mark_day, self.mark_rest, spacing=8))
        self._unmasked = False
        self._lists: QVBoxLayout = layout.column(spacing=6)
        self.setLayout(layout.column(self._hint, self.marking, self._lists, spacing=12))

    def refresh(self) -> None:
        """Read the three lists, one query each."""
        now = clock.now()
        layout.clear(self._lists)
        self._add(_("Requests"), bookings.requests(now))
        self._add(
            _("Gave way, to be told"), [row.booking for row in displacing.displacements(untold_only=True)]
        )
        self._add_waiting(waiting.waiting_list(now=now))

    def show_contacts(self) -> None:
        """Show whom to call, until the page is turned to again."""
        self._unmasked = True
        self.refresh()

    def hide_contacts(self) -> None:
        """Show names and numbers masked again."""
        self._unmasked = False

    def _add(self, title: str, rows: Sequence[BookingRow]) -> None:
        if not rows:
            return
        self._lists.addWidget(_heading(title, rows))
        for row in rows[:_MOST]:
            self._lists.addLayout(layout.row(self._link(_when(row.starts_at, row.ends_at), row.id), None))
            self._lists.addWidget(card.label(f"{row.room_name} · {row.label}", kind="small", wrap=True))

    def _add_waiting(self, rows: Sequence[waiting.WaitingRow]) -> None:
        if not rows:
            return
        eye = buttons.icon_only("eye", _("Show names and numbers"), clicked=self.unmask_asked.emit)
        if self._unmasked:
            eye.hide()
        line = layout.row(spacing=4)
        line.addWidget(_heading(_("Waiting list"), rows), 1)
        line.addWidget(eye)
        self._lists.addLayout(line)
        for row in rows[:_MOST]:
            when = _when(row.starts_at, row.ends_at)
            title = self._link(when, row.booking_id) if row.booking_id else card.label(when)
            self._lists.addLayout(layout.Flow(title, self._withdraw_button(row), spacing=4))
            told = [row.room_name, *((row.name, row.phone) if self._unmasked else _masked(row))]
            if row.held_until is not None:
                told.append(_("held until {time}").format(time=f"{row.held_until:%H:%M}"))
            self._lists.addWidget(card.label(" · ".join(filter(None, told)), kind="small", wrap=True))

    def _link(self, text: str, booking_id: int) -> QWidget:
        return buttons.link(text, clicked=lambda: self.booking_asked.emit(booking_id))

    def _withdraw_button(self, row: waiting.WaitingRow) -> QWidget:
        name = _("Take {name} off the waiting list").format(name=_masked(row)[0])
        return buttons.icon_only("close", name, clicked=lambda: self.withdraw_asked.emit(row.id))


def _when(starts_at: datetime, ends_at: datetime) -> str:
    return f"{starts_at:%m-%d} {Span(starts_at, ends_at)}"


def _masked(row: waiting.WaitingRow) -> tuple[str, str]:
    """Name and number as they may be seen; a contact that was written down holds both."""
    if row.person_id is not None:
        return masked_name(row.name), masked_phone(row.phone)
    return masked_contact(row.name), ""


def _heading(title: str, rows: Sequence[object]) -> QWidget:
    """How many there are of something; in lines, since the panel is narrow with large text."""
    made = card.section_title(f"{title} · {len(rows)}")
    made.setWordWrap(True)
    return made
