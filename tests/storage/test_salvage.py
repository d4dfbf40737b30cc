"""Behaviour of the way back from a damaged file: the backup, and on top of it every row that the damaged file still gives."""

import random
from datetime import datetime
from pathlib import Path

import pytest

from centre_app import errors, schema
from centre_app.people.models import Person, Visit
from centre_app.storage import backup, database, opening, salvage
from centre_app.storage.action import run
from tests.builders import a_room, a_visit


def page_with(path: Path, text: str) -> int:
    """Where a page of a table (not of an index) begins that holds a text."""
    data = path.read_bytes()
    return next(
        at for at in range(0, len(data), 4096) if data[at] == 0x0D and text.encode() in data[at : at + 4096]
    )


def damage(path: Path, at: int, data: bytes = b"\xa5" * 4096) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


@pytest.fixture
def folder(centre: Path) -> Path:
    """A backup with 300 people; since then 300 more, and a visit."""
    a_room(name="阅读")
    run(
        "prepare a test",
        lambda: [Person.create(name=f"旧{number}", name_sort="jiu") for number in range(300)],
    )
    made = backup.folder_of(centre)
    backup.back_up(made / backup.file_name())
    run(
        "prepare a test",
        lambda: [Person.create(name=f"新{number}", name_sort="xin") for number in range(300)],
    )
    a_visit(
        room=a_room(name="健身"),
        person=Person.get(Person.name == "新7"),
        arrived_at=datetime(2026, 10, 22, 9),
    )
    database.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return made


def test_rows_on_good_pages_come_back_and_lost_ones_come_from_the_backup(centre: Path, folder: Path) -> None:
    at = page_with(centre, "新290")
    database.close_database()
    damage(centre, at)
    saved = salvage.save_what_can_be(centre, folder)
    opening.open_database(centre)
    names = {person.name for person in Person.select()}
    assert {f"旧{number}" for number in range(300)} <= names
    assert 200 < sum(name.startswith("新") for name in names) <= 300
    assert (saved.backup is not None, saved.unreadable.get("person", 0) > 0) == (True, True)
    assert Visit.select().count() == 1
    assert schema.check() == []
    assert saved.kept is not None
    assert saved.kept.exists()


def test_without_a_backup_what_is_readable_comes_back(centre: Path, folder: Path) -> None:
    row = database.db.execute_sql(
        "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'person'"
    ).fetchone()
    database.close_database()
    for path in folder.iterdir():
        path.unlink()
    damage(centre, (row[0] - 1) * 4096)
    saved = salvage.save_what_can_be(centre, folder)
    opening.open_database(centre)
    assert (saved.backup, Person.select().count()) == (None, 600)
    assert schema.check() == []


def test_a_file_of_noise_is_replaced_by_the_backup(centre: Path, folder: Path) -> None:
    database.close_database()
    centre.write_bytes(random.Random(1).randbytes(50_000))
    saved = salvage.save_what_can_be(centre, folder)
    opening.open_database(centre)
    assert (Person.select().count(), saved.rows) == (300, 0)


def test_noise_without_a_backup_is_left_as_it_is(centre: Path, tmp_path: Path) -> None:
    database.close_database()
    noise = random.Random(1).randbytes(50_000)
    centre.write_bytes(noise)
    with pytest.raises(errors.NothingSaved):
        salvage.save_what_can_be(centre, tmp_path / "none")
    assert centre.read_bytes() == noise
    assert [path.name for path in tmp_path.iterdir() if "saving" in path.name] == []


def test_torn_pages_at_any_place_never_keep_the_backup_from_coming_back(centre: Path, folder: Path) -> None:
    size = centre.stat().st_size
    database.close_database()
    whole = centre.read_bytes()
    dice = random.Random(7)
    for _round in range(6):
        centre.write_bytes(whole)
        for _page in range(dice.randint(1, 6)):
            damage(
                centre,
                dice.randrange(0, size // 4096) * 4096 + dice.choice([0, 512]),
                dice.randbytes(dice.choice([16, 512, 3584])),
            )
        salvage.save_what_can_be(centre, folder)
        opening.open_database(centre)
        assert {f"旧{number}" for number in range(300)} <= {person.name for person in Person.select()}
        assert schema.check() == []
        database.close_database()


def test_the_quick_check_says_what_is_wrong(centre: Path, folder: Path) -> None:
    assert salvage.damage_of_open_file(folder) is None
    at = page_with(centre, "新290")
    database.close_database()
    damage(centre, at)
    opening.open_database(centre)
    found = salvage.damage_of_open_file(folder)
    assert found is not None
    assert (bool(found.problem), found.backup) == (True, backup.backups_in(folder)[0])
