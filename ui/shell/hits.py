"""The list of suggestions under the scan field: people, titles and copies that what was typed may mean."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit import icons, layout, style

ICONS = {"person": "user", "title": "book", "copy": "copy"}
_AT_MOST = 8
_HIT = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class Hits(QFrame):
    """A panel that never takes the focus: the keys stay in the field. `hit_chosen(hit)` when one was clicked."""

    hit_chosen = Signal(object)

    def __init__(self, window: QWidget, *, name: str) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("kind", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = QStandardItemModel(self)
        self.view = QListView()
        self.view.setProperty("kind", "hits")
        self.view.setAccessibleName(name)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Painter(self.view))
        self.view.clicked.connect(lambda index: self.hit_chosen.emit(index.data(_HIT)))
        self.setLayout(layout.column(self.view, margins=2))
        self.hide()

    def show_hits(self, hits: Sequence[Any], *, under: QWidget) -> None:
        """Show these below the widget, none chosen; hide where there are none."""
        self._model.clear()
        for hit in hits[:_AT_MOST]:
            item = QStandardItem(hit.title)
            item.setData(hit, _HIT)
            item.setData(f"{hit.title} {hit.detail}", Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        if not hits:
            self.hide()
            return
        place = under.mapTo(self._window, under.rect().bottomLeft())
        height = self._model.rowCount() * style.px(40) + style.px(16)
        self.setGeometry(
            place.x(), place.y() + style.px(4), under.width(), min(height, self._room_below(place.y()))
        )
        self.show()
        self.raise_()

    def hits(self) -> list[Any]:
        """Return what is offered, best first; nothing while hidden."""
        if self.isHidden():
            return []
        return [self._model.item(row).data(_HIT) for row in range(self._model.rowCount())]

    def current(self) -> Any:
        """Return the hit chosen by the arrow keys, None when there is none."""
        return self.view.currentIndex().data(_HIT) if self.isVisible() else None

    def step(self, by: int) -> None:
        """Choose the next or previous hit; past the first none is chosen again."""
        row = min(self.view.currentIndex().row() + by, self._model.rowCount() - 1)
        self.view.setCurrentIndex(self._model.index(row, 0) if row >= 0 else QModelIndex())

    def _room_below(self, top: int) -> int:
        return max(style.px(60), self._window.height() - top - style.px(24))


class _Painter(QStyledItemDelegate):
    """One line: what it is, the name in bold, the detail quiet behind it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(style.px(200), style.px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit = index.data(_HIT)
        place: QRect = option.rect
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(place, style.token("accent_soft"))
        side = style.px(20)
        picture = icons.pixmap(ICONS.get(hit.kind, "search"), tone="quiet")
        painter.drawPixmap(place.left() + style.px(8), place.center().y() - side // 2, side, side, picture)
        rest = place.adjusted(style.px(38), 0, -style.px(10), 0)
        for text, font, tone in (
            (hit.title, style.font(bold=True), "text"),
            (hit.detail, style.font("small"), "quiet"),
        ):
            painter.setFont(font)
            painter.setPen(style.token(tone))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(shown) + style.px(12))
