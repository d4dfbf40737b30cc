"""What a press on a hold does: place, cancel, call, fetch, put back, print the slip; and the toast that says so."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from centre_app import errors
from centre_app.access import audit
from centre_app.i18n import N_, _
from centre_app.lending import holds
from centre_app.lending.holds import HoldRow
from centre_app.people import people
from ui.kit import card, toast
from ui.kit.attempt import attempt, told
from ui.kit.form import FormDialog
from ui.kit.printing import PreviewDialog
from ui.lending import hold_sheets, hold_words

if TYPE_CHECKING:
    from ui.lending import hold_form


class HoldDeeds:
    """The verbs of holds, over a page."""

    def __init__(self, page: QWidget) -> None:
        self.page = page

    def on_place(self, *, title_id: int | None = None, person_id: int | None = None) -> "hold_form.HoldForm":
        """Ask who is to wait for what."""
        from ui.lending import hold_form

        try:
            person = people.person(person_id) if person_id is not None else None
        except errors.NotFound:
            person = None
        return hold_form.ask(self.page, title_id=title_id, person=person, then=self._say_placed)

    def on_cancel(self, row: HoldRow) -> None:
        """Take somebody out of the queue."""
        words = _("The hold of {name} on “{title}” was cancelled.").format(
            name=people.masked_name(row.person), title=hold_words.what(row)
        )
        attempt(holds.cancel, hold_id=row.id, then=partial(self._say_cancelled, words))

    def on_call(self, row: HoldRow) -> None:
        """Show whom to call that the copy is ready; the number is put on the clipboard, and that it was shown is noted."""

        def show(_nothing: None) -> None:
            told(call_dialog)(self.page, row)
            if row.phone:
                QGuiApplication.clipboard().setText(row.phone)

        attempt(people.unmask, person_ids=[row.person_id], reason=_("To call about a hold"), then=show)

    def on_fetched(self, row: HoldRow) -> None:
        """The copy now lies on the hold shelf."""
        self._do(holds.fetched, row, _("“{title}” is on the hold shelf. Now call {name}."))

    def on_put_back(self, row: HoldRow) -> None:
        """The copy stands on its own shelf again."""
        self._do(holds.put_back, row, _("“{title}” is back on its shelf."))

    def on_slip(self, hold_id: int) -> None:
        """Show the slip of a copy that is kept."""
        attempt(self.preview_slip, hold_id=hold_id)

    def preview_slip(self, hold_id: int) -> PreviewDialog:
        """Open the preview of the slip. Raises HoldNotReady and NotFound."""
        row = holds.hold(hold_id)
        if row.status != "captured":
            raise errors.HoldNotReady(title=row.title)
        dialog = PreviewDialog(self.page, _("Slip of a hold"), hold_sheets.slip(row))
        noted = partial(audit.record, label=N_("print the slip of a hold"), table="hold", row_ids=[row.id])
        dialog.put_out.connect(lambda: attempt(noted))
        dialog.open()
        return dialog

    def say_kept(self, row: HoldRow) -> None:
        """Say for whom the copy that just came back is to be kept, with its slip at hand."""
        toast.show(
            hold_words.keep(row), kind="warning", button=_("Print slip"), pressed=lambda: self.on_slip(row.id)
        )

    def _do(self, verb: Callable[..., Any], row: HoldRow, words: str) -> None:
        said = words.format(title=row.title, name=people.masked_name(row.person))
        attempt(verb, hold_id=row.id, then=lambda _none: toast.show(said, undo=True))

    def _say_placed(self, row: HoldRow) -> None:
        ready = row.status == "captured"
        toast.show(
            hold_words.placed(row), kind="warning" if ready else "good", undo=True,
            button=_("Print slip") if ready else "", pressed=(lambda: self.on_slip(row.id)) if ready else None,
        )  # fmt: skip

    def _say_cancelled(self, words: str, following: HoldRow | None) -> None:
        toast.show(words, undo=True)
        if following is not None:
            self.say_kept(following)


def call_dialog(parent: QWidget, row: HoldRow) -> FormDialog:
    """Whom to call under which number; the button says that they know now."""
    dialog = FormDialog(_("Get in touch"), _("They know now"), parent, width=520)
    whom = row.person
    if row.guardian:
        whom = _("{guardian}, guardian of {name}").format(guardian=row.guardian, name=row.person)
    about = _("“{title}” ({barcode}) is ready until {day}.").format(
        title=hold_words.what(row), barcode=row.barcode, day=hold_words.until(row)
    )
    copied = (
        _("The number was copied.")
        if row.phone
        else _("No phone number is known for {name}.").format(name=row.person)
    )
    dialog.form.add_widget(
        card.label(f"{whom}  {row.phone}".strip(), kind="heading", wrap=True, selectable=True)
    )
    dialog.form.add_widget(card.label(about, wrap=True, selectable=True))
    dialog.form.add_widget(card.label(copied, kind="quiet", wrap=True))
    dialog.submitted.connect(
        lambda _values: dialog.attempt(
            holds.told, hold_id=row.id, then=lambda _none: toast.show(_("Noted."), undo=True)
        )
    )
    dialog.open()
    return dialog
