"""The dialogs of the catalogue: add a title with its first copy, edit a title, add or edit a copy."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.desk.code_shapes import shape_of
from centre_app.i18n import _
from centre_app.lending import adding, call_numbers, catalogue, isbn_words
from centre_app.lending.catalogue import CopyRow, TitleCard, TitleRow
from centre_app.lending.numbers import isbn13
from ui.kit import buttons, card, layout
from ui.kit.form import FormDialog, MoneyField, TextField
from ui.lending import fields, pieces
from ui.lending.title_form import TITLE_NAMES, TitleFields


class TitleDialog(FormDialog):
    """A title's form. Scans go where they belong: an ISBN into its field, any other code into the barcode's.

    `another_copy_asked(title id)`: the ISBN is known and the clerk wants one more copy of that title.
    """

    another_copy_asked = Signal(int)

    def __init__(self, parent: QWidget, *, edited: TitleCard | None = None, text: str = "") -> None:
        title, verb = (_("Edit title"), _("Save")) if edited else (_("Add title"), _("Add"))
        super().__init__(title, verb, parent, width=620)
        self.edited = edited
        self._known: TitleRow | None = None
        self._build()
        if edited is not None:
            self.facts.fill()
        else:
            self.form.add_title(_("First copy"))
            fields.add_copy_fields(self.form)
            pieces.add_fields(self.form)
            self.form.field("barcode").edit.setPlaceholderText(fields.automatic_hint())
            self.form.set_values(received_on=clock.today())
            name = "isbn" if isbn13(text) else "barcode" if shape_of(text) == "barcode" else "name"
            self.form.set_values(**{name: text})
        self.form.field("isbn").changed.connect(self.on_isbn_changed)
        self.on_isbn_changed()

    def scanned(self, code: str) -> bool:
        """Take a scan: an ISBN or the number of the copy's label."""
        if isbn13(code):
            self.form.field("isbn").set_value(code)
            self.form.field("name").main().setFocus()
        elif self.edited is None:
            self.form.field("barcode").set_value(code)
        return True

    def on_isbn_changed(self) -> None:
        """Say what the ISBN means: known already, or none at all."""
        typed = self.form.field("isbn").value()
        known = [
            row for row in catalogue.titles_by_isbn(typed) if self.edited is None or row.id != self.edited.id
        ]
        self._known = known[0] if known else None
        self.note.hide()
        if known:
            self.note.set(_("“{title}” has this ISBN already.").format(title=known[0].name), "info")
            self.note.show()
        elif sentence := isbn_words.sentence(typed):
            self.note.set(sentence, "warning")
            self.note.show()
        self.known_button.setVisible(bool(known) and self.edited is None)
        if self.isVisible():
            self.fit()

    def copy_values(self, values: dict[str, Any]) -> dict[str, Any]:
        """The part of the values that is about the first copy; it costs what the title costs."""
        own = {name: value for name, value in values.items() if name not in TITLE_NAMES}
        return pieces.values_to_add(own) | {"price_fen": values["price_fen"]}

    def title_values(self, values: dict[str, Any]) -> dict[str, Any]:
        """The part of the values that is about the title."""
        return self.facts.values(values)

    def _build(self) -> None:
        self.note = card.Note("", "info")
        self.known_button = buttons.primary(
            _("Add another copy of it"), "plus", clicked=self._on_another_copy
        )
        form = self.form
        hint = _("A book whose ISBN is known here is recognised. Old books may have none.")
        form.add("isbn", _("ISBN"), TextField(placeholder=_("scan or type it"), longest=40), hint=hint)
        form.add_widget(layout.holding(layout.column(self.note, layout.row(self.known_button, None))))
        self.facts = TitleFields(form, edited=self.edited)
        self.facts.folded.connect(self.fit)

    def _on_another_copy(self) -> None:
        if self._known is not None:
            title_id = self._known.id
            self.form.mark_unchanged()
            self.accept()
            self.another_copy_asked.emit(title_id)


class CopyDialog(FormDialog):
    """A copy's form, for a new one of a title or for one that is there."""

    def __init__(self, parent: QWidget, title: TitleCard, *, edited: CopyRow | None = None) -> None:
        heading, verb = (_("Edit copy"), _("Save")) if edited else (_("Add a copy"), _("Add"))
        super().__init__(heading, verb, parent, width=620)
        self.form.add_widget(card.label(title.name, kind="strong", wrap=True))
        fields.add_copy_fields(self.form)
        number = call_numbers.joined(title.clc_class, title.call_mark)
        if number:
            field = self.form.field("call_number")
            field.edit.setPlaceholderText(_("empty: {mark}").format(mark=number))
        self.form.add("price_fen", _("Price of the copy"), MoneyField())
        self.form.add("note", _("Note"), TextField(lines=2))
        if edited is None:
            pieces.add_fields(self.form)
            self.form.field("barcode").edit.setPlaceholderText(fields.automatic_hint())
            self.form.set_values(received_on=clock.today(), price_fen=title.price_fen)
        else:
            names = [name for name in self.form.entries if name != "received_on"]
            self.form.set_values(
                received_on=edited.accessioned_on, **{name: getattr(edited, name) for name in names}
            )

    def scanned(self, code: str) -> bool:
        """Take a scan as the number of the copy's label."""
        self.form.field("barcode").set_value(code)
        return True


def add_title(parent: QWidget, *, text: str, then: Callable[[tuple[int, int]], object]) -> TitleDialog:
    """Open the form for a title that is new here, with what was typed or scanned; `then` gets its id and its copy's."""
    dialog = TitleDialog(parent, text=text)
    dialog.submitted.connect(
        lambda values: dialog.attempt(
            adding.add_title,
            title=dialog.title_values(values), copy=dialog.copy_values(values), then=then,
        )
    )  # fmt: skip
    dialog.open()
    return dialog


def edit_title(parent: QWidget, *, title: TitleCard) -> TitleDialog:
    """Open the form of a title."""
    dialog = TitleDialog(parent, edited=title)
    dialog.submitted.connect(
        lambda values: dialog.attempt(
            catalogue.change_title, title_id=title.id, **dialog.title_values(values)
        )
    )
    dialog.open()
    return dialog


def add_copy(parent: QWidget, *, title: TitleCard, then: Callable[[int], object]) -> CopyDialog:
    """Open the form for one more copy of a title; `then` gets the copy's id."""
    dialog = CopyDialog(parent, title)
    dialog.submitted.connect(
        lambda values: dialog.attempt(
            adding.add, title_id=title.id, then=then, **pieces.values_to_add(values)
        )
    )
    dialog.open()
    return dialog


def edit_copy(parent: QWidget, *, title: TitleCard, row: CopyRow) -> CopyDialog:
    """Open the form of a copy."""
    dialog = CopyDialog(parent, title, edited=row)
    dialog.submitted.connect(lambda values: dialog.attempt(catalogue.change_copy, copy_id=row.id, **values))
    dialog.open()
    return dialog
