"""Files dragged onto the window: which one was meant."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def file_of(dropped: QMimeData) -> Path | None:
    """The first file of this computer among what is dragged, None for text, pictures of a web page and the like."""
    files = [url.toLocalFile() for url in dropped.urls() if url.isLocalFile()]
    return Path(files[0]) if files else None
