"""A list whose names and phones are masked until the clerk asks, and again once it is out of sight."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from ui.kit import buttons
from ui.kit.table import ListView


class MaskedList(QWidget):
    """Subclasses put `unmask_button` somewhere, keep the list in front in `list`, and mask whoever is not in `unmasked`."""

    unmask_asked = Signal(list)
    list: ListView

    def __init__(self) -> None:
        super().__init__()
        self.unmasked: frozenset[int] = frozenset()
        self.unmask_button = buttons.plain(_("Show names"), "eye", clicked=self._ask_unmask)
        self.unmask_button.needs = "unmask"

    def refresh(self) -> None:
        """Read the list again."""
        raise NotImplementedError

    def show_unmasked(self, person_ids: Iterable[int]) -> None:
        """Show the names and phones of these people in full, of all others masked."""
        self.unmasked = frozenset(person_ids)
        self.unmask_button.setText(_("Hide names") if self.unmasked else _("Show names"))
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.unmasked:
            self.show_unmasked(())

    def _ask_unmask(self) -> None:
        if self.unmasked:
            self.show_unmasked(())
        else:
            self.unmask_asked.emit(sorted({row.person_id for row in self.list.rows()}))
