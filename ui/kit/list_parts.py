"""What a list is made of on the screen. It is made when the list is first looked at: half of the lists of a day never are."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QWidget

from centre_app.i18n import _, _n
from ui.kit import buttons, card, layout, style
from ui.kit.fields import SearchLine
from ui.kit.table_model import RowsModel
from ui.kit.table_paint import RowDelegate, widths
from ui.kit.table_view import RowsView, least_height

_ROW = 40  # pixels at 100 % of the line above the rows, with the space below it
_BY_TAB = Qt.FocusPolicy.TabFocus
_USUAL = 192  # pixels that Qt gives any area that scrolls


class FilterRow(QWidget):
    """The line above the rows: the filter box, how many rows there are, and what can be done with the whole list."""

    def __init__(self, *, menu: Callable[[], object]) -> None:
        super().__init__()
        self.box = SearchLine(_("Filter this list"))
        self.box.setMaximumWidth(style.px(240))
        self.count = card.label(kind="quiet-small")
        self.more_button = buttons.icon_only("more", _("Copy, print or save the list"), clicked=menu)
        self._line: QHBoxLayout = layout.row(self.box, self.count, None, self.more_button)
        self._line.setStretch(0, 1000)
        self.setLayout(self._line)

    def add(self, widget: QWidget) -> None:
        """Put something of the page's own at the right of the filter box."""
        self._line.insertWidget(self._line.count() - 2, widget)


class ListParts:
    """The rows of a model, what stands in their place where there are none, and the line above them, if there is to be one."""

    def __init__(
        self, model: RowsModel, *, name: str, empty: card.EmptyState, row: FilterRow | None, many: bool
    ) -> None:
        self.view, self.row, self.empty, self._model = RowsView(), row, empty, model
        mode = QAbstractItemView.SelectionMode
        self.view.setAccessibleName(name)
        self.view.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.view.setModel(model)
        if any(column.edit for column in model.columns):
            self.view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.delegate = RowDelegate(self.view, model)
        self.view.setItemDelegate(self.delegate)
        self.view.viewport().installEventFilter(self.delegate)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(empty)
        self._whole = layout.column(*([row] if row else []))
        self._whole.addWidget(self._stack, 1)

    def show_rows(self, rows: bool, *, owner: QWidget) -> None:
        """Show the rows, which Tab goes to in the list that owns them, or that there are none."""
        self._stack.setCurrentWidget(self.view if rows else self.empty)
        if rows != (owner.focusProxy() is not None):
            _lead_to(owner, self.view if rows else None)

    def put_into(self, owner: QWidget) -> None:
        """Fill the list with them, and stand where it stands in the order of Tab: Qt puts what is made later at its end."""
        before = _place_before(owner)
        owner.setLayout(self._whole)
        _lead_to(owner, self.view)
        if before is not None:
            policy = before.focusPolicy()
            before.setFocusPolicy(_BY_TAB)
            QWidget.setTabOrder(before, owner)
            before.setFocusPolicy(policy)
        _keep_together(self.view, [self.row.box, self.row.more_button] if self.row is not None else [])

    def share_widths(self) -> None:
        """Divide the room there is among the columns."""
        model, room = self._model, self.view.viewport().width()
        if room < 50:
            return
        extra = self.delegate.buttons_width() if model.buttons else 0
        shared = widths(model, self.delegate, model.columns, room - extra)
        for number, width in enumerate([*shared, *([extra] if model.buttons else [])]):
            self.view.setColumnHidden(number, not width)
            self.view.setColumnWidth(number, width)

    def show(self) -> None:
        """Show them in a list that has just come into sight: Qt would do so one picture later."""
        self._whole.activate()
        self._stack.show()


def _place_before(owner: QWidget) -> QWidget | None:
    """The widget that the list stands behind in the order of Tab, whether Tab stops at it or not; None where there is none."""
    before = owner.previousInFocusChain()
    while before is not None and before is not owner:
        if before.focusProxy() is None and not owner.isAncestorOf(before):
            return before
        before = before.previousInFocusChain()
    return None


def _lead_to(owner: QWidget, view: RowsView | None) -> None:
    """Let the list lead to its rows, or take no focus: one that led to hidden rows would hold Tab fast for ever."""
    owner.setFocusProxy(None)  # type: ignore[arg-type]  # as Qt has it; and what follows is for the list, not for the rows
    owner.setFocusPolicy(_BY_TAB if view is not None else Qt.FocusPolicy.NoFocus)  # Qt orders nothing else
    if view is not None:
        owner.setFocusProxy(view)


def _keep_together(view: RowsView, line: list[QWidget]) -> None:
    """Put the inside of a table, which gives it the focus, right behind it: else going back would come to it twice.

    Then comes the line above it: who goes through the window by Tab is in the rows first, and reaches the filter all the same.
    """
    inside = view.viewport()
    inside.setFocusProxy(None)  # type: ignore[arg-type]  # as Qt has it
    inside.setFocusPolicy(_BY_TAB)
    for one, other in pairwise([view, inside, *line]):
        QWidget.setTabOrder(one, other)
    inside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setFocusProxy(view)


def room_before(*, with_filter: bool, least: bool = False) -> QSize:
    """The room that a list takes before its parts are made, so that nothing moves when they are."""
    row = style.px(_ROW) if with_filter else 0
    height = least_height() + row
    return QSize(style.px(160), height) if least else QSize(256, max(height, _USUAL + row))


def how_many(shown: int, everything: int, *, more: bool) -> str:
    """How many rows are shown, in words; `more` of them have not been read yet."""
    if shown < everything:
        return _("{shown} of {total}").format(shown=shown, total=everything)
    words = _n("{count} row", "{count} rows", shown)
    return words.format(count=f"{shown}+" if more else shown) if shown else ""
