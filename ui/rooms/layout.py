"""Where bookings stand on a board: side by side in lanes when they run at the same time. Pure: no Qt, no clock, no pixels.

A board has columns (rooms of a day, days of a week); minutes count from midnight of the column's day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DAY_MINUTES = 1440


@dataclass(frozen=True, slots=True)
class Item:
    """Something that takes time in a column."""

    key: int
    column: int
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Placed:
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
    for item in sorted(items, key=lambda one: (one.column, one.starts, -one.ends, one.key)):
        columns.setdefault(item.column, []).append(item)
    return [
        placed
        for column in columns.values()
        for group in _groups(column, least)
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


def _end(item: Item, least: int) -> int:
    return max(item.ends, item.starts + least)


def _groups(items: Sequence[Item], least: int) -> list[list[Item]]:
    """Items that hang together in time, directly or through others: they share one division into lanes."""
    groups: list[list[Item]] = []
    until = -1
    for item in items:
        if item.starts >= until:
            groups.append([])
        groups[-1].append(item)
        until = max(until, _end(item, least))
    return groups


def _lanes(group: Sequence[Item], least: int) -> list[Placed]:
    if len(group) == 1:
        return [Placed(group[0].key, group[0].column, group[0].starts, group[0].ends, 0, 1, 1)]
    ends: list[int] = []
    lane_of: dict[int, int] = {}
    for item in group:
        lane = next((number for number, end in enumerate(ends) if end <= item.starts), len(ends))
        ends[lane : lane + 1] = [_end(item, least)]
        lane_of[item.key] = lane
    placed = [
        Placed(
            item.key, item.column, item.starts, item.ends, lane_of[item.key], len(ends),
            _free_lanes(item, group, lane_of=lane_of, least=least, lanes=len(ends)),
        )
        for item in group
    ]  # fmt: skip
    return sorted(placed, key=lambda one: (one.starts, one.lane))


def _free_lanes(item: Item, group: Sequence[Item], *, lane_of: dict[int, int], least: int, lanes: int) -> int:
    """How many lanes to its right (its own counted) stay empty as long as it lasts."""
    taken = (
        lane_of[other.key]
        for other in group
        if lane_of[other.key] > lane_of[item.key]
        and other.starts < _end(item, least)
        and item.starts < _end(other, least)
    )
    return min(taken, default=lanes) - lane_of[item.key]
