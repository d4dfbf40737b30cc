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
    "hold_fetch": "warning",
    "hold_call": "warning",
    "hold_ending": "info",
    "hold_put_back": "neutral",
    "expiring": "warning",
}


def todo_list(*, opened: Callable[[Todo], object]) -> ListView:
    """What is to do, most urgent first."""
    made = ListView(
        [
            Column(_("State"), lambda row: row.state, tone=lambda row: _TONES[row.kind], width=108),
            Column(_("About"), lambda row: row.words, hint=lambda row: f"{row.state}\n{row.words}"),
        ],
        empty=card.EmptyState(_("Nothing to do right now."), icon="check"),
        actions=[RowVerb(_("Open"), "right", opened)],
        name=_("To do"),
        filter=False,
        many=False,
    )
    made.setMinimumHeight(style.px(150))
    return made
