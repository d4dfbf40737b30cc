"""What the sections of the settings page share: a title, when to look again, and forms that are saved by a button."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from centre_app import errors
from centre_app.access import roles
from centre_app.centre import settings
from centre_app.i18n import _
from ui.kit import buttons, card, layout, style, toast
from ui.kit.attempt import attempt
from ui.kit.form import Form
from ui.kit.table import ListView

_FORM_WIDTH = 560


class Section(QWidget):
    """One part of the settings. Subclasses set the class attributes, build in `__init__`, show data in `refresh`.

    `asked(target, argument)` asks the page to go somewhere else or to have the program do something.
    """

    id: ClassVar[str] = ""
    title: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    tables: ClassVar[frozenset[str]] = frozenset()
    needs: ClassVar[str] = "settings"
    """The permission for what is pressed here, but for what names its own; empty: none."""

    asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(f"settings.{self.id}")
        self.setAccessibleName(_(self.title))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(style.px(16))
        self.notice = card.Note("", "info")
        self.notice.hide()
        self.column.addWidget(self.notice)

    def settle_role(self) -> None:
        """Disable what the role of whoever is on duty does not do here, and say why on top."""
        refusal = roles.why_not(self.needs) if self.needs else ""
        self.notice.set(refusal, "info")
        self.notice.setVisible(bool(refusal))
        for button in self.findChildren(buttons.Button):
            if button.needs is None and not button.isCheckable():
                button.needs = self.needs
            button.ask_role()
        for view in self.findChildren(ListView):
            view.model.ask_roles(self.needs)

    def refresh(self) -> None:
        """Read the data again and show them; what is typed and not yet saved stays."""

    def has_unsaved(self) -> bool:
        """Return whether something is typed here that no button has saved yet."""
        return any(form.is_changed() for form in self.findChildren(Form))

    def may_go(self) -> bool:
        """Return whether nothing would be missed if it were made anew when it is shown next."""
        return not self.has_unsaved()

    def typed(self) -> Any:
        """Return what is typed here, as `put_back` takes it."""
        return [form.values() for form in self.findChildren(Form)]

    def put_back(self, typed: Any) -> None:
        """Take what `typed` gave before the section was made anew."""
        for form, values in zip(self.findChildren(Form), typed, strict=True):
            for name, value in values.items():
                form.field(name).set_value(value)
            form.changed.emit()


def held(form: Form) -> QHBoxLayout:
    """A form no wider than its fields need. It stands in a row, or its lines would be measured at a width it does not get."""
    form.setMaximumWidth(style.px(_FORM_WIDTH))
    line = layout.row()
    line.addWidget(form, 100)
    line.addStretch(1)
    return line


class SettingsCard(card.Card):
    """A few settings in a form, saved together as one action by the button below them."""

    def __init__(self, title: str, names: tuple[str, ...] = ()) -> None:
        super().__init__(title)
        self.names = names
        self.form = Form()
        self.save_button = buttons.primary(_("Save"), "check", clicked=self.save)
        self.add(held(self.form))
        self.add(layout.row(self.save_button, None))
        self.form.changed.connect(self._settle)
        self.form.submitted.connect(self.save)
        self._settle()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Fill in what is stored, unless the clerk is changing it."""
        if not self.form.is_changed():
            self.form.set_values(**{name: values[name] for name in self.names})
            self._settle()

    def save(self) -> None:
        """Check and store what is in the form."""
        if self.form.validate():
            attempt(settings.put_all, then=self._on_saved, failed=self._on_refused, values=self.form.values())

    def _settle(self) -> None:
        self.save_button.setEnabled(self.form.is_changed())

    def _on_saved(self, _none: None) -> None:
        self.form.clear_errors()
        self.form.mark_unchanged()
        self._settle()
        say_saved()

    def _on_refused(self, error: errors.CentreError) -> None:
        self.form.show_refusal(error)


def say_saved(text: str = "") -> None:
    """Say that something was saved, with the way back."""
    toast.show(text or _("Saved."), undo=True)


def saved(text: str) -> Callable[[object], None]:
    """Return a `then` that says what was done."""
    return lambda _result: say_saved(text)
