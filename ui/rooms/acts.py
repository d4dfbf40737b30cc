"""What the clerk does with a booking: each asks what must be asked, calls the verb, and says what was done.

The page shows; dialogs of their own have their own modules. Nothing here decides a rule.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.rooms import bookings
from centre_app.rooms.bookings import BookingRow
from ui.kit import messages, toast
from ui.kit.attempt import attempt
from ui.kit.form import FormDialog, NumberField
from ui.rooms.board_carry import Moved, Slot
from ui.rooms.booking_form import MOST_PEOPLE, BookingForm


class Acts(QObject):
    """The acts, over the widget whose dialogs they are. `done(booking id)`: show it; `said()`: back to the board."""

    done = Signal(int)
    said = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over

    def do(self, verb: str, row: BookingRow) -> None:
        """Do what a button of the panel says."""
        acts: dict[str, Callable[[BookingRow], Any]] = {
            "arrive": self.arrive, "complete": self.ask_came, "no_show": self.mark_no_show,
            "change": self.change, "cancel": self.ask_reason,
        }  # fmt: skip
        acts[verb](row)

    def new(self, slot: Slot) -> BookingForm:
        """Open the form for free time."""
        dialog = BookingForm(self._over, room_id=slot.room_id, starts_at=slot.starts_at, ends_at=slot.ends_at)
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                bookings.book,
                then=lambda booking_id: self._show(booking_id, _("Booked: {title}")),
                **dialog.verb_arguments(values),
            )
        )
        dialog.open()
        return dialog

    def change(self, row: BookingRow) -> BookingForm:
        """Open the form for a booking that is there."""
        dialog = BookingForm(self._over, before=row)
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                partial(bookings.change_booking, row.id),
                then=lambda _none: self._show(row.id, _("Booking changed: {title}")),
                **dialog.verb_arguments(values),
            )
        )
        dialog.open()
        return dialog

    def move(self, moved: Moved) -> None:
        """Put a booking where it was dropped."""
        attempt(
            partial(bookings.change_booking, moved.booking_id),
            then=lambda _none: self._show(moved.booking_id, _("Moved: {title}")),
            room_id=moved.room_id, starts_at=moved.starts_at, ends_at=moved.ends_at,
        )  # fmt: skip

    def arrive(self, row: BookingRow) -> None:
        """They are there."""
        self._plain(bookings.arrive, row, _("Arrived: {title}"))

    def mark_no_show(self, row: BookingRow) -> None:
        """Nobody came."""
        self._plain(bookings.mark_no_show, row, _("Did not come: {title}"))

    def ask_came(self, row: BookingRow) -> FormDialog:
        """Ask how many came, and complete the booking."""
        dialog = FormDialog(_("How many came?"), _("Done"), self._over, width=360)
        dialog.add("came_count", _("People who came"), NumberField(least=0, most=MOST_PEOPLE), required=True)
        dialog.form.set_values(came_count=row.head_count)
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                partial(bookings.complete, row.id),
                then=lambda _none: self._say(_("Done: {title}"), row),
                came_count=values["came_count"],
            )
        )
        dialog.open()
        return dialog

    def ask_reason(self, row: BookingRow) -> messages.Message:
        """Ask why, and cancel the booking."""
        return messages.ask_text(
            self._over,
            _("Why is “{title}” cancelled?").format(title=row.label),
            verb=_("Cancel booking"),
            then=lambda reason: attempt(
                partial(bookings.cancel, row.id, reason=reason),
                then=lambda _none: self._say(_("Cancelled: {title}"), row),
            ),
        )

    def _plain(self, verb: Callable[[int], Any], row: BookingRow, words: str) -> None:
        attempt(partial(verb, row.id), then=lambda _none: self._say(words, row))

    def _show(self, booking_id: int, words: str) -> None:
        """Show the booking where it now stands, and say what was done."""
        row = bookings.booking(booking_id)
        self.done.emit(booking_id)
        title = f"{row.label} · {row.room_name} {row.starts_at:%m-%d %H:%M}"
        toast.show(words.format(title=title), undo=True)

    def _say(self, words: str, row: BookingRow) -> None:
        toast.show(words.format(title=row.label), undo=True)
        self.said.emit()
