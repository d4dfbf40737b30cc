"""The dialog of a call about a loan: whom to call, what was said before, and a line for what is said now."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.lending import contacts
from centre_app.lending.contacts import Note, Reach
from centre_app.lending.loans import OutRow
from ui.kit import card
from ui.kit.form import FormDialog, TextField
from ui.lending.words import contact_words


class ContactDialog(FormDialog):
    """Whom to call under which number; all notes about the loan; a field for one more."""

    def __init__(self, parent: QWidget, row: OutRow, *, reach: Reach, notes: list[Note]) -> None:
        super().__init__(_("Get in touch"), _("Save note"), parent, width=560)
        sentence, about = contact_words(row)
        self.sentence = card.label(sentence, kind="heading", wrap=True, selectable=True)
        self.phones = card.label(_other_phone(row, reach), wrap=True, selectable=True)
        self.phones.setVisible(bool(self.phones.text()))
        copied = (
            _("The number was copied.")
            if row.phone
            else _("No phone number is known for {name}.").format(name=row.borrower)
        )
        self.form.add_widget(self.sentence)
        self.form.add_widget(self.phones)
        self.form.add_widget(card.label(about, wrap=True, selectable=True))
        self.form.add_widget(card.label(copied, kind="quiet", wrap=True))
        self.form.add(
            "said", _("What was said"), TextField(placeholder=_("spoke to grandmother, Friday"), longest=500)
        )
        self.notes = card.label("\n".join(map(note_line, notes)), wrap=True, selectable=True)
        if notes:
            self.form.add_title(_("Earlier notes"))
            self.form.add_widget(self.notes)


def ask(parent: QWidget, row: OutRow, *, then: Callable[[int], object]) -> ContactDialog:
    """Open the dialog of a loan; `then` gets the id of the note that was saved. Raises NotFound."""
    dialog = ContactDialog(parent, row, reach=contacts.reach(row.id), notes=contacts.notes_of(row.id))
    dialog.submitted.connect(
        lambda values: dialog.attempt(contacts.note_contact, loan_id=row.id, then=then, **values)
    )
    dialog.open()
    return dialog


def note_line(note: Note) -> str:
    """A note as the dialog lists it."""
    return f"{note.contacted_at:%Y-%m-%d %H:%M}  {note.said}"


def _other_phone(row: OutRow, reach: Reach) -> str:
    """The guardian's phone beside the borrower's own."""
    if row.guardian or not reach.guardian_phone:
        return ""
    whom = _("{guardian}, guardian of {name}").format(guardian=reach.guardian, name=reach.borrower)
    return f"{whom}  {reach.guardian_phone}"
