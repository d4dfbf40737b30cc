"""The line of a run of cataloguing: what is asked for, where it is typed, titles to choose from, folded fields, what is said."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from centre_app.i18n import _
from ui.kit import buttons, card, layout, style
from ui.kit.fields import TextField
from ui.kit.form import Form, MoneyField
from ui.lending import fields

PLACEHOLDERS: dict[str, Callable[[], str]] = {
    "book": lambda: _("ISBN, or the name of a book without one"),
    "name": lambda: _("Name of the title"),
    "choice": lambda: _("Number of the title"),
    "label": lambda: _("Number on the label"),
}


class ScanLine(QWidget):
    """One step at a time: a book, a name, a choice or a label. `entered(text)` on Enter, `more_asked` by the button.

    `spreads(whether)`: it wants the room of the list below, for titles to choose from or for further fields.
    """

    entered = Signal(str)
    more_asked = Signal()
    spreads = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.step = "book"
        self.prompt = card.label(kind="strong", wrap=True)
        self.edit = QLineEdit()
        self.edit.setMaxLength(300)
        self.edit.returnPressed.connect(self._on_enter)
        self.more_button = buttons.plain(_("One more of the same"), "plus", clicked=self.more_asked.emit)
        self.more_button.setToolTip(_("Or type + and Enter; +5 for five more"))
        self.fields_button = buttons.link(_("More fields"), "down", clicked=self._on_fields_asked)
        entry = layout.row(self.edit, self.fields_button, self.more_button)
        entry.setStretch(0, 1)
        self.fields = Form()
        _add_title_fields(self.fields)
        self.fields.submitted.connect(self._on_enter)
        self.fields_box = layout.scrolled(self.fields)
        self.options_column = layout.column()
        self.options = layout.scrolled(layout.holding(layout.column(self.options_column, None)))
        self.note = card.Note("", "info")
        whole = layout.column(self.prompt, entry, self.options, self.fields_box, self.note, spacing=12)
        for each in (self.fields_box, self.options):  # as high as there is room: what they hold scrolls
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            each.setMinimumHeight(style.px(80))
            whole.setStretchFactor(each, 1)
        self.setLayout(whole)

    def ask(self, step: str, words: str, *, choices: Sequence[str] = ()) -> None:
        """Ask for the next thing; nothing is said about the one before any more."""
        if self.step == "name":
            self.edit.clear()
        self.step = step
        self.note.hide()
        self.prompt.setText(words)
        self.edit.setAccessibleName(words)
        self.edit.setPlaceholderText(PLACEHOLDERS[step]())
        layout.clear(self.options_column)
        for place, text in enumerate(choices, 1):
            press = partial(self.entered.emit, str(place))
            self.options_column.addWidget(buttons.plain(f"{place}   {text}", clicked=press))
        self.fields.set_values(**dict.fromkeys(self.fields.entries))
        self.fields_box.hide()
        self.options.setVisible(bool(choices))
        self.fields_button.setVisible(step == "name")
        self.more_button.setVisible(step == "book")
        self.spreads.emit(bool(choices))
        self.edit.setFocus()

    def say(self, text: str, tone: str) -> None:
        """Say what became of it."""
        self.note.set(text, tone)
        self.note.show()

    def further(self) -> dict[str, Any] | None:
        """What stands in the folded fields; None while one of them cannot be read."""
        if self.fields_box.isHidden():
            return {}
        if not self.fields.validate():
            return None
        return {name: value for name, value in self.fields.values().items() if value not in (None, "")}

    def _on_enter(self) -> None:
        text = self.edit.text()
        if self.step != "name":  # a name stays until it is saved: a further field may still be wrong
            self.edit.clear()
        self.entered.emit(text)

    def _on_fields_asked(self) -> None:
        wide = self.fields_box.isHidden()
        self.spreads.emit(wide)
        self.fields_box.setVisible(wide)


def _add_title_fields(form: Form) -> None:
    """What may be said of a new title at once, named as the arguments of `scan_run.add_title`."""
    form.add("authors", _("Author"), TextField(longest=300))
    form.add("publisher", _("Publisher"), TextField(longest=200), beside=True)
    form.add("published", _("Published"), fields.PublishedField())
    form.add("volume", _("Volume"), TextField(longest=40), beside=True)
    form.add("clc_class", _("Class (CLC)"), fields.class_field())
    form.add("price_fen", _("List price"), MoneyField(), beside=True)
