"""The section of extra openings: hours in which the centre, or one zone, is open although normally closed."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from centre_app import clock
from centre_app.centre import calendar
from centre_app.centre.calendar import OpeningRow
from centre_app.i18n import N_, _
from ui.kit.form import DateField, FormDialog, TextField, TimeField
from ui.settings import spells
from ui.settings.spells import SpellsSection


class OpeningsSection(SpellsSection):
    """All extra openings, those to come first."""

    id = "openings"
    title = N_("Extra openings")
    tables = frozenset({"extra_opening", "room"})
    WORDS = {  # noqa: RUF012 - read only
        "add": N_("Add an extra opening"),
        "what": N_("What is open"),
        "whole": N_("The whole centre"),
        "now": N_("Open now"),
        "empty": N_("No extra openings. Add one when the centre or a zone opens outside its usual hours."),
        "about": N_(
            "Open although the hours, or a closure entered before, say closed. Of a closure and an extra opening the one entered "
            "last counts."
        ),
    }

    def read(self) -> list[OpeningRow]:
        return calendar.openings()

    def on_add(self) -> None:
        self.ask(
            _("Add an extra opening"), _("Add"), shown={"day": clock.today()}, stored=as_stored,
            change=calendar.add_opening, said=_("The extra opening was added."),
        )  # fmt: skip

    def on_change(self, row: OpeningRow) -> None:
        shown = {
            "day": row.starts_at.date(),
            "begins": row.starts_at.time(),
            "ends": row.ends_at.time(),
            "room_id": row.room_id,
            "reason": row.reason,
        }
        dialog = self.ask(
            _("Change the extra opening"), _("Save"), shown=shown, stored=partial(as_stored, before=row.rule),
            change=partial(calendar.change_opening, row.id), said=_("The extra opening was changed."),
        )  # fmt: skip
        spells.offer_rule(dialog, row)
        dialog.form.set_values(**spells.repeat_values(row))

    def on_remove(self, row: OpeningRow) -> None:
        from ui.settings import impact

        impact.save(
            self, change=partial(calendar.remove_opening, row.id), said=_("The extra opening was removed.")
        )

    def form(self, title: str, verb: str) -> FormDialog:
        dialog = FormDialog(title, verb, self)
        dialog.add("day", _("Day"), DateField(lean="future"), required=True)
        dialog.add("begins", _("From"), TimeField(), required=True)
        dialog.add("ends", _("Until"), TimeField(), required=True, beside=True, hint=_("0:00 is midnight."))
        dialog.add("room_id", self.words["what"], spells.zone_choice(self.words["whole"]))
        dialog.add("reason", _("Reason"), TextField(longest=120))
        spells.add_repeat(dialog)
        return dialog


def as_stored(values: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Return the values of the form as an extra opening is kept; an end at midnight is that of its day."""
    starts_at = datetime.combine(values["day"], values["begins"])
    ends_at = datetime.combine(values["day"], values["ends"])
    if values["ends"] == time(0):
        ends_at += timedelta(days=1)
    return {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "room_id": values["room_id"],
        "reason": values["reason"],
        "rule": spells.rule_of(values, starts_at=starts_at, before=before),
    }
