"""Several bookings at once: those marked on the board are swapped, shifted or taken to another room, as one action."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from centre_app.centre import rooms
from centre_app.centre.calendar import Span
from centre_app.i18n import _, _n
from centre_app.rooms import rearranging
from centre_app.rooms.bookings import BookingRow
from ui.kit import buttons, card, layout, toast
from ui.kit.attempt import attempt
from ui.kit.form import ChoiceField, FormDialog, NumberField

_MOST_SHOWN = 8
_LONGEST_SHIFT = 720


class MarkedPanel(card.Card):
    """What can be done with the marked bookings. `cleared()`: nothing is to be marked any more."""

    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[BookingRow] = []
        self._title = card.label(kind="title", wrap=True)
        self._names = card.label(kind="small", wrap=True)
        self.swap_button = buttons.primary(_("Swap the two"), clicked=self.swap)
        self.shift_button = buttons.plain(_("Shift…"), clicked=self.ask_minutes)
        self.room_button = buttons.plain(_("To another room…"), clicked=self.ask_room)
        self.clear_button = buttons.plain(_("Clear marks"), clicked=self.cleared.emit)
        verbs = layout.holding(
            layout.Flow(self.swap_button, self.shift_button, self.room_button, self.clear_button, spacing=8)
        )
        hint = _(
            "Ctrl+click or Insert marks one more, Shift+click all in between, Ctrl+A the room's day, Esc clears."
        )
        whole = layout.column(
            self._title, self._names, verbs, card.label(hint, kind="quiet-small", wrap=True), None
        )
        self.add(layout.scrolled(layout.holding(whole)), 1)

    def show_rows(self, rows: list[BookingRow]) -> None:
        """Be about these bookings."""
        self.rows = rows
        count = len(rows)
        self._title.setText(
            _n("{count} booking marked", "{count} bookings marked", count).format(count=count)
        )
        lines = [
            f"{row.starts_at:%m-%d} {Span(row.starts_at, row.ends_at)} {row.label}"
            for row in rows[:_MOST_SHOWN]
        ]
        self._names.setText("\n".join([*lines, *(["…"] if count > _MOST_SHOWN else [])]))
        self.swap_button.setVisible(count == 2)

    def swap(self) -> None:
        """Let the two change places."""
        one, other = self.rows
        self._attempt(partial(rearranging.swap, one.id), _("Swapped: {title}"), other_id=other.id)

    def ask_minutes(self) -> FormDialog:
        """Ask by how much, and shift them all."""
        dialog = FormDialog(_("Shift these bookings"), _("Shift"), self, width=380)
        hint = _("Minutes; with a minus in front, earlier.")
        field = NumberField(least=-_LONGEST_SHIFT, most=_LONGEST_SHIFT)
        dialog.add("minutes", _("Later by"), field, required=True, hint=hint)
        dialog.form.set_values(minutes=30)
        return self._open(dialog, rearranging.shift, _("Shifted: {title}"))

    def ask_room(self) -> FormDialog:
        """Ask to which room, and take them all there."""
        dialog = FormDialog(_("To another room"), _("Move them"), self, width=380)
        here = {row.room_id for row in self.rows}
        others = [(room.id, room.name) for room in rooms.rooms() if here != {room.id}]
        dialog.add("room_id", _("Room"), ChoiceField(others), required=True)
        return self._open(dialog, rearranging.move_to_room, _("Moved: {title}"))

    def _open(self, dialog: FormDialog, verb: Callable[..., Any], words: str) -> FormDialog:
        ids = [row.id for row in self.rows]
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                verb, then=lambda _none: self._done(words), **{"booking_ids": ids, **values}
            )
        )
        dialog.open()
        return dialog

    def _attempt(self, verb: Callable[..., Any], words: str, **arguments: Any) -> None:
        attempt(verb, then=lambda _none: self._done(words), **arguments)

    def _done(self, words: str) -> None:
        count = len(self.rows)
        title = _n("{count} booking", "{count} bookings", count).format(count=count)
        self.cleared.emit()
        toast.show(words.format(title=title), undo=True)
