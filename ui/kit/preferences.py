"""What belongs to this computer and not to the centre: language, text size, colours, window place, folders.

Kept in a small file of the user's configuration folder, readable before any data file is open.
"""

from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path
from PySide6.QtCore import QSettings

from centre_app import i18n

DEFAULTS: dict[str, Any] = {
    "language": "",  # a key of i18n.LANGUAGES; empty follows the system
    "percent": 100,
    "dark": False,
    "data_folder": "",
    "backup_folder": "",  # empty: beside the data
    "geometry": "",  # base64 of QWidget.saveGeometry
}
_file: list[Path] = []


def use_file(path: Path | None) -> None:
    """Keep the preferences in this file instead of the user's own; None returns to the user's."""
    _file[:] = [] if path is None else [path]


def get(name: str) -> Any:
    """Return a preference in the type of its default, the default where it was never set or is unreadable."""
    default = DEFAULTS[name]
    value = _open().value(name, default)
    if isinstance(default, bool):
        return str(value).lower() == "true"
    try:
        return type(default)(value)
    except (TypeError, ValueError):
        return default


def put(name: str, value: Any) -> None:
    """Store a preference. The caller then asks for `context.go("rebuild")` where it changes the look."""
    store = _open()
    store.setValue(name, type(DEFAULTS[name])(value))
    store.sync()


def language() -> str:
    """Return the language to speak: the chosen one, else the system's."""
    chosen: str = get("language")
    return chosen if chosen in i18n.LANGUAGES else i18n.system_language()


def data_folder() -> Path:
    """Return the folder the program opens unless `--data` says otherwise."""
    chosen = get("data_folder")
    return Path(chosen) if chosen else user_data_path("centre-desk", appauthor=False)


def _open() -> QSettings:
    path = _file[0] if _file else user_config_path("centre-desk", appauthor=False) / "window.ini"
    return QSettings(str(path), QSettings.Format.IniFormat)
