"""What the form offers when a wish does not fit: places that do, the waiting list, priority. Shows and tells, decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.rooms.suggestions import Suggestion
from ui.kit import buttons, card, layout

MOST = 5


class Offers(QWidget):
    """Up to five places, each taken by a click or by Alt and its number; and what else can be done. `taken(suggestion)`."""

    taken = Signal(object)
    waiting_asked = Signal()
    priority_asked = Signal()
    override_asked = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__()
        self.shown: list[Suggestion] = []
        self._lines = layout.Flow(spacing=6)
        self._title = card.label(_("Free instead (Alt and the number takes it):"), kind="quiet-small")
        self.waiting_button = buttons.link(_("Waiting list…"), clicked=self.waiting_asked.emit)
        self.priority_button = buttons.link(_("Use with priority…"), clicked=self.priority_asked.emit)
        self.override_button = buttons.link(_("Book all the same…"), clicked=self.override_asked.emit)
        self.priority_button.needs = self.override_button.needs = "override"
        others = layout.row(self.override_button, self.waiting_button, self.priority_button, None, spacing=12)
        self.setLayout(layout.column(self._title, self._lines, others, spacing=6))
        for number in range(MOST):
            keys = QShortcut(QKeySequence(f"Alt+{number + 1}"), over)
            keys.activated.connect(lambda number=number: self.take(number))

    def show_offers(self, found: Sequence[Suggestion], *, taken: bool, closed: bool) -> None:
        """Show these; `taken` says that bookings are in the way, `closed` that only a rule with exceptions is."""
        self.setVisible(bool(found) or taken or closed)
        self.waiting_button.setVisible(taken)
        self.priority_button.setVisible(taken)
        self.override_button.setVisible(closed)
        if list(found[:MOST]) == self.shown:
            return
        self.shown = list(found[:MOST])
        layout.clear(self._lines)
        self._title.setVisible(bool(self.shown))
        for number, each in enumerate(self.shown):
            text = f"{number + 1}  {each.words}"
            self._lines.addWidget(buttons.plain(text, clicked=lambda number=number: self.take(number)))  # type: ignore[misc]

    def take(self, number: int) -> None:
        """Take the n-th place offered."""
        if self.isVisible() and number < len(self.shown):
            self.taken.emit(self.shown[number])
