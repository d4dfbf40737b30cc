"""Equipment that goes with a booking: a line in the form, and a dialog with a number for each thing that can be had then."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.i18n import N_, _
from centre_app.rooms import equipment
from centre_app.rooms.equipment import FreeRow
from centre_app.storage.action import action
from ui.kit import buttons, card, layout
from ui.kit.form import FormDialog, NumberField

Wanted = dict[int, int] | None


class EquipmentLine(QWidget):
    """What is wanted so far, and the button that asks for more. `wanted` is None until it was looked at."""

    def __init__(self, *, ask: Callable[[], dict[str, Any] | None], booking_id: int | None = None) -> None:
        super().__init__()
        self._ask, self._booking_id = ask, booking_id
        self.wanted: Wanted = None
        self._label = card.label(kind="quiet", wrap=True)
        self.button = buttons.plain(_("Equipment…"), clicked=self.ask)
        line = layout.row(self.button, self._label, spacing=8)
        line.setStretch(1, 1)
        self.setLayout(line)
        if booking_id is not None:
            self._label.setText(equipment.of_bookings([booking_id]).get(booking_id, ""))

    def ask(self) -> FormDialog | None:
        """Ask how many of each thing, at the room and time that the form says now."""
        wish = self._ask()
        if wish is None:
            return None
        names = ("room_id", "starts_at", "ends_at")
        offered = equipment.bookable_for(**{name: wish[name] for name in names}, except_id=self._booking_id)
        present = self.wanted
        if present is None:
            present = equipment.of_booking(self._booking_id) if self._booking_id else {}
        dialog = FormDialog(_("Equipment"), _("Take it"), self, width=420)
        for row in offered:
            _add_field(dialog, row, present.get(row.id, 0))
        if not offered:
            dialog.form.add_widget(
                card.Note(_("There is no equipment that can be booked with this room."), "info")
            )
        dialog.submitted.connect(lambda values: self._take(dialog, offered, values))
        dialog.open()
        return dialog

    def _take(self, dialog: FormDialog, offered: list[FreeRow], values: dict[str, Any]) -> None:
        self.wanted = {row.id: values[str(row.id)] for row in offered if values[str(row.id)]}
        told = [f"{row.name} ×{values[str(row.id)]}" for row in offered if values[str(row.id)]]
        self._label.setText(_(", ").join(told) or _("none"))
        dialog.accept()


def joined(verb: Callable[..., Any], wanted: Wanted, *, booking_id: int | None = None) -> Callable[..., Any]:
    """The verb with its equipment as one action. A booking that is there and of whose equipment nothing was said keeps it."""
    if wanted is None:
        return verb

    @action(N_("change a booking") if booking_id else N_("book a room"))
    def together(**arguments: Any) -> Any:
        if booking_id is not None:
            # what is given up is given up first: it need not go along to another room
            present = equipment.of_booking(booking_id)
            kept = {thing: min(count, wanted.get(thing, 0)) for thing, count in present.items()}
            equipment.set_equipment(booking_id=booking_id, wanted=kept)
        result = verb(**arguments)
        equipment.set_equipment(booking_id=booking_id or result, wanted=wanted)
        return result

    return together


def _add_field(dialog: FormDialog, row: FreeRow, present: int) -> None:
    hint = _("{free} of {quantity} free then").format(free=row.free, quantity=row.quantity)
    field = NumberField(least=0, most=max(row.free, present))
    dialog.add(str(row.id), row.name, field, required=True, hint=hint)
    dialog.form.set_values(**{str(row.id): present})
