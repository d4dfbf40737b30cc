"""The catalogue: search as one types, or leaf through all titles in pinyin order."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.centre import settings
from centre_app.i18n import _
from centre_app.lending import call_numbers, catalogue, classes
from centre_app.lending.catalogue import TitleRow
from centre_app.storage.action import WORK
from ui.kit import buttons, card, layout
from ui.kit.table import WINDOW, Column, ListView, RowVerb
from ui.lending import numbering
from ui.lending.catalogue_more import CatalogueMore
from ui.lending.catalogue_narrowing import Narrowing
from ui.lending.numbering import NumberingDialog
from ui.lending.public_search import PublicButton

if TYPE_CHECKING:
    from ui.lending.marc_export import MarcDialog


FOUND_AT_MOST = 200


class CatalogueList(QWidget):
    """All titles or those found. `title_opened(id)`, `add_asked(typed text)`, `import_asked`, `stocktake_asked`."""

    title_opened = Signal(int)
    edit_asked = Signal(int)
    copy_asked = Signal(int)
    hold_asked = Signal(int)
    add_asked = Signal(str)
    import_asked = Signal()
    stocktake_asked = Signal()
    pile_asked = Signal()
    donors_asked = Signal()
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
                RowVerb(_("Add a copy"), "plus", lambda row: self.copy_asked.emit(row.id), needs=WORK),
                RowVerb(_("Place a hold…"), "clock", lambda row: self.hold_asked.emit(row.id), needs=WORK),
                RowVerb(_("Edit"), "edit", lambda row: self.edit_asked.emit(row.id), needs=WORK),
                RowVerb(_("Give call numbers"), "copy", self._on_give, enabled=_lacks_number, needs=WORK),
            ],
            name=_("Catalogue"),
            table="title",
            load_more=self._on_more_wanted,
            found_by_page=True,
            many=True,
        )
        self.list.filter_box.setPlaceholderText(_("Title, author, initials, ISBN, class, shelf or donor"))
        self.list.filtered.connect(lambda _text: self.refresh())
        self.narrowing = Narrowing()
        self.narrowing.changed.connect(self.refresh)
        self.list.narrowed_by.extend(self.narrowing.parts)
        self.pile_button = buttons.plain(_("Catalogue a pile…"), "scan", clicked=self.pile_asked.emit)
        self.public_button = PublicButton()
        self.more = CatalogueMore()
        self.more.donors_asked.connect(self.donors_asked)
        self.more.numbers_asked.connect(self.on_numbers)
        self.more.marc_asked.connect(self.on_export)
        self.more.stocktake_asked.connect(self.stocktake_asked)
        tools = layout.Flow(
            self.add_button,
            self.pile_button,
            self.import_button,
            self.labels_button,
            self.public_button,
            self.more,
        )
        self.setLayout(layout.column(tools, self.narrowing, self.list))

    def refresh(self) -> None:
        """Read the titles again: those that fit what is typed, or the first window of all."""
        self.more.marc.setVisible(bool(settings.get("advanced")))
        self.more.numbers.setVisible(settings.get("call_number_mode") != "hand")
        self.narrowing.settle()
        text, filters = self.typed(), self.narrowing.filters()
        narrowed = self.narrowing.is_set()
        if text:
            self.list.set_rows(catalogue.find(text, limit=FOUND_AT_MOST, **filters), narrowed=narrowed)
        else:
            rows = catalogue.page_of_titles(limit=WINDOW, **filters)
            self.list.set_rows(rows, more=len(rows) == WINDOW, narrowed=narrowed)

    def typed(self) -> str:
        """What stands in the search box."""
        return self.list.filter_box.text().strip()

    def on_export(self) -> "MarcDialog":
        """Ask how the titles, all or those found, are to be exported."""
        from ui.lending.marc_export import MarcDialog

        found = [row.id for row in self.list.rows()] if self.typed() else None
        dialog = MarcDialog(self, found=found)
        dialog.open()
        return dialog

    def on_numbers(self) -> NumberingDialog:
        """Ask which titles are to get call numbers."""
        narrowed = bool(self.typed()) or self.narrowing.is_set()
        found = [row.id for row in self.list.rows()] if narrowed else None
        return numbering.ask(self, selected=[row.id for row in self.list.selected()], found=found)

    def _on_give(self, row: TitleRow) -> None:
        """Number all selected titles where the row is one of them, otherwise the row's."""
        chosen = self.list.selected()
        numbering.give([each.id for each in (chosen if row in chosen else [row])])

    def _on_more_wanted(self) -> None:
        shown: list[TitleRow] = self.list.rows()
        last = max(shown, key=lambda row: (row.name_sort, row.id))
        rows = catalogue.page_of_titles(after=last, limit=WINDOW, **self.narrowing.filters())
        self.list.append_rows(rows, more=len(rows) == WINDOW)

    def _ask_add(self) -> None:
        self.add_asked.emit(self.typed())


def _columns() -> list[Column]:
    return [
        Column(_("Title"), lambda row: row.name, sort=lambda row: row.name_sort, bold=True, hint=_imprint),
        Column(_("Author"), lambda row: row.authors, hint=_imprint),
        Column(_("Call number"), _number, width=104, hint=_class),
        Column(
            _("On the shelf"), lambda row: f"{row.available} / {row.copies}", sort=lambda row: row.available,
            align="center", tone=lambda row: "good" if row.available else "neutral",
        ),
    ]  # fmt: skip


def _number(row: TitleRow) -> str:
    return call_numbers.joined(row.clc_class, row.call_mark) or row.clc_class


def _class(row: TitleRow) -> str:
    return f"{row.clc_class} {classes.class_name(row.clc_class)}".strip()


def _lacks_number(row: TitleRow) -> bool:
    return bool(row.clc_class) and not row.call_mark and settings.get("call_number_mode") != "hand"


def _imprint(row: TitleRow) -> str:
    return "\n".join(part for part in (row.name, row.authors, row.publisher, row.published, row.isbn) if part)
