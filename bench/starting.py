"""From starting the program to its first painted window, on a small and on the full centre, beside a bare window of Qt."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import full, generate
from bench.measure import Result, percentile

GOAL_MS, GOAL_GROWTH = 600.0, 1.5
_TIMES = 9
_COMPILED = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(generate.OUT / "compiled")}


def measure() -> list[Result]:
    """Start each nine times in turn; the file lies in a folder of its own each time, where nothing is written to it.

    As for whoever has started the program before, its modules are compiled already.
    """
    files = {100: full.centre(share=100), 1: full.centre()}
    times: dict[object, list[float]] = {"bare": [], **{share: [] for share in files}}
    _started(files[100])
    for _ in range(_TIMES):
        times["bare"].append(_started(None))
        for share, file in files.items():
            times[share].append(_started(file))
    small = percentile(times[100], 50)
    return [
        _line("the full size", times[1], times["bare"], small),
        _line("a hundredth", times[100], times["bare"], small),
    ]


def _line(size: str, ours: list[float], bare: list[float], small: float) -> Result:
    middle = percentile(ours, 50)
    return Result(
        name=f"start to the first painted window, {size}",
        ours_p50=middle, ours_p99=max(ours), twin_p50=percentile(bare, 50), twin_p99=max(bare),
        ratio=middle / percentile(bare, 50), goal=f"under {GOAL_MS:g} ms, flat",
        ok=middle < GOAL_MS and middle <= GOAL_GROWTH * small, samples=len(ours),
    )  # fmt: skip


def _started(file: Path | None) -> float:
    with tempfile.TemporaryDirectory(dir=generate.OUT, ignore_cleanup_errors=True) as folder:
        if file is not None:
            (Path(folder) / "centre.db").hardlink_to(file)
        said = subprocess.run(
            [sys.executable, "-m", "bench.first_paint", folder if file is not None else "", repr(time.monotonic())],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **_COMPILED}, check=True, capture_output=True, text=True,
        )  # fmt: skip
    return float(said.stdout) * 1000
