"""The parts of the person form for the ID number and for consent: what they show and what they mean."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app import clock, errors
from centre_app.i18n import _
from centre_app.people import consents, fields, identity, people
from ui.kit import buttons, card, layout
from ui.kit.form import CheckField, ChoiceField, DateField, Form, TextField

_LONGEST_TYPED = 30  # an ID number with blanks in it
_NAMES = ("consented_on", "relation", "given_by")


class IdField(TextField):
    """A resident ID number; `read()` is what it says, None for none or a wrong one."""

    def __init__(self, tail: str = "") -> None:
        noted = _("noted, ends in {tail}").format(tail=tail) if tail else _("18 characters, voluntary")
        super().__init__(placeholder=noted, longest=_LONGEST_TYPED)

    def says(self) -> identity.Identity | None:
        """What the number typed says."""
        try:
            return identity.read(self.value()) if self.value() else None
        except errors.CentreError:
            return None

    def problem(self) -> str:
        try:
            if self.value():
                identity.read(self.value())
        except errors.CentreError as error:
            return error.sentence()
        return ""


class IdPart:
    """The ID number in a form: it fills in sex and birth where they are empty, and says what is kept of it."""

    def __init__(self, form: Form, *, tail: str = "") -> None:
        self._form = form
        self.field = form.add("id_number", _("Resident ID number"), IdField(tail))
        if tail:
            form.add("forget_id", "", CheckField(_("Forget the ID number")), beside=True)
        self.line = card.label(kind="quiet-small", wrap=True)
        self.line.hide()
        form.add_widget(self.line)
        self.field.changed.connect(self._settle)

    def _settle(self) -> None:
        typed, found = self.field.value(), self.field.says()
        if found is not None:
            self._fill(found)
        elif identity.looks_like(typed):  # complete, and wrong: said at once, not only when saving
            self._form.show_error(self.field.problem(), name="id_number")
        self.line.setText(_told(found) if found else "")
        self.line.setVisible(found is not None)

    def _fill(self, found: identity.Identity) -> None:
        sex, birth = self._form.field("sex"), self._form.field("birth")
        if not sex.value():
            sex.set_value(found.sex)
        if birth.value() is None and not birth.problem():
            birth.set_value(fields.Birth(day=found.born))


class ConsentPart:
    """Consent in the registering form: ticked with day and, for a child, the guardian.

    For a child without it a note, where the part is made, says so and offers to print the form or to count the visit
    without a name; the fields stand where `add_fields` is called.
    """

    def __init__(self, form: Form, *, printed: Callable[[], object], counted: Callable[[], object]) -> None:
        self._form = form
        self._was_child = False
        self.print_button = buttons.plain(_("Print the form…"), "print", clicked=printed)
        self.count_button = buttons.plain(_("Only count the visit (+1)"), "plus", clicked=counted)
        self.note = card.Note("", "warning")
        self.note_box = self._box()
        form.add_widget(self.note_box)

    def add_fields(self) -> None:
        """Add what is asked about the consent to the form, below birth and guardian."""
        form = self._form
        self.ticked = form.add("consent", "", CheckField(_("Consent given")))
        form.about[errors.GuardianConsentMissing] = "consent"
        form.add("consented_on", _("Consent given on"), DateField(lean="past"), required=True, beside=True)
        self.relation = form.add("relation", _("Who consented"), ChoiceField(_relations(child=False)))
        self.given_by = form.add(
            "given_by", _("Name of the guardian"), TextField(longest=60), required=True, beside=True
        )
        form.set_values(consented_on=clock.today())
        for name in ("birth", "guardian"):
            form.field(name).changed.connect(self.settle)
        for field in (self.ticked, self.relation):
            field.changed.connect(self.settle)
        self.settle()

    def settle(self) -> None:
        """Show what the age typed asks for."""
        child = self.is_child()
        if child != self._was_child:
            self._was_child = child
            self.relation.set_choices(_relations(child=child))
        given, alone = self.ticked.value(), self.relation.value() == "self"
        for name in _NAMES:
            self._form.show_entry(name, given and not (alone and name == "given_by"))
        chosen = self._form.field("guardian").hit()
        if chosen is not None and not self.given_by.value():
            self.given_by.set_value(chosen.title)
        self.note_box.setVisible(child and not given)

    def is_child(self) -> bool:
        """Whether the birth typed is that of a child under fourteen."""
        born: fields.Birth | None = self._form.field("birth").value()
        return born is not None and consents.is_child(birth_date=born.day, birth_year=born.year)

    def given(self, values: dict[str, Any]) -> consents.Given | None:
        """The consent in the form, None where it is not ticked."""
        if not values["consent"]:
            return None
        return consents.Given(values["consented_on"], values["given_by"], values["relation"])

    def _box(self) -> QWidget:
        words = _(
            "Under {age} a guardian must consent before the name is kept. Print the form, have it signed, and tick below."
        )
        self.note.set(words.format(age=consents.CHILD_UNTIL), "warning")
        return layout.holding(
            layout.column(self.note, layout.Flow(self.print_button, self.count_button, spacing=8), spacing=6)
        )  # fmt: skip


def _relations(*, child: bool) -> list[tuple[str, str]]:
    return [
        (code, _(text)) for code, text in consents.RELATION_LABELS.items() if not (child and code == "self")
    ]


def _told(found: identity.Identity) -> str:
    """What the number says and what is kept of it."""
    says = f"{_(people.SEX_LABELS[found.sex])} · {found.born:%Y-%m-%d} · {found.region}"
    if not identity.can_find():
        return says + "\n" + _(
            "This computer has no key store: only the last four digits are kept, and nobody is found by the number."
        )  # fmt: skip
    if identity.has_foreign_digests():
        return says + "\n" + _(
            "ID numbers noted on another computer cannot be compared with this one; please look at the names too."
        )  # fmt: skip
    return says + "\n" + _("Only the last four digits are kept, and a secret mark to find the person by.")
