"""Every page, list, filter and search at the full size beside a hundredth of it: queries, reading, painting, and memory.

Each size is measured in a process of its own, in a copy of its file. The milliseconds are those of the processor, and the
least of several times: whatever else the machine does is no growth of ours. `python -m bench.scale` prints the table alone.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from time import thread_time
from typing import TYPE_CHECKING, Any

from bench import full, seen
from bench.measure import Result
from bench.twin import scratch
from centre_app import clock
from centre_app.storage import tokens
from centre_app.storage.database import db

if TYPE_CHECKING:
    from ui.shell.work import Work

GROWTH, FRAME_MS, MEMORY_MB = 1.5, 16.0, 200
_TIMES, _SIZE = 7, (1280, 720)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step took: queries, milliseconds to read and to paint."""

    name: str
    queries: int
    read_ms: float
    paint_ms: float
    most_ms: float | None


def measure() -> list[Result]:
    """Run every step at both sizes; the last line is the memory with every page open at the full size."""
    small, large = _child(100), _child(1)
    lines = [
        _line(Taken(**less), Taken(**most)) for less, most in zip(small["steps"], large["steps"], strict=True)
    ]
    return [*lines, _memory(small["megabytes"], large["megabytes"])]


def _line(less: Taken, most: Taken) -> Result:
    """One step: in the place of the median what reading and painting take together, in that of the 99th reading alone."""
    ours, twin = most.read_ms + most.paint_ms, less.read_ms + less.paint_ms
    goal = f"at most {GROWTH:g} times, or under {FRAME_MS:g} ms"
    ok = (ours <= GROWTH * twin or most.read_ms < FRAME_MS) and most.queries <= 2 * less.queries
    if most.most_ms is not None:
        goal, ok = f"reads more rows: under {most.most_ms:g} ms", most.read_ms < most.most_ms
    return Result(
        name=f"{most.name} ({most.queries} queries, {less.queries})",
        ours_p50=ours, ours_p99=most.read_ms, twin_p50=twin, twin_p99=less.read_ms, ratio=ours / twin,
        goal=goal, ok=ok, samples=_TIMES,
    )  # fmt: skip


def _memory(less: float, most: float) -> Result:
    return Result(
        name="resident memory in MB, every page but charts opened", ours_p50=most, ours_p99=most, twin_p50=less, twin_p99=less,
        ratio=most / less, goal=f"under {MEMORY_MB}", ok=most < MEMORY_MB, samples=1,
    )  # fmt: skip


def _child(share: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.scale", str(full.centre(share=share))]
    said = subprocess.run(
        command,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return found


def _run(file: Path) -> None:
    """In the child: open the window's desk on a copy, run the steps, print what they took."""
    import psutil
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPixmap

    from ui.shell import start

    with scratch(file):
        clock.set_for_tests(seen.NOW)
        app = start.application()
        _leave_out_charts()
        tokens.warm_up()  # as the window does once it is idle
        from ui.shell.work import Work

        work = Work()
        work.rest()  # its look at the file every 20 seconds is a step of its own, and would be counted to others
        work.resize(*_SIZE)
        work.show()
        canvas, taken = QPixmap(*_SIZE), []
        for step in seen.pages(work):
            _wait_for_jobs(app)  # else the queries of one that still counts are taken for the step's
            taken.append(_take(step, work, canvas))
            app.processEvents()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as the loop does that a window runs in
        _wait_for_jobs(app)
        canvas = QPixmap()  # the program has none
        work.on_look()
        megabytes = psutil.Process().memory_info().rss / 1e6
        canvas = QPixmap(*_SIZE)
        taken += [_take(step, work, canvas) for step in seen.figures()]
        found = {"steps": [asdict(each) for each in taken], "megabytes": megabytes}
        work.rest()
        work.hide()
    print(json.dumps(found))


def _wait_for_jobs(app: Any) -> None:
    from ui.kit import job

    while job.under_way():
        app.processEvents()


def _leave_out_charts() -> None:
    """What draws them takes 50 MB and does not grow with the data: the goal is for all else."""
    from ui.kit import chart

    chart.load = lambda: None
    chart.ChartView.show_chart = lambda _self, _chart: None  # type: ignore[method-assign]


def _take(step: seen.Step, work: "Work", canvas: Any) -> Taken:
    asked: list[object] = []
    db.query_hooks.append(asked.append)
    step.do()
    db.query_hooks.clear()
    read, painted = [], []
    for _ in range(_TIMES):
        began = thread_time()
        step.do()
        between = thread_time()
        work.render(canvas)
        read.append((between - began) * 1000)
        painted.append((thread_time() - between) * 1000)
    return Taken(step.name, len(asked), min(read), min(painted), step.most_ms)


def main() -> int:
    """Print the table of the steps alone."""
    if len(sys.argv) > 1:
        _run(Path(sys.argv[1]))
        return 0
    from bench.__main__ import show

    results = measure()
    show(results)
    return 0 if all(result.ok for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
