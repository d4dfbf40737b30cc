"""Visits by unit of the grid: the tree with a row a unit, each with what lies below it. Nameless, and heads alone."""

from collections import Counter, defaultdict

from centre_app.i18n import N_, _
from centre_app.people import grid
from centre_app.reports.counts.grid import UNIT, name_of, top_names
from centre_app.reports.counts.visits import VISITOR
from centre_app.reports.fragments import span
from centre_app.reports.listing import NOT_RECORDED, Column, Listing, Row, each
from centre_app.reports.periods import Period

_VISITORS = f"""
SELECT {UNIT}, {VISITOR}, sum(v.head_count) FROM visit v
WHERE v.arrived_at >= :since AND v.arrived_at < :until GROUP BY 1, 2"""  # noqa: S608
_STEP = "\u3000"  # a unit stands one character further in than the one it lies in
COLUMNS = (
    Column("top", N_("Unit of the first level"), width=16),
    Column("unit", N_("Grid unit"), width=20),
    Column("level", N_("Level"), width=10),
    Column("heads", N_("Visits, with the units below"), "count"),
    Column("people", N_("Visitors, with the units below"), "count"),
    Column("own", N_("Visits of the unit itself"), "count"),
)


def by_unit(period: Period) -> Listing:
    """Every unit in the order of the tree, removed ones that had visits, and visits without a unit.

    `own` adds up to the visits in all, and by `top` to the parts of the split by grid unit.
    """
    units = grid.units(with_removed=True)
    above: dict[int | None, int | None] = {unit.id: unit.parent_id for unit in units}
    heads, own = Counter[int | None](), Counter[int | None]()
    people: defaultdict[int | None, set[int]] = defaultdict(set)
    for unit_id, visitor, count in each(_VISITORS, span(period)):
        own[unit_id] += count
        place = unit_id
        while True:
            heads[place] += count
            people[place] |= set() if visitor is None else {visitor}
            place = above.get(place)
            if place is None:
                break
    tops, unknown = top_names(units), _(NOT_RECORDED)
    rows: list[Row] = [
        (tops[unit.id], _STEP * (unit.depth - 1) + name_of(unit), unit.level, heads[unit.id], len(people[unit.id]), own[unit.id])
        for unit in units if not unit.removed or heads[unit.id]
    ]  # fmt: skip
    return Listing(COLUMNS, [*rows, (unknown, unknown, "", heads[None], len(people[None]), own[None])])
