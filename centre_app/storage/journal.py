"""Undo, redo and the history of rows, all from the before-images that triggers write under each action."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.storage import action, schema
from centre_app.storage.database import db, sentences

Row = tuple[str, int]
_LISTED = "SELECT value FROM json_each(?)"


@dataclass(frozen=True, slots=True)
class Done:
    """An action that can be undone or done again; `label` is a message id, `changes` how many row changes it made."""

    action_id: int
    label: str
    changes: int = 1


@dataclass(frozen=True, slots=True)
class _Image:
    """A row as it was before an action; `values` None where there was no row."""

    table: str
    row_id: int
    values: dict[str, Any] | None


def undoable(limit: int = 20) -> list[Done]:
    """The current clerk's latest actions in this window that stand, newest first.

    What the same clerk did in another window, or before this one was opened, is undone by name, with `undo_action`: who
    presses Ctrl+Z means what they see.
    """
    return _standing(("do", "redo"), limit)


def next_undo() -> Done | None:
    """What Ctrl+Z would undo now."""
    return next(iter(undoable(1)), None)


def next_redo() -> Done | None:
    """What would be done again: the current clerk's latest undo, as long as they did nothing else since."""
    undone = _standing(("undo",), 1)
    newest_do = max((done.action_id for done in _standing(("do",), 1)), default=0)
    return undone[0] if undone and undone[0].action_id > newest_do else None


def undo() -> Done:
    """Undo the current clerk's latest action. Raises NothingToUndo or UndoRefused."""
    done = next_undo()
    if done is None:
        raise errors.NothingToUndo
    undo_action(done.action_id)
    return done


def redo() -> Done:
    """Do the latest undone action again. Raises NothingToRedo or UndoRefused."""
    done = next_redo()
    if done is None:
        raise errors.NothingToRedo
    _reverse(done.action_id, done.label, kind="redo")
    return done


def undo_action(action_id: int) -> Done:
    """Put every row the action touched back as it was before, whoever did it and whenever.

    Raises UndoRefused naming the later action in the way, AlreadyUndone, NotFound.
    """
    row = db.execute_sql("SELECT label FROM action WHERE id = ?", (action_id,)).fetchone()
    if row is None:
        raise errors.NotFound
    _reverse(action_id, row[0], kind="undo")
    return Done(action_id, row[0])


def changed_since(change_id: int) -> tuple[int, frozenset[str]]:
    """The newest journal row's id and the tables changed after the given one, by whomever."""
    with sentences():
        rows = db.execute_sql(
            "SELECT table_name, max(id) FROM change WHERE id > ? GROUP BY +table_name", (change_id,)
        ).fetchall()
    return max((row[1] for row in rows), default=change_id), frozenset(row[0] for row in rows)


def last_change_id() -> int:
    """The id of the newest journal row, 0 in an empty journal."""
    newest: int = db.execute_sql("SELECT coalesce(max(id), 0) FROM change").fetchone()[0]
    return newest


def last_written_at() -> datetime | None:
    """The local moment of the last action; None where nothing was ever done."""
    row = db.execute_sql("SELECT at FROM action ORDER BY id DESC LIMIT 1").fetchone()
    if row is None:
        return None
    return datetime.fromisoformat(row[0]).replace(tzinfo=UTC).astimezone().replace(tzinfo=None)


def forget_images(before: datetime) -> int:
    """Blank the before-images of actions older than this (UTC); who, when and what stay. Returns how many."""

    def blank() -> int:
        cursor = db.execute_sql(
            "UPDATE change SET before = NULL WHERE before IS NOT NULL AND id <= coalesce((SELECT max(last_change) FROM action"
            " WHERE id < (SELECT coalesce(min(id), 0) FROM action WHERE at >= ?)), 0)",
            (before,),
        )
        count: int = cursor.rowcount
        return count

    return action.run(N_("forget old row images"), blank, kind="note", needs="erase")


def _standing(kinds: tuple[str, ...], limit: int) -> list[Done]:
    marks = ",".join("?" * len(kinds))
    rows = db.execute_sql(
        f"SELECT id, label, last_change - first_change + 1 FROM action WHERE clerk_id IS ? AND kind IN ({marks}) AND first_change IS NOT NULL"  # noqa: S608
        " AND id IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM action later WHERE later.undoes_id = action.id)"
        " ORDER BY id DESC LIMIT ?",
        (action.current_clerk.get(), *kinds, json.dumps(action.done_here()), limit),
    ).fetchall()
    return [Done(*row) for row in rows]


def _reverse(action_id: int, label: str, *, kind: str) -> None:
    """Put back what an action changed. It takes the permission that the action itself took."""

    def work() -> None:
        first, last, root, undone = db.execute_sql(
            "SELECT first_change, last_change, root_id,"
            " EXISTS (SELECT 1 FROM action later WHERE later.undoes_id = action.id AND later.id <> ?)"
            " FROM action WHERE id = ?",
            (action.current_action(), action_id),
        ).fetchone()
        if undone or first is None:
            raise errors.AlreadyUndone
        images = _images(first, last)
        _refuse_if_built_upon(images, last, root)
        _put_back(images)

    (needs,) = db.execute_sql("SELECT needs FROM action WHERE id = ?", (action_id,)).fetchone()
    action.run(label, work, kind=kind, undoes=action_id, needs=needs or action.WORK)


def _images(first: int, last: int) -> list[_Image]:
    """What each row touched by these changes was before the first of them."""
    images: dict[Row, _Image] = {}
    rows = db.execute_sql(
        "SELECT table_name, row_id, kind, before FROM change WHERE id BETWEEN ? AND ? ORDER BY id",
        (first, last),
    )
    for table, row_id, kind, before in rows:
        if (table, row_id) in images:
            continue
        if kind != "i" and before is None:
            raise errors.UndoRefused(
                later=_("the details of this step were deleted after the retention period")
            )
        images[table, row_id] = _Image(table, row_id, json.loads(before) if before else None)
    return list(images.values())


def _refuse_if_built_upon(images: list[_Image], last: int, root: int) -> None:
    """A row touched again later, or a row that appeared pointing at one that would go, stands in the way.

    What was undone since left no trace in the row and is no obstacle; nor is an earlier action that was done again.
    """
    changed = _changed_after(images, last)
    for image in (image for image in images if (image.table, image.row_id) in changed):
        later = db.execute_sql(
            "SELECT change.action_id FROM change LEFT JOIN action ON action.id = change.action_id"
            " WHERE table_name = ? AND row_id = ? AND change.id > ?"
            " AND (action.id IS NULL OR action.kind <> 'undo' AND action.root_id > ?"
            " AND NOT EXISTS (SELECT 1 FROM action later WHERE later.undoes_id = action.id))"
            " ORDER BY change.id DESC LIMIT 1",
            (image.table, image.row_id, last, root),
        ).fetchone()
        if later or not _is_as_left(image.table, image.row_id, last):
            raise errors.UndoRefused(later=_label(later[0] if later else _author(image.table, image.row_id)))
    touched = {(image.table, image.row_id) for image in images}
    going = _ids_by_table(image for image in images if image.values is None)
    for child, column, parent in _references():
        if parent not in going:
            continue
        found = db.execute_sql(f'SELECT id FROM "{child}" WHERE "{column}" IN ({_LISTED})', (going[parent],))  # noqa: S608
        for (child_id,) in found.fetchall():
            if (child, child_id) not in touched:
                raise errors.UndoRefused(later=_label(_author(child, child_id)))


def _changed_after(images: list[_Image], last: int) -> set[Row]:
    """Which of these rows were changed after that change, in one query for thousands of them."""
    rows = json.dumps([(image.table, image.row_id) for image in images])
    found = db.execute_sql(
        "SELECT DISTINCT table_name, row_id FROM json_each(?) each CROSS JOIN change"
        " ON table_name = each.value ->> 0 AND row_id = each.value ->> 1 AND change.id > ?",
        (rows, last),
    )
    return set(found.fetchall())


def _ids_by_table(images: Iterable[_Image]) -> dict[str, str]:
    """The ids of the rows of each table, as JSON."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for image in images:
        found[image.table].append(image.row_id)
    return {table: json.dumps(ids) for table, ids in found.items()}


def _is_as_left(table: str, row_id: int, last: int) -> bool:
    """Whether a row is what it was right after that change: the next change's before-image tells."""
    following = db.execute_sql(
        "SELECT kind, before FROM change WHERE table_name = ? AND row_id = ? AND id > ? ORDER BY id LIMIT 1",
        (table, row_id, last),
    ).fetchone()
    if following is None:
        return True
    kind, before = following
    cursor = db.execute_sql(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,))  # noqa: S608
    names = [column[0] for column in cursor.description]
    row = cursor.fetchone()
    if kind == "i" or row is None or before is None:
        return kind == "i" and row is None
    types = schema.columns(table)
    now = dict(zip(names, row, strict=True))
    return all(
        _value(value, types[name]) == now[name] for name, value in json.loads(before).items() if name in now
    )


def _references() -> list[tuple[str, str, str]]:
    """Every foreign key as (table, column, table it points at)."""
    return [
        (table, row[3], row[2])
        for table in schema.journalled_tables()
        for row in db.execute_sql(f'PRAGMA foreign_key_list("{table}")').fetchall()
    ]


def _author(table: str, row_id: int) -> int | None:
    row = db.execute_sql(
        "SELECT action_id FROM change WHERE table_name = ? AND row_id = ? ORDER BY id DESC LIMIT 1",
        (table, row_id),
    ).fetchone()
    return row[0] if row else None


def _label(action_id: int | None) -> str:
    row = db.execute_sql("SELECT label FROM action WHERE id = ?", (action_id,)).fetchone()
    return _(row[0]) if row else _("a change made outside the program")


def _put_back(images: list[_Image]) -> None:
    """Take every touched row out, then put the old ones in: a swap under a unique index or a guard goes through."""
    db.execute_sql("PRAGMA defer_foreign_keys = ON")
    types = {table: schema.columns(table) for table in {image.table for image in images}}
    for table, ids in _ids_by_table(images).items():
        db.execute_sql(f'DELETE FROM "{table}" WHERE id IN ({_LISTED})', (ids,))  # noqa: S608
    for image in images:
        if image.values is not None:
            names = [name for name in image.values if name in types[image.table]]
            values = [_value(image.values[name], types[image.table][name]) for name in names]
            listed = ", ".join(f'"{name}"' for name in names)
            marks = ", ".join("?" * len(names))
            db.execute_sql(f'INSERT INTO "{image.table}" ({listed}) VALUES ({marks})', values)  # noqa: S608


def _value(value: Any, kind: str) -> Any:
    return bytes.fromhex(value) if kind.upper() == "BLOB" and isinstance(value, str) else value
