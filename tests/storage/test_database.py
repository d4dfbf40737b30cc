"""Behaviour of opening: a fresh file, files that are not ours, newer and damaged ones, folders that cannot be written."""

import shutil
import subprocess
import sys
import threading

import pytest
from sqlcipher3 import dbapi2

from centre_app import errors, schema
from centre_app.centre.models import Room
from centre_app.storage import action, database
from centre_app.storage import schema as triggers
from centre_app.storage.database import FILE_NAME, close_database, db
from centre_app.storage.opening import open_database
from tests.builders import a_person, a_room


def test_an_empty_folder_becomes_a_centre_with_every_trigger(tmp_path):
    open_database(tmp_path / "neu" / FILE_NAME)

    found = {
        name for (name,) in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    }
    assert found == set(triggers.trigger_sql())
    assert {"guard_booking_insert", "journal_person_update", "person_search_insert"} <= found


def test_the_migrations_make_exactly_the_tables_of_the_models(centre):
    assert schema.drift() == []


@pytest.mark.parametrize(
    "change",
    [
        "DROP INDEX visit_open",
        "ALTER TABLE person ADD COLUMN shoe_size TEXT",
        "CREATE INDEX extra ON booking (status) WHERE status = 'x'",
    ],
)
def test_drift_notices_what_was_changed_by_hand(centre, change):
    db.execute_sql(change)

    assert schema.drift()


def test_the_connection_is_durable_and_guards_references(centre):
    pragmas = {name: db.execute_sql(f"PRAGMA {name}").fetchone()[0] for name in database.PRAGMAS}

    assert pragmas == {**database.PRAGMAS, "journal_mode": "wal", "synchronous": 2, "temp_store": 2}


def test_opening_again_rewrites_no_trigger(centre):
    close_database()
    before = centre.read_bytes()
    open_database(centre)
    close_database()

    assert centre.read_bytes() == before


def test_a_trigger_of_another_text_is_replaced(centre):
    db.execute_sql("DROP TRIGGER journal_room_insert")
    db.execute_sql("CREATE TRIGGER journal_room_insert AFTER INSERT ON room BEGIN SELECT 1; END")
    open_database(centre)

    assert "INSERT INTO change" in triggers.trigger_sql()["journal_room_insert"]
    a_room()
    assert db.execute_sql("SELECT count(*) FROM change").fetchone()[0] == 1


def test_a_newer_file_is_refused_and_untouched(centre):
    db.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('0999_future', '2030-01-01')")
    close_database()
    before = centre.read_bytes()

    with pytest.raises(errors.DatabaseNewer):
        open_database(centre)
    assert centre.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_untouched(tmp_path):
    path = tmp_path / FILE_NAME
    other = dbapi2.connect(str(path))
    other.execute("CREATE TABLE songs (id INTEGER)")
    other.commit()
    other.close()
    before = path.read_bytes()

    with pytest.raises(errors.NotOurDatabase):
        open_database(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"nonsense" * 500, b"SQLite format 3\x00" + b"\x7f" * 8000, b"x"])
def test_a_damaged_file_is_refused_and_untouched(tmp_path, content):
    path = tmp_path / FILE_NAME
    path.write_bytes(content)

    with pytest.raises(errors.CentreError):
        open_database(path)
    assert path.read_bytes() == content


def test_a_damaged_page_is_told_as_damage(centre):
    for _person in range(300):
        a_person()
    close_database()
    with centre.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096)

    with pytest.raises(errors.DatabaseUnreadable) as refused:
        open_database(centre)
    assert str(centre) in refused.value.sentence()


def test_a_folder_that_is_a_file_cannot_hold_a_centre(tmp_path):
    (tmp_path / "ordner").write_text("belegt")

    with pytest.raises(errors.FolderNotWritable):
        open_database(tmp_path / "ordner" / FILE_NAME)


def test_an_older_file_is_backed_up_before_it_is_migrated(tmp_path, monkeypatch, centre):
    a_room(name="甲")
    close_database()
    folder = tmp_path / "migrations"
    shutil.copytree(triggers.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "0002_rebuild.py").write_text(
        "from peewee import TextField\n"
        "def up(migrator, db):\n"
        "    migrator.migrate(migrator.add_column('room', 'floor', TextField(default='1')),\n"
        "                     migrator.alter_column_type('room', 'capacity', TextField()))\n"
    )
    monkeypatch.setattr(triggers, "MIGRATIONS", folder)

    open_database(centre)

    assert list((centre.parent / "backups").iterdir())
    assert db.execute_sql("SELECT name, floor FROM room").fetchall() == [("甲", "1")]
    found = {
        name for (name,) in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    }
    assert found == set(triggers.trigger_sql())
    assert "floor" in triggers.trigger_sql()["journal_room_update"]


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch, centre):
    a_room(name="甲")
    close_database()
    folder = tmp_path / "migrations"
    shutil.copytree(triggers.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "0002_broken.py").write_text(
        "def up(migrator, db):\n"
        "    db.execute_sql('ALTER TABLE room ADD COLUMN floor TEXT')\n"
        "    db.execute_sql('INSERT INTO nothing VALUES (1)')\n"
    )
    monkeypatch.setattr(triggers, "MIGRATIONS", folder)
    with pytest.raises(Exception, match="nothing"):
        open_database(centre)
    monkeypatch.undo()
    raw = dbapi2.connect(str(centre))
    assert raw.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0] > 20
    raw.close()

    open_database(centre)

    assert schema.drift() == []
    assert [room.name for room in Room.select()] == ["甲"]


def test_a_worker_thread_sees_what_was_committed(centre):
    a_room(name="甲")
    seen: list[str] = []

    def work() -> None:
        with database.worker_connection():
            seen.extend(room.name for room in Room.select())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert seen == ["甲"]


def test_a_row_written_by_another_program_with_the_documented_columns_is_whole(centre):
    db.execute_sql("INSERT INTO room (name, kind, capacity, sharing) VALUES ('甲', 'study', 12, 'exclusive')")
    db.execute_sql("INSERT INTO person (name, category) VALUES ('赵', 'guest')")
    db.execute_sql("INSERT INTO visit (person_id, room_id, arrived_at) VALUES (1, 1, '2026-10-22 09:00:00')")
    db.execute_sql(
        "INSERT INTO booking (room_id, title, starts_at, ends_at)"
        " VALUES (1, '会', '2026-10-22 09:00:00', '2026-10-22 10:00:00')"
    )
    db.execute_sql("INSERT INTO title (name) VALUES ('书')")
    db.execute_sql("INSERT INTO copy (title_id, barcode) VALUES (1, 'B1')")
    db.execute_sql(
        "INSERT INTO loan (copy_id, person_id, lent_at, due_at) VALUES (1, 1, '2026-10-22 09:00:00', '2026-11-22 23:59:59')"
    )

    assert db.execute_sql("SELECT status, head_count FROM booking").fetchone() == ("confirmed", 1)


@pytest.mark.parametrize("moment", ["2026-10-22T09:00:00", "2026-10-22", "2026-02-30 09:00:00", "morgen"])
def test_a_moment_of_another_shape_is_refused(centre, moment):
    with pytest.raises(Exception, match="CHECK"):
        db.execute_sql(
            "INSERT INTO closure (starts_at, ends_at) VALUES (?, '2027-01-01 00:00:00')", (moment,)
        )


def test_a_migration_that_breaks_a_reference_is_refused_every_time(tmp_path, monkeypatch, centre):
    a_person(name="王小明")
    close_database()
    folder = tmp_path / "migrations"
    shutil.copytree(triggers.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "0999_break.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('UPDATE person SET guardian_id = 99')\n"
    )
    monkeypatch.setattr(triggers, "MIGRATIONS", folder)

    for _start in range(2):
        with pytest.raises(errors.DatabaseUnreadable):
            open_database(centre)


@pytest.mark.parametrize(
    "sql", ["SELECT busy_until FROM room", "SELECT full_name FROM room", "SELECT json('{')"]
)
def test_a_bug_in_a_query_is_no_sentence_for_the_clerk(centre, sql):
    with pytest.raises(Exception, match=r"busy_until|full_name|malformed") as raised, database.sentences():
        db.execute_sql(sql)
    assert not isinstance(raised.value, errors.CentreError)


def test_nothing_is_written_into_a_file_that_was_moved_away(centre):
    a_room()
    centre.rename(centre.with_name("elsewhere.db"))
    with pytest.raises(errors.DataFileGone):
        action.run("add a room", a_room)
    with pytest.raises(errors.DataFileGone), database.worker_connection():
        pass
    assert not centre.exists()
    assert Room.select().count() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="files cannot be limited in size there")
def test_a_disk_that_fails_while_an_action_is_stored_is_told_and_nothing_is_stored(centre):
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    written = centre.with_name(f"{centre.name}-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, before[1]))
    try:
        with pytest.raises((errors.DiskFull, errors.DiskFailed)):
            action.run("add a room", a_room)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert Room.select().count() == 0
    action.run("add a room", a_room)


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux tells a program's memory in /proc"
)
def test_what_was_read_of_the_file_is_given_back(tmp_path):
    program = """
import sys
from pathlib import Path
from centre_app.storage import database, opening
from ui.kit import memory

def megabytes():
    memory.give_back()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

opening.open_database(Path(sys.argv[1]))
database.db.execute_sql("CREATE TABLE much (text TEXT)")
with database.db.atomic():
    for _row in range(5_000):
        database.db.execute_sql("INSERT INTO much VALUES (?)", ("x" * 3_000,))
database.db.execute_sql("SELECT max(text) FROM much").fetchone()
before = megabytes()
database.give_back()
print(before - megabytes())
"""
    run = [sys.executable, "-c", program, str(tmp_path / FILE_NAME)]
    said = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert float(said) > 5
