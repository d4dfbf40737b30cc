"""Where bookings stand on a board: side by side in lanes when they run at the same time. Pure: no Qt, no clock, no pixels.

A board has columns (rooms of a day, days of a week); minutes count from midnight of the column's day.
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

DAY_MINUTES = 1440


class Item(NamedTuple):
    """Something that takes time in a column."""

    key: int
    column: int
    starts: int
    ends: int


class Placed(NamedTuple):
    """An item's place: it begins at `lane` of the `lanes` its column has then, and is `width` of them wide."""

    key: int
    column: int
    starts: int
    ends: int
    lane: int
    lanes: int
    width: int


def place(items: Iterable[Item], *, least: int = 0) -> list[Placed]:
    """Give each item a lane so that no two that run at the same time cover each other.

    An item shorter than `least` minutes takes so many, so that its words can be read. The result is in order of
    column, start and lane.
    """
    columns: dict[int, list[Item]] = {}
    for item in items:
        columns.setdefault(item[1], []).append(item)
    return [
        placed
        for number in sorted(columns)
        for group in _groups(_in_order(columns[number]), least)
        for placed in _lanes(group, least)
    ]


def hours_shown(spans: Iterable[tuple[int, int]], *, default: tuple[int, int] = (8, 20)) -> tuple[int, int]:
    """The first and the last hour a board must show to hold all these spans of minutes; `default` when there are none."""
    found = list(spans)
    if not found:
        return default
    first = min(starts for starts, _ends in found) // 60
    last = -(-max(ends for _starts, ends in found) // 60)
    return max(0, first), min(24, max(last, first + 1))


def closed_spans(open_spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The rest of the day, for open spans in order."""
    edges = [0, *(edge for span in open_spans for edge in span), DAY_MINUTES]
    return [(starts, ends) for starts, ends in zip(edges[::2], edges[1::2], strict=True) if starts < ends]


def _in_order(column: list[Item]) -> list[Item]:
    """By start, the longer first, then by key: three stable sorts cost a third of one by a key made in Python."""
    column.sort(key=itemgetter(0))
    column.sort(key=itemgetter(3), reverse=True)
    column.sort(key=itemgetter(2))
    return column


def _groups(items: Sequence[Item], least: int) -> list[list[Item]]:
    """Items that hang together in time, directly or through others: they share one division into lanes."""
    groups: list[list[Item]] = []
    until = -1
    for item in items:
        if item.starts >= until:
            groups.append([])
        groups[-1].append(item)
        until = max(until, item.ends, item.starts + least)
    return groups


def _lanes(group: Sequence[Item], least: int) -> list[Placed]:
    if len(group) == 1:
        return [Placed(*group[0], 0, 1, 1)]
    free_from: list[int] = []
    last: list[int] = []  # the latest item of each lane
    lane_of: list[int] = []
    wall_of: list[int] = []  # the next lane to the right of each item that is taken while it lasts
    for number, (_key, _column, starts, item_ends) in enumerate(group):
        busy = [each for each, end in enumerate(free_from) if end > starts]
        lane = next((place for place, each in enumerate(busy) if place != each), len(busy))
        for each in busy[:lane]:
            wall_of[last[each]] = min(wall_of[last[each]], lane)
        wall_of.append(busy[lane] if lane < len(busy) else len(group))
        free_from[lane : lane + 1] = [max(item_ends, starts + least)]
        last[lane : lane + 1] = [number]
        lane_of.append(lane)
    lanes = len(free_from)
    placed = [
        Placed(*item, lane, lanes, min(wall, lanes) - lane)
        for item, lane, wall in zip(group, lane_of, wall_of, strict=True)
    ]
    return sorted(placed, key=itemgetter(2, 4))
