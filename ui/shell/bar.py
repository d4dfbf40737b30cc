"""The top bar: the scan field, whether the centre is open today, the date, and a button for what is rarely needed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy

from centre_app.centre.calendar import OpeningState, listed
from centre_app.i18n import _
from ui.kit import buttons, card, layout, style
from ui.kit.fields import locale
from ui.shell.scan import ScanField


class Bar(QFrame):
    """Shows what it is told; the window fills the menu."""

    def __init__(self, suggest: Callable[[str], list[Any]]) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.field = ScanField(suggest)
        self.pill = card.Badge("", "neutral")
        self.day = card.label(kind="strong")
        self.day.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.more = buttons.icon_only("more", _("More"))
        self.menu = QMenu(self)
        self.more.clicked.connect(self.open_menu)
        line = layout.row(self.field, self.pill, self.day, self.more, spacing=14)
        line.setContentsMargins(style.px(20), style.px(11), style.px(14), style.px(11))
        line.setStretch(0, 1)
        self.setLayout(line)
        self._state: OpeningState | None = None
        self._moment: datetime | None = None

    def open_menu(self) -> None:
        """Drop the menu below its button."""
        wanted = self.menu.sizeHint().width()
        place = self.more.mapToGlobal(self.more.rect().bottomRight())
        place.setX(place.x() - wanted)
        self.menu.popup(place)

    def show_day(self, moment: datetime, state: OpeningState) -> None:
        """Show the date and whether the centre is open now, with today's hours or why it is closed."""
        self._moment, self._state = moment, state
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say()

    def _say(self) -> None:
        """Write date and hours in full, or shortly where the text is large for the window."""
        if self._moment is None or self._state is None:
            return
        short = self.width() < style.px(760)
        spoken = locale()
        pattern = "M月d日 dddd" if spoken.name().startswith("zh") else "dddd d MMM"
        if short:
            pattern = "M-d ddd" if spoken.name().startswith("zh") else "ddd d"
        self.day.setText(
            spoken.toString(QDate(self._moment.year, self._moment.month, self._moment.day), pattern)
        )
        word = opening_word(self._state, self._moment)
        hours = listed(self._state.today)
        more = self._state.reason or hours
        full = f"{word} {hours if self._state.is_open else more}".strip()
        self.pill.set(word if short else full, "good" if self._state.is_open else "neutral")
        self.pill.setToolTip(f"{full} ({hours})" if hours and hours not in full else full)
        self.pill.setAccessibleName(full)


def opening_word(state: OpeningState, moment: datetime) -> str:
    """Whether it is open: now, not yet, no more, or not at all today."""
    if state.is_open:
        return _("Open now")
    if state.reason or not state.today:
        return _("Closed now") if state.today else _("Closed today")
    if moment < state.today[0].starts:
        return _("Not open yet")
    return _("Closed for today") if moment >= state.today[-1].ends else _("Closed now")
