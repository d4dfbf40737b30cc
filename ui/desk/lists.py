"""The list of what is to do at the desk. It shows rows; what is pressed goes to the page."""

from collections.abc import Callable

from centre_app.desk.todo import Todo
from centre_app.i18n import _
from ui.kit import card, style
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
}


def todo_list(*, opened: Callable[[Todo], object], extended: Callable[[Todo], object]) -> ListView:
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
