"""Qt's file dialog with the words in it that Qt itself leaves in English, and asking where a workbook is saved."""

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


def ask_workbook(parent: QWidget, title: str, *, name: str, then: Callable[[Path], object]) -> QFileDialog:
    """Ask where a workbook of that name is saved, first among the documents; the system asks before a file is overwritten."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = FileDialog(parent.window(), title, documents or str(Path.home()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.setNameFilter(_("Excel workbook (*.xlsx)"))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog
