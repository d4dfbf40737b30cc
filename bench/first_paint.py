"""What `starting.py` starts: the program up to its first painted window. Imports nothing else of the bench."""

import os
import sys
import time
from pathlib import Path


def show(folder: str, began: float) -> None:
    """Show the window (a bare one without a folder) and say when it was painted."""
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
    show(sys.argv[1], float(sys.argv[2]))
