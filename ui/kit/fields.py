"""The fields of forms: what is typed, read as what is meant. A field knows no rule of the centre and saves nothing."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from centre_app.i18n import _, language
from ui.kit import card, style


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
        return self.focusProxy()

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

    def __init__(self, *, placeholder: str = "", lines: int = 1, longest: int = 0, secret: bool = False) -> None:
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
        self.edit.textChanged.connect(lambda: self.changed.emit())
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
        self.edit.textChanged.connect(lambda: self.changed.emit())
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
            return _("Please give a number from {least} to {most}.").format(least=self._least, most=self._most)
        return ""


class MoneyField(LineField):
    """An amount in yuan as typed, in fen as `value()`: `12.5` is 1250 fen. `¥` and thousands commas may be typed."""

    def __init__(self, *, width: int = 130) -> None:
        super().__init__(width=width, unit=_("yuan"))

    def read(self, text: str) -> int | None:
        plain = text.strip().replace(",", "").replace("，", "").lstrip("¥￥").removesuffix("元").replace("。", ".")
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


class CheckField(Field):
    """A box to tick, with its own words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box = QCheckBox(text)
        self.box.toggled.connect(lambda: self.changed.emit())
        self._take(self.box)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: bool | None) -> None:
        self.box.setChecked(bool(value))

    def is_empty(self) -> bool:
        return False


class _Combo(QComboBox):
    """A combo box that does not change under a mouse wheel meant for the form."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(Field):
    """One of several: choices are (data, label). `none` is the label for no choice. More than 12 can be searched."""

    def __init__(self, choices: Sequence[tuple[Any, str]] = (), *, none: str | None = None) -> None:
        super().__init__()
        self.box = _Combo()
        self._none = none
        self._choices: list[tuple[Any, str]] = []
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self._take(self.box)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these, keeping the choice if it is still among them."""
        before = self.value() if self._choices else None
        self._choices = [*([(None, self._none)] if self._none is not None else []), *choices]
        blocked = self.box.blockSignals(True)
        self.box.clear()
        for _data, text in self._choices:
            self.box.addItem(text)
        self.box.blockSignals(blocked)
        self._make_searchable(len(self._choices) > 12)
        self.set_value(before)

    def value(self) -> Any:
        place = self.box.currentIndex()
        return self._choices[place][0] if 0 <= place < len(self._choices) else None

    def set_value(self, value: Any) -> None:
        places = [place for place, (data, _text) in enumerate(self._choices) if data == value]
        self.box.setCurrentIndex(places[0] if places else 0)

    def problem(self) -> str:
        if self.box.isEditable() and self.box.findText(self.box.currentText()) < 0:
            return _("Please choose one from the list.")
        return ""

    def raw(self) -> Any:
        return (self.value(), self.box.currentText())

    def _make_searchable(self, searchable: bool) -> None:
        self.box.setEditable(searchable)
        if searchable:
            self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            finder = QCompleter(self.box.model(), self.box)
            finder.setFilterMode(Qt.MatchFlag.MatchContains)
            finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.box.setCompleter(finder)
            self.box.lineEdit().returnPressed.connect(self.submitted)


def locale() -> QLocale:
    """Return Qt's locale of the language the program speaks, for calendars and dates."""
    return QLocale("zh_CN" if language() == "zh_CN" else "en_GB")
