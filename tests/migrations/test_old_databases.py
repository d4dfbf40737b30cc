"""Files of every release so far open in this one: migrated, whole, and with their rows."""

import importlib
import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from centre_app import clock, schema
from centre_app.access import audit, clerks, roles
from centre_app.lending.models import Copy, CopyFlag
from centre_app.people import people
from centre_app.people.models import Person, Visit
from centre_app.storage import backup, database, opening
from centre_app.storage.action import run
from tests.builders import a_copy, a_grid_unit, a_person, a_room, a_visit

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


def test_a_condition_of_before_becomes_a_flag_and_no_id_is_given_twice(tmp_path):
    path = tmp_path / database.FILE_NAME
    shutil.copy(OLD[0], path)
    with closing(dbapi2.connect(str(path))) as old:
        copy_id, title_id = old.execute("SELECT id, title_id FROM copy").fetchone()
        old.execute("UPDATE copy SET condition = 'lost', condition_on = '2026-05-20'")
        old.execute("INSERT INTO copy (id, title_id, barcode) VALUES (500, ?, 'X500')", (title_id,))
        old.execute("DELETE FROM copy WHERE id = 500")
        old.commit()

    opening.open_database(path)

    assert [(row.copy_id, row.flag, f"{row.from_at}", row.until_at) for row in CopyFlag.select()] == [
        (copy_id, "lost", "2026-05-20 00:00:00", None)
    ]
    assert Copy.get().condition == "lost"
    with clock.pretend(datetime(2026, 12, 1, 9)):
        assert a_copy(barcode="X501").id == 501
    assert database.db.execute_sql(
        "SELECT count(*) FROM change WHERE table_name = 'copy' AND kind = 'u' AND before IS NOT NULL"
    ).fetchone() == (0,)
    assert schema.drift() == []


def test_known_visits_are_given_the_grid_unit_that_their_people_have(centre):
    migration = importlib.import_module("centre_app.storage.migrations.0028_visit_grid")
    unit = a_grid_unit()
    room = a_room()
    for person in (a_person(grid_unit_id=unit.id), a_person(), None):
        a_visit(room=room, person=person, arrived_at=clock.now())

    run("prepare a test", lambda: database.db.execute_sql(migration.STATEMENTS[-1]))

    assert [visit.grid_unit_id for visit in Visit.select().order_by(Visit.id)] == [unit.id, None, None]


def test_every_released_schema_is_kept():
    assert OLD


def test_a_backup_of_an_older_release_is_restored(centre, tmp_path):
    saved = tmp_path / f"old{backup.SUFFIX}"
    shutil.copy(OLD[0], saved)

    backup.restore(saved)
    opening.open_database(centre)

    assert Person.select().count() == 2
    assert schema.drift() == []


def test_people_of_before_are_found_by_building_and_room_too(tmp_path):
    path = tmp_path / database.FILE_NAME
    shutil.copy(OLD[0], path)
    with closing(dbapi2.connect(str(path))) as old:
        old.execute("INSERT INTO household (id, building, door) VALUES (900, '3幢', '2单元502')")
        old.execute("UPDATE person SET household_id = 900 WHERE name = '王建国'")
        old.commit()

    opening.open_database(path)

    assert [hit.name for hit in people.find("3-502")] == ["王建国"]
    assert [hit.name for hit in people.find("王建国")] == ["王建国"]
    assert schema.check() == []


def test_clerks_of_before_keep_all_rights_and_notes_of_before_tell_what_they_were_of(tmp_path):
    path = tmp_path / database.FILE_NAME
    shutil.copy(OLD[0], path)
    with closing(dbapi2.connect(str(path))) as old:
        old.executemany(
            "INSERT INTO action (at, label, kind, subject) VALUES ('2026-05-20 01:00:00', ?, ?, 'person:1')",
            [("export a report", "note"), ("print a consent form", "note"), ("go on duty", "note"), ("open a minor's record", "note")],
        )  # fmt: skip
        old.commit()

    opening.open_database(path)

    rows = clerks.clerks(include_inactive=True)
    assert rows
    assert {(row.role, row.pin) for row in rows} == {("manager", "")}
    assert not roles.in_use()
    assert [row.way for row in audit.entries(limit=4)] == ["saw", "", "printed", "exported"]
