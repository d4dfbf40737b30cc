"""The page of one donated batch: who gave it, its figures, its lines, and everything that can be done with them."""

from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _, _n
from centre_app.lending import donation_batches, donation_decisions, donation_reads
from centre_app.lending.donation_decisions import Accepted
from centre_app.lending.donation_reads import COUNT_LABELS, DONOR_KIND_LABELS, STATE_LABELS, BatchRow, LineRow
from ui.kit import buttons, card, job, layout, style, toast
from ui.kit.attempt import attempt
from ui.kit.choice_field import ChoiceField
from ui.kit.table import WINDOW, Column, ListView, RowVerb
from ui.lending import donation_forms
from ui.lending.donation_words import (
    ALWAYS,
    COUNT_TONES,
    STATE_TONES,
    amount_words,
    decisions,
    difference,
    figure_words,
    line_hint,
)
from ui.lending.words import day_text, yuan

LIST_HEIGHT = 200  # pixels at 100 %; where text is large the page scrolls


class BatchPane(QWidget):
    """Shows a batch. `back_asked`, `import_asked(donation id)`, `count_asked(donation id)`, `person_asked(id)`."""

    back_asked = Signal()
    import_asked = Signal(int)
    count_asked = Signal(int)
    person_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.batch: BatchRow | None = None
        self.job: job.Job | None = None
        self._build()

    def show_batch(self, row: BatchRow) -> None:
        """Show a batch as it is now."""
        fresh = self.batch is None or self.batch.id != row.id
        self.batch = row
        if fresh:
            self.only.set_value("all")
        self.heading.setText(row.donor)
        self.state.set(_(STATE_LABELS[row.state]), STATE_TONES[row.state])
        self.about.setText(_about(row))
        for key, badge in self.badges.items():
            amount = row.figures.get(key, donation_reads.Amount())
            badge.set(figure_words(key, amount), COUNT_TONES[key] if amount else "neutral")
            badge.setVisible(bool(row.figures) and (bool(amount) or key in ALWAYS))
        self.copies.set(_("In the catalogue: {amount}").format(amount=amount_words(row.copies)), "good")
        accepted = row.figures.get("accepted", donation_reads.Amount())
        self.copies.setVisible(bool(row.copies) and row.copies != accepted)
        self.person_button.setVisible(row.person_id is not None)
        self.accept_button.setEnabled(row.state == "to_decide")
        self.complete_button.setVisible(bool(row.figures and row.figures["missing"]))
        self.complete_button.setText(
            _("Nothing more will come") if row.complete_on is None else _("Expect more after all")
        )
        self.show_lines()

    def show_lines(self) -> None:
        """Read the lines again."""
        if self.batch is None:
            return
        only = str(self.only.value())
        rows = donation_reads.lines(self.batch.id, only=only, limit=WINDOW)
        self.list.set_rows(rows, more=len(rows) == WINDOW, narrowed=only != "all")

    def on_accept(self) -> None:
        """Ask for the shelf, and accept the selected lines with something to decide, or all of the batch."""
        if self.batch is None:
            return
        chosen = [row for row in self.list.selected() if row.undecided]
        several = len(self.list.selected()) > 1 and chosen
        if several:
            pieces = sum(row.undecided for row in chosen)
            words = _n(
                "{count} piece of the selected lines", "{count} pieces of the selected lines", pieces
            ).format(count=pieces)
        else:
            words = amount_words(self.batch.figures["undecided"])
        dialog = donation_forms.AcceptDialog(self, pieces=words)
        work = partial(
            donation_decisions.accept, donation_id=self.batch.id,
            line_ids=[row.id for row in chosen] if several else None,
        )  # fmt: skip

        def accept(values: dict[str, str]) -> None:
            dialog.form.mark_unchanged()
            dialog.accept()
            self.job = job.run(
                _("Accepting the donation"),
                lambda progress: work(location=values["location"], progress=progress),
                then=self._say_accepted, failed=lambda error: toast.show(error.sentence(), kind="bad"), parent=self.window(),
            )  # fmt: skip

        dialog.submitted.connect(accept)
        dialog.open()

    def on_decide(self, row: LineRow) -> None:
        """Ask what becomes of the pieces of a line."""
        donation_forms.decide(self, row, then=self._say_accepted)

    def _build(self) -> None:
        self.heading = card.label(kind="heading", wrap=True)
        self.state = card.Badge("", "info")
        self.about = card.label(kind="quiet", wrap=True, selectable=True)
        self.back = buttons.link(_("All donations"), "left", clicked=self.back_asked.emit)
        self.person_button = buttons.link(_("Open the person"), "user", clicked=self._on_person)
        self.badges = {key: card.Badge("", tone) for key, tone in COUNT_TONES.items()}
        self.copies = card.Badge("", "good")
        self.count_button = buttons.primary(
            _("Count on arrival…"), "scan", clicked=lambda: self._tell(self.count_asked)
        )
        self.accept_button = buttons.plain(_("Accept…"), "check", clicked=self.on_accept)
        self.import_button = buttons.plain(
            _("Import list…"), "import", clicked=lambda: self._tell(self.import_asked)
        )
        self.add_button = buttons.plain(_("Add line…"), "plus", clicked=self._on_add)
        self.edit_button = buttons.plain(_("Edit…"), "edit", clicked=self._on_edit)
        self.complete_button = buttons.plain(_("Nothing more will come"), "check", clicked=self._on_complete)
        self.only = ChoiceField(
            [
                ("all", _("All lines")),
                *((key, _(COUNT_LABELS[key])) for key in ("missing", "extra", "undecided")),
            ]
        )
        self.only.setAccessibleName(_("Show"))
        self.only.changed.connect(self.show_lines)
        self.list = self._build_list()
        head = layout.row(self.back, self.heading, self.state, None, self.person_button, spacing=12)
        tools = layout.Flow(
            self.count_button, self.accept_button, self.import_button, self.add_button, self.edit_button, self.complete_button,
        )  # fmt: skip
        figures = layout.holding(layout.Flow(*self.badges.values(), self.copies, self.only))
        self.list.setMinimumHeight(style.px(LIST_HEIGHT))
        inside = layout.column(head, self.about, tools, figures, self.list)
        inside.setStretch(4, 1)
        self.setLayout(layout.column(layout.scrolled(layout.holding(inside))))

    def _build_list(self) -> ListView:
        empty = card.EmptyState(
            _("No line yet. Import the donor's list, add lines, or count what arrived by scanning it."),
            icon="gift",
        )
        return ListView(
            _columns(),
            empty=empty,
            actions=[
                RowVerb(
                    _("Decide…"), "check", self.on_decide, button=True, enabled=lambda row: row.undecided > 0
                ),
                RowVerb(_("Edit line…"), "edit", lambda row: donation_forms.edit_line(self, row)),
                RowVerb(_("Remove line"), "delete", self._on_remove, enabled=lambda row: not row.arrived),
            ],
            name=_("Lines of the donation"),
            table="donation_line",
            load_more=self._on_more,
            many=True,
        )

    def _tell(self, signal: SignalInstance) -> None:
        if self.batch is not None:
            signal.emit(self.batch.id)

    def _on_person(self) -> None:
        if self.batch is not None and self.batch.person_id is not None:
            self.person_asked.emit(self.batch.person_id)

    def _on_more(self) -> None:
        if self.batch is not None:
            last = max(row.id for row in self.list.rows())
            rows = donation_reads.lines(
                self.batch.id, after_id=last, only=str(self.only.value()), limit=WINDOW
            )
            self.list.append_rows(rows, more=len(rows) == WINDOW)

    def _on_add(self) -> None:
        if self.batch is not None:
            donation_forms.add_line(self, self.batch.id)

    def _on_edit(self) -> None:
        if self.batch is not None:
            donation_forms.edit_batch(self, self.batch)

    def _on_remove(self, row: LineRow) -> None:
        words = _("“{title}” was removed from the donation.").format(title=row.title)
        attempt(donation_batches.remove_line, line_id=row.id, then=lambda _none: toast.show(words, undo=True))

    def _on_complete(self) -> None:
        if self.batch is None:
            return
        if self.batch.complete_on is None:
            verb, words = donation_batches.end_arrival, _("Nothing more of this donation is expected.")
        else:
            verb, words = donation_batches.expect_more, _("What is missing is expected again.")
        attempt(verb, donation_id=self.batch.id, then=lambda _none: toast.show(words, undo=True))

    def _say_accepted(self, done: Accepted) -> None:
        count = len(done.copy_ids)
        if not count:
            toast.show(_("Decided."), undo=True)
            return
        words = _n(
            "Accepted: {count} copy, {titles} new titles.",
            "Accepted: {count} copies, {titles} new titles.",
            count,
        )
        toast.show(words.format(count=count, titles=done.new_titles), kind="good", undo=True)


def _about(row: BatchRow) -> str:
    kind = _(DONOR_KIND_LABELS[row.donor_kind]) if row.donor_kind else ""
    complete = (
        _("nothing more expected since {day}").format(day=day_text(row.complete_on))
        if row.complete_on
        else ""
    )
    number = _("No. {number}").format(number=f"{row.id:05d}")
    parts = (number, f"{row.received_on:%Y-%m-%d}", kind, row.contact, complete, row.note)
    return " · ".join(part for part in parts if part)


def _columns() -> list[Column]:
    return [
        Column(_("Title"), lambda row: row.title, bold=True, hint=line_hint),
        Column(_("List price"), lambda row: yuan(row.price_fen), sort=lambda row: row.price_fen or 0, align="right", width=90),
        Column(
            _("Came"), lambda row: f"{row.arrived} / {row.expected}", sort=lambda row: row.arrived, align="center", width=80,
        ),
        Column(
            _("Difference"), difference, sort=lambda row: row.arrived - row.expected, width=90,
            tone=lambda row: "warning" if row.missing or row.extra else None,
        ),
        Column(_("Decided"), decisions, hint=decisions),
    ]  # fmt: skip
