"""The desk page: here now, the open person, the to-do list and today's rooms. Scanning itself is the shell's."""

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu

from centre_app import clock, errors
from centre_app.centre import calendar, rooms
from centre_app.desk import todo as todos
from centre_app.i18n import N_, _, _n
from centre_app.lending import loans
from centre_app.people import enquiries, notes, people, presence, registration, visits
from centre_app.people.presence import RoomLoad, VisitRow
from centre_app.rooms import bookings
from ui.desk import going, lists, words
from ui.desk.enquiries import EnquiryStrip
from ui.desk.here import HereCard
from ui.desk.person_panel import PersonPanel
from ui.desk.today import TodayBand
from ui.kit import buttons, card, card_terms, fetching, layout, style, toast
from ui.kit.action import Action
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
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
        {
            "visit", "visit_stay", "party", "pick_up", "person", "room", "booking", "waiting_entry", "displacement",
            "loan", "copy", "title", "closure", "extra_opening", "opening_hours", "setting", "equipment", "calendar_day",
            "enquiry", "enquiry_kind", "hold", "kit_item", "consent", "person_photo",
            "person_note", "handover_note",
        }
    )  # fmt: skip
    help = (
        N_(
            "<p>Scan a card: the person is opened and checked in. Scan a book: if it is out it is returned, if it is on the shelf it "
            "goes to the open person. Nothing needs to be clicked in between.</p>"
            "<p>Without a card type a name, pinyin initials, or the last four digits of the phone into the field above and press Enter; "
            "Enter once more checks the open person in.</p>"
            "<p><b>Here now</b> lists everybody in the centre; check them out with the button in the line. <b>To do</b> shows what is "
            "overdue or due today and bookings that nobody has come to yet.</p>"
        ),
        N_(
            "<p><b>Walk-in +1</b> (Ctrl+T) counts who has no card by age band and sex, one key each. A group is counted with Ctrl+G. Whoever "
            "goes on to another zone is sent there with Alt and its number. A child who leaves: press who fetches them. <b>Ctrl+P</b> "
            "and Enter print who is here, for an evacuation. Paper sheets of a power cut are typed back in with Ctrl+Shift+P.</p>"
        ),
        N_(
            "<p><b>Enquiries</b>: whoever asks for help is counted by one button or key, F3 to F10 in the order of the buttons. Notes, "
            "earlier times and taking one back are behind the button at the end.</p>"
        ),
        N_("<p>Everything can be undone with Ctrl+Z.</p>"),
    )

    def __init__(self) -> None:
        super().__init__()
        self._zones: list[tuple[int, str, int]] = []
        self._rows: list[card.MeterRow] = []
        self._loads: list[RoomLoad] = []
        self._build()
        self._wire()

    def watch(self, context: Any) -> None:
        super().watch(context)
        context.person_opened.connect(lambda _person: self.refresh_soon())
        context.person_closed.connect(self.refresh_soon)
        context.scan_done.connect(self.on_scan_done)

    def refresh(self) -> None:
        now = clock.now()
        here = presence.here_now()
        self.list_card.show_rows(here)
        self._loads = presence.here_by_room()
        self._show_loads(self._loads)
        self._show_alone(sum(row.alone for row in here))
        self._today_count.setText(_("{count} person-times today").format(count=presence.today_count()))
        self.enquiries.show_kinds(enquiries.kinds())
        self.todo_card.show_rows(todos.todo(now))
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
            Action("desk.group", _("Check in a group"), "Ctrl+G", "group", lambda: self.context.go("check_in_group")),
            Action(
                "desk.register",
                _("Register a person"),
                "Ctrl+N",
                "plus",
                lambda: self.context.go("register", ""),
            ),
            Action("desk.tally", _("Count walk-ins without a card"), "Ctrl+T", "plus", self.open_tally),
            Action("desk.family", _("Check in the whole family of the open person"), "Ctrl+J", "people", self.on_family_pressed),
            Action("desk.evacuation", _("Evacuation list (Enter prints it)"), "Ctrl+P", "print", self.open_evacuation),
            Action("desk.handover", _("Shift handover"), "Ctrl+H", "document", lambda: self.context.go("handover")),
            Action("desk.paper", _("Type paper sheets back in"), "Ctrl+Shift+P", "edit", self.open_paper),
            *(
                Action(
                    f"desk.zone{number}", _("The open person goes on to zone {number}").format(number=number),
                    f"Alt+{number}", "right", partial(self.on_zone_key, number),
                )
                for number in range(1, 10)
            ),
            *self.enquiries.page_actions(),
            Action("desk.unmask", _("Show or mask names"), "Ctrl+U", "eye", self.list_card.toggle_names),
        ]  # fmt: skip

    def check_in(self) -> None:
        """Check the open person in."""
        person_id = self.context.open_person_id
        if person_id is None:
            toast.show(_("Nobody is open. Scan a card, or type a name in the field above."), kind="info")
            return
        attempt(visits.scan_in, person_id=person_id, then=going.say_in)

    def check_out_open(self) -> None:
        """Check the open person out."""
        person_id = self.context.open_person_id
        visit = presence.open_visit_of(person_id) if person_id is not None else None
        if visit is None:
            said = _("Nobody open is here. Scan a card first, or use the button in the list.")
            toast.show(said, kind="info")
            return
        self.check_out(visit)

    def check_out(self, visit: VisitRow) -> None:
        """End a visit."""
        name = words.walk_in(visit) if visit.is_tallied else visit.name or _("Group")

        def then(_none: None) -> None:
            toast.show(_("Checked out: {name}").format(name=name), undo=True)
            self.strip.ask(visit)

        attempt(visits.check_out, visit_id=visit.id, then=then)

    def open_tally(self) -> Dialog:
        """Count walk-ins without a card."""
        from ui.desk import tally

        return tally.open_tally(self)

    def open_evacuation(self) -> Dialog:
        """Show who is here as a list to print."""
        from ui.desk import evacuation

        return evacuation.open_evacuation(self)

    def open_paper(self) -> Dialog:
        """Type paper sheets back in."""
        from ui.desk import paper_dialog

        return paper_dialog.open_paper(self)

    def open_more(self) -> QMenu:
        """Show what is seldom wanted here."""
        from ui.desk.more_menu import more_menu

        menu = more_menu(self)
        menu.popup(self.list_card.more_button.mapToGlobal(self.list_card.more_button.rect().bottomLeft()))
        return menu

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
        self.alone = buttons.link("", "child", clicked=lambda: self.list_card.show_only("alone"))
        self.here_card.add(layout.row(self.alone, None))
        self.here_card.add(self._meters)
        self.todo_card = lists.TodoCard()
        self.todo = self.todo_card.list
        self.list_card = HereCard(
            check_out=self.check_out, opened=self.on_visit_opened,
            change=lambda row: self.context.go("change_visit", row.id), tally=self.open_tally, more=self.open_more,
            go_on=lambda row: self.context.go("next_zone", row.id), to_group=lambda row: self.context.go("join_group", row.id),
        )  # fmt: skip
        self.here = self.list_card.list
        self.person = PersonPanel()
        self.person.hide()
        self.strip = fetching.FetchStrip()
        self.enquiries = EnquiryStrip()
        self.today = TodayBand()
        left = layout.column(self.here_card, self.todo_card, spacing=16)
        left.setStretch(1, 1)
        self._left = layout.holding(left)
        self.rooms_card = card.Card(_("Today's rooms"))
        self.rooms_card.add(self.today)
        right = layout.column(
            self.strip, self.person, self.enquiries, self.list_card, self.rooms_card, spacing=16
        )
        right.setStretch(3, 1)
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
        self.enquiries.settings_asked.connect(lambda: self.context.go("settings", "enquiries"))
        self.todo_card.went.connect(self._on_went)
        panel = self.person
        panel.check_in_pressed.connect(self.check_in)
        panel.check_out_pressed.connect(self.check_out_open)
        panel.family_pressed.connect(self.on_family_pressed)
        panel.next_zone_pressed.connect(self.on_next_zone)
        self.strip.chosen.connect(fetching.keep)
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

    def on_scan_done(self, outcome: Any) -> None:
        """A child who scanned out is fetched by somebody."""
        if outcome.kind == "checked_out" and outcome.person_id is not None:
            last = next(iter(visits.visits_of(outcome.person_id, limit=1)), None)
            if last is not None:
                self.strip.ask(visits.visit(last.id))

    def on_family_pressed(self) -> None:
        """Check in those of the open person's family who came."""
        if self.context.open_person_id is None:
            toast.show(_("Nobody is open. Scan a card, or type a name in the field above."), kind="info")
            return
        self.context.go("family", self.context.open_person_id)

    def on_zone_key(self, number: int) -> None:
        """Let the open person go on to the zone of that number."""
        zones = self._loads
        if number <= len(zones):
            self.on_next_zone(zones[number - 1].room_id)

    def on_next_zone(self, room_id: int) -> None:
        """Let the open person go on to a zone, or check them in there."""
        person_id = self.context.open_person_id
        if person_id is None:
            toast.show(_("Nobody is open. Scan a card, or type a name in the field above."), kind="info")
            return
        going.go_on(person_id, room_id=room_id)

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
            attempt(people.open_at_desk, person_id=row.person_id, then=self.context.open_person)

    def _on_went(self, page: str, argument: object) -> None:
        self.context.go(page, argument)

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
            zones=self._loads,
            about=registration.about(person_id),
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

    def _show_alone(self, count: int) -> None:
        words = _n("{count} child here without a guardian", "{count} children here without a guardian", count)
        self.alone.setText(words.format(count=count))
        self.alone.setVisible(bool(count))

    def _show_loads(self, loads: list[RoomLoad]) -> None:
        self._figure.setText(str(sum(load.heads for load in loads)))
        zones = [(load.room_id, load.name, load.capacity) for load in loads]
        if zones != self._zones:
            self._zones = zones
            layout.clear(self._meters)
            self._rows = [
                card.MeterRow(load.name, load.heads, load.capacity, style.room_colour(number))
                for number, load in enumerate(loads)
            ]  # fmt: skip
            for row in self._rows:
                self._meters.addWidget(row)
        for row, load in zip(self._rows, loads, strict=True):
            filled = _("full") if load.heads >= load.capacity else _("nearly full")
            row.set(load.heads, load.capacity, warning=filled if load.is_nearly_full else "")
