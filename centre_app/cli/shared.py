"""What all commands share: the progress bar, reading of arguments, opening the centre of a folder."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.storage import cipher, database, opening, scratch

REJECTED_ROWS = 3
UNUSABLE = 2
FAILED = 1
PLAIN = N_(
    "Note: this computer has no key store that can be used, so the new centre is not encrypted. "
    "Once it has one (on Linux GNOME Keyring or KWallet), “encrypt” encrypts it."
)


class Bar:
    """Progress on a terminal, by tqdm."""

    def __init__(self) -> None:
        self._bar: Any = None

    def report(self, done: int, total: int, what: str) -> None:
        """Move the bar; start another when the work changes."""
        from tqdm import tqdm

        tqdm.monitor_interval = 0  # its watching thread is for loops that report rarely
        if self._bar is None or self._bar.desc != what or self._bar.total != total:
            self.close()
            self._bar = tqdm(total=total, desc=what, leave=False, file=sys.stderr, disable=None)
            self._bar.desc = what
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


Command = Callable[[str, Callable[[Any, Path, Bar], int], str], argparse.ArgumentParser]


def number(lowest: int, highest: int) -> Callable[[str], int]:
    """A whole number between two others, as argparse reads it."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not lowest <= int(text) <= highest:
            words = _("“{text}” is not a whole number from {lowest} to {highest}")
            raise argparse.ArgumentTypeError(words.format(text=text, lowest=lowest, highest=highest))
        return int(text)

    return read


def pair(text: str) -> tuple[str, str]:
    """`NAME=VALUE`, as argparse reads it."""
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(_("“{text}” is not like NAME=VALUE").format(text=text))
    return name.strip(), value.strip()


def open_centre(folder: Path, *, make: bool = False) -> None:
    """Open the centre in the folder. Commands that only read do not make one; a new one is encrypted where that can be."""
    path = folder / database.FILE_NAME
    if not make and not path.exists():
        raise errors.NoCentreHere(folder=folder)
    is_new = opening.is_new(path)
    opening.open_database(path, new_key=make)
    if is_new and cipher.is_plain(path):
        print(_(PLAIN), file=sys.stderr)
    scratch.begin(folder)
