"""Bringing a file up to date: migrations, and the triggers generated from the tables (journal, guards, search).

Triggers are rewritten only when their text changed. They are dropped before migrating: SQLite fails on, or loses,
triggers when a table is rebuilt.
"""

from pathlib import Path

from playhouse.migrations import Runner

from centre_app import errors
from centre_app.storage import backup, guards, search
from centre_app.storage.database import APPLICATION_ID, db

MIGRATIONS = Path(__file__).parent / "migrations"
HISTORY = "schema_migration"
_UNJOURNALLED = ("action", "action_about", "change", "clerk_pin", "current_action", HISTORY)


def bring_up_to_date(path: Path) -> None:
    """Make an empty file a centre's, or migrate an older one after a backup; then see that every trigger stands.

    Raises NotOurDatabase or DatabaseNewer, having written nothing.
    """
    tables = db.get_tables()
    if tables and HISTORY not in tables:
        raise errors.NotOurDatabase(path=path)
    runner = Runner(db, str(MIGRATIONS), table_name=HISTORY)
    rows = runner.status()
    unknown = [row.name for row in rows if row.path is None]
    if unknown:
        raise errors.DatabaseNewer(path=path, migration=unknown[-1])
    if any(row.applied is None for row in rows):
        _migrate(runner, path, fresh=not tables)
    ensure_triggers()


def ensure_triggers() -> None:
    """Create what is missing of search tables and triggers, replace what is written differently, drop what is no longer."""
    wanted = trigger_sql()
    found = dict(db.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    missing_tables = [index for index in search.INDEXES if index.name not in db.get_tables()]
    if found == wanted and not missing_tables:
        return
    with db.atomic("IMMEDIATE"):
        for name in found.keys() - {name for name in wanted if found.get(name) == wanted[name]}:
            db.execute_sql(f'DROP TRIGGER "{name}"')
        for index in missing_tables:
            for statement in index.schema_sql():
                db.execute_sql(statement)
            index.rebuild()
        for name, text in wanted.items():
            if found.get(name) != text:
                db.execute_sql(text)


def trigger_sql() -> dict[str, str]:
    """Every trigger a centre's file must have: name and statement."""
    triggers = guards.trigger_sql()
    for index in search.INDEXES:
        triggers.update(index.trigger_sql())
    for table in journalled_tables():
        triggers.update(_journal_triggers(table))
    return triggers


def journalled_tables() -> list[str]:
    """The tables whose rows undo can bring back: all but the journal itself and the search tables."""
    names = [index.name for index in search.INDEXES]
    return [
        table
        for table in db.get_tables()
        if table not in _UNJOURNALLED and not table.startswith(("sqlite_", *(name for name in names)))
    ]


def columns(table: str) -> dict[str, str]:
    """The table's stored columns and their declared types, in order."""
    return {row[1]: row[2] for row in db.execute_sql(f'PRAGMA table_info("{table}")').fetchall()}


def _journal_triggers(table: str) -> dict[str, str]:
    image = ", ".join(
        f"'{name}', hex(old.\"{name}\")" if kind.upper() == "BLOB" else f"'{name}', old.\"{name}\""
        for name, kind in columns(table).items()
    )
    triggers = {}
    for kind, event, row, before in (
        ("i", "INSERT", "new", "NULL"),
        ("u", "UPDATE", "old", f"json_object({image})"),
        ("d", "DELETE", "old", f"json_object({image})"),
    ):
        name = f"journal_{table}_{event.lower()}"
        triggers[name] = f"""CREATE TRIGGER {name} AFTER {event} ON "{table}" BEGIN
  INSERT INTO change (action_id, table_name, row_id, kind, before)
  VALUES ((SELECT action_id FROM current_action), '{table}', {row}.id, '{kind}', {before});
END"""  # noqa: S608 - built from the table's own columns
    return triggers


def _migrate(runner: Runner, path: Path, *, fresh: bool) -> None:
    if fresh:
        db.pragma("application_id", APPLICATION_ID)
    else:
        backup.back_up(backup.folder_of(path) / backup.file_name("before-update"))
    db.pragma(
        "foreign_keys", 0
    )  # a table rebuild drops the old table, which would count as deleting its rows
    try:
        with db.atomic("EXCLUSIVE"):  # all of it or nothing: no file is left without its guards
            for (name,) in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                db.execute_sql(f'DROP TRIGGER "{name}"')
            runner.up()
            broken = db.execute_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise errors.DatabaseUnreadable(path=path, detail=f"foreign key: {broken[0]}")
            ensure_triggers()
    finally:
        db.pragma("foreign_keys", 1)
