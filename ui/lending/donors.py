"""The donors, and what became of one donor's gifts: on the screen, as a workbook, on paper."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from centre_app.access import audit
from centre_app.i18n import N_, _, _n, language
from centre_app.lending import donor_statement
from centre_app.lending.donor_statement import WINDOW, BatchRow, DonorRow, GiftRow, Statement
from centre_app.lending.donor_words import STATE_LABELS, counted, readers_line
from centre_app.people.bands import BAND_LABELS
from centre_app.reports import donor_book
from ui.kit import buttons, card, changes, job, layout, messages, style, toast
from ui.kit.attempt import attempt, told
from ui.kit.file_dialog import ask_workbook
from ui.kit.printing import PreviewDialog
from ui.kit.table import Column, ListView, RowVerb
from ui.kit.tall import TallDialog
from ui.lending import donor_papers, donor_sheets
from ui.lending.words import yuan

WIDTH = 960
TABLES = frozenset({"donation", "copy", "title", "loan", "copy_flag"})


class DonorsDialog(TallDialog):
    """Everybody who gave something, whoever gave last first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("All donors"), width=WIDTH)
        self.shown: StatementDialog | None = None
        self.add_title(_("All donors"))
        self.list = ListView(
            _donor_columns(),
            empty=card.EmptyState(
                _("Nobody gave anything yet. A donor is named when a copy is added or a pile is catalogued."),
                icon="gift",
            ),
            actions=[RowVerb(_("Statement"), "right", lambda row: self._on_asked(row.id), button=True)],
            name=_("All donors"), load_more=self._on_more_wanted, found_by_page=True,
        )  # fmt: skip
        self.list.filter_box.setPlaceholderText(_("Part of a donor’s name"))
        self.list.filtered.connect(lambda _text: self.refresh())
        self.list.setMinimumHeight(style.px(200))
        self.body.addWidget(self.list, 1)
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))
        changes.hub().happened.connect(self._on_happened)
        self.refresh()

    @told
    def refresh(self) -> None:
        """Read the donors again that fit what is typed."""
        rows = donor_statement.donors(self.list.filter_box.text())
        self.list.set_rows(rows, more=len(rows) == WINDOW)

    @told
    def _on_more_wanted(self) -> None:
        known = len(self.list.model.all_rows())
        rows = donor_statement.donors(self.list.filter_box.text(), skipped=known)
        self.list.append_rows(rows, more=len(rows) == WINDOW)

    def _on_asked(self, donor: str) -> None:
        self.shown = show_statement(self, donor)

    @Slot(object)
    def _on_happened(self, tables: frozenset[str]) -> None:
        if tables & TABLES and self.isVisible():
            self.refresh()


class StatementDialog(TallDialog):
    """What one donor gave and what became of it."""

    def __init__(self, parent: QWidget, donor: str) -> None:
        super().__init__(parent, _("Donor statement"), width=WIDTH)
        self.found: Statement = donor_statement.statement(donor)
        self.preview: PreviewDialog | None = None
        self.add_title(donor)
        found = self.found
        sums = (
            counted(len(found.titles), found.volumes, found.value_fen), _unpriced(found),
            _n("lent {count} time", "lent {count} times", found.loans).format(count=found.loans),
        )  # fmt: skip
        self.sums = card.label(" · ".join(filter(None, sums)), kind="heading", wrap=True)
        self.body.addWidget(self.sums)
        self.told = card.label(readers_line(found), kind="quiet-small", wrap=True)
        self.body.addWidget(self.told)
        self.lists = {
            "titles": _list(_gift_columns(), found.titles, _("Titles")),
            "lines": _list(_line_columns(), _lines(found), _("Figures")),
            "batches": _list(_batch_columns(), found.batches, _("Donations"), RowVerb(
                _("Papers…"), "print", lambda row: donor_papers.ask(self, row.id), button=True
            )),
        }  # fmt: skip
        self.which = buttons.Segments(
            [("titles", _("All titles")), ("lines", _("Figures")), ("batches", _("Donations"))],
            name=_("Show"),
        )
        self.stack = QStackedWidget()
        for each in self.lists.values():
            self.stack.addWidget(each)
        self.which.chosen.connect(lambda key: self.stack.setCurrentWidget(self.lists[str(key)]))
        self.body.addLayout(layout.row(self.which, None))
        self.body.addWidget(self.stack, 1)
        self.export_button = self.add_button(
            buttons.plain(_("Export to Excel…"), "export", clicked=self.on_export)
        )
        self.print_button = self.add_button(buttons.plain(_("Print…"), "print", clicked=self.on_print))
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))

    def on_print(self) -> None:
        """Show the statement as it will be printed."""
        title = _("Donor statement {donor}").format(donor=self.found.donor)
        self.preview = PreviewDialog(self, title, donor_sheets.statement(self.found))
        ids = [row.id for row in self.found.batches]
        record = partial(
            attempt, audit.record, label=N_("print a donor statement"), table="donation", row_ids=ids
        )
        self.preview.put_out.connect(record)
        self.preview.open()

    def on_export(self) -> QFileDialog:
        """Ask where, and save the workbook."""
        donor = self.found.donor
        return ask_workbook(
            self,
            _("Export to Excel"),
            name=donor_book.book_name(donor),
            then=lambda to: export(self, donor, to=to),
        )


def export(over: QWidget, donor: str, *, to: Path) -> job.Job:
    """Write the workbook in a job, and say where it is or why not."""
    spoken = language()
    return job.run(
        _("Exporting {name}").format(name=to.name),
        lambda _progress: donor_book.write(donor=donor, to=to, language=spoken),
        then=_tell,
        failed=lambda error: messages.warn(over, error.sentence()),
        parent=over,
    )


@told
def show_donors(parent: QWidget) -> DonorsDialog:
    """Open the list of donors."""
    dialog = DonorsDialog(parent)
    dialog.open()
    return dialog


@told
def show_statement(parent: QWidget, donor: str) -> StatementDialog:
    """Open the statement of a donor."""
    dialog = StatementDialog(parent, donor)
    dialog.open()
    return dialog


def _tell(path: Path) -> None:
    toast.show(
        _("{name} was saved.").format(name=path.name),
        kind="good",
        button=_("Open folder"),
        pressed=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
    )


class Line:
    """A figure in the list: what, and how many."""

    def __init__(self, number: int, what: str, count: int) -> None:
        self.id, self.what, self.count = number, what, count


def _lines(found: Statement) -> list[Line]:
    lines = [(_("Lent in {year}").format(year=year), count) for year, count in found.years]
    lines += [
        (_("Of these now: {state}").format(state=_(STATE_LABELS[state])), count)
        for state, count in found.states.items()
    ]
    lines += [
        (_("Readers aged {band}").format(band=_(BAND_LABELS[band])), count)
        for band, count in found.bands.items()
    ]
    return [Line(number, what, count) for number, (what, count) in enumerate(lines)]


def _unpriced(found: Statement) -> str:
    return _("{count} without a price").format(count=found.unpriced) if found.unpriced else ""


def _list(
    columns: list[Column], rows: list[GiftRow] | list[BatchRow] | list[Line], name: str, *verbs: RowVerb
) -> ListView:
    made = ListView(
        columns, empty=card.EmptyState(_("Nothing of this kind."), icon="gift"), actions=verbs, name=name
    )
    made.set_rows(rows)
    made.setMinimumHeight(style.px(120))
    return made


def _donor_columns() -> list[Column]:
    return [
        Column(_("Donor"), lambda row: row.id, bold=True),
        Column(_("Donations"), lambda row: str(row.batches), sort=lambda row: row.batches, align="right"),
        Column(_("Pieces"), lambda row: str(row.copies), sort=lambda row: row.copies, align="right"),
        Column(_("Volumes"), lambda row: str(row.volumes), sort=lambda row: row.volumes, align="right"),
        Column(_("List value"), _value, sort=lambda row: row.value_fen, align="right"),
        Column(_("Last gift"), lambda row: f"{row.last_gift:%Y-%m-%d}", width=110),
    ]  # fmt: skip


def _gift_columns() -> list[Column]:
    return [
        Column(_("Title"), lambda row: row.name, bold=True, hint=lambda row: row.authors),
        Column(_("ISBN"), lambda row: row.isbn, width=130),
        Column(_("Pieces"), lambda row: str(row.copies), sort=lambda row: row.copies, align="right"),
        Column(_("Volumes"), lambda row: str(row.volumes), sort=lambda row: row.volumes, align="right"),
        Column(_("List value"), _value, sort=lambda row: row.value_fen, align="right"),
        Column(_("Loans"), lambda row: str(row.loans), sort=lambda row: row.loans, align="right"),
    ]  # fmt: skip


def _line_columns() -> list[Column]:
    return [
        Column(_("What"), lambda row: row.what, bold=True),
        Column(_("Number"), lambda row: str(row.count), sort=lambda row: row.count, align="right"),
    ]


def _batch_columns() -> list[Column]:
    return [
        Column(_("Received on"), lambda row: f"{row.received_on:%Y-%m-%d}", bold=True),
        Column(_("Pieces"), lambda row: str(row.copies), sort=lambda row: row.copies, align="right"),
        Column(_("Volumes"), lambda row: str(row.volumes), sort=lambda row: row.volumes, align="right"),
        Column(_("List value"), _value, sort=lambda row: row.value_fen, align="right"),
        Column(_("Name on papers"), lambda row: _("without") if row.anonymous else _("with"), quiet=True),
    ]  # fmt: skip


def _value(row: DonorRow | GiftRow | BatchRow) -> str:
    return yuan(row.value_fen)
