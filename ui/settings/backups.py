"""The section of backups: where they lie, making one now, going back to one; and all data out and in."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale

from centre_app import clock
from centre_app.centre import backing_up, preferences, settings
from centre_app.errors import CentreError, KeyMissing
from centre_app.i18n import N_, _
from centre_app.progress import Progress
from centre_app.storage import backup, database, rehearsal
from ui.kit import buttons, card, changes, job, layout, messages, toast
from ui.kit.attempt import told
from ui.kit.table import Column, ListView, RowVerb
from ui.settings import files
from ui.settings.everything import EverythingCard
from ui.settings.rules import number
from ui.settings.section import Section, SettingsCard

PROVEN = {
    "person": N_("Residents"), "visit": N_("Visits"), "loan": N_("Loans"), "copy": N_("Copies"), "booking": N_("Bookings"),
}  # fmt: skip


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
    tables = frozenset({"setting"})
    needs = "restore"

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
        self.second = card.label(wrap=True, selectable=True)
        self.second_note = card.Note("", "warning")
        self.second_button = buttons.plain(
            _("Choose a second place…"), "folder", clicked=self.on_choose_second
        )
        self.no_second_button = buttons.plain(_("No second place"), clicked=lambda: self._use_second(""))
        self.rehearsed = card.label(wrap=True)
        self.rehearse_button = buttons.plain(_("Try the newest backup"), "check", clicked=self.on_rehearse)
        self.keeping = SettingsCard(_("When and how many"), ("backup_hours", "backup_megabytes"))
        self.backup_button.needs = ""  # a backup more harms nobody
        self.list = self._build_list()
        where = card.Card(_("Backups"))
        where.add(card.label(_("Backups of this centre are kept here:"), kind="quiet"))
        where.add(self.folder)
        where.add(self.warning)
        where.add(layout.Flow(self.backup_button, self.folder_button, self.beside_button))
        where.add(card.label(_("Each backup is copied to a second place as well:"), kind="quiet"))
        where.add(self.second)
        where.add(self.second_note)
        where.add(layout.Flow(self.second_button, self.no_second_button))
        trial = card.Card(_("Trying a backup"), self.rehearse_button)
        trial.add(self.rehearsed)
        self._add_keeping()
        which = card.Card(_("Going back to a backup"), self.file_button)
        which.add(self.list, 1)
        for part in (where, self.keeping, trial):
            self.column.addWidget(part)
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
        self.keeping.show_values(settings.all_settings())
        self._show_second()
        done = preferences.moment("rehearsed_at")
        words = (
            _("A backup was last tried on {day}.").format(day=f"{done:%Y-%m-%d}")
            if done
            else _("No backup was tried yet.")
        )
        self.rehearsed.setText(
            words
            + " "
            + _("A trial restores it into a scratch folder, checks every page and counts what is in it.")
        )

    def on_choose_second(self) -> None:
        files.ask_folder(
            self, _("Second place for backups"), start=backups_folder().parent,
            then=lambda chosen: self._use_second(str(chosen)),
        )  # fmt: skip

    def on_rehearse(self) -> None:
        """Try the newest backup and say what that proved."""
        listed = backup.backups_in(backups_folder())
        if not listed:
            toast.show(_("There are no backups in this folder yet."), kind="warning")
            return

        def work(progress: Progress) -> rehearsal.Proof:
            return rehearsal.rehearse(listed[0], progress)

        job.run(_("Trying a backup"), work, then=self._on_rehearsed, parent=self)

    def on_back_up(self) -> None:
        job.run(_("Backing up"), backing_up.make, then=self._on_backed_up, parent=self)

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
            failed=partial(self._on_restore_failed, source),
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

    def _add_keeping(self) -> None:
        self.keeping.form.add(
            "backup_hours", settings.label("backup_hours"), number("backup_hours", _("hours")), required=True,
            hint=_("A backup is also made at the first start of a day and on closing. 0: only then."),
        )  # fmt: skip
        self.keeping.form.add(
            "backup_megabytes", settings.label("backup_megabytes"), number("backup_megabytes", "MB"), required=True,
            hint=_("The newest of each of seven days, four weeks and twelve months is kept, within this size."),
        )  # fmt: skip

    @told
    def _use_second(self, folder: str) -> None:
        preferences.put("second_backup_folder", folder)
        preferences.note("second_backup_seen", "")
        self.refresh()

    def _show_second(self) -> None:
        place, seen = backing_up.second_place(), preferences.moment("second_backup_seen")
        self.second.setText(str(place) if place else _("none chosen"))
        self.no_second_button.setVisible(place is not None)
        away = backing_up.days_away()
        problem = ""
        if away is not None and seen:
            problem = _("It was last seen on {day}. Please plug it in, then back up.").format(
                day=f"{seen:%Y-%m-%d}"
            )
        elif away is not None:
            problem = _("No backup was copied there yet. Please plug it in, then back up.")
        elif place is not None and doubt(place):
            problem = doubt(place)
        self.second_note.set(problem, "warning")
        self.second_note.setVisible(bool(problem))

    def _on_rehearsed(self, proof: rehearsal.Proof) -> None:
        preferences.note("rehearsed_at", clock.now().isoformat(timespec="seconds"))
        self.refresh()
        messages.inform(self, _("The backup can be restored."), detail="\n".join(proof_words(proof)))

    @told
    def _use_folder(self, folder: str) -> None:
        preferences.put("backup_folder", folder)
        self.refresh()

    def _on_backed_up(self, made: backing_up.Made) -> None:
        if made.second is not None:
            messages.warn(self, made.second.sentence())
        else:
            toast.show(_("Backed up and checked: {name}").format(name=made.path.name))
        self.refresh()

    def _on_restored(self, saved: Path) -> None:
        said = _("The backup was restored. What was there before is kept as {path}.").format(path=saved)
        messages.inform(self, said)  # belongs to the window, which stays; this page goes
        self.asked.emit("restart", None)

    def _on_restore_failed(self, source: Path, error: CentreError) -> None:
        from ui.kit.key_dialog import KeyDialog

        changes.hub().watch()
        if isinstance(error, KeyMissing):
            KeyDialog(self, error, then=lambda: self.restore(source)).open()
        else:
            messages.warn(self, error.sentence())

    def _on_restore_cancelled(self) -> None:
        changes.hub().watch()
        toast.show(_("Stopped. Nothing was changed."), kind="info")


def proof_words(proof: rehearsal.Proof) -> list[str]:
    """What a trial has shown, a sentence each."""
    counts = {each.table: each for each in proof.counted}
    shown = [
        _("{what}: {then} in the backup, {now} now").format(
            what=_(name), then=f"{counts[table].then or 0:,}", now=f"{counts[table].now:,}"
        )
        for table, name in PROVEN.items()
    ]
    made = f"{proof.made_at:%Y-%m-%d %H:%M}" if proof.made_at else proof.backup.name
    return [
        _(
            "The backup of {moment} opens; its pages and references are sound; it holds {rows} rows in {tables} tables."
        ).format(
            moment=made, rows=f"{proof.rows:,}", tables=sum(each.then is not None for each in proof.counted)
        ),
        *shown,
    ]


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
    if code == "before-encryption":
        return _("Before encrypting")
    if code == "before-new-key":
        return _("Before a change of the key")
    if code == "before-decryption":
        return _("Before writing plain")
    if code.startswith("before-"):
        return _("Before an update of the program")
    return code or _("Regular")
