"""Starting the window: one per data folder, the data file opened, everything dressed. The caller runs the event loop."""

import contextlib
import gc
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from centre_app.centre import preferences
from centre_app.errors import CentreError
from centre_app.storage import database, opening, scratch
from ui.kit import changes, crash, style
from ui.shell import look, practice
from ui.shell.single import OneWindow
from ui.shell.window import MainWindow

_SWITCH_SECONDS = 0.0005  # a worker that computes gives way to the window this often
_GARBAGE_THRESHOLD = 50_000
_kept: list[QObject] = []  # what has no parent lives as long as somebody holds it


def application() -> QApplication:
    """Make the one QApplication, dressed as this computer's preferences say."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("centre-desk")
    app.setDesktopFileName("centre-desk")
    app.setWindowIcon(QIcon(str(style.RESOURCES / "icons" / "desk.svg")))
    sys.setswitchinterval(_SWITCH_SECONDS)
    crash.install_hook()
    look.dress(app)
    return app


def start(data: Path | None = None) -> QApplication | None:
    """Open the window on a data folder; None when another window has it, which was asked to come forward.

    The window belongs to the application from then on. A folder that cannot be used is said in a message, which offers
    another folder, or a backup in place of a damaged file.
    """
    app = application()
    folder = data or preferences.data_folder()
    with contextlib.suppress(RuntimeError):  # "~somebody" whom this computer does not know stays a name
        folder = folder.expanduser()
    return app if _begin(app, folder) else None


def _begin(app: QApplication, folder: Path) -> bool:
    holder = None
    try:
        holder = OneWindow(folder.absolute())  # fails for a file, a dangling link, a stick that is not there
        if not holder.take():
            return False
        opening.open_database(
            folder.absolute() / database.FILE_NAME, wait_ms=0, new_key=not practice.is_practice(folder)
        )
        scratch.begin(folder.absolute())
    except (CentreError, OSError) as error:
        if holder is not None:
            holder.give_up()
        from ui.shell import rescue

        rescue.say_unusable(app, folder, error, begin=_begin)
        return True
    show_window(app, holder)
    return True


def show_window(app: QApplication, holder: OneWindow | None = None) -> MainWindow:
    """Show the window on the open data file."""
    changes.hub().watch()
    window = MainWindow()
    if holder is not None:
        holder.setParent(window)
        holder.asked_to_show.connect(window.come_forward)
        app.aboutToQuit.connect(holder.give_up)
        window.backs_up_on_closing = True
        window.ended_badly = holder.ended_badly
    _kept[:] = [window]
    app.aboutToQuit.connect(scratch.end)
    window.show()
    window.proceed()
    QTimer.singleShot(0, window, settle_memory)  # once it is painted
    return window


def settle_memory() -> None:
    """What is there by now stays for the day: looking through it again and again would only make the window stall."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE_THRESHOLD, 20, 20)


def main_window() -> MainWindow | None:
    """Return the window that was started, None before and where the data could not be opened."""
    return next((each for each in _kept if isinstance(each, MainWindow)), None)
