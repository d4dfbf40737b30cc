"""Going back to backups that are none, or were damaged: refused with nothing changed, or restored and without a fault."""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from sqlcipher3 import dbapi2

from centre_app import errors, schema
from centre_app.storage import backup, database, opening
from tests.fuzz import ground
from tests.fuzz.runner import Judge, told

OLD = Path(__file__).parents[1] / "migrations" / "old_databases"
_STATEMENTS = (
    "DELETE FROM schema_migration", "DELETE FROM schema_migration WHERE id = (SELECT max(id) FROM schema_migration)", "DROP TABLE schema_migration",
    "DELETE FROM schema_migration WHERE id % 2", "INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2026-01-01')", "PRAGMA user_version = 7",
    "UPDATE schema_migration SET name = name || 'x' WHERE id = 1", "PRAGMA application_id = 0", "PRAGMA application_id = 1", "DROP TABLE person", "DROP TABLE room",
    "DROP TABLE current_action", "DELETE FROM current_action", "DROP TABLE action", "DROP TABLE person_search", "DROP TABLE setting",
    "ALTER TABLE person RENAME TO people", "ALTER TABLE person RENAME COLUMN name TO called", "ALTER TABLE visit ADD COLUMN more TEXT",
    "CREATE TABLE songs (id INTEGER)", "CREATE VIEW everybody AS SELECT * FROM person", "CREATE TRIGGER journal_person_insert AFTER INSERT ON person BEGIN SELECT 1; END",
    "CREATE TRIGGER mine AFTER INSERT ON visit BEGIN DELETE FROM person; END", "CREATE INDEX mine ON person (name)", "DROP INDEX copy_barcode",
    "INSERT INTO visit (person_id, room_id, arrived_at) VALUES (999, 999, '2026-10-01 09:00:00')", "UPDATE copy SET title_id = 999", "UPDATE person SET search_key = 'x'",
    "INSERT INTO setting (name, value) VALUES ('lend_days', 'x')", "PRAGMA journal_mode = WAL", "VACUUM", "PRAGMA auto_vacuum = 1", "PRAGMA encoding = 'UTF-16'",
)  # fmt: skip


@contextmanager
def cases(folder: Path, seed: int) -> Iterator[Judge]:
    """A centre, a backup of it with more in it, and what becomes of the centre with each backup."""
    with ground.a_centre(folder / "data"):
        from tests import builders

        good = backup.back_up(folder / "good.centre-backup")
        builders.a_person(name="王建国")
        kept = backup.back_up(folder / "present.centre-backup")
        before = ground.state()
        yield lambda number: _wrong_with(Random(f"{seed}/{number}"), good, kept, before)


def _wrong_with(random: Random, good: Path, kept: Path, before: str) -> str:
    did: list[str] = []
    source = good.with_name("tried")
    _make(random, good, source, did)
    path = database.database_path()
    wrong = told(lambda: _restored(source, before))
    if wrong or ground.state() != before:
        _anew(path, kept)
    for left in (source, path.parent / "backups"):
        _away(left)
    return f"{wrong} <- {', '.join(did)}" if wrong else ""


def _restored(source: Path, before: str) -> str:
    """Go back to it as the window and the command line do: the file first, then the opening."""
    path = database.database_path()
    try:
        backup.restore(source)
    except errors.CentreError as error:
        if not error.sentence():
            return "a refusal without a sentence"
        return "" if ground.state() == before else f"{type(error).__name__}, and something is changed"
    try:
        opening.open_database(path, wait_ms=0)
    except errors.CentreError as error:
        return f"it was taken for whole, and then: {type(error).__name__} {error.sentence()}"
    problems = schema.check()
    return f"it was restored, and then: {problems[:3]}" if problems else ""


def _anew(path: Path, kept: Path) -> None:
    database.close_database()
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.copyfile(kept, path)
    opening.open_database(path, wait_ms=0)
    database.db.execute_sql("PRAGMA synchronous = OFF")


def _away(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left)
    else:
        left.unlink(missing_ok=True)
    for ending in ("-wal", "-shm", "-journal"):
        left.with_name(left.name + ending).unlink(missing_ok=True)


def _make(random: Random, good: Path, source: Path, did: list[str]) -> None:
    """Put something at `source`: the good backup, an old one, a damaged one, or what is none."""
    old = random.choice(sorted(OLD.glob("*.db"))) if random.random() < 0.1 else good
    way = random.choice((_bytes, _bytes, _cut, _statements, _statements, _statements, _none))
    did.append(f"{old.name} {way.__name__}")
    shutil.copyfile(old, source)
    way(random, source, did)


def _bytes(random: Random, source: Path, did: list[str]) -> None:
    data = bytearray(source.read_bytes())
    for _time in range(random.choice((1, 1, 2, 10, 200))):
        place = random.randrange(random.choice((100, 4096, len(data), len(data))))
        data[place] = random.randrange(256)
        did.append(f"{place}={data[place]}")
    source.write_bytes(data)
    del did[12:]


def _cut(random: Random, source: Path, did: list[str]) -> None:
    data = source.read_bytes()
    size = random.choice(
        (
            0,
            1,
            16,
            99,
            100,
            512,
            4096,
            random.randrange(len(data)),
            random.randrange(len(data)) // 4096 * 4096,
        )
    )
    page = random.randrange(len(data)) // 4096 * 4096
    changed = random.choice(
        (
            data[:size],
            data + b"\0" * size,
            data[:page] + data[page + 4096 :],
            data[:page] + b"\0" * 4096 + data[page + 4096 :],
        )
    )
    source.write_bytes(changed)
    did.append(f"{len(data)} to {len(changed)}, page {page // 4096}")


def _statements(random: Random, source: Path, did: list[str]) -> None:
    connection = dbapi2.connect(str(source), isolation_level=None)
    try:
        for statement in random.sample(_STATEMENTS, k=random.choice((1, 1, 2, 4))):
            did.append(statement)
            try:
                connection.execute(statement)
            except dbapi2.Error as error:
                did.append(f"({error})")
    finally:
        connection.close()


def _none(random: Random, source: Path, did: list[str]) -> None:
    name, put = random.choice(_NONE)
    did.append(name)
    whole = source.with_name("whole")
    shutil.copyfile(source, whole)
    source.unlink()
    put(source, whole)


def _link(source: Path, whole: Path) -> None:
    source.symlink_to(whole)


def _zip(source: Path, whole: Path) -> None:
    with zipfile.ZipFile(source, "w") as package:
        package.write(whole, "centre.db")


def _other_database(source: Path, _whole: Path) -> None:
    connection = dbapi2.connect(str(source))
    connection.execute("CREATE TABLE songs (id INTEGER)")
    connection.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    connection.commit()
    connection.close()


_NONE: tuple[tuple[str, Callable[[Path, Path], object]], ...] = (
    ("nothing", lambda _source, _whole: None),
    ("empty", lambda source, _whole: source.touch()),
    ("folder", lambda source, _whole: source.mkdir()),
    ("link", _link),
    ("link to nothing", lambda source, whole: source.symlink_to(whole.with_name("gone"))),
    ("link to itself", lambda source, _whole: source.symlink_to(source)),
    ("link to the data", lambda source, _whole: source.symlink_to(database.database_path())),
    ("zip", _zip),
    ("other database", _other_database),
    ("picture", lambda source, _whole: source.write_bytes(b"\xff\xd8" * 5000)),
)
