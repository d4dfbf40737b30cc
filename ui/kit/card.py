"""Surfaces and small things to look at: cards, badges, meters, figures, hints, empty states; what a press means is the page's."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import buttons, icons, style


def label(
    text: str = "", *, kind: str = "body", tint: str = "", wrap: bool = False, selectable: bool = False
) -> QLabel:
    """Return words in one of the kinds body, small, quiet, quiet-small, strong, heading, title, figure, stat, error.

    `tint` colours them good, info, warning or bad. Text is plain: a `<` in a name is shown as it is.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    made.setProperty("tint", tint)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties the style sheet looks at, and look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


_NOTE_ICONS = {"good": "check", "info": "info", "warning": "warning", "bad": "warning", "neutral": "info"}


class Card(QFrame):
    """A white surface with one hairline and round corners, an optional title and something at its right."""

    def __init__(self, title: str = "", trailing: str | QWidget | None = None, *, padding: int = 16) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        space = style.px(padding)
        self.body.setContentsMargins(space, style.px(max(padding - 4, 0)), space, space)
        self.body.setSpacing(style.px(8))
        self.title_label = label(title, kind="heading")
        self.trailing_label = label("", kind="quiet-small")
        self._head = QWidget()
        self._head.setMinimumHeight(style.px(28))
        self._head_row = QHBoxLayout(self._head)
        self._head_row.setContentsMargins(0, 0, 0, 0)
        self._head_row.setSpacing(style.px(8))
        self._head_row.addWidget(self.title_label)
        self._head_row.addStretch(1)
        self._head_row.addWidget(self.trailing_label)
        self.body.addWidget(self._head)
        self.set_title(title)
        self.set_trailing(trailing)

    def set_title(self, title: str) -> None:
        """Change the title; an empty one (with nothing trailing) takes no room."""
        self.title_label.setText(title)
        self.setAccessibleName(title)
        self._head.setVisible(bool(title or self.trailing_label.text() or self._head_row.count() > 3))

    def set_trailing(self, trailing: str | QWidget | None) -> None:
        """Put words, or add a widget, at the right end of the title."""
        if isinstance(trailing, QWidget):
            self._head_row.addWidget(trailing)
        else:
            self.trailing_label.setText(trailing or "")
        self.trailing_label.setVisible(bool(self.trailing_label.text()))
        self._head.setVisible(bool(self.title_label.text() or trailing or self._head_row.count() > 3))

    def add(self, what: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a widget or a layout below what is there."""
        if isinstance(what, QWidget):
            self.body.addWidget(what, stretch)
        else:
            self.body.addLayout(what, stretch)


class Badge(QLabel):
    """A word on a coloured pill: good, info, warning, bad or neutral."""

    def __init__(self, text: str = "", tone: str = "info") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "badge")
        self.setProperty("tone", tone)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(style.px(22))

    def set(self, text: str, tone: str) -> None:
        """Change word and tone."""
        self.setText(text)
        restyle(self, tone=tone)


class Meter(QWidget):
    """A thin bar: how much of something is used. Say the numbers in words beside it, the bar only repeats them."""

    def __init__(self, value: float, maximum: float, colour: QColor | str = "accent") -> None:
        super().__init__()
        self._value, self._maximum, self._colour = value, maximum, colour
        self.setFixedHeight(style.px(8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def set(self, value: float, maximum: float) -> None:
        """Change the value and what is full."""
        self._value, self._maximum = value, maximum
        self._name()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._value:g} / {self._maximum:g}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(style.token("track"))
        painter.drawRoundedRect(whole, radius, radius)
        share = min(1.0, self._value / self._maximum) if self._maximum > 0 else 0.0
        if share > 0:
            painter.setBrush(self._colour if isinstance(self._colour, QColor) else style.token(self._colour))
            whole.setWidth(max(whole.height(), whole.width() * share))
            painter.drawRoundedRect(whole, radius, radius)
        painter.end()


class MeterRow(QWidget):
    """A name, `3 / 12` at the right and the bar below."""

    def __init__(self, name: str, value: int, maximum: int, colour: QColor | str = "accent") -> None:
        super().__init__()
        self._figure = label(kind="body")
        self._meter = Meter(value, maximum, colour)
        top = QHBoxLayout()
        top.addWidget(label(name, kind="strong"))
        top.addStretch(1)
        top.addWidget(self._figure)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, style.px(4), 0, style.px(6))
        whole.setSpacing(style.px(4))
        whole.addLayout(top)
        whole.addWidget(self._meter)
        self.setAccessibleName(name)
        self.set(value, maximum)

    def set(self, value: int, maximum: int, *, warning: str = "") -> None:
        """Change the numbers; with a warning in words, or past the maximum, the figure turns to the warning colour."""
        figure = f"{value} / {maximum}" if maximum else str(value)
        self._figure.setText(f"{warning} · {figure}" if warning else figure)
        restyle(self._figure, tint="warning" if warning or 0 < maximum < value else "")
        self._meter.set(value, maximum)


class StatCard(Card):
    """One figure of a report: what it counts, the number, and a quiet note below. `pressed`: by mouse, Enter or Space."""

    pressed = Signal()

    def __init__(self, title: str, figure: str, note: str = "", *, tint: str = "") -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.body.setSpacing(style.px(2))
        self._title = label(title, kind="quiet")
        self._figure = label(figure, kind="stat")
        self._note = label(kind="quiet-small")
        for each in (self._title, self._figure, self._note):
            self.body.addWidget(each)
        self.body.addStretch(1)
        self.setMinimumWidth(style.px(132))
        self.set(figure, note, tint=tint)

    def set(self, figure: str, note: str = "", *, tint: str = "") -> None:
        """Change figure and note."""
        self._figure.setText(figure)
        self._note.setText(note)
        restyle(self._note, tint=tint)
        self.setAccessibleName(f"{self._title.text()} {figure} {note}".strip())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)


class Note(QFrame):
    """A sentence on a coloured ground with an icon, inside a page: a conflict, a reminder, a success."""

    def __init__(self, text: str, tone: str = "info") -> None:
        super().__init__()
        self.setProperty("kind", "note")
        self._icon = icons.label("info", size=18)
        self._words = label(wrap=True, selectable=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.px(10), style.px(8), style.px(12), style.px(8))
        row.setSpacing(style.px(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.set(text, tone)

    def set(self, text: str, tone: str) -> None:
        """Change sentence and tone."""
        self._words.setText(text)
        self._icon.setPixmap(
            icons.pixmap(_NOTE_ICONS[tone], size=18, tone="accent" if tone == "info" else tone)
        )
        restyle(self, tone=tone)
        restyle(self._words)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return the sentence shown."""
        return self._words.text()


class EmptyState(QWidget):
    """What is shown where there is nothing yet: an icon, a sentence that says what to do first, and a button for it."""

    def __init__(
        self,
        sentence: str,
        *,
        icon: str = "info",
        button: str = "",
        pressed: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.button: buttons.Button | None = None
        whole = QVBoxLayout(self)
        whole.setSpacing(style.px(12))
        whole.addStretch(1)
        whole.addWidget(icons.label(icon, size=36, tone="quiet"), 0, Qt.AlignmentFlag.AlignHCenter)
        self._words = label(sentence, kind="quiet", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        whole.addWidget(self._words)
        if button:
            self.button = buttons.primary(button, clicked=pressed)
            whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(2)

    def set_sentence(self, sentence: str) -> None:
        """Change the sentence."""
        self._words.setText(sentence)


def key_hint(keys: str) -> QLabel:
    """Return a small chip with a keyboard shortcut, such as `Ctrl K`."""
    made = label(keys, kind="key")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setMinimumHeight(style.px(20))
    return made


def section_title(text: str) -> QLabel:
    """Return a heading inside a card."""
    made = label(text, kind="heading")
    made.setMinimumHeight(style.px(28))
    return made


def line() -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setProperty("kind", "line")
    return made
