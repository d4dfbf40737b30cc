"""The card of what is to do at the desk."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from centre_app.desk.todo import Todo
from centre_app.i18n import _
from ui.kit import buttons, card, card_terms, layout, style
from ui.kit.table import Column, ListView, RowVerb

_TONES = {
    "overdue": "bad",
    "due_today": "warning",
    "not_begun": "info",
    "not_arrived": "bad",
    "unfinished": "neutral",
    "request": "warning",
    "held": "warning",
    "to_tell": "bad",
    "inspection": "warning",
    "holidays": "info",
    "card_ends": "warning",
    "hold_fetch": "warning",
    "hold_call": "warning",
    "hold_ending": "info",
    "hold_put_back": "neutral",
    "expiring": "warning",
}


class TodoCard(card.Card):
    """The list with its heading; a card that ends soon is extended here. `went(page, argument)`: where a line can be done."""

    went = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_("To do"))
        self.list = _todo_list(opened=self.open_row, extended=lambda row: card_terms.extend(row.id))
        self.extend_button = buttons.plain(_("Extend by a year"), "refresh", clicked=self._on_extend_pressed)
        self.extend_button.hide()
        self.add(self.list, 1)
        self.add(layout.row(self.extend_button, None))
        self.list.row_opened.connect(self.open_row)
        self.list.row_chosen.connect(self._on_chosen)

    def show_rows(self, rows: list[Todo]) -> None:
        """Show what is to do, and how much it is."""
        self.list.set_rows(rows)
        self.set_trailing(str(len(rows)) if rows else "")

    def open_row(self, row: Todo) -> None:
        """Go where the thing can be done."""
        if row.kind in ("overdue", "due_today"):
            self.went.emit("lending", ("overdue" if row.kind == "overdue" else "due", row.id))
        elif row.kind == "card_ends":
            self.went.emit("people", row.id)
        elif row.kind.startswith("hold_"):
            self.went.emit("lending", ("holds", row.id))
        elif row.kind == "expiring":
            self.went.emit("kit_item", row.id)
        elif row.kind in ("inspection", "holidays"):
            self.went.emit("settings", "equipment" if row.kind == "inspection" else "holidays")
        else:
            self.went.emit("rooms", ("booking", row.id))

    def _on_extend_pressed(self) -> None:
        row = self.list.current()
        if row is not None and row.kind == "card_ends":
            card_terms.extend(row.id)

    def _on_chosen(self, row: Todo | None) -> None:
        self.extend_button.setVisible(row is not None and row.kind == "card_ends")


def _todo_list(*, opened: Callable[[Todo], object], extended: Callable[[Todo], object]) -> ListView:
    """What is to do, most urgent first."""
    made = ListView(
        [
            Column(_("State"), lambda row: row.state, tone=lambda row: _TONES[row.kind], width=108),
            Column(_("About"), lambda row: row.words, hint=lambda row: f"{row.state}\n{row.words}"),
        ],
        empty=card.EmptyState(_("Nothing to do right now."), icon="check"),
        actions=[
            RowVerb(_("Open"), "right", opened),
            RowVerb(_("Extend by a year"), "refresh", extended, enabled=lambda row: row.kind == "card_ends"),
        ],
        name=_("To do"),
        filter=False,
        many=False,
    )
    made.setMinimumHeight(style.px(150))
    return made
