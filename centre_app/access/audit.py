"""Who did, saw, printed or exported what, and when: read from the journal's actions. Nothing is ever changed here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from centre_app.storage import action
from centre_app.storage.database import db

# An action's rows in `change` are contiguous; the first one stands for them all.
_ENTRIES = """
SELECT action.id, action.at, coalesce(clerk.name, ''), action.label,
  CASE WHEN action.subject <> '' OR action.first_change IS NULL THEN action.subject
    ELSE (SELECT table_name || ':' || row_id FROM change WHERE change.id >= action.first_change LIMIT 1) END,
  action.kind, coalesce(action.last_change - action.first_change + 1, 0), action.reason
FROM action LEFT JOIN clerk ON clerk.id = action.clerk_id
WHERE {conditions} ORDER BY action.id DESC LIMIT ?"""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry: `at` in local time, `label` a message id, `subject` table and ids (`person:12`), `changes` rows written.

    `kind` is `do`, `undo`, `redo`, or `note` for what was seen, printed or exported without changing anything.
    """

    id: int
    at: datetime
    clerk: str
    label: str
    subject: str
    kind: str
    changes: int
    reason: str = ""


def record(
    *,
    label: str,
    table: str = "",
    row_ids: Iterable[int] = (),
    reason: str = "",
    person_ids: Iterable[int] = (),
    also: Callable[[], object] = lambda: None,
) -> None:
    """Note that rows were seen, printed or exported. `label` is a message id; names are never kept, only ids.

    `person_ids` are the people whom rows of another table than theirs show; `reason` is why, in the clerk's words. `also`
    writes what is kept with it, in the same transaction.
    """
    rows = set(row_ids)
    ids = _ranges(sorted(rows))
    about = rows if table == "person" else set(person_ids)
    subject = f"{table}:{ids}" if ids else table
    action.note(label, subject=subject, reason=reason, about=about, also=also)


def entries(
    *,
    limit: int = 500,
    before_id: int | None = None,
    kinds: Iterable[str] = (),
    clerk_id: int | None = None,
) -> list[AuditRow]:
    """The latest entries, newest first; the next window is the one before its last id. No kinds means all of them."""
    conditions, values = ["TRUE"], []
    if before_id is not None:
        conditions.append("action.id < ?")
        values.append(before_id)
    if clerk_id is not None:
        conditions.append("action.clerk_id = ?")
        values.append(clerk_id)
    wanted = tuple(kinds)
    if wanted:
        conditions.append(f"action.kind IN ({','.join('?' * len(wanted))})")
    rows = db.execute_sql(
        _ENTRIES.format(conditions=" AND ".join(conditions)), (*values, *wanted, limit)
    ).fetchall()
    return [AuditRow(row[0], _local(row[1]), *row[2:]) for row in rows]


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone().replace(tzinfo=None)


def _ranges(ids: list[int]) -> str:
    """`1-3,7`: a printed list of thousands stays one short line."""
    parts = []
    for _offset, group in groupby(enumerate(ids), lambda pair: pair[1] - pair[0]):
        run = [row_id for _place, row_id in group]
        parts.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ",".join(parts)
