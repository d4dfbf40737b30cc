"""Fields in which one chooses instead of typing: a box to tick, one of several."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter

from centre_app.i18n import _
from ui.kit.fields import Field


class CheckField(Field):
    """A box to tick, with its own words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box = QCheckBox(text)
        self.box.toggled.connect(self.changed)
        self._take(self.box)

    def value(self) -> bool:
        return self.box.isChecked()

    def words(self) -> str:
        """Return its words while it is ticked."""
        return self.box.text() if self.value() else ""

    def set_value(self, value: bool | None) -> None:
        self.box.setChecked(bool(value))

    def is_empty(self) -> bool:
        return False


class _Combo(QComboBox):
    """A combo box that does not change under a mouse wheel meant for the form."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(Field):
    """One of several: choices are (data, label). `none` is the label for no choice. More than 12 can be `searched`."""

    def __init__(
        self, choices: Sequence[tuple[Any, str]] = (), *, none: str | None = None, searched: bool = True
    ) -> None:
        super().__init__()
        self._searched = searched
        self.box = _Combo()
        self._none = none
        self._choices: list[tuple[Any, str]] = []
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.currentIndexChanged.connect(self.changed)
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
        self._make_searchable(self._searched and len(self._choices) > 12)
        self.set_value(before)

    def value(self) -> Any:
        place = self.box.currentIndex()
        return self._choices[place][0] if 0 <= place < len(self._choices) else None

    def words(self) -> str:
        """Return the words of what is chosen, nothing for no choice."""
        return "" if self.value() in (None, "") else self.box.currentText()

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
            line = self.box.lineEdit()
            assert line is not None
            line.returnPressed.connect(self.submitted)
