"""One person's record: who it is, whether they are here, facts, visits and changes. It asks; the page does."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from centre_app import clock
from centre_app.desk import timeline
from centre_app.i18n import N_, _, _n
from centre_app.lending import holds
from centre_app.people import card_history, card_terms, history, notes, people, registration, visits
from centre_app.storage.action import WORK
from ui.kit import buttons, card, consent, layout
from ui.kit.photo import Photo
from ui.people import more_view, record_lists, words
from ui.people.events import EventList
from ui.people.more_menu import MoreMenu
from ui.people.notes import NotesPart
from ui.people.person_facts import FactsPart

_TABS = (
    ("facts", N_("Details")),
    ("events", N_("By time")),
    ("visits", N_("Visits")),
    ("bookings", N_("Bookings")),
    ("loans", N_("Loans")),
    ("holds", N_("Holds")),
    ("notes", N_("Notes")),
    ("history", N_("Changes")),
)
_BUTTONS = (
    ("check_in", N_("Check in"), "check-in"),
    ("check_in_as", N_("Check in to a zone…"), "room"),
    ("check_out", N_("Check out"), "check-out"),
    ("family", N_("Whole family…"), "people"),
    ("serve", N_("Serve at the desk"), "desk"),
    ("edit", N_("Edit…"), "edit"),
    ("extend", N_("Extend by a year"), "refresh"),
)
_PRIMARY = ("check_in", "check_out")
_LISTED_VISITS = 200
_LISTED_HOLDS = 20
_EXPIRES_SOON_DAYS = card_terms.SOON_DAYS


class PersonView(QWidget):
    """Shows a person.

    `asked(verb)`: check_in, check_in_as, check_out, family, edit, serve, unmask, or one of the menu: hold, note, card, extend,
    print_card, consent, photo, merge, privacy. `opened(id)`: another person.

    `went(page, argument)`: another page is to show something. `history_wished(keeps)`: the history of loans is to be kept, or
    no longer. Lists by time are read when their tab is in front.
    """

    asked = Signal(str)
    opened = Signal(int)
    visit_asked = Signal(int)
    went = Signal(str, object)
    hold_cancelled = Signal(object)
    closed = Signal()
    history_wished = Signal(bool)
    fetcher_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.card: people.PersonCard | None = None
        self.visit: visits.VisitRow | None = None
        self.unmasked = False
        self._visits_of: int | None = None
        self._booking_id: int | None = None
        self._build()

    def show_person(self, shown: people.PersonCard, *, unmasked: bool = False) -> None:
        """Show this person; the phone is masked unless it was unmasked."""
        if self.card is None or self.card.id != shown.id:
            self.tabs.set_value("facts")
            self._stack.setCurrentIndex(0)
        self.card, self.unmasked = shown, unmasked
        self.about = registration.about(shown.id)
        self.visit = visits.open_visit_of(shown.id)
        self.more = more_view.read(shown)
        self._show_head(shown)
        self.facts.show_person(shown, about=self.about, more=self.more, unmasked=unmasked)
        self.buttons["family"].setVisible(self.facts.has_family)
        self._show_notes(notes.notes_of(shown.id))
        self._show_visits(shown.id)
        self._show_events()
        self.holds.set_rows(holds.holds_of(shown.id, ended=_LISTED_HOLDS))
        self.history.set_rows(history.history(shown.id, limit=_LISTED_VISITS))

    def set_back_shown(self, shown: bool) -> None:
        """Offer the way back to the list, where the list is not beside."""
        self.back.setVisible(shown)

    def _build(self) -> None:
        self.tabs = buttons.Segments(
            [(key, _(text)) for key, text in _TABS], name=_("Part of the record"), wraps=True
        )
        self._stack = QStackedWidget()
        self.events, self.loans, self.bookings = EventList(), EventList(["loan"]), EventList(["booking"])
        self._by_time = {"events": self.events, "loans": self.loans, "bookings": self.bookings}
        self.notes, self.facts = NotesPart(), self._build_facts()
        self.visits = record_lists.visits_list(correct=self.visit_asked.emit, more=self._on_more_visits)
        self.holds = record_lists.holds_list(cancel=self.hold_cancelled.emit)
        self.history = record_lists.history_list()
        parts = {
            "facts": self.facts, "visits": self.visits, "holds": self.holds, "notes": self.notes, "history": self.history,
            **self._by_time,
        }  # fmt: skip
        for key, _text in _TABS:
            self._stack.addWidget(parts[key])
        for each in self._by_time.values():
            each.opened.connect(self._on_event_opened)
        self.tabs.chosen.connect(self._on_tab_chosen)
        below = card.Card()
        below.add(self.tabs)
        below.add(self._stack, 1)
        whole = layout.column(self._build_head(), below, spacing=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _build_head(self) -> card.Card:
        self.back = buttons.icon_only("left", _("Back to the list"), clicked=self.closed.emit, framed=True)
        self.back.hide()
        self.name = card.label(kind="title", wrap=True, selectable=True)
        self.badges = layout.Flow(spacing=6)
        self.here = card.label(kind="quiet", wrap=True)
        self.important = card.Note("", "bad")
        self.loans_link = buttons.link("", "book", clicked=lambda: self.show_tab("loans"))
        self.holds_link = buttons.link("", "clock", clicked=lambda: self.show_tab("holds"))
        self.booking_link = buttons.link("", "calendar", clicked=self._on_booking)
        ask = {verb: partial(self.asked.emit, verb) for verb, _text, _icon in _BUTTONS}
        self.buttons = {
            verb: (buttons.primary if verb in _PRIMARY else buttons.plain)(_(text), icon, clicked=ask[verb])
            for verb, text, icon in _BUTTONS
        }
        self.correct = buttons.plain(_("Change visit…"), "clock", clicked=self._on_correct)
        buttons.need(WORK, self.correct, *(made for verb, made in self.buttons.items() if verb != "serve"))
        self.menu = MoreMenu(self.asked.emit)
        verbs = ("check_in", "check_in_as", "check_out", "family")
        row = layout.Flow(*[self.buttons[verb] for verb in verbs], self.correct,
                          *[self.buttons[verb] for verb in ("serve", "edit", "extend")], self.menu.button)  # fmt: skip
        head = card.Card()
        self.photo = Photo(side=56)
        title = layout.row(self.back, self.photo, self.name)
        title.setStretch(2, 1)
        head.add(title)
        head.add(layout.holding(self.badges))
        head.add(self.important)
        head.add(self.here)
        head.add(
            layout.holding(layout.Flow(self.loans_link, self.holds_link, self.booking_link), _("Open now"))
        )
        head.add(layout.holding(row, _("What can be done")))
        return head

    def _build_facts(self) -> FactsPart:
        made = FactsPart()
        made.opened.connect(self.opened)
        made.unmask_asked.connect(partial(self.asked.emit, "unmask"))
        made.fetcher_asked.connect(self.fetcher_asked)
        made.history_wished.connect(self.history_wished)
        return made

    def _show_head(self, shown: people.PersonCard) -> None:
        self.name.setText(shown.name)
        self.photo.show_image(self.about.photo, name=_("Photo of {name}").format(name=shown.name))
        layout.clear(self.badges)
        self.badges.addWidget(card.Badge(_(people.CATEGORY_LABELS[shown.category]), "neutral"))
        if shown.card_number:
            self.badges.addWidget(card.Badge(_("Card {number}").format(number=shown.card_number), "info"))
        self._show_card_state(shown)
        if wrong := consent.badge(self.about.consent):
            self.badges.addWidget(card.Badge(*wrong))
        if shown.is_minor:
            self.badges.addWidget(card.Badge(_("minor"), "warning"))
        for badge in more_view.badges(shown, self.more):
            self.badges.addWidget(badge)
        visit = self.visit
        if visit is not None:
            self.badges.addWidget(card.Badge(_("here"), "good"))
            parts = (visit.room_name, visit.purpose, _("since {time:%H:%M}").format(time=visit.arrived_at))
            self.here.setText(" · ".join(part for part in parts if part))
        else:
            last = next(iter(visits.visits_of(shown.id, limit=1)), None)
            self.here.setText(
                _("Last visit: {day}, {room}").format(day=words.when(last.arrived_at), room=last.room_name)
                if last
                else _("Has not been here yet.")
            )
        for verb, button in self.buttons.items():
            button.setVisible(verb not in ((*_PRIMARY[:1], "check_in_as") if visit else _PRIMARY[1:]))
        self.correct.setVisible(visit is not None)
        self.buttons["extend"].setVisible(
            bool(shown.card_number) and card_terms.is_ending(shown.card_expires_on)
        )
        self.menu.offer(shown)
        self._show_now(timeline.now_of(shown.id))

    def _show_now(self, now: timeline.Now) -> None:
        """Point at what is open: loans out, holds, and the next booking."""
        on_loan = _n("{count} on loan", "{count} on loan", now.loans).format(count=now.loans)
        late = _("{count} overdue").format(count=now.late) if now.late else ""
        self.loans_link.setText(" · ".join(filter(None, (on_loan, late))))
        self.loans_link.setVisible(bool(now.loans))
        waits = _n("waits for {count} title", "waits for {count} titles", now.holds - now.ready).format(
            count=now.holds - now.ready
        )
        ready = _("{count} ready to pick up").format(count=now.ready) if now.ready else ""
        self.holds_link.setText(" · ".join(filter(None, (waits if now.holds > now.ready else "", ready))))
        self.holds_link.setVisible(bool(now.holds))
        self._booking_id = now.booking_id
        self.booking_link.setText(_("Next: {booking}").format(booking=now.booking))
        self.booking_link.setVisible(now.booking_id is not None)

    def _show_notes(self, rows: list[notes.NoteRow]) -> None:
        self.notes.show_notes(rows)
        open_rows = [row for row in rows if row.ended_at is None]
        count = _("Notes ({count})").format(count=len(open_rows)) if open_rows else _("Notes")
        self.tabs.set_text("notes", count)
        important = "\n".join(row.text for row in open_rows if row.important)
        self.important.setVisible(bool(important))
        if important:
            self.important.set(important, "bad")

    def _show_visits(self, person_id: int) -> None:
        """Read as far down as was shown of this person already."""
        shown = self.visits.model.all_rows() if self._visits_of == person_id else []
        self._visits_of = person_id
        most = max(_LISTED_VISITS, len(shown))
        rows = visits.visits_of(person_id, limit=most)
        self.visits.set_rows(rows, more=len(rows) == most)

    def _on_more_visits(self) -> None:
        rows = self.visits.model.all_rows()
        if self.card is None or not rows:
            return
        last = min(rows, key=lambda row: (row.arrived_at, row.id))
        following = visits.visits_of(self.card.id, limit=_LISTED_VISITS, after=last)
        self.visits.append_rows(following, more=len(following) == _LISTED_VISITS)

    def _show_events(self) -> None:
        """Read the list in front, where it is one by time."""
        part = self._by_time.get(str(self.tabs.value()))
        if part is not None and self.card is not None:
            part.show_person(self.card.id)

    def _show_card_state(self, shown: people.PersonCard) -> None:
        """Point out a card that has ended or soon will, and a bar."""
        if shown.card_expires_on is not None:
            left = (shown.card_expires_on - clock.today()).days
            words = _("card expired {day:%Y-%m-%d}") if left < 0 else _("card until {day:%Y-%m-%d}")
            tone = "bad" if left < 0 else "warning" if left <= _EXPIRES_SOON_DAYS else "neutral"
            self.badges.addWidget(card.Badge(words.format(day=shown.card_expires_on), tone))
        if card_history.bar_words(shown.id):
            self.badges.addWidget(card.Badge(_("barred from borrowing"), "bad"))

    def show_tab(self, key: str) -> None:
        """Bring a part of the record to the front."""
        self.tabs.set_value(key)
        self._on_tab_chosen(key)

    def _on_tab_chosen(self, key: str) -> None:
        self._stack.setCurrentIndex([each for each, _text in _TABS].index(key))
        self._show_events()

    def _on_booking(self) -> None:
        if self._booking_id is not None:
            self.went.emit("rooms", ("booking", self._booking_id))

    def _on_event_opened(self, event: timeline.Event) -> None:
        if event.kind == "visit":
            self.visit_asked.emit(event.row_id)
        elif event.kind == "loan":
            self.went.emit("lending", ("title", event.about_id))
        else:
            self.went.emit("rooms", ("booking", event.row_id))

    def _on_correct(self) -> None:
        if self.visit is not None:
            self.visit_asked.emit(self.visit.id)
