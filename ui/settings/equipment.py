"""The section of equipment: what can be booked with a room, and the register of machines with inspections and faults."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.centre import rooms
from centre_app.i18n import N_, _, _n
from centre_app.rooms import equipment, register
from centre_app.rooms.equipment import EquipmentRow, FaultRow
from centre_app.storage.action import WORK
from ui.kit import buttons, card, messages, style
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
from ui.kit.form import CheckField, ChoiceField, DateField, FormDialog, NumberField, TextField
from ui.kit.table import Column, ListView, RowVerb
from ui.settings.section import Section, saved, say_saved

NAMED = 8


class EquipmentSection(Section):
    """All equipment: of a zone or movable, to be booked or only registered."""

    id = "equipment"
    title = N_("Equipment")
    icon = "check"
    tables = frozenset({"equipment", "equipment_fault", "booking_equipment", "room"})

    def __init__(self) -> None:
        super().__init__()
        self.add_button = buttons.primary(_("Add equipment"), "plus", clicked=self.on_add)
        self.list = self._build_list()
        whole = card.Card(_("Equipment"), self.add_button)
        whole.add(
            card.label(
                _(
                    "What can be taken with a booking (projector, chairs), and the machines to be inspected. Inspections that are "
                    "due stand in the to-do list."
                ),
                kind="quiet",
                wrap=True,
            )
        )
        whole.add(self.list, 1)
        self.column.addWidget(whole, 1)

    def refresh(self) -> None:
        self.list.set_rows(equipment.register(include_inactive=True))

    def on_add(self) -> None:
        dialog = self._dialog(_("Add equipment"), _("Add"))
        dialog.form.set_values(quantity=1, bookable=True)
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                equipment.add_equipment, then=saved(_("The equipment was added.")), **values
            )
        )
        dialog.open()

    def on_change(self, row: EquipmentRow) -> None:
        dialog = self._dialog(_("Change “{name}”").format(name=row.name), _("Save"))
        before = {name: getattr(row, name) for name in dialog.form.entries}
        dialog.form.set_values(**before)

        def submitted(values: dict[str, Any]) -> None:
            changes = {name: value for name, value in values.items() if value != before[name]}
            dialog.attempt(
                equipment.change_equipment, then=saved(_("The equipment was changed.")), equipment_id=row.id, **changes
            )  # fmt: skip

        dialog.submitted.connect(submitted)
        dialog.open()

    def on_inspected(self, row: EquipmentRow) -> None:
        """Ask on which day it was inspected."""
        dialog = FormDialog(_("Inspection of “{name}”").format(name=row.name), _("Note the inspection"), self)
        dialog.add("on", _("Inspected on"), DateField(lean="past"), required=True)
        dialog.form.set_values(on=clock.today())
        said = _("The inspection was noted.")
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                equipment.inspected, then=saved(said), equipment_id=row.id, **values
            )
        )
        dialog.open()

    def on_fault(self, row: EquipmentRow) -> None:
        """Ask what is wrong with it."""
        dialog = FormDialog(_("Fault of “{name}”").format(name=row.name), _("Report the fault"), self)
        dialog.add("what", _("What is wrong"), TextField(longest=200), required=True)
        dialog.add("from_day", _("Since"), DateField(lean="past"), required=True)
        dialog.add(
            "quantity", _("Pieces"), NumberField(least=1, most=row.quantity), required=True, beside=True
        )
        dialog.add("out_of_use", "", CheckField(_("Out of use until it is mended")))
        dialog.form.set_values(from_day=clock.today(), quantity=1, out_of_use=True)
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                equipment.report_fault, then=self._on_reported(row), equipment_id=row.id, **values
            )
        )
        dialog.open()

    def on_faults(self, row: EquipmentRow) -> "FaultsDialog":
        """Show what is or was wrong with it."""
        made = FaultsDialog(self, row)
        made.open()
        return made

    def on_retire(self, row: EquipmentRow) -> None:
        said = _("“{name}” is out of the register. Its past stays.").format(name=row.name)
        attempt(equipment.retire_equipment, then=saved(said), equipment_id=row.id)

    def on_bring_back(self, row: EquipmentRow) -> None:
        said = _("“{name}” is in the register again.").format(name=row.name)
        attempt(equipment.restore_equipment, then=saved(said), equipment_id=row.id)

    def _on_reported(self, row: EquipmentRow) -> Callable[[object], None]:
        def then(_fault_id: object) -> None:
            say_saved(_("The fault was noted."))
            lacking = equipment.short(row.id)
            if lacking:
                named = [
                    f"{each.label} · {each.room_name} {each.starts_at:%m-%d %H:%M}"
                    for each in lacking[:NAMED]
                ]
                more = len(lacking) - NAMED
                if more > 0:
                    named.append(_n("and {count} more", "and {count} more", more).format(count=more))
                messages.warn(
                    self, _("These bookings ahead want more of it than can be used:"), detail="\n".join(named)
                )

        return then

    def _build_list(self) -> ListView:
        def active(row: EquipmentRow) -> bool:
            return row.active

        return ListView(
            [
                Column(_("Designation"), lambda row: row.name, bold=True, width=150),
                Column(_("Place"), lambda row: row.room_name or _("movable")),
                Column(_("Pieces"), lambda row: str(row.quantity), sort=lambda row: row.quantity, align="right"),
                Column(_("With bookings"), lambda row: _("can be booked") if row.bookable else _("not booked")),
                Column(
                    _("Next inspection"), inspection_text, sort=lambda row: row.inspection_due or date.max,
                    tone=inspection_tone,
                ),
                Column(_("State"), state, tone=tone),
            ],
            empty=card.EmptyState(
                _("No equipment yet. Add what people may take with a booking, and the machines that are inspected."),
                icon="check",
                button=_("Add equipment"),
                pressed=self.on_add,
            ),
            actions=[
                RowVerb(_("Change"), "edit", self.on_change, button=True),
                RowVerb(
                    _("Inspected"), "check", self.on_inspected, button=True, needs=WORK,
                    enabled=lambda row: row.active and row.inspect_every_days is not None,
                ),
                RowVerb(_("Report a fault"), "warning", self.on_fault, button=True, enabled=active, needs=WORK),
                RowVerb(_("Faults"), "document", self.on_faults, needs=""),
                RowVerb(_("Take out of the register"), "minus", self.on_retire, enabled=active),
                RowVerb(_("Bring back"), "refresh", self.on_bring_back, enabled=lambda row: not row.active),
            ],
            name=_("Equipment"), table="equipment",
        )  # fmt: skip

    def _dialog(self, title: str, verb: str) -> FormDialog:
        dialog = FormDialog(title, verb, self)
        most = register.LIMITS["quantity"][1]
        dialog.add("name", _("Designation"), TextField(longest=register.LONGEST_NAME), required=True)
        zones = [(row.id, row.name) for row in rooms.rooms()]
        dialog.add("room_id", _("Place"), ChoiceField(zones, none=_("Movable between zones")))
        dialog.add("quantity", _("Pieces"), NumberField(least=1, most=most), required=True, beside=True)
        dialog.add("bookable", "", CheckField(_("Can be taken with a booking")))
        dialog.add(
            "inspect_every_days", _("Days between inspections"),
            NumberField(least=1, most=register.LIMITS["inspect_every_days"][1], unit=_("days")),
            hint=_("Empty: it is not inspected"),
        )  # fmt: skip
        dialog.add("inspected_on", _("Last inspection"), DateField(lean="past"), beside=True)
        dialog.add("note", _("Note"), TextField(longest=200))
        return dialog


class FaultsDialog(Dialog):
    """The faults of one kind of equipment, the latest first; what is mended is said here."""

    def __init__(self, parent: QWidget, row: EquipmentRow) -> None:
        super().__init__(parent, _("Faults of “{name}”").format(name=row.name), width=700)
        self.equipment_id = row.id
        self.list = ListView(
            [
                Column(_("Since"), lambda fault: fault.from_day.isoformat(), width=110),
                Column(_("What is wrong"), lambda fault: fault.what, bold=True),
                Column(_("Pieces"), lambda fault: str(fault.quantity), align="right"),
                Column(_("State"), fault_state, tone=fault_tone),
            ],
            empty=_("Nothing was ever wrong with it."),
            actions=[
                RowVerb(
                    _("Mended"),
                    "check",
                    self.on_mended,
                    button=True,
                    enabled=lambda fault: fault.until_day is None,
                )
            ],
            name=_("Faults"),
            filter=False,
        )
        self.list.setMinimumHeight(style.px(180))
        self.add_title(_("Faults of “{name}”").format(name=row.name))
        self.body.addWidget(self.list, 1)
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))
        self.refresh()

    def refresh(self) -> None:
        """Read the faults again."""
        self.list.set_rows(equipment.faults(self.equipment_id))

    def on_mended(self, fault: FaultRow) -> None:
        """It is mended today."""
        attempt(equipment.mend, then=self._on_mended, fault_id=fault.id)

    def _on_mended(self, _none: object) -> None:
        self.refresh()
        say_saved(_("It can be used again."))


def inspection_text(row: EquipmentRow) -> str:
    """When it must be inspected next."""
    if row.inspection_due is None:
        return ""
    return _("never inspected") if row.inspected_on is None else row.inspection_due.isoformat()


def inspection_tone(row: EquipmentRow) -> str | None:
    """The colour that goes with it: late, soon, in time."""
    due = row.inspection_due
    if due is None:
        return None
    days = (due - clock.today()).days
    return "bad" if days < 0 else "warning" if days <= register.SOON_DAYS else "good"


def state(row: EquipmentRow) -> str:
    """How it stands, in words."""
    if not row.active:
        return _("Taken out")
    if row.out_of_use:
        return _("{count} out of use").format(count=row.out_of_use)
    return (
        _n("{count} fault", "{count} faults", row.faults).format(count=row.faults)
        if row.faults
        else _("In order")
    )


def tone(row: EquipmentRow) -> str:
    """The colour that goes with the state."""
    if not row.active:
        return "neutral"
    return "bad" if row.out_of_use else "warning" if row.faults else "good"


def fault_state(fault: FaultRow) -> str:
    """Whether a fault lasts, in words."""
    if fault.until_day is not None:
        return _("Mended on {day}").format(day=fault.until_day)
    return _("Out of use") if fault.out_of_use else _("Usable")


def fault_tone(fault: FaultRow) -> str:
    """The colour that goes with it."""
    if fault.until_day is not None:
        return "good"
    return "bad" if fault.out_of_use else "warning"
