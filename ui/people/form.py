"""The form of a person: registering and editing, with those pointed out who may be the same."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from centre_app import clock, errors
from centre_app.i18n import _, _n
from centre_app.people import bands, card_terms, fields, households, identity, people, registration, tallies
from ui.kit import buttons, card, layout, style, toast
from ui.kit.attempt import attempt, told
from ui.kit.fields import LineField
from ui.kit.form import CheckField, ChoiceField, DateField, FormDialog, Hit, PickerField, TextField
from ui.people import consent_form, words
from ui.people.identity_fields import ConsentPart, IdPart
from ui.people.more_fields import MoreFields

_PAUSE_MILLISECONDS = 250
_MOST_HITS = 3


class BirthField(LineField):
    """A birth typed as date, year or age; `value()` is a Birth, None for nothing."""

    def __init__(self, *, width: int = 400) -> None:
        super().__init__(width=width)
        self.edit.setPlaceholderText(_("1958-03-02, 1958 or 67"))

    def read(self, text: str) -> fields.Birth | None:
        try:
            return fields.birth_typed(text)
        except errors.CentreError:
            return None

    def write(self, value: fields.Birth) -> str:
        return f"{value.day:%Y-%m-%d}" if value.day else str(value.year or "")

    def problem(self) -> str:
        try:
            fields.birth_typed(self.edit.text())
        except errors.CentreError as error:
            return error.sentence()
        return ""


class SameOnes(QWidget):
    """People who may be the one being registered, each to be opened instead, or what `verb` says."""

    def __init__(self, chosen: Callable[[int], object], *, verb: str = "") -> None:
        super().__init__()
        self._chosen = chosen
        self._verb = verb or _("Open this one instead")
        self._shown: list[people.PersonHit] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(style.px(4))
        self.hide()

    def show_hits(self, hits: list[people.PersonHit]) -> None:
        """Show these, at most three."""
        if hits == self._shown:
            return
        self._shown = hits
        layout.clear(self._lines)
        if hits:
            said = _n(
                "Already registered, perhaps the same:",
                "Already registered, perhaps one of these:",
                len(hits),
            )
            self._lines.addWidget(card.Note(said, "warning"))
        for hit in hits[:_MOST_HITS]:
            name = card.label(hit.name, kind="strong")
            about = card.label(words.detail(hit), kind="quiet-small", wrap=True)
            instead = buttons.link(self._verb, clicked=partial(self._chosen, hit.id))
            line = layout.row(name, about, instead, spacing=12)
            line.setStretch(1, 1)
            self._lines.addWidget(layout.holding(line, hit.name))
        self.setVisible(bool(hits))


class PersonForm(FormDialog):
    """Registers somebody, or edits the person given. `finished_with(id)` is called for who was saved or chosen instead."""

    def __init__(
        self, parent: QWidget | None, *, person: people.PersonCard | None = None, id_tail: str = "",
        finished_with: Callable[[int], object] | None = None,
    ) -> None:  # fmt: skip
        title = _("Edit {name}").format(name=person.name) if person else _("Register a person")
        super().__init__(title, _("Save") if person else _("Register"), parent, width=640)
        self._person, self._id_tail = person, id_tail
        self._finished_with = finished_with or (lambda _id: None)
        self.same = SameOnes(self._open_instead)
        self._build()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.look_for_same)
        for name in ("name", "phone", "id_number"):
            self.form.field(name).changed.connect(self._pause.start)
        self.submitted.connect(self._save)

    def look_for_same(self) -> None:
        """Point out who has the same ID number, phone or name."""
        name, phone = self.form.field("name").value(), self.form.field("phone").value()
        present = self._person
        if present is not None and (name, phone) == (present.name, present.phone):
            hits = []
        else:
            hits = people.likely_same(name=name, phone=phone, except_id=present.id if present else None)
        same_id = identity.by_number(self.form.field("id_number").value())
        if same_id is not None and (present is None or same_id != present.id):
            hits = people.find(self.form.field("id_number").value(), limit=1)
        self.same.show_hits(hits)
        self.fit()

    def prefill(self, text: str) -> None:
        """Begin with what was typed in the scan field: a phone, a card or ID number, or a name; and check in afterwards."""
        self.form.set_values(**{_kind_of(text): text})
        self.form.field("check_in").set_value(True)
        self.look_for_same()

    def _build(self) -> None:
        add = self.form.add
        present = self._person
        add("name", _("Name"), TextField(), required=True)
        add(
            "sex",
            _("Sex"),
            ChoiceField([(code, _(text)) for code, text in people.SEX_LABELS.items()]),
            beside=True,
        )
        add("phone", _("Phone"), TextField())
        add("birth", _("Born (date, year or age)"), BirthField(), beside=True)
        self.id = IdPart(self.form, tail=self._id_tail)
        if not present:
            self.consent = ConsentPart(self.form, printed=self.print_consent, counted=self.count_only)
        self.form.add_widget(self.same)
        add(
            "category",
            _("Category"),
            ChoiceField([(code, _(text)) for code, text in people.CATEGORY_LABELS.items()]),
        )
        number = (
            _("no card") if present else _("automatic: {number}").format(number=people.next_card_number())
        )
        card_field = add("card_number", _("Card number"), TextField(placeholder=number), beside=True)
        card_field.main().setProperty("takes_scans", True)
        add("card_expires_on", _("Card good until"), DateField(lean="future"), hint=_end_hint(present))
        building = add("building", _("Building"), TextField(placeholder=_("such as Building 3")))
        suggest_buildings(building.main())
        add("door", _("Room number"), TextField(placeholder=_("such as 2-501")), beside=True)
        add("guardian", _("Guardian"), PickerField(self._guardians))
        if not present:
            self.consent.add_fields()
        for name, label in people.FACTS.items():
            add(name, _(label), TextField(lines=2))
        self.more = MoreFields(self.form, person=present, unfolded=self._on_unfolded)
        if present:
            self._fill(present)
        else:
            add("check_in", _("Check in"), CheckField(_("Check in at once")))

    def _fill(self, present: people.PersonCard) -> None:
        birth = fields.Birth(day=present.birth_date, year=present.birth_year)
        guardian = Hit(present.guardian_id, present.guardian_name) if present.guardian_id else None
        self.form.set_values(
            name=present.name, sex=present.sex, phone=present.phone, birth=birth if birth.day or birth.year else None,
            category=present.category, card_number=present.card_number, building=present.building, door=present.door,
            guardian=guardian, card_expires_on=present.card_expires_on, **present.facts,
        )  # fmt: skip
        self.more.fill()

    def _on_unfolded(self, last: QWidget) -> None:
        """Make room for the further fields, and scroll to them."""
        self.fit()
        first = self.form.entries["tag_ids"]

        def scroll() -> None:
            for shown in (last, first):  # where both do not fit: the first
                self._area.ensureWidgetVisible(shown)

        QTimer.singleShot(0, last, scroll)

    def _guardians(self, text: str) -> list[Hit]:
        own = self._person.id if self._person else None
        return [words.hit(found) for found in people.find(text, limit=20) if found.id != own]

    def _save(self, values: dict[str, Any]) -> None:
        wanted = _arguments(values) | self.more.arguments(values)
        if self._person is not None:
            forget = bool(values.get("forget_id"))
            self.attempt(registration.change, person_id=self._person.id, forget_id=forget, then=self._on_changed,
                         **wanted)  # fmt: skip
        else:
            checking_in = values["check_in"]
            verb = registration.register_and_check_in if checking_in else registration.register
            self.attempt(verb, then=lambda new: self._on_registered(new, checking_in),
                         consent=self.consent.given(values), **wanted)  # fmt: skip

    def print_consent(self) -> None:
        """Show the consent form of the child typed."""
        typed = self.form.field
        consent_form.open_preview(self, [consent_form.Subject(
            typed("name").value(), typed("birth").edit.text(), typed("given_by").value(), for_child=True
        )])  # fmt: skip

    def count_only(self) -> None:
        """Count the visit of a child whose name may not be kept by age band and sex, and keep nothing else of what was typed."""
        born, sex = self.form.field("birth").value() or fields.Birth(), self.form.field("sex").value() or ""
        age = bands.age_on(clock.today(), birth_date=born.day, birth_year=born.year)
        words = _("Counted: {band}, {sex}").format(
            band=_(bands.BAND_LABELS[bands.age_band(age)]), sex=_(people.SEX_LABELS[sex])
        )
        self.attempt(
            tallies.tally_born, birth_date=born.day, birth_year=born.year, sex=sex,
            then=lambda _id: toast.show(words, kind="good", undo=True),
        )  # fmt: skip

    def _on_changed(self, _nothing: None) -> None:
        assert self._person is not None
        toast.show(_("Saved: {name}").format(name=self.form.field("name").value()), undo=True)
        self._finished_with(self._person.id)

    def _on_registered(self, person_id: int, checking_in: bool) -> None:
        made = people.person(person_id)
        said = _("Registered: {name}, card {number}").format(name=made.name, number=made.card_number)
        if checking_in:
            said = _("Registered and checked in: {name}, card {number}").format(
                name=made.name, number=made.card_number
            )
        toast.show(said, kind="good", undo=True)
        self._finished_with(person_id)

    def _open_instead(self, person_id: int) -> None:
        self.form.mark_unchanged()
        self.reject()
        self._finished_with(person_id)


def open_register(
    parent: QWidget | None, *, text: str = "", then: Callable[[int], object] | None = None
) -> PersonForm:
    """Open the registering form, begun with the text; `then(id)` follows for who was registered or chosen instead."""
    dialog = PersonForm(parent, finished_with=then)
    if text.strip():
        dialog.prefill(text.strip())
    dialog.open()
    return dialog


@told
def open_edit(parent: QWidget | None, *, person_id: int, then: Callable[[int], object] | None = None) -> None:
    """Open the form of a person; that it shows the phone unmasked is noted."""
    shown = people.person(person_id)
    tail = registration.about(person_id).id_tail

    def show(_nothing: None) -> None:
        PersonForm(parent, person=shown, id_tail=tail, finished_with=then).open()

    attempt(people.unmask, person_ids=[person_id], reason=_("To edit the record"), then=show)


def _kind_of(text: str) -> str:
    if identity.looks_like(text):
        return "id_number"
    digits = sum(char.isdigit() for char in text)
    if digits >= 7 and not any(char.isalpha() for char in text):
        return "phone"
    return "card_number" if digits and text.isascii() and " " not in text else "name"


def _arguments(values: dict[str, Any]) -> dict[str, Any]:
    born: fields.Birth = values["birth"] or fields.Birth()
    plain = {
        name: values[name]
        for name in (
            "name",
            "phone",
            "category",
            "building",
            "door",
            "card_number",
            "id_number",
            *people.FACTS,
        )
    }
    return plain | {
        "sex": values["sex"] or "",
        "birth_date": born.day,
        "birth_year": born.year,
        "guardian_id": values["guardian"],
        "card_expires_on": values["card_expires_on"],
    }


def suggest_buildings(line: QWidget) -> None:
    """Offer the buildings already noted while one is typed."""
    assert isinstance(line, QLineEdit)
    line.setCompleter(QCompleter(households.buildings(limit=200), line))


def _end_hint(present: people.PersonCard | None) -> str:
    """What an empty field of the card's last day means: a new card has the time of the settings."""
    until = None if present else card_terms.end_of_new()
    return (
        _("Empty: until {day:%Y-%m-%d}").format(day=until) if until else _("Empty: the card does not expire")
    )
