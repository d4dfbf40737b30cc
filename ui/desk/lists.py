"""The card of what is to do at the desk."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from centre_app.desk.todo import Kind, Todo
from centre_app.i18n import _
from centre_app.storage.action import WORK
from ui.kit import buttons, card, card_terms, layout, style
from ui.kit.table import Column, ListView, RowVerb

# For each kind its colour and where pressing it leads: a page or dialog, and what to show there.
KINDS: dict[Kind, tuple[str, Callable[[Todo], tuple[str, object]]]] = {
    "overdue": ("bad", lambda row: ("lending", ("overdue", row.id))),
    "due_today": ("warning", lambda row: ("lending", ("due", row.id))),
    "not_begun": ("info", lambda row: ("rooms", ("booking", row.id))),
    "not_arrived": ("bad", lambda row: ("rooms", ("booking", row.id))),
    "unfinished": ("neutral", lambda row: ("rooms", ("booking", row.id))),
    "request": ("warning", lambda row: ("rooms", ("booking", row.id))),
    "held": ("warning", lambda row: ("rooms", ("booking", row.id))),
    "to_tell": ("bad", lambda row: ("rooms", ("booking", row.id))),
    "inspection": ("warning", lambda _row: ("settings", "equipment")),
    "holidays": ("info", lambda _row: ("settings", "holidays")),
    "card_ends": ("warning", lambda row: ("people", row.id)),
    "hold_fetch": ("warning", lambda row: ("lending", ("holds", row.id))),
    "hold_call": ("warning", lambda row: ("lending", ("holds", row.id))),
    "hold_ending": ("info", lambda row: ("lending", ("holds", row.id))),
    "hold_put_back": ("neutral", lambda row: ("lending", ("holds", row.id))),
    "backup_away": ("warning", lambda _row: ("settings", "backups")),
    "report_failed": ("warning", lambda _row: ("settings", "reports")),
    "rehearsal": ("info", lambda _row: ("settings", "backups")),
    "expiring": ("warning", lambda row: ("kit_item", row.id)),
    "handover_note": ("info", lambda row: ("handover", row.id)),
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
        self._count = card.label(kind="quiet")
        self.handover_button = buttons.link(
            _("Shift handover"), "document", clicked=lambda: self.went.emit("handover", None)
        )
        self.handover_button.setToolTip(_("Notes to the next clerk and how things stand (Ctrl+H)"))
        self.set_trailing(layout.holding(layout.row(self.handover_button, self._count)))
        self.list.row_opened.connect(self.open_row)
        self.list.row_chosen.connect(self._on_chosen)

    def show_rows(self, rows: list[Todo]) -> None:
        """Show what is to do, and how much it is."""
        self.list.set_rows(rows)
        self._count.setText(str(len(rows)) if rows else "")

    def open_row(self, row: Todo) -> None:
        """Go where the thing can be done."""
        _tone, way = KINDS[row.kind]
        self.went.emit(*way(row))

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
            Column(_("State"), lambda row: row.state, tone=lambda row: KINDS[row.kind][0], width=108),
            Column(_("About"), lambda row: row.words, hint=lambda row: f"{row.state}\n{row.words}"),
        ],
        empty=card.EmptyState(_("Nothing to do right now."), icon="check"),
        actions=[
            RowVerb(_("Open"), "right", opened),
            RowVerb(
                _("Extend by a year"),
                "refresh",
                extended,
                enabled=lambda row: row.kind == "card_ends",
                needs=WORK,
            ),
        ],
        name=_("To do"),
        prints_by_key=False,
        filter=False,
        many=False,
    )
    made.setMinimumHeight(style.px(150))
    return made
