"""Practice mode: the same program on a sample centre of its own, below the real data's folder."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess

from centre_app.centre import settings
from centre_app.i18n import _
from centre_app.storage import database
from ui.kit import toast

FOLDER = "practice"
_HOME = Path(__file__).resolve().parents[2]


def is_practice(folder: Path) -> bool:
    """Whether this folder is the practice centre of the folder above it."""
    return folder.name == FOLDER and (folder.parent / database.FILE_NAME).exists()


def mark() -> None:
    """Let the centre that is open say on every screen that it is for practice."""
    settings.put(name="practice", value=True)


def command(folder: Path) -> list[str]:
    """Return how to start this program on the practice centre of a data folder."""
    return [sys.executable, "-m", "main", "--data", str(folder / FOLDER)]


def begin(folder: Path) -> None:
    """Open the practice centre of a data folder in a window of its own."""
    program, *arguments = command(folder)
    started, _process_id = QProcess.startDetached(program, arguments, str(_HOME))
    if started:
        toast.show(_("The practice centre opens in a window of its own."), kind="info")
    else:
        toast.show(_("The practice centre could not be started."), kind="bad")
