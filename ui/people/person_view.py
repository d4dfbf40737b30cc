"""One person's record: who it is, whether they are here, facts, visits and changes. It asks; the page does."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from centre_app import clock
from centre_app.i18n import N_, _
from centre_app.lending import hold_words, holds, privacy
from centre_app.people import (
    bands,
    card_history,
    history,
    households,
    masking,
    people,
    pick_ups,
    registration,
    visits,
)
from ui.kit import buttons, card, consent, layout, style
from ui.kit.photo import Photo
from ui.kit.table import Column, ListView, RowVerb
from ui.people import more_view, words

_TABS = (
    ("facts", N_("Details")),
    ("visits", N_("Visits")),
    ("holds", N_("Holds")),
    ("history", N_("Changes")),
)
_LISTED_VISITS = 200
_EXPIRES_SOON_DAYS = 30
_LISTED_HOLDS = 20


class PersonView(QWidget):
    """Shows a person.

    `asked(verb)`: check_in, check_in_as, check_out, family, edit, serve, hold, card, print_card, consent, photo, merge, privacy, unmask;
    `opened(id)`: another person.

    `history_wished(keeps)`: the history of loans is to be kept, or no longer.
    """

    asked = Signal(str)
    opened = Signal(int)
    visit_asked = Signal(int)
    hold_cancelled = Signal(object)
    closed = Signal()
    history_wished = Signal(bool)
    fetcher_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.card: people.PersonCard | None = None
        self.visit: visits.VisitRow | None = None
        self.unmasked = False
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
        self._show_facts(shown)
        self.visits.set_rows(visits.visits_of(shown.id, limit=_LISTED_VISITS))
        self.holds.set_rows(holds.holds_of(shown.id, ended=_LISTED_HOLDS))
        self.history.set_rows(history.history(shown.id))

    def set_back_shown(self, shown: bool) -> None:
        """Offer the way back to the list, where the list is not beside."""
        self.back.setVisible(shown)

    def _build(self) -> None:
        self.tabs = buttons.Segments([(key, _(text)) for key, text in _TABS], name=_("Part of the record"))
        self._stack = QStackedWidget()
        for part in (self._build_facts(), self._build_visits(), self._build_holds(), self._build_history()):
            self._stack.addWidget(part)
        keys = [key for key, _text in _TABS]
        self.tabs.chosen.connect(lambda key: self._stack.setCurrentIndex(keys.index(key)))
        below = card.Card()
        below.add(layout.row(self.tabs, None))
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
        ask = {verb: partial(self.asked.emit, verb) for verb, _text, _icon in _BUTTONS}
        self.buttons = {
            verb: (buttons.primary if verb in _PRIMARY else buttons.plain)(_(text), icon, clicked=ask[verb])
            for verb, text, icon in _BUTTONS
        }
        self.correct = buttons.plain(_("Change visit…"), "clock", clicked=self._on_correct)
        row = layout.Flow(*[self.buttons[verb] for verb in ("check_in", "check_in_as", "check_out", "family")], self.correct,
                          self.buttons["serve"], self.buttons["hold"], self.buttons["edit"], self.buttons["card"], self.buttons["print_card"],
                          self.buttons["consent"], self.buttons["photo"], self.buttons["merge"], self.buttons["privacy"],
                          spacing=8)  # fmt: skip
        head = card.Card()
        self.photo = Photo(side=56)
        title = layout.row(self.back, self.photo, self.name)
        title.setStretch(2, 1)
        head.add(title)
        head.add(layout.holding(self.badges))
        head.add(self.here)
        head.add(layout.holding(row, _("What can be done")))
        return head

    def _build_facts(self) -> QWidget:
        self._facts = QGridLayout()
        self._line = 0
        self._facts.setContentsMargins(0, style.px(4), 0, 0)
        self._facts.setHorizontalSpacing(style.px(16))
        self._facts.setVerticalSpacing(style.px(8))
        self._facts.setColumnStretch(1, 1)
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, style.px(8), 0)
        whole.addLayout(self._facts)
        whole.addStretch(1)
        return inside

    def _build_visits(self) -> ListView:
        self.visits = ListView(
            [
                Column(_("Day"), lambda row: f"{row.arrived_at:%Y-%m-%d}", width=100),
                Column(_("Time"), lambda row: words.stay(arrived_at=row.arrived_at, left_at=row.left_at)),
                Column(_("Zone"), lambda row: row.zones),
                Column(_("Purpose"), lambda row: row.purpose, quiet=True),
                Column("", words.marks, width=96, tone=lambda row: "neutral" if words.marks(row) else None,
                       hint=words.fetched),
            ],
            empty=card.EmptyState(_("No visit yet. Check in above, or scan the card."), icon="clock"),
            actions=[RowVerb(_("Correct…"), "edit", lambda row: self.visit_asked.emit(row.id))],
            name=_("Visits"), filter=True,
        )  # fmt: skip
        return self.visits

    def _build_holds(self) -> ListView:
        self.holds = ListView(
            [
                Column(_("Title"), lambda row: " ".join(filter(None, (row.title, row.volume)))),
                Column(_("State"), hold_words.state, tone=hold_words.tone),
                Column(_("Placed"), lambda row: f"{row.placed_at:%m-%d}", sort=lambda row: row.id, width=64),
                Column(_("Until"), lambda row: f"{row.pick_up_by:%m-%d}" if row.pick_up_by else "", width=64),
            ],
            empty=card.EmptyState(_("Waits for nothing."), icon="clock"),
            actions=[RowVerb(_("Cancel the hold"), "close", self.hold_cancelled.emit, enabled=lambda row: row.is_open)],
            name=_("Holds"), filter=False,
        )  # fmt: skip
        return self.holds

    def _build_history(self) -> ListView:
        self.history = ListView(
            [
                Column(_("When"), lambda row: f"{row.at:%Y-%m-%d %H:%M}" if row.at else "", width=140),
                Column(_("Clerk"), lambda row: row.clerk),
                Column(_("What"), words.change),
                Column(_("Fields"), lambda row: _(", ").join(_(field) for field in row.fields), quiet=True),
            ],
            empty=card.EmptyState(_("The changes of this record are no longer kept."), icon="clock"),
            name=_("Changes"),
        )  # fmt: skip
        return self.history

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
        self.buttons["print_card"].setVisible(bool(shown.card_number))

    def _show_card_state(self, shown: people.PersonCard) -> None:
        """Point out a card that has ended or soon will, and a bar."""
        if shown.card_expires_on is not None:
            left = (shown.card_expires_on - clock.today()).days
            words = _("card expired {day:%Y-%m-%d}") if left < 0 else _("card until {day:%Y-%m-%d}")
            tone = "bad" if left < 0 else "warning" if left <= _EXPIRES_SOON_DAYS else "neutral"
            self.badges.addWidget(card.Badge(words.format(day=shown.card_expires_on), tone))
        if card_history.bar_words(shown.id):
            self.badges.addWidget(card.Badge(_("barred from borrowing"), "bad"))

    def _show_facts(self, shown: people.PersonCard) -> None:
        layout.clear(self._facts)
        self._line = 0
        self._fact(_("Phone"), self._phone(shown))
        self._fact(_("Born"), words.born(shown))
        self._fact(_("Sex"), _(people.SEX_LABELS[shown.sex]) if shown.sex else "")
        self._fact(_("Address"), shown.address)
        if shown.guardian_id is not None:
            link = self._person_link(shown.guardian_id, shown.guardian_name, None)
            self._fact(_("Guardian"), layout.holding(layout.Flow(link, spacing=4)))
        if shown.wards:
            links = [self._person_link(ward.id, ward.name, ward.age) for ward in shown.wards]
            self._fact(_("Guardian of"), layout.holding(layout.Flow(*links, spacing=4)))
        family = [] if shown.household_id is None else households.members(shown.household_id)
        family_known = len(family) > 1 or shown.guardian_id is not None or bool(shown.wards)
        self.buttons["family"].setVisible(family_known)
        others = [self._person_link(each.id, each.name, each.age) for each in family if each.id != shown.id]
        if others:
            self._fact(_("Same household"), layout.holding(layout.Flow(*others, spacing=4)))
        self._show_fetchers(shown)
        self._fact(_("ID number"), _id_words(self.about))
        self._fact(_("Consent"), consent.told(self.about.consent))
        for title, value in more_view.facts(shown, self.more, unmasked=self.unmasked):
            self._fact(title, value)
        self._fact(_("Registered on"), f"{shown.registered_at:%Y-%m-%d}" if shown.registered_at else "")
        self._fact(_("Loan history"), self._history_box(shown))
        for name, label in people.FACTS.items():
            self._fact(_(label), shown.facts[name])

    def _history_box(self, shown: people.PersonCard) -> QWidget:
        box = QCheckBox(_("Kept at the reader's wish"))
        box.setToolTip(
            _("Otherwise the reader is taken from returned loans after the months of the settings.")
        )
        box.setChecked(privacy.keeps_history(shown.id))
        box.clicked.connect(lambda keeps: self.history_wished.emit(bool(keeps)))
        return box

    def _show_fetchers(self, shown: people.PersonCard) -> None:
        """Who may fetch a child; for whoever is no child any more only if it was noted."""
        may = [each for each in pick_ups.may_fetch(shown.id) if each.id]
        if not may and not (shown.age is not None and shown.age < bands.CHILD):
            return
        links = [
            buttons.link(
                _("{name} ({relation})").format(name=each.name, relation=each.relation)
                if each.relation
                else each.name,
                clicked=partial(self.fetcher_asked.emit, each.id),
            )
            for each in may
        ]
        links.append(buttons.link(_("Add…"), "plus", clicked=partial(self.fetcher_asked.emit, 0)))
        self._fact(_("May fetch"), layout.holding(layout.Flow(*links, spacing=4)))

    def _phone(self, shown: people.PersonCard) -> QWidget | str:
        if not shown.phone:
            return ""
        if self.unmasked:
            return shown.phone
        self.eye = buttons.icon_only(
            "eye", _("Show the phone; this is noted"), clicked=partial(self.asked.emit, "unmask")
        )
        return layout.holding(layout.row(card.label(masking.masked_phone(shown.phone)), self.eye, None))

    def _person_link(self, person_id: int, name: str, age: int | None) -> QWidget:
        text = name if age is None else _("{name}, {age}").format(name=name, age=age)
        return buttons.link(text, clicked=partial(self.opened.emit, person_id))

    def _fact(self, title: str, value: QWidget | str) -> None:
        line, self._line = self._line, self._line + 1
        name = card.label(title, kind="quiet")
        if isinstance(value, str):
            value = card.label(value or "—", kind="body" if value else "quiet", wrap=True, selectable=True)
        self._facts.addWidget(name, line, 0)
        self._facts.addWidget(value, line, 1)
        if isinstance(value, QLabel):
            name.setBuddy(value)

    def _on_correct(self) -> None:
        if self.visit is not None:
            self.visit_asked.emit(self.visit.id)


def _id_words(about: registration.About) -> str:
    """The last four digits and the region; that nobody is found by it is said where it is so."""
    parts = [f"**************{about.id_tail}" if about.id_tail else "", about.id_region]
    if about.id_tail and not about.id_found:
        parts.append(_("only these four digits are kept"))
    return " · ".join(part for part in parts if part)


_BUTTONS = (
    ("check_in", N_("Check in"), "check-in"),
    ("check_in_as", N_("Check in to a zone…"), "room"),
    ("check_out", N_("Check out"), "check-out"),
    ("family", N_("Whole family…"), "people"),
    ("serve", N_("Serve at the desk"), "desk"),
    ("hold", N_("Place a hold…"), "clock"),
    ("edit", N_("Edit…"), "edit"),
    ("card", N_("Card…"), "card"),
    ("print_card", N_("Print card"), "print"),
    ("consent", N_("Consent…"), "check"),
    ("photo", N_("Photo…"), "user"),
    ("merge", N_("Merge with…"), "people"),
    ("privacy", N_("Privacy…"), "lock"),
)
_PRIMARY = ("check_in", "check_out")
