"""What belongs to this computer and not to the centre: language, text size, colours, window place, folders.

A small JSON file in the user's configuration folder, readable before any data file is open. Written whole or not at all;
a broken one counts as empty, because nothing in it is worth keeping the desk closed for.
"""

import contextlib
import json
import logging
import math
import os
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

from centre_app import errors, i18n
from centre_app.storage import backup

PROGRAM = "centre-desk"
FILE_NAME = "preferences.json"
DEFAULTS: dict[str, Any] = {
    "language": "",  # a key of i18n.LANGUAGES; empty follows the system
    "percent": 100,
    "dark": False,
    "sound": False,  # a tone for each scan that did something, another for one refused
    "data_folder": "",
    "backup_folder": "",  # empty: beside the data
    "second_backup_folder": "",  # where each backup is copied to as well; empty: nowhere
    "second_backup_seen": "",  # the moment that place was last reached
    "backup_seconds": 0.0,  # how long the last backup took: one that is slow is not made on closing
    "rehearsed_at": "",  # the moment a backup was last restored into a scratch folder and found whole
    "report_folder": "",  # where the monthly report is exported to by itself; empty: nowhere
    "report_failed": "",  # the month (2026-10) whose report could not be exported; empty once it was
    "label_sheets": [],  # as `lending.own_sheets` writes them
    "label_offset_x": 0.0,  # millimetres the printer of labels is beside its place
    "label_offset_y": 0.0,
    "geometry": "",  # the window's place as Qt writes it, base64
}
PERCENT_LIMITS = (100, 175)
_MOMENTS = ("second_backup_seen", "rehearsed_at")
_LONGEST_PART = 255  # bytes of a name in a folder, on every system
_file: list[Path] = []
_log = logging.getLogger(__name__)


def use_file(path: Path | None) -> None:
    """Keep the preferences in this file instead of the user's own; None returns to the user's."""
    _file[:] = [] if path is None else [path]


def get(name: str) -> Any:
    """Return a preference in the type of its default, the default where it was never set or is unreadable."""
    default = DEFAULTS[name]
    value = _read().get(name, default)
    if type(value) is not type(default) or not _is_usable(name, value):
        return default
    return max(PERCENT_LIMITS[0], min(value, PERCENT_LIMITS[1])) if name == "percent" else value


def moment(name: str) -> datetime | None:
    """Return a preference that is a moment; None where it was never set or is none."""
    try:
        found = datetime.fromisoformat(get(name))
    except ValueError:
        return None
    return found.replace(tzinfo=None)


def put(name: str, value: Any) -> None:
    """Store a preference at once. Raises KeyError for an unknown name, ChoiceNotStored where the folder cannot be written."""
    written = {**_read(), name: type(DEFAULTS[name])(value)}
    path = _path()
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(written, ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise errors.ChoiceNotStored(folder=path.parent, detail=error.strerror or str(error)) from error


def note(name: str, value: Any) -> None:
    """Store what the program notes by itself, if it can be: nobody asked for it, so nobody is stopped by it."""
    try:
        put(name, value)
    except errors.ChoiceNotStored as error:
        _log.info("%s was not noted: %s", name, error.data["detail"])


def folder() -> Path:
    """Return the folder in which the preferences stand."""
    return _path().parent


def language() -> str:
    """Return the language to speak: the chosen one, else the system's."""
    chosen: str = get("language")
    return chosen if chosen in i18n.LANGUAGES else i18n.system_language()


def data_folder() -> Path:
    """Return the folder the program opens unless `--data` says otherwise."""
    chosen: str = get("data_folder")
    return Path(chosen) if chosen else user_data_path(PROGRAM, appauthor=False)


def backups_of(data_file: Path) -> Path:
    """Return where backups of that data file lie: beside it, or in the chosen folder under its data folder's name.

    The name keeps the practice centre's backups apart from the real ones.
    """
    chosen: str = get("backup_folder")
    return Path(chosen) / data_file.parent.name if chosen else backup.folder_of(data_file)


def second_backups_of(data_file: Path) -> Path | None:
    """Return where each backup of that data file is copied to as well; None where no second place is chosen."""
    chosen: str = get("second_backup_folder")
    return Path(chosen) / data_file.parent.name if chosen else None


def all_backups_of(data_file: Path) -> list[Path]:
    """Return every folder in which backups of that data file lie."""
    second = second_backups_of(data_file)
    return [backups_of(data_file), *([second] if second else [])]


def _is_usable(name: str, value: Any) -> bool:
    """Whether it is a number to reckon with, a moment by the clock, or a text that a file system and Qt can take."""
    if isinstance(value, float):
        return math.isfinite(value)
    if not isinstance(value, str):
        return True
    if name in _MOMENTS:
        return _is_moment(value)
    whole = "\0" not in value and not re.search(r"[\ud800-\udfff]", value)
    too_long = (
        name.endswith("_folder")
        and whole
        and any(len(os.fsencode(part)) > _LONGEST_PART for part in Path(value).parts)
    )
    return whole and not too_long


def _is_moment(value: str) -> bool:
    try:
        return not value or datetime.fromisoformat(value).tzinfo is None
    except ValueError:
        return False


def _path() -> Path:
    return _file[0] if _file else user_config_path(PROGRAM, appauthor=False) / FILE_NAME


def _read() -> dict[str, Any]:
    try:
        found = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
