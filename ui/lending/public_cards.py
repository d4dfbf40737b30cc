"""The found titles as large cards for visitors, painted: name, author, where it stands, whether it is there."""

from zlib import crc32

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QListView, QScroller, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from centre_app import i18n
from centre_app.i18n import _
from centre_app.lending import catalogue
from centre_app.lending.public_catalogue import PublicTitle
from ui.kit import fields, style

Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _NARROWEST, _GAP, _COVER = 168, 480, 12, 92  # pixels at 100 %
_COVERS = 12
_TONES = {"on_shelf": "good", "out": "warning", "read_here": "info", "away": "neutral"}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def state_words(title: PublicTitle) -> str:
    """Whether a title is there, or until when it is out."""
    if title.state == "on_shelf" and title.copies > 1:
        return _("On the shelf: {available} of {copies}").format(
            available=title.available, copies=title.copies
        )
    if title.state == "on_shelf":
        return _("On the shelf")
    if title.state == "out" and title.back_on is not None:
        day = QDate(title.back_on.year, title.back_on.month, title.back_on.day)
        return _("Out until {day}").format(day=fields.locale().toString(day, _("d MMMM")))
    return {"out": _("Out at present"), "read_here": _("To be read here")}.get(
        title.state, _("Not here at present")
    )


def place_words(title: PublicTitle) -> str:
    """Where it stands."""
    return _("Shelf {shelf}").format(shelf=title.shelf) if title.shelf else _("Please ask at the desk")


def about_words(title: PublicTitle) -> str:
    """Who wrote it, who published it when; what it is where it is no book."""
    kind = _(catalogue.KIND_LABELS[title.kind]) if title.kind != "book" else ""
    parts = (title.authors, title.publisher, title.published, kind)
    return " · ".join(part for part in parts if part)


def spoken(title: PublicTitle) -> str:
    """All of a card as text."""
    parts = (title.name, about_words(title), place_words(title), title.call_number, state_words(title))
    return "\n".join(part for part in parts if part)


def cover_colour(title: PublicTitle) -> QColor:
    """The colour a title's cover is painted in: the same wherever it is shown, alike within a class."""
    return style.room_colour(crc32((title.clc_class[:1] or title.name).encode()) % _COVERS)


class _Titles(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.titles: list[PublicTitle] = []
        self.language = ""

    def show(self, titles: list[PublicTitle], language: str) -> None:
        self.beginResetModel()
        self.titles, self.language = titles, language
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        with i18n.in_language(self.language):
            return spoken(self.titles[index.row()])


class Cards(QListView):
    """The cards side by side as far as they fit. `typed(text)`: somebody types although the cards have the focus."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._titles = _Titles()
        self.setModel(self._titles)
        self.setItemDelegate(_Painter(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def show_titles(self, titles: list[PublicTitle], *, language: str) -> None:
        """Show these from the first on, in that language."""
        self._titles.show(titles, language)
        self.scrollToTop()
        self._fit()

    def titles(self) -> list[PublicTitle]:
        """What is shown."""
        return list(self._titles.titles)

    def language(self) -> str:
        """The language the cards are written in."""
        return self._titles.language or i18n.language()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width() - 1
        across = max(1, room // style.px(_NARROWEST))
        self.setGridSize(QSize(room // across, style.px(_HEIGHT + _GAP)))


class _Painter(QStyledItemDelegate):
    def __init__(self, cards: Cards) -> None:
        super().__init__(cards)
        self._cards = cards

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._cards.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        title = self._cards.titles()[index.row()]
        place: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(place).adjusted(2, 2, -style.px(_GAP), -style.px(_GAP))
        with i18n.in_language(self._cards.language()):
            _paint_card(painter, room, title, chosen=chosen)
        painter.restore()


def _paint_card(painter: QPainter, room: QRectF, title: PublicTitle, *, chosen: bool) -> None:
    radius = style.px(12)
    painter.setPen(QPen(style.token("accent" if chosen else "control"), 3 if chosen else 1))
    painter.setBrush(style.token("surface"))
    painter.drawRoundedRect(room, radius, radius)
    cover = room.adjusted(style.px(10), style.px(10), 0, -style.px(10))
    cover.setWidth(style.px(_COVER))
    _paint_cover(painter, cover, title)
    inside = QRectF(room)
    inside.setLeft(cover.right() + style.px(14))
    inside.adjust(0, style.px(10), -style.px(12), -style.px(10))
    painter.setPen(style.token("text"))
    top = inside.top() + _wrapped(painter, inside, title.name, font=_font(22, bold=True), lines=2)
    line = style.px(26)
    for words in filter(None, (about_words(title), place_words(title))):
        if top + line > inside.bottom() - style.px(30):
            break
        _line(painter, QRectF(inside.left(), top, inside.width(), line), words, font=_font(18))
        top += line
    _paint_foot(painter, inside, title)


def _paint_cover(painter: QPainter, room: QRectF, title: PublicTitle) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(cover_colour(title))
    painter.drawRoundedRect(room, style.px(8), style.px(8))
    painter.setPen(QColor("white"))
    painter.setFont(_font(44, bold=True))
    upper = QRectF(room.left(), room.top(), room.width(), room.height() * 0.68)
    painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, title.name[:1])
    lower = QRectF(room.left(), upper.bottom(), room.width(), room.height() * 0.28)
    font = _font(16, bold=True)
    painter.setFont(font)
    words = QFontMetricsF(font).elidedText(
        title.clc_class, Qt.TextElideMode.ElideRight, room.width() - style.px(8)
    )
    painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, words)


def _paint_foot(painter: QPainter, inside: QRectF, title: PublicTitle) -> None:
    ink, fill = style.tone_colours(_TONES[title.state])
    font, high = _font(18, bold=True), style.px(30)
    words = state_words(title)
    wide = min(inside.width(), QFontMetricsF(font).horizontalAdvance(words) + style.px(24))
    badge = QRectF(inside.left(), inside.bottom() - high, wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(badge, high / 2, high / 2)
    painter.setPen(ink)
    _line(painter, badge.adjusted(style.px(12), 0, -style.px(6), 0), words, font=font)
    painter.setPen(style.token("text"))
    rest = QRectF(
        badge.right() + style.px(12), badge.top(), inside.right() - badge.right() - style.px(12), high
    )
    _line(painter, rest, title.call_number, font=_font(20, bold=True))


def _wrapped(painter: QPainter, room: QRectF, text: str, *, font: QFont, lines: int) -> float:
    """Write text in at most so many lines, the last ending in dots; returns their height."""
    layout, metrics = QTextLayout(text, font), QFontMetricsF(font)
    layout.beginLayout()
    starts = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room.width())
        starts.append(line.textStart())
    layout.endLayout()
    high = metrics.lineSpacing()
    for number, start in enumerate(starts[:lines]):
        last = number == lines - 1
        shown = text[start:] if last else text[start : [*starts, len(text)][number + 1]]
        place = QRectF(
            QPointF(room.left(), room.top() + number * high),
            QPointF(room.right(), room.top() + (number + 1) * high),
        )
        _line(painter, place, shown.strip(), font=font)
    return high * min(lines, len(starts))


def _line(painter: QPainter, room: QRectF, text: str, *, font: QFont) -> None:
    painter.setFont(font)
    fitting = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, fitting)


def _font(pixels: float, *, bold: bool = False) -> QFont:
    font = style.font("body", bold=bold)
    font.setPixelSize(style.px(pixels))
    return font
