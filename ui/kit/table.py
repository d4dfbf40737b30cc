"""Lists: a filter box, headings that sort, rows that can be copied and acted upon, and a word when there are none."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from centre_app.access.shown_list import ShownList
from centre_app.i18n import _
from ui.kit import card, list_out
from ui.kit.fields import SearchLine
from ui.kit.list_menu import row_menu
from ui.kit.list_out import ListOut
from ui.kit.list_parts import FilterRow, ListParts, how_many, room_before
from ui.kit.list_reading import Narrower, people_of, read_all, shown_rows
from ui.kit.table_model import Column, RowsModel, RowVerb
from ui.kit.table_view import RowsView

__all__ = ["Column", "ListView", "RowVerb", "RowsModel"]
WINDOW = 500
_FILTER_MILLISECONDS = 120


class ListView(QWidget):
    """A list in a card's clothes. Rows are any objects with an `id`.

    `row_chosen(row or None)`: another row became current. `row_opened(row)`: Enter or double click where no verb is
    enabled. `filtered(text)`: the filter box changed. With `load_more` the list asks for the next 500 rows when it is
    scrolled to its end; answer with `append_rows`. With `found_by_page` the filter box only emits `filtered`.
    The whole list is printed and saved from its menu; `table` is what its ids are of, for the records. On paper `heading`
    says what it is called, `narrowed_by` and `narrowed_to` how the page narrowed it. Without `prints_by_key` Ctrl+P is the page's.
    """

    row_chosen = Signal(object)
    row_opened = Signal(object)
    filtered = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: str | card.EmptyState,
        actions: Sequence[RowVerb] = (),
        filter: bool = True,  # noqa: A002 - the word the pages use
        name: str = "",
        load_more: Callable[[], object] | None = None,
        found_by_page: bool = False,
        many: bool = False,
        table: str = "",
        prints_by_key: bool = True,
    ) -> None:
        super().__init__()
        self.verbs = list(actions)
        self.table = table
        self.heading: Callable[[], str] = lambda: name or _("List")
        self.people_of: Callable[[Any], Iterable[int]] = people_of
        self.narrowed_by: list[Narrower] = []
        self.narrowed_to: Callable[[], str] = lambda: ""
        self.load_more = load_more
        self._more, self._found_by_page = False, found_by_page
        self._chosen_id: Any = None
        self._restoring = self._resized_by_hand = self._narrowed = False
        self.model = RowsModel(columns, verbs=self.verbs, parent=self)
        self.out = ListOut(self, self._read_all)
        self.empty = empty if isinstance(empty, card.EmptyState) else card.EmptyState(empty, icon="search")
        self.empty.setParent(self)
        self.empty.hide()
        self.count_words, self.prints_by_key = "", prints_by_key
        self._name, self._with_filter, self._many = name or _("List"), filter, many
        self._parts: ListParts | None = None

    @property
    def parts(self) -> ListParts:
        """What is to be seen of the list, made when first asked for."""
        if self._parts is None:
            row = FilterRow(menu=self._show_list_menu) if self._with_filter else None
            self._parts = ListParts(self.model, name=self._name, empty=self.empty, row=row, many=self._many)
            self._parts.put_into(self)
            self._wire(self._parts)
            self._settle()
        return self._parts

    @property
    def view(self) -> RowsView:
        """The rows."""
        return self.parts.view

    @property
    def filter_box(self) -> SearchLine:
        """The box above the rows; only a list with a filter has one."""
        assert self.parts.row is not None
        return self.parts.row.box

    def filter_words(self) -> str:
        """Return what is typed into the filter box."""
        return self.filter_box.text().strip() if self._with_filter and self._parts is not None else ""

    def sizeHint(self) -> QSize:
        return super().sizeHint() if self._parts is not None else room_before(with_filter=self._with_filter)

    def minimumSizeHint(self) -> QSize:
        least = room_before(with_filter=self._with_filter, least=True)
        return super().minimumSizeHint() if self._parts is not None else least

    def showEvent(self, event: QShowEvent) -> None:
        self.model.ask_roles()
        if self._parts is None:
            self.parts.show()
        super().showEvent(event)

    def set_rows(self, rows: Sequence[Any], *, more: bool = False, narrowed: bool = False) -> None:
        """Show these rows; selection (by id), sorting, filter and scroll place stay. `more`: `load_more` has more.

        `narrowed`: the page shows a choice of its own, so that no rows do not mean an empty list.
        """
        self._more, self._narrowed = more, narrowed
        self._keeping(lambda: self.model.set_rows(rows))

    def add_beside_filter(self, widget: QWidget) -> None:
        """Put something of the page's own at the right of the filter box."""
        assert self.parts.row is not None
        self.parts.row.add(widget)
        if isinstance(widget, Narrower):
            self.narrowed_by.append(widget)

    def append_rows(self, rows: Sequence[Any], *, more: bool = False) -> None:
        """Add a further window of rows."""
        self._more = more
        self._keeping(lambda: self.model.append_rows(rows))

    def rows(self) -> list[Any]:
        """Return the rows shown, in the order shown."""
        return self.model.rows

    def current(self) -> Any | None:
        """Return the current row."""
        index = self.view.currentIndex() if self._parts is not None else QModelIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def selected(self) -> list[Any]:
        """Return the selected rows, top to bottom."""
        if self._parts is None:
            return []
        places = sorted({index.row() for index in self.view.selectionModel().selectedRows()})
        return [self.model.rows[place] for place in places]

    def select_id(self, row_id: Any) -> bool:
        """Make the row with that id current and visible; False if it is not shown."""
        place = self.model.position_of(row_id)
        if place is None:
            return False
        self.view.make_current(self.model.index(place, 0))
        self.view.scrollTo(self.model.index(place, 0))
        return True

    def set_filter(self, text: str) -> None:
        """Write into the filter box."""
        self.filter_box.setText(text)
        self._filter_now()

    def sort_by(self, column: int, *, descending: bool = False) -> None:
        """Sort by a column, as a click on its heading does."""
        self.view.horizontalHeader().setSortIndicator(
            column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        )

    def run_verb(self, verb: RowVerb, row: Any) -> None:
        """Do a verb with a row, if it is enabled for it."""
        if self.model.may(verb, row):
            verb.callback(row)

    def verbs_of(self, row: Any) -> list[RowVerb]:
        """Return what can be done with a row now."""
        return [verb for verb in self.verbs if self.model.may(verb, row)]

    def copy(self) -> None:
        """Put the selected rows (the current one, or all, if none is) on the clipboard, with headings, tab-separated."""
        rows = self.selected() or ([] if self.current() is None else [self.current()]) or self.rows()
        list_out.copy(shown_rows(self, rows))

    def menu(self) -> QMenu:
        """Return the menu of the current row."""
        return row_menu(self)

    def _read_all(self, then: Callable[[ShownList], object]) -> None:
        if self._parts is not None and self._with_filter and self._filter_timer.isActive():
            self._filter_now()  # what is typed stands on the paper too
        read_all(self, then)

    def load_next(self) -> bool:
        """Fetch a further window of rows; False when all are here."""
        if not self._more or self.load_more is None:
            return False
        before = len(self.model.all_rows())
        self.load_more()
        return len(self.model.all_rows()) > before

    def _show_list_menu(self) -> None:
        assert self.parts.row is not None
        self.out.show_menu(self.parts.row.more_button, keys=self.prints_by_key)

    def _wire(self, parts: ListParts) -> None:
        if parts.row is not None:
            self._filter_timer = QTimer(self, singleShot=True, interval=_FILTER_MILLISECONDS)
            self._filter_timer.timeout.connect(self._filter_now)
            parts.row.box.textChanged.connect(self._on_filter_typed)
            parts.row.box.returnPressed.connect(self._go_to_rows)
            parts.row.box.down_pressed.connect(self._go_to_rows)
        header = parts.view.horizontalHeader()
        header.sortIndicatorChanged.connect(self._on_heading_clicked)
        header.sectionHandleDoubleClicked.connect(lambda _section: self._share_widths(again=True))
        header.sectionResized.connect(self._on_section_resized)
        parts.view.prints_by_key = self.prints_by_key
        parts.view.selectionModel().currentRowChanged.connect(self._on_current_changed)
        parts.view.customContextMenuRequested.connect(self._on_menu_requested)
        parts.view.menu_asked.connect(self._on_menu_requested)
        parts.view.copy_asked.connect(self.copy)
        parts.view.print_asked.connect(self.out.print_list)
        parts.view.width_changed.connect(self._share_widths)
        for entered in (parts.view.row_entered, parts.view.doubleClicked):
            entered.connect(self._on_entered)
        parts.view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        parts.delegate.pressed.connect(self.run_verb)

    def _keeping(self, change: Callable[[], None]) -> None:
        """Change the rows without the clerk losing the place."""
        if self._parts is None:
            change()
            return
        bar = self.view.verticalScrollBar()
        scrolled, chosen = bar.value(), {row.id for row in self.selected()}
        current, column = self._chosen_id, max(self.view.currentIndex().column(), 0)
        self._restoring = True
        try:
            change()
            places = (
                [place for place, row in enumerate(self.model.rows) if row.id in chosen] if chosen else []
            )
            here = self.model.position_of(current) if current is not None else None
            self.view.select_places(here, places, column=column)
        finally:
            self._restoring = False
        self._settle()
        self.view.lay_out_now()
        bar.setValue(scrolled)
        if current is not None and here is None:
            self._chosen_id = None
            self.row_chosen.emit(None)

    def _settle(self) -> None:
        shown, everything = len(self.model.rows), len(self.model.all_rows())
        nothing_found = not shown and (self._narrowed or bool(self.filter_words()))
        self.parts.show_rows(bool(shown or nothing_found), owner=self)
        said = (
            _("Nothing matches this filter.")
            if nothing_found
            else how_many(shown, everything, more=self._more)
        )
        self.count_words = said
        if self.parts.row is not None:
            self.parts.row.setVisible(bool(everything or self._found_by_page))
            self.parts.row.count.setText(said)
        self._share_widths()

    def _share_widths(self, *, again: bool = False) -> None:
        self._resized_by_hand = self._resized_by_hand and not again
        if not self._resized_by_hand:
            self._restoring, before = True, self._restoring
            self.parts.share_widths()
            self._restoring = before

    def _on_entered(self, index: QModelIndex) -> None:
        """Type into the cell where one may, else open the row."""
        if self.model.can_edit(index):
            self.view.edit(index)
        else:
            self._open(self.model.rows[index.row()])

    def _open(self, row: Any) -> None:
        verbs = self.verbs_of(row)
        if verbs:
            verbs[0].callback(row)
        else:
            self.row_opened.emit(row)

    def _load_all(self) -> None:
        """Fetch what is still missing, so that sorting and filtering speak of the whole list."""
        while self.load_next():
            pass

    def _go_to_rows(self) -> None:
        self._filter_now()
        if self.model.rows:
            self.view.setFocus()
            if self.current() is None:
                self.view.make_current(self.model.index(0, 0))

    def _filter_now(self) -> None:
        self._filter_timer.stop()
        text = self.filter_box.text()
        if not self._found_by_page:
            self._load_all()
            self._keeping(lambda: self.model.set_filter(text))
        self.filtered.emit(text)

    def _on_filter_typed(self, text: str) -> None:
        if len(self.model.all_rows()) > 2000 or self._found_by_page or self._more:
            self._filter_timer.start()
        else:
            self._filter_now()

    def _on_heading_clicked(self, column: int, order: Qt.SortOrder) -> None:
        if column < len(self.model.columns):
            self._load_all()
            self._keeping(lambda: self.model.sort(column, order))

    def _on_section_resized(self) -> None:
        if (
            not self._restoring
            and self.view.isVisible()
            and QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        ):
            self._resized_by_hand = True

    def _on_current_changed(self, current: QModelIndex) -> None:
        if self._restoring:
            return
        row = self.model.rows[current.row()] if current.isValid() else None
        self._chosen_id = None if row is None else row.id
        self.row_chosen.emit(row)

    def _on_menu_requested(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        if index.isValid():
            self.view.make_current(index)
        self.menu().popup(self.view.viewport().mapToGlobal(point))

    def _on_scrolled(self, value: int) -> None:
        bar = self.view.verticalScrollBar()
        near_the_end = bar.maximum() > 0 and value >= bar.maximum() - bar.pageStep()
        if near_the_end and self._more and self.load_more is not None and not self._restoring:
            self._more = False
            try:
                self.load_more()
            except BaseException:
                self._more = True  # the next scrolling asks again
                raise
