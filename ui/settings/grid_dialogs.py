"""The dialogs of the grid: its levels, a unit with who is in charge, moving it, and the buildings in it."""

import re
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _, _n
from centre_app.people import grid, grid_levels, people
from centre_app.people.grid import UnitRow
from ui.kit import buttons, card, layout
from ui.kit.attempt import told
from ui.kit.form import CheckField, ChoiceField, FormDialog, Hit, PickerField, TextField
from ui.settings.section import saved, say_saved

_BREAKS = re.compile(r"[\n,，、;；]+")


class LevelsDialog(FormDialog):
    """The names of the levels, and what who is in charge is called."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Levels of the grid"), _("Save"), parent, width=560)
        self.ready_buttons = [
            buttons.link(" — ".join(name for name, _head in tree), clicked=partial(self.fill, tree))
            for tree in grid_levels.ready_trees()
        ]
        self.form.add_widget(card.label(_("Take over a ready tree:"), kind="quiet"))
        self.form.add_widget(layout.holding(layout.Flow(*self.ready_buttons)))
        for depth in range(1, grid_levels.MOST + 1):
            last = depth == grid_levels.MOST
            label = _("Level {number}").format(number=depth)
            hint = _("Empty: the grid has three levels") if last else ""
            self.add(
                f"name{depth}",
                label,
                TextField(longest=grid_levels.LONGEST_NAME),
                required=not last,
                hint=hint,
            )
            title = _("Who is in charge is called")
            self.add(f"head{depth}", title, TextField(longest=grid_levels.LONGEST_NAME), beside=True)
        self.fill([(level.name, level.head_title) for level in grid_levels.levels()])
        self.submitted.connect(self._on_submitted)

    def fill(self, levels: list[tuple[str, str]]) -> None:
        """Write these levels into the fields."""
        padded = [*levels, *[("", "")] * (grid_levels.MOST - len(levels))]
        for depth, (name, head) in enumerate(padded, start=1):
            self.form.field(f"name{depth}").set_value(name)
            self.form.field(f"head{depth}").set_value(head)

    def _on_submitted(self, values: dict[str, Any]) -> None:
        levels = [
            (values[f"name{depth}"], values[f"head{depth}"]) for depth in range(1, grid_levels.MOST + 1)
        ]
        self.attempt(grid_levels.put_levels, levels=levels, then=saved(_("The levels of the grid were set.")))


@told
def open_levels(parent: QWidget) -> LevelsDialog:
    """Open the dialog of the levels."""
    dialog = LevelsDialog(parent)
    dialog.open()
    return dialog


@told
def open_add(parent: QWidget, *, above: UnitRow | None) -> FormDialog:
    """Ask for a new unit at the top or below another."""
    depth = above.depth + 1 if above is not None else 1
    level = next((each for each in grid_levels.levels() if each.depth == depth), None)
    name = level.name if level is not None else _("Unit")
    title = _("Add: {level}").format(level=name)
    if above is not None:
        title = _("Add below “{unit}”: {level}").format(unit=above.name, level=name)
    dialog = _unit_form(parent, title, _("Add"), head_title=level.head_title if level else "")
    dialog.submitted.connect(
        lambda values: dialog.attempt(
            grid.add_unit, parent_id=above.id if above is not None else None, then=saved(_("The unit was added.")), **values
        )
    )  # fmt: skip
    dialog.open()
    return dialog


@told
def open_change(parent: QWidget, row: UnitRow) -> FormDialog:
    """Change the name of a unit and who is in charge."""
    dialog = _unit_form(
        parent, _("Change “{name}”").format(name=row.name), _("Save"), head_title=row.head_title
    )
    known = row.head_id is not None
    dialog.form.set_values(
        name=row.name, head_id=Hit(row.head_id, row.head_name) if known else None,
        head_name="" if known else row.head_name, head_phone="" if known else row.head_phone,
    )  # fmt: skip
    dialog.submitted.connect(
        lambda values: dialog.attempt(
            grid.change_unit, unit_id=row.id, then=saved(_("The unit was changed.")), **values
        )
    )
    dialog.open()
    return dialog


def open_move(parent: QWidget, row: UnitRow) -> FormDialog:
    """Ask below which unit of the level above a unit is put."""
    dialog = FormDialog(_("Move “{name}”").format(name=row.name), _("Move the unit"), parent, width=480)
    places = [(each.id, each.path) for each in grid.units() if each.depth == row.depth - 1]
    dialog.add("parent_id", _("Below"), ChoiceField(places), required=True,
               hint=_("All units below it go along."))  # fmt: skip
    dialog.form.set_values(parent_id=row.parent_id)
    dialog.submitted.connect(
        lambda values: dialog.attempt(
            grid.move_unit, unit_id=row.id, then=saved(_("The unit was moved.")), **values
        )
    )
    dialog.open()
    return dialog


@told
def open_buildings(parent: QWidget, row: UnitRow) -> FormDialog:
    """Say which buildings lie in a unit: who is registered there is suggested this unit."""
    dialog = FormDialog(_("Buildings of “{name}”").format(name=row.name), _("Save"), parent, width=480)
    dialog.add(
        "buildings", _("Buildings"), TextField(lines=5), hint=_("One on each line, or with commas between")
    )
    dialog.add(
        "place_people", "", CheckField(_("Put people living there who have no unit yet into this one"))
    )
    dialog.form.set_values(buildings="\n".join(grid.buildings().get(row.id, [])), place_people=True)

    def submitted(values: dict[str, Any]) -> None:
        dialog.attempt(
            grid.put_buildings, unit_id=row.id, buildings=_BREAKS.split(values["buildings"]),
            place_people=values["place_people"], then=_said,
        )  # fmt: skip

    dialog.submitted.connect(submitted)
    dialog.open()
    return dialog


def _unit_form(parent: QWidget, title: str, verb: str, *, head_title: str) -> FormDialog:
    dialog = FormDialog(title, verb, parent, width=520)
    dialog.add("name", _("Name of the unit"), TextField(longest=grid.LONGEST_NAME), required=True)
    label = _("In charge ({title})").format(title=head_title) if head_title else _("In charge")
    dialog.add(
        "head_id", label, PickerField(_found), hint=_("Somebody registered; or a name and a phone below")
    )
    dialog.add("head_name", _("Name, if not registered"), TextField(longest=40))
    dialog.add("head_phone", _("Phone"), TextField(), beside=True)
    return dialog


def _found(text: str) -> list[Hit]:
    found = people.find(text, limit=20)
    return [Hit(each.id, each.name, " · ".join(filter(None, (each.address, people.masked_phone(each.phone))))) for each in found]  # fmt: skip


def _said(placed: int) -> None:
    words = _n(
        "Saved; {count} person was put into the unit.",
        "Saved; {count} people were put into the unit.",
        placed,
    )
    say_saved(words.format(count=placed) if placed else "")
