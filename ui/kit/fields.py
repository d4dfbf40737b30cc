"""The fields of forms: what is typed, read as what is meant. A field knows no rule of the centre and saves nothing."""

from typing import Any

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from centre_app.i18n import _, language
from ui.kit import card, icons, style


class SearchLine(QLineEdit):
    """A line to type in with a glass at its left that grows with the text size, and a button that empties it.

    `down_pressed`: the clerk wants to go on to what is listed below it.
    """

    down_pressed = Signal()

    def __init__(self, placeholder: str = "", *, icon: str = "search") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.setTextMargins(style.px(22), 0, 0, 0)
        self._glass = icons.label(icon, size=16, tone="quiet")
        self._glass.setParent(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._glass.move(style.px(10), (self.height() - self._glass.height()) // 2)


class Field(QWidget):
    """One field. `changed` is emitted whenever the clerk changes it, `submitted` on Enter where Enter types nothing."""

    changed = Signal()
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(style.px(6))

    def value(self) -> Any:
        """Return what is meant; None (or an empty text) for nothing."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value. That is no change by the clerk."""
        raise NotImplementedError

    def problem(self) -> str:
        """Return why what is typed cannot be read, or nothing."""
        return ""

    def is_empty(self) -> bool:
        """Return whether nothing is given."""
        return self.value() in (None, "")

    def raw(self) -> Any:
        """Return what is in the field as it stands, to see whether it was changed."""
        return self.value()

    def main(self) -> QWidget:
        """Return the widget that takes the focus."""
        return self.focusProxy() or self

    def set_wrong(self, wrong: bool) -> None:
        """Draw the field as wrong, or no longer."""
        card.restyle(self.main(), wrong="true" if wrong else "false")

    def set_name(self, name: str, hint: str = "") -> None:
        """Name the field for screen readers."""
        self.main().setAccessibleName(name)
        self.main().setAccessibleDescription(hint)

    def _take(self, widget: QWidget) -> None:
        self.row.addWidget(widget, 1)
        self.setFocusProxy(widget)


class TextField(Field):
    """A line of text, or several with `lines`. `value()` has no blanks around it."""

    def __init__(
        self, *, placeholder: str = "", lines: int = 1, longest: int = 0, secret: bool = False
    ) -> None:
        super().__init__()
        self.edit: QLineEdit | QPlainTextEdit
        if lines > 1:
            self.edit = QPlainTextEdit()
            self.edit.setTabChangesFocus(True)
            self.edit.setFixedHeight(style.px(14) + lines * self.edit.fontMetrics().lineSpacing())
        else:
            self.edit = QLineEdit()
            self.edit.setMaxLength(longest or 32767)
            self.edit.setEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
            self.edit.returnPressed.connect(self.submitted)
        self.edit.setPlaceholderText(placeholder)
        self.edit.textChanged.connect(self.changed)
        self._take(self.edit)

    def value(self) -> str:
        return self.raw().strip()

    def set_value(self, value: str | None) -> None:
        if isinstance(self.edit, QLineEdit):
            self.edit.setText(value or "")
            self.edit.setCursorPosition(0)
        else:
            self.edit.setPlainText(value or "")

    def raw(self) -> str:
        return self.edit.text() if isinstance(self.edit, QLineEdit) else self.edit.toPlainText()


class LineField(Field):
    """What number, money, date and time fields share: a line whose text is read, and rewritten tidily on leaving it."""

    def __init__(self, *, width: int = 160, unit: str = "") -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setMaximumWidth(style.px(width))
        self.edit.textChanged.connect(self.changed)
        self.edit.editingFinished.connect(self.tidy)
        self.edit.returnPressed.connect(self.submitted)
        self.edit.installEventFilter(self)
        self._take(self.edit)
        if unit:
            self.row.addWidget(card.label(unit, kind="quiet"))
        self.row.addStretch(0)

    def read(self, text: str) -> Any | None:
        """Return what the text means, None if it cannot be read."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return the tidy text of a value."""
        raise NotImplementedError

    def step(self, by: int) -> None:
        """Move the value up or down, on the arrow keys."""

    def tidy(self) -> None:
        """Rewrite what is typed as it was understood."""
        value = self.value()
        if value is not None and self.edit.text() != self.write(value):
            self.edit.setText(self.write(value))

    def value(self) -> Any:
        return self.read(self.edit.text()) if self.edit.text().strip() else None

    def set_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else self.write(value))

    def raw(self) -> Any:
        # "9" and the "09:00" it is tidied into are no change; unreadable text is its own value
        value = self.value()
        return self.edit.text().strip() if value is None else value

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if by is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.step(by)
                return True
        return super().eventFilter(watched, event)


class NumberField(LineField):
    """A whole number between `least` and `most`; the up and down keys count. `unit` stands behind it."""

    def __init__(self, *, least: int = 0, most: int = 999_999, unit: str = "", width: int = 110) -> None:
        super().__init__(width=width, unit=unit)
        self._least, self._most = least, most

    def read(self, text: str) -> int | None:
        try:
            return int(text.strip())
        except ValueError:
            return None

    def write(self, value: int) -> str:
        return str(value)

    def step(self, by: int) -> None:
        value = self.value()
        start = self._least - by if value is None else value
        self.edit.setText(str(max(self._least, min(self._most, start + by))))

    def problem(self) -> str:
        if not self.edit.text().strip():
            return ""
        value = self.value()
        if value is None:
            return _("This is no whole number.")
        if not self._least <= value <= self._most:
            return _("Please give a number from {least} to {most}.").format(
                least=self._least, most=self._most
            )
        return ""


class MoneyField(LineField):
    """An amount in yuan as typed, in fen as `value()`: `12.5` is 1250 fen. `¥` and thousands commas may be typed."""

    def __init__(self, *, width: int = 130) -> None:
        super().__init__(width=width, unit=_("yuan"))

    def read(self, text: str) -> int | None:
        plain = (
            text.strip()
            .replace(",", "")
            .replace("，", "")
            .lstrip("¥￥")
            .removesuffix("元")
            .replace("。", ".")
            .strip()
        )
        whole, point, part = plain.partition(".")
        if not (whole + part).isdecimal() or len(part) > 2 or (point and not part):
            return None
        return int(whole or 0) * 100 + int(part.ljust(2, "0"))

    def write(self, value: int) -> str:
        return f"{value // 100}.{value % 100:02d}"

    def problem(self) -> str:
        if self.edit.text().strip() and self.value() is None:
            return _("Please give an amount such as 12.50.")
        return ""


def locale() -> QLocale:
    """Return Qt's locale of the language the program speaks, for calendars and dates."""
    return QLocale("zh_CN" if language() == "zh_CN" else "en_GB")
