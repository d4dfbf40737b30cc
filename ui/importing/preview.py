"""The second step of an import: what the list is taken for, what becomes of its rows, and donor and day for books."""

from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from centre_app.i18n import _, _n
from centre_app.importing.plan import FATE_LABELS, Plan, RowFate
from centre_app.lending import donations
from ui.kit import buttons, card, layout, style
from ui.kit.form import DateField, Form, Hit, PickerField
from ui.kit.table import Column, ListView

_WINDOW = 500
_THINKING_MILLISECONDS = 600
_TONES = {"add": "good", "merge": "info", "skip": "neutral", "reject": "bad"}


class Preview(QWidget):
    """Shows a plan. `other_file_wanted()`; `given(donor, day)` some time after one of them was changed."""

    other_file_wanted = Signal()
    given = Signal(str, object)

    def __init__(self, *, with_donor: bool) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._shown: list[RowFate] = []
        self.file = card.label(kind="strong", wrap=True)
        self.counts = [card.Badge("", tone) for tone in _TONES.values()]
        self.remark = card.Note("", "info")
        self.donor = PickerField(_donors, placeholder=_("empty if bought or unknown"), free=True)
        self.day = DateField(lean="past")
        self.form = Form()
        self.rows = self._build_rows()
        self.columns = self._build_columns()
        self._timer = QTimer(self, singleShot=True, interval=_THINKING_MILLISECONDS)
        self._build(with_donor)

    def gift(self) -> tuple[str, date | None]:
        """Return donor and day as they stand in their fields."""
        return self.donor.text().strip(), self.day.value()

    def show_plan(self, plan: Plan) -> None:
        """Show what would be done."""
        self._plan = plan
        layout_ = plan.table.layout
        where = _("{file}, sheet “{sheet}”, headings in row {row}").format(
            file=plan.file, sheet=plan.table.sheet, row=layout_.heading_row
        )
        self.file.setText(where if plan.table.sheet not in plan.file else _without_sheet(plan))
        numbers = (plan.counts.added, plan.counts.merged, plan.counts.skipped, plan.counts.rejected)
        for badge, (fate, tone), number in zip(self.counts, _TONES.items(), numbers, strict=True):
            badge.set(f"{number} {_(FATE_LABELS[fate])}", tone)  # type: ignore[index]
            badge.setVisible(number > 0 or fate == "add")
        self.remark.set(plan.remark, "info")
        self.remark.setVisible(bool(plan.remark))
        self.columns.set_rows(plan.columns)
        if self.choice.value() == "rows" and plan.counts.rejected:
            self.choice.set_value("problems")
        self.show_rows()

    def show_rows(self) -> None:
        """Show what is chosen: all rows, those with a problem, or the columns."""
        choice = self.choice.value()
        self.stack.setCurrentWidget(self.columns if choice == "columns" else self.rows)
        rows = self._plan.rows if self._plan else ()
        self._shown = [row for row in rows if choice != "problems" or row.fate == "reject" or row.reason]
        self.rows.set_rows(self._shown[:_WINDOW], more=len(self._shown) > _WINDOW)

    def _on_more(self) -> None:
        there = len(self.rows.rows())
        self.rows.append_rows(self._shown[there : there + _WINDOW], more=len(self._shown) > there + _WINDOW)

    def _build(self, with_donor: bool) -> None:
        self.choice = buttons.Segments(
            [("rows", _("All rows")), ("problems", _("Problems")), ("columns", _("Columns"))],
            name=_("What is shown"),
        )
        self.choice.chosen.connect(lambda _key: self.show_rows())
        self.stack = QStackedWidget()
        self.stack.addWidget(self.rows)
        self.stack.addWidget(self.columns)
        self.stack.setMinimumHeight(style.px(230))
        other = buttons.link(_("Other file"), clicked=self.other_file_wanted.emit)
        parts: list[Any] = [layout.row(self.file, None, other)]
        self.form.add("donor", _("Donor"), self.donor)
        self.form.add("day", _("Given on"), self.day, beside=True)
        self.form.setVisible(with_donor)
        parts += [self.remark, self.form, layout.holding(layout.Flow(self.choice, *self.counts))]
        whole = layout.column(*parts, spacing=10)
        whole.addWidget(self.stack, 1)
        self.setLayout(whole)
        self.form.changed.connect(self._timer.start)
        self._timer.timeout.connect(self._on_given)

    def _on_given(self) -> None:
        self.given.emit(*self.gift())

    def _build_rows(self) -> ListView:
        return ListView(
            [
                Column(
                    _("Row"),
                    lambda row: str(row.number),
                    sort=lambda row: row.number,
                    align="right",
                    width=60,
                ),
                Column(
                    _("Outcome"),
                    lambda row: _(FATE_LABELS[row.fate]),
                    tone=lambda row: _TONES[row.fate],
                    width=120,
                ),
                Column(_("What"), lambda row: row.name, bold=True),
                Column(_("Details"), lambda row: row.detail, quiet=True),
                Column(_("Remarks"), _remarks, hint=_remarks),
            ],
            empty=card.EmptyState(_("No row of the list has a problem."), icon="check"),
            name=_("Rows of the list"),
            load_more=self._on_more,
        )

    def _build_columns(self) -> ListView:
        return ListView(
            [
                Column(
                    _("Column"), lambda use: str(use.id), sort=lambda use: use.id, align="right", width=80
                ),
                Column(_("Heading in the file"), lambda use: use.heading, bold=True),
                Column(_("Understood as"), lambda use: use.field or _("not taken over")),
            ],
            empty=_("The list has no headings."),
            name=_("Columns of the list"),
            filter=False,
        )


def _remarks(row: RowFate) -> str:
    return f"{row.reason} {row.info}".strip()


def import_words(plan: Plan) -> str:
    """What the button says: how many rows will change something."""
    count = plan.counts.added + plan.counts.merged
    return _n("Import {count} row", "Import {count} rows", count).format(count=count)


def _without_sheet(plan: Plan) -> str:
    return _("{file}, headings in row {row}").format(file=plan.file, row=plan.table.layout.heading_row)


def _donors(text: str) -> list[Hit]:
    return [Hit(donor, donor) for donor in donations.donors(text)]
