"""What the catalogue offers beside its daily work, behind one button: stocktake, donors, call numbers, reshelving, lists of before."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from centre_app.i18n import _
from ui.kit import buttons, icons, layout
from ui.kit.attempt import told

if TYPE_CHECKING:
    from ui.lending.stocktake_finished import FinishedDialog
    from ui.lending.withdrawal_lists import WithdrawalsDialog


class CatalogueMore(QWidget):
    """The button with its menu. What writes is only asked for; lists to look at are opened here."""

    donors_asked = Signal()
    numbers_asked = Signal()
    marc_asked = Signal()
    reshelving_asked = Signal()
    stocktake_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = buttons.plain(_("More…"))
        menu = QMenu(self.button)
        self.stocktake = menu.addAction(icons.icon("check"), _("Stocktake…"), self.stocktake_asked.emit)
        self.reshelving = menu.addAction(
            icons.icon("scan"), _("Reshelving: count in-house use…"), self.reshelving_asked.emit
        )
        self.donors = menu.addAction(icons.icon("gift"), _("Donors…"), self.donors_asked.emit)
        self.numbers = menu.addAction(icons.icon("copy"), _("Call numbers…"), self.numbers_asked.emit)
        self.marc = menu.addAction(icons.icon("export"), _("Export as MARC…"), self.marc_asked.emit)
        menu.addSeparator()
        self.finished = menu.addAction(icons.icon("check"), _("Finished stocktakes…"), self.show_finished)
        self.withdrawals = menu.addAction(
            icons.icon("document"), _("Withdrawal lists…"), self.show_withdrawals
        )
        self.button.setMenu(menu)
        self.setLayout(layout.row(self.button))

    @told
    def show_finished(self) -> "FinishedDialog":
        """Open the list of finished stocktakes."""
        from ui.lending.stocktake_finished import FinishedDialog

        dialog = FinishedDialog(self)
        dialog.open()
        return dialog

    @told
    def show_withdrawals(self) -> "WithdrawalsDialog":
        """Open the list of withdrawal lists."""
        from ui.lending.withdrawal_lists import WithdrawalsDialog

        dialog = WithdrawalsDialog(self)
        dialog.open()
        return dialog
