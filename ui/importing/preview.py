"""The third step of an import: every row with what becomes of it and why, cells that can be mended, donor and day for books."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from centre_app.i18n import N_, _, _n
from centre_app.importing import showing
from centre_app.importing.columns import letters
from centre_app.importing.plan import FATE_LABELS, Plan
from centre_app.importing.showing import ShownColumn, ShownRow
from centre_app.importing.values import text
from centre_app.lending import donations
from ui.importing.steps import lines
from ui.kit import buttons, card, layout, style
from ui.kit.form import DateField, Form, Hit, PickerField
from ui.kit.table import Column, ListView

_THINKING_MILLISECONDS = 600
_TONES = {"add": "good", "merge": "info", "skip": "neutral", "reject": "bad"}
_CHOICES = {
    "all": N_("All rows"),
    "add": N_("New"),
    "merge": N_("Known"),
    "skip": N_("Skipped"),
    "reject": N_("Rejected"),
    "remark": N_("With remarks"),
}
_MANY = 2_000  # of so many rows the cells are not sorted by pinyin, which would keep the window waiting


class Preview(QWidget):
    """Shows a plan. `other_file_wanted()`; `given(donor, day)` and `edited()` some time after something was changed."""

    other_file_wanted = Signal()
    given = Signal(str, object)
    edited = Signal()

    def __init__(self, *, with_donor: bool) -> None:
        super().__init__()
        self.edits: dict[tuple[int, int], str] = {}
        self._rows: Sequence[ShownRow] = ()
        self._columns: list[ShownColumn] = []
        self._needle: list[str] = []
        self.file = card.label(kind="strong", wrap=True)
        self.remark = card.Note("", "info")
        self.donor = PickerField(_donors, placeholder=_("empty if bought or unknown"), free=True)
        self.day = DateField(lean="past")
        self.form = Form()
        self.said = card.label(wrap=True)
        self.rows = self._build_rows()
        self._timer = QTimer(self, singleShot=True, interval=_THINKING_MILLISECONDS)
        self._judge = QTimer(self, singleShot=True, interval=_THINKING_MILLISECONDS)
        self._build(with_donor)

    def gift(self) -> tuple[str, date | None]:
        """Return donor and day as they stand in their fields."""
        return self.donor.text().strip(), self.day.value()

    def judge_later(self) -> None:
        """Ask again in a while to have the rows judged anew."""
        self._judge.start()

    def is_editing(self) -> bool:
        """Return whether a cell is being typed into."""
        return self.rows.view.state() == QAbstractItemView.State.EditingState

    def show_plan(self, plan: Plan, rows: Sequence[ShownRow], *, remarks: Sequence[str]) -> None:
        """Show what would be done."""
        self.file.setText(_where(plan))
        self._rows = rows
        columns = showing.columns_to_show(plan.table)
        if columns != self._columns:
            self._columns = columns
            self._replace_rows()
        for fate, count in _counts(plan).items():
            self.choice.set_text(fate, f"{_(_CHOICES[fate])} {count}")
        words = "\n".join(filter(None, (*remarks, plan.remark)))
        self.remark.set(words, "info")
        self.remark.setVisible(bool(words))
        if plan.counts.rejected and self.choice.value() == "all" and not self.edits:
            self.choice.set_value("reject")
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rows of the fate chosen that hold what is typed in the filter box."""
        fate = self.choice.value()
        found = self._rows if fate == "all" and not self._needle else [
            row for row in self._rows
            if (fate in ("all", row.fate) or (fate == "remark" and row.remark))
            and all(word in row.words for word in self._needle)
        ]  # fmt: skip
        self.rows.set_rows(found, narrowed=bool(self._rows) and (fate != "all" or bool(self._needle)))
        self._say(self.rows.current())

    def _build(self, with_donor: bool) -> None:
        self.choice = buttons.Segments(
            [(fate, _(label)) for fate, label in _CHOICES.items()], name=_("What is shown"), wraps=True
        )
        self.choice.chosen.connect(lambda _key: self.show_rows())
        self.form.add("donor", _("Donor"), self.donor)
        self.form.add("day", _("Given on"), self.day, beside=True)
        self.form.setVisible(with_donor)
        other = buttons.link(_("Other file"), clicked=self.other_file_wanted.emit)
        line = layout.row(self.file, other)
        line.setStretch(0, 1)
        self.whole = layout.column(line, self.remark, self.form, self.choice, spacing=10)
        self.whole.addWidget(self.rows, 1)
        self.whole.addWidget(self.said)
        self._say(None)
        self.setLayout(self.whole)
        self.form.changed.connect(self._timer.start)
        self._timer.timeout.connect(lambda: self.given.emit(*self.gift()))
        self._judge.timeout.connect(self.edited)

    def _replace_rows(self) -> None:
        """A list with other columns, in the place of the one before."""
        before, self.rows = self.rows, self._build_rows()
        self.whole.replaceWidget(before, self.rows)
        before.deleteLater()

    def _build_rows(self) -> ListView:
        fixed = [
            Column(
                _("Row"), lambda row: str(row.number), sort=lambda row: row.number, align="right", width=60
            ),
            Column(
                _("Outcome"),
                lambda row: _(FATE_LABELS[row.fate]),
                tone=lambda row: _TONES[row.fate],
                width=110,
            ),
            Column(_("Remarks"), lambda row: row.remark, hint=lambda row: row.remark, width=240),
        ]
        made = ListView(
            [*fixed, *(self._column(column) for column in self._columns)],
            empty=card.EmptyState(_("There is no row here."), icon="check"),
            name=_("Rows of the list"),
            found_by_page=True,
        )
        made.view.setMinimumHeight(style.px(36) + lines(6) * style.size("row"))
        made.filtered.connect(self._on_filtered)
        made.row_chosen.connect(self._say)
        made.add_beside_filter(card.label(_("Enter or a double click corrects a cell."), kind="quiet-small"))
        return made

    def _column(self, column: ShownColumn) -> Column:
        def raw(row: ShownRow) -> str:
            return _said(row.cells[column.place]) if column.place < len(row.cells) else ""

        return Column(
            column.heading or _("Column {letter}").format(letter=letters(column.place + 1)),
            lambda row: showing.shown(raw(row), field=column.field),
            sort=(lambda row: raw(row).casefold()) if len(self._rows) > _MANY else None,
            edit=partial(self._on_edited, column),
            edited=raw,
        )

    def _on_edited(self, column: ShownColumn, row: ShownRow, words: str) -> None:
        row.type(column.place, words)
        self.edits[row.number, column.place] = words
        self._judge.start()

    def _say(self, row: ShownRow | None) -> None:
        """The whole remark of the row chosen, for which its column is seldom wide enough."""
        words = row.remark if row is not None else ""
        self.said.setText(
            _("Row {row}: {words}").format(row=row.number, words=words) if row and words else ""
        )
        self.said.setVisible(bool(words))

    def _on_filtered(self, words: str) -> None:
        self._needle = words.casefold().split()
        self.show_rows()


def _counts(plan: Plan) -> dict[str, int]:
    number = Counter[str](row.fate for row in plan.rows)
    said = sum(1 for row in plan.rows if row.reason or row.info)
    return {fate: number[fate] for fate in FATE_LABELS} | {"all": len(plan.rows), "remark": said}


def _said(cell: Any) -> str:
    return cell if isinstance(cell, str) else text(cell)


def import_words(plan: Plan) -> str:
    """What the button says: how many rows will change something."""
    count = plan.counts.added + plan.counts.merged
    return _n("Import {count} row", "Import {count} rows", count).format(count=count)


def _where(plan: Plan) -> str:
    layout_ = plan.table.layout
    if not layout_.has_headings:
        return _("{file}, without headings").format(file=plan.file)
    if plan.table.sheet in plan.file:
        return _("{file}, headings in row {row}").format(file=plan.file, row=layout_.heading_row)
    return _("{file}, sheet “{sheet}”, headings in row {row}").format(
        file=plan.file, sheet=plan.table.sheet, row=layout_.heading_row
    )


def _donors(words: str) -> list[Hit]:
    return [Hit(donor, donor) for donor in donations.donors(words)]
