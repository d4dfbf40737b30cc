"""The registers of the stock on the screen, on paper and as workbooks: 总括登记账 of batches, 个别登记账 of copies."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import N_, _, _n, language
from centre_app.lending import donation_registers as registers
from centre_app.lending.donation_reads import Amount
from centre_app.lending.donation_registers import BatchEntry, CopyEntry
from centre_app.reports import donation_book
from ui.kit import buttons, card, job, layout, messages, toast
from ui.kit.attempt import attempt, told
from ui.kit.file_dialog import ask_workbook
from ui.kit.form import DateField, Form
from ui.kit.ledger import Heads, ledger
from ui.kit.printing import PreviewDialog, Sheet
from ui.kit.table import WINDOW, Column, ListView
from ui.kit.tall import TallDialog
from ui.lending.donation_words import amount_words, kinds_words, short_amount, short_kinds
from ui.lending.words import title_and_volume, yuan

MOST_ON_PAPER = 3_000
_BATCH_HEADS = (
    (N_("Date"), 9),
    (N_("Register number"), 7),
    (N_("Donor"), 20),
    (N_("By kind"), 24),
    (N_("Together"), 20),
    (N_("So far"), 20),
)
_COPY_HEADS = (
    (N_("Accessioned on"), 9), (N_("Barcode"), 9), (N_("Title"), 20), (N_("Author"), 12), (N_("Publisher"), 12),
    (N_("List price"), 8), (N_("Class"), 7), (N_("Source"), 11), (N_("Withdrawn"), 12),
)  # fmt: skip


class RegistersDialog(TallDialog):
    """Which register of which span, its rows, and the buttons to print and to export it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Registers"), width=1200)
        self.job: job.Job | None = None
        self._build()
        self.refresh()

    def which(self) -> str:
        """The register shown: `batches` or `copies`."""
        return str(self.choice.value())

    def span(self) -> tuple[date | None, date | None]:
        """The first and last day asked for, None where it is open."""
        return self.form.field("first").value(), self.form.field("last").value()

    @told
    def refresh(self) -> None:
        """Read the register of the span."""
        first, last = self.span()
        if self.which() == "batches":
            entries = registers.batch_register(first=first, last=last)
            self.batches.set_rows(entries, narrowed=bool(first or last))
            total = sum((entry.total for entry in entries), Amount())
            self.sum.setText(amount_words(total))
        else:
            rows = registers.copy_register(first=first, last=last)
            self.copies.set_rows(rows, more=len(rows) == WINDOW, narrowed=bool(first or last))
            count = registers.copies_count(first=first, last=last)
            self.sum.setText(_n("{count} copy", "{count} copies", count).format(count=count))
        self.stack.setCurrentWidget(self.batches if self.which() == "batches" else self.copies)

    @told
    def on_print(self) -> PreviewDialog:
        """Show the register as it will be on paper."""
        first, last = self.span()
        span = donation_book.span_words(first, last)
        if self.which() == "batches":
            entries = registers.batch_register(first=first, last=last)
            if len(entries) > MOST_ON_PAPER:
                raise errors.ListTooLongToPrint(limit=MOST_ON_PAPER)
            title, sheet = _("Register of batches"), batch_sheet(entries, span=span)
        else:
            if registers.copies_count(first=first, last=last) > MOST_ON_PAPER:
                raise errors.ListTooLongToPrint(limit=MOST_ON_PAPER)
            copies = list(registers.all_copies(first=first, last=last))
            title, sheet = _("Register of copies"), copy_sheet(copies, span=span)
        table = "donation" if self.which() == "batches" else "copy"
        made = PreviewDialog(self, title, sheet)
        made.put_out.connect(lambda: attempt(audit.record, label=N_("print a register"), table=table))
        made.open()
        return made

    def on_export(self) -> QFileDialog:
        """Ask where, and save the register as a workbook."""
        name = donation_book.name_of(self.which())
        return ask_workbook(self, _("Export to Excel"), name=name, then=self.export)

    def export(self, to: Path) -> job.Job:
        """Write the workbook in a job."""
        which, (first, last), spoken = self.which(), self.span(), language()
        self.job = job.run(
            _("Exporting {name}").format(name=to.name),
            lambda _progress: donation_book.write(
                which=which, first=first, last=last, to=to, language=spoken
            ),
            then=_tell,
            failed=lambda error: messages.warn(self, error.sentence()),
            parent=self,
        )
        return self.job

    def _build(self) -> None:
        self.add_title(_("Registers"))
        self.choice = buttons.Segments(
            [("batches", _("Register of batches")), ("copies", _("Register of copies"))], name=_("Show")
        )
        self.choice.chosen.connect(lambda _key: self.refresh())
        self.form = Form()
        self.form.add("first", _("From"), DateField(lean="past", placeholder=_("the beginning")))
        self.form.add("last", _("Until"), DateField(lean="past", placeholder=_("today")), beside=True)
        self.form.set_values(first=clock.today().replace(month=1, day=1))
        self.form.changed.connect(self.refresh)
        self.batches = ListView(
            _batch_columns(), empty=_("Nothing was accepted in this span."), name=_("Register of batches")
        )
        self.copies = ListView(
            _copy_columns(), empty=_("Nothing was accepted in this span."), name=_("Register of copies"),
            load_more=self._on_more,
        )  # fmt: skip
        self.batches.narrowed_to = self.copies.narrowed_to = lambda: donation_book.span_words(*self.span())
        self.stack = QStackedWidget()
        self.stack.addWidget(self.batches)
        self.stack.addWidget(self.copies)
        self.sum = card.label(kind="strong")
        self.body.addLayout(layout.row(self.choice, None, self.sum, spacing=12))
        self.body.addWidget(self.form)
        self.body.addWidget(self.stack, 1)
        self.add_button(buttons.plain(_("Close"), clicked=self.accept))
        self.export_button = self.add_button(
            buttons.plain(_("Export to Excel…"), "export", clicked=self.on_export)
        )
        self.print_button = self.add_button(buttons.primary(_("Print…"), "print", clicked=self.on_print))

    def _on_more(self) -> None:
        first, last = self.span()
        shown: list[CopyEntry] = self.copies.rows()
        behind = max(shown, key=lambda row: (str(row.accessioned_on or ""), row.id))
        rows = registers.copy_register(first=first, last=last, after=behind)
        self.copies.append_rows(rows, more=len(rows) == WINDOW)


def batch_sheet(entries: Sequence[BatchEntry], *, span: str) -> Sheet:
    """The register of batches on paper."""
    rows = [
        (
            str(entry.received_on), entry.number, entry.donor, "\n".join(kinds_words(entry.kinds)), amount_words(entry.total),
            amount_words(entry.running),
        )
        for entry in entries
    ]  # fmt: skip
    return _sheet(_("Register of batches"), span, _BATCH_HEADS, rows)


def copy_sheet(entries: Sequence[CopyEntry], *, span: str) -> Sheet:
    """The register of copies on paper."""
    rows = [
        (
            str(entry.accessioned_on or ""), entry.barcode, title_and_volume(entry.title, entry.volume), entry.authors,
            entry.publisher, yuan(entry.price_fen), entry.clc_class, entry.source, _withdrawn(entry),
        )
        for entry in entries
    ]  # fmt: skip
    return _sheet(_("Register of copies"), span, _COPY_HEADS, rows)


def _sheet(title: str, span: str, heads: Heads, rows: Sequence[Sequence[str]]) -> Sheet:
    said = (settings.get("centre_name"), span, f"{clock.now():%Y-%m-%d %H:%M}")
    return ledger(title=title, subtitle=" · ".join(filter(None, said)), heads=heads, rows=rows)


def _withdrawn(entry: CopyEntry) -> str:
    if entry.withdrawn_on is None:
        return ""
    return f"{entry.withdrawn_on} {entry.withdrawn_why}".strip()


def _tell(path: Path) -> None:
    toast.show(
        _("{name} was saved.").format(name=path.name), kind="good", button=_("Open folder"),
        pressed=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
    )  # fmt: skip


def _batch_columns() -> list[Column]:
    return [
        Column(_("Date"), lambda row: str(row.received_on), width=100),
        Column(_("Register number"), lambda row: row.number),
        Column(_("Donor"), lambda row: row.donor, bold=True),
        Column(
            _("By kind"), lambda row: short_kinds(row.kinds), hint=lambda row: "\n".join(kinds_words(row.kinds)),
        ),
        Column(
            _("Together"), lambda row: short_amount(row.total), sort=lambda row: row.total.fen,
            hint=lambda row: amount_words(row.total),
        ),
        Column(
            _("So far"), lambda row: short_amount(row.running), sort=lambda row: row.running.fen,
            hint=lambda row: amount_words(row.running),
        ),
    ]  # fmt: skip


def _copy_columns() -> list[Column]:
    return [
        Column(_("Accessioned on"), lambda row: str(row.accessioned_on or ""), width=100),
        Column(_("Barcode"), lambda row: row.barcode, width=90),
        Column(_("Title"), lambda row: title_and_volume(row.title, row.volume), bold=True),
        Column(_("Author"), lambda row: row.authors),
        Column(_("Publisher"), lambda row: row.publisher),
        Column(_("List price"), lambda row: yuan(row.price_fen), sort=lambda row: row.price_fen or 0, align="right", width=90),
        Column(_("Class"), lambda row: row.clc_class, width=80),
        Column(_("Source"), lambda row: row.source),
        Column(_("Withdrawn"), _withdrawn, hint=_withdrawn),
    ]  # fmt: skip
