"""The list of this session's operations, each of which can be undone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from ui.kit import card, layout
from ui.kit.table import Column, ListView, RowVerb
from ui.lending.session import OPERATIONS, Entry


class SessionList(QWidget):
    """What was lent and returned since the window was opened."""

    undo_asked = Signal(int)
    title_opened = Signal(int)
    donor_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.empty = card.EmptyState(
            _(
                "Nothing was lent or returned yet. Scan a card, then the books; a book that is out is returned."
            ),
            icon="scan",
        )
        self.list = ListView(
            [
                Column(_("Time"), lambda entry: f"{entry.at:%H:%M}", width=58),
                Column(_("Operation"), lambda entry: _(OPERATIONS[entry.operation]), tone=_tone),
                Column(_("Title"), lambda entry: entry.title, bold=True),
                Column(_("Barcode"), lambda entry: entry.barcode, width=90),
                Column(_("Donor"), lambda entry: entry.donor, quiet=True),
                Column(_("Result"), _result, hint=_result),
            ],
            empty=self.empty,
            actions=[
                RowVerb(_("Open the title"), "book", lambda entry: self.title_opened.emit(entry.title_id)),
                RowVerb(
                    _("Donor statement…"),
                    "gift",
                    lambda entry: self.donor_asked.emit(entry.donor),
                    enabled=lambda entry: bool(entry.donor),
                ),
                RowVerb(
                    _("Undo"), "undo", lambda entry: self.undo_asked.emit(entry.action_id), enabled=_can_undo
                ),
            ],
            name=_("This session"),
        )
        self.setLayout(layout.column(self.list))

    def say_when_empty(self, sentence: str) -> None:
        """Say something else while there is nothing to show."""
        self.empty.set_sentence(sentence)

    def show_entries(self, entries: list[Entry]) -> None:
        """Show the session, latest first."""
        self.list.set_rows(entries)


def _tone(entry: Entry) -> str:
    return "neutral" if entry.undone else entry.tone


def _result(entry: Entry) -> str:
    return _("undone") if entry.undone else entry.result


def _can_undo(entry: Entry) -> bool:
    return entry.action_id is not None and not entry.undone
