"""What the catalogue offers beside its daily work, behind one button: reshelving, finished stocktakes, withdrawal lists."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from centre_app.i18n import _
from ui.kit import buttons, icons, layout
from ui.kit.attempt import told
from ui.lending.stocktake_finished import FinishedDialog
from ui.lending.withdrawal_lists import WithdrawalsDialog


class CatalogueMore(QWidget):
    """The button with its menu. What writes is only asked for; lists to look at are opened here."""

    reshelving_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = buttons.plain(_("More…"))
        menu = QMenu(self.button)
        self.offers = [
            menu.addAction(
                icons.icon("scan"), _("Reshelving: count in-house use…"), self.reshelving_asked.emit
            ),
            menu.addAction(icons.icon("check"), _("Finished stocktakes…"), self.show_finished),
            menu.addAction(icons.icon("document"), _("Withdrawal lists…"), self.show_withdrawals),
        ]
        self.button.setMenu(menu)
        self.setLayout(layout.row(self.button))

    @told
    def show_finished(self) -> FinishedDialog:
        """Open the list of finished stocktakes."""
        dialog = FinishedDialog(self)
        dialog.open()
        return dialog

    @told
    def show_withdrawals(self) -> WithdrawalsDialog:
        """Open the list of withdrawal lists."""
        dialog = WithdrawalsDialog(self)
        dialog.open()
        return dialog
