"""Qt's file dialog with the words in it that Qt itself leaves in English. What is asked for is the caller's."""

from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app.i18n import _


class FileDialog(QFileDialog):
    """As Qt's own; where the system has a dialog of its own, that one is shown."""

    def __init__(self, parent: QWidget | None, title: str, start: str = "") -> None:
        super().__init__(parent, title, start)
        self.setLabelText(QFileDialog.DialogLabel.LookIn, _("Look in:"))
        self.setLabelText(QFileDialog.DialogLabel.FileName, _("File name:"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, _("Kind of file:"))
