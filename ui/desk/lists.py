"""The two lists of the desk: who is here now, and what is to do. They show rows; what is pressed goes to the page."""

from collections.abc import Callable

from centre_app import clock
from centre_app.desk.todo import Todo
from centre_app.i18n import _
from centre_app.people.presence import VisitRow
from ui.kit import card, style
from ui.kit.table import Column, ListView, RowVerb

_LARGE_PERCENT = 130
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
}


def here_list(
    *,
    check_out: Callable[[VisitRow], object],
    opened: Callable[[VisitRow], object],
    change: Callable[[VisitRow], object],
) -> ListView:
    """Everybody who is here, with a button to check them out."""
    columns = [
        Column(
            _("Arrival"),
            _arrived,
            sort=lambda row: row.arrived_at,
            width=56,
            hint=lambda row: f"{row.arrived_at:%Y-%m-%d %H:%M}",
        ),
        Column(_("Name"), _who, bold=True),
        Column(_("Zone"), lambda row: row.room_name),
    ]
    if style.percent() <= _LARGE_PERCENT:  # with larger text the button in the line matters more
        columns.append(Column(_("Purpose"), lambda row: row.purpose, quiet=True))
        columns.insert(2, Column(_("Card"), lambda row: row.card_number, quiet=True, width=92))
    made = ListView(
        columns,
        empty=card.EmptyState(
            _("Nobody is here yet. Scan a card, or type a name in the field above."), icon="people"
        ),
        actions=[
            RowVerb(_("Check out"), "check-out", check_out, button=True),
            RowVerb(_("Open"), "user", opened, enabled=lambda row: row.person_id is not None),
            RowVerb(_("Zone and purpose…"), "edit", change),
        ],
        name=_("Here now"),
        many=False,
    )
    made.setMinimumHeight(style.px(180))
    return made


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


def _arrived(row: VisitRow) -> str:
    today = row.arrived_at.date() == clock.today()
    return f"{row.arrived_at:%H:%M}" if today else f"{row.arrived_at:%m-%d}"


def _who(row: VisitRow) -> str:
    name = row.name or _("Group")
    if row.head_count > 1:
        name = _("{name} · {count} people").format(name=name, count=row.head_count)
    return (
        _("{name} (guardian {guardian})").format(name=name, guardian=row.guardian_name)
        if row.guardian_name
        else name
    )
