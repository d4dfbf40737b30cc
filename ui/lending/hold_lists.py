"""The short lists of holds: the queue of one title, and what one person waits for."""

from collections.abc import Callable
from typing import Any

from centre_app.i18n import _
from centre_app.lending.holds import HoldRow
from centre_app.people.people import masked_name
from centre_app.storage.action import WORK
from ui.kit import card
from ui.kit.table import Column, ListView, RowVerb
from ui.lending import hold_words
from ui.lending.holds_list import is_open, is_ready
from ui.lending.words import day_text

Asked = Callable[[Any], object]


def queue(*, slip: Asked, cancel: Asked, person: Asked) -> ListView:
    """Who waits for a title, in their order; what is pressed is told with the row."""
    return ListView(
        [
            Column(_("Queue"), _place, sort=lambda row: row.id, width=60, align="center"),
            Column(_("Held for"), lambda row: masked_name(row.person), bold=True),
            Column(_("Volume"), lambda row: row.volume),
            Column(_("Placed"), lambda row: day_text(row.placed_at.date()), sort=lambda row: row.id),
            Column(_("State"), hold_words.state, tone=hold_words.tone, hint=hold_words.hint),
            Column(_("Kept until"), hold_words.until),
        ],
        empty=card.EmptyState(_("Nobody waits for this title."), icon="clock"),
        actions=[
            RowVerb(_("Serve this person"), "user", person),
            RowVerb(_("Print slip"), "print", slip, enabled=is_ready),
            RowVerb(_("Cancel the hold"), "close", cancel, button=True, needs=WORK),
        ],
        filter=False,
        name=_("Queue"),
        table="hold",
    )


def of_person(*, title: Asked, cancel: Asked, slip: Asked) -> ListView:
    """What a person waits for or can pick up."""
    return ListView(
        [
            Column(_("Title"), hold_words.what, hint=hold_words.hint),
            Column(_("State"), hold_words.state, tone=hold_words.tone, hint=_until_hint),
        ],
        empty=card.EmptyState(_("Waits for nothing."), icon="clock"),
        actions=[
            RowVerb(_("Open the title"), "book", title),
            RowVerb(_("Print slip"), "print", slip, enabled=is_ready),
            RowVerb(_("Cancel the hold"), "close", cancel, enabled=is_open, needs=WORK),
        ],
        filter=False,
        name=_("Holds"),
        table="hold",
    )


def _place(row: HoldRow) -> str:
    return str(row.place) if row.place else "✓"


def _until_hint(row: HoldRow) -> str:
    day = hold_words.until(row)
    return "\n".join(filter(None, (hold_words.state(row), _("until {day}").format(day=day) if day else "")))
