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


def measure() -> list[Result]:
    """Start each nine times in turn; the file lies in a folder of its own each time, where nothing is written to it."""
    files = {100: full.centre(share=100), 1: full.centre()}
    times: dict[object, list[float]] = {"bare": [], **{share: [] for share in files}}
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
            [sys.executable, "-m", "bench.starting", folder if file is not None else "", repr(time.monotonic())],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=True, capture_output=True, text=True,
        )  # fmt: skip
    return float(said.stdout) * 1000


def _start(folder: str, began: float) -> None:
    """In the child: show the window (a bare one without a folder) and say when it was painted."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QWidget

    class FirstPaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it
            if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
                watched.event(event)
                print(time.monotonic() - began, flush=True)
                os._exit(0)
            return False

    if folder:
        from centre_app import cli
        from centre_app.centre import preferences

        preferences.use_file(Path(folder) / "preferences.json")
        wanted = cli.run(["--data", folder])
        from ui.shell import start

        assert not isinstance(wanted, int)
        app = start.start(wanted.data)
    else:
        app = QApplication([])
        bare = QWidget()
        bare.show()
    assert app is not None
    seen = FirstPaint()
    app.installEventFilter(seen)
    app.exec()


if __name__ == "__main__":
    _start(sys.argv[1], float(sys.argv[2]))
