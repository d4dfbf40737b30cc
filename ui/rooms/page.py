"""The rooms page: the board of a day, the chosen booking beside it, and what the clerk does with both."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox

from centre_app import clock, errors
from centre_app.i18n import N_, _
from centre_app.people import people
from centre_app.rooms import bookings
from centre_app.rooms.bookings import BookingRow
from ui.kit import buttons, card, layout, messages, style, toast
from ui.kit.action import Action, hint
from ui.kit.attempt import attempt
from ui.kit.form import DateField, FormDialog, NumberField
from ui.kit.page import Page
from ui.rooms import day as days
from ui.rooms.board import Board
from ui.rooms.booking_form import MOST_PEOPLE, BookingForm
from ui.rooms.panel import BookingPanel

_MINUTE_MILLISECONDS = 60_000
_PANEL_SHARE, _PANEL_WIDTH = 0.32, 290


class RoomsPage(Page):
    """All rooms of one day side by side; free time is booked by a click or Enter, a booking is chosen likewise."""

    id = "rooms"
    title = N_("Rooms")
    icon = "room"
    help = N_(
        "<h3>Rooms</h3><p>The board shows all rooms of a day side by side. Hatched time is closed; the red line is now.</p>"
        "<p><b>Book</b>: click free time, or move there with the arrow keys and press Enter; Ctrl+N books from anywhere. "
        "The form says at once whether the time is free and what stands in the way.</p>"
        "<p><b>A booking</b>: click it, or go to it with Tab. At the right: Arrived, Done with the number of people who came, "
        "Did not come, Change, Cancel with a reason. A dashed frame waits for approval, a tick has arrived, a pale one is over.</p>"
        "<p>The board carries no personal names: what is written under “What for” can be read by everybody.</p>"
    )
    tables = frozenset({"booking", "room", "opening_hours", "closure", "person"})

    def __init__(self) -> None:
        super().__init__()
        self.day = clock.today()
        self._build()
        self._wire()

    def refresh(self) -> None:
        self._show_day()
        self._show_chosen(self.board.chosen_id)

    def page_actions(self) -> list[Action]:
        return [
            Action("rooms.new", _("New booking"), "Ctrl+N", "plus", self.on_new),
            Action("rooms.board", _("Go to the board"), "Alt+B", "room", self.board.setFocus),
            Action("rooms.before", _("Day before"), "Alt+Left", "left", lambda: self.step_day(-1)),
            Action("rooms.today", _("Today"), "Alt+Home", "calendar", lambda: self.show_day(clock.today())),
            Action("rooms.after", _("Day after"), "Alt+Right", "right", lambda: self.step_day(1)),
        ]

    def show_argument(self, argument: object) -> None:
        """Show a day, or a booking on its day: `("booking", id)`; `("new", None)` opens the form."""
        if isinstance(argument, date):
            self.show_day(argument)
        elif isinstance(argument, tuple) and argument[0] == "booking":
            self.show_booking(argument[1])
        elif isinstance(argument, tuple) and argument[0] == "new":
            self.on_new()

    def show_day(self, day: date) -> None:
        """Turn to a day."""
        self.day = day
        self.refresh()

    def show_booking(self, booking_id: int) -> None:
        """Turn to the day of a booking and choose it, even a cancelled one."""
        try:
            row = bookings.booking(booking_id)
        except errors.NotFound as error:
            toast.show(error.sentence(), kind="warning")
            return
        if row.status in days.CAME_TO_NOTHING:
            self.with_cancelled.setChecked(True)
        self.show_day(row.starts_at.date())
        self.board.choose(booking_id)
        self._show_chosen(booking_id)
        self.board.setFocus()

    def step_day(self, by: int) -> None:
        """Turn to the day before or after."""
        self.show_day(self.day + timedelta(days=by))

    def on_new(self) -> BookingForm | None:
        """Open the form for the cell of the board. Without rooms there is nothing to book."""
        if self.board.shown is None:
            self._show_day()
        shown = self.board.shown
        if shown is None or not shown.columns:
            return None
        column, minute = self.board.cell
        return self._open_form(room_id=shown.columns[column].key, minute=minute)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(min(style.px(_PANEL_WIDTH), round(self.width() * _PANEL_SHARE)))

    def _build(self) -> None:
        self.holiday = card.Badge(tone="warning")
        self.date_field = DateField()
        self.with_cancelled = QCheckBox(_("Show cancelled"))
        self.today_button = buttons.plain(_("Today"))
        self.before_button = buttons.icon_only("left", _("Day before"), framed=True)
        self.after_button = buttons.icon_only("right", _("Day after"), framed=True)
        self.new_button = buttons.primary(f"{_('New booking')}  {hint('Ctrl+N')}", "plus")
        top = card.Card(padding=12)
        left = layout.holding(
            layout.Flow(
                self.before_button, self.today_button, self.after_button, self.date_field, self.holiday,
                self.with_cancelled, spacing=10,
            )
        )  # fmt: skip
        line = layout.row(left, self.new_button, spacing=10)
        line.setStretch(0, 1)
        line.setAlignment(self.new_button, Qt.AlignmentFlag.AlignTop)
        top.add(line)
        self.date_field.set_name(_("Day"))
        self.board = Board()
        self.setFocusProxy(self.board)
        self.panel = BookingPanel()
        surface = card.Card(padding=10)
        self.empty = card.EmptyState(
            _("No zones yet. Add the rooms of the centre in Settings, then they can be booked here."),
            icon="room", button=_("Open Settings"), pressed=lambda: self.context.go("settings"),
        )  # fmt: skip
        surface.add(self.empty, 1)
        surface.add(self.board, 1)
        below = layout.row(surface, self.panel, spacing=16)
        below.setStretch(0, 1)
        whole = layout.column(top, below, spacing=12, margins=16)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        self.before_button.clicked.connect(lambda: self.step_day(-1))
        self.after_button.clicked.connect(lambda: self.step_day(1))
        self.today_button.clicked.connect(lambda: self.show_day(clock.today()))
        self.new_button.clicked.connect(self.on_new)
        self.with_cancelled.toggled.connect(lambda _on: self.refresh())
        self.date_field.changed.connect(self._on_date_changed)
        self.board.slot_opened.connect(
            lambda room_id, minute: self._open_form(room_id=room_id, minute=minute)
        )
        self.board.booking_chosen.connect(self._show_chosen)
        self.board.booking_opened.connect(self._on_booking_opened)
        self.board.day_stepped.connect(self.step_day)
        self.panel.verb_asked.connect(self._on_verb_asked)
        self.panel.phone_asked.connect(self._on_phone_asked)
        self.panel.person_asked.connect(lambda person_id: self.context.go("people", person_id))
        clock_tick = QTimer(self, interval=_MINUTE_MILLISECONDS)
        clock_tick.timeout.connect(self.refresh_soon)
        clock_tick.start()

    def _show_day(self) -> None:
        self.board.show_board(days.read(self.day, with_cancelled=self.with_cancelled.isChecked()))
        self.board.setAccessibleName(_("Board of {day}").format(day=days.day_title(self.day)))
        has_rooms = bool(self.board.shown and self.board.shown.columns)
        self.board.setVisible(has_rooms)
        self.empty.setVisible(not has_rooms)
        self.new_button.setEnabled(has_rooms)
        fact = days.day_fact(self.day)
        self.holiday.set(fact, "warning")
        self.holiday.setVisible(bool(fact))
        self.today_button.setEnabled(self.day != clock.today())
        if self.date_field.value() != self.day:
            self.date_field.set_value(self.day)

    def _show_chosen(self, booking_id: int) -> None:
        blocks = self.board.shown.blocks if self.board.shown else ()
        self.panel.show_booking(next((block.row for block in blocks if block.row.id == booking_id), None))

    def _open_form(self, *, room_id: int, minute: int) -> BookingForm:
        starts_at = datetime.combine(self.day, time.min) + timedelta(minutes=minute)
        dialog = BookingForm(self, room_id=room_id, starts_at=starts_at)
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                bookings.book, then=self._on_booked, **dialog.verb_arguments(values)
            )
        )
        dialog.open()
        return dialog

    def _open_change(self, row: BookingRow) -> BookingForm:
        dialog = BookingForm(self, before=row)
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                partial(bookings.change_booking, row.id),
                then=lambda _none: self._done(row.id, _("Booking changed: {title}")),
                **dialog.verb_arguments(values),
            )
        )
        dialog.open()
        return dialog

    def _on_booked(self, booking_id: int) -> None:
        self._done(booking_id, _("Booked: {title}"))

    def _done(self, booking_id: int, words: str) -> None:
        """Show the booking where it now stands, and say what was done."""
        row = bookings.booking(booking_id)
        self.show_booking(booking_id)
        toast.show(
            words.format(title=f"{row.label} · {row.room_name} {row.starts_at:%m-%d %H:%M}"), undo=True
        )

    def _on_date_changed(self) -> None:
        day = self.date_field.value()
        if day is not None and day != self.day:
            self.day = day
            self.refresh()

    def _on_booking_opened(self, booking_id: int) -> None:
        self.board.choose(booking_id)
        self._show_chosen(booking_id)
        self.panel.focus_first()

    def _on_phone_asked(self, person_id: int) -> None:
        attempt(people.unmask, person_ids=[person_id], then=lambda _none: self.panel.show_phone())

    def _on_verb_asked(self, verb: str) -> None:
        row = self.panel.row
        if row is None:
            return
        acts: dict[str, Callable[[BookingRow], Any]] = {
            "arrive": self._arrive, "complete": self._ask_came, "no_show": self._no_show,
            "change": self._open_change, "cancel": self._ask_reason,
        }  # fmt: skip
        acts[verb](row)

    def _arrive(self, row: BookingRow) -> None:
        attempt(partial(bookings.arrive, row.id), then=lambda _none: self._say(_("Arrived: {title}"), row))

    def _no_show(self, row: BookingRow) -> None:
        attempt(
            partial(bookings.mark_no_show, row.id),
            then=lambda _none: self._say(_("Did not come: {title}"), row),
        )

    def _ask_came(self, row: BookingRow) -> FormDialog:
        dialog = FormDialog(_("How many came?"), _("Done"), self, width=360)
        dialog.add("came_count", _("People who came"), NumberField(least=0, most=MOST_PEOPLE), required=True)
        dialog.form.set_values(came_count=row.head_count)
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                partial(bookings.complete, row.id),
                then=lambda _none: self._say(_("Done: {title}"), row),
                came_count=values["came_count"],
            )
        )
        dialog.open()
        return dialog

    def _ask_reason(self, row: BookingRow) -> messages.Message:
        return messages.ask_text(
            self,
            _("Why is “{title}” cancelled?").format(title=row.label),
            verb=_("Cancel booking"),
            then=lambda reason: attempt(
                partial(bookings.cancel, row.id, reason=reason),
                then=lambda _none: self._say(_("Cancelled: {title}"), row),
            ),
        )

    def _say(self, words: str, row: BookingRow) -> None:
        toast.show(words.format(title=row.label), undo=True)
        self.board.setFocus()
