"""Making backups: into their folder, into the second place, and letting go of what need not stay. When, the window decides."""

import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from centre_app import clock
from centre_app.centre import preferences, settings
from centre_app.errors import CentreError
from centre_app.progress import SILENT, Progress
from centre_app.storage import backup, journal, rotation
from centre_app.storage.database import database_path

SLOW_SECONDS = 5.0
_REHEARSE_DAYS = 90
_AWAY_DAYS = 7
_saved: dict[Path, int] = {}  # the last change of a data file that a backup made by this program holds


@dataclass(frozen=True, slots=True)
class Made:
    """A backup; `second` is why it is not in the second place as well, None where it is or where there is none."""

    path: Path
    second: CentreError | None = None


def make(progress: Progress = SILENT) -> Made:
    """Back up the open centre and put a copy into the second place, where one is chosen and reachable. Raises BackupFailed."""
    path, began, change = database_path(), time.monotonic(), journal.last_change_id()
    folder, limit = preferences.backups_of(path), settings.get("backup_megabytes")
    made = backup.back_up(folder / backup.file_name(), progress)
    _saved[path] = change
    rotation.thin_out(folder, megabytes=limit)
    refused = _copy_to_second(made, path, limit)
    preferences.note("backup_seconds", round(time.monotonic() - began, 1))
    return Made(made, refused)


def is_due(*, hours: int | None = None) -> bool:
    """Whether something was written since the last backup, and that is older than so many hours (by the settings; 0: never)."""
    every = settings.get("backup_hours") if hours is None else hours
    last = backup.last_backup_at(preferences.backups_of(database_path()))
    if last is not None and clock.now() - last < timedelta(hours=every):
        return False
    return every > 0 and has_news()


def has_news() -> bool:
    """Whether anything was written since the last backup of the open centre."""
    path = database_path()
    if path in _saved:
        return journal.last_change_id() != _saved[path]
    last, written = backup.last_backup_at(preferences.backups_of(path)), journal.last_written_at()
    return written is not None and (last is None or written >= last)


def is_quick() -> bool:
    """Whether the last backup took so little time that one more may be made while the window closes."""
    seconds: float = preferences.get("backup_seconds")
    return seconds <= SLOW_SECONDS


def second_place() -> Path | None:
    """Where backups of the open centre are copied to as well, under its data folder's name; None for nowhere."""
    return preferences.second_backups_of(database_path())


def days_away() -> int | None:
    """For how many days the second place was not seen, once that is a week; None where all is well or there is none."""
    if second_place() is None:
        return None
    seen = preferences.moment("second_backup_seen")
    away = (clock.now() - seen).days if seen else _AWAY_DAYS
    return away if away >= _AWAY_DAYS else None


def rehearsal_is_due() -> bool:
    """Whether there are backups old enough to be trusted in, and none was tried for three months."""
    done = preferences.moment("rehearsed_at")
    if done is not None:
        return clock.now() - done > timedelta(days=_REHEARSE_DAYS)
    listed = backup.backups_in(preferences.backups_of(database_path()))
    oldest = next(filter(None, map(backup.made_at, reversed(listed))), None)
    return oldest is not None and clock.now() - oldest > timedelta(days=_AWAY_DAYS)


def _copy_to_second(made: Path, path: Path, limit: int) -> CentreError | None:
    second = preferences.second_backups_of(path)
    if second is None:
        return None
    try:
        if rotation.copy_to_second(made, second, megabytes=limit):
            preferences.note("second_backup_seen", clock.now().isoformat(timespec="seconds"))
    except CentreError as error:
        return error
    return None
