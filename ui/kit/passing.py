"""Passing a block: the refusal in a toast with the way on, and the dialog that asks why. The reason is kept."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from centre_app import errors
from centre_app.errors import CentreError
from centre_app.i18n import N_, _
from centre_app.people import people
from ui.kit import buttons, card, layout, toast
from ui.kit.context import Context
from ui.kit.form import FormDialog, TextField

USUAL = (N_("By arrangement"), N_("For a family member"), N_("Allowed by the manager"))
_LONGEST = 200


class ReasonDialog(FormDialog):
    """What stands against it, all of it, and a line for the reason; usual reasons are one press."""

    def __init__(self, parent: QWidget | None, error: CentreError, *, borrower: str = "") -> None:
        super().__init__(_("Lend all the same"), _("Lend"), parent, width=520)
        whom = _("To {name}").format(name=borrower) if borrower else ""
        if said := " · ".join(filter(None, (whom, error.about))):
            self.form.add_widget(card.label(said, kind="heading", wrap=True))
        for block in error.blocks:
            self.form.add_widget(card.Note(block.sentence(), "warning"))
        self.form.add("reason", _("Reason"), TextField(longest=_LONGEST), required=True)
        self.usual = [buttons.link(_(words), clicked=self._taker(_(words))) for words in USUAL]
        self.form.add_widget(layout.holding(layout.Flow(*self.usual)))
        self.form.add_widget(
            card.label(
                _("Not asked again for this person until they are done. It stands in the records."), kind="quiet", wrap=True
            )
        )  # fmt: skip

    def _taker(self, words: str) -> Callable[[], None]:
        def take() -> None:
            field = self.form.field("reason")
            field.set_value(words)
            field.setFocus()  # so that Enter lends

        return take


def tell(error: CentreError, *, context: Context, again: Callable[[], object]) -> None:
    """Say what stands against a loan; where a reason is enough, offer to give one. `again` then does it once more."""
    words = error.sentence()
    if error.about and error.about not in words:
        words = f"{error.about}{_(': ')}{words}"
    said = toast.show(words, kind="bad")
    if said is None or not error.may_be_passed:
        return
    person_id = context.open_person_id
    context.person_closed.connect(said.leave)  # for the next person it would do nothing
    name = people.person(person_id).name if person_id is not None else ""

    def ask() -> None:
        dialog = ReasonDialog(said.window() if said is not None else None, error, borrower=name)

        def give(values: dict[str, str]) -> None:
            reason = values["reason"].strip()
            if not reason:
                dialog.form.show_refusal(errors.ReasonMissing())
                return
            dialog.accept()
            if context.open_person_id != person_id:
                toast.show(
                    _(
                        "{name} is not served any more: nothing was lent. Scan the card again, then the book."
                    ).format(name=name),
                    kind="bad",
                )
                return
            context.reasons.update({block.key: reason for block in error.blocks})
            again()

        dialog.submitted.connect(give)
        dialog.open()

    said.add_button(_("Lend all the same…"), ask)
