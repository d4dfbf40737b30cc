"""Forms: labels, hints, errors beside fields. Filling a form never saves it."""

from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from centre_app.errors import CentreError
from centre_app.i18n import _
from ui.kit import card, style
from ui.kit.choice_field import CheckField
from ui.kit.fields import Field

F = TypeVar("F", bound=Field)


class _Entry(QWidget):
    """A label, its field, and below them the hint or the error."""

    def __init__(self, label: str, field: Field, *, hint: str, required: bool) -> None:
        super().__init__()
        self.label, self.field, self.hint, self.required = label, field, hint, required
        self.error_label = card.label(kind="error", wrap=True)
        self.hint_label = card.label(hint, kind="quiet-small", wrap=True)
        title = QLabel(label + (" *" if required else ""))
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setProperty("kind", "quiet")
        title.setBuddy(field.main())
        field.set_name(label, hint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(style.px(4))
        if isinstance(field, CheckField):
            title.hide()
        else:
            whole.addWidget(title)
        for each in (field, self.error_label, self.hint_label):
            whole.addWidget(each)
        whole.addStretch(1)
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        self.error_label.setText(sentence)
        self.error_label.setVisible(bool(sentence))
        self.hint_label.setVisible(bool(self.hint) and not sentence)
        self.field.set_wrong(bool(sentence))
        self.field.main().setAccessibleDescription(sentence or self.hint)


class Form(QWidget):
    """Labelled fields, one below the other or two side by side. Enter moves on, on the last field it submits."""

    submitted = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, _Entry] = {}
        self.about: dict[type[CentreError], str] = {}
        """Which field a refusal is about where its data do not say so."""
        self.note = card.Note("", "bad")
        self.note.hide()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(style.px(16))
        self._grid.setVerticalSpacing(style.px(10))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._line = -1
        self._last: QWidget = self.note
        self._before: dict[str, Any] = {}
        whole = self.whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(style.px(12))
        whole.addLayout(self._grid)
        whole.addWidget(self.note)  # below, near the buttons: what comes and goes pushes no field away
        whole.addStretch(1)

    def add(
        self, name: str, label: str, field: F, *, hint: str = "", required: bool = False, beside: bool = False
    ) -> F:
        """Add a field under a name of its own; `beside` puts it to the right of the one before. Returns the field."""
        if name in self.entries:
            raise ValueError(f"two fields of one form are called {name}")
        entry = self.entries[name] = _Entry(label, field, hint=hint, required=required)
        self._before[name] = field.raw()
        if beside and self._line >= 0:
            self._grid.addWidget(self._last, self._line, 0, 1, 1)
            self._grid.addWidget(entry, self._line, 1, 1, 1)
        else:
            self._line += 1
            self._grid.addWidget(entry, self._line, 0, 1, 2)
            self._last = entry
        field.changed.connect(lambda: self._on_changed(entry))
        field.submitted.connect(lambda: self._on_submitted(name))
        return field

    def add_title(self, text: str) -> None:
        """Add a heading between fields."""
        self._line += 1
        self._grid.addWidget(card.section_title(text), self._line, 0, 1, 2)

    def add_widget(self, widget: QWidget) -> None:
        """Add anything else across the whole width."""
        self._line += 1
        self._grid.addWidget(widget, self._line, 0, 1, 2)

    def field(self, name: str) -> Any:
        """Return the field of that name."""
        return self.entries[name].field

    def show_entry(self, name: str, shown: bool) -> None:
        """Show or hide a field; a hidden one is neither asked for nor checked."""
        self.entries[name].setVisible(shown)

    def values(self) -> dict[str, Any]:
        """Return the value of every field by its name."""
        return {name: entry.field.value() for name, entry in self.entries.items()}

    def set_values(self, **values: Any) -> None:
        """Fill in values; afterwards the form counts as unchanged."""
        for name, value in values.items():
            self.entries[name].field.set_value(value)
        self.clear_errors()
        self.mark_unchanged()

    def is_changed(self) -> bool:
        """Return whether the clerk changed anything since the form was filled in."""
        return any(entry.field.raw() != self._before[name] for name, entry in self.entries.items())

    def mark_unchanged(self) -> None:
        """Take what stands in the form as what it began with."""
        self._before = {name: entry.field.raw() for name, entry in self.entries.items()}

    def validate(self) -> bool:
        """Check that everything can be read and nothing required is missing; show what is not and go there."""
        self.clear_errors()
        wrong = [entry for entry in self.entries.values() if not entry.isHidden() and self._complaint(entry)]
        for entry in wrong:
            entry.set_error(self._complaint(entry))
        if wrong:
            wrong[0].field.main().setFocus()
            self._bring_into_view(wrong[0])
        return not wrong

    def show_error(self, sentence: str, *, name: str | None = None) -> None:
        """Show a sentence beside the field of that name, or below the form, and bring it into view."""
        if name is not None:
            self.entries[name].set_error(sentence)
            self.entries[name].field.main().setFocus()
            self._bring_into_view(self.entries[name])
        else:
            self.note.set(sentence, "bad")
            self.note.show()
            self._bring_into_view(self.note)

    def show_refusal(self, error: CentreError) -> None:
        """Show a refusal of the centre: beside the field that it or its data mean, if that is exactly one, else below."""
        shown = {name: entry.field for name, entry in self.entries.items() if not entry.isHidden()}
        code = error.data.get("code")  # a number that is taken: whichever field it was typed in
        meant = [name for name in (*error.data, self.about.get(type(error))) if name in shown]
        meant = meant or [name for name, field in shown.items() if code and field.raw() == code]
        self.show_error(error.sentence(), name=meant[0] if len(meant) == 1 else None)

    def clear_errors(self) -> None:
        """Take all errors away."""
        self.note.hide()
        for entry in self.entries.values():
            entry.set_error("")

    def has_errors(self) -> bool:
        """Return whether something is said to be wrong."""
        said = any(entry.error_label.text() for entry in self.entries.values())
        return said or not self.note.isHidden()

    def focus_first(self) -> None:
        """Put the cursor in the first field that must be filled in and is not yet, or the first."""
        shown = [entry for entry in self.entries.values() if not entry.isHidden()]
        missing = [entry for entry in shown if entry.required and entry.field.is_empty()]
        for entry in (missing or shown)[:1]:
            entry.field.main().setFocus()

    def _bring_into_view(self, shown: QWidget) -> None:
        """Scroll to it once it has got its place."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            found = area
            QTimer.singleShot(0, shown, lambda: found.ensureWidgetVisible(shown, 0, style.px(8)))

    def _complaint(self, entry: _Entry) -> str:
        if problem := entry.field.problem():
            return problem
        return _("Please fill this in.") if entry.required and entry.field.is_empty() else ""

    def _on_changed(self, entry: _Entry) -> None:
        if entry.error_label.text():
            entry.set_error("")
        self.changed.emit()

    def _on_submitted(self, name: str) -> None:
        names = [each for each, entry in self.entries.items() if not entry.isHidden() and entry.isEnabled()]
        later = names[names.index(name) + 1 :] if name in names else []
        if later:
            self.entries[later[0]].field.main().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submitted.emit()
