"""The small form that names which copy came in the place of one that is gone, and what is said of both."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.lending import replacing
from centre_app.lending.catalogue import CopyRow
from centre_app.lending.replacing import Stands
from ui.kit import card
from ui.kit.form import FormDialog, TextField
from ui.lending.words import title_and_volume


class ReplaceDialog(FormDialog):
    """Asks for the barcode of the copy that came; a scan fills it in."""

    def __init__(self, parent: QWidget, row: CopyRow) -> None:
        super().__init__(_("Replaced by another copy"), _("Save"), parent)
        about = " · ".join((title_and_volume(row.title, row.volume), row.barcode))
        self.form.add_widget(card.label(about, kind="strong", wrap=True))
        hint = _("Scan its label. If it has none yet, add the copy to its title first.")
        self.form.add(
            "barcode", _("Barcode of the copy that came"), TextField(longest=100), required=True, hint=hint
        )

    def scanned(self, code: str) -> bool:
        """Take a scan as the barcode of the copy that came."""
        self.form.field("barcode").set_value(code)
        return True


def ask(parent: QWidget, *, row: CopyRow, then: Callable[[CopyRow], object]) -> ReplaceDialog:
    """Open the form; `then` gets the copy that came."""
    dialog = ReplaceDialog(parent, row)
    dialog.submitted.connect(
        lambda values: dialog.attempt(replacing.replace, copy_id=row.id, then=then, **values)
    )
    dialog.open()
    return dialog


def words(stands: Stands | None) -> str:
    """What a copy stands in the place of and what stands in its place, "" for neither."""
    if stands is None:
        return ""
    by = _("replaced by {barcode}").format(barcode=stands.replaced_by) if stands.replaced_by else ""
    of = _("in the place of {barcode}").format(barcode=stands.replaces) if stands.replaces else ""
    return " · ".join(part for part in (by, of) if part)
