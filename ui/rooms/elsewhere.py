"""Another place for a booking that cannot have its own any more: what fits, one key takes one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from centre_app.centre.calendar import Span
from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.rooms import suggestions
from centre_app.rooms.bookings import BookingRow
from centre_app.rooms.suggestions import Suggestion
from ui.kit import buttons, card
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
from ui.rooms.offers import Offers

_MOST = 5


class ElsewhereDialog(Dialog):
    """Offers places for a booking; taking one takes it up again there."""

    def __init__(
        self, over: QWidget, row: BookingRow, *, error: CentreError, then: Callable[[], object]
    ) -> None:
        super().__init__(over, _("Another place"), width=520)
        self._row, self._then = row, then
        self.add_title(_("Another place for “{title}”").format(title=row.label))
        was = f"{row.starts_at:%Y-%m-%d} {Span(row.starts_at, row.ends_at)} · {row.room_name}"
        self.body.addWidget(card.label(_("It was at {place}.").format(place=was), kind="quiet", wrap=True))
        self.note = card.Note(error.sentence(), "warning")
        self.body.addWidget(self.note)
        self.offers = Offers(self)
        self.offers.taken.connect(self.take)
        self.body.addWidget(self.offers)
        self.add_button(buttons.plain(_("Cancel"), clicked=self.reject))
        self.look()

    def look(self) -> None:
        """Ask what fits now."""
        row = self._row
        found = suggestions.alternatives(
            room_id=row.room_id, starts_at=row.starts_at, ends_at=row.ends_at, head_count=row.head_count,
            alone=row.alone, buffer_before=row.buffer_before, buffer_after=row.buffer_after,
            except_id=row.id, limit=_MOST,
        )  # fmt: skip
        self.offers.show_offers(found, taken=False, closed=False)
        self.fit()

    def take(self, offered: Suggestion) -> None:
        """Take up the booking there."""
        attempt(
            partial(suggestions.take, offered, booking_id=self._row.id),
            then=self._on_taken,
            failed=self._on_refused,
        )

    def _on_taken(self, _booking_id: int) -> None:
        self.accept()
        self._then()

    def _on_refused(self, error: CentreError) -> None:
        self.note.set(error.sentence(), "warning")
        self.look()


def ask(over: QWidget, row: BookingRow, *, error: CentreError, then: Callable[[], object]) -> ElsewhereDialog:
    """Offer other places for a booking, saying why it cannot have its own."""
    dialog = ElsewhereDialog(over, row, error=error, then=then)
    dialog.open()
    return dialog
