"""The further fields of the person form, folded away: tags, grid unit, needs, emergency contact, volunteer."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from centre_app.i18n import _
from centre_app.people import further, grid, people, tags
from ui.kit import buttons, card, icons, layout
from ui.kit.checks_field import ChecksField
from ui.kit.form import CheckField, ChoiceField, Form, TextField

NAMES = ("tag_ids", *further.COLUMNS)


class MoreFields:
    """Fields added to a form behind one line that unfolds them; what is filled in is said in that line.

    `unfolded(last)` is called when they were folded or unfolded, with what is to be seen then.
    """

    def __init__(
        self, form: Form, *, person: people.PersonCard | None, unfolded: Callable[[QWidget], object]
    ) -> None:
        self.form, self._unfolded = form, unfolded
        self._own = tags.tags_of([person.id])[person.id] if person else {}
        self._units = {row.id: row.path for row in grid.units()}
        self.button = buttons.link(
            _("More: tags, grid, needs, emergency contact…"), "down", clicked=self.toggle
        )
        self.said = card.label(kind="quiet-small", wrap=True)
        form.add_widget(layout.holding(layout.column(layout.row(self.button, None), self.said, spacing=2)))
        self._build()
        self.open = False
        self._fold()
        form.changed.connect(self._say)
        building = form.field("building").main()
        assert isinstance(building, QLineEdit)
        building.editingFinished.connect(self.suggest_unit)

    def fill(self) -> None:
        """After the form was filled in with a person: tick their tags, and say what is there."""
        self.form.set_values(tag_ids=self._own)
        self._say()

    def toggle(self) -> None:
        """Show the fields, or fold them away; what is in them stays."""
        self.open = not self.open
        self._fold()
        self._unfolded(self.form.entries["is_volunteer"] if self.open else self.button)
        if self.open:
            self.form.field("tag_ids").main().setFocus()

    def suggest_unit(self) -> None:
        """Take the usual grid unit of the building, where none was chosen yet."""
        unit = self.form.field("grid_unit_id")
        if unit.value() is None:
            unit.set_value(grid.unit_of_building(self.form.field("building").value()[: grid.LONGEST_NAME]))

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        """What the verbs of people take of the form's values."""
        return {name: values[name] for name in NAMES}

    def _build(self) -> None:
        offered = {row.id: row.name for row in tags.tags()} | self._own
        add = self.form.add
        add("tag_ids", _("Tags"), ChecksField(list(offered.items()), empty=_("Tags are set up in Settings.")))
        add("grid_unit_id", _("Grid unit"), ChoiceField(list(self._units.items()), none=_("none")))
        add("languages", _("Languages"), TextField(placeholder=_("such as Cantonese, English")), beside=True)
        add("needs", _("Needs"), ChecksField([(code, _(text)) for code, text in further.NEEDS.items()]))
        add("emergency_name", _("Emergency contact"), TextField())
        add("emergency_phone", _("Phone of the emergency contact"), TextField(), beside=True)
        add(
            "emergency_relation",
            _("Relation of the emergency contact"),
            TextField(placeholder=_("such as daughter")),
        )
        add("is_volunteer", "", CheckField(_("Is a volunteer")), beside=True)

    def _fold(self) -> None:
        for name in NAMES:
            self.form.show_entry(name, self.open)
        self.button.setIcon(icons.icon("up" if self.open else "down", "accent"))
        self._say()

    def _say(self) -> None:
        """While the fields are folded: what is in them."""
        tag_field = self.form.field("tag_ids")
        values = {name: self.form.field(name).value() for name in NAMES}
        emergency = " ".join(
            filter(None, (values["emergency_name"], values["emergency_relation"], values["emergency_phone"]))
        )
        parts = [
            *(tag_field.boxes[key].text() for key in values["tag_ids"]),
            self._units.get(values["grid_unit_id"], ""), values["languages"], further.needs_words(",".join(values["needs"])),
            _("Emergency contact: {who}").format(who=emergency) if emergency else "",
            _("Volunteer") if values["is_volunteer"] else "",
        ]  # fmt: skip
        said = " · ".join(filter(None, parts))
        self.said.setText(said)
        self.said.setVisible(bool(said) and not self.open)
