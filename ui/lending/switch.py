"""Which list stands at the right of the lending page. Where there is no room for two columns, the borrower is one more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from ui.kit import buttons, layout


class PaneSwitch(QWidget):
    """The names of the panes; `chosen(key)` when the clerk pressed one."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        panes = [
            ("session", _("This session")),
            ("catalogue", _("Catalogue")),
            ("overdue", _("Overdue")),
            ("out", _("Out now")),
            ("donations", _("Donations")),
            ("holds", _("Holds")),
        ]
        self.wide = buttons.Segments(panes, name=_("Show"), wraps=True)
        self.narrow = buttons.Segments([("borrower", _("Borrower")), *panes], name=_("Show"), wraps=True)
        self.narrow.hide()
        for bar in (self.wide, self.narrow):
            bar.chosen.connect(lambda key: self.chosen.emit(str(key)))
        self.setLayout(layout.column(self.wide, self.narrow))

    def is_narrow(self) -> bool:
        """Whether the borrower is one of the panes."""
        return not self.narrow.isHidden()

    def set_narrow(self, narrow: bool) -> None:
        """Offer the borrower as a pane, or no longer."""
        key = self.value()
        self.wide.setVisible(not narrow)
        self.narrow.setVisible(narrow)
        self.set_value(key if narrow or key != "borrower" else "session")

    def value(self) -> str:
        """The pane in front."""
        return str((self.narrow if self.is_narrow() else self.wide).value())

    def set_value(self, key: str) -> None:
        """Bring a pane to the front without telling."""
        self.narrow.set_value(key)
        if key != "borrower":
            self.wide.set_value(key)
