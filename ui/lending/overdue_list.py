"""What should have been back: filtered by how late and by whether anybody called, with the last call of each loan."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from centre_app.i18n import _, _n
from centre_app.lending import loans
from centre_app.lending.loans import OutRow
from ui.kit import buttons, icons
from ui.kit.form import CheckField
from ui.kit.table import WINDOW, Column
from ui.lending.out_lists import OutList
from ui.lending.words import day_text


class OverdueList(OutList):
    """What should have been back before today, longest overdue first. Several lines can be selected.

    The menus only ask; `slips_asked(selected)`: for the selected lines or for the whole list.
    """

    slips_asked = Signal(bool)
    calls_asked = Signal()
    export_asked = Signal()
    extend_asked = Signal()
    amnesty_asked = Signal()

    def __init__(self) -> None:
        super().__init__(name=_("Overdue"), sentence=_("Nothing is overdue."), many=True)
        self.late = buttons.Segments(
            [(1, _("All")), (7, _("7+ days")), (30, _("30+ days")), (90, _("90+ days"))], name=_("Days late")
        )
        self.uncalled = CheckField(_("Not yet called"))
        self.more_button = buttons.plain(_("Do more"))
        self.list.narrowed_by += [self.late, self.uncalled]
        self._build_menu()
        for tool in (self.late, self.uncalled, self.more_button, self.unmask_button):
            self.tools.addWidget(tool)
        self.late.chosen.connect(lambda _days: self.refresh())
        self.uncalled.changed.connect(self.refresh)

    def read(self, *, after: OutRow | None = None) -> list[OutRow]:
        return self._read(limit=WINDOW, after=after)

    def refresh(self) -> None:
        filtered = self.late.value() != 1 or self.uncalled.value()
        self.list.empty.set_sentence(
            _("Nothing overdue matches these filters.") if filtered else _("Nothing is overdue.")
        )
        super().refresh()

    def chosen(self) -> list[OutRow]:
        """The selected lines, top to bottom."""
        return self.list.selected()

    def whole(self, *, limit: int) -> list[OutRow]:
        """Every line of the filtered list, also those not yet scrolled to, as far as the limit."""
        if self.list.filter_box.text().strip():
            return self.list.rows()
        return self._read(limit=limit)

    def reading(self) -> Callable[[], list[OutRow]]:
        """What reads every line of the filtered list as it stands now, in whatever thread."""
        if self.list.filter_box.text().strip():
            rows = list(self.list.rows())
            return lambda: rows
        days, uncalled = self._days(), self.uncalled.value()
        return lambda: loans.overdue(limit=-1, days=days, uncalled=uncalled)

    def _days(self) -> int:
        days = self.late.value()
        assert isinstance(days, int)
        return days

    def _read(self, *, limit: int, after: OutRow | None = None) -> list[OutRow]:
        return loans.overdue(limit=limit, after=after, days=self._days(), uncalled=self.uncalled.value())

    def _columns(self) -> list[Column]:
        called = Column(
            _("Last call"), _called, sort=lambda row: str(row.called_at or ""), quiet=True, spare=True,
            hint=lambda row: row.said, found_by=lambda row: f"{_called(row)} {row.said}",
        )  # fmt: skip
        title, barcode, borrower, phone, due = super()._columns()
        return [
            title,
            barcode,
            borrower,
            replace(phone, width=100),
            replace(due, title=_("Late"), text=_late, hint=due.text, width=118),
            called,
        ]

    def _build_menu(self) -> None:
        """Put what can be done with many lines behind one button: first with the selected ones, then with the list."""
        menu = QMenu(self.more_button)
        self.for_selected = [
            menu.addAction(icons.icon("refresh"), _("Extend the selected loans…"), self.extend_asked.emit),
            menu.addAction(icons.icon("calendar"), _("New due day for the selected loans…"), self.amnesty_asked.emit),
            menu.addAction(icons.icon("print"), _("Reminder slips of the selected"), lambda: self.slips_asked.emit(True)),
        ]  # fmt: skip
        menu.addSeparator()
        self.for_whole = [
            menu.addAction(icons.icon("print"), _("Reminder slips of the list"), lambda: self.slips_asked.emit(False)),
            menu.addAction(icons.icon("phone"), _("Call sheet of the list"), self.calls_asked.emit),
            menu.addAction(icons.icon("export"), _("Export the list (.xlsx)…"), self.export_asked.emit),
        ]  # fmt: skip
        self.more_button.setMenu(menu)
        menu.aboutToShow.connect(self._offer)

    def _offer(self) -> None:
        for action in self.for_selected:
            action.setEnabled(bool(self.chosen()))
        for action in self.for_whole:
            action.setEnabled(bool(self.list.rows()))


def _called(row: OutRow) -> str:
    return f"{day_text(row.called_at.date())} {row.said}" if row.called_at else ""


def _late(row: OutRow) -> str:
    days = _n("{count} day", "{count} days", row.days_late).format(count=row.days_late)
    return f"{days} · {day_text(row.due_on)}"
