"""Forms and the dialogs that hold them: labels, hints, errors beside fields. Filling a form never saves it."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from centre_app.errors import CentreError
from centre_app.i18n import _
from ui.kit import buttons, card, layout, messages, style
from ui.kit.attempt import attempt
from ui.kit.date_field import DateField, TimeField
from ui.kit.dialog import Dialog
from ui.kit.fields import CheckField, ChoiceField, Field, MoneyField, NumberField, TextField
from ui.kit.picker import Hit, PickerField

__all__ = [
    "CheckField", "ChoiceField", "DateField", "Field", "Form", "FormDialog", "Hit", "MoneyField", "NumberField",
    "PickerField", "TextField", "TimeField",
]

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
        self.note = card.Note("", "bad")
        self.note.hide()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(style.px(16))
        self._grid.setVerticalSpacing(style.px(10))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._line = -1
        self._before: dict[str, Any] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(style.px(12))
        whole.addWidget(self.note)
        whole.addLayout(self._grid)
        whole.addStretch(1)

    def add(
        self, name: str, label: str, field: F, *, hint: str = "", required: bool = False, beside: bool = False
    ) -> F:
        """Add a field under a name; `beside` puts it to the right of the one before. Returns the field."""
        entry = self.entries[name] = _Entry(label, field, hint=hint, required=required)
        self._before[name] = field.raw()
        if beside and self._line >= 0:
            before = self._grid.itemAtPosition(self._line, 0).widget()
            self._grid.addWidget(before, self._line, 0, 1, 1)
            self._grid.addWidget(entry, self._line, 1, 1, 1)
        else:
            self._line += 1
            self._grid.addWidget(entry, self._line, 0, 1, 2)
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
        return not wrong

    def show_error(self, sentence: str, *, name: str | None = None) -> None:
        """Show a sentence beside the field of that name, or on top of the form."""
        if name is not None:
            self.entries[name].set_error(sentence)
            self.entries[name].field.main().setFocus()
        else:
            self.note.set(sentence, "bad")
            self.note.show()

    def show_refusal(self, error: CentreError) -> None:
        """Show a refusal of the centre: beside the field its data name, if that is exactly one, otherwise on top."""
        named = [name for name in error.data if name in self.entries and not self.entries[name].isHidden()]
        self.show_error(error.sentence(), name=named[0] if len(named) == 1 else None)

    def clear_errors(self) -> None:
        """Take all errors away."""
        self.note.hide()
        for entry in self.entries.values():
            entry.set_error("")

    def focus_first(self) -> None:
        """Put the cursor in the first field that is still empty, or the first."""
        shown = [entry.field for entry in self.entries.values() if not entry.isHidden()]
        empty = [field for field in shown if field.is_empty()]
        for field in (empty or shown)[:1]:
            field.main().setFocus()

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
        later = names[names.index(name) + 1:] if name in names else []
        if later:
            self.entries[later[0]].field.main().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submitted.emit()


class FormDialog(Dialog):
    """A form in a dialog. `submitted(values)` is emitted when all fields can be read; answer with `attempt(verb, …)`,
    which closes the dialog when the verb has succeeded and shows its refusal in it when not.

    Ctrl+Enter submits from anywhere; Esc asks first if something was changed.
    """

    submitted = Signal(dict)

    def __init__(self, title: str, verb: str, parent: QWidget | None = None, *, width: int = 520) -> None:
        super().__init__(parent, title, width=width)
        self.form = Form()
        self.add_title(title)
        self._area = layout.scrolled(self.form)
        self.body.addWidget(self._area, 1)
        self.cancel_button = self.add_button(buttons.plain(_("Cancel"), clicked=self.reject))
        self.submit_button = self.add_button(buttons.primary(verb, clicked=self.submit))
        self.submit_button.setToolTip("Ctrl+Enter")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, activated=self.submit)
        self.form.submitted.connect(self.submit)
        self.form.changed.connect(lambda: QTimer.singleShot(0, self, self.fit))
        self.add = self.form.add

    def submit(self) -> None:
        """Check the fields and, if all is well, hand the values over."""
        if self.form.validate():
            self.submitted.emit(self.form.values())
        self.fit()

    def attempt(self, verb: Callable[..., Any], *, then: Callable[[Any], object] | None = None, **arguments: Any) -> None:
        """Call a verb of the centre; close on success and call `then(result)`, otherwise say why not and stay open."""
        self.submit_button.setEnabled(False)

        def done(result: Any) -> None:
            self.accept()
            if then is not None:
                then(result)

        def refused(error: CentreError) -> None:
            self.submit_button.setEnabled(True)
            self.form.show_refusal(error)
            self.fit()

        attempt(verb, then=done, failed=refused, **arguments)

    def reject(self) -> None:
        if not self.form.is_changed():
            super().reject()
            return
        messages.confirm(
            self, _("Close without saving what you typed?"), verb=_("Close without saving"), then=self._give_up, danger=True
        )

    def showEvent(self, event: QShowEvent) -> None:
        self.form.mark_unchanged()
        super().showEvent(event)
        self.form.focus_first()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.form.is_changed() and self.isVisible():
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # what Enter does is the form's to say, not QDialog's default button
        super().keyPressEvent(event)

    def _give_up(self) -> None:
        self.form.mark_unchanged()
        super().reject()

    def fit(self) -> None:
        """Be as high as the form needs, within the screen; the rest scrolls."""
        self.form.layout().activate()
        inside = self.form.layout()
        width = self._area.viewport().width()
        needed = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        chrome = self.height() - self._area.height()
        widest, highest = self._room()
        self.resize(min(max(self.width(), style.px(self._wanted_width)), widest), min(needed + chrome, highest))
