"""How the rows of a list are drawn: hairlines, badges and the buttons at a row's end. Only what is visible is drawn."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.kit import style
from ui.kit.table_model import Column, RowsModel, RowVerb
from ui.kit.table_view import RowsView

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws cells; a press on a drawn button emits `pressed(verb, row)`."""

    pressed = Signal(object, object)

    def __init__(self, view: RowsView, model: RowsModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._viewport = view.viewport()  # kept: it is asked for while the view is already gone
        self.hovered: tuple[int, int] | None = None
        self.held: tuple[int, int] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width the cell's content needs, and the height of a row."""
        if self._model.is_button_column(index.column()):
            return QSize(self.buttons_width(), style.size("row"))
        column = self._model.columns[index.column()]
        row = self._model.rows[index.row()]
        width = QFontMetrics(style.font("body", bold=column.bold)).horizontalAdvance(column.text(row))
        return QSize(width + style.px(32 if column.tone_of(row) else 18), style.size("row"))

    def buttons_width(self) -> int:
        """Return the room that the buttons of the row with the widest need, 0 for none; without rows, that all of them would."""
        metrics = QFontMetrics(style.font("body"))
        each = {
            verb.text: metrics.horizontalAdvance(verb.text) + style.px(36) for verb in self._model.buttons
        }
        shown = {
            tuple(verb.text for verb in self._model.buttons_of(row))
            for row in self._model.rows[:_WITH_BUTTONS]
        }
        widest = max(sum(map(each.__getitem__, texts)) for texts in shown or {tuple(each)})
        return widest + style.px(4) if widest else 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        self._paint_ground(painter, rect, option, index)
        row = self._model.rows[index.row()]
        if self._model.is_button_column(index.column()):
            for number, (verb, place) in enumerate(self._placed(row, rect)):
                self._paint_button(painter, place, verb, (index.row(), number))
        else:
            self._paint_cell(painter, rect, self._model.columns[index.column()], row)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, style.token("accent_soft"))
        elif self.hovered is not None and self.hovered[0] == index.row():
            painter.fillRect(rect, style.token("hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), style.token("line"))
        current = self._view.currentIndex()
        if self._view.hasFocus() and current.isValid() and current.row() == index.row():
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), style.token("accent"))
            painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), style.token("accent"))
            if current.column() == index.column() and self._model.can_edit(index):
                painter.setPen(QPen(style.token("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _paint_cell(self, painter: QPainter, rect: QRect, column: Column, row: Any) -> None:
        text, tone = column.text(row).replace("\n", " "), column.tone_of(row)
        inner = rect.adjusted(style.px(6), 0, -style.px(6), 0)
        if tone and text:
            paint_badge(painter, inner, text, tone, align=column.align)
            return
        font = style.font("body", bold=column.bold)
        painter.setFont(font)
        painter.setPen(style.token("quiet" if column.quiet else "text"))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        sideways = {"right": Qt.AlignmentFlag.AlignRight, "center": Qt.AlignmentFlag.AlignHCenter}
        painter.drawText(
            inner,
            sideways.get(column.align, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter,
            shown,
        )

    def _paint_button(self, painter: QPainter, place: QRect, verb: RowVerb, key: tuple[int, int]) -> None:
        ground = "pressed" if self.held == key else "hover" if self.hovered == key else "surface"
        painter.setBrush(style.token(ground))
        painter.setPen(QPen(style.token("bad" if verb.danger else "control"), 1))
        radius = style.px(8)
        painter.drawRoundedRect(place.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setFont(style.font("body"))
        painter.setPen(style.token("bad" if verb.danger else "text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, verb.text)

    def _placed(self, row: Any, rect: QRect) -> list[tuple[RowVerb, QRect]]:
        """Return the row's buttons with their places, from the right end."""
        metrics = QFontMetrics(style.font("body"))
        height = min(style.size("button"), rect.height() - 4)
        right = rect.right() - style.px(4)
        found: list[tuple[RowVerb, QRect]] = []
        for verb in reversed(self._model.buttons_of(row)):
            width = metrics.horizontalAdvance(verb.text) + style.px(26)
            top = rect.top() + (rect.height() - height) // 2
            found.append((verb, QRect(right - width + 1, top, width, height)))
            right -= width + style.px(8)
        return found

    def button_at(self, index: QModelIndex, point: Any) -> tuple[RowVerb, int] | None:
        """Return the button under a point of the view, with its number."""
        if not index.isValid() or not self._model.is_button_column(index.column()):
            return None
        placed = self._placed(self._model.rows[index.row()], self._view.visualRect(index))
        return next(
            ((verb, number) for number, (verb, place) in enumerate(placed) if place.contains(point)), None
        )

    def button_place(self, index: QModelIndex, verb: RowVerb) -> QRect:
        """Return where a row's button is drawn, in the view's viewport."""
        placed = self._placed(self._model.rows[index.row()], self._view.visualRect(index))
        return next((place for each, place in placed if each is verb), QRect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse over the view's viewport; what happens in an editor is Qt's own."""
        if watched is not self._viewport:
            return super().eventFilter(watched, event)
        if isinstance(event, QMouseEvent):
            return self._on_mouse(event)
        if event.type() == QEvent.Type.Leave:
            self.hovered = self.held = None
            self._view.viewport().update()
        return False

    def _on_mouse(self, event: QMouseEvent) -> bool:
        index = self._view.indexAt(event.position().toPoint())
        found = self.button_at(index, event.position().toPoint())
        key = (index.row(), found[1] if found else -1) if index.isValid() else None
        if key != self.hovered:
            self.hovered = key
            self._view.viewport().update()
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick) and found:
            self.held = key
            self._view.make_current(index)
            self._view.viewport().update()
            return True
        if event.type() == QEvent.Type.MouseButtonRelease and self.held is not None:
            held, self.held = self.held, None
            self._view.viewport().update()
            if found and held == key:
                self.pressed.emit(found[0], self._model.rows[index.row()])
            return True
        return False

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole text of a cell that had to be shortened."""
        if self._model.is_button_column(index.column()) or not index.isValid():
            return False
        hint = index.data(Qt.ItemDataRole.ToolTipRole)
        too_wide = self.sizeHint(option, index).width() > self._view.columnWidth(index.column()) + style.px(6)
        QToolTip.showText(event.globalPos(), hint or (index.data() if too_wide else ""), view)
        return True


def paint_badge(painter: QPainter, rect: QRect, text: str, tone: str, *, align: str = "left") -> None:
    """Draw a word on a coloured pill inside the rectangle."""
    font = style.font("small")
    metrics = QFontMetrics(font)
    ink, fill = style.tone_colours(tone)
    height = metrics.height() + style.px(3)
    width = min(metrics.horizontalAdvance(text) + style.px(16), rect.width())
    left = {"right": rect.right() - width + 1, "center": rect.center().x() - width // 2}.get(
        align, rect.left()
    )
    pill = QRect(left, rect.top() + (rect.height() - height) // 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(ink)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - style.px(12))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)


_WITH_BUTTONS = 500  # rows whose buttons are looked at: a window of them
_LEAST = 72  # pixels at 100 % in which words can be read


def widths(model: QAbstractItemModel, delegate: RowDelegate, columns: list[Column], room: int) -> list[int]:
    """Share the room among columns: fixed ones keep theirs, the others take what their content needs and the rest.

    The content of the first rows stands for all. With too little room text columns shrink, never below a readable width;
    where that is not enough, spare columns have none, the first of them first.
    """
    option = QStyleOptionViewItem()
    sample = range(min(40, model.rowCount()))
    heading = QFontMetrics(style.font("body"))
    wanted: list[int] = []
    for number, column in enumerate(columns):
        if column.width is not None:
            wanted.append(style.px(column.width))
            continue
        content = [delegate.sizeHint(option, model.index(place, number)).width() for place in sample]
        widest = max([heading.horizontalAdvance(column.title) + style.px(30), *content])
        wanted.append(min(widest, style.px(360)))
    elastic = [column.width is None and column.align == "left" for column in columns]
    least = [
        min(width, style.px(_LEAST)) if free else width for width, free in zip(wanted, elastic, strict=True)
    ]
    for number in range(len(columns)):
        if columns[number].spare and sum(least) > room:
            wanted[number] = least[number] = 0
            elastic[number] = False
    return _shared(wanted, elastic, room)


def _shared(wanted: list[int], elastic: list[bool], room: int) -> list[int]:
    spare = room - sum(wanted)
    if not any(elastic):
        elastic = [number == len(wanted) - 1 for number in range(len(wanted))]
    least = style.px(_LEAST)
    weights = [
        (width if spare > 0 else max(0, width - least)) if free else 0
        for width, free in zip(wanted, elastic, strict=True)
    ]
    total = sum(weights)
    if not total:
        return wanted
    spare = max(spare, -total)
    made = [width + spare * weight // total for width, weight in zip(wanted, weights, strict=True)]
    made[weights.index(max(weights))] += (spare - (sum(made) - sum(wanted))) if spare > 0 else 0
    return made
