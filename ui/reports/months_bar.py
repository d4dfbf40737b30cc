"""The line of the page for what belongs to months: closing one, corrections, exports and closings, figures of earlier months."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from centre_app.i18n import _
from centre_app.reports import kept
from centre_app.reports.compare import Comparison
from centre_app.reports.periods import Period
from ui.kit import buttons, card, layout
from ui.kit.attempt import told
from ui.reports.closing import Closing


class MonthsBar(QWidget):
    """Links for the month shown. `closed` tells that a month was closed."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.period: Period | None = None
        self.dialog: QWidget | None = None
        self.closing = Closing(self, self.closed.emit)
        self.close_button = buttons.link(_("Close the month…"), "lock", clicked=self.on_close)
        self.close_button.needs = "closing"
        self.corrections_button = buttons.link(_("Corrections…"), "edit", clicked=self.on_corrections)
        self.exports_button = buttons.link(_("Exports and closings…"), "document", clicked=self.on_exports)
        self.history_button = buttons.link(_("Earlier months…"), "calendar", clicked=self.on_history)
        self.marks = card.label(_("* given by hand"), kind="quiet")
        self.marks.hide()  # even an empty one would begin a line of its own
        every = (
            self.close_button, self.corrections_button, self.exports_button, self.history_button, self.marks,
        )  # fmt: skip
        self.setLayout(layout.Flow(*every, spacing=16))

    @told
    def show_month(self, period: Period) -> None:
        """Offer what can be done with this month."""
        self.period = period
        closed = period.kind != "month" or kept.closing_of(period.text) is not None
        self.close_button.setVisible(not closed)
        self.close_button.setEnabled(period.is_over)
        self.close_button.setToolTip(
            ""
            if period.is_over
            else _("{month} ends on {last}. It can be closed from the day after.").format(
                month=period.title, last=period.last
            )
        )
        self.corrections_button.setVisible(bool(kept.closings()))

    def show_marks(self, found: Comparison) -> None:
        """Say what a star beside a figure means, where there is one."""
        self.marks.setVisible(any(found.by_hand.values()))

    def on_close(self) -> None:
        if self.period is not None:
            self.closing.begin(self.period)

    def on_corrections(self) -> None:
        from ui.reports.corrections import CorrectionsDialog

        if self.period is not None:
            self._open(CorrectionsDialog(self, self.period))

    def on_exports(self) -> None:
        from ui.reports.exports_list import ExportsDialog

        self._open(ExportsDialog(self))

    def on_history(self) -> None:
        from ui.reports.history import HistoryDialog

        if self.period is not None:
            self._open(HistoryDialog(self, self.period.year))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.open()
