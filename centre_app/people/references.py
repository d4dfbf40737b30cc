"""Whatever points at a person, found in the tables themselves, and how all of it is given to another one.

A table added later is moved along without a word here. Only where two rows would collide under a unique index does a
table need a rule of its own; without one, an equal row is dropped and any other refused by the name of its table.
"""

import re
from collections.abc import Callable
from typing import Any

from peewee import IntegrityError

from centre_app import clock, errors
from centre_app.storage import schema
from centre_app.storage.database import db
from centre_app.storage.guards import guard_error

_WHERE = re.compile(r"\bWHERE\b(.*)$", re.IGNORECASE | re.DOTALL)
_WHEN = ("_at", "_on")  # when an entry was made does not make it another one
_OPEN_VISITS = """
SELECT id, max(arrived_at, coalesce(last_seen_at, arrived_at)) FROM visit
WHERE person_id IN (?, ?) AND left_at IS NULL ORDER BY arrived_at, id"""
_OPEN_HOLDS = """
SELECT a.id, a.status, b.id, b.status FROM hold a JOIN hold b
  ON b.title_id = a.title_id AND b.volume = a.volume AND b.person_id = :away AND b.ended_at IS NULL
WHERE a.person_id = :keep AND a.ended_at IS NULL"""


def references() -> list[tuple[str, str]]:
    """Every table and column that points at a person, wards included."""
    return [
        (table, row[3])
        for table in schema.journalled_tables()
        for row in db.execute_sql(f'PRAGMA foreign_key_list("{table}")').fetchall()
        if row[2] == "person"
    ]


def count(person_id: int) -> dict[str, int]:
    """How many rows of each table point at somebody."""
    counts: dict[str, int] = {}
    for table, column in references():
        found = db.execute_sql(f'SELECT count(*) FROM "{table}" WHERE "{column}" = ?', (person_id,))  # noqa: S608
        counts[table] = counts.get(table, 0) + int(found.fetchone()[0])
    return counts


def move(*, keep_id: int, away_id: int) -> None:
    """Inside an action: let everything that points at one person point at the other. Raises MergeClash."""
    found = references()
    for table in dict(found):
        if table in _RULES:
            _RULES[table](keep_id, away_id)
    for table, column in found:
        _drop_equal_ones(table, column, keep_id=keep_id, away_id=away_id)
        try:
            db.execute_sql(f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" = ?', (keep_id, away_id))  # noqa: S608
        except IntegrityError as error:
            raise _meant(error, table) from error


def _drop_equal_ones(table: str, column: str, *, keep_id: int, away_id: int) -> None:
    """Delete the entries that the one kept has as well, such as the same mark given to both."""
    columns = [name for name in schema.columns(table) if name not in ("id", column)]
    for names, condition in _unique_indexes(table, column):
        same = " AND ".join(f'k."{name}" = a."{name}"' for name in names) or "TRUE"
        told = [name for name in columns if name not in names and not name.endswith(_WHEN)]
        differs = " OR ".join(f'k."{name}" IS NOT a."{name}"' for name in told) or "FALSE"
        rows = f'SELECT * FROM "{table}" WHERE "{column}" = ? AND ({condition})'  # noqa: S608
        found = db.execute_sql(
            f"SELECT a.id, {differs} FROM ({rows}) a JOIN ({rows}) k ON {same}",  # noqa: S608
            (away_id, keep_id),
        )
        for row_id, is_another in found.fetchall():
            if is_another:
                raise errors.MergeClash(table=table)
            try:
                db.execute_sql(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))  # noqa: S608
            except IntegrityError as error:
                raise errors.MergeClash(table=table) from error


def _unique_indexes(table: str, column: str) -> list[tuple[list[str], str]]:
    """The other columns of every unique index with this column, and the condition on its rows."""
    found = []
    for row in db.execute_sql(f'PRAGMA index_list("{table}")').fetchall():
        name, unique, partial = row[1], row[2], row[4]
        names = [part[2] for part in db.execute_sql(f'PRAGMA index_info("{name}")').fetchall()]
        if unique and column in names and None not in names:
            condition = _condition(name) if partial else "TRUE"
            found.append(([other for other in names if other != column], condition))
    return found


def _condition(index: str) -> str:
    sql = db.execute_sql("SELECT sql FROM sqlite_master WHERE name = ?", (index,)).fetchone()[0]
    words = _WHERE.search(sql)
    return words[1].strip() if words else "TRUE"


def _meant(error: IntegrityError, table: str) -> errors.CentreError:
    known = guard_error(str(error))
    return known() if known is not None else errors.MergeClash(table=table)


def _close_later_visit(keep_id: int, away_id: int) -> None:
    """Of two open visits the later one ended, as assumed, when somebody was last seen in it; the earlier goes on."""
    found = db.execute_sql(_OPEN_VISITS, (keep_id, away_id)).fetchall()
    if len(found) == 2:
        (earlier, _seen), (later, seen) = found
        db.execute_sql("UPDATE visit SET left_at = ?, left_assumed = 1 WHERE id = ?", (seen, later))
        db.execute_sql(
            "UPDATE visit SET last_seen_at = max(coalesce(last_seen_at, arrived_at), ?) WHERE id = ?",
            (seen, earlier),
        )


def _set_apart_anew(keep_id: int, away_id: int) -> None:
    """Who was noted as not the same as the one is not the same as the other either; no pair stands twice."""
    pairs = db.execute_sql(
        "SELECT id, person_a_id, person_b_id FROM not_same WHERE ? IN (person_a_id, person_b_id)", (away_id,)
    ).fetchall()
    for row_id, first, second in pairs:
        low, high = sorted((keep_id, second if first == away_id else first))
        known = "SELECT 1 FROM not_same WHERE person_a_id = ? AND person_b_id = ?"
        if low == high or db.execute_sql(known, (low, high)).fetchone():
            db.execute_sql("DELETE FROM not_same WHERE id = ?", (row_id,))
        else:
            db.execute_sql(
                "UPDATE not_same SET person_a_id = ?, person_b_id = ? WHERE id = ?", (low, high, row_id)
            )


def _end_later_hold(keep_id: int, away_id: int) -> None:
    """Of two places in one queue a copy already kept counts, then the earlier place; the other one ends."""
    for first, status, second, other in db.execute_sql(
        _OPEN_HOLDS, {"keep": keep_id, "away": away_id}
    ).fetchall():
        ranked = sorted([(status != "captured", first, status), (other != "captured", second, other)])
        _worse, row_id, was = ranked[1]
        errand = "put_back" if was == "captured" else ""
        db.execute_sql(
            "UPDATE hold SET status = 'cancelled', ended_at = ?, errand = ? WHERE id = ?",
            (clock.now(), errand, row_id),
        )


def _keep_later_photo(keep_id: int, away_id: int) -> None:
    """There is one photo of a person: the later one, in which they look as they do now."""
    db.execute_sql(
        "DELETE FROM person_photo WHERE id IN (SELECT id FROM person_photo WHERE person_id IN (?, ?)"
        " ORDER BY added_at DESC, id DESC LIMIT -1 OFFSET 1)",
        (keep_id, away_id),
    )


# Tables of other modules are named here in SQL alone; one that the file does not have has no rule to follow.
_RULES: dict[str, Callable[[int, int], Any]] = {
    "visit": _close_later_visit,
    "not_same": _set_apart_anew,
    "hold": _end_later_hold,
    "person_photo": _keep_later_photo,
}
