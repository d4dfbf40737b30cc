"""Binding the cells of a form: the sheet at the left, what belongs in the chosen cell at the right, all that is bound beneath."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QWidget

from centre_app import errors
from centre_app.i18n import _
from centre_app.reports.templates import kept
from centre_app.reports.templates.document_part import BRACES
from centre_app.reports.templates.expressions import Expression, TableColumn, parse
from centre_app.reports.templates.form import Binding, Form
from centre_app.reports.templates.parts import columns_of
from centre_app.reports.templates.sheet_part import Place, cells_of, corners
from ui.kit import buttons, card, layout, messages, style
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
from ui.kit.form import TextField
from ui.kit.table import Column, ListView, RowVerb
from ui.reports.form_expression import ExpressionChooser
from ui.reports.form_grid import FormGrid


@dataclass(frozen=True, slots=True)
class _Bound:
    id: str
    binding: Binding | None  # None: written in the file itself
    where: str
    what: str


class BindingDialog(Dialog):
    """A workbook's cells are bound here; a document, and cells with words in braces, are only shown.

    With `template_id` a kept form is changed, with `data` its file too; without, the form is taken in.
    """

    def __init__(
        self, parent: QWidget | None, *, form: Form, name: str, source: str = "", template_id: int | None = None,
        data: bytes | None = None, then: Callable[[], object] = lambda: None,
    ) -> None:  # fmt: skip
        title = _("Form: {file}").format(file=form.package.file)
        super().__init__(parent, title, width=1120 if form.is_workbook else 620)
        self._form, self._source, self._template_id, self._data, self._then = (
            form,
            source,
            template_id,
            data,
            then,
        )
        self.bindings: list[Binding] = list(form.bindings)
        self._kept = form.bindings
        self.add_title(title)
        self._build(name)
        self._wire()
        self._show()

    def on_bind(self) -> None:
        """Bind the chosen cells to what is chosen at the right."""
        expression, cells = self.chooser.value(), self.grid.cells()
        problem = self._problem(expression, cells)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if problem or expression is None:
            return
        self._free(cells)
        self.bindings.append(Binding(self.sheet(), cells, expression.text))
        self._show()
        self.grid.setFocus()

    def on_unbind(self) -> None:
        """Take away what is bound to the chosen cells."""
        if self.grid.cells():
            self._free(self.grid.cells())
            self._show()

    def on_save(self) -> None:
        """Keep the form; the dialog stays open where that is refused."""
        values = {"name": self.name.value(), "bindings": tuple(self.bindings)}
        if self._template_id is None:
            file = {"file_name": self._form.package.file, "source": self._source, "data": self._data}
            attempt(kept.keep, **values, **file, then=self._on_saved, failed=self._on_refused)
        else:
            attempt(
                kept.change, template_id=self._template_id, **values, data=self._data,
                then=self._on_saved, failed=self._on_refused,
            )  # fmt: skip

    def sheet(self) -> str:
        """The name of the sheet shown."""
        return self.tabs.tabText(self.tabs.currentIndex())

    def reject(self) -> None:
        if tuple(self.bindings) == self._kept:
            super().reject()
            return
        messages.confirm_discard(self, super().reject)

    def _build(self, name: str) -> None:
        self.name = TextField(longest=60)
        self.name.set_name(_("Name of the form"))
        self.name.set_value(name)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Sheets"))
        self.tabs.setExpanding(False)
        self.grid = FormGrid()
        self.grid.setAccessibleName(_("Cells of the sheet"))
        self.where = card.label(kind="heading")
        self.chooser = ExpressionChooser()
        self.problem = card.label(kind="error", wrap=True)
        self.problem.hide()
        self.bind_button = buttons.primary(_("Put it there"), clicked=self.on_bind)
        self.unbind_button = buttons.plain(_("Take it away"), clicked=self.on_unbind)
        cell = Column(_("Cell"), lambda row: row.where, width=150)
        gets = Column(_("Gets"), lambda row: row.what, bold=True)
        self.list = ListView(
            [cell, gets] if self._form.is_workbook else [gets],
            empty=_("Nothing is bound yet. Choose a cell of the form, then what belongs in it."),
            name=_("What is bound"),
            filter=False,
            actions=[
                RowVerb(_("Take away"), None, self._on_take_away, enabled=lambda row: row.binding is not None)
            ],
        )
        self.cancel_button = self.add_button(buttons.plain(_("Cancel"), clicked=self.reject))
        self.save_button = self.add_button(buttons.primary(_("Save"), clicked=self.on_save))
        self.body.addLayout(
            layout.row(card.label(_("Name of the form"), kind="quiet"), self.name, spacing=12)
        )
        if self._form.is_workbook:
            self._lay_out_workbook()
            return
        words = _(
            "The figures of a text document stand in it in double braces, such as {{visits.total}}. "
            "These were found:"
        )
        self.body.addWidget(card.label(words, kind="quiet", wrap=True))
        self.keep_height(self.list, 240)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.problem)

    def _lay_out_workbook(self) -> None:
        for name in self._form.workbook.names:
            self.tabs.addTab(name)
        self.tabs.setVisible(self.tabs.count() > 1)
        side = layout.column(
            self.where,
            self.chooser,
            self.problem,
            layout.row(self.bind_button, self.unbind_button, None),
            None,
            spacing=10,
        )
        panel = layout.scrolled(layout.holding(side))
        panel.setFixedWidth(min(style.px(340), round(self._room()[0] * 0.42)))
        self.keep_height(self.grid, 300, share=0.34)
        self.keep_height(self.list, 150, share=0.2)
        left = layout.column(self.tabs, self.grid, 12, self.list, spacing=0)
        left.setStretchFactor(self.grid, 2)
        left.setStretchFactor(self.list, 1)
        self.body.addLayout(layout.row(left, panel, spacing=16), 1)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(lambda _place: self._show_sheet())
        self.grid.chosen.connect(self._on_chosen)
        self.grid.confirmed.connect(lambda: self.chooser.figure.main().setFocus())
        self.grid.cleared.connect(self.on_unbind)
        self.chooser.submitted.connect(self.on_bind)
        self.list.row_chosen.connect(self._on_row_chosen)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.on_save)

    def _show(self) -> None:
        self._form.bindings = tuple(self.bindings)
        rows = [
            _Bound(f"{number}", binding, self._where(binding.sheet, binding.cells), self._what(binding))
            for number, binding in enumerate(self.bindings)
        ]
        self.list.set_rows([*rows, *self._written()])
        self._show_sheet()

    def _show_sheet(self) -> None:
        if not self._form.is_workbook:
            return
        bound: dict[Place, str] = {}
        for binding in self.bindings:
            if binding.sheet == self.sheet():
                bound.update(dict.fromkeys(cells_of(binding.cells), self._what(binding)))
        self.grid.show_sheet(self._form.workbook.sheet(self.sheet()), bound)

    def _written(self) -> Sequence[_Bound]:
        """What the file itself says in braces; something unreadable is told there and refused on saving."""
        if not self._form.is_workbook:
            places = [("", text) for text in dict.fromkeys(self._form.document.expressions())]
        else:
            places = [(self._where(sheet, cell), text) for sheet, cell, text in self._form.typed()]
        return [
            _Bound(f"typed{number}", None, where, self._words(text))
            for number, (where, text) in enumerate(places)
        ]

    def _words(self, text: str) -> str:
        return BRACES.sub(
            lambda found: f"‹{self._label(found[1])}›", text if "{{" in text else f"{{{{{text}}}}}"
        )

    def _label(self, text: str) -> str:
        try:
            return parse(text, where=self._form.package.file).label
        except errors.CentreError:
            return _("{text} — not known").format(text=text)

    def _where(self, sheet: str, cells: str) -> str:
        return f"{sheet}!{cells}" if self.tabs.count() > 1 else cells

    def _what(self, binding: Binding) -> str:
        expression = parse(binding.expression, where=binding.where)
        if isinstance(expression, TableColumn):
            title = next(
                (each.title for each in columns_of(expression.table) if each.key == expression.column), ""
            )
            return f"{expression.label.partition(' · ')[0]} · {_(title)}" if title else expression.label
        return expression.label

    def _problem(self, expression: Expression | None, cells: str) -> str:
        if not cells:
            return _("Please choose one cell, or several in one row or column.")
        if expression is None:
            return _("Please say what belongs there.")
        if ":" in cells and not isinstance(expression, TableColumn):
            return _("Several cells can only get a column of a table. Please choose one cell.")
        try:
            self._form.workbook.check_free(self.sheet(), cells)
        except errors.CentreError as error:
            return error.sentence()
        return ""

    def _free(self, cells: str) -> None:
        taken = set(cells_of(cells))
        self.bindings = [
            each
            for each in self.bindings
            if each.sheet != self.sheet() or not taken & set(cells_of(each.cells))
        ]

    def _on_chosen(self, cells: str) -> None:
        self.where.setText(cells or _("No single row or column"))
        self.problem.hide()
        found = next(
            (each for each in self.bindings if (each.sheet, each.cells) == (self.sheet(), cells)), None
        )
        self.unbind_button.setEnabled(found is not None)
        if found is not None:
            self.chooser.set_value(parse(found.expression, where=found.where))

    def _on_row_chosen(self, row: _Bound | None) -> None:
        if row is not None and row.binding is not None and row.binding.sheet in self._form.workbook.names:
            self.tabs.setCurrentIndex(self._form.workbook.names.index(row.binding.sheet))
            self.grid.go_to(corners(row.binding.cells)[0])

    def _on_take_away(self, row: _Bound) -> None:
        self.bindings.remove(row.binding)  # type: ignore[arg-type]
        self._show()

    def _on_saved(self, _result: object) -> None:
        self.accept()
        self._then()

    def _on_refused(self, error: errors.CentreError) -> None:
        self.problem.setText(error.sentence())
        self.problem.show()
