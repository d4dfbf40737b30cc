"""A field to choose a person, a title or anything else by typing: the page says how to find, the field shows the hits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QCompleter, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from centre_app.i18n import _
from ui.kit import style
from ui.kit.fields import Field, SearchLine

Index = QModelIndex | QPersistentModelIndex
_PAUSE_MILLISECONDS = 120
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Hit:
    """Something found: its id, what it is called, and what tells it from others of that name."""

    id: Any
    title: str
    detail: str = ""


class PickerField(Field):
    """Type to search, Enter takes the first hit, Down chooses. `value()` is the id chosen, None while nothing is.

    `find(text)` returns at most some 20 hits; it is called a moment after the last key. `free` lets text without a hit
    stand, to be read with `text()` (a contact who is not in the register).
    """

    def __init__(
        self, find: Callable[[str], Sequence[Hit]], *, placeholder: str = "", free: bool = False
    ) -> None:
        super().__init__()
        self._find = find
        self._free = free
        self._chosen: Hit | None = None
        self.edit = SearchLine(placeholder or _("Type a name, initials or number"))
        self._hits = _Hits(self)
        self._list = QCompleter(self._hits, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setWidget(self.edit)
        self._list.setMaxVisibleItems(8)
        popup = self.popup = QListView()
        self._list.setPopup(popup)
        popup.setProperty("kind", "hits")
        popup.setItemDelegate(_HitDelegate(popup))
        self._list.activated[QModelIndex].connect(  # type: ignore[index]
            self._on_hit_activated
        )
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.search)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.textChanged.connect(lambda text: None if text else self._choose(None))
        self.edit.installEventFilter(self)
        self.edit.returnPressed.connect(
            self._on_enter
        )  # with the list open Qt gives the key to the line past filters
        self._take(self.edit)

    def value(self) -> Any:
        return None if self._chosen is None else self._chosen.id

    def hit(self) -> Hit | None:
        """Return the hit chosen."""
        return self._chosen

    def text(self) -> str:
        """Return what is typed."""
        return self.edit.text().strip()

    def set_value(self, value: Hit | None) -> None:
        """Choose a hit, or nothing."""
        self._chosen = value
        self.edit.setText(value.title if value else "")

    def problem(self) -> str:
        if self.text() and self._chosen is None and not self._free:
            return _("Please choose one from the list.")
        return ""

    def is_empty(self) -> bool:
        return not self.text()

    def raw(self) -> Any:
        return (self.value(), self.text())

    def search(self) -> None:
        """Look now for what is typed and show the hits."""
        self._pause.stop()
        text = self.text()
        self._hits.show(list(self._find(text)) if text else [])
        if not self._hits.hits:
            self.popup.hide()
            return
        self._list.complete(QRect(0, 0, max(self.edit.width(), style.px(300)), self.edit.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_enter()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.search()
                return True
        return super().eventFilter(watched, event)

    def _on_enter(self) -> None:
        current = self.popup.currentIndex() if self.popup.isVisible() else QModelIndex()
        if current.isValid():
            self._choose(self._hits.hits[current.row()])
            self.popup.hide()
            return
        if self.text() and self._chosen is None:
            self.search()
            if self._hits.hits and not self._free:
                self._choose(self._hits.hits[0])
                self.popup.hide()
                return
        self.submitted.emit()

    def _on_edited(self) -> None:
        self._chosen = None
        self.changed.emit()
        self._pause.start()

    def _on_hit_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self._choose(self._hits.hits[index.row()])

    def _choose(self, hit: Hit | None) -> None:
        before, self._chosen = self._chosen, hit
        if hit is not None:
            self.edit.setText(hit.title)
        if before != hit:
            self.changed.emit()


class _Hits(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []

    def show(self, hits: list[Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hits[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return hit.title
        if role == Qt.ItemDataRole.UserRole:
            return hit
        return f"{hit.title} {hit.detail}" if role == Qt.ItemDataRole.AccessibleTextRole else None


class _HitDelegate(QStyledItemDelegate):
    """Title at the left, detail in quiet text at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(style.px(200), style.px(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: Hit = index.data(Qt.ItemDataRole.UserRole)
        rect = option.rect
        state = option.state
        painter.save()
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, style.token("accent_soft"))
        inner = rect.adjusted(style.px(10), 0, -style.px(10), 0)
        title, detail = style.font("body", bold=True), style.font("small")
        painter.setFont(title)
        painter.setPen(style.token("text"))
        name = QFontMetrics(title).elidedText(shown.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, name)
        left = QFontMetrics(title).horizontalAdvance(name) + style.px(12)
        painter.setFont(detail)
        painter.setPen(style.token("quiet"))
        rest = QFontMetrics(detail).elidedText(
            shown.detail, Qt.TextElideMode.ElideRight, inner.width() - left
        )
        painter.drawText(
            inner.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, rest
        )
        painter.restore()
