"""The section of backups: where they lie, making one now, going back to one; and all data out and in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale

from centre_app.centre import preferences
from centre_app.errors import CentreError
from centre_app.i18n import N_, _
from centre_app.progress import Progress
from centre_app.storage import backup, database
from ui.kit import buttons, card, changes, job, layout, messages, toast
from ui.kit.table import Column, ListView, RowVerb
from ui.settings import files
from ui.settings.everything import EverythingCard
from ui.settings.section import Section


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup in the folder; its id is its name, which sorts by time."""

    id: str
    path: Path
    made_at: datetime | None
    occasion: str
    size: int


class BackupsSection(Section):
    """Backups of this centre, newest first. They are also made by themselves at the first start of a day."""

    id = "backups"
    title = N_("Backups")
    icon = "backup"

    def __init__(self) -> None:
        super().__init__()
        self.folder = card.label(wrap=True, selectable=True)
        self.warning = card.Note("", "warning")
        self.backup_button = buttons.primary(_("Back up now"), "backup", clicked=self.on_back_up)
        self.folder_button = buttons.plain(
            _("Choose another folder"), "folder", clicked=self.on_choose_folder
        )
        self.beside_button = buttons.plain(_("Beside the data again"), clicked=lambda: self._use_folder(""))
        self.file_button = buttons.plain(_("Restore from a file"), "folder", clicked=self.on_choose_file)
        self.list = self._build_list()
        where = card.Card(_("Backups"))
        where.add(card.label(_("Backups of this centre are kept here:"), kind="quiet"))
        where.add(self.folder)
        where.add(self.warning)
        where.add(layout.Flow(self.backup_button, self.folder_button, self.beside_button))
        which = card.Card(_("Going back to a backup"), self.file_button)
        which.add(self.list, 1)
        self.column.addWidget(where)
        self.column.addWidget(which, 1)
        self.everything = EverythingCard(restart=lambda: self.asked.emit("restart", None))
        self.column.addWidget(self.everything)

    def refresh(self) -> None:
        folder = backups_folder()
        self.folder.setText(str(folder))
        self.beside_button.setVisible(bool(preferences.get("backup_folder")))
        problem = doubt(folder)
        self.warning.set(problem, "warning")
        self.warning.setVisible(bool(problem))
        self.list.set_rows([row_of(path) for path in backup.backups_in(folder)])

    def on_back_up(self) -> None:
        target = backups_folder() / backup.file_name()

        def work(progress: Progress) -> Path:
            return backup.back_up(target, progress)

        job.run(_("Backing up"), work, then=self._on_backed_up, parent=self)

    def on_choose_folder(self) -> None:
        files.ask_folder(
            self,
            _("Folder for backups"),
            start=backups_folder().parent,
            then=lambda chosen: self._use_folder(str(chosen)),
        )

    def on_choose_file(self) -> None:
        kinds = _("Backups") + f" (*{backup.SUFFIX})"
        files.ask_file(
            self, _("Restore from a file"), start=backups_folder(), kinds=kinds, then=self.ask_restore
        )

    def ask_restore(self, source: Path) -> messages.Message:
        """Ask before the present state is replaced."""
        return messages.confirm(
            self,
            _("Go back to the backup “{name}”?").format(name=source.name),
            verb=_("Restore"),
            detail=_(
                "Everything recorded since then disappears from the program. What is there now is saved first, in the "
                "folder {folder}; the program then opens anew."
            ).format(folder=backup.folder_of(database.database_path())),
            then=lambda: self.restore(source),
            danger=True,
        )

    def restore(self, source: Path) -> job.Job:
        """Replace the present state by a backup's, and ask for the program to be opened anew."""
        changes.hub().rest()  # no page may read while pages of another state, perhaps of an older release, come in

        def work(progress: Progress) -> Path:
            return backup.restore(source, progress)

        return job.run(
            _("Restoring"),
            work,
            then=self._on_restored,
            failed=self._on_restore_failed,
            cancelled=self._on_restore_cancelled,
            parent=self,
        )

    def _build_list(self) -> ListView:
        return ListView(
            [
                Column(_("Made at"), when, sort=lambda row: row.id, bold=True),
                Column(_("Occasion"), lambda row: occasion(row.occasion)),
                Column(
                    _("Size"),
                    lambda row: QLocale().formattedDataSize(row.size, 1),
                    sort=lambda row: row.size,
                    align="right",
                ),
                Column(_("File"), lambda row: row.path.name, quiet=True),
            ],
            empty=card.EmptyState(
                _("There are no backups in this folder yet."),
                icon="backup",
                button=_("Back up now"),
                pressed=self.on_back_up,
            ),
            actions=[RowVerb(_("Restore"), "undo", lambda row: self.ask_restore(row.path), button=True)],
            name=_("Going back to a backup"),
        )

    def _use_folder(self, folder: str) -> None:
        preferences.put("backup_folder", folder)
        self.refresh()

    def _on_backed_up(self, made: Path) -> None:
        toast.show(_("Backed up and checked: {name}").format(name=made.name))
        self.refresh()

    def _on_restored(self, saved: Path) -> None:
        said = _("The backup was restored. What was there before is kept as {path}.").format(path=saved)
        messages.inform(self, said)  # belongs to the window, which stays; this page goes
        self.asked.emit("restart", None)

    def _on_restore_failed(self, error: CentreError) -> None:
        changes.hub().watch()
        messages.warn(self, error.sentence())

    def _on_restore_cancelled(self) -> None:
        changes.hub().watch()
        toast.show(_("Stopped. Nothing was changed."), kind="info")


def backups_folder() -> Path:
    """Return the folder in which backups of the open centre lie."""
    return preferences.backups_of(database.database_path())


def doubt(folder: Path) -> str:
    """Return what is doubtful about keeping backups in this folder, nothing where it is well chosen."""
    if not any(part.exists() for part in (folder, *folder.parents)):
        return _("This folder cannot be reached now. Is the disk plugged in?")
    if backup.on_same_disk(folder):
        return _(
            "These backups lie on the same disk as the data. If the disk fails, both are lost: choose a folder on another "
            "disk, such as a USB stick or a network drive."
        )
    return ""


def row_of(path: Path) -> BackupRow:
    """Return what the name of a backup says: `centre-20261022-083000-before-restore`."""
    said = path.name.removeprefix("centre-").removesuffix(backup.SUFFIX)
    made_at: datetime | None
    try:
        made_at = datetime.strptime(said[:15], "%Y%m%d-%H%M%S")
    except ValueError:
        made_at = None
    return BackupRow(path.name, path, made_at, said[16:], path.stat().st_size)


def when(row: BackupRow) -> str:
    """Return when a backup was made, as far as its name says."""
    return f"{row.made_at:%Y-%m-%d %H:%M}" if row.made_at else ""


def occasion(code: str) -> str:
    """Return why a backup was made, in words."""
    if code == "before-restore":
        return _("Before a restore")
    if code.startswith("before-"):
        return _("Before an update of the program")
    return code or _("Regular")
