"""A form with what is bound in it: by the clerk, cell by cell, and by words in double braces that the form brings itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from centre_app import errors
from centre_app.i18n import _
from centre_app.reports.templates.document_part import BRACES, DocumentForm
from centre_app.reports.templates.expressions import Expression, Manual, TableColumn, parse
from centre_app.reports.templates.package import Package
from centre_app.reports.templates.sheet_part import cells_of, corners, named
from centre_app.reports.templates.workbook_parts import WorkbookForm, is_reference


@dataclass(frozen=True, slots=True)
class Binding:
    """Cells of a sheet (`B5`, or `B5:B35` for a column of a table) and the expression they are bound to."""

    sheet: str
    cells: str
    expression: str

    @property
    def where(self) -> str:
        """The cells as a sentence calls them."""
        return f"{self.sheet}!{self.cells}"


class Form:
    """A template that was read: its file and the bindings kept with it. Raises what reading a Package raises."""

    def __init__(self, data: bytes, *, file: str, bindings: tuple[Binding, ...] = ()) -> None:
        self.package = Package.read(data, file=file)
        self.bindings = bindings

    @property
    def is_workbook(self) -> bool:
        """Whether it is a workbook and not a text document."""
        return self.package.kind == "xlsx"

    @cached_property
    def workbook(self) -> WorkbookForm:
        """Its sheets."""
        return WorkbookForm(self.package)

    @cached_property
    def document(self) -> DocumentForm:
        """Its paragraphs."""
        return DocumentForm(self.package)

    def check(self) -> None:
        """Look whether all can be filled.

        Raises BindingUnreadable, TemplateSheetGone, TemplateCellFormula, TemplateCellHeading or TemplateUnbound.
        """
        any_bound = False
        for _where, _expression in self.expressions():
            any_bound = True
        if not any_bound:
            raise errors.TemplateUnbound(file=self.package.file)

    def expressions(self) -> Iterator[tuple[str, Expression]]:
        """Where something is bound, and to what. Raises as `check`."""
        if not self.is_workbook:
            for text in self.document.expressions():
                yield self.package.file, self._single(text, self.package.file)
            return
        for binding in self.bindings:
            yield binding.where, self.expression_of(binding)
        for sheet, reference, text in self.typed():
            for found in BRACES.findall(text):
                where = f"{sheet}!{reference}"
                yield where, self._single(found, where)

    def expression_of(self, binding: Binding) -> Expression:
        """What a binding says, once it is certain that its cells can be filled. Raises as `check`."""
        if binding.sheet not in self.workbook.names:
            raise errors.TemplateSheetGone(sheet=binding.sheet, cells=binding.cells, file=self.package.file)
        expression = parse(binding.expression, where=binding.where)
        if not is_reference(binding.cells) or (
            ":" in binding.cells and not isinstance(expression, TableColumn)
        ):
            raise errors.BindingUnreadable(text=binding.expression, where=binding.where)
        self.workbook.check_free(binding.sheet, binding.cells)
        return expression

    def typed(self) -> Iterator[tuple[str, str, str]]:
        """The cells of a workbook that say something in double braces and are not bound otherwise: sheet, cell, text."""
        bound = {
            (binding.sheet, place) for binding in self.bindings if is_reference(binding.cells)
            for place in cells_of(binding.cells)
        }  # fmt: skip
        for sheet in self.workbook.names:
            part = self.workbook.sheet(sheet)
            for place, text in sorted(part.texts.items()):
                if place not in part.formulas and (sheet, place) not in bound and BRACES.search(text):
                    yield sheet, named(place), text

    def asked(self) -> list[str]:
        """The labels of what is to be given by hand, in their order, each once."""
        labels = (found.asked for _where, found in self.expressions() if isinstance(found, Manual))
        return list(dict.fromkeys(labels))

    def neighbours(self, binding: Binding) -> tuple[str, ...]:
        """The texts at the left of and above a binding's first cell: what the form says it is. Empty where its sheet is gone."""
        if binding.sheet not in self.workbook.names:
            return ()
        part = self.workbook.sheet(binding.sheet)
        (row, column), _last = corners(binding.cells)
        left = next((part.texts[row, at] for at in range(column - 1, 0, -1) if (row, at) in part.texts), "")
        above = next(
            (part.texts[at, column] for at in range(row - 1, 0, -1) if (at, column) in part.texts), ""
        )
        return left, above

    def _single(self, text: str, where: str) -> Expression:
        expression = parse(text, where=where)
        if isinstance(expression, TableColumn):
            raise errors.BindingUnreadable(text=text, where=where)
        return expression


def lost(old: Form, new: Form) -> list[str]:
    """What of a form's bindings does not fit another file that takes its place, a sentence each."""
    told = []
    for binding in old.bindings:
        if binding.sheet not in new.workbook.names:
            told.append(_("{where}: the sheet is gone").format(where=binding.where))
        elif old.neighbours(binding) != new.neighbours(binding):
            words = _("{where}: beside it stood “{before}”, now “{now}”")
            told.append(
                words.format(
                    where=binding.where,
                    before=" / ".join(filter(None, old.neighbours(binding))),
                    now=" / ".join(filter(None, new.neighbours(binding))),
                )
            )
    return told
