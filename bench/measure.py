"""Timing ours and the raw twin alternately, and what comes out: percentiles, their ratio, the goal."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table; all times in milliseconds. `goal` is said in words, `ok` whether it is met."""

    name: str
    ours_p50: float
    ours_p99: float
    twin_p50: float
    twin_p99: float
    ratio: float
    goal: str
    ok: bool
    samples: int

    def as_json(self) -> dict[str, Any]:
        """The figures for out/bench.json, rounded to microseconds."""
        return {
            key: round(value, 3) if isinstance(value, float) else value for key, value in asdict(self).items()
        }


def side_by_side(
    ours: Callable[[Any], object], twin: Callable[[Any], object], inputs: Sequence[Any]
) -> tuple[list[float], list[float]]:
    """Milliseconds of each call, ours and the twin's; who goes first changes, so that neither warms the cache for the other."""
    times: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    for number, given in enumerate(inputs):
        order = (0, 1) if number % 2 else (1, 0)
        for which in order:
            call = (ours, twin)[which]
            started = perf_counter()
            call(given)
            times[which].append((perf_counter() - started) * 1000)
    return times


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
