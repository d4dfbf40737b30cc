"""The card with which a whole centre goes out, as one workbook or a folder of .csv, and comes into an empty one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from centre_app.i18n import _, _n
from centre_app.progress import Progress
from ui.kit import buttons, card, changes, job, layout, messages, toast
from ui.kit.file_dialog import ask_target, documents
from ui.settings import files


class EverythingCard(card.Card):
    """Export and import of everything. `restart` is called when all data came in: the program then opens anew."""

    def __init__(self, *, restart: Callable[[], object]) -> None:
        super().__init__(_("All data"))
        self._restart = restart
        said = _(
            "For another computer or program: every table, photos and a data dictionary, as a workbook or a folder of .csv files. An empty "
            "centre takes it in again with nothing lost. For safety alone a backup is better: it also holds the records and is faster."
        )
        self.add(card.label(said, kind="quiet", wrap=True))
        self.book_button = buttons.plain(
            _("Export as a workbook…"), "export", clicked=lambda: self.ask_reason(self.ask_book)
        )
        self.folder_button = buttons.plain(
            _("Export as .csv files…"), "folder", clicked=lambda: self.ask_reason(self.ask_folder)
        )
        self.import_button = buttons.plain(
            _("Import from a workbook…"), "import", clicked=self.ask_import_book
        )
        self.import_folder_button = buttons.plain(
            _("Import from .csv files…"), "folder", clicked=self.ask_import_folder
        )
        self.add(layout.Flow(self.book_button, self.folder_button))
        self.add(layout.Flow(self.import_button, self.import_folder_button))

    def ask_reason(self, then: Callable[[str], object]) -> messages.Message:
        """Ask why all personal data are put out, then where to."""
        return messages.ask_text(
            self, _("Why are all data exported?"), verb=_("Next"), then=then,
            detail=_(
                "The file holds every name, phone, visit and loan, readable for whoever has it. The reason is kept in the "
                "records with your name and the time."
            ),
        )  # fmt: skip

    def ask_book(self, reason: str) -> QFileDialog:
        """Ask where the workbook goes."""
        from centre_app.exchange import export

        return ask_target(
            self, _("Export all data"), start=documents() / export.file_name(), kinds=_("Excel workbook (*.xlsx)"),
            then=lambda to: self.export(to, reason=reason),
        )  # fmt: skip

    def ask_folder(self, reason: str) -> QFileDialog:
        """Ask in which folder the folder of .csv files is made."""
        from centre_app.exchange import export

        return files.ask_folder(
            self, _("Export all data"), start=documents(),
            then=lambda chosen: self.export(chosen / export.file_name(ending=""), reason=reason),
        )  # fmt: skip

    def export(self, to: Path, *, reason: str) -> job.Job:
        """Write everything in a job."""

        from centre_app.exchange import export

        def work(progress: Progress) -> Path:
            return export.export(to=to, reason=reason, progress=progress)

        return job.run(
            _("Exporting all data"), work, parent=self,
            then=lambda path: toast.show(_("{name} was saved.").format(name=path.name), kind="good"),
            failed=lambda error: messages.warn(self, error.sentence()),
        )  # fmt: skip

    def ask_import_book(self) -> QFileDialog:
        """Ask for the workbook."""
        return files.ask_file(
            self,
            _("Import all data"),
            start=documents(),
            kinds=_("Excel workbook (*.xlsx)"),
            then=self.ask_import,
        )

    def ask_import_folder(self) -> QFileDialog:
        """Ask for the folder of .csv files."""
        return files.ask_folder(self, _("Import all data"), start=documents(), then=self.ask_import)

    def ask_import(self, path: Path) -> messages.Message:
        """Ask before what set-up wrote is replaced."""
        return messages.confirm(
            self, _("Take over all data from “{name}”?").format(name=path.name), verb=_("Take over"),
            detail=_(
                "This works only while this centre is empty. Zones, clerks and settings entered so far are replaced by those of "
                "the file; the program then opens anew."
            ),
            then=lambda: self.take_over(path),
        )  # fmt: skip

    def take_over(self, path: Path) -> job.Job:
        """Read everything in a job, and have the program opened anew."""
        from centre_app.exchange import take_over

        changes.hub().rest()  # the clerks and zones that pages show are replaced under them

        def work(progress: Progress) -> int:
            return take_over.take_over(path, progress=progress)

        def rested(say: Callable[[], object]) -> None:
            changes.hub().watch()
            say()

        return job.run(
            _("Taking over all data"), work, parent=self, then=self._on_taken_over,
            failed=lambda error: rested(lambda: messages.warn(self, error.sentence())),
            cancelled=lambda: rested(lambda: toast.show(_("Stopped. Nothing was changed."), kind="info")),
        )  # fmt: skip

    def _on_taken_over(self, rows: int) -> None:
        words = _n("{count} entry was taken over.", "{count} entries were taken over.", rows)
        messages.inform(self, words.format(count=rows))
        self._restart()
