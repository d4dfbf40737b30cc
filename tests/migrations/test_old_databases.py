"""Files of every release so far open in this one: migrated, whole, and with their rows."""

import shutil
from pathlib import Path

import pytest

from centre_app import schema
from centre_app.people.models import Person
from centre_app.storage import backup, database, opening

OLD = sorted((Path(__file__).parent / "old_databases").glob("*.db"))


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_a_file_of_an_older_release_opens_with_its_rows(old, tmp_path):
    path = tmp_path / database.FILE_NAME
    shutil.copy(old, path)

    opening.open_database(path)

    assert schema.check() == []
    assert [person.name for person in Person.select()] == ["王小明", "王建国"]
    assert database.db.execute_sql("SELECT count(*) FROM booking").fetchone()[0] == 1
    assert database.db.execute_sql("SELECT count(*) FROM loan").fetchone()[0] == 1
    assert database.db.execute_sql("SELECT count(*) FROM change WHERE before IS NOT NULL").fetchone()[0] > 0


def test_every_released_schema_is_kept():
    assert OLD


def test_a_backup_of_an_older_release_is_restored(centre, tmp_path):
    saved = tmp_path / f"old{backup.SUFFIX}"
    shutil.copy(OLD[0], saved)

    backup.restore(saved)
    opening.open_database(centre)

    assert Person.select().count() == 2
    assert schema.drift() == []
