"""The contents of a kit: the list to fill in, what is missing when it comes back, what was replaced, and the list on paper."""

from collections.abc import Callable
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from centre_app import clock
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.lending import catalogue, kits
from centre_app.lending.catalogue import CopyRow
from centre_app.lending.kits import Item, ItemRow
from ui.kit import buttons, card, layout, messages, style, toast
from ui.kit.attempt import attempt, told
from ui.kit.dialog import Dialog
from ui.kit.form import CheckField, DateField, FormDialog, NumberField, TextField
from ui.kit.printing import PreviewDialog, Sheet

_HEADS = (N_("Thing in it"), N_("Quantity"), N_("Expires on"), N_("Note"))


class _Line:
    """The fields of one thing in a kit."""

    def __init__(self, row: ItemRow | None, *, removed: Callable[["_Line"], object]) -> None:
        self.id = row.id if row else None
        self.name = TextField(longest=80)
        self.quantity = NumberField(least=1, most=kits.MOST, width=70)
        self.expires_on = DateField(lean="future", placeholder=" ")
        self.expires_on.weekday.hide()  # large text needs its room for the day
        self.note = TextField(longest=200)
        self.remove = buttons.icon_only("close", _("Take out"), clicked=lambda: removed(self))
        for field, head in zip(self.fields(), _HEADS, strict=True):
            field.set_name(_(head))
        self.quantity.set_value(row.quantity if row else 1)
        if row is not None:
            self.name.set_value(row.name)
            self.expires_on.set_value(row.expires_on)
            self.note.set_value(row.note)
        self.before = self.raw()

    def fields(self) -> tuple[Any, ...]:
        return self.name, self.quantity, self.expires_on, self.note

    def raw(self) -> list[Any]:
        return [field.raw() for field in self.fields()]

    def is_empty(self) -> bool:
        return not (self.name.value() or self.note.value() or self.expires_on.raw())

    def problem(self) -> str:
        """Why the line cannot be read; the field it is about is drawn as wrong."""
        wrong = ""
        for field in self.fields():
            said = field.problem()
            field.set_wrong(bool(said))
            wrong = wrong or said
        return wrong

    def item(self) -> Item:
        return Item(
            self.name.value(), self.quantity.value() or 1, self.expires_on.value(), self.note.value(), self.id
        )


class ContentsDialog(Dialog):
    """What is in a kit, a line each; an empty line at the end to go on with."""

    def __init__(self, parent: QWidget, row: CopyRow) -> None:
        super().__init__(parent, _("Contents"), width=760)
        self.row = row
        self.add_title(_("Contents of “{title}”").format(title=row.title))
        self.lines: list[_Line] = []
        self._removed = False
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(style.px(8))
        self._grid.setVerticalSpacing(style.px(6))
        for place, head in enumerate(_HEADS):
            self._grid.addWidget(card.label(_(head), kind="quiet"), 0, place)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(3, 2)
        self.error = card.label(kind="error", wrap=True)
        self.error.hide()
        for each in kits.items_of(row.id):
            self._add(each)
        self._add(None)
        area = layout.scrolled(layout.holding(layout.column(layout.holding(self._grid), None)))
        area.setMinimumHeight(style.px(260))
        self.body.addWidget(area, 1)
        self.body.addWidget(self.error)
        self.more_button = buttons.link(_("Another line"), "plus", clicked=self.on_more)
        self.print_button = buttons.plain(_("Print the list…"), "print", clicked=self.on_print)
        self.foot.insertWidget(0, self.more_button)
        self.add_button(self.print_button)
        self.add_button(buttons.plain(_("Cancel"), clicked=self.reject))
        self.save_button = self.add_button(buttons.primary(_("Save"), clicked=self.on_save))
        self.print_button.setEnabled(bool(kits.items_of(row.id)))

    def on_more(self) -> None:
        """Put an empty line at the end and go there."""
        self._add(None).name.main().setFocus()

    def on_save(self) -> None:
        """Keep the list as it stands; empty lines count for nothing."""
        given = [line for line in self.lines if not (line.id is None and line.is_empty())]
        problems = [said for line in given if (said := line.problem())]
        if problems:
            self._say(problems[0])
            return
        attempt(
            kits.put_items, copy_id=self.row.id, items=[line.item() for line in given],
            then=self._on_saved, failed=lambda error: self._say(error.sentence()),
        )  # fmt: skip

    def on_print(self) -> None:
        """Show the list that is kept for printing."""
        print_contents(self, self.row)

    def reject(self) -> None:
        if not self._removed and all(line.raw() == line.before for line in self.lines):
            super().reject()
            return
        messages.confirm_discard(self, super().reject)

    def _add(self, row: ItemRow | None) -> _Line:
        line = _Line(row, removed=self._remove)
        place = self._grid.rowCount()
        for column, widget in enumerate((*line.fields(), line.remove)):
            self._grid.addWidget(widget, place, column)
        line.name.submitted.connect(lambda: line.quantity.main().setFocus())
        self.lines.append(line)
        return line

    def _remove(self, line: _Line) -> None:
        self._removed = self._removed or line.id is not None
        self.lines.remove(line)
        for widget in (*line.fields(), line.remove):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.show()

    def _on_saved(self, _none: None) -> None:
        self.accept()
        toast.show(_("The contents of “{title}” are saved.").format(title=self.row.title), undo=True)


def open_contents(parent: QWidget, row: CopyRow) -> ContentsDialog:
    """Open the contents of a kit."""
    dialog = ContentsDialog(parent, row)
    dialog.open()
    return dialog


@told
def open_missing(parent: QWidget, copy_id: int) -> FormDialog:
    """Ask what is missing in a kit, or of the volumes, that came back; that becomes a mark with its reason."""
    items = kits.items_of(copy_id)
    copy = catalogue.copy(copy_id)
    dialog = FormDialog(_("What is missing?"), _("Mark as incomplete"), parent, width=460)
    if copy is not None:
        dialog.form.add_widget(card.label(f"{copy.title} · {copy.barcode}", kind="strong", wrap=True))
    for row in items:
        dialog.add(str(row.id), "", CheckField(row.words))
    dialog.add("note", _("Note") if items else _("Which volumes"), TextField(longest=200))

    def save(values: dict[str, Any]) -> None:
        chosen = [row.id for row in items if values[str(row.id)]]
        dialog.attempt(
            kits.note_missing, copy_id=copy_id, item_ids=chosen, note=values["note"],
            then=lambda reason: toast.show(_("Missing: {what}").format(what=reason), undo=True),
        )  # fmt: skip

    dialog.submitted.connect(save)
    dialog.open()
    return dialog


@told
def open_replace(parent: QWidget, item_id: int) -> FormDialog | None:
    """Ask for the last day of what replaces something in a kit."""
    row = kits.item(item_id)
    if row is None:
        toast.show(_("It was taken out of the kit meanwhile."), kind="info")
        return None
    dialog = FormDialog(_("Replace in the kit"), _("Replaced"), parent, width=460)
    words = _("{item} in “{title}” ({barcode})").format(item=row.name, title=row.title, barcode=row.barcode)
    dialog.form.add_widget(card.label(words, kind="strong", wrap=True))
    if row.expires_on:
        before = _("The old one expires on {day:%Y-%m-%d}.").format(day=row.expires_on)
        dialog.form.add_widget(card.label(before, kind="quiet", wrap=True))
    dialog.add("expires_on", _("New one expires on"), DateField(lean="future"), required=True)
    dialog.add("quantity", _("Quantity"), NumberField(least=1, most=kits.MOST), beside=True, required=True)
    dialog.form.set_values(quantity=row.quantity)
    said = _("Replaced: {item}").format(item=row.name)
    dialog.submitted.connect(
        lambda values: dialog.attempt(
            kits.replace, item_id=item_id, then=lambda _none: toast.show(said, undo=True), **values
        )
    )
    dialog.open()
    return dialog


def print_contents(parent: QWidget, row: CopyRow) -> PreviewDialog:
    """Show the list of contents to be printed and put into the kit; when it leaves the screen, that is recorded."""
    made = PreviewDialog(parent, _("Contents of “{title}”").format(title=row.title), contents_sheet(row))
    made.put_out.connect(
        lambda: attempt(audit.record, label=N_("print the contents of a kit"), table="copy", row_ids=[row.id])
    )
    made.open()
    return made


def contents_sheet(row: CopyRow) -> Sheet:
    """The list that lies in the kit: what belongs in it, and a box to tick."""
    template = Template((files("resources") / "print" / "kit.html").read_text(encoding="utf-8"))
    heads = (*_HEADS, N_("Checked"))
    subtitle = (row.barcode, row.location, settings.get("centre_name"), f"{clock.today():%Y-%m-%d}")
    return Sheet(
        template.substitute(
            title=escape(row.title),
            subtitle=escape(" · ".join(part for part in subtitle if part)),
            heads="".join(f"<th>{escape(_(head))}</th>" for head in heads),
            rows="".join(_html_row(each) for each in kits.items_of(row.id)),
        )
    )


def _html_row(row: ItemRow) -> str:
    last = f"{row.expires_on:%Y-%m-%d}" if row.expires_on else ""
    cells = (row.name, str(row.quantity), last, row.note, "☐")
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
