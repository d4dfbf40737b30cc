"""What can only be done while the data file is closed: encrypting, a new key, a backup put in the place of an empty file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from centre_app.centre import preferences
from centre_app.errors import CentreError, KeyMissing
from centre_app.i18n import _
from centre_app.progress import Progress
from centre_app.storage import backup, copying, database, encryption
from ui.kit import card, job, layout, messages, toast
from ui.kit.key_dialog import KeyDialog
from ui.settings.encryption import offer


class Window(Protocol):
    """The window as it is needed here."""

    def close_data(self) -> Path:
        """Put everything to rest that reads the data, close the file and return its path."""

    def open_data(self, path: Path) -> None:
        """Open the file anew and go on."""

    def show_cover(self, made: QWidget) -> None:
        """Fill the window with a cover."""


def encrypt(window: Window) -> job.Job:
    """Encrypt a plain centre."""

    def work(path: Path, progress: Progress) -> Path:
        return encryption.encrypt(path, folder=preferences.backups_of(path), progress=progress)

    def done(_made: Path) -> None:
        toast.show(_("The data are encrypted."), kind="good")
        if (over := _widget(window)) is not None:
            offer(over, then=lambda: None)

    return rewrite(window, _("Encrypting the data"), work, then=done)


def change_key(window: Window) -> job.Job:
    """Give an encrypted centre a new key."""

    def work(path: Path, progress: Progress) -> Path:
        return encryption.change_key(path, folder=preferences.backups_of(path), progress=progress)

    def done(_made: Path) -> None:
        toast.show(_("The data have a new key."), kind="good")

    return rewrite(window, _("Changing the key"), work, then=done)


def bring(window: Window, source: Path) -> job.Job:
    """Let a backup of another computer be this one's centre; its key is asked for where it is not known here."""

    def work(path: Path, _progress: Progress) -> None:
        backup.adopt(path, source)

    def refused(error: CentreError) -> None:
        if isinstance(error, KeyMissing):
            KeyDialog(_widget(window), error, then=lambda: bring(window, source)).open()
        else:
            messages.warn(_widget(window), error.sentence())

    return rewrite(window, _("Bringing the centre"), work, then=lambda _none: None, failed=refused)


def rewrite(
    window: Window,
    title: str,
    work: Callable[[Path, Progress], Any],
    *,
    then: Callable[[Any], object],
    failed: Callable[[CentreError], object] | None = None,
) -> job.Job:
    """Do the work while a cover says what is done; whatever comes of it, the file is opened again."""
    path = database.database_path()
    with copying.wal_wiped(path):
        window.close_data()
    made = _Waiting(title)
    window.show_cover(made)
    opened: list[Path] = []

    def back() -> None:
        if not opened:
            opened.append(path)
            window.open_data(path)

    def done(result: Any) -> None:
        back()
        then(result)

    def refused(error: CentreError) -> None:
        back()
        (failed or (lambda said: messages.warn(_widget(window), said.sentence())))(error)

    def stopped() -> None:
        back()
        toast.show(_("Stopped. Nothing was changed."), kind="info")

    under_way = job.run(title, lambda progress: work(path, progress), then=done, failed=refused, cancelled=stopped, parent=made)  # fmt: skip
    under_way.finished.connect(back)  # also after a fault of the program
    return under_way


class _Waiting(QWidget):
    """What is under way, in words above the panel that shows how far it is."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = card.label(title, kind="title")
        hint = card.label(_("One moment, please… Do not switch the computer off."), kind="quiet")
        for each in (words, hint):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(layout.column(None, None, words, hint, None, None, None, spacing=12))


def _widget(window: Window) -> QWidget | None:
    return window if isinstance(window, QWidget) else None
