"""The dialog of somebody's consent: how it stands, giving it, taking it back, the form to be signed."""

from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.i18n import _
from centre_app.people import consents, people
from ui.kit import buttons, card, consent, layout, messages, toast
from ui.kit.attempt import attempt, told
from ui.kit.dialog import Dialog
from ui.kit.form import ChoiceField, DateField, FormDialog, TextField
from ui.people import consent_form, words


class ConsentDialog(Dialog):
    """What can be done about a consent; each press does it, says so, and closes."""

    def __init__(
        self, parent: QWidget, shown: people.PersonCard, state: consents.State, records: list[consents.Record]
    ) -> None:
        super().__init__(parent, _("Consent of {name}").format(name=shown.name), width=540)
        self.shown, self.state = shown, state
        self.add_title(_("Consent of {name}").format(name=shown.name))
        self.standing = card.Note(*consent.standing(state))
        self.body.addWidget(self.standing)
        if records:
            self.body.addWidget(
                card.label("\n".join(map(consent.line, records)), kind="quiet", wrap=True, selectable=True)
            )
        self.give_button = buttons.primary(_("Consent given…"), "check", clicked=self._ask_give)
        self.withdraw_button = buttons.plain(_("Withdraw the consent"), clicked=self._ask_withdraw)
        self.withdraw_button.setVisible(state.since is not None)
        self.print_button = buttons.plain(_("Print the form…"), "print", clicked=self._print)
        self.wording_button = buttons.plain(_("Read the wording"), "document", clicked=self._read)
        verbs = (self.give_button, self.withdraw_button, self.print_button, self.wording_button)
        self.body.addWidget(layout.holding(layout.Flow(*verbs), _("What can be done")))
        self.add_button(buttons.plain(_("Close"), clicked=self.reject))

    def _ask_give(self) -> None:
        dialog = FormDialog(_("Consent given"), _("Save"), self, width=480)
        add_fields(dialog, child=self.state.is_child, guardian=self.shown.guardian_name)

        def submitted(values: dict[str, Any]) -> None:
            given = consents.Given(values["given_on"], values["given_by"], values["relation"])
            said = _("The consent of {name} is noted.").format(name=self.shown.name)
            dialog.attempt(
                consents.give, person_id=self.shown.id, given=given, then=lambda _nothing: self._said(said)
            )

        dialog.submitted.connect(submitted)
        dialog.open()

    def _ask_withdraw(self) -> None:
        messages.confirm(
            self, _("Note that {name} takes the consent back today?").format(name=self.shown.name),
            verb=_("Withdraw the consent"), then=self._withdraw,
            detail=_("The record stays and shows it; what else must happen to the data is decided by the centre."),
        )  # fmt: skip

    def _withdraw(self) -> None:
        said = _("The consent of {name} was withdrawn.").format(name=self.shown.name)
        attempt(consents.withdraw, person_id=self.shown.id, then=lambda _nothing: self._said(said))

    def _print(self) -> None:
        subject = consent_form.Subject(
            name=self.shown.name, born=words.born_plain(self.shown), guardian=self.shown.guardian_name,
            for_child=self.state.is_child,
        )  # fmt: skip
        consent_form.open_preview(self, [subject], person_id=self.shown.id)

    def _read(self) -> None:
        used = consents.wording()
        consent.read(self, _("Wording, version {version}").format(version=used.version), used.text)

    def _said(self, text: str) -> None:
        self.accept()
        toast.show(text, undo=True)


def add_fields(dialog: FormDialog, *, child: bool, guardian: str) -> None:
    """Add the day, who consented and what they are to the person to a form."""
    dialog.add("given_on", _("Consent given on"), DateField(lean="past"), required=True)
    choices = [
        (code, _(text)) for code, text in consents.RELATION_LABELS.items() if not (child and code == "self")
    ]
    relation = dialog.add("relation", _("Who consented"), ChoiceField(choices), beside=True)
    dialog.add("given_by", _("Name of the guardian"), TextField(longest=60), required=child)
    dialog.form.set_values(given_on=clock.today(), given_by=guardian if child else "")

    def settle() -> None:
        dialog.form.show_entry("given_by", relation.value() != "self")

    relation.changed.connect(settle)
    settle()


@told
def open_consent(parent: QWidget, *, person_id: int) -> ConsentDialog:
    """Open the dialog of somebody's consent."""
    shown = people.person(person_id)
    dialog = ConsentDialog(parent, shown, consents.state(person_id), consents.records(person_id))
    dialog.open()
    return dialog
