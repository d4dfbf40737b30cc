"""Who looked at, printed, exported or changed a person: every note about them and every change of their record."""

from dataclasses import dataclass
from datetime import UTC, datetime

from centre_app.storage import action
from centre_app.storage.database import db

WINDOW = 100
_NEWEST = 2**62
# Both halves are walked from the newest down an index, and only as far as the window reaches.
LOOKS = """
SELECT action.id, action.at, coalesce(clerk.name, ''), action.label, action.kind, action.reason FROM (
  SELECT action_id FROM (SELECT action_id FROM action_about WHERE block = :block AND action_id < :before AND mask & :bit
    ORDER BY action_id DESC LIMIT :limit)
  UNION
  SELECT action_id FROM (SELECT action_id FROM change WHERE table_name = 'person' AND row_id = :person
    AND action_id < :before GROUP BY action_id ORDER BY action_id DESC LIMIT :limit)) found
JOIN action ON action.id = found.action_id LEFT JOIN clerk ON clerk.id = action.clerk_id
ORDER BY action.id DESC LIMIT :limit"""

_MERGED = "SELECT away_id FROM person_merge WHERE person_id = ?"


@dataclass(frozen=True, slots=True)
class Look:
    """One entry: `at` in local time, `label` a message id, `reason` in the clerk's words.

    `kind` is `note` for what was seen, printed or exported, otherwise `do`, `undo` or `redo`.
    """

    id: int
    at: datetime
    clerk: str
    label: str
    kind: str
    reason: str


def looks(person_id: int, *, limit: int = WINDOW, before_id: int | None = None) -> list[Look]:
    """The latest entries about a person, the newest first; the next window is the one before its last id.

    What was seen of a record that was merged into theirs is among them.
    """
    found: dict[int, Look] = {}
    for each in (person_id, *(row[0] for row in db.execute_sql(_MERGED, (person_id,)).fetchall())):
        rows = db.execute_sql(LOOKS, values(each, limit=limit, before_id=before_id)).fetchall()
        found |= {row[0]: Look(row[0], _local(row[1]), *row[2:]) for row in rows}
    return sorted(found.values(), key=lambda look: -look.id)[:limit]


def values(person_id: int, *, limit: int = WINDOW, before_id: int | None = None) -> dict[str, int]:
    """What LOOKS is asked with."""
    block, bit = divmod(person_id, action.BLOCK)
    before = _NEWEST if before_id is None else before_id
    return {"block": block, "bit": 1 << bit, "person": person_id, "before": before, "limit": limit}


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone().replace(tzinfo=None)
