"""Encrypting a centre, giving it a new key, or writing it plain again, with a verified backup first; and older backups too.

How a file is written anew is in `recipher.py`; here is what the command line and the window ask for.
"""

from dataclasses import dataclass
from pathlib import Path

from centre_app import errors
from centre_app.i18n import N_
from centre_app.progress import SILENT, Progress
from centre_app.storage import action, backup, cipher, copying, keystore, opening, recipher
from centre_app.storage.database import check_still_there, close_database, database_path


@dataclass(frozen=True, slots=True)
class State:
    """How the open centre is kept: the number of its key (empty: plain), and whether this computer can keep keys."""

    number: str
    can_keep_keys: bool


def state() -> State:
    """How the open centre is kept. Raises NotOpen, DataFileGone."""
    check_still_there()
    return State(cipher.needed(database_path()) or "", keystore.is_usable())


def encrypt(path: Path, *, folder: Path, progress: Progress = SILENT) -> Path:
    """Encrypt a plain centre with a new key; returns the backup, plain still, that was made before in `folder`.

    The centre must not be open, here or elsewhere. Raises NoKeyStore, AlreadyEncrypted, BackupFailed, and what
    `recipher.change_key` raises.
    """
    number = cipher.needed(path)
    if number is not None:
        raise errors.AlreadyEncrypted(path=path, number=number)
    label = N_("start encrypting the data")
    return _anew(path, keyed=True, folder=folder, why="before-encryption", label=label, progress=progress)


def change_key(path: Path, *, folder: Path, progress: Progress = SILENT) -> Path:
    """Give an encrypted centre a new key; returns the backup made before. The old key stays in the key store, for backups.

    Raises NoKeyStore, NotEncrypted, KeyMissing, BackupFailed, and what `recipher.change_key` raises.
    """
    if cipher.key_of(path) is None:
        raise errors.NotEncrypted(path=path)
    label = N_("start changing the key")
    return _anew(path, keyed=True, folder=folder, why="before-new-key", label=label, progress=progress)


def decrypt(path: Path, *, folder: Path, progress: Progress = SILENT) -> Path:
    """Write an encrypted centre plain again; returns the backup, encrypted still, made before.

    Raises NotEncrypted, KeyMissing, BackupFailed, and what `recipher.change_key` raises.
    """
    if cipher.key_of(path) is None:
        raise errors.NotEncrypted(path=path)
    label = N_("start writing the data plain")
    return _anew(path, keyed=False, folder=folder, why="before-decryption", label=label, progress=progress)


def _kept_key() -> bytes:
    key = cipher.key_for_new_centre()
    if key is None:
        raise errors.NoKeyStore
    return key


def _anew(path: Path, *, keyed: bool, folder: Path, why: str, label: str, progress: Progress) -> Path:
    recipher.refuse_in_use(path)
    key = _kept_key() if keyed else None
    opening.open_database(path)  # brings an older file up to date too
    try:
        action.require("encryption", label=label)
        action.note(label)
        made = backup.back_up(folder / backup.file_name(why), progress)
    finally:
        with copying.wal_wiped(path):
            close_database()
    recipher.change_key(path, key=key, progress=progress)
    return made


def other_backups(path: Path, *wheres: Path) -> list[Path]:
    """Backups of a centre that are not encrypted with its present key: plain ones, and those of an earlier key.

    They are looked for in these folders and beside the data, where restores and updates leave theirs, and damaged files too.
    """
    number = cipher.needed(path)
    folders = dict.fromkeys((*wheres, backup.folder_of(path)))
    for each in folders:
        recipher.settle_all(each)
    damaged = [
        each for each in path.parent.glob("centre-*-damaged*") if not each.name.endswith(copying.BESIDE)
    ]

    def is_other(backup_file: Path) -> bool:
        try:
            plain_too = number is not None and cipher.is_plain(backup_file)
            return plain_too or cipher.needed(backup_file) not in (None, number)
        except (OSError, errors.DatabaseNewer):
            return False  # nothing that could be done with it here

    return [each for place in folders for each in backup.backups_in(place) if is_other(each)] + [
        each for each in damaged if is_other(each)
    ]


def plain_among(backups: list[Path]) -> list[Path]:
    """Those backups that anybody can read who has the file."""
    return [each for each in backups if cipher.is_plain(each)]


def encrypt_backups(backups: list[Path], path: Path, *, progress: Progress = SILENT) -> list[Path]:
    """Write backups anew with the centre's key, each verified before the old one is wiped; returns those that stayed as they are.

    One that is damaged, or encrypted with a key this computer does not have, stays.
    """
    key = cipher.key_of(path)
    left = []
    for each in backups:
        try:
            backup.verify(each)
            recipher.change_key(each, key=key, progress=progress)
        except (errors.BackupUnreadable, errors.KeyMissing):
            left.append(each)
    return left


def wipe_backups(backups: list[Path], *, folder: Path, progress: Progress = SILENT) -> None:
    """Overwrite and delete backups, after a new one of the open centre was made in `folder`. Raises NotAllowed, BackupFailed, NotWiped."""
    action.require("encryption", label=N_("wipe old backups"))
    backup.back_up(folder / backup.file_name(), progress)
    for each in backups:
        try:
            copying.wipe(each)
        except OSError as error:
            raise errors.NotWiped(path=each, detail=error.strerror or str(error)) from error
