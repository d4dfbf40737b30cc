"""The count on arrival (到货核对) over the lending page: scan book after book, or type how many came of a line."""

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from centre_app import errors
from centre_app.i18n import _
from centre_app.lending import donation_batches, donation_reads
from centre_app.lending.donation_batches import Counted
from centre_app.lending.donation_reads import COUNT_LABELS, MOST_PIECES, BatchRow, LineRow
from ui.kit import buttons, card, changes, layout, messages, style, toast
from ui.kit.attempt import attempt, told
from ui.kit.form import ChoiceField, FormDialog, NumberField
from ui.kit.same_code import SameCode
from ui.kit.table import WINDOW, Column, ListView, RowVerb
from ui.kit.tall import TallDialog
from ui.lending import donation_forms
from ui.lending.donation_words import ALWAYS, COUNT_TONES, difference, figure_words, line_hint

TABLES = frozenset({"donation", "donation_line"})
READ_AGAIN_MILLISECONDS = 250
WIDTH = 1000


class CountDialog(TallDialog):
    """Counting a batch. Each scan is one more of its line and kept at once; the list is read again when the scanner pauses.

    `seconds` is the clock of "the same code twice": a scanner that reads a book twice must not make it two.
    """

    height_wanted = 640

    def __init__(
        self, parent: QWidget, donation_id: int, *, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent, _("Count on arrival"), width=WIDTH)
        self.donation_id = donation_id
        self.seconds = seconds
        self._latest = SameCode()
        self.batch: BatchRow = donation_reads.batch(donation_id)
        self._build()
        self._again = QTimer(self, singleShot=True, interval=READ_AGAIN_MILLISECONDS)
        self._again.timeout.connect(self.refresh)
        changes.hub().happened.connect(self._on_happened)
        self._show()

    def scanned(self, code: str) -> bool:
        """Take a scan as one more piece; the same one again within two seconds counts for nothing."""
        self.code.clear()
        if code and self._latest.again(code, at=self.seconds()):
            self.latest.set(
                _("The same code twice within two seconds counts once. For several alike press Count."),
                "info",
            )
        elif code:
            attempt(
                donation_batches.count_scan, donation_id=self.donation_id, code=code, then=self._on_scanned,
                failed=lambda error: self.latest.set(error.sentence(), "bad"),
            )  # fmt: skip
        return True

    @told
    def refresh(self) -> None:
        """Read the batch again; one whose recording was undone is gone."""
        self._again.stop()
        try:
            self.batch = donation_reads.batch(self.donation_id)
        except errors.NotFound:
            self.reject()
            raise
        self._show()

    def on_count_asked(self, row: LineRow) -> FormDialog:
        """Ask how many came of a line."""
        dialog = FormDialog(_("How many arrived?"), _("Save"), self, width=440)
        dialog.form.add_widget(card.label(row.title, kind="strong", wrap=True))
        dialog.form.add("arrived", _("Came"), NumberField(most=MOST_PIECES), required=True)
        dialog.form.set_values(arrived=row.arrived)
        dialog.submitted.connect(
            lambda values: dialog.attempt(donation_batches.count_line, line_id=row.id, **values)
        )
        dialog.open()
        return dialog

    def _build(self) -> None:
        self.has_title = True
        words = _("Count on arrival: {donor}").format(donor=self.batch.donor)
        title = card.label(words, kind="title", wrap=True)
        self.code = QLineEdit()
        self.code.setPlaceholderText(_("Type an ISBN, then Enter"))
        self.code.setAccessibleName(_("Type an ISBN, then Enter"))
        self.code.setMaxLength(100)
        self.code.setFixedWidth(style.px(220))
        self.code.returnPressed.connect(lambda: self.scanned(self.code.text().strip()))
        head = layout.row(title, self.code, spacing=12)
        head.setStretch(0, 1)
        self.badges = {key: card.Badge("", COUNT_TONES[key]) for key in ALWAYS}
        self.latest = card.Note(
            _("Scan the ISBN of each book that came. Every scan counts one more and is kept at once."), "info"
        )
        self.only = ChoiceField(
            [("all", _("All lines")), *((key, _(COUNT_LABELS[key])) for key in ("missing", "extra"))]
        )
        self.only.setAccessibleName(_("Show"))
        self.only.changed.connect(self._show)
        self.list = ListView(
            _columns(), empty=card.EmptyState(_("No line yet. Scan a book, or import the donor's list."), icon="scan"),
            actions=[
                RowVerb(_("Count…"), "edit", self.on_count_asked, button=True),
                RowVerb(_("Edit line…"), "edit", lambda row: donation_forms.edit_line(self, row)),
            ],
            name=_("Lines of the donation"), load_more=self._on_more,
        )  # fmt: skip
        self.list.setMinimumHeight(style.px(100))
        self.body.addLayout(head)
        self.body.addWidget(layout.holding(layout.Flow(*self.badges.values())))
        self.body.addWidget(self.latest)
        self.body.addWidget(self.list, 1)
        self.foot.insertWidget(0, self.only)
        self.all_button = self.add_button(
            buttons.plain(_("All as listed…"), "check", clicked=self._on_all_asked)
        )
        self.close_button = self.add_button(buttons.primary(_("Close"), clicked=self.accept))

    def _show(self) -> None:
        for key, badge in self.badges.items():
            amount = self.batch.figures.get(key, donation_reads.Amount())
            badge.set(figure_words(key, amount), COUNT_TONES[key] if amount else "neutral")
        missing = self.batch.figures.get("missing", donation_reads.Amount())
        self.all_button.setEnabled(bool(missing))
        only = str(self.only.value())
        rows = donation_reads.lines(self.donation_id, only=only, limit=WINDOW)
        self.list.set_rows(rows, more=len(rows) == WINDOW, narrowed=only != "all")

    def _on_more(self) -> None:
        last = max(row.id for row in self.list.rows())
        rows = donation_reads.lines(
            self.donation_id, after_id=last, only=str(self.only.value()), limit=WINDOW
        )
        self.list.append_rows(rows, more=len(rows) == WINDOW)

    def _on_scanned(self, counted: Counted) -> None:
        row = counted.line
        if counted.is_new:
            words = _("{title}: on no line, so it has a new one. Too many: 1.")
            self.latest.set(words.format(title=row.title), "warning")
        else:
            words = _("{title}: {arrived} of {expected}.")
            self.latest.set(
                words.format(title=row.title, arrived=row.arrived, expected=row.expected),
                "warning" if row.extra else "good",
            )
        self._again.start()

    def _on_all_asked(self) -> None:
        messages.confirm(
            self,
            _("Count everything as listed?"),
            verb=_("Count all"),
            detail=_(
                "What is missing counts as arrived. Use this when the pile was compared with the list on paper."
            ),
            then=lambda: attempt(
                donation_batches.count_all, donation_id=self.donation_id, then=self._on_counted_all
            ),
        )

    def _on_counted_all(self, _none: None) -> None:
        toast.show(_("Everything is counted as listed."), undo=True)
        self.refresh()

    @Slot(object)
    def _on_happened(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self._again.start()


def _columns() -> list[Column]:
    return [
        Column(_("Title"), lambda row: row.title, bold=True, hint=line_hint),
        Column(_("ISBN"), lambda row: row.isbn_given, width=130),
        Column(_("Should come"), lambda row: str(row.expected), sort=lambda row: row.expected, align="right", width=90),
        Column(_("Came"), lambda row: str(row.arrived), sort=lambda row: row.arrived, align="right", width=90),
        Column(
            _("Difference"), difference, sort=lambda row: row.arrived - row.expected, width=110,
            tone=lambda row: "warning" if row.missing or row.extra else None,
        ),
    ]  # fmt: skip
