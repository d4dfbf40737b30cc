"""The section of the grid: its levels, and its units as a tree with who is in charge and which buildings lie in them."""

from collections.abc import Callable
from functools import partial

from centre_app.i18n import N_, _
from centre_app.people import grid, grid_levels
from centre_app.people.grid import UnitRow
from centre_app.people.masking import masked_phone
from ui.kit import buttons, card, layout
from ui.kit.attempt import attempt, told
from ui.kit.table import Column, ListView, RowVerb
from ui.settings import grid_dialogs
from ui.settings.section import Section, saved

_INDENT = "\u3000"


class GridSection(Section):
    """The tree as a list, each unit before those below it and moved in by its level."""

    id = "grid"
    title = N_("Grid")
    icon = "group"
    tables = frozenset({"grid_level", "grid_unit", "building_unit", "person"})

    def __init__(self) -> None:
        super().__init__()
        self._people: dict[int, int] = {}
        self._buildings: dict[int, list[str]] = {}
        self._depths = 0
        self.levels = card.label(kind="strong", wrap=True)
        self.levels_button = buttons.plain(_("Change the levels…"), "edit", clicked=self.on_levels)
        self.add_button = buttons.primary(_("Add"), "plus", clicked=self.on_add)
        self.ready_buttons = [
            buttons.primary(_arrows(tree), clicked=partial(self.on_ready, tree))
            for tree in grid_levels.ready_trees()
        ]
        self.list = self._build_list()
        self.column.addWidget(self._build_levels())
        self.units = card.Card(_("Units"))
        self.row_buttons = {
            "buildings": buttons.plain(
                _("Buildings…"), "room", clicked=partial(self._with_current, self.on_buildings)
            ),
            "move": buttons.plain(_("Move…"), "right", clicked=partial(self._with_current, self.on_move)),
            "remove": buttons.plain(
                _("Remove"), "delete", clicked=partial(self._with_current, self.on_remove)
            ),
        }
        self.units.set_trailing(self.add_button)
        self.units.add(layout.Flow(*self.row_buttons.values()))
        self.units.add(self.list, 1)
        self.column.addWidget(self.units, 1)
        self.list.row_chosen.connect(self._on_row_chosen)
        self._on_row_chosen(None)

    def refresh(self) -> None:
        levels = grid_levels.levels()
        self._depths = len(levels)
        self.levels.setText(_arrows([(level.name, level.head_title) for level in levels]))
        self.levels.setVisible(bool(levels))
        self.levels_button.setVisible(bool(levels))
        self.choice.setVisible(not levels)
        self.units.setVisible(bool(levels))
        if levels:
            self.add_button.setText(_("Add: {level}").format(level=levels[0].name))
        self._people, self._buildings = grid.people_in(), grid.buildings()
        self.list.set_rows(grid.units())
        self._on_row_chosen(self.list.current())

    def on_ready(self, tree: list[tuple[str, str]]) -> None:
        """Begin with one of the ready trees."""
        attempt(grid_levels.put_levels, levels=tree, then=saved(_("The levels of the grid were set.")))

    def on_levels(self) -> grid_dialogs.LevelsDialog | None:
        """Change the names of the levels, add one or take one away, or take over a ready tree."""
        return grid_dialogs.open_levels(self)

    def on_add(self) -> None:
        """Add a unit of the first level."""
        grid_dialogs.open_add(self, above=None)

    def on_buildings(self, row: UnitRow) -> None:
        """Say which buildings lie in a unit."""
        grid_dialogs.open_buildings(self, row)

    @told
    def on_move(self, row: UnitRow) -> None:
        """Put a unit below another one."""
        grid_dialogs.open_move(self, row)

    def on_remove(self, row: UnitRow) -> None:
        said = _("“{name}” was removed from the grid.").format(name=row.name)
        attempt(grid.remove_unit, unit_id=row.id, then=saved(said))

    def _with_current(self, do: Callable[[UnitRow], object]) -> None:
        row = self.list.current()
        if row is not None:
            do(row)

    def _on_row_chosen(self, row: UnitRow | None) -> None:
        for button in self.row_buttons.values():
            button.setEnabled(row is not None)
        self.row_buttons["move"].setEnabled(row is not None and row.depth > 1)

    def _build_levels(self) -> card.Card:
        whole = card.Card(_("Levels"), self.levels_button)
        words = _(
            "The grid is a tree of three or four levels, each with somebody in charge. Every name can be changed."
        )
        whole.add(card.label(words, kind="quiet", wrap=True))
        whole.add(self.levels)
        ask = card.label(
            _("Which tree does the centre use? It can be changed later."), kind="body", wrap=True
        )
        self.choice = layout.holding(layout.column(ask, layout.Flow(*self.ready_buttons), spacing=8))
        whole.add(self.choice)
        return whole

    def _build_list(self) -> ListView:
        return ListView(
            [
                Column(_("Name of the unit"), lambda row: _INDENT * 2 * (row.depth - 1) + row.name, bold=True,
                       sort=lambda row: row.path),
                Column(_("Level"), lambda row: row.level, quiet=True),
                Column(_("In charge"), _in_charge, hint=lambda row: f"{row.head_title} {_in_charge(row)}".strip()),
                Column(_("Buildings"), lambda row: _(", ").join(self._buildings.get(row.id, []))),
                Column(_("People"), lambda row: str(self._people.get(row.id, "")), align="right",
                       sort=lambda row: self._people.get(row.id, 0)),
            ],
            empty=card.EmptyState(_("The grid has no units yet. Add the first one of the top level."), icon="group"),
            actions=[
                RowVerb(_("Change…"), "edit", lambda row: grid_dialogs.open_change(self, row), button=True),
                RowVerb(_("Add below…"), "plus", lambda row: grid_dialogs.open_add(self, above=row), button=True,
                        enabled=lambda row: row.depth < self._depths),
                RowVerb(_("Buildings…"), "room", self.on_buildings),
                RowVerb(_("Move…"), "right", self.on_move, enabled=lambda row: row.depth > 1),
                RowVerb(_("Remove"), "delete", self.on_remove),
            ],
            name=_("Units"),
        )  # fmt: skip


def _in_charge(row: UnitRow) -> str:
    """The name is public, as that of any office; the phone is masked as in every list."""
    return " ".join(filter(None, (row.head_name, masked_phone(row.head_phone))))


def _arrows(levels: list[tuple[str, str]]) -> str:
    return " — ".join(name for name, _head in levels)
