"""The catalogue: search as one types, or leaf through all titles in pinyin order."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.centre import settings
from centre_app.i18n import _
from centre_app.lending import catalogue
from centre_app.lending.catalogue import TitleRow
from ui.kit import buttons, card, layout
from ui.kit.choice_field import CheckField, ChoiceField
from ui.kit.table import WINDOW, Column, ListView, RowVerb
from ui.lending.marc_export import MarcDialog
from ui.lending.public_search import PublicButton

FOUND_AT_MOST = 200


class CatalogueList(QWidget):
    """All titles or those found. `title_opened(id)`, `add_asked(typed text)`, `import_asked`, `stocktake_asked`."""

    title_opened = Signal(int)
    edit_asked = Signal(int)
    copy_asked = Signal(int)
    add_asked = Signal(str)
    import_asked = Signal()
    stocktake_asked = Signal()
    labels_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.add_button = buttons.primary(_("Add title"), "plus", clicked=self._ask_add)
        self.add_button.setToolTip("Ctrl+N")
        self.import_button = buttons.plain(_("Import…"), "import", clicked=self.import_asked.emit)
        self.labels_button = buttons.plain(_("Print labels…"), "print", clicked=self.labels_asked.emit)
        empty = card.EmptyState(
            _("The catalogue is empty. Add the first title, or import a list from Excel."),
            icon="book", button=_("Add title"), pressed=self._ask_add,
        )  # fmt: skip
        self.list = ListView(
            _columns(),
            empty=empty,
            actions=[
                RowVerb(_("Details"), "right", lambda row: self.title_opened.emit(row.id), button=True),
                RowVerb(_("Add a copy"), "plus", lambda row: self.copy_asked.emit(row.id)),
                RowVerb(_("Edit"), "edit", lambda row: self.edit_asked.emit(row.id)),
            ],
            name=_("Catalogue"),
            load_more=self._on_more_wanted,
            found_by_page=True,
        )
        self.list.filter_box.setPlaceholderText(_("Title, author, initials, ISBN, class, shelf or donor"))
        self.list.filtered.connect(lambda _text: self.refresh())
        self.kind = ChoiceField(
            [("", _("All kinds")), *((code, _(label)) for code, label in catalogue.KIND_LABELS.items())]
        )
        self.kind.setAccessibleName(_("Kind"))
        self.on_shelf = CheckField(_("On the shelf"))
        for each in (self.kind, self.on_shelf):
            each.changed.connect(self.refresh)
        self.stocktake_button = buttons.plain(_("Stocktake…"), "check", clicked=self.stocktake_asked.emit)
        self.marc_button = buttons.plain(_("Export as MARC…"), "export", clicked=self.on_export)
        self.public_button = PublicButton()
        tools = layout.Flow(
            self.add_button,
            self.import_button,
            self.labels_button,
            self.stocktake_button,
            self.marc_button,
            self.public_button,
            self.kind,
            self.on_shelf,
        )
        self.setLayout(layout.column(tools, self.list))

    def refresh(self) -> None:
        """Read the titles again: those that fit what is typed, or the first window of all."""
        self.marc_button.setVisible(bool(settings.get("advanced")))
        text, filters = self.typed(), self._filters()
        narrowed = any(filters.values())
        if text:
            self.list.set_rows(catalogue.find(text, limit=FOUND_AT_MOST, **filters), narrowed=narrowed)
        else:
            rows = catalogue.page_of_titles(limit=WINDOW, **filters)
            self.list.set_rows(rows, more=len(rows) == WINDOW, narrowed=narrowed)

    def typed(self) -> str:
        """What stands in the search box."""
        return self.list.filter_box.text().strip()

    def on_export(self) -> MarcDialog:
        """Ask how the titles, all or those found, are to be exported."""
        found = [row.id for row in self.list.rows()] if self.typed() else None
        dialog = MarcDialog(self, found=found)
        dialog.open()
        return dialog

    def _on_more_wanted(self) -> None:
        shown: list[TitleRow] = self.list.rows()
        last = max(shown, key=lambda row: (row.name_sort, row.id))
        rows = catalogue.page_of_titles(after=last, limit=WINDOW, **self._filters())
        self.list.append_rows(rows, more=len(rows) == WINDOW)

    def _filters(self) -> dict[str, Any]:
        return {"kind": self.kind.value() or "", "on_shelf": self.on_shelf.value()}

    def _ask_add(self) -> None:
        self.add_asked.emit(self.typed())


def _columns() -> list[Column]:
    return [
        Column(_("Title"), lambda row: row.name, sort=lambda row: row.name_sort, bold=True, hint=_imprint),
        Column(_("Author"), lambda row: row.authors, hint=_imprint),
        Column(_("Class"), lambda row: row.clc_class, width=84),
        Column(
            _("On the shelf"), lambda row: f"{row.available} / {row.copies}", sort=lambda row: row.available,
            align="center", tone=lambda row: "good" if row.available else "neutral",
        ),
    ]  # fmt: skip


def _imprint(row: TitleRow) -> str:
    return "\n".join(part for part in (row.name, row.authors, row.publisher, row.published, row.isbn) if part)
