"""Choosing what belongs in a cell of a form: a figure, words about the report, a column of a table, or something by hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from centre_app.i18n import N_, _
from centre_app.reports.indicators import INDICATORS, by_code
from centre_app.reports.templates.expressions import (
    SPAN_LABELS,
    WORD_LABELS,
    Expression,
    Figure,
    Manual,
    Said,
    TableColumn,
)
from centre_app.reports.templates.parts import columns_of, is_split, parts_of
from centre_app.reports.templates.tables import TABLES
from ui.kit import buttons, card, layout
from ui.kit.form import ChoiceField, Field, TextField

_KINDS = (
    ("figure", N_("Figure")),
    ("table", N_("Table")),
    ("said", N_("About the report")),
    ("manual", N_("By hand")),
)


class ExpressionChooser(QWidget):
    """`submitted`: Enter was pressed in one of its fields. Parts and columns are those there can be, not those of a month."""

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kinds = buttons.Segments(
            [(key, _(text)) for key, text in _KINDS], name=_("What belongs here"), wraps=True
        )
        self.figure = ChoiceField([(each.code, _(each.name)) for each in INDICATORS])
        self.part = ChoiceField(none=_("All together"))
        self.span = ChoiceField([(key, _(text)) for key, text in SPAN_LABELS.items()])
        self.table = ChoiceField([(key, table.name) for key, table in TABLES.items()])
        self.column = ChoiceField()
        self.said = ChoiceField([(key, _(text)) for key, text in WORD_LABELS.items()])
        self.manual = TextField(placeholder=_("e.g. Filled in by, or a figure only you know"), longest=60)
        self.definition = card.label(kind="quiet", wrap=True)
        self._stack = QStackedWidget()
        self._build()
        self._wire()
        self._on_figure()
        self._on_table()

    def value(self) -> Expression | None:
        """What is chosen; None where something is missing."""
        match self.kinds.value():
            case "figure":
                code, part = self.figure.value(), self.part.value()
                if self.figure.problem() or (part is None and is_split(code)):
                    return None
                return Figure(code, part or "", self.span.value())
            case "table":
                return TableColumn(self.table.value(), self.column.value()) if self.column.value() else None
            case "said":
                return Said(self.said.value())
            case _:
                return Manual(self.manual.value()) if self.manual.value() else None

    def set_value(self, expression: Expression) -> None:
        """Show an expression."""
        match expression:
            case Figure():
                self.figure.set_value(expression.code)
                self._on_figure()
                self.part.set_value(expression.part or None)
                self.span.set_value(expression.span)
            case TableColumn():
                self.table.set_value(expression.table)
                self._on_table()
                self.column.set_value(expression.column)
            case Said():
                self.said.set_value(expression.word)
            case Manual():
                self.manual.set_value(expression.asked)
        kinds = {Figure: "figure", TableColumn: "table", Said: "said", Manual: "manual"}
        self.kinds.set_value(kinds[type(expression)])
        self._on_kind()

    def _build(self) -> None:
        for fields in (
            ((_("Figure"), self.figure), (_("Part"), self.part), (_("Of when"), self.span)),
            ((_("Table"), self.table), (_("Column"), self.column)),
            ((_("About the report"), self.said),),
            ((_("Asked for under this name"), self.manual),),
        ):
            self._stack.addWidget(layout.holding(_labelled(fields)))
        whole = layout.column(self.kinds, self._stack, self.definition, spacing=10)
        self.setLayout(whole)

    def _wire(self) -> None:
        self.kinds.chosen.connect(lambda _key: self._on_kind())
        self.figure.changed.connect(self._on_figure)
        self.table.changed.connect(self._on_table)
        for field in (self.figure, self.part, self.span, self.table, self.column, self.said, self.manual):
            field.submitted.connect(self.submitted)

    def _on_kind(self) -> None:
        places = [key for key, _text in _KINDS]
        self._stack.setCurrentIndex(places.index(str(self.kinds.value())))
        self._tell()

    def _on_figure(self) -> None:
        if self.figure.problem():
            return
        indicator = by_code(self.figure.value())
        parts = parts_of(indicator.code)
        self.part.set_choices([(key, indicator.part_label(key)) for key in parts])
        self.part.setEnabled(bool(parts))
        if parts:
            self.part.set_value(parts[0])
        self._tell()

    def _on_table(self) -> None:
        if not self.table.problem():
            self.column.set_choices(
                [(column.key, _(column.title)) for column in columns_of(self.table.value())]
            )
            self._tell()

    def _tell(self) -> None:
        words = {
            "figure": "" if self.figure.problem() else _(by_code(self.figure.value()).definition),
            "table": _(
                "Choose the cells below or beside each other that the column is to fill, one for each row."
            ),
            "said": "",
            "manual": _("Filling the form asks for it each month; what was given last is offered again."),
        }
        self.definition.setText(words[str(self.kinds.value())])


def _labelled(fields: tuple[tuple[str, Field], ...]) -> QVBoxLayout:
    parts: list[layout.Part] = []
    for name, field in fields:
        field.set_name(name)
        parts += [card.label(name, kind="quiet"), field]
    return layout.column(*parts, None, spacing=4)
