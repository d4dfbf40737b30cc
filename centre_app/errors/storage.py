"""Errors of the data file, undo and backups, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class Busy(CentreError):
    """Another window or process is writing; the same call may go through in a moment."""

    words = N_("The data are being written by another program at the moment. Please try again.")


class DatabaseNewer(CentreError):
    """The file was written by a newer release: opening it would lose what that release knows."""

    words = N_(
        "{path} was written by a newer version of this program ({migration}). Please update the program first."
    )


class NotOurDatabase(CentreError):
    """A file that SQLite can read, but that is not a centre's."""

    words = N_(
        "{path} is a database of another program, not of a neighbourhood centre. Please choose another folder."
    )


class DatabaseUnreadable(CentreError):
    """Not a database at all, encrypted by something else, or damaged."""

    words = N_("{path} cannot be read: it is damaged or not a database. Please restore a backup ({detail}).")


class FolderNotWritable(CentreError):
    """The data folder cannot be created or written."""

    words = N_(
        "The folder {path} cannot be written. Please choose another data folder or ask for the right to write there."
    )


class OnNetworkShare(CentreError):
    """The data folder lies on another computer's disk, where two programs would overwrite each other's pages."""

    words = N_(
        "The folder {path} lies on a network drive ({kind}). There the data could be damaged when the network fails or two "
        "computers write at once. Please choose a folder on a disk of this computer; backups may go to the network drive."
    )


class NothingSaved(CentreError):
    """Neither a backup nor the damaged file itself gave anything back."""

    words = N_(
        "Nothing could be read from {path}, and there is no good backup. Please ask somebody who saves data, and keep the file."
    )


class DiskFull(CentreError):
    """The disk has no room left; the action was not done."""

    words = N_("The disk is full: this was not saved. Please free some space on the disk and try again.")


class DiskFailed(CentreError):
    """Reading or writing the file failed; the action was not done."""

    words = N_(
        "The data file could not be read or written, so this was not saved. Please check the disk ({detail})."
    )


class DataFileGone(CentreError):
    """The open file was moved, deleted or replaced: what is written now would be lost with it."""

    words = N_(
        "The data file {path} was moved, deleted or replaced while the program was using it. Nothing was saved. "
        "Please close the program, put the data folder back in its place, and start again."
    )


class NotOpen(CentreError):
    """A verb was called before a centre was opened."""

    words = N_(
        "No centre is open yet. Please run “main.py” once, or “main.py sample”, to make one in this folder."
    )


class ClockBehind(CentreError):
    """The computer's clock is before the last recorded action (usually a dead battery)."""

    words = N_(
        "The computer's clock says {now:%Y-%m-%d %H:%M}, but something was already recorded at {last:%Y-%m-%d %H:%M}. "
        "Please correct the clock, or confirm it in the window, before anything is written."
    )


class ClockAhead(CentreError):
    """The computer's clock is far ahead of the last recorded action, and no closed days explain the pause."""

    words = N_(
        "The computer's clock says {now:%Y-%m-%d %H:%M}, but the last entry is of {last:%Y-%m-%d %H:%M}. "
        "Please correct the clock, or confirm it in the window, before anything is written."
    )


class NothingToUndo(CentreError):
    """No action of this clerk in this window is left to undo."""

    words = N_(
        "There is nothing to undo in this window. Earlier steps are undone in Settings, under Records."
    )


class AlreadyUndone(NothingToUndo):
    """An action that changes nothing any more."""

    words = N_("This step was undone already.")


class NothingToRedo(CentreError):
    """No undone action is left to do again."""

    words = N_("There is nothing to redo.")


class UndoRefused(CentreError):
    """A later action stands on what would be undone."""

    words = N_("This cannot be undone, because a later step builds on it: “{later}”. Undo that one first.")


class BackupFailed(CentreError):
    """A backup could not be written or did not open again."""

    words = N_("The backup {path} could not be made: {detail}. Please check the folder and the free space.")


class BackupOfDamaged(BackupFailed):
    """What was copied out is no good, because the open file is not."""

    words = N_(
        "No good backup can be made: the data file itself is damaged. Please start the program; it offers the newest good "
        "backup and what can be saved of the file."
    )


class BackupUnreadable(CentreError):
    """The file chosen for restoring is no backup of a centre."""

    words = N_(
        "{path} is not a backup of a neighbourhood centre. Nothing was changed. Please choose another file."
    )


class BackupMissing(BackupUnreadable):
    """No file of the name given for restoring."""

    words = N_("There is no file {path}. Nothing was changed. Please check its name and its folder.")


class EraseIncomplete(CentreError):
    """Erased data may still stand in the file's free parts, because another program was using the file."""

    words = N_(
        "The data are erased, but traces may remain in the file because another window or program is using it. "
        "Please close the other windows and erase again."
    )


class NoCentreHere(CentreError):
    """A command that only reads was given a folder without a centre."""

    words = N_(
        "There is no centre in {folder} yet. Please name its data folder with --data, or make one with “sample”."
    )


class NotFound(CentreError):
    """A row that was there when the screen was painted is gone, or an unknown id was given."""

    words = N_("This entry no longer exists. It may have been undone or changed in another window.")
