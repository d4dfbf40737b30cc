"""The withdrawals so far, by day and reason: each printed again, or saved for the auditors."""

from functools import partial

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.lending import withdrawals
from centre_app.lending.withdrawals import Withdrawal
from centre_app.reports import withdrawal_book
from ui.kit import buttons, card, style
from ui.kit.attempt import told
from ui.kit.dialog import Dialog
from ui.kit.printing import PreviewDialog
from ui.kit.table import Column, ListView, RowVerb
from ui.lending import withdrawing
from ui.lending.stocktake_export import ask_where
from ui.lending.words import yuan


class WithdrawalsDialog(Dialog):
    """The list of withdrawal lists, the latest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Withdrawal lists"), width=820)
        self.add_title(_("Withdrawal lists"))
        words = _(
            "What was withdrawn on one day for one reason is one list; copies that came back since are marked on it."
        )
        self.body.addWidget(card.label(words, kind="quiet", wrap=True))
        self.list = ListView(
            [
                Column(_("Date"), lambda row: f"{row.day:%Y-%m-%d}", sort=lambda row: row.day, width=110),
                Column(_("Reason"), lambda row: row.reason, bold=True),
                Column(
                    _("Copies"),
                    lambda row: str(row.copies),
                    align="right",
                    sort=lambda row: row.copies,
                    width=80,
                ),
                Column(
                    _("Volumes"),
                    lambda row: str(row.volumes),
                    align="right",
                    sort=lambda row: row.volumes,
                    width=80,
                ),
                Column(
                    _("List value"),
                    lambda row: yuan(row.fen),
                    align="right",
                    sort=lambda row: row.fen,
                    width=120,
                ),
            ],
            empty=card.EmptyState(_("Nothing was withdrawn so far."), icon="minus"),
            actions=[
                RowVerb(_("Print again"), "print", self.preview, button=True),
                RowVerb(_("Export (.xlsx)…"), "export", self.export),
            ],
            name=_("Withdrawal lists"),
        )
        self.list.setMinimumHeight(style.px(300))
        self.list.set_rows(withdrawals.past())
        self.body.addWidget(self.list, 1)
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))

    @told
    def preview(self, row: Withdrawal) -> PreviewDialog:
        """Show the list as it is printed."""
        return withdrawing.preview(self, rows=withdrawals.copies_of(row), reason=row.reason, day=row.day)

    @told
    def export(self, row: Withdrawal) -> object:
        """Ask where the workbook of the list goes."""
        return ask_where(self, withdrawal_book.book_name(row), partial(withdrawal_book.write, row))
