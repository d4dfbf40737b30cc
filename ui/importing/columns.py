"""The second step of an import: which list of the file is meant, where its headings are, and what each column holds."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.importing.arranging import IGNORED, Arrangement
from centre_app.importing.columns import ColumnLine, column_lines, heading_choices, part_label
from centre_app.importing.labels import USED, label_of
from centre_app.importing.plan import KIND_LABELS
from ui.importing.steps import lines
from ui.kit import card, layout, style
from ui.kit.choice_field import ChoiceField
from ui.kit.form import Form
from ui.kit.table import Column, ListView, RowVerb


class Columns(QWidget):
    """Shows an arrangement and lets it be changed.

    `kind_wanted(kind)`, `part_wanted(number)`, `headings_wanted(row)`, `field_wanted(column from 0, field)`.
    """

    kind_wanted = Signal(str)
    part_wanted = Signal(int)
    headings_wanted = Signal(int)
    field_wanted = Signal(int, str)

    def __init__(self, *, with_kind: bool) -> None:
        super().__init__()
        self.note = card.Note("", "info")
        self.kind = ChoiceField([(kind, _(label)) for kind, label in KIND_LABELS.items()])
        self.part = ChoiceField()
        self.headings = ChoiceField()
        self.field = ChoiceField()
        self.title = card.label(kind="quiet", wrap=True)
        self.form = Form()
        self.list = self._build_list()
        self._line: ColumnLine | None = None
        self._showing = False
        self._build(with_kind)
        self._wire()

    def show_arrangement(
        self, arrangement: Arrangement, *, found: Sequence[Arrangement], number: int
    ) -> None:
        """Show how the list of that number is understood."""
        self._showing = True
        self.kind.set_value(arrangement.kind)
        self.part.set_choices([(place, part_label(one)) for place, one in enumerate(found)])
        self.part.set_value(number)
        self.form.show_entry("part", len(found) > 1)
        self.headings.set_choices(heading_choices(arrangement))
        self.headings.set_value(arrangement.headings_at + 1 if arrangement.layout.has_headings else 0)
        kind = arrangement.kind
        self.field.set_choices(
            [
                (IGNORED, _("nothing: leave it out")),
                *((name, label_of(name, kind=kind)) for name in USED[kind]),
            ]
        )
        self.list.set_rows(column_lines(arrangement))
        if self.list.current() is None and self.list.rows():
            self.list.select_id(self.list.rows()[0].id)
        self._show_line(self.list.current())
        self._showing = False

    def say(self, words: str, tone: str) -> None:
        """Say what is to be done here, or what is still missing; "" for nothing."""
        self.note.set(words, tone)
        self.note.setVisible(bool(words))

    def _build(self, with_kind: bool) -> None:
        self.note.hide()
        self.form.add("kind", _("This is"), self.kind)
        self.form.add("headings", _("Headings"), self.headings, beside=with_kind)
        self.form.add("part", _("List in the file"), self.part)
        self.form.show_entry("kind", with_kind)
        whole = layout.column(self.note, self.form, spacing=10)
        whole.addWidget(self.list, 1)
        whole.addLayout(layout.column(self.title, self.field, spacing=4))
        self.setLayout(whole)

    def _build_list(self) -> ListView:
        made = ListView(
            [
                Column(
                    _("Column"), lambda line: line.letter, sort=lambda line: line.id, align="center", width=70
                ),
                Column(_("Heading in the file"), lambda line: line.heading, bold=True),
                Column(_("Examples"), lambda line: line.examples, quiet=True),
                Column(
                    _("What it holds"),
                    lambda line: line.label or _("left out"),
                    tone=lambda line: "good" if line.label else "neutral",
                ),
            ],
            empty=_("The list has no columns."),
            name=_("Columns of the list"),
            filter=False,
            actions=[RowVerb(_("Say what it holds"), "edit", lambda _line: self.field.main().setFocus())],
        )
        made.view.setMinimumHeight(style.px(36) + lines(5) * style.size("row"))
        return made

    def _wire(self) -> None:
        for field, wanted in (
            (self.kind, self.kind_wanted),
            (self.part, self.part_wanted),
            (self.headings, self.headings_wanted),
        ):
            field.changed.connect(partial(self._ask, field, wanted))
        self.field.changed.connect(self._on_field_changed)
        self.field.submitted.connect(self._to_next)
        self.list.row_chosen.connect(self._show_line)

    def _ask(self, field: ChoiceField, wanted: Any) -> None:
        if not self._showing:
            wanted.emit(field.value())

    def _show_line(self, line: Any) -> None:
        self._line = line
        self.field.setEnabled(line is not None)
        if line is not None:
            words = _("Column {letter} “{heading}” holds:").format(
                letter=line.letter, heading=line.heading or line.examples
            )
            self.title.setText(words)
            self.field.set_name(words)
            self.field.set_value(line.field)

    def _on_field_changed(self) -> None:
        if self._showing or self._line is None or self.field.problem():
            return
        if self.field.value() != self._line.field:
            self.field_wanted.emit(self._line.id - 1, self.field.value())

    def _to_next(self) -> None:
        """Enter in the field goes on to the next column."""
        rows = self.list.rows()
        place = next(
            (place for place, line in enumerate(rows) if self._line and line.id == self._line.id), -1
        )
        if place + 1 < len(rows):
            self.list.select_id(rows[place + 1].id)
        self.list.view.setFocus()
