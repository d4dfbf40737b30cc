"""Qt's file dialog with the words in it that Qt itself leaves in English. What is asked for is the caller's."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app.i18n import _


class FileDialog(QFileDialog):
    """As Qt's own; where the system has a dialog of its own, that one is shown."""

    def __init__(self, parent: QWidget | None, title: str, start: str = "") -> None:
        super().__init__(parent, title, start)
        self.setLabelText(QFileDialog.DialogLabel.LookIn, _("Look in:"))
        self.setLabelText(QFileDialog.DialogLabel.FileName, _("File name:"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, _("Kind of file:"))


def documents() -> Path:
    """Return the folder of documents, where saving and choosing begin."""
    found = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return found if found.is_dir() and found != Path() else Path.home()


def ask_workbook(parent: QWidget, title: str, *, name: str, then: Callable[[Path], object]) -> QFileDialog:
    """Ask where a workbook of that name is saved, first among the documents."""
    return ask_target(parent, title, start=documents() / name, kinds=_("Excel workbook (*.xlsx)"), then=then)


def ask_target(
    parent: QWidget,
    title: str,
    *,
    start: Path,
    kinds: str,
    then: Callable[[Path], object],
    ending: str | None = None,
) -> QFileDialog:
    """Ask where to save, without blocking; the system asks before a file is overwritten.

    `start` has the folder and name that are offered, `ending` (else that of `start`) is put to a name without one, `kinds` is
    Qt's filter, such as `PDF (*.pdf)`.
    """
    dialog = FileDialog(parent.window(), title, str(start.parent))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix((start.suffix if ending is None else ending).removeprefix("."))
    dialog.setNameFilter(kinds)
    dialog.selectFile(start.name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog
