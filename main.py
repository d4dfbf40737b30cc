"""The only entry point: a command of the command line, or the window; without a display a day walked through in `out/`."""

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from centre_app.progress import Progress
    from centre_app.reports.recorded import RecordedBook


def main() -> int:
    """Do what the arguments ask for and return the exit status."""
    from centre_app import cli

    wanted = cli.run(sys.argv[1:], paint=_paint)
    if isinstance(wanted, int):
        return wanted
    app = _window(wanted.data) if has_display() else _walk()
    return app.exec() if app is not None else 0


def _paint(book: "RecordedBook", path: Path, progress: "Progress") -> None:
    """Write a report as PDF, which takes Qt's fonts and no window."""
    from ui.reports import pdf

    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    pdf.paint_alone(book, path, progress)


def _window(data: Path | None) -> "QApplication | None":
    from ui.shell import start

    signal.signal(
        signal.SIGINT, signal.SIG_DFL
    )  # Ctrl+C in the terminal ends the window too; nothing is lost by it
    return start.start(data)


def _walk() -> "QApplication":
    from ui.shell import walk

    return walk.begin()


def has_display() -> bool:
    """Whether a window can be shown: elsewhere than on Linux always, there when a display is named or a platform chosen."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


if __name__ == "__main__":
    sys.exit(main())
