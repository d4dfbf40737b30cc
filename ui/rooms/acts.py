"""What the clerk does with one booking: each asks what must be asked, calls the verb, and says what was done.

The page shows. What is about a whole series is in `series_acts.py`, priority in `priority.py`. Nothing here decides a rule.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from centre_app.errors import CentreError
from centre_app.i18n import N_, _
from centre_app.rooms import arrival, bookings, series, suggestions
from centre_app.rooms.bookings import BookingRow
from ui.kit import messages, toast
from ui.kit.attempt import attempt
from ui.kit.form import FormDialog, NumberField
from ui.rooms import elsewhere, equipment_fields, priority, scope, waiting_form
from ui.rooms.board_carry import Moved, Slot
from ui.rooms.booking_form import BookingForm
from ui.rooms.form_fields import MOST_PEOPLE

_DONE = {
    "approve": (bookings.approve, N_("Approved: {title}")),
    "accept": (bookings.accept_held, N_("Taken up: {title}")),
    "arrive": (bookings.arrive, N_("Arrived: {title}")),
    "no_show": (bookings.mark_no_show, N_("Did not come: {title}")),
}


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
            "complete": self.ask_came, "correct": self.ask_came, "change": self.change, "cancel": self.ask_reason, "decline": self.decline,
            "displace": self.displace, "reactivate": self.reactivate, "told": self.told, "dates": self.dates,
        }  # fmt: skip
        if verb in _DONE:
            self._plain(verb, row)
        else:
            acts[verb](row)

    def new(self, slot: Slot) -> BookingForm:
        """Open the form for free time."""
        dialog = BookingForm(self._over, room_id=slot.room_id, starts_at=slot.starts_at, ends_at=slot.ends_at)
        dialog.submitted.connect(lambda values: self._book(dialog, values))
        dialog.offers.waiting_asked.connect(lambda: waiting_form.ask(dialog, then=self.said.emit))
        dialog.offers.priority_asked.connect(lambda: priority.ask(dialog, then=self._on_priority))
        dialog.open()
        return dialog

    def change(self, row: BookingRow) -> BookingForm:
        """Open the form for a booking that is there."""
        card = series.series_of(row.id) if row.series_id is not None else None
        dialog = BookingForm(self._over, before=row, series=card)
        dialog.submitted.connect(lambda values: self._change(dialog, row, values))
        dialog.open()
        return dialog

    def move(self, moved: Moved) -> None:
        """Put a booking where it was dropped; of a series, ask which of its bookings."""
        from ui.rooms import series_acts

        row = bookings.booking(moved.booking_id)
        place: dict[str, Any] = {
            "room_id": moved.room_id,
            "starts_at": moved.starts_at,
            "ends_at": moved.ends_at,
        }
        then = partial(self._show, row.id, _("Moved: {title}"))

        def move(which: str) -> None:
            if which == scope.THIS:
                attempt(partial(bookings.change_booking, row.id), then=lambda _none: then(), **place)
            else:
                series_acts.change(self._over, row, which=which, changes=place, then=lambda _done: then())

        if row.series_id is None:
            move(scope.THIS)
        else:
            scope.ask(
                self._over,
                _("“{title}” is part of a series. What is to move?").format(title=row.label),
                then=move,
            )

    def ask_came(self, row: BookingRow) -> FormDialog:
        """Ask how many came, and complete the booking or correct it; those scanned in are counted already."""
        over = row.status == "completed"
        dialog = FormDialog(_("How many came?"), _("Save") if over else _("Done"), self._over, width=380)
        scanned = arrival.came_so_far(row.id)
        hint = _("{count} of them came in by card.").format(count=scanned) if scanned else ""
        field = NumberField(least=0, most=MOST_PEOPLE)
        dialog.add("came_count", _("People who came"), field, required=True, hint=hint)
        dialog.form.set_values(came_count=row.came_count if over else arrival.suggested_came(row.id))
        verb, words = (
            (bookings.correct_booking, _("Corrected: {title}"))
            if over
            else (bookings.complete, _("Done: {title}"))
        )
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                partial(verb, row.id),
                then=lambda _none: self._say(words, row),
                came_count=values["came_count"],
            )
        )
        dialog.open()
        return dialog

    def ask_reason(self, row: BookingRow) -> messages.Message | FormDialog:
        """Ask why, and cancel the booking; of a series, ask which of its bookings too."""
        from ui.rooms import series_acts

        said = partial(self._say, _("Cancelled: {title}"), row)
        if row.series_id is not None:
            return series_acts.cancel(self._over, row, then=said)
        question = _("Why is “{title}” cancelled?").format(title=row.label)
        return self._ask_why(question, _("Cancel booking"), partial(bookings.cancel, row.id), said)

    def decline(self, row: BookingRow) -> messages.Message:
        """Ask why, and refuse a request."""
        question = _("Why is “{title}” declined?").format(title=row.label)
        said = partial(self._say, _("Declined: {title}"), row)
        return self._ask_why(question, _("Decline"), partial(bookings.decline, row.id), said)

    def displace(self, row: BookingRow) -> messages.Message:
        """Ask why, and make the booking give way; then it shows who is to be told."""
        shown = partial(self._show, row.id, _("Gave way: {title}"))
        return priority.ask_displace(self._over, row, then=shown)

    def told(self, row: BookingRow) -> FormDialog | None:
        """Note whom one told that the booking gave way."""
        return priority.ask_told(self._over, row, then=partial(self._say, _("Noted: {title}"), row))

    def reactivate(self, row: BookingRow) -> None:
        """Take a booking up again where it was; where that does not fit, offer other places."""
        shown = partial(self._show, row.id, _("Taken up again: {title}"))

        def offer(error: CentreError) -> None:
            elsewhere.ask(self._over, row, error=error, then=shown)

        attempt(partial(bookings.reactivate, row.id), then=lambda _none: shown(), failed=offer)

    def dates(self, row: BookingRow) -> None:
        """Show all dates of its series."""
        from ui.rooms import series_acts

        series_acts.show_dates(self._over, row, opened=self.done.emit)

    def _book(self, dialog: BookingForm, values: dict[str, Any]) -> None:
        from ui.rooms import series_acts

        if dialog.repeats:
            series_acts.book(dialog, values, then=partial(self._show_series, dialog))
            return
        arguments = dialog.verb_arguments(values)
        shown = partial(self._on_booked, _("Booked: {title}"))
        if dialog.taking is not None and dialog.taking.moves is not None:
            names = ("head_count", "title", "person_id", "note", "override_reason")
            taken = {name: arguments[name] for name in names}
            dialog.attempt(partial(suggestions.take, dialog.taking), then=shown, **taken)
        else:
            verb = equipment_fields.joined(bookings.book, dialog.wanted())
            dialog.attempt(verb, then=shown, **arguments)

    def _change(self, dialog: BookingForm, row: BookingRow, values: dict[str, Any]) -> None:
        from ui.rooms import series_acts

        shown = partial(self._show, row.id, _("Booking changed: {title}"))
        if dialog.repeats:
            series_acts.change_by_form(dialog, row, values, then=lambda _done: shown())
        elif dialog.taking is not None and dialog.taking.moves is not None:
            take = partial(suggestions.take, dialog.taking, booking_id=row.id)
            dialog.attempt(take, then=lambda _id: shown())
        else:
            change = partial(bookings.change_booking, row.id)
            verb = equipment_fields.joined(change, dialog.wanted(), booking_id=row.id)
            dialog.attempt(verb, then=lambda _none: shown(), **dialog.verb_arguments(values))

    def _ask_why(
        self, question: str, verb_name: str, verb: Callable[..., Any], said: Callable[[], object]
    ) -> messages.Message:
        return messages.ask_text(
            self._over, question, verb=verb_name,
            then=lambda reason: attempt(verb, then=lambda _none: said(), reason=reason),
        )  # fmt: skip

    def _plain(self, name: str, row: BookingRow) -> None:
        verb, words = _DONE[name]
        attempt(partial(verb, row.id), then=lambda _none: self._say(_(words), row))

    def _on_booked(self, words: str, booking_id: int) -> None:
        self._show(booking_id, words)

    def _on_priority(self, made: Any) -> None:
        self._show(made.booking_id, _("Booked with priority: {title}"))

    def _show_series(self, dialog: BookingForm, made: Any) -> None:
        from ui.rooms import series_acts

        dialog.accept()
        self.done.emit(made.booking_ids[0])
        toast.show(series_acts.booked_words(made), undo=True)

    def _show(self, booking_id: int, words: str) -> None:
        """Show the booking where it now stands, and say what was done."""
        row = bookings.booking(booking_id)
        self.done.emit(booking_id)
        title = f"{row.label} · {row.room_name} {row.starts_at:%m-%d %H:%M}"
        toast.show(words.format(title=title), undo=True)

    def _say(self, words: str, row: BookingRow) -> None:
        toast.show(words.format(title=row.label), undo=True)
        self.said.emit()
