"""Counting visits by unit of the grid, as the tree is now: the unit noted on the visit, else the one the person has."""

from collections import Counter

from centre_app.i18n import _
from centre_app.people import grid
from centre_app.reports.fragments import UNKNOWN, span
from centre_app.reports.listing import each
from centre_app.reports.periods import Period

# Who had no unit yet when they came counts in the one noted since, which is looked for only then; `v` is the visit.
UNIT = "coalesce(v.grid_unit_id, (SELECT belongs.grid_unit_id FROM person belongs WHERE belongs.id = v.person_id))"
_UNITS = f"""
SELECT {UNIT}, sum(v.head_count) FROM visit v
WHERE v.arrived_at >= :since AND v.arrived_at < :until GROUP BY 1"""  # noqa: S608


def by_top(period: Period) -> dict[str, int]:
    """Count the heads of visits begun in the period by unit of the first level; a removed one only where there were some."""
    units = grid.units(with_removed=True)
    tops, parts = top_names(units), Counter[str]()
    for unit_id, heads in each(_UNITS, span(period)):
        parts[tops.get(unit_id, UNKNOWN)] += heads
    first = [unit for unit in units if unit.depth == 1]
    kept = {name_of(unit): parts[name_of(unit)] for unit in first if not unit.removed or parts[name_of(unit)]}
    return kept | {UNKNOWN: parts[UNKNOWN]}


def top_names(units: list[grid.UnitRow]) -> dict[int | None, str]:
    """For each unit what the unit of the first level is called that it lies in."""
    names: dict[int | None, str] = {}
    for unit in units:  # those above come first
        names[unit.id] = names[unit.parent_id] if unit.parent_id else name_of(unit)
    return names


def name_of(unit: grid.UnitRow) -> str:
    """What a unit is called in a report."""
    return _("{unit} (removed)").format(unit=unit.name) if unit.removed else unit.name
