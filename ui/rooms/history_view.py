"""What happened to a booking, folded away until asked for: who did what, when, and why."""

from PySide6.QtWidgets import QWidget

from centre_app.i18n import N_, _
from centre_app.rooms import history
from centre_app.rooms.history import Event
from ui.kit import buttons, card, layout

_KINDS = {"undo": N_("undone: {what}"), "redo": N_("done again: {what}")}


class HistoryView(QWidget):
    """A link that unfolds the history of a booking, the latest first."""

    def __init__(self) -> None:
        super().__init__()
        self._booking_id = 0
        self._unfolded = False
        self._texts: list[str] = []
        self.button = buttons.link(_("History"), clicked=self.toggle)
        self._lines = layout.column(spacing=10)
        self.setLayout(layout.column(layout.row(self.button, None), self._lines, spacing=6))

    def show_booking(self, booking_id: int) -> None:
        """Be about this booking; another one begins folded."""
        if booking_id != self._booking_id:
            self._unfolded = False
        self._booking_id = booking_id
        self._show()

    def toggle(self) -> None:
        """Unfold it, or fold it away."""
        self._unfolded = not self._unfolded
        self._show()

    def text(self) -> str:
        """All that is shown, event by event."""
        return "\n".join(self._texts)

    def _show(self) -> None:
        layout.clear(self._lines)
        self.button.setText(_("Hide history") if self._unfolded else _("History"))
        events = history.of(self._booking_id) if self._unfolded and self._booking_id else []
        self._texts = [_told(event) for event in reversed(events)]
        for text in self._texts:
            self._lines.addWidget(card.label(text, kind="small", wrap=True, selectable=True))


def _told(event: Event) -> str:
    when = f"{event.at:%Y-%m-%d %H:%M}" if event.at else ""
    what = _(_KINDS[event.kind]).format(what=event.label) if event.kind in _KINDS else event.label
    changes = [f"{each.label}: {each.before or '–'} → {each.after or '–'}" for each in event.changes]
    return "\n".join(
        [" · ".join(filter(None, (when, event.clerk, what))), *changes, *filter(None, [_reason(event)])]
    )


def _reason(event: Event) -> str:
    shown = any(change.after == event.reason for change in event.changes)
    return "" if shown or not event.reason else _("Reason: {reason}").format(reason=event.reason)
