"""The rooms page: the board of a day, week or month, and the chosen booking beside it. What is done with one is in `acts.py`."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QMenu

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.access.shown_list import ShownList
from centre_app.centre import rooms, settings
from centre_app.i18n import N_, _
from centre_app.rooms import bookings, waiting
from ui.kit import card, layout, style, toast, unmask
from ui.kit.action import Action
from ui.kit.attempt import attempt
from ui.kit.list_out import ListOut
from ui.kit.page import Page
from ui.rooms import reading
from ui.rooms.acts import Acts
from ui.rooms.attention import Attention
from ui.rooms.board import Board
from ui.rooms.board_list import board_list
from ui.rooms.booking_form import BookingForm
from ui.rooms.help import HELP, LISTS
from ui.rooms.marked import MarkedPanel
from ui.rooms.panel import BookingPanel
from ui.rooms.shown import CAME_TO_NOTHING, day_title
from ui.rooms.toolbar import Toolbar

_MINUTE_MILLISECONDS = 60_000
_PANEL_SHARE, _PANEL_WIDTH = 0.32, 290


class RoomsPage(Page):
    """Rooms and their bookings; free time is booked by a click, a drag or Enter, a booking is chosen likewise."""

    id = "rooms"
    title = N_("Rooms")
    icon = "room"
    help = (HELP, LISTS)
    tables = frozenset(
        {
            "booking", "room", "opening_hours", "closure", "extra_opening", "calendar_day", "person", "series", "waiting_entry",
            "displacement", "booking_equipment", "setting",
        }
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._build()
        self._wire()

    @property
    def day(self) -> date:
        """The day the board is turned to."""
        return self.toolbar.day

    def refresh(self) -> None:
        self._show_board()
        self._show_chosen(self.board.chosen_id)

    def page_actions(self) -> list[Action]:
        return [
            Action("rooms.new", _("New booking"), "Ctrl+N", "plus", self.on_new),
            Action("rooms.board", _("Go to the board"), "Alt+B", "room", self.board.setFocus),
            Action("rooms.day", _("One day"), "Alt+1", "calendar", lambda: self.show_view("day")),
            Action("rooms.week", _("Week"), "Alt+2", "calendar", lambda: self.show_view("week")),
            Action("rooms.month", _("Month"), "Alt+3", "calendar", lambda: self.show_view("month")),
            Action("rooms.more", _("Print and more"), "Alt+P", "more", self.open_more),
            Action("rooms.before", _("One back"), "Alt+Left", "left", lambda: self.step(-1)),
            Action("rooms.today", _("Today"), "Alt+Home", "calendar", lambda: self.show_day(clock.today())),
            Action("rooms.after", _("One on"), "Alt+Right", "right", lambda: self.step(1)),
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
        self.toolbar.show_day(day)
        self.refresh()

    def show_view(self, view: str) -> None:
        """Show the day, the week or the month that the board is turned to."""
        self.toolbar.show_view(view)
        self.refresh()
        self.board.setFocus()

    def show_booking(self, booking_id: int) -> None:
        """Turn to the day of a booking and choose it, even a cancelled one."""
        try:
            row = bookings.booking(booking_id)
        except errors.NotFound as error:
            toast.show(error.sentence(), kind="warning")
            return
        if row.status in CAME_TO_NOTHING:
            self.toolbar.with_cancelled.setChecked(True)
        if self.toolbar.room_id not in (0, row.room_id):
            self.toolbar.room_field.set_value(None)
        if self.toolbar.view == "month":
            self.toolbar.show_view("day")
        self.show_day(row.starts_at.date())
        self.board.choose(booking_id)
        self._show_chosen(booking_id)
        self.board.setFocus()

    def step(self, by: int) -> None:
        """Turn one day, week or month on or back."""
        self.show_day(reading.stepped(self.toolbar.view, self.day, by))

    def on_new(self) -> BookingForm | None:
        """Open the form for the cell of the board. Without rooms there is nothing to book."""
        if self.board.shown is None:
            self._show_board()
        slot = self.board.slot()
        return self.acts.new(slot) if slot is not None else None

    def open_more(self) -> QMenu:
        """Open the menu of printing, the board for a second screen, and calendar files."""
        from ui.rooms.more_menu import more_menu

        button = self.toolbar.more_button
        menu = more_menu(
            self,
            bar=self.toolbar,
            board=self.board,
            chosen=self.panel.row,
            advanced=self._advanced(),
            out=self.out,
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for panel in (self.panel, self.marked):
            panel.setFixedWidth(min(style.px(_PANEL_WIDTH), round(self.width() * _PANEL_SHARE)))

    def _build(self) -> None:
        self.toolbar = Toolbar()
        self.board = Board()
        self.attention = Attention()
        self.panel = BookingPanel(self.attention)
        self.marked = MarkedPanel()
        self.acts = Acts(self)
        self.out = ListOut(self, self._read_board)
        surface = card.Card(padding=10)
        self.empty = card.EmptyState(
            _("No zones yet. Add the rooms of the centre in Settings, then they can be booked here."),
            icon="room", button=_("Open Settings"), pressed=lambda: self.context.go("settings"),
        )  # fmt: skip
        surface.add(self.empty, 1)
        surface.add(self.board, 1)
        below = layout.row(surface, self.panel, self.marked, spacing=16)
        below.setStretch(0, 1)
        whole = layout.column(self.toolbar, below, spacing=12, margins=16)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        self.toolbar.changed.connect(lambda: self.show_day(self.toolbar.day))
        self.toolbar.stepped.connect(self.step)
        self.toolbar.new_asked.connect(self.on_new)
        self.toolbar.more_asked.connect(self.open_more)
        self.board.slot_opened.connect(self.acts.new)
        self.board.booking_chosen.connect(self._show_chosen)
        self.board.booking_opened.connect(self._on_booking_opened)
        self.board.booking_moved.connect(self.acts.move)
        self.board.day_opened.connect(self._on_day_opened)
        self.board.stepped.connect(self.step)
        self.board.copy_asked.connect(self.out.copy)
        self.board.print_asked.connect(self.out.print_list)
        self.board.refused.connect(lambda sentence: toast.show(sentence, kind="warning"))
        self.panel.verb_asked.connect(self._on_verb_asked)
        self.panel.phone_asked.connect(self._on_phone_asked)
        self.panel.person_asked.connect(lambda person_id: self.context.go("people", person_id))
        self.board.marked_changed.connect(self._arrange_panels)
        self.marked.cleared.connect(self.board.mark)
        self.attention.booking_asked.connect(self.show_booking)
        self.attention.withdraw_asked.connect(self._on_withdraw_asked)
        self.attention.unmask_asked.connect(self._on_unmask_asked)
        self.attention.mark_asked.connect(self._on_mark_asked)
        self.acts.done.connect(self.show_booking)
        self.acts.said.connect(self.board.setFocus)
        clock_tick = QTimer(self, interval=_MINUTE_MILLISECONDS)
        clock_tick.timeout.connect(self._on_minute)
        clock_tick.start()

    def _show_board(self) -> None:
        self.toolbar.show_rooms(rooms.rooms())
        bar = self.toolbar
        shown = reading.read(
            bar.day, view=bar.view, room_id=bar.room_id, with_cancelled=bar.with_cancelled.isChecked()
        )
        self.board.show_board(shown)
        self.board.setAccessibleName(_("Board of {day}").format(day=day_title(self.day)))
        self.board.setVisible(bool(shown.tracks))
        self.empty.setVisible(not shown.tracks)
        self.board.may_mark = self._advanced()
        self.attention.marking.setVisible(self._advanced())
        if bar.view != "month":
            self.attention.refresh()
        self._arrange_panels()

    def _read_board(self, then: Callable[[ShownList], object]) -> None:
        if self.board.shown is not None:
            then(board_list(self.board.shown))

    def _arrange_panels(self) -> None:
        marked = set(self.board.marked)
        blocks = self.board.shown.blocks if self.board.shown else ()
        rows = {block.row.id: block.row for block in blocks if block.row.id in marked}
        self.marked.show_rows([rows[each] for each in self.board.marked if each in rows])
        self.marked.setVisible(bool(rows))
        self.panel.setVisible(not rows and self.toolbar.view != "month")

    @staticmethod
    def _advanced() -> bool:
        return bool(settings.get("advanced"))

    def _on_mark_asked(self, whole_day: bool) -> None:
        self.board.mark_track(since=0 if whole_day else self.board.cell[1])
        self.board.setFocus()

    def _on_unmask_asked(self) -> None:
        def note(reason: str) -> None:
            attempt(
                audit.record, label=N_("show whom to call of the waiting list"), reason=reason,
                then=lambda _none: self.attention.show_contacts(),
            )  # fmt: skip

        unmask.with_reason(self, note)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.attention.hide_contacts()
        self.refresh_soon()

    def _on_withdraw_asked(self, entry_id: int) -> None:
        attempt(
            partial(waiting.withdraw, entry_id),
            then=lambda _none: toast.show(_("Taken off the waiting list."), undo=True),
        )

    def _show_chosen(self, booking_id: int) -> None:
        block = self.board.shown.block_of(booking_id) if self.board.shown else None
        self.panel.show_booking(block.row if block else None)

    def _on_minute(self) -> None:
        if self.board.carry is None:
            self.refresh_soon()

    def _on_day_opened(self, day: date) -> None:
        self.toolbar.show_view("day")
        self.show_day(day)

    def _on_booking_opened(self, booking_id: int) -> None:
        self.board.choose(booking_id)
        self._show_chosen(booking_id)
        self.panel.focus_first()

    def _on_phone_asked(self, person_id: int) -> None:
        unmask.show(self, person_ids=[person_id], then=lambda _none: self.panel.show_phone())

    def _on_verb_asked(self, verb: str) -> None:
        if self.panel.row is not None:
            self.acts.do(verb, self.panel.row)
