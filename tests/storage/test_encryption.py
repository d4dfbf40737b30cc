"""Behaviour of encryption at rest: nothing readable outside, the same centre inside, and every way in and out."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from centre_app import errors, schema
from centre_app.centre.models import Room
from centre_app.people.models import Person
from centre_app.progress import Cancelled
from centre_app.storage import backup, cipher, copying, database, encryption, keystore, recipher
from centre_app.storage.database import close_database
from centre_app.storage.opening import open_database
from tests.builders import a_copy, a_person, a_room, a_title

NAME, PHONE, TITLE = "欧阳靖宇", "13800005678", "骆驼祥子与茶馆"
ID_TAIL = "002X"
SECRETS = (
    NAME,
    PHONE,
    TITLE,
    f'"id_tail":"{ID_TAIL}"',
)  # as the journal writes it: four signs alone may come by chance

# What SQLite asks for when it wants a file for itself: a write lock on the bytes that every reader has locked.
ALONE = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
"""


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    """A new centre, encrypted by itself, with somebody and something in it; open."""
    path = tmp_path / "data" / database.FILE_NAME
    open_database(path, new_key=True)
    fill()
    return path


@pytest.fixture
def plain(centre: Path) -> Path:
    """A plain centre with the same in it; closed."""
    fill()
    close_database()
    return centre


def fill() -> None:
    a_room(name="甲")
    a_person(name=NAME, phone=PHONE, id_tail=ID_TAIL)
    Person.update(category="guest").execute()
    a_copy(title=a_title(name=TITLE), barcode="B77")


def readable(folder: Path) -> set[str]:
    """Which secrets can be read in any file of a folder, in any of the usual encodings."""
    found = set()
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for secret in SECRETS:
            if any(secret.encode(kind) in content for kind in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")):
                found.add(f"{path.name}: {secret}")
    return found


def people(path: Path) -> list[str]:
    open_database(path)
    names = [person.name for person in Person.select()]
    close_database()
    return names


def test_nothing_of_an_encrypted_centre_can_be_read_while_it_is_open_or_afterwards(encrypted, caplog):
    caplog.set_level("INFO")
    folder = encrypted.parent
    assert (folder / "centre.db-wal").stat().st_size > 0
    assert readable(folder) == set()

    made = backup.back_up(backup.folder_of(encrypted) / backup.file_name())
    a_person(name=NAME + "二")
    saved = backup.restore(made)
    open_database(encrypted)
    assert schema.check() == []
    assert [person.name for person in Person.select()] == [NAME]
    assert readable(folder) == set()
    close_database()

    assert readable(folder) == set()
    assert not any(secret in caplog.text for secret in SECRETS)
    assert cipher.needed(made) == cipher.needed(saved) == cipher.needed(encrypted)


def test_the_same_centre_in_plain_is_readable(plain):
    assert {line.split(": ", 1)[1] for line in readable(plain.parent)} == set(SECRETS)


def test_without_a_key_store_a_new_centre_is_plain(tmp_path):
    keystore.use(None)
    open_database(tmp_path / database.FILE_NAME, new_key=True)
    assert cipher.is_plain(tmp_path / database.FILE_NAME)
    assert encryption.state() == encryption.State("", can_keep_keys=False)


def test_without_its_key_a_file_is_said_to_be_encrypted_not_damaged(encrypted, key_store):
    made = backup.back_up(encrypted.with_name("b.centre-backup"))
    number = cipher.needed(encrypted)
    close_database()
    key_store.clear()
    keystore.use(key_store)

    for call in (lambda: open_database(encrypted), lambda: backup.verify(made)):
        with pytest.raises(errors.KeyMissing) as refused:
            call()
        assert number in refused.value.sentence()
        assert "损坏" not in refused.value.sentence().replace("没有损坏", "")


def test_with_its_key_a_damaged_file_is_said_to_be_damaged(encrypted):
    made = backup.back_up(encrypted.with_name("b.centre-backup"))
    close_database()
    for path, error in ((encrypted, errors.DatabaseUnreadable), (made, errors.BackupUnreadable)):
        with path.open("r+b") as file:
            file.seek(100)
            file.write(b"\xff" * 200)
        with pytest.raises(error):
            open_database(path) if path == encrypted else backup.verify(path)


def test_a_kind_of_encryption_of_a_later_release_is_said(tmp_path):
    (tmp_path / database.FILE_NAME).write_bytes(b"CentreK9" + b"\x01" * 8184)
    with pytest.raises(errors.DatabaseNewer):
        open_database(tmp_path / database.FILE_NAME)


def test_a_plain_centre_is_encrypted_with_all_that_is_in_it(plain, tmp_path, key_store):
    folder = tmp_path / "backups"

    made = encryption.encrypt(plain, folder=folder)

    assert encryption.other_backups(plain, folder) == encryption.plain_among([made]) == [made]
    assert encryption.encrypt_backups([made], plain) == []
    assert readable(tmp_path) == set()
    assert people(made) == people(plain) == [NAME]
    open_database(plain)
    assert schema.check() == []
    with pytest.raises(errors.AlreadyEncrypted):
        encryption.encrypt(plain, folder=folder)


def test_plain_backups_are_wiped_when_that_is_wanted(plain, tmp_path):
    made = encryption.encrypt(plain, folder=tmp_path / "backups")
    open_database(plain)
    encryption.wipe_backups([made], folder=tmp_path / "backups")
    assert encryption.other_backups(plain, tmp_path / "backups") == []
    assert [cipher.needed(path) for path in (tmp_path / "backups").iterdir()] == [cipher.needed(plain)]


def test_plain_copies_left_by_restores_are_among_those_to_be_encrypted_or_wiped(plain, tmp_path):
    open_database(plain)
    saved = backup.restore(backup.back_up(tmp_path / "elsewhere" / backup.file_name()))
    close_database()
    damaged = plain.with_name("centre-20261001-080000-damaged.db")
    damaged.write_bytes(plain.read_bytes()[:9000])
    made = encryption.encrypt(plain, folder=tmp_path / "elsewhere")

    others = encryption.other_backups(plain, tmp_path / "elsewhere")
    assert {made, saved, damaged} < set(others)
    assert encryption.encrypt_backups(others, plain) == [damaged]


def test_what_gives_way_is_overwritten_with_its_wal_before_it_is_deleted(plain, tmp_path, monkeypatch):
    overwritten: list[str] = []
    overwrite = copying.overwrite

    def watched(path: Path) -> None:
        overwrite(path)
        assert not path.read_bytes().strip(b"\0")
        overwritten.append(path.name)

    monkeypatch.setattr(copying, "overwrite", watched)
    encryption.encrypt(plain, folder=tmp_path / "backups")
    assert overwritten == ["centre.db.old-wal", "centre.db.old-key"]


def test_the_wal_of_a_file_that_others_use_is_left_alone(plain):
    other = dbapi2.connect(str(plain))
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("INSERT INTO room (name, kind, capacity, sharing) VALUES ('乙', 'study', 1, 'shared')")
    other.commit()
    with copying.wal_wiped(plain):
        open_database(plain)
        close_database()
    other.close()
    open_database(plain)
    assert Room.select().count() == 2
    assert not plain.with_name("centre.db.old-wal").exists()


def test_a_centre_in_use_is_not_encrypted_under_whoever_uses_it(plain, tmp_path):
    other = dbapi2.connect(str(plain))
    other.execute("SELECT count(*) FROM person").fetchall()
    try:
        with pytest.raises(errors.InUseElsewhere):
            encryption.encrypt(plain, folder=tmp_path / "backups")
    finally:
        other.close()
    assert cipher.is_plain(plain)
    assert people(plain) == [NAME]


@pytest.mark.skipif(sys.platform == "win32", reason="locks are not lost so there")
def test_looking_at_how_an_open_centre_is_kept_leaves_its_locks(encrypted, tmp_path):
    """Closing a second handle on the file would let another program take it for unused."""
    backup.restore(backup.back_up(tmp_path / "b.centre-backup"))
    backup.back_up(tmp_path / "b.centre-backup")
    encryption.state()
    encryption.other_backups(encrypted, tmp_path)
    encryption.encrypt_backups([], encrypted)
    other = subprocess.run(
        [sys.executable, "-c", ALONE, str(encrypted)], capture_output=True, text=True, check=False
    )
    assert "BlockingIOError" in other.stderr


def test_what_the_key_store_does_not_give_back_is_not_encrypted(plain, tmp_path, monkeypatch, key_store):
    monkeypatch.setattr(type(key_store), "get_password", lambda *_names: None)
    with pytest.raises(errors.NoKeyStore):
        encryption.encrypt(plain, folder=tmp_path / "backups")
    assert cipher.is_plain(plain)


def test_a_copy_that_lost_a_row_never_takes_the_files_place(plain, tmp_path, monkeypatch):
    write = copying.write

    def careless(source: dbapi2.Connection, target: Path, **more: object) -> None:
        write(source, target, **more)
        with cipher.connect(target, more["key"]) as copy:
            copy.execute("DELETE FROM change WHERE id = 1")

    open_database(plain)
    close_database()
    before = plain.read_bytes()
    monkeypatch.setattr(copying, "write", careless)
    with pytest.raises(errors.CopyDiffers, match="change"):
        recipher.change_key(plain, key=cipher.key_for_new_centre())
    monkeypatch.undo()
    assert plain.read_bytes()[100:] == before[100:]
    assert sorted(path.name for path in plain.parent.glob("centre.db*")) == ["centre.db"]


def test_a_stopped_encryption_leaves_the_file_as_it_was(plain, tmp_path):
    class Impatient:
        def report(self, done: int, total: int, what: str) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        recipher.change_key(plain, key=cipher.key_for_new_centre(), progress=Impatient())
    assert people(plain) == [NAME]
    assert sorted(path.name for path in plain.parent.glob("centre.db*")) == ["centre.db"]


@pytest.mark.skipif(sys.platform == "win32", reason="files cannot be limited in size there")
def test_a_full_disk_while_encrypting_leaves_the_file_as_it_was(plain):
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    key = cipher.key_for_new_centre()
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, before[1]))
    try:
        with pytest.raises((errors.DiskFull, errors.DiskFailed)):
            recipher.change_key(plain, key=key)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert people(plain) == [NAME]
    assert sorted(path.name for path in plain.parent.glob("centre.db*")) == ["centre.db"]


def test_a_backup_whose_change_was_cut_off_on_a_stick_is_found_again(plain, tmp_path):
    """A stick knows no second names, so for a moment there is no file of that name."""
    open_database(plain)
    made = backup.back_up(tmp_path / "stick" / backup.file_name())
    close_database()
    made.with_name(made.name + ".changing").touch()
    made.rename(made.with_name(made.name + ".old-key"))

    assert encryption.other_backups(plain, made.parent) == []
    encryption.encrypt(plain, folder=tmp_path / "backups")
    assert made in encryption.other_backups(plain, made.parent)


def test_a_new_key_opens_the_centre_and_the_old_one_its_backups(encrypted, tmp_path):
    close_database()
    old = cipher.needed(encrypted)

    made = encryption.change_key(encrypted, folder=tmp_path / "backups")

    assert cipher.needed(made) == old != cipher.needed(encrypted)
    assert people(encrypted) == [NAME]
    backup.verify(made)
    open_database(encrypted)
    a_person(name="另一人")
    backup.restore(made)
    open_database(encrypted)
    assert Person.select().count() == 1
    assert cipher.needed(encrypted) != old


def test_a_backup_comes_back_as_the_centre_is_kept(encrypted, plain, tmp_path):
    """`plain` has closed `encrypted`: each gets the other's backup."""
    open_database(plain)
    of_plain = backup.back_up(tmp_path / "p.centre-backup")
    open_database(encrypted)
    a_room(name="乙")
    of_encrypted = backup.back_up(tmp_path / "e.centre-backup")

    backup.restore(of_plain)
    open_database(encrypted)
    assert Room.select().count() == 1
    assert cipher.needed(encrypted) == cipher.needed(of_encrypted)

    open_database(plain)
    backup.restore(of_encrypted)
    open_database(plain)
    assert Room.select().count() == 2
    assert cipher.is_plain(plain)
    assert not list(tmp_path.rglob("*.restoring"))


@pytest.mark.skipif(sys.platform != "linux", reason="names of folders are always text there")
def test_a_plain_backup_comes_back_encrypted_in_a_folder_whose_name_is_no_text(plain, tmp_path):
    encrypted = tmp_path / "\udcff" / database.FILE_NAME
    open_database(encrypted, new_key=True)

    backup.restore(plain)

    assert people(encrypted) == [NAME]
    assert not cipher.is_plain(encrypted)


def test_a_plain_backup_in_place_of_a_damaged_encrypted_file_is_encrypted(encrypted, plain, tmp_path):
    open_database(plain)
    made = backup.back_up(tmp_path / "p.centre-backup")
    close_database()
    for damaged in (encrypted.read_bytes()[:16] + b"\xff" * 9000, b"\xff" * 9000):
        encrypted.write_bytes(damaged)
        backup.replace_damaged(encrypted, made)
        assert people(encrypted) == [NAME]
        assert not cipher.is_plain(encrypted)


def test_on_a_new_computer_a_backup_brings_its_key_along(encrypted, tmp_path):
    made = backup.back_up(tmp_path / "stick.centre-backup")
    new = tmp_path / "new" / database.FILE_NAME
    open_database(new, new_key=True)
    close_database()

    backup.adopt(new, made)

    assert people(new) == [NAME]
    assert cipher.needed(new) == cipher.needed(made)
    assert sorted(path.name for path in new.parent.iterdir()) == ["centre.db"]


def test_a_centre_can_be_written_plain_again(encrypted, tmp_path):
    close_database()
    encryption.decrypt(encrypted, folder=tmp_path / "backups")
    keystore.use(None)
    assert people(encrypted) == [NAME]
    with pytest.raises(errors.NotEncrypted):
        encryption.decrypt(encrypted, folder=tmp_path / "backups")
