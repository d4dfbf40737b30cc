"""The units of the grid as a tree, who is in charge of them, and which building lies in which. Levels: `grid_levels.py`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.people import fields, grid_levels
from centre_app.people.grid_models import BuildingUnit, GridUnit
from centre_app.people.models import Person
from centre_app.storage.action import action
from centre_app.storage.database import db

LONGEST_NAME = 40
_UNITS = """
SELECT grid_unit.id, parent_id, depth, grid_unit.name, head_id, coalesce(person.name, head_name),
  coalesce(nullif(person.phone, ''), head_phone), removed_on IS NOT NULL
FROM grid_unit LEFT JOIN person ON person.id = head_id WHERE removed_on IS NULL OR :removed
ORDER BY removed_on IS NOT NULL, position, grid_unit.id"""
_BELOW = """
WITH RECURSIVE below(id) AS (SELECT ? UNION SELECT grid_unit.id FROM below JOIN grid_unit ON parent_id = below.id)
SELECT id FROM below"""
_BELOW_NOW = "SELECT count(*) FROM grid_unit WHERE parent_id = ? AND removed_on IS NULL"
_PLACE = """
UPDATE person SET grid_unit_id = ? WHERE grid_unit_id IS NULL AND category <> 'organisation'
  AND household_id IN (SELECT id FROM household WHERE building IN ({marks}))"""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the tree. `path` names it from the top, `level` is what its level is called; `removed` ones are past."""

    id: int
    parent_id: int | None
    depth: int
    name: str
    path: str
    level: str
    head_title: str
    head_id: int | None
    head_name: str
    head_phone: str
    removed: bool = False


def units(*, with_removed: bool = False) -> list[UnitRow]:
    """The whole tree in its order, each unit before those below it; two queries. What was removed comes after the rest."""
    levels = {level.depth: level for level in grid_levels.levels()}
    below: dict[int | None, list[tuple[Any, ...]]] = {}
    for row in db.execute_sql(_UNITS, {"removed": with_removed}):
        below.setdefault(row[1], []).append(row)

    def walk(parent_id: int | None, path: str) -> Iterator[UnitRow]:
        for row in below.get(parent_id, []):
            level = levels.get(row[2])
            own = f"{path} / {row[3]}" if path else row[3]
            yield UnitRow(
                row[0], row[1], row[2], row[3], own, level.name if level else "",
                level.head_title if level else "", row[4], row[5], row[6], bool(row[7]),
            )  # fmt: skip
            yield from walk(row[0], own)

    return list(walk(None, ""))


def unit(unit_id: int) -> UnitRow:
    """The unit of that id. Raises NotFound."""
    found = next((row for row in units() if row.id == unit_id), None)
    if found is None:
        raise errors.NotFound
    return found


def with_those_below(unit_id: int) -> list[int]:
    """The ids of a unit and of all below it."""
    return [row[0] for row in db.execute_sql(_BELOW, (unit_id,))]


def people_in() -> dict[int, int]:
    """How many people are in each unit itself, units without any left out."""
    rows = db.execute_sql(
        "SELECT grid_unit_id, count(*) FROM person WHERE grid_unit_id IS NOT NULL GROUP BY grid_unit_id"
    )
    return dict(rows.fetchall())


@action(N_("add a grid unit"), needs="settings")
def add_unit(
    *, name: str, parent_id: int | None = None, head_id: int | None = None, head_name: str = "", head_phone: str = ""
) -> int:  # fmt: skip
    """Add a unit at the top or below another and return its id; in charge is a known person or somebody named.

    Raises GridLevelsMissing, GridTooDeep, GridUnitTaken, WordMissing, TextTooLong, PhoneImpossible, NotFound.
    """
    depth = 1
    levels = grid_levels.levels()
    if not levels:
        raise errors.GridLevelsMissing
    if parent_id is not None:
        above = unit(parent_id)
        depth = above.depth + 1
        if depth > len(levels):
            raise errors.GridTooDeep(unit=above.name)
    last = db.execute_sql("SELECT coalesce(max(position), 0) FROM grid_unit").fetchone()[0]
    made: Any = GridUnit.create(
        parent=parent_id, depth=depth, name=_name(name, parent_id=parent_id), position=last + 1,
        **_head(head_id=head_id, head_name=head_name, head_phone=head_phone),
    )  # fmt: skip
    return int(made.id)


@action(N_("change a grid unit"), needs="settings")
def change_unit(
    *, unit_id: int, name: str, head_id: int | None = None, head_name: str = "", head_phone: str = ""
) -> None:
    """Rename a unit and say who is in charge. Raises what `add_unit` raises."""
    known = unit(unit_id)
    values = _head(head_id=head_id, head_name=head_name, head_phone=head_phone)
    values["name"] = _name(name, parent_id=known.parent_id, unit_id=unit_id)
    GridUnit.update(**values).where(GridUnit.id == unit_id).execute()


@action(N_("move a grid unit"), needs="settings")
def move_unit(*, unit_id: int, parent_id: int) -> None:
    """Put a unit, with all below it, below another unit of the level above. Raises GridMoveImpossible, GridUnitTaken, NotFound."""
    known, above = unit(unit_id), unit(parent_id)
    if above.depth != known.depth - 1:
        raise errors.GridMoveImpossible(unit=known.name)
    _name(known.name, parent_id=parent_id, unit_id=unit_id)
    GridUnit.update(parent=parent_id).where(GridUnit.id == unit_id).execute()


@action(N_("remove a grid unit"), needs="settings")
def remove_unit(unit_id: int) -> None:
    """Remove a unit that nothing is below and nobody in; its buildings have no unit then, and nobody is in charge.

    Reports of the months in which it was there go on naming it. Raises GridUnitHasUnits, GridUnitHasPeople, UsedBySavedList, NotFound.
    """
    known = unit(unit_id)
    below = db.execute_sql(_BELOW_NOW, (unit_id,)).fetchone()[0]
    if below:
        raise errors.GridUnitHasUnits(unit=known.name, count=below)
    count = db.execute_sql("SELECT count(*) FROM person WHERE grid_unit_id = ?", (unit_id,)).fetchone()[0]
    if count:
        raise errors.GridUnitHasPeople(unit=known.name, count=count)
    listed = db.execute_sql(
        "SELECT name FROM saved_list WHERE json_extract(selection, '$.grid_unit_id') = ?", (unit_id,)
    ).fetchone()
    if listed:
        raise errors.UsedBySavedList(name=known.name, list=listed[0])
    BuildingUnit.delete().where(BuildingUnit.unit == unit_id).execute()
    values = {"removed_on": clock.today(), "head": None, "head_name": "", "head_phone": ""}
    GridUnit.update(**values).where(GridUnit.id == unit_id).execute()


def unit_of_building(building: str) -> int | None:
    """The unit that people of a building are usually in."""
    known = fields.address_part(building)
    row = db.execute_sql("SELECT unit_id FROM building_unit WHERE building = ?", (known,)).fetchone()
    return row[0] if row else None


def buildings() -> dict[int, list[str]]:
    """The buildings of each unit."""
    found: dict[int, list[str]] = {}
    for unit_id, building in db.execute_sql("SELECT unit_id, building FROM building_unit ORDER BY id"):
        found.setdefault(unit_id, []).append(building)
    return found


@action(N_("say which buildings lie in a grid unit"), needs="settings")
def put_buildings(*, unit_id: int, buildings: Iterable[str], place_people: bool = False) -> int:
    """Let these buildings, and no others, lie in a unit; one that lay in another unit leaves it.

    With `place_people`, who lives in them and has no unit yet is put into it. Returns how many people were placed.
    Raises TextTooLong and NotFound.
    """
    unit(unit_id)
    wanted = list(dict.fromkeys(filter(None, map(fields.address_part, buildings))))
    BuildingUnit.delete().where(
        (BuildingUnit.unit == unit_id) & BuildingUnit.building.not_in(wanted)
        | (BuildingUnit.unit != unit_id) & BuildingUnit.building.in_(wanted)
    ).execute()
    known = {row.building for row in BuildingUnit.select().where(BuildingUnit.unit == unit_id)}
    for building in wanted:
        if building not in known:
            BuildingUnit.create(building=building, unit=unit_id)
    return _place(unit_id, wanted) if place_people else 0


def checked(unit_id: int | None) -> int | None:
    """The unit's id, for the record of a person. Raises NotFound for one there is none of."""
    known = GridUnit.select().where(GridUnit.id == unit_id, GridUnit.removed_on.is_null())
    if unit_id is not None and not known.exists():
        raise errors.NotFound
    return unit_id


def _place(unit_id: int, buildings: list[str]) -> int:
    cursor = db.execute_sql(_PLACE.format(marks=",".join("?" * len(buildings))), (unit_id, *buildings))
    return int(cursor.rowcount)


def _name(text: str, *, parent_id: int | None, unit_id: int = 0) -> str:
    words = fields.limited(" ".join(text.split()), most=LONGEST_NAME)
    if not words:
        raise errors.WordMissing
    row = db.execute_sql(
        "SELECT 1 FROM grid_unit WHERE parent_id IS ? AND name = ? AND id <> ? AND removed_on IS NULL",
        (parent_id, words, unit_id),
    ).fetchone()
    if row:
        raise errors.GridUnitTaken(name=words)
    return words


def _head(*, head_id: int | None, head_name: str, head_phone: str) -> dict[str, Any]:
    """Who is in charge: a known person alone, since their name and phone are in their own record."""
    if head_id is not None:
        if not Person.select().where(Person.id == head_id).exists():
            raise errors.NotFound
        return {"head": head_id, "head_name": "", "head_phone": ""}
    name = fields.name(head_name) if head_name.strip() else ""
    return {"head": None, "head_name": name, "head_phone": fields.phone(head_phone)}
