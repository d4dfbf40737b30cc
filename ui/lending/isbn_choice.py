"""Which copy an ISBN was: a short list between the scan field and the results, in nobody's way; the next scan puts it aside."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from ui.kit import card, layout, style
from ui.kit.table import Column, ListView, RowVerb
from ui.lending.words import title_and_volume

HEIGHT = 168


class IsbnChoice(QWidget):
    """The copies that have an ISBN; `chosen(isbn, copy id)`. Rows have id, barcode, title, volume, location, call_number."""

    chosen = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.list = ListView(
            [
                Column(_("Barcode"), lambda row: row.barcode, bold=True, width=110),
                Column(_("Title"), lambda row: title_and_volume(row.title, row.volume)),
                Column(
                    _("Shelf"), lambda row: " ".join(part for part in (row.location, row.call_number) if part)
                ),
            ],
            empty=card.EmptyState("", icon="book"),
            actions=[RowVerb(_("This one"), "check", self._on_chosen, button=True)],
            filter=False,
            name=_("Copies with this ISBN"),
        )
        self.list.setMinimumHeight(style.px(HEIGHT))
        self.list.setMaximumHeight(style.px(HEIGHT))
        self.setLayout(layout.column(self.list))
        self.hide()

    def ask(self, code: str, rows: Sequence[Any]) -> None:
        """Offer these copies for the ISBN; without any, offer nothing."""
        self.code = code
        self.list.set_rows(list(rows))
        self.setVisible(bool(rows))

    def rest(self) -> None:
        """Offer nothing."""
        self.ask("", ())

    def _on_chosen(self, row: Any) -> None:
        code = self.code
        self.rest()
        self.chosen.emit(code, row.id)
