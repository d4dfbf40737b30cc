"""Behaviour of backups: whole, verified, and back again page by page."""

import threading

import pytest
from sqlcipher3 import dbapi2

from centre_app import errors
from centre_app.centre import settings
from centre_app.centre.models import Room
from centre_app.progress import SILENT, Cancelled
from centre_app.storage import backup, copying, database
from centre_app.storage.opening import open_database
from tests.builders import a_person, a_room


def test_a_backup_is_one_file_that_opens_as_a_centre(centre, tmp_path):
    a_room(name="甲")

    made = backup.back_up(tmp_path / "stick" / "b.centre-backup")

    assert [entry.name for entry in made.parent.iterdir()] == ["b.centre-backup"]
    backup.verify(made)


def test_restoring_brings_back_what_was_and_keeps_what_is(centre, tmp_path):
    a_room(name="甲")
    made = backup.back_up(tmp_path / "b.centre-backup")
    a_room(name="乙")

    replaced = backup.restore(made)

    open_database(centre)
    assert [room.name for room in Room.select()] == ["甲"]
    backup.restore(replaced)
    open_database(centre)
    assert [room.name for room in Room.select()] == ["甲", "乙"]


def test_restoring_from_something_else_changes_nothing(centre, tmp_path):
    a_room(name="甲")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8" * 5000)
    other = dbapi2.connect(str(tmp_path / "songs.db"))
    other.execute("CREATE TABLE songs (id INTEGER)")
    other.commit()
    other.close()

    for name in ("photo.jpg", "songs.db", "missing"):
        with pytest.raises(errors.BackupUnreadable):
            backup.restore(tmp_path / name)
    assert [room.name for room in Room.select()] == ["甲"]


def test_a_backup_damaged_in_the_middle_is_not_taken_for_whole(centre, tmp_path):
    for _person in range(300):
        a_person()
    made = backup.back_up(tmp_path / "b.centre-backup")
    with made.open("r+b") as file:
        file.seek(8 * 4096)
        file.write(b"\xff" * 3 * 4096)

    with pytest.raises(errors.BackupUnreadable):
        backup.verify(made)


@pytest.mark.parametrize(
    ("statement", "refused"),
    [
        (
            "INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2026-01-01')",
            errors.DatabaseNewer,
        ),
        ("DELETE FROM schema_migration WHERE id = 1", errors.BackupUnreadable),
        ("DROP TABLE schema_migration", errors.BackupUnreadable),
        ("DROP TABLE setting", errors.BackupUnreadable),
        ("ALTER TABLE room RENAME COLUMN name TO called", errors.BackupUnreadable),
        ("DROP INDEX copy_barcode", errors.BackupUnreadable),
    ],
)
def test_a_backup_that_this_release_cannot_go_on_with_is_refused_before_anything_is_replaced(
    centre, tmp_path, statement, refused
):
    made = backup.back_up(tmp_path / "b.centre-backup")
    other = dbapi2.connect(str(made))
    other.execute(statement)
    other.commit()
    other.close()
    a_room(name="甲")

    with pytest.raises(refused):
        backup.restore(made)
    for way in (backup.replace_damaged, backup.adopt):
        with pytest.raises(refused):
            way(centre, made)

    assert [room.name for room in Room.select()] == ["甲"]
    assert {entry.name for entry in tmp_path.iterdir()} - {made.name} <= {
        centre.name + end for end in ("", "-wal", "-shm")
    }


NO_LETTERS = pytest.mark.parametrize(
    ("before", "after"),
    [(b"CREATE INDEX", b"CREAT\xec INDEX"), (b"INSERT INTO change", b"INSERT INTO chang\xec")],
)


def test_a_backup_whose_index_disagrees_with_its_rows_is_refused(centre, tmp_path):
    settings.put(name="centre_name", value="蓝天")
    made = backup.back_up(tmp_path / "b.centre-backup")
    made.write_bytes(made.read_bytes().replace(b"centre_name", b"centre_namf", 1))
    backup.verify(made)

    with pytest.raises(errors.BackupUnreadable):
        backup.restore(made)


@NO_LETTERS
def test_a_backup_with_bytes_that_are_no_letters_is_refused(centre, tmp_path, before, after):
    made = backup.back_up(tmp_path / "b.centre-backup")
    made.write_bytes(made.read_bytes().replace(before, after))

    with pytest.raises(errors.BackupUnreadable):
        backup.restore(made)


@NO_LETTERS
def test_a_data_file_with_bytes_that_are_no_letters_is_said_to_be_unreadable(centre, before, after):
    database.db.execute_sql("PRAGMA journal_mode = DELETE")
    database.close_database()
    centre.write_bytes(centre.read_bytes().replace(before, after))

    with pytest.raises(errors.DatabaseUnreadable):
        open_database(centre)


def test_a_backup_that_cannot_be_written_leaves_the_older_one(centre, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")

    with pytest.raises(errors.BackupFailed) as refused:
        backup.back_up(blocked / "b.centre-backup")
    assert "b.centre-backup" in refused.value.sentence()
    assert blocked.read_text() == "x"


def test_a_cancelled_backup_leaves_no_half_file(centre, tmp_path):
    class Impatient:
        def report(self, done: int, total: int, what: str) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        backup.back_up(tmp_path / "stick" / "b.centre-backup", Impatient())
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_backup_beside_an_open_writer_holds_what_was_committed(centre, tmp_path):
    a_room(name="甲")
    other = dbapi2.connect(str(centre), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO room (name, kind, capacity, sharing) VALUES ('乙', 'study', 1, 'shared')")

    made = backup.back_up(tmp_path / "b.centre-backup")

    other.execute("ROLLBACK")
    other.close()
    copied = dbapi2.connect(str(made))
    assert copied.execute("SELECT name FROM room").fetchall() == [("甲",)]
    copied.close()


def test_restoring_behind_an_open_writer_gives_up_with_a_sentence(centre, tmp_path):
    made = backup.back_up(tmp_path / "b.centre-backup")
    database.db.pragma("busy_timeout", 0)
    other = dbapi2.connect(str(centre), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(errors.Busy):
            backup.restore(made)
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_backups_are_listed_newest_first_by_the_day_they_were_made(centre, tmp_path):
    for name in ("centre-20261020-080000", "centre-20261022-080000-before-restore", "centre-20261021-080000"):
        backup.back_up(tmp_path / f"{name}{backup.SUFFIX}")

    assert [path.name[7:15] for path in backup.backups_in(tmp_path)] == ["20261022", "20261021", "20261020"]
    assert str(backup.last_backup_on(tmp_path)) == "2026-10-22"
    assert backup.last_backup_on(tmp_path / "none") is None


def test_a_backup_in_a_worker_thread_does_not_hinder_writing(centre, tmp_path):
    a_room(name="甲")
    failures: list[BaseException] = []

    def work() -> None:
        try:
            with database.worker_connection():
                backup.back_up(tmp_path / "b.centre-backup")
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    a_room(name="乙")
    thread.join()

    assert failures == []
    assert Room.select().count() == 2


def test_a_writer_that_begins_during_a_restore_is_told_as_busy(centre, tmp_path, monkeypatch):
    made = backup.back_up(tmp_path / "b.centre-backup")
    database.db.pragma("busy_timeout", 0)
    other = dbapi2.connect(str(centre), isolation_level=None)
    monkeypatch.setattr(backup, "_take_lock", lambda: other.execute("BEGIN IMMEDIATE"))
    monkeypatch.setattr(copying, "_BUSY_STEPS", 3)
    try:
        with pytest.raises(errors.Busy):
            backup.restore(made)
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_a_damaged_file_gives_way_to_a_backup_and_is_kept(centre, tmp_path):
    a_room(name="甲")
    made = backup.back_up(tmp_path / "b.centre-backup")
    database.close_database()
    centre.write_bytes(b"\xff" * 50_000)

    aside = backup.replace_damaged(centre, made)

    open_database(centre)
    assert [room.name for room in Room.select()] == ["甲"]
    assert aside.read_bytes() == b"\xff" * 50_000


def test_a_data_file_has_its_name_until_a_backup_takes_its_place(centre, tmp_path, monkeypatch):
    made = backup.back_up(tmp_path / "b.centre-backup")
    database.close_database()
    centre.write_bytes(b"\xff" * 50_000)

    def killed(_self, _target):
        raise OSError(28, "full")

    monkeypatch.setattr(type(centre), "replace", killed)
    with pytest.raises(errors.BackupFailed):
        backup.replace_damaged(centre, made)
    assert centre.read_bytes() == b"\xff" * 50_000


def test_what_a_restore_that_was_killed_left_is_not_in_the_way_of_the_next_one(centre, tmp_path):
    made = backup.back_up(tmp_path / "b.centre-backup")
    trial = centre.with_name(centre.name + ".trial")
    cut_off = dbapi2.connect(str(trial), isolation_level=None)
    cut_off.executescript("PRAGMA cache_size = 1; CREATE TABLE t (x); BEGIN; INSERT INTO t VALUES (1)")
    cut_off.executemany("INSERT INTO t VALUES (?)", [("x" * 3000,)] * 50)
    journal = centre.with_name(centre.name + ".trial-journal")
    left = journal.read_bytes()
    cut_off.close()
    journal.write_bytes(left)

    backup.restore(made)

    assert not list(tmp_path.glob("*.trial*"))


def test_a_disk_that_fills_up_while_pages_are_copied_is_said_to_be_full(centre, tmp_path):
    small = dbapi2.connect(str(tmp_path / "small"))
    small.execute("PRAGMA max_page_count = 9")
    with pytest.raises(errors.DiskFull), database.sentences():
        copying.copy_pages(database.db.connection(), small, SILENT, "")
    small.close()
