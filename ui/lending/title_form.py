"""The fields of a title: what every book has, and folded below it what a title page says besides."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.centre import settings
from centre_app.i18n import _
from centre_app.lending import call_numbers, languages
from centre_app.lending.catalogue import TitleCard
from ui.kit import buttons, layout
from ui.kit.form import Form, Hit, MoneyField, NumberField, TextField
from ui.lending import fields

TITLE_NAMES = (
    "isbn", "name", "authors", "publisher", "published", "clc_class", "call_mark", "price_fen", "note", "edition",
    "series_title", "place", "pages", "language", "set_volumes", "age_from", "age_to", "subjects", "summary",
)  # fmt: skip
_FOLDED = TITLE_NAMES[9:]


class TitleFields(QWidget):
    """Puts the fields into a form below those that are there. `folded` is emitted when the rest is shown or hidden."""

    folded = Signal()

    def __init__(self, form: Form, *, edited: TitleCard | None) -> None:
        super().__init__()
        self.form, self.edited = form, edited
        self._add_usual()
        self.more_button = buttons.link("", clicked=self.toggle)
        self.setLayout(layout.row(self.more_button, None))
        form.add_widget(self)
        self._add_more()
        self._show_more(self._says_more())
        for name in ("clc_class", "authors", "name"):
            form.field(name).changed.connect(self._offer)
        self._offer()

    def fill(self) -> None:
        """Show what the edited title says."""
        title = self.edited
        if title is None:
            return
        values = {name: getattr(title, name) for name in TITLE_NAMES}
        values |= {"isbn": title.isbn_given or title.isbn, "language": languages.shown(title.language)}
        self.form.set_values(**values)
        self._offer()

    def values(self, values: dict[str, Any]) -> dict[str, Any]:
        """The part of a form's values that is the title's; a number left empty is given by the program."""
        found = {name: values[name] for name in TITLE_NAMES}
        had_one = self.edited is not None and bool(self.edited.call_mark)
        if not found["call_mark"] and not (had_one and self._same_class()):
            found["call_mark"] = None
        return found

    def toggle(self) -> None:
        """Show the rest of the fields, or fold them away."""
        self._show_more(not self._unfolded)
        self.folded.emit()

    def _add_usual(self) -> None:
        form = self.form
        form.add("name", _("Title"), TextField(longest=300), required=True)
        form.add("authors", _("Author"), TextField(longest=300))
        form.add("publisher", _("Publisher"), TextField(longest=200))
        form.add("published", _("Published"), fields.PublishedField(), beside=True)
        form.add("clc_class", _("Class (CLC)"), fields.class_field())
        form.add("call_mark", _("Number in the class"), TextField(longest=20), beside=True)
        form.add("price_fen", _("List price"), MoneyField())
        form.add("note", _("Note"), TextField(lines=2))

    def _add_more(self) -> None:
        form = self.form
        form.add("edition", _("Edition"), TextField(placeholder=_("for example: 2nd edition"), longest=80))
        form.add("series_title", _("Book series"), TextField(longest=200), beside=True)
        form.add("place", _("Place of publication"), TextField(longest=80))
        form.add("pages", _("Number of pages"), TextField(placeholder="236", longest=80), beside=True)
        language = fields.SuggestField(lambda text: [Hit(name, name) for name in languages.suggest(text)])
        form.add("language", _("Language"), language)
        volumes = NumberField(least=1, most=1000, unit=_("volumes"))
        form.add("set_volumes", _("Volumes of the whole set"), volumes, beside=True)
        for name, label, beside in (
            ("age_from", _("For readers from"), False), ("age_to", _("For readers up to"), True),
        ):  # fmt: skip
            form.add(name, label, NumberField(least=0, most=120, unit=_("years")), beside=beside)
        form.add("subjects", _("Subjects"), TextField(placeholder=_("several with commas"), longest=300))
        form.add("summary", _("Contents in brief"), TextField(lines=3))

    def _says_more(self) -> bool:
        return self.edited is not None and any(
            getattr(self.edited, name) not in ("", None) for name in _FOLDED
        )

    def _show_more(self, shown: bool) -> None:
        self._unfolded = shown
        for name in _FOLDED:
            self.form.show_entry(name, shown)
        self.more_button.setText(_("Fewer fields") if shown else _("More fields: series, ages, summary…"))

    def _same_class(self) -> bool:
        return self.edited is not None and self.form.field("clc_class").value() == self.edited.clc_class

    def _offer(self) -> None:
        """Say which number the title would get; one that it had in another class is not its number any more."""
        field, edited = self.form.field("call_mark"), self.edited
        mark = field.value()
        if edited is not None and edited.call_mark:
            if mark == edited.call_mark and not self._same_class():
                field.set_value("")
            elif not mark and self._same_class() and self._moved:
                field.set_value(edited.call_mark)
        self._moved = not self._same_class()
        offered = call_numbers.offered(
            clc_class=self.form.field("clc_class").value(), authors=self.form.field("authors").value(),
            name=self.form.field("name").value(), title_id=edited.id if edited else 0,
        )  # fmt: skip
        by_hand = settings.get("call_number_mode") == "hand"
        hint = "12" if by_hand else _("empty: next number")
        field.edit.setPlaceholderText(_("empty: {mark}").format(mark=offered) if offered else hint)

    _unfolded = False
    _moved = False
