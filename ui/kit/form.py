"""Forms: everything a page needs for one, and the dialog that stays open until what it asks for has been done."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.storage.action import WORK
from ui.kit import buttons, layout, messages, style
from ui.kit.attempt import attempt
from ui.kit.choice_field import CheckField, ChoiceField
from ui.kit.date_field import DateField, TimeField
from ui.kit.dialog import Dialog
from ui.kit.fields import Field, MoneyField, NumberField, TextField
from ui.kit.form_body import Form
from ui.kit.picker import Hit, PickerField

__all__ = [
    "CheckField",
    "ChoiceField",
    "DateField",
    "Field",
    "Form",
    "FormDialog",
    "Hit",
    "MoneyField",
    "NumberField",
    "PickerField",
    "TextField",
    "TimeField",
]

_ROOM_FOR_AN_ERROR = 24


class FormDialog(Dialog):
    """A form in a dialog.

    `submitted(values)` is emitted when all fields can be read; answer with `attempt(verb, …)`, which closes the dialog
    when the verb has succeeded and shows its refusal in it when not; `refused(error)` follows.
    Ctrl+Enter submits from anywhere; Esc asks first if something was changed.
    """

    submitted = Signal(dict)
    refused = Signal(object)

    def __init__(self, title: str, verb: str, parent: QWidget | None = None, *, width: int = 520) -> None:
        super().__init__(parent, title, width=width)
        self._was_shown = False
        self.form = Form()
        self.add_title(title)
        self._area = layout.scrolled(self.form)
        self.body.addWidget(self._area, 1)
        self.cancel_button = self.add_button(buttons.plain(_("Cancel"), clicked=self.reject))
        self.submit_button = self.add_button(buttons.primary(verb, clicked=self.submit))
        self.submit_button.setToolTip("Ctrl+Enter")
        self.submit_button.needs = WORK
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.submit)
        self.form.submitted.connect(self.submit)
        self.form.changed.connect(lambda: QTimer.singleShot(0, self, self.fit))
        self.add = self.form.add

    def submit(self) -> None:
        """Check the fields and, if all is well, hand the values over; not again while they are being saved."""
        if self.submit_button.isEnabled() and self.form.validate():
            self.submitted.emit(self.form.values())
        self.fit()

    def attempt(
        self, verb: Callable[..., Any], *, then: Callable[[Any], object] | None = None, **arguments: Any
    ) -> None:
        """Call a verb of the centre; close on success and call `then(result)`, otherwise say why not and stay open."""
        focused = self.focusWidget()
        self.submit_button.setEnabled(False)

        def perform(**values: Any) -> Any:
            try:
                return verb(**values)
            except CentreError:
                raise
            except (
                Exception
            ):  # a bug: the crash dialog tells of it, and what was typed can still be saved or copied
                self.submit_button.setEnabled(True)
                raise

        def done(result: Any) -> None:
            self.accept()
            if then is not None:
                then(result)

        def refused(error: CentreError) -> None:
            self.submit_button.setEnabled(True)
            if focused is not None:
                focused.setFocus()
            self.form.show_refusal(error)
            self.refused.emit(error)
            QTimer.singleShot(0, self, self.fit)  # once the sentence has its place

        self.rejected.connect(attempt(perform, then=done, failed=refused, **arguments).withdraw)

    def reject(self) -> None:
        if not self.form.is_changed():
            super().reject()
            return
        messages.confirm_discard(self, self._give_up)

    def showEvent(self, event: QShowEvent) -> None:
        first, self._was_shown = not self._was_shown, True
        if first:  # unlocking the screen shows it again, with what is typed in it and where
            self.form.mark_unchanged()
        super().showEvent(event)
        if first:
            self.focus_first()
        elif isinstance(line := self.focusWidget(), QLineEdit):
            place = line.cursorPosition()  # Qt selects all of it next, and the first key would erase it
            QTimer.singleShot(0, line, lambda: line.setCursorPosition(place))

    def focus_first(self) -> None:
        """Begin where the clerk types first."""
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
        """Be as high as the form and one line of error need, within the screen; the rest scrolls.

        While something is wrong the height stays: the button to be pressed again must not move away under the mouse.
        """
        if self.form.has_errors():
            return
        inside = self.form.whole
        inside.activate()
        needed = inside.totalHeightForWidth(self._area.viewport().width())
        if needed < 0:  # nothing in it wraps
            needed = inside.totalSizeHint().height()
        needed += style.px(_ROOM_FOR_AN_ERROR)
        chrome = self.height() - self._area.height()
        widest, highest = self._room()
        self.resize(
            min(max(self.width(), style.px(self._wanted_width)), widest), min(needed + chrome, highest)
        )
