"""The small forms of a copy's flags: what is the matter and why, and which of it has ended and how."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.lending import flags
from centre_app.lending.catalogue import CopyRow
from ui.kit import card
from ui.kit.form import ChoiceField, FormDialog, TextField
from ui.lending.words import flag_line, title_and_volume


def to_put(row: CopyRow) -> list[str]:
    """The flags a copy can still get here; withdrawing has a form of its own."""
    return [flag for flag in flags.FLAG_LABELS if flag != "withdrawn" and not row.has(flag)]


def put_flag(parent: QWidget, *, row: CopyRow, then: Callable[[str], object]) -> FormDialog:
    """Open the form that puts a flag; `then` gets the flag."""
    dialog = _dialog(parent, row, _("Mark the copy"), _("Mark"))
    choices = [(flag, _(flags.FLAG_LABELS[flag])) for flag in to_put(row)]
    dialog.form.add("flag", _("Mark as"), ChoiceField(choices))
    dialog.form.add("reason", _("Reason"), TextField(longest=300))
    dialog.submitted.connect(
        lambda values: dialog.attempt(
            flags.put_flag, copy_id=row.id, then=lambda _id: then(values["flag"]), **values
        )
    )
    dialog.open()
    return dialog


def end_flag(parent: QWidget, *, row: CopyRow, then: Callable[[str], object]) -> FormDialog:
    """Open the form that ends a flag; `then` gets the flag."""
    dialog = _dialog(parent, row, _("End a mark"), _("End the mark"))
    dialog.form.add("flag", _("Mark"), ChoiceField([(flag.flag, flag_line(flag)) for flag in row.open_flags]))
    hint = _("For example: repaired, found on another shelf, part replaced.")
    dialog.form.add("ended_by", _("How it ended"), TextField(longest=300), hint=hint)
    dialog.submitted.connect(
        lambda values: dialog.attempt(
            flags.end_flag, copy_id=row.id, then=lambda _none: then(values["flag"]), **values
        )
    )
    dialog.open()
    return dialog


def _dialog(parent: QWidget, row: CopyRow, title: str, verb: str) -> FormDialog:
    dialog = FormDialog(title, verb, parent)
    about = " · ".join((title_and_volume(row.title, row.volume), row.barcode))
    dialog.form.add_widget(card.label(about, kind="strong", wrap=True))
    return dialog
