"""The notes for the desk of one person: the list of them, and the form of one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.people import notes
from centre_app.people.notes import NoteRow
from ui.kit import buttons, card, layout, toast
from ui.kit.attempt import attempt
from ui.kit.form import CheckField, FormDialog, TextField
from ui.kit.table import Column, ListView, RowVerb
from ui.people import words


class NotesPart(QWidget):
    """Lists somebody's notes and asks for verbs: `write_asked()`, `change_asked(row)`, `end_asked(row)`."""

    write_asked = Signal()
    change_asked = Signal(object)
    end_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.write_button = buttons.plain(_("Write a note"), "plus", clicked=self.write_asked.emit)
        self.list = ListView(
            [
                Column(_("Note"), lambda row: row.text, hint=_hint, bold=True),
                Column("", _state, tone=_tone, width=76),
                Column(_("Written"), _written, sort=lambda row: row.written_at, quiet=True),
            ],
            empty=card.EmptyState(_("No note yet. What the next clerk should know belongs here."), icon="edit"),
            actions=[
                RowVerb(_("Change…"), "edit", self.change_asked.emit, enabled=_is_open),
                RowVerb(_("End the note"), "check", self.end_asked.emit, button=True, enabled=_is_open),
            ],
            name=_("Notes for the desk"), table="person_note", filter=False,
        )  # fmt: skip
        whole = layout.column(layout.row(self.write_button, None), self.list, spacing=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_notes(self, rows: Sequence[NoteRow]) -> None:
        """Show these notes."""
        self.list.set_rows(rows)


def open_note(parent: QWidget, *, person_id: int, row: NoteRow | None = None) -> FormDialog:
    """Ask for the words of a new note, or those of one that is changed."""
    title, verb = (_("Change a note"), _("Save")) if row else (_("Write a note"), _("Write"))
    dialog = FormDialog(title, verb, parent, width=480)
    dialog.add("text", _("Note"), TextField(longest=notes.LONGEST, lines=3), required=True)
    dialog.add(
        "important", "", CheckField(_("Important")),
        hint=_("An important note is shown whenever the card is scanned, until it is ended."),
    )  # fmt: skip
    if row is not None:
        dialog.form.set_values(text=row.text, important=row.important)

    def said(_result: object) -> None:
        toast.show(_("Saved."), undo=True)

    def submitted(values: dict[str, Any]) -> None:
        given = {"text": values["text"], "important": bool(values["important"])}
        if row is None:
            dialog.attempt(notes.write, person_id=person_id, then=said, **given)
        else:
            dialog.attempt(notes.change, note_id=row.id, then=said, **given)

    dialog.submitted.connect(submitted)
    dialog.open()
    return dialog


def end_note(row: NoteRow) -> None:
    """Let a note count no more, with Undo."""
    attempt(notes.end, note_id=row.id, then=lambda _nothing: toast.show(_("The note is ended."), undo=True))


def _is_open(row: NoteRow) -> bool:
    return row.ended_at is None


def _written(row: NoteRow) -> str:
    """When, and by whom."""
    return f"{words.day(row.written_at.date())} {row.clerk}".strip()


def _state(row: NoteRow) -> str:
    if row.ended_at is not None:
        return _("ended")
    return _("important") if row.important else ""


def _tone(row: NoteRow) -> str | None:
    if row.ended_at is not None:
        return "neutral"
    return "bad" if row.important else None


def _hint(row: NoteRow) -> str:
    if row.ended_at is None:
        return row.text
    return f"{row.text}\n" + _("ended {day:%Y-%m-%d}").format(day=row.ended_at)
