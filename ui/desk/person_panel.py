"""The person being served, large: who they are, whether they are here, what they have, and what can be done."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from centre_app import clock
from centre_app.i18n import _
from centre_app.lending.loans import Standing
from centre_app.people import card_terms, further
from centre_app.people.people import CATEGORY_LABELS, SEX_LABELS, PersonCard
from centre_app.people.presence import RoomLoad, VisitRow
from centre_app.people.registration import About
from centre_app.storage.action import WORK
from ui.kit import buttons, card, consent, layout
from ui.kit.photo import Photo

_ZONE_KEYS = 9


class PersonPanel(QFrame):
    """Shows one person; says what was pressed and leaves doing it to the page."""

    check_in_pressed = Signal()
    zone_pressed = Signal()
    check_out_pressed = Signal()
    details_pressed = Signal()
    loans_pressed = Signal()
    extend_pressed = Signal()
    family_pressed = Signal()
    next_zone_pressed = Signal(int)
    close_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(_("The open person"))
        self.name = card.label("", kind="title")
        self.facts = card.label("", kind="quiet", wrap=True)
        self.state = card.Badge("", "info")
        self.lending = card.Badge("", "good")
        self.card_end = card.Badge("", "warning")
        self.important = card.Note("", "bad")
        self.consent = card.Badge("", "warning")
        self.photo = Photo(side=48)
        self.needs = card.Badge("", "warning")
        self.note = card.Note("", "warning")
        self.extend = buttons.plain(_("Extend by a year"), "refresh", clicked=self.extend_pressed.emit)
        self.check_in = buttons.primary(
            _("Check in") + "  Ctrl I", "check-in", clicked=self.check_in_pressed.emit
        )
        self.zone = buttons.plain(_("Zone and purpose…"), clicked=self.zone_pressed.emit)
        self.check_out = buttons.plain(
            _("Check out") + "  Ctrl O", "check-out", clicked=self.check_out_pressed.emit
        )
        self.family = buttons.plain(
            _("Whole family…") + "  Ctrl J", "people", clicked=self.family_pressed.emit
        )
        self.loans = buttons.plain(_("Loans"), "book", clicked=self.loans_pressed.emit)
        buttons.need(WORK, self.extend, self.check_in, self.zone, self.check_out, self.family)
        self.details = buttons.plain(_("Details"), "user", clicked=self.details_pressed.emit)
        self.close_button = buttons.icon_only(
            "close", _("Close the open person"), clicked=self.close_pressed.emit
        )
        self._build()

    def show_person(
        self,
        person: PersonCard,
        *,
        visit: VisitRow | None,
        standing: Standing,
        about: About,
        zones: Sequence[RoomLoad] = (),
        important: Sequence[str] = (),
    ) -> None:
        """Show everything the clerk needs while the person stands at the desk."""
        self.name.setText(person.name)
        self.facts.setText(_facts(person))
        self.photo.show_image(about.photo, name=_("Photo of {name}").format(name=person.name))
        wrong = consent.badge(about.consent)
        self.consent.setVisible(wrong is not None)
        if wrong is not None:
            self.consent.set(*wrong)
        self._show_visit(visit)
        self._show_standing(standing)
        self.important.setVisible(bool(important))
        self.important.set("\n".join(important), "bad")
        self._show_card(person)
        self._show_needs(further.needs_words(person.facts["needs"]))
        self.note.setVisible(bool(person.note))
        self.note.set(person.note, "warning")
        self.check_in.setVisible(visit is None)
        self.check_out.setVisible(visit is not None)
        self.family.setVisible(bool(person.household_id or person.guardian_id or person.wards))
        self._show_zones(visit, zones)

    def _show_card(self, person: PersonCard) -> None:
        """Point out a card that is over or soon will be, which one press extends."""
        ending = bool(person.card_number) and card_terms.is_ending(person.card_expires_on)
        self.extend.setVisible(ending)
        self.card_end.setVisible(ending)
        if ending and person.card_expires_on is not None:
            over = person.card_expires_on < clock.today()
            words = _("card expired {day:%Y-%m-%d}") if over else _("card until {day:%Y-%m-%d}")
            self.card_end.set(words.format(day=person.card_expires_on), "bad" if over else "warning")

    def _build(self) -> None:
        self.setProperty("class", "card")
        badges = layout.holding(layout.Flow(self.state, self.lending, self.consent, self.card_end, spacing=6))
        top = layout.row(self.photo, self.name, 4, badges, self.close_button)
        top.setStretch(3, 1)
        top.setAlignment(badges, Qt.AlignmentFlag.AlignVCenter)
        verbs = layout.Flow(
            self.check_in, self.check_out, self.family, self.zone, self.loans, self.details, self.extend
        )
        self._zones = layout.Flow(spacing=6)
        self.zone_line = layout.holding(self._zones, _("Next zone"))
        body = layout.column(
            top, self.important, self.facts, layout.row(self.needs, None), self.note, 2, verbs, self.zone_line,
            spacing=8, margins=16,
        )  # fmt: skip
        self.setLayout(body)

    def _show_needs(self, needs: str) -> None:
        self.needs.setVisible(bool(needs))
        self.needs.set(_("Needs: {needs}").format(needs=needs), "warning")

    def _show_zones(self, visit: VisitRow | None, zones: Sequence[RoomLoad]) -> None:
        """One press, or Alt and the number of the zone, and they go on there."""
        layout.clear(self._zones)
        self.zone_line.setVisible(visit is not None and len(zones) > 1)
        if visit is None:
            return
        self._zones.addWidget(card.label(_("Goes on to"), kind="quiet-small"))
        for number, zone in enumerate(zones, start=1):
            if zone.room_id != visit.room_id:
                words = f"{zone.name}  Alt {number}" if number <= _ZONE_KEYS else zone.name
                self._zones.addWidget(
                    buttons.link(words, clicked=partial(self.next_zone_pressed.emit, zone.room_id))
                )

    def _show_visit(self, visit: VisitRow | None) -> None:
        if visit is None:
            self.state.set(_("Not here"), "neutral")
            return
        words = _("{room} since {time:%H:%M}").format(room=visit.room_name, time=visit.arrived_at)
        self.state.set(words, "info")

    def _show_standing(self, standing: Standing) -> None:
        words = _("On loan {count} / {limit}").format(count=standing.loans, limit=standing.limit)
        if standing.overdue:
            words += " · " + _("{count} overdue").format(count=standing.overdue)
        self.lending.set(words, "bad" if standing.blocks else "good")
        self.lending.setToolTip("\n".join(block.sentence() for block in standing.blocks))


def _facts(person: PersonCard) -> str:
    age = _("{age} years").format(age=person.age) if person.age is not None else ""
    guardian = _("guardian {name}").format(name=person.guardian_name) if person.guardian_name else ""
    sex = _(SEX_LABELS[person.sex]) if person.sex else ""
    facts = [person.card_number, sex, age, _(CATEGORY_LABELS[person.category]), guardian]
    return " · ".join(fact for fact in facts if fact)
