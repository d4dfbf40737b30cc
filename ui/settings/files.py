"""Asking for a folder or a file that is there without blocking: the system's dialog opens, and the answer comes by a call."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app.i18n import _
from ui.kit.file_dialog import FileDialog


def ask_folder(parent: QWidget, title: str, *, start: Path, then: Callable[[Path], object]) -> QFileDialog:
    """Ask for a folder."""
    dialog = _dialog(parent, title, start, then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def ask_file(
    parent: QWidget, title: str, *, start: Path, kinds: str, then: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a file that exists; `kinds` is Qt's filter, such as `Backups (*.centre-backup)`."""
    dialog = _dialog(parent, title, start, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([kinds, _("All files (*)")])
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, start: Path, then: Callable[[Path], object]) -> QFileDialog:
    dialog = FileDialog(parent.window(), title, str(start))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    return dialog
