"""The recovery sheet of the open centre's key: what stands on it, and whether somebody has shown that it is at hand.

Without the sheet a lost key store is a lost centre: the window asks for it until two of its words were typed back.
"""

import random
from dataclasses import dataclass

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import LANGUAGES, N_, language
from centre_app.storage import cipher, encryption, recovery
from centre_app.storage.action import action, require
from centre_app.storage.database import database_path

_NOT_ASKED = "-"


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on the sheet: the centre's name, the day, the key's number, its words and the digits of its code."""

    centre: str
    day: str
    number: str
    words: list[str]
    code: str


def sheet() -> RecoverySheet:
    """The sheet of the key the open centre is encrypted with. Raises NotEncrypted, NotAllowed."""
    require("encryption", label=N_("print the recovery sheet"))
    key = _key()
    return RecoverySheet(
        centre=settings.get("centre_name"),
        day=f"{clock.today():%Y-%m-%d}",
        number=cipher.number_of(key),
        words=recovery.words_of(key, language=language()),
        code=recovery.code_of(key),
    )


def _key() -> bytes:
    path = database_path()
    key = cipher.key_of(path)
    if key is None:
        raise errors.NotEncrypted(path=path)
    return key


def is_confirmed() -> bool:
    """Whether somebody has typed two words of the present key's sheet; of an encrypted centre."""
    return settings.get("recovery_sheet") == encryption.state().number


def is_due() -> bool:
    """Whether the window should ask for the sheet: the centre is encrypted, is no sample, and nobody has confirmed it."""
    kept = settings.get("recovery_sheet")
    return encryption.state().number not in ("", kept) and kept != _NOT_ASKED


def places() -> tuple[int, int]:
    """Two places of words, counted from 1, to ask for: one in each half of the sheet."""
    half = recovery.WORDS // 2
    return random.randint(1, half), random.randint(half + 1, recovery.WORDS)


@action(N_("confirm the recovery sheet"))
def confirm(*, typed: dict[int, str]) -> None:
    """Note that the sheet is at hand: words of it by their place, in whichever language it was printed. Raises WordNotOnSheet."""
    key = _key()
    sheets = [recovery.words_of(key, language=each) for each in LANGUAGES]
    for place, word in typed.items():
        if word.strip().lower() not in {words[place - 1] for words in sheets}:
            raise errors.WordNotOnSheet(place=place)
    settings.put(name="recovery_sheet", value=cipher.number_of(key))


def never_ask() -> None:
    """Do not ask for the sheet: the people in this centre are made up."""
    if is_due():
        settings.put(name="recovery_sheet", value=_NOT_ASKED)


def note_printed(*, reason: str = "") -> None:
    """Note that the sheet was printed or saved, and why once more."""
    audit.record(label=N_("print the recovery sheet"), reason=reason)
