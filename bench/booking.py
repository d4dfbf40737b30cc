"""Booking a room that has been booked a hundred thousand and a million times, beside raw SQL under the same journal and guard.

The bookings lie an hour apart, half an hour each, up to the end of the time that is booked ahead; what is measured books
the half hours between them, so that neighbours stand close on both sides.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from bench import generate
from bench.generate import LAST_DAY
from bench.measure import Result, percentile, side_by_side
from bench.twin import raw_action, scratch
from centre_app import clock
from centre_app.rooms import bookings

GOAL_RATIO, GOAL_GROWTH = 3.0, 1.3
_AHEAD = timedelta(days=60)
_TIMES, _WARM_UP = 500, 20
_NOW = LAST_DAY + timedelta(days=1, hours=10)
_INSERT = (
    "INSERT INTO booking (room_id, title, starts_at, ends_at, buffer_before, buffer_after, head_count, alone, status, "
    "is_exception, is_dropped, note, cancel_reason, uid, override_reason) "
    "VALUES (1, 'bench', ?, ?, 0, 0, 1, 0, 'confirmed', 0, 0, '', '', '', '')"
)
Times = tuple[list[float], list[float]]


def measure(sizes: Sequence[int]) -> list[Result]:
    """Book 500 times by the program and 500 times by raw SQL in a room of each size; the last line is the growth."""
    times: list[Times] = [([], []) for _size in sizes]
    files = [generate.kept(f"booked-{size}", fill=lambda size=size: _fill(size)) for size in sizes]
    for turn in range(2):  # each size twice and in turn: a disk that slows down slows all of them
        for file, found in zip(files, times, strict=True):
            with scratch(file), clock.pretend(_NOW):
                free = _free_halves()[turn * (_TIMES // 2) : (turn + 1) * (_TIMES // 2) + _WARM_UP]
                for all_times, some in zip(found, side_by_side(_book, _raw, free), strict=True):
                    all_times.extend(some[_WARM_UP:])
    lines = [_line(size, found) for size, found in zip(sizes, times, strict=True)]
    return [*lines, _growth(sizes, times)]


def _line(size: int, times: Times) -> Result:
    ours, twin = times
    ratio = percentile(ours, 50) / percentile(twin, 50)
    return Result(
        name=f"book a room, durable, {size:,} bookings in it",
        ours_p50=percentile(ours, 50), ours_p99=percentile(ours, 99),
        twin_p50=percentile(twin, 50), twin_p99=percentile(twin, 99),
        ratio=ratio, goal=f"at most {GOAL_RATIO:g} times", ok=ratio <= GOAL_RATIO, samples=len(ours),
    )  # fmt: skip


def _growth(sizes: Sequence[int], times: Sequence[Times]) -> Result:
    """Ours in the largest room beside ours in the smallest."""
    most, least = times[-1][0], times[0][0]
    ratio = percentile(most, 50) / percentile(least, 50)
    return Result(
        name=f"the same, {sizes[-1]:,} beside {sizes[0]:,} bookings",
        ours_p50=percentile(most, 50), ours_p99=percentile(most, 99),
        twin_p50=percentile(least, 50), twin_p99=percentile(least, 99),
        ratio=ratio, goal=f"under {GOAL_GROWTH:g} times", ok=ratio < GOAL_GROWTH, samples=len(most),
    )  # fmt: skip


def _free_halves() -> list[datetime]:
    """Pairs of hours: ours books into the first, the twin into the second."""
    return [
        _NOW.replace(minute=30) + timedelta(hours=2 * number)
        for number in range(int(_AHEAD / timedelta(hours=2)) - 24)
    ]


def _book(begin: datetime) -> None:
    bookings.book(room_id=1, title="bench", starts_at=begin, ends_at=begin + timedelta(minutes=20))


def _raw(begin: datetime) -> None:
    later = begin + timedelta(hours=1)
    raw_action("book a room", (_INSERT, (str(later), str(later + timedelta(minutes=20)))))


def _fill(count: int) -> None:
    generate.insert("room", iter([{"name": "hall", "kind": "study", "capacity": 30, "sharing": "exclusive"}]))
    generate.insert("opening_hours", generate.opening_hours())
    generate.insert("booking", _bookings(count), total=count, what="bookings")


def _bookings(count: int) -> Iterator[dict[str, Any]]:
    end = LAST_DAY + _AHEAD
    for number in range(count, 0, -1):
        begin = end - timedelta(hours=number)
        yield {
            "room_id": 1,
            "title": "bench",
            "starts_at": begin,
            "ends_at": begin + timedelta(minutes=30),
            "status": "completed" if begin < LAST_DAY else "confirmed",
        }
