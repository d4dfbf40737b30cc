"""The longest the window stands still while a job imports 30,000 people or writes a month's workbook.

A timer in the window's thread ticks every millisecond; the longest gap between two ticks is the stall. The twin is a job
that computes as long outside of Python: how long that makes the window wait is the machine's doing, not ours.
"""

import csv
import hashlib
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from bench import full, generate
from bench.generate import LAST_DAY
from bench.measure import Result
from bench.twin import scratch
from centre_app import clock
from centre_app.progress import Progress

GOAL_MS, GOAL_RATIO = 50.0, 1.5
_SHARE, _ROWS = 20, 30_000
_ROUNDS = 200_000


def measure() -> list[Result]:
    """Each job once on a twentieth of the full size, in a copy of it, with its twin right after."""
    from PySide6.QtWidgets import QApplication

    from ui.shell import start

    QApplication.instance() or QApplication(["bench", "-platform", "offscreen"])
    start.application()
    start.settle_memory()
    with (
        scratch(full.centre(share=_SHARE)),
        clock.pretend(LAST_DAY.replace(hour=12)),
        tempfile.TemporaryDirectory(dir=generate.OUT) as folder,
    ):
        return [
            _line(f"longest stall: import of {_ROWS:,} people", _importing(Path(folder))),
            _line("longest stall: a month's workbook", _exporting(Path(folder))),
            _line("longest stall: a year's figures counted", _counting),
        ]


def _line(name: str, work: Callable[[Progress], Any]) -> Result:
    stall, milliseconds = _stall(work)
    twin, _ = _stall(lambda _progress: _compute(milliseconds / 1000))
    return Result(
        name=f"{name} ({milliseconds / 1000:.1f} s)", ours_p50=stall, ours_p99=stall, twin_p50=twin, twin_p99=twin,
        ratio=stall / twin, goal=f"under {GOAL_MS:g} ms, or {GOAL_RATIO:g} times",
        ok=stall < max(GOAL_MS, GOAL_RATIO * twin), samples=1,
    )  # fmt: skip


def _stall(work: Callable[[Progress], Any]) -> tuple[float, float]:
    """The longest gap between two ticks and the whole time of a job, in milliseconds."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    from ui.kit import job

    loop, ticks = QEventLoop(), [perf_counter()]
    timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(perf_counter()))
    failed: list[object] = []
    timer.start()
    under_way = job.run("bench", work, then=lambda _result: None, failed=failed.append)
    under_way.finished.connect(loop.quit)
    loop.exec()
    timer.stop()
    assert not failed, failed
    gaps = (later - before for before, later in pairwise(ticks))
    return max(gaps) * 1000, (ticks[-1] - ticks[0]) * 1000


def _compute(seconds: float) -> None:
    until = perf_counter() + seconds
    while perf_counter() < until:
        hashlib.pbkdf2_hmac("sha256", b"bench", b"bench", _ROUNDS)


def _importing(folder: Path) -> Callable[[Progress], object]:
    from centre_app.importing import apply, plan

    file, random = folder / "people.csv", Random(23)
    with file.open("w", encoding="utf-8-sig", newline="") as written:
        writer = csv.writer(written)
        writer.writerow(("姓名", "性别", "出生年份", "联系电话"))
        for number in range(_ROWS):
            writer.writerow(
                (
                    generate.a_name(random),
                    random.choice("男女"),
                    random.randrange(1930, 2020),
                    f"190{number:08d}",
                )
            )

    def work(progress: Progress) -> object:
        return apply.carry_out(plan.make_plan(kind="people", file=file, progress=progress), progress=progress)

    return work


def _exporting(folder: Path) -> Callable[[Progress], object]:
    from centre_app.reports import periodic
    from centre_app.reports.periods import Period

    month = Period.month_of(LAST_DAY.date()).previous()
    return lambda progress: periodic.write(
        period=month, to=folder / "month.xlsx", language="zh_CN", progress=progress
    )


def _counting(_progress: Progress) -> object:
    from centre_app.reports.compare import compare
    from centre_app.reports.periods import Period

    return compare(Period.month_of(LAST_DAY.date()))
