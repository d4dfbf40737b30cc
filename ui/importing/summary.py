"""The last step of an import: what was done, undoing it, and the rejected rows as a workbook."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _, _n
from centre_app.importing.apply import Applied
from ui.kit import buttons, card, layout


class Summary(QWidget):
    """Says what came of an import. `undo_wanted()`, `rejects_wanted()`, `next_wanted()`: the next list of the file."""

    undo_wanted = Signal()
    rejects_wanted = Signal()
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.note = card.Note("", "good")
        self.detail = card.label(wrap=True)
        self.undo_button = buttons.plain(_("Undo the import"), "undo", clicked=self.undo_wanted.emit)
        self.rejects_button = buttons.plain(
            _("Save rejected rows"), "export", clicked=self.rejects_wanted.emit
        )
        self.next_button = buttons.plain(_("Next list in the file"), "right", clicked=self.next_wanted.emit)
        verbs = layout.Flow(self.undo_button, self.rejects_button, self.next_button)
        self.setLayout(layout.column(self.note, self.detail, verbs, None, spacing=14))

    def show_done(self, done: Applied, *, more: int = 0) -> None:
        """Show the counts of an import just written; `more` lists are still in the file."""
        counts = done.counts
        if done.action_id is None:
            self.note.set(_("Everything in this list was there already. Nothing was changed."), "info")
        else:
            self.note.set(_n("Imported: {count} row.", "Imported: {count} rows.", counts.rows - counts.rejected - counts.skipped).format(
                count=counts.rows - counts.rejected - counts.skipped), "good")  # fmt: skip
        said = _("Added {added}, known already {merged}, skipped {skipped}, rejected {rejected}.").format(
            added=counts.added, merged=counts.merged, skipped=counts.skipped, rejected=counts.rejected
        )
        if counts.rejected:
            said += "\n" + _("Save the rejected rows, correct them in that workbook, and import it.")
        self.detail.setText(said)
        self.undo_button.setVisible(done.action_id is not None)
        self.rejects_button.setVisible(counts.rejected > 0)
        self.next_button.setVisible(more > 0)

    def show_undone(self) -> None:
        """Say that the import was taken back."""
        self.note.set(_("The import was undone. Everything is as it was before."), "info")
        self.undo_button.hide()

    def show_saved(self, path: Path) -> None:
        """Say where the rejected rows are."""
        self.detail.setText(_("The rejected rows are in {path}").format(path=path))

    def show_error(self, sentence: str) -> None:
        """Say what could not be done."""
        self.note.set(sentence, "bad")
