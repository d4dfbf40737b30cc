"""Donations on the lending page: all batches, the one that was opened, and the count on arrival over it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from centre_app import errors
from centre_app.i18n import _
from centre_app.lending import donation_reads
from centre_app.lending.donation_reads import STATE_LABELS, BatchRow
from centre_app.storage.action import WORK
from ui.kit import buttons, card, layout
from ui.kit.attempt import told
from ui.kit.table import WINDOW, Column, ListView, RowVerb
from ui.lending import donation_forms
from ui.lending.donation_batch import BatchPane
from ui.lending.donation_words import STATE_TONES, figure_words
from ui.lending.words import day_text

if TYPE_CHECKING:
    from ui.lending.donation_count import CountDialog


class DonationsPane(QStackedWidget):
    """The list of batches, or one of them. `import_asked(donation id)`, `person_asked(id)`."""

    import_asked = Signal(int)
    person_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.shown_id: int | None = None
        self.counting: CountDialog | None = None
        self.batch = BatchPane()
        self.overview = self._build_overview()
        self.addWidget(self.overview)
        self.addWidget(self.batch)
        self.batch.back_asked.connect(self.show_all)
        self.batch.import_asked.connect(self.import_asked.emit)
        self.batch.count_asked.connect(self.count_arrival)
        self.batch.person_asked.connect(self.person_asked.emit)

    def refresh(self) -> None:
        """Read what is in front again; a batch that is gone gives way to the list."""
        if self.shown_id is not None:
            try:
                self.batch.show_batch(donation_reads.batch(self.shown_id))
            except errors.NotFound:
                self.shown_id = None
        if self.shown_id is None:
            text = self.list.filter_box.text().strip()
            rows = donation_reads.batches(text=text, limit=WINDOW)
            self.list.set_rows(rows, more=len(rows) == WINDOW, narrowed=bool(text))
        self.setCurrentWidget(self.overview if self.shown_id is None else self.batch)

    def open_batch(self, donation_id: int) -> None:
        """Show a batch in the list's place."""
        self.shown_id = donation_id
        self.refresh()

    def show_all(self) -> None:
        """Go back to the list."""
        self.shown_id = None
        self.refresh()

    def new(self) -> None:
        """Record a batch, and open it."""
        donation_forms.new_batch(self, then=self.open_batch)

    def registers(self) -> None:
        """Open the registers."""
        from ui.lending.donation_registers import RegistersDialog

        RegistersDialog(self).open()

    @told
    def count_arrival(self, donation_id: int) -> None:
        """Count what arrived of a batch."""
        from ui.lending.donation_count import CountDialog

        self.counting = CountDialog(self, donation_id)
        self.counting.open()

    def scanned(self, code: str) -> bool:
        """A scan belongs to the count as long as one is open, whatever question stands before it."""
        counting = self.counting
        in_front = counting is not None and isValid(counting) and counting.isVisible()
        return counting is not None and in_front and counting.scanned(code)

    def _build_overview(self) -> QWidget:
        self.new_button = buttons.primary(_("New donation"), "plus", clicked=self.new)
        self.new_button.needs = WORK
        self.registers_button = buttons.plain(_("Registers…"), "document", clicked=self.registers)
        empty = card.EmptyState(
            _("No donation yet. Record who gives something, then import their list or count what arrives."),
            icon="gift", button=_("New donation"), pressed=self.new,
        )  # fmt: skip
        self.list = ListView(
            _columns(), empty=empty, name=_("Donations"), table="donation", load_more=self._on_more, found_by_page=True,
            actions=[
                RowVerb(_("Open"), "right", lambda row: self.open_batch(row.id), button=True),
                RowVerb(_("Count on arrival…"), "scan", lambda row: self.count_arrival(row.id), needs=WORK),
                RowVerb(_("Edit…"), "edit", lambda row: donation_forms.edit_batch(self, row), needs=WORK),
            ],
        )  # fmt: skip
        self.list.filter_box.setPlaceholderText(_("Donor, contact or note"))
        self.list.filtered.connect(lambda _text: self.refresh())
        return layout.holding(layout.column(layout.Flow(self.new_button, self.registers_button), self.list))

    def _on_more(self) -> None:
        shown: list[BatchRow] = self.list.rows()
        last = min(shown, key=lambda row: (row.received_on, row.id))
        rows = donation_reads.batches(after=last, text=self.list.filter_box.text().strip(), limit=WINDOW)
        self.list.append_rows(rows, more=len(rows) == WINDOW)


def _columns() -> list[Column]:
    return [
        Column(
            _("Date"), lambda row: day_text(row.received_on), sort=lambda row: row.received_on, width=64,
            hint=lambda row: str(row.received_on),
        ),
        Column(_("Donor"), lambda row: row.donor, bold=True, hint=lambda row: f"{row.donor}\n{row.note}".strip()),
        Column(_("State"), lambda row: _(STATE_LABELS[row.state]), tone=lambda row: STATE_TONES[row.state], width=96),
        Column(
            _("Amount and value"), lambda row: next(iter(_amounts(row)), ""), sort=lambda row: row.copies.fen,
            hint=lambda row: "\n".join(_amounts(row)),
        ),
    ]  # fmt: skip


def _amounts(row: BatchRow) -> list[str]:
    """What became copies of a batch, and what should come; the list has room for the first."""
    accepted = [figure_words("accepted", row.copies)] if row.copies else []
    return accepted + ([figure_words("expected", row.figures["expected"])] if row.figures else [])
