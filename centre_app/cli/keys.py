"""The commands about encryption: encrypt, decrypt, unlock. What the words of a recovery sheet mean is `storage/recovery.py`'s."""

import sys
from pathlib import Path
from typing import Any

from centre_app import errors
from centre_app.centre import preferences
from centre_app.cli.shared import Command
from centre_app.i18n import N_, _
from centre_app.progress import Progress
from centre_app.storage import backup, cipher, encryption, opening, recovery
from centre_app.storage.database import FILE_NAME

HOW_TO_UNLOCK = N_("“unlock”, for a backup “unlock FILE”, asks for the words and keeps the key.")


def add_commands(command: Command) -> None:
    """Add the commands to the command line."""
    encrypting = command("encrypt", _encrypt, _("encrypt a plain centre; a verified backup is made first"))
    encrypting.add_argument(
        "--backups",
        choices=("keep", "encrypt", "wipe"),
        default="keep",
        help=_("what becomes of backups that are plain, or encrypted with an earlier key (keep)"),
    )
    command(
        "decrypt", _decrypt, _("write an encrypted centre plain again, for a computer without a key store")
    )
    unlocking = command(
        "unlock", _unlock, _("read the words of a recovery sheet from the terminal and keep the key")
    )
    unlocking.add_argument(
        "file", metavar=_("FILE"), type=Path, nargs="?", help=_("a backup; else the centre's database")
    )


def _encrypt(options: Any, folder: Path, bar: Progress) -> int:
    path = _existing(folder)
    backups = preferences.backups_of(path)
    if cipher.needed(path) is None or options.backups == "keep":
        made = encryption.encrypt(path, folder=backups, progress=bar)
        words = _("{path} is encrypted now. The backup made before: {backup}.")
        print(words.format(path=path, backup=made))
        print(_("At its next start the window asks for the recovery sheet to be printed: without it, whoever loses this computer's key store loses the data."), file=sys.stderr)  # fmt: skip
    return _mind_backups(
        options.backups, encryption.other_backups(path, *preferences.all_backups_of(path)), path, bar
    )


def _mind_backups(what: str, others: list[Path], path: Path, bar: Progress) -> int:
    if what == "encrypt":
        others = encryption.encrypt_backups(others, path, progress=bar)
    elif what == "wipe":
        opening.open_database(path)
        encryption.wipe_backups(others, folder=preferences.backups_of(path), progress=bar)
        others = []
    if others:
        print(_("These backups are not encrypted with the key of the centre. “encrypt --backups encrypt” encrypts them, “encrypt --backups wipe” overwrites and deletes them:"), file=sys.stderr)  # fmt: skip
    for each in others:
        print(each, file=sys.stderr)
    return 0


def _decrypt(_options: Any, folder: Path, bar: Progress) -> int:
    path = _existing(folder)
    try:
        cipher.key_of(path)
    except errors.KeyMissing as missing:
        cipher.keep(_asked(missing.data["number"]))
    made = encryption.decrypt(path, folder=preferences.backups_of(path), progress=bar)
    words = _("{path} is plain now: whoever has the file can read it. The backup made before: {backup}.")
    print(words.format(path=path, backup=made))
    return 0


def _unlock(options: Any, folder: Path, _bar: Progress) -> int:
    path = options.file or _existing(folder)
    if not path.is_file():
        raise errors.BackupUnreadable(path=path)
    number = cipher.needed(path)
    if number is None:
        raise errors.NotEncrypted(path=path)
    if not cipher.keep(_asked(number)):
        raise errors.KeyNotKept(number=number)
    if options.file:
        backup.verify(path)
    print(_("The key {number} is kept in the key store of this computer.").format(number=number))
    return 0


def _existing(folder: Path) -> Path:
    path = folder / FILE_NAME
    if not path.exists():
        raise errors.NoCentreHere(folder=folder)
    return path


def _asked(number: str) -> bytes:
    """The key that is needed, from words typed or piped in."""
    words = _("The 24 words of the recovery sheet {number}, or the digits of its code, then Enter:")
    print(words.format(number=number), file=sys.stderr)
    return recovery.read(sys.stdin.readline(), wanted=number)
