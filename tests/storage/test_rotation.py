"""Behaviour of keeping backups: of each of seven days, four weeks and twelve months the newest, within a size, also elsewhere."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from centre_app import clock, errors
from centre_app.centre import backing_up, preferences, settings
from centre_app.storage import backup, database, rotation
from tests.builders import a_person


def lying(folder: Path, *moments: datetime, size: int = 10) -> dict[datetime, Path]:
    made = {}
    for moment in moments:
        made[moment] = folder / f"centre-{moment:%Y%m%d-%H%M%S}{backup.SUFFIX}"
        made[moment].write_bytes(bytes(size))
    return made


def left(folder: Path) -> list[str]:
    return [path.name[7:15] for path in backup.backups_in(folder)]


def test_of_a_year_of_daily_backups_seven_days_four_weeks_and_twelve_months_stay(tmp_path: Path) -> None:
    lying(tmp_path, *(datetime(2026, 10, 22, 8) - timedelta(days=days) for days in range(500)))
    rotation.thin_out(tmp_path, megabytes=1000)
    stay = left(tmp_path)
    assert stay[:7] == [f"202610{day}" for day in range(22, 15, -1)]
    assert stay[7:9] == ["20261011", "20261004"]
    assert stay[9:] == [
        "20260930",
        "20260831",
        "20260731",
        "20260630",
        "20260531",
        "20260430",
        "20260331",
        "20260228",
        "20260131",
        "20251231",
        "20251130",
    ]


def test_several_of_a_day_leave_the_newest_but_the_last_three_stay(tmp_path: Path) -> None:
    lying(tmp_path, *(datetime(2026, 10, 22, hour) for hour in range(8, 18)))
    rotation.thin_out(tmp_path, megabytes=1000)
    assert [path.name[16:18] for path in backup.backups_in(tmp_path)] == ["17", "16", "15"]


def test_beyond_the_size_the_oldest_go_but_never_the_newest_three(tmp_path: Path) -> None:
    made = lying(tmp_path, *(datetime(2026, 10, day, 8) for day in range(17, 23)), size=1_000_000)
    named = tmp_path / f"centre-for-the-auditor{backup.SUFFIX}"
    named.write_bytes(bytes(5_000_000))
    rotation.thin_out(tmp_path, megabytes=4)
    assert named.exists()
    assert left(tmp_path)[1:] == ["20261022", "20261021", "20261020", "20261019"]
    rotation.thin_out(tmp_path, megabytes=1)
    assert [path.exists() for path in made.values()] == [False] * 3 + [True] * 3


def test_the_day_a_backup_goes_is_the_day_it_goes(tmp_path: Path) -> None:
    first = datetime(2026, 1, 5, 8)
    gone: dict[str, datetime] = {}
    foretold = {}
    for number in range(480):
        now = first + timedelta(days=number)
        with clock.pretend(now):
            lying(tmp_path, now)
            for path in rotation.thin_out(tmp_path, megabytes=1000):
                gone[path.name] = now
            if number == 100:
                listed = backup.backups_in(tmp_path)
                foretold = {path.name: rotation.leaves_on(path, listed) for path in listed}
    late = {name: (gone[name].date() - day).days for name, day in foretold.items() if day and name in gone}
    assert len(late) == len(foretold)
    assert all(-45 <= days <= 0 for days in late.values()), late


def test_a_backup_is_copied_to_the_second_place_and_the_moment_is_kept(centre: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    preferences.put("second_backup_folder", str(stick))
    made = backing_up.make()
    copy = stick / centre.parent.name / made.path.name
    backup.verify(copy)
    assert (made.second, preferences.get("second_backup_seen")) == (None, "2026-10-22T10:00:00")


def test_a_second_place_that_is_away_is_told_after_a_week(centre: Path, tmp_path: Path) -> None:
    preferences.put("second_backup_folder", str(tmp_path / "not there" / "stick"))
    preferences.put("second_backup_seen", "2026-10-20T08:00:00")
    assert backing_up.make().second is None
    assert backing_up.days_away() is None
    with clock.pretend(datetime(2026, 10, 28, 9)):
        assert backing_up.days_away() == 8


def test_a_second_place_that_refuses_is_told_and_the_first_backup_stands(
    centre: Path, tmp_path: Path
) -> None:
    (tmp_path / centre.parent.name).unlink(missing_ok=True)
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / centre.parent.name).write_text("a file where the folder should be")
    preferences.put("second_backup_folder", str(stick))
    made = backing_up.make()
    assert isinstance(made.second, errors.BackupFailed)
    backup.verify(made.path)


@pytest.mark.parametrize(("hours", "due"), [(0, False), (4, False), (2, True)])
def test_a_backup_is_due_when_something_was_written_and_the_last_is_old_enough(
    centre: Path, hours: int, due: bool
) -> None:
    backing_up.make()
    settings.put(name="backup_hours", value=hours)
    with clock.pretend(datetime(2026, 10, 22, 13)):
        assert backing_up.is_due() is due
        if due:
            backing_up.make()
            assert not backing_up.has_news()
    with clock.pretend(datetime(2026, 10, 22, 16)):
        assert not backing_up.is_due(hours=2) or hours != 2
        a_person(name="王芳")
        assert backing_up.is_due(hours=2)
    assert database.database_path() == centre
