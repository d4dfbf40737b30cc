"""The shift handover (交接班): notes to the next clerk, the sheet of how things stand, and to whom the desk is handed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from centre_app.access import audit, clerks, handover
from centre_app.access.handover import NoteRow
from centre_app.access.paper import Paper
from centre_app.desk import shift
from centre_app.i18n import N_, _
from centre_app.storage.action import WORK
from ui.kit import buttons, card, changes, layout, messages, paper_out, style, toast
from ui.kit.attempt import attempt, told
from ui.kit.dialog import Dialog
from ui.kit.form import ChoiceField
from ui.kit.paper_out import PaperView
from ui.kit.printing import PreviewDialog
from ui.kit.table import Column, ListView, RowVerb

TABLES = frozenset({"handover_note", "visit", "loan", "booking", "hold", "copy_flag", "kit_item", "clerk"})
_WIDTH = 920


class HandoverDialog(Dialog):
    """Everything for the next clerk in one place. `handed` is called when the shift was handed over."""

    def __init__(self, parent: QWidget, *, handed: Callable[[], object]) -> None:
        super().__init__(parent, _("Shift handover"), width=_WIDTH)
        self._handed = handed
        self.paper: Paper | None = None
        self.add_title(_("Shift handover"))
        self.words = card.label(kind="quiet", wrap=True)
        self.line = QLineEdit()
        self.line.setMaxLength(handover.LONGEST)
        self.line.setPlaceholderText(_("What must the next clerk know or do?"))
        self.line.setAccessibleName(_("Note to the next clerk"))
        self.add_note_button = buttons.plain(_("Add the note"), "plus", clicked=self.on_add)
        self.notes = self._build_notes()
        self.view = PaperView()
        self.next_clerk = ChoiceField(none=_("not said"))
        self.next_clerk.set_name(_("Taken over by"))
        self._build()
        self.line.returnPressed.connect(self.on_add)
        changes.hub().happened.connect(self._on_happened)
        self.refresh()

    @told
    def refresh(self) -> None:
        """Read again how things stand."""
        self.paper = shift.shift_sheet()
        self.words.setText(self.paper.words)
        self.notes.set_rows(handover.open_notes(limit=shift.EACH))
        self.view.show_paper(Paper(self.paper.title, "", self.paper.parts[1:]))
        on_duty = clerks.on_duty()
        others = [(row.id, row.name) for row in clerks.clerks() if on_duty is None or row.id != on_duty.id]
        chosen = self.next_clerk.value()
        self.next_clerk.set_choices(others)
        self.next_clerk.set_value(chosen)

    def on_add(self) -> None:
        """Leave the note typed."""
        if not self.line.text().strip():
            self.line.setFocus()
            return
        self._write(lambda: toast.show(_("The note is left for the next clerk."), undo=True))

    def on_done(self, row: NoteRow) -> None:
        """Tick a note off."""
        attempt(
            handover.tick_off, note_id=row.id,
            then=lambda _none: toast.show(_("Ticked off: {note}").format(note=row.text[:40]), undo=True),
        )  # fmt: skip

    def on_change(self, row: NoteRow) -> messages.Message:
        """Ask for the words of a note anew."""
        return messages.ask_text(
            self, _("What does the note say?"), verb=_("Save"), text=row.text,
            then=lambda text: attempt(
                handover.change, note_id=row.id, text=text, then=lambda _none: toast.show(_("Saved."), undo=True)
            ),
        )  # fmt: skip

    def on_print(self) -> PreviewDialog | None:
        """Show the sheet on paper, with the button that saves it."""
        self.refresh()
        if self.paper is None:
            return None
        return paper_out.preview(
            self, self.paper, noted=lambda: attempt(audit.record, label=N_("print the shift handover"))
        )

    def on_hand_over(self) -> None:
        """Note that the desk is handed over, and let the next clerk be chosen; a note still being typed is left first."""
        if self.line.text().strip():
            self._write(self._hand_over)
        else:
            self._hand_over()

    def reject(self) -> None:
        if not self.line.text().strip():
            super().reject()
            return
        messages.confirm(
            self, _("Close without leaving the note you typed?"), verb=_("Close without saving"), danger=True,
            then=super().reject, cancel=_("Go on writing"),
        )  # fmt: skip

    def _build(self) -> None:
        line = layout.row(self.line, self.add_note_button)
        line.setStretch(0, 1)
        self.keep_height(self.notes, 112, share=0.18)
        self.keep_height(self.view, 240, share=0.3)
        for widget in (self.words, layout.holding(line)):
            self.body.addWidget(widget)
        self.body.addWidget(self.notes, 1)
        self.body.addWidget(self.view, 3)
        self.body.addLayout(layout.row(card.label(_("Taken over by"), kind="quiet"), self.next_clerk, None))
        self.add_button(buttons.plain(_("Close"), clicked=self.reject))
        self.print_button = self.add_button(
            buttons.plain(_("Print or save…"), "print", clicked=self.on_print)
        )
        self.hand_button = self.add_button(
            buttons.primary(_("Hand over"), "check", clicked=self.on_hand_over)
        )
        buttons.need(WORK, self.add_note_button, self.hand_button)

    def _build_notes(self) -> ListView:
        return ListView(
            [
                Column(_("Note to the next clerk"), lambda row: row.text, hint=lambda row: row.text, bold=True),
                Column(_("Clerk"), lambda row: row.clerk, quiet=True),
                Column(_("Written"), lambda row: f"{row.written_at:%m-%d %H:%M}", quiet=True, width=110),
            ],
            empty=card.EmptyState(_("No note is open."), icon="check"),
            actions=[
                RowVerb(_("Done"), "check", self.on_done, button=True, needs=WORK),
                RowVerb(_("Change…"), "edit", self.on_change, needs=WORK),
            ],
            name=_("Notes to the next clerk"), table="handover_note", filter=False,
        )  # fmt: skip

    def _write(self, then: Callable[[], object]) -> None:
        def written(_note_id: int) -> None:
            self.line.clear()
            then()

        attempt(handover.write, text=self.line.text(), then=written)

    def _hand_over(self) -> None:
        def done(_handover_id: int) -> None:
            self.accept()
            toast.show(_("The shift is handed over."), undo=True)
            self._handed()

        attempt(handover.hand_over, to_clerk_id=self.next_clerk.value(), then=done)

    def _on_happened(self, tables: frozenset[str]) -> None:
        if tables & TABLES and self.isVisible():
            self.refresh()


def open_handover(parent: Any, note_id: int | None = None) -> HandoverDialog:
    """Open it over a page, at a note where one is named; afterwards the next clerk is chosen."""
    dialog = HandoverDialog(parent, handed=lambda: parent.context.go("clerk"))
    if note_id is not None:
        dialog.notes.select_id(note_id)
    dialog.open()
    dialog.line.setFocus()
    dialog.resize(dialog.width(), max(dialog.height(), style.px(600)))
    return dialog
