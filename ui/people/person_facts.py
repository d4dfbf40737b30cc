"""The facts of one person's record, line by line, with links to family and to who may fetch a child."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from centre_app.i18n import _
from centre_app.lending import privacy
from centre_app.people import bands, households, masking, people, pick_ups, registration
from centre_app.people.further import Further
from ui.kit import buttons, card, consent, layout, style
from ui.people import more_view, words


class FactsPart(QWidget):
    """`opened(id)`: another person. `unmask_asked`: the phone is to be shown. `fetcher_asked(id)`: 0 for a new one.

    `history_wished(keeps)`: the history of loans is to be kept, or no longer. `has_family`: whether anybody belongs to them.
    """

    opened = Signal(int)
    unmask_asked = Signal()
    fetcher_asked = Signal(int)
    history_wished = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.has_family = False
        self._unmasked = False
        self._facts = QGridLayout()
        self._line = 0
        self._facts.setContentsMargins(0, style.px(4), 0, 0)
        self._facts.setHorizontalSpacing(style.px(16))
        self._facts.setVerticalSpacing(style.px(8))
        self._facts.setColumnStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, style.px(8), 0)
        whole.addLayout(self._facts)
        whole.addStretch(1)

    def show_person(
        self, shown: people.PersonCard, *, about: registration.About, more: Further, unmasked: bool
    ) -> None:
        """Write the facts of this person; the phone is masked unless it was unmasked."""
        self._unmasked = unmasked
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
        self.has_family = len(family) > 1 or shown.guardian_id is not None or bool(shown.wards)
        others = [self._person_link(each.id, each.name, each.age) for each in family if each.id != shown.id]
        if others:
            self._fact(_("Same household"), layout.holding(layout.Flow(*others, spacing=4)))
        self._show_fetchers(shown)
        self._fact(_("ID number"), _id_words(about))
        self._fact(_("Consent"), consent.told(about.consent))
        for title, value in more_view.facts(shown, more, unmasked=unmasked):
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
        if self._unmasked:
            return shown.phone
        self.eye = buttons.icon_only(
            "eye", _("Show the phone; this is noted"), clicked=self.unmask_asked.emit
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


def _id_words(about: registration.About) -> str:
    """The last four digits and the region; that nobody is found by it is said where it is so."""
    parts = [f"**************{about.id_tail}" if about.id_tail else "", about.id_region]
    if about.id_tail and not about.id_found:
        parts.append(_("only these four digits are kept"))
    return " · ".join(part for part in parts if part)
