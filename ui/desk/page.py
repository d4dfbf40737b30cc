"""The desk page: here now, the open person, the to-do list and today's rooms. Scanning itself is the shell's."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from centre_app import clock, errors
from centre_app.centre import calendar, rooms
from centre_app.desk import todo as todos
from centre_app.desk.todo import Todo
from centre_app.i18n import N_, _
from centre_app.lending import loans
from centre_app.people import notes, people, presence, visits
from centre_app.people.presence import RoomLoad, VisitRow
from centre_app.rooms import bookings
from ui.desk import lists
from ui.desk.here import HereCard
from ui.desk.person_panel import PersonPanel
from ui.desk.today import TodayBand
from ui.kit import buttons, card, card_terms, layout, style, toast
from ui.kit.action import Action
from ui.kit.attempt import attempt
from ui.kit.page import Page

_LEFT = 300  # pixels at 100 %
_NARROW, _TALL = 700, 780
_ANY_WIDTH = 16_777_215
_A_MINUTE = 60_000


class DeskPage(Page):
    """Where the clerk is most of the day."""

    id = "desk"
    title = N_("Desk")
    tables = frozenset(
        {"visit", "person", "room", "booking", "waiting_entry", "displacement"}
        | {"loan", "copy", "title", "closure", "extra_opening", "opening_hours", "setting"}
        | {"equipment", "calendar_day", "person_note"}
    )
    help = N_(
        "<p>Scan a card: the person is opened and checked in. Scan a book: if it is out it is returned, if it is on the shelf it "
        "goes to the open person. Nothing needs to be clicked in between.</p>"
        "<p>Without a card type a name, pinyin initials, or the last four digits of the phone into the field above and press Enter; "
        "Enter once more checks the open person in.</p>"
        "<p><b>Here now</b> lists everybody in the centre; check them out with the button in the line. <b>To do</b> shows what is "
        "overdue or due today and bookings that nobody has come to yet.</p>"
        "<p>Everything can be undone with Ctrl+Z.</p>"
    )

    def __init__(self) -> None:
        super().__init__()
        self._zones: list[tuple[int, str, int]] = []
        self._rows: list[card.MeterRow] = []
        self._build()
        self._wire()

    def watch(self, context: Any) -> None:
        super().watch(context)
        context.person_opened.connect(lambda _person: self.refresh_soon())
        context.person_closed.connect(self.refresh_soon)

    def refresh(self) -> None:
        now = clock.now()
        here = presence.here_now()
        self.here.set_rows(here)
        self._show_loads(presence.here_by_room())
        self._today_count.setText(_("{count} person-times today").format(count=presence.today_count()))
        items = todos.todo(now)
        self.todo.set_rows(items)
        self.todo_card.set_trailing(str(len(items)) if items else "")
        self.today.show_day(
            rooms=rooms.rooms(), bookings=bookings.day_board(now.date(), include_cancelled=False),
            spans=calendar.opening_spans(now.date()), now=now,
        )  # fmt: skip
        self._show_person()

    def page_actions(self) -> list[Action]:
        return [
            Action("desk.check_in", _("Check in the open person"), "Ctrl+I", "check-in", self.check_in),
            Action(
                "desk.check_out", _("Check out the open person"), "Ctrl+O", "check-out", self.check_out_open
            ),
            Action(
                "desk.group",
                _("Check in a group"),
                "Ctrl+G",
                "group",
                lambda: self.context.go("check_in_group"),
            ),
            Action(
                "desk.register",
                _("Register a person"),
                "Ctrl+N",
                "plus",
                lambda: self.context.go("register", ""),
            ),
            Action("desk.unmask", _("Show or mask names"), "Ctrl+U", "eye", self.list_card.toggle_names),
        ]

    def check_in(self) -> None:
        """Check the open person in."""
        person_id = self.context.open_person_id
        if person_id is None:
            toast.show(_("Nobody is open. Scan a card, or type a name in the field above."), kind="info")
            return
        attempt(visits.scan_in, person_id=person_id, then=_say_in)

    def check_out_open(self) -> None:
        """Check the open person out."""
        person_id = self.context.open_person_id
        visit = presence.open_visit_of(person_id) if person_id is not None else None
        if visit is None:
            toast.show(
                _("Nobody open is here. Scan a card first, or use the button in the list."), kind="info"
            )
            return
        self.check_out(visit)

    def check_out(self, visit: VisitRow) -> None:
        """End a visit."""
        name = visit.name or _("Group")
        attempt(
            visits.check_out, visit_id=visit.id,
            then=lambda _none: toast.show(_("Checked out: {name}").format(name=name), undo=True),
        )  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(narrow=self.width() < style.px(_NARROW))
        self._make_room()

    def _build(self) -> None:
        self._figure = card.label("0", kind="figure")
        self._today_count = card.label("", kind="quiet-small")
        self._meters = layout.column(spacing=10)
        self.here_card = card.Card(_("In the centre"))
        self.here_card.add(layout.row(self._figure, 4, self._today_count, None))
        self.here_card.add(self._meters)
        self.todo = lists.todo_list(
            opened=self.on_todo_opened, extended=lambda row: card_terms.extend(row.id)
        )
        self.todo_card = card.Card(_("To do"))
        self.todo_card.add(self.todo, 1)
        self.extend_button = buttons.plain(
            _("Extend by a year"), "refresh", clicked=self.on_todo_extend_pressed
        )
        self.extend_button.hide()
        self.todo_card.add(layout.row(self.extend_button, None))
        self.list_card = HereCard(
            check_out=self.check_out, opened=self.on_visit_opened,
            change=lambda row: self.context.go("change_visit", row.id),
        )  # fmt: skip
        self.here = self.list_card.list
        self.person = PersonPanel()
        self.person.hide()
        self.today = TodayBand()
        left = layout.column(self.here_card, self.todo_card, spacing=16)
        left.setStretch(1, 1)
        self._left = layout.holding(left)
        self.rooms_card = card.Card(_("Today's rooms"))
        self.rooms_card.add(self.today)
        right = layout.column(self.person, self.list_card, self.rooms_card, spacing=16)
        right.setStretch(1, 1)
        whole = self._columns = layout.row(self._left, layout.holding(right), spacing=16, margins=16)
        whole.setStretch(1, 1)
        self.setLayout(
            layout.column(layout.scrolled(layout.holding(whole)))
        )  # large text needs more than a small screen
        self._clock = QTimer(self, interval=_A_MINUTE)

    def _wire(self) -> None:
        self._clock.timeout.connect(self.refresh_soon)
        self._clock.start()
        self.today.booking_chosen.connect(lambda booking: self.context.go("rooms", ("booking", booking)))
        self.todo.row_opened.connect(self.on_todo_opened)
        self.todo.row_chosen.connect(self._offer_extending)
        panel = self.person
        panel.check_in_pressed.connect(self.check_in)
        panel.check_out_pressed.connect(self.check_out_open)
        panel.zone_pressed.connect(self.on_zone_pressed)
        panel.details_pressed.connect(lambda: self.context.go("people", self.context.open_person_id))
        panel.loans_pressed.connect(lambda: self.context.go("lending"))
        panel.extend_pressed.connect(self.on_extend_pressed)
        panel.close_pressed.connect(self.on_close_pressed)

    def on_close_pressed(self) -> None:
        """Stop serving the open person."""
        self.context.close_person()

    def on_extend_pressed(self) -> None:
        """Extend the open person's card by a year."""
        if self.context.open_person_id is not None:
            card_terms.extend(self.context.open_person_id)

    def on_zone_pressed(self) -> None:
        """Choose the open person's zone: of the visit they are on, or of one to begin."""
        person_id = self.context.open_person_id
        visit = presence.open_visit_of(person_id) if person_id is not None else None
        if visit is None:
            self.context.go("check_in", person_id)
        else:
            self.context.go("change_visit", visit.id)

    def on_visit_opened(self, row: VisitRow) -> None:
        """Serve somebody who is here."""
        if row.person_id is not None:
            self.context.open_person(row.person_id)

    def on_todo_opened(self, row: Todo) -> None:
        """Go where the thing can be done."""
        if row.kind in ("overdue", "due_today"):
            self.context.go("lending", ("overdue" if row.kind == "overdue" else "due", row.id))
        elif row.kind == "card_ends":
            self.context.go("people", row.id)
        elif row.kind in ("inspection", "holidays"):
            self.context.go("settings", "equipment" if row.kind == "inspection" else "holidays")
        else:
            self.context.go("rooms", ("booking", row.id))

    def on_todo_extend_pressed(self) -> None:
        """Extend the card that the chosen line is about."""
        row = self.todo.current()
        if row is not None and row.kind == "card_ends":
            card_terms.extend(row.id)

    def _offer_extending(self, row: Todo | None) -> None:
        self.extend_button.setVisible(row is not None and row.kind == "card_ends")

    def _show_person(self) -> None:
        person_id = self.context.open_person_id if self.context else None
        self.person.setVisible(person_id is not None)
        self._make_room()
        if person_id is None:
            return
        try:
            found = people.person(person_id)
        except errors.NotFound:
            self.context.close_person()
            return
        self.person.show_person(
            found,
            visit=presence.open_visit_of(person_id),
            standing=loans.standing(person_id),
            important=notes.important_of(person_id),
        )

    def _fold(self, *, narrow: bool) -> None:
        """Put who is served and who is here above the rest where large text leaves no room beside it."""
        width = min(style.px(_LEFT), max(style.px(220), self.width() // 3))
        self._left.setMinimumWidth(0 if narrow else width)
        self._left.setMaximumWidth(_ANY_WIDTH if narrow else width)
        down, across = QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(down if narrow else across)

    def _make_room(self) -> None:
        """Leave today's rooms out while somebody is served on a small screen: who is here matters more then."""
        small = self.height() < style.px(_TALL)
        self.rooms_card.setVisible(self.person.isHidden() or not small)

    def _show_loads(self, loads: list[RoomLoad]) -> None:
        self._figure.setText(str(sum(load.heads for load in loads)))
        zones = [(load.room_id, load.name, load.capacity) for load in loads]
        if zones != self._zones:
            self._zones = zones
            layout.clear(self._meters)
            self._rows = [
                card.MeterRow(load.name, load.heads, load.capacity, style.room_colour(number))
                for number, load in enumerate(loads)
            ]
            for row in self._rows:
                self._meters.addWidget(row)
        for row, load in zip(self._rows, loads, strict=True):
            row.set(load.heads, load.capacity)


def _say_in(done: visits.ScanIn) -> None:
    if done.kind == "already_here":
        words = _("{name} is here already · {room}, since {time:%H:%M}")
    else:
        words = _("Checked in: {name} · {room} {time:%H:%M}")
    said = words.format(name=done.name, room=done.room_name, time=done.arrived_at)
    toast.show(said, kind="info" if done.kind == "already_here" else "good", undo=done.kind != "already_here")
