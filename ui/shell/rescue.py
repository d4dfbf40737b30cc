"""When the data cannot be opened at the start: why, and what to do: another folder, or a backup in place of a damaged file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from centre_app.centre import preferences
from centre_app.errors import (
    BackupUnreadable,
    CentreError,
    DatabaseNewer,
    DatabaseUnreadable,
    FolderNotWritable,
    KeyMissing,
)
from centre_app.i18n import _
from centre_app.storage import backup, database, salvage, scratch
from ui.kit import job, messages
from ui.kit.file_dialog import FileDialog
from ui.kit.key_dialog import KeyDialog
from ui.kit.messages import Message
from ui.shell import mending

Begin = Callable[[QApplication, Path], bool]
_kept: list[object] = []  # what has no parent lives as long as somebody holds it


def say_unusable(app: QApplication, folder: Path, error: CentreError | OSError, *, begin: Begin) -> Message:
    """Say why the folder cannot be opened, and offer what helps; `begin(app, folder)` tries again."""
    known = error if isinstance(error, CentreError) else FolderNotWritable(path=folder)
    choices: list[tuple[str, Callable[[], object]]] = [
        (_("Choose another folder"), partial(choose_folder, app, begin=begin))
    ]
    path = folder.absolute() / database.FILE_NAME
    if isinstance(error, DatabaseUnreadable) and path.is_file():
        choices.append((_("Restore a backup…"), partial(choose_backup, app, path, begin=begin)))
        choices.append((_("Save what can be saved"), partial(save, app, path, error, begin=begin)))
    if isinstance(error, KeyMissing):
        choices.append((_("Type the words…"), partial(ask_key, app, folder, error, begin=begin)))
    said = messages.choose(
        None,
        _("The data of the centre could not be opened."),
        detail=known.sentence(),
        choices=choices,
        warning=True,
    )
    said.rejected.connect(app.quit)
    _kept[:] = [said]
    return said


def ask_key(app: QApplication, folder: Path, missing: KeyMissing, *, begin: Begin) -> KeyDialog:
    """Ask for the key that the data need, and begin once it is there."""
    dialog = KeyDialog(None, missing, then=lambda: begin(app, folder) or app.quit())
    dialog.rejected.connect(lambda: say_unusable(app, folder, missing, begin=begin))
    _kept[:] = [dialog]
    dialog.open()
    return dialog


def choose_folder(app: QApplication, *, begin: Begin) -> None:
    """Ask for another data folder and begin there."""
    dialog = FileDialog(None, _("Folder for the data"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)

    def chosen(path: str) -> None:
        preferences.note("data_folder", path)  # where it cannot be kept, the next start asks again
        if not begin(app, Path(path)):
            app.quit()

    _open(app, dialog, chosen)


def save(app: QApplication, path: Path, why: CentreError, *, begin: Begin) -> job.Job:
    """Put the newest good backup, with what the damaged file still gives, in its place, open it, and tell what came back."""

    scratch.begin(path.parent)

    def done(saved: salvage.Saved) -> None:
        begin(app, path.parent)
        _kept[:] = [mending.tell(None, saved)]

    def refused(error: CentreError) -> None:
        messages.warn(None, error.sentence(), then=lambda: say_unusable(app, path.parent, why, begin=begin))

    return job.run(
        _("Saving what can be saved"),
        lambda progress: salvage.save_what_can_be(path, preferences.backups_of(path), progress),
        then=done, failed=refused, cancelled=lambda: say_unusable(app, path.parent, why, begin=begin),
    )  # fmt: skip


def choose_backup(app: QApplication, path: Path, *, begin: Begin) -> None:
    """Ask for the backup to put in place of the damaged file; the newest is offered."""
    folder = preferences.backups_of(path)
    dialog = FileDialog(None, _("Restore a backup…"), str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(_("Backups") + f" (*{backup.SUFFIX})")
    for newest in backup.backups_in(folder)[:1]:
        dialog.selectFile(newest.name)
    _open(app, dialog, lambda chosen: put_in_place(app, path, Path(chosen), begin=begin))


def put_in_place(app: QApplication, path: Path, source: Path, *, begin: Begin) -> None:
    """Replace the damaged file by the backup, open it, and say where the damaged one is kept."""
    scratch.begin(path.parent)
    try:
        kept = backup.replace_damaged(path, source)
    except KeyMissing as missing:
        dialog = KeyDialog(None, missing, then=partial(put_in_place, app, path, source, begin=begin))
        dialog.rejected.connect(app.quit)
        _kept[:] = [dialog]
        dialog.open()
        return
    except CentreError as error:
        again = (
            DatabaseUnreadable(path=path, detail=source.name)
            if isinstance(error, BackupUnreadable | DatabaseNewer)
            else error
        )
        messages.warn(None, error.sentence(), then=lambda: say_unusable(app, path.parent, again, begin=begin))
        return
    begin(app, path.parent)
    said = _("The backup was restored. What was there before is kept as {path}.").format(path=kept)
    _kept[:] = [messages.inform(None, said)]


def _open(app: QApplication, dialog: QFileDialog, chosen: Callable[[str], object]) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(chosen)
    dialog.rejected.connect(app.quit)
    _kept[:] = [dialog]
    dialog.open()
