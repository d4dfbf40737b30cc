"""The section of closures: days or hours on which the centre, or one zone, is closed although its hours say open."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from centre_app import clock
from centre_app.centre import calendar
from centre_app.centre.calendar import ClosureRow
from centre_app.i18n import N_, _
from ui.kit.attempt import attempt
from ui.kit.form import DateField, FormDialog, TextField, TimeField
from ui.settings import spells
from ui.settings.section import saved
from ui.settings.spells import MIDNIGHT, SpellsSection, moment

__all__ = ["ClosuresSection", "as_stored", "moment"]


class ClosuresSection(SpellsSection):
    """All closures, those to come first."""

    id = "closures"
    title = N_("Closures")
    tables = frozenset({"closure", "room"})
    WORDS = {  # noqa: RUF012 - read only
        "add": N_("Add a closure"),
        "what": N_("What is closed"),
        "whole": N_("The whole centre"),
        "now": N_("Closed now"),
        "empty": N_("No closures. Add holidays and repairs here: due days and bookings keep clear of them."),
        "about": N_(
            "Before a closure is saved you see the bookings and loans it hits, and choose what becomes of them."
        ),
    }

    def read(self) -> list[ClosureRow]:
        return calendar.closures()

    def on_add(self) -> None:
        self.ask(
            _("Add a closure"), _("Add"), shown={"first": clock.today(), "last": clock.today()}, stored=as_stored,
            change=calendar.add_closure, said=_("The closure was added."),
        )  # fmt: skip

    def on_change(self, row: ClosureRow) -> None:
        whole_end = row.ends_at.time() == MIDNIGHT
        shown = {
            "first": row.starts_at.date(),
            "last": (row.ends_at - timedelta(days=whole_end)).date(),
            "begins": None if row.starts_at.time() == MIDNIGHT else row.starts_at.time(),
            "ends": None if whole_end or row.ends_at.time() >= time(23, 59) else row.ends_at.time(),
            "room_id": row.room_id,
            "reason": row.reason,
        }
        dialog = self.ask(
            _("Change the closure"), _("Save"), shown=shown, stored=partial(as_stored, before=row.rule),
            change=partial(calendar.change_closure, row.id), said=_("The closure was changed."),
        )  # fmt: skip
        spells.offer_rule(dialog, row)
        dialog.form.set_values(**spells.repeat_values(row))

    def on_remove(self, row: ClosureRow) -> None:
        attempt(calendar.remove_closure, then=saved(_("The closure was removed.")), closure_id=row.id)

    def form(self, title: str, verb: str) -> FormDialog:
        dialog = FormDialog(title, verb, self)
        dialog.add("first", _("First day"), DateField(), required=True)
        dialog.add("begins", _("From"), TimeField(), beside=True, hint=_(spells.WHOLE_DAY))
        dialog.add("last", _("Last day"), DateField(), required=True)
        dialog.add("ends", _("Until"), TimeField(), beside=True, hint=_(spells.WHOLE_DAY))
        dialog.add("room_id", self.words["what"], spells.zone_choice(self.words["whole"]))
        dialog.add("reason", _("Reason"), TextField(longest=120), hint=_("Shown on the desk and in reports."))
        spells.add_repeat(dialog)
        return dialog


def as_stored(values: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Return the values of the form as a closure is kept: the last day is included."""
    first, last, ends = values["first"], values["last"], values["ends"]
    whole_days = datetime.combine(last, MIDNIGHT) + timedelta(days=1)
    starts_at = datetime.combine(first, values["begins"] or MIDNIGHT)
    return {
        "starts_at": starts_at,
        "ends_at": datetime.combine(last, ends) if ends else whole_days,
        "room_id": values["room_id"],
        "reason": values["reason"],
        "rule": spells.rule_of(values, starts_at=starts_at, before=before),
    }
