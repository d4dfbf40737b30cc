"""The form of a family: the guardian, the address, a line for each child or other member, and consent for all at once."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centre_app import clock, errors
from centre_app.i18n import _, _n
from centre_app.people import family_registration, fields, people
from centre_app.people.family_registration import MEMBER_LABELS, Family, Member
from ui.kit import buttons, card, layout, style, toast
from ui.kit.form import CheckField, ChoiceField, DateField, Field, FormDialog, TextField
from ui.people import consent_form, words
from ui.people.form import BirthField, SameOnes, suggest_buildings

_PAUSE_MILLISECONDS = 250
_LINES_AT_FIRST = 2


class NameLine(QWidget):
    """A name with those of the same name below, one of whom can be taken instead of registering anew."""

    def __init__(self, line: TextField, others: list[Field], changed: Callable[[], object]) -> None:
        super().__init__()
        self.person_id: int | None = None
        self._line, self._others, self._changed = line, others, changed
        self._taken_name = ""
        self.same = SameOnes(self.take, verb=_("Take this one"))
        self.known = card.label(kind="quiet-small", wrap=True)
        self.known.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        for part in (self.same, self.known):
            whole.addWidget(part)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.look)
        line.changed.connect(self._on_typed)

    def look(self) -> None:
        """Point out who has that name already."""
        hits = [] if self.person_id is not None else people.likely_same(name=self._line.value())
        self.same.show_hits(hits)
        self._changed()

    def take(self, person_id: int) -> None:
        """Mean this person, whose record stays as it is."""
        self._pause.stop()
        found = people.person(person_id)
        self.person_id, self._taken_name = person_id, found.name
        self._line.set_value(found.name)
        self._show_taken(_("registered already: {detail}").format(detail=_detail(found)))

    def _on_typed(self) -> None:
        if self.person_id is not None and self._line.value() == self._taken_name:
            return
        if self.person_id is not None:
            self.person_id = None
            self._show_taken("")
        self._pause.start()

    def _show_taken(self, text: str) -> None:
        for other in self._others:
            other.setEnabled(not text)
        self.known.setText(text)
        self.known.setVisible(bool(text))
        self.same.show_hits([])
        self._changed()


class MemberLine(QWidget):
    """One member: name, sex, birth, what they are to the guardian."""

    def __init__(self, changed: Callable[[], object], removed: Callable[["MemberLine"], object]) -> None:
        super().__init__()
        self.name = TextField(placeholder=_("Name"))
        self.sex = ChoiceField([(code, _(text)) for code, text in people.SEX_LABELS.items()])
        self.birth = BirthField(width=170)
        self.relation = ChoiceField([(code, _(text)) for code, text in MEMBER_LABELS.items()])
        for field, name in (
            (self.name, _("Name")), (self.sex, _("Sex")), (self.birth, _("Born (date, year or age)")),
            (self.relation, _("Is the guardian's")),
        ):  # fmt: skip
            field.set_name(name)
            field.changed.connect(changed)
            field.submitted.connect(self.focusNextChild)
        self.known = NameLine(self.name, [self.sex, self.birth], changed)
        self.remove = buttons.icon_only("close", _("Take this line away"), clicked=partial(removed, self))
        line = layout.row(self.name, self.sex, self.birth, self.relation, self.remove)
        line.setStretch(0, 3)
        line.setStretch(2, 2)
        self.setLayout(layout.column(line, self.known, spacing=4))

    def is_empty(self) -> bool:
        """Whether nothing is typed here."""
        return not self.name.value() and not self.birth.raw()

    def raw(self) -> tuple[Any, ...]:
        """What stands in the line, to see whether it was changed."""
        return (
            self.name.value(),
            self.sex.value(),
            self.birth.raw(),
            self.relation.value(),
            self.known.person_id,
        )

    def member(self) -> Member:
        """The member meant."""
        if self.known.person_id is not None:
            return Member(person_id=self.known.person_id, relation=self.relation.value())
        return Member(self.name.value(), self.sex.value() or "", self.birth.value() or fields.Birth(),
                      relation=self.relation.value())  # fmt: skip

    def problem(self) -> str:
        """Why the line cannot be read, or nothing."""
        try:
            fields.name(self.name.value())
        except errors.CentreError as error:
            return error.sentence()
        return self.birth.problem()


class MembersField(Field):
    """Lines of members; `value()` is the members of the lines that are filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[MemberLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(style.px(8))
        self.more = buttons.plain(_("One more line"), "plus", clicked=self.add_line)
        whole = layout.column(self._column, layout.row(self.more, None), spacing=8)
        self.row.addLayout(whole, 1)
        for _place in range(_LINES_AT_FIRST):
            self.add_line()

    def add_line(self) -> MemberLine:
        """Add an empty line and put the cursor there."""
        line = MemberLine(self.changed.emit, self._on_removed)
        self.lines.append(line)
        self._column.addWidget(line)
        line.name.main().setFocus()
        self.changed.emit()
        return line

    def filled(self) -> list[MemberLine]:
        """The lines in which something stands."""
        return [line for line in self.lines if not line.is_empty()]

    def value(self) -> tuple[Member, ...]:
        return tuple(line.member() for line in self.filled())

    def set_value(self, value: Any) -> None:
        raise NotImplementedError("a family is typed, never filled in")

    def is_empty(self) -> bool:
        return not self.filled()

    def raw(self) -> Any:
        return tuple(line.raw() for line in self.filled())

    def main(self) -> QWidget:
        return self.lines[0].name.main() if self.lines else self.more

    def set_wrong(self, wrong: bool) -> None:
        for line in self.lines:
            line.name.set_wrong(wrong and not line.is_empty() and bool(line.problem()))

    def problem(self) -> str:
        return next((words for line in self.filled() if (words := line.problem())), "")

    def _on_removed(self, line: MemberLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.changed.emit()


class FamilyForm(FormDialog):
    """Registers a family in one undoable step. `finished_with(id)` is called for the guardian."""

    def __init__(
        self, parent: QWidget | None, *, finished_with: Callable[[int], object] | None = None
    ) -> None:
        super().__init__(_("Register a family"), _("Register the family"), parent, width=780)
        self._finished_with = finished_with or (lambda _id: None)
        self._build()
        self.submitted.connect(self._save)

    def _build(self) -> None:
        add = self.form.add
        name = add("name", _("Guardian"), TextField(), required=True)
        phone = add("phone", _("Phone"), TextField(), beside=True)
        sex = add("sex", _("Sex"), ChoiceField([(code, _(text)) for code, text in people.SEX_LABELS.items()]))
        birth = add("birth", _("Born (date, year or age)"), BirthField(), beside=True)
        self.guardian = NameLine(name, [phone, sex, birth], self.form.changed.emit)
        self.form.add_widget(self.guardian)
        building = add("building", _("Building"), TextField(placeholder=_("such as Building 3")))
        suggest_buildings(building.main())
        add("door", _("Room number"), TextField(placeholder=_("such as 2-501")), beside=True)
        self.members = add("members", _("Children and others at this address"), MembersField(), required=True)
        add("children", "", CheckField(_("The guardian consents for all children")))
        add("own", "", CheckField(_("The guardian consents for themselves")), beside=True)
        self.form.about[errors.GuardianConsentMissing] = "children"
        add("consented_on", _("Consent given on"), DateField(lean="past"), required=True)
        self.form.set_values(consented_on=clock.today())
        self.print_button = buttons.plain(_("Print the forms…"), "print", clicked=self.print_forms)
        self.form.add_widget(layout.holding(layout.row(self.print_button, None)))
        for each in ("children", "own"):
            self.form.field(each).changed.connect(self._settle)
        self._settle()

    def print_forms(self) -> None:
        """Show the consent forms of the children typed, and of the guardian."""
        guardian = self.form.field("name").value()
        subjects = [
            consent_form.Subject(line.name.value(), line.birth.edit.text(), guardian, for_child=True)
            for line in self.members.filled() if line.relation.value()
        ]  # fmt: skip
        born = self.form.field("birth").edit.text()
        consent_form.open_preview(self, [*subjects, consent_form.Subject(guardian, born)])

    def _settle(self) -> None:
        given = self.form.field("children").value() or self.form.field("own").value()
        self.form.show_entry("consented_on", given)

    def _save(self, values: dict[str, Any]) -> None:
        day: date | None = values["consented_on"]
        self.attempt(
            family_registration.register_family, guardian=self._guardian(values), members=values["members"],
            building=values["building"], door=values["door"],
            children_consent_on=day if values["children"] else None,
            own_consent_on=day if values["own"] else None, then=self._on_registered,
        )  # fmt: skip

    def _guardian(self, values: dict[str, Any]) -> Member:
        if self.guardian.person_id is not None:
            return Member(person_id=self.guardian.person_id)
        return Member(values["name"], values["sex"] or "", values["birth"] or fields.Birth(), values["phone"])

    def _on_registered(self, family: Family) -> None:
        count = len(family.member_ids)
        said = _n("Registered: {name} and {count} more", "Registered: {name} and {count} more", count)
        toast.show(
            said.format(name=people.person(family.guardian_id).name, count=count), kind="good", undo=True
        )
        self._finished_with(family.guardian_id)


def open_family(parent: QWidget | None, *, then: Callable[[int], object] | None = None) -> FamilyForm:
    """Open the form of a family; `then(id)` follows for its guardian."""
    dialog = FamilyForm(parent, finished_with=then)
    dialog.open()
    return dialog


def _detail(found: people.PersonCard) -> str:
    parts = (found.card_number, words.born_plain(found), found.address)
    return " · ".join(part for part in parts if part)
