"""The section of closures: days or hours on which the centre, or one zone, is closed although its hours say open."""

from datetime import date, datetime, time, timedelta
from typing import Any

from centre_app import clock
from centre_app.centre import calendar, rooms
from centre_app.centre.calendar import ClosureRow
from centre_app.i18n import N_, _
from ui.kit import buttons, card
from ui.kit.attempt import attempt
from ui.kit.form import ChoiceField, DateField, FormDialog, TextField, TimeField
from ui.kit.table import Column, ListView, RowVerb
from ui.settings.section import Section, saved

MIDNIGHT = time(0)


class ClosuresSection(Section):
    """All closures, those to come first."""

    id = "closures"
    title = N_("Closures")
    icon = "calendar"
    tables = frozenset({"closure", "room"})

    def __init__(self) -> None:
        super().__init__()
        self.add_button = buttons.primary(_("Add a closure"), "plus", clicked=self.on_add)
        self.list = ListView(
            [
                Column(
                    _("From"), lambda row: moment(row.starts_at), sort=lambda row: row.starts_at, width=140
                ),
                Column(
                    _("Until"), lambda row: moment(row.ends_at, is_end=True), sort=lambda row: row.ends_at
                ),
                Column(_("What is closed"), place, bold=True),
                Column(_("Reason"), lambda row: row.reason),
                Column(_("State"), state, tone=tone),
            ],
            empty=card.EmptyState(
                _("No closures. Add holidays and repairs here: due days and bookings keep clear of them."),
                icon="calendar",
                button=_("Add a closure"),
                pressed=self.on_add,
            ),
            actions=[
                RowVerb(_("Change"), "edit", self.on_change, button=True),
                RowVerb(_("Remove"), "delete", self.on_remove, button=True),
            ],
            name=_("Closures"),
        )
        whole = card.Card(_("Closures"), self.add_button)
        whole.add(self.list, 1)
        self.column.addWidget(whole, 1)

    def refresh(self) -> None:
        now = clock.now()
        rows = calendar.closures()
        ahead = [row for row in rows if row.ends_at > now]
        over = [row for row in rows if row.ends_at <= now]
        self.list.set_rows([*ahead, *reversed(over)])

    def on_add(self) -> None:
        dialog = self._dialog(_("Add a closure"), _("Add"))
        dialog.form.set_values(first=clock.today(), last=clock.today())
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                calendar.add_closure, then=saved(_("The closure was added.")), **as_stored(values)
            )
        )
        dialog.open()

    def on_change(self, row: ClosureRow) -> None:
        dialog = self._dialog(_("Change the closure"), _("Save"))
        whole_end = row.ends_at.time() == MIDNIGHT
        dialog.form.set_values(
            first=row.starts_at.date(),
            last=(row.ends_at - timedelta(days=whole_end)).date(),
            begins=None if row.starts_at.time() == MIDNIGHT else row.starts_at.time(),
            ends=None if whole_end or row.ends_at.time() >= time(23, 59) else row.ends_at.time(),
            room_id=row.room_id,
            reason=row.reason,
        )
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                calendar.change_closure,
                then=saved(_("The closure was changed.")),
                closure_id=row.id,
                **as_stored(values),
            )
        )
        dialog.open()

    def on_remove(self, row: ClosureRow) -> None:
        attempt(calendar.remove_closure, then=saved(_("The closure was removed.")), closure_id=row.id)

    def _dialog(self, title: str, verb: str) -> FormDialog:
        dialog = FormDialog(title, verb, self)
        dialog.add("first", _("First day"), DateField(), required=True)
        dialog.add("begins", _("From"), TimeField(), beside=True, hint=_("Empty: the whole day"))
        dialog.add("last", _("Last day"), DateField(), required=True)
        dialog.add("ends", _("Until"), TimeField(), beside=True, hint=_("Empty: the whole day"))
        zones = [(row.id, row.name) for row in rooms.rooms()]
        dialog.add("room_id", _("What is closed"), ChoiceField(zones, none=_("The whole centre")))
        dialog.add("reason", _("Reason"), TextField(longest=120), hint=_("Shown on the desk and in reports."))
        return dialog


def as_stored(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of the form as a closure is kept: the last day is included."""
    first, last, ends = values["first"], values["last"], values["ends"]
    whole_days = datetime.combine(last, MIDNIGHT) + timedelta(days=1)
    return {
        "starts_at": datetime.combine(first, values["begins"] or MIDNIGHT),
        "ends_at": datetime.combine(last, ends) if ends else whole_days,
        "room_id": values["room_id"],
        "reason": values["reason"],
    }


def moment(at: datetime, *, is_end: bool = False) -> str:
    """Return a moment as the list shows it: whole days without a time, an end at midnight as the day before."""
    if is_end and (at.time() == MIDNIGHT or at.time() >= time(23, 59)):
        shown: date = (at - timedelta(seconds=at.time() == MIDNIGHT)).date()
        return shown.isoformat()
    return at.date().isoformat() if at.time() == MIDNIGHT else f"{at:%Y-%m-%d %H:%M}"


def place(row: ClosureRow) -> str:
    """Return what is closed."""
    return row.room_name if row.room_id is not None else _("The whole centre")


def state(row: ClosureRow) -> str:
    """Return whether a closure is over, under way or to come."""
    now = clock.now()
    if row.ends_at <= now:
        return _("Over")
    return _("Closed now") if row.starts_at <= now else _("To come")


def tone(row: ClosureRow) -> str:
    """Return the colour that goes with the state."""
    now = clock.now()
    if row.ends_at <= now:
        return "neutral"
    return "warning" if row.starts_at <= now else "info"
