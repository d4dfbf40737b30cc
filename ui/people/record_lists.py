"""The lists of one person's record that are read as a whole: visits, holds and changes."""

from collections.abc import Callable
from typing import Any

from centre_app.i18n import _
from centre_app.lending import hold_words
from ui.kit import card
from ui.kit.table import Column, ListView, RowVerb
from ui.people import words


def visits_list(*, correct: Callable[[int], object], more: Callable[[], object]) -> ListView:
    """The visits, the latest first, each of which can be corrected; `more` reads on."""
    return ListView(
            [
                Column(_("Day"), lambda row: f"{row.arrived_at:%Y-%m-%d}", width=90),
                Column(_("Time"), lambda row: words.stay(arrived_at=row.arrived_at, left_at=row.left_at), width=96),
                Column(_("Zone"), lambda row: row.zones),
                Column(_("Purpose"), lambda row: row.purpose, quiet=True),
                Column("", words.marks, tone=lambda row: "neutral" if words.marks(row) else None,
                       hint=words.fetched),
            ],
            empty=card.EmptyState(_("No visit yet. Check in above, or scan the card."), icon="clock"),
            actions=[RowVerb(_("Correct…"), "edit", lambda row: correct(row.id))],
            name=_("Visits"), table="visit", filter=True, load_more=more,
        )  # fmt: skip


def holds_list(*, cancel: Callable[[Any], object]) -> ListView:
    """What they wait for and what became of it."""
    return ListView(
            [
                Column(_("Title"), lambda row: " ".join(filter(None, (row.title, row.volume)))),
                Column(_("State"), hold_words.state, tone=hold_words.tone),
                Column(_("Placed"), lambda row: f"{row.placed_at:%m-%d}", sort=lambda row: row.id, width=64),
                Column(_("Until"), lambda row: f"{row.pick_up_by:%m-%d}" if row.pick_up_by else "", width=64),
            ],
            empty=card.EmptyState(_("Waits for nothing."), icon="clock"),
            actions=[RowVerb(_("Cancel the hold"), "close", cancel, enabled=lambda row: row.is_open)],
            name=_("Holds"), table="hold", filter=False,
        )  # fmt: skip


def history_list() -> ListView:
    """Who changed what of the record, and when."""
    return ListView(
            [
                Column(_("When"), lambda row: f"{row.at:%Y-%m-%d %H:%M}" if row.at else "", width=140),
                Column(_("Clerk"), lambda row: row.clerk),
                Column(_("What"), words.change),
                Column(_("Fields"), lambda row: _(", ").join(_(field) for field in row.fields), quiet=True),
            ],
            empty=card.EmptyState(_("The changes of this record are no longer kept."), icon="clock"),
            name=_("Changes"),
        )  # fmt: skip
