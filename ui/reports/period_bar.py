"""Choosing the period of a report: its kind, the one before and after, and the two days of a span."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.reports import kinds
from centre_app.reports.periods import Kind, Period
from ui.kit import buttons, card, layout, toast
from ui.kit.form import DateField


class PeriodBar(QWidget):
    """The kinds side by side, ‹ and ›, and two fields for a span. `chosen(period)`: another one is wanted."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.period: Period | None = None
        choices = [(kind, _(words.choice)) for kind, words in kinds.WORDS.items()]
        self.kind = buttons.Segments(choices, value="month", name=_("Kind of period"), wraps=True)
        self.previous_button = buttons.icon_only(
            "left", _("The one before"), framed=True, clicked=lambda: self.go_by(-1)
        )
        self.next_button = buttons.icon_only(
            "right", _("The next one"), framed=True, clicked=lambda: self.go_by(1)
        )
        self.first, self.last = DateField(lean="past"), DateField(lean="past")
        for field, name in ((self.first, _("From")), (self.last, _("To"))):
            field.edit.setAccessibleName(name)
        self.first.edit.editingFinished.connect(self._on_first_typed)
        self.last.edit.editingFinished.connect(self._on_days_typed)
        self.days = layout.holding(layout.row(self.first, card.label(_("to")), self.last, None, spacing=8))
        line = layout.row(self.previous_button, self.next_button, 8)
        line.addWidget(self.kind, 1)
        self.setLayout(layout.column(line, self.days))
        self.kind.chosen.connect(self._on_kind_chosen)

    def show_period(self, period: Period) -> None:
        """Show which period is in force; nothing is emitted."""
        self.period = period
        self.kind.set_value(period.kind)
        self.next_button.setEnabled(period.last < clock.today())
        self.days.setVisible(period.kind == "span")
        self.first.set_value(period.first)
        self.last.set_value(period.last)

    def go_by(self, steps: int) -> None:
        """Want the period before (-1) or after (1); never beyond the one under way."""
        if self.period is None or (steps > 0 and not self.next_button.isEnabled()):
            return
        self.chosen.emit(self.period.previous() if steps < 0 else self.period.following())

    def _on_kind_chosen(self, kind: Kind) -> None:
        """Want the period of that kind in which the last known day of the one shown lies; a span is that whole period."""
        if self.period is None:
            return
        if kind == "span":
            self.chosen.emit(
                Period.between(self.period.first, max(self.period.first, self.period.last_known_day))
            )
            self.first.edit.setFocus()
        else:
            self.chosen.emit(Period.of(kind, max(self.period.first, self.period.last_known_day)))

    def _on_first_typed(self) -> None:
        """A first day behind the last begins a span of that day alone, to be stretched by the other field."""
        first, last = self.first.value(), self.last.value()
        if first is not None and (last is None or last < first):
            self.last.set_value(first)
        self._on_days_typed()

    def _on_days_typed(self) -> None:
        first, last = self.first.value(), self.last.value()
        if self.period is None or self.period.kind != "span" or first is None or last is None:
            return
        if (first, last) == (self.period.first, self.period.last):
            return
        try:
            self.chosen.emit(Period.between(first, last))
        except CentreError as error:
            toast.refuse(error)
