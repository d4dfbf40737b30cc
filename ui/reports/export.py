"""Exporting the workbook: where to, in which language, with names and why; then the job that writes it."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app.i18n import _, in_language
from centre_app.reports import periodic
from centre_app.reports.periods import Period
from ui.kit import job, messages, toast
from ui.kit.file_dialog import FileDialog


class Export:
    """Exports of one page; the folder chosen last is offered again."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home()
        )
        self.dialog: QFileDialog | None = None

    def ask_reason(self, *, period: Period, language: str) -> messages.Message:
        """Ask why names are needed, then where to save."""
        return messages.ask_text(
            self._parent,
            _("Why are names needed in this report?"),
            verb=_("Export with names"),
            detail=_("Names of residents and donors will be in the file. The reason is kept in the records."),
            then=lambda reason: self.ask_target(period=period, language=language, reason=reason),
        )

    def ask_target(self, *, period: Period, language: str, reason: str | None = None) -> QFileDialog:
        """Ask where to save, then write."""
        with in_language(language):
            name = periodic.file_name(period)
        dialog = FileDialog(self._parent.window(), _("Export the monthly report"), str(self._folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.setNameFilter(_("Excel workbook (*.xlsx)"))
        dialog.selectFile(name)
        dialog.fileSelected.connect(
            lambda chosen: self.write(period=period, to=Path(chosen), language=language, reason=reason)
        )
        dialog.open()
        self.dialog = dialog
        return dialog

    def write(self, *, period: Period, to: Path, language: str, reason: str | None = None) -> job.Job:
        """Write the workbook in a job and say where it lies."""
        self._folder = to.parent
        return job.run(
            _("Exporting {name}").format(name=to.name),
            lambda progress: periodic.write(
                period=period, to=to, language=language, names_reason=reason, progress=progress
            ),
            then=_tell,
            failed=lambda error: messages.warn(self._parent, error.sentence()),
        )


def _tell(path: Path) -> None:
    toast.show(
        _("{name} was saved.").format(name=path.name),
        kind="good",
        button=_("Open folder"),
        pressed=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
    )
