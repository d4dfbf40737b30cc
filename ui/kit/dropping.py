"""Files dragged onto the window: welcomed where one is among what is dragged, and taken."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent


def welcome(event: QDragEnterEvent) -> None:
    """Let a file of this computer be dropped; text, pictures of a web page and the like are left alone."""
    if _file_of(event.mimeData()) is not None:
        event.acceptProposedAction()


def taken(event: QDropEvent) -> Path | None:
    """Take the first file of what is dropped; None where there is none."""
    file = _file_of(event.mimeData())
    if file is not None:
        event.acceptProposedAction()
    return file


def _file_of(dropped: QMimeData) -> Path | None:
    files = [url.toLocalFile() for url in dropped.urls() if url.isLocalFile()]
    return Path(files[0]) if files else None
