"""Which backups stay: the newest of each of seven days, four weeks and twelve months, within a size; and their second place.

Names of files tell when they were made (`backup.file_name`); what somebody named otherwise is never touched.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from centre_app import clock
from centre_app.storage import backup

DAYS, WEEKS, MONTHS = 7, 4, 12
_log = logging.getLogger(__name__)


def staying(backups: Iterable[Path]) -> set[Path]:
    """Those that stay by their age alone: the newest ones, and the newest of each of the last days, weeks and months that have any."""
    dated = _newest_first(backups)
    stay = {path for _made, path in dated[: backup.KEPT_AT_LEAST]}
    for name, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        newest: dict[object, Path] = {}
        for made, path in dated:
            newest.setdefault(name(made), path)
        stay |= set(list(newest.values())[:most])
    return stay


def thin_out(folder: Path, *, megabytes: int) -> list[Path]:
    """Delete what need not stay, then the oldest until the rest fits the size; never the newest three. Returns what was deleted.

    What cannot be deleted is tried again another day.
    """
    found = [path for path in backup.backups_in(folder) if backup.made_at(path)]
    stay = staying(found)
    going = [path for path in found if path not in stay]
    kept = [path for _made, path in _newest_first(stay)]
    room = megabytes * 1_000_000
    for number, path in enumerate(kept):
        room -= path.stat().st_size
        if room < 0 and number >= backup.KEPT_AT_LEAST:
            going.append(path)
    return [path for path in going if _deleted(path)]


def leaves_on(path: Path, backups: Iterable[Path]) -> date | None:
    """The day by which a backup is deleted, if one is made every day from now on; None for a name somebody gave."""
    made = backup.made_at(path)
    if made is None:
        return None
    for name, most in ((_month, timedelta(days=31 * MONTHS)), (_week, timedelta(weeks=WEEKS + 1))):
        is_over = name(made) != name(clock.now())
        if is_over and not any(_later_in(name, made, other) for other in backups if other != path):
            return made.date() + most
    return made.date() + timedelta(days=DAYS + 1)


def copy_to_second(made: Path, folder: Path, *, megabytes: int) -> bool:
    """Put a backup also into a second place, verified there, and thin that out as well; False where it cannot be reached.

    Raises BackupFailed where it can be reached and the copy fails.
    """
    if not folder.parent.is_dir():
        return False
    backup.copy(made, folder / made.name)
    thin_out(folder, megabytes=megabytes)
    return True


def _newest_first(backups: Iterable[Path]) -> list[tuple[datetime, Path]]:
    dated = [(made, path) for path in backups if (made := backup.made_at(path))]
    return sorted(dated, key=lambda pair: (pair[0], pair[1].name), reverse=True)


def _later_in(name: Callable[[datetime], object], made: datetime, other: Path) -> bool:
    at = backup.made_at(other)
    return at is not None and at > made and name(at) == name(made)


def _day(made: datetime) -> object:
    return made.date()


def _week(made: datetime) -> object:
    return made.isocalendar()[:2]


def _month(made: datetime) -> object:
    return made.year, made.month


def _deleted(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        _log.info("an old backup could not be deleted: %s", path.name)
        return False
    return True
