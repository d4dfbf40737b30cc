"""What was changed of a person, when and by whom: read from the journal."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from centre_app.i18n import N_
from centre_app.people import further
from centre_app.people.models import FACTS
from centre_app.storage.database import db

FIELD_LABELS = (
    {
        "name": N_("Name"),
        "phone": N_("Phone"),
        "sex": N_("Sex"),
        "birth_date": N_("Born"),
        "birth_year": N_("Born"),
        "category": N_("Category"),
        "household_id": N_("Address"),
        "guardian_id": N_("Guardian"),
        "consented_on": N_("Consent given on"),
        "card_number": N_("Card number"),
        "keeps_history": N_("Loan history"),
        "id_tail": N_("ID number"),
        "id_digest": N_("ID number"),
    }
    | FACTS
    | further.LABELS
)
_CHANGES = """
SELECT coalesce(change.action_id, -change.id), change.before, action.at, coalesce(clerk.name, ''), coalesce(action.label, ''),
  coalesce(action.kind, '')
FROM change LEFT JOIN action ON action.id = change.action_id LEFT JOIN clerk ON clerk.id = action.clerk_id
WHERE table_name = 'person' AND row_id = ? ORDER BY change.id DESC LIMIT ?"""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change: `at` in local time (None: outside the program), `label` a message id, `fields` message ids of what changed.

    `kind` is `do`, `undo` or `redo`. Values are not shown: who looks here asks who did it.
    """

    id: int
    at: datetime | None
    clerk: str
    label: str
    kind: str
    fields: tuple[str, ...]


def history(person_id: int, *, limit: int = 30) -> list[HistoryRow]:
    """The changes of a person's record, the latest first, in two queries."""
    rows = db.execute_sql(_CHANGES, (person_id, limit)).fetchall()
    after = _present(person_id)
    listed = []
    for action_id, steps in groupby(rows, lambda row: row[0]):  # undoing takes a row out and puts it in again
        *_later, (_id, image, at, clerk, label, kind) = steps
        before = json.loads(image) if image else None
        listed.append(HistoryRow(action_id, _local(at), clerk, label, kind, _changed(before, after)))
        after = before
    return listed


def _present(person_id: int) -> dict[str, Any] | None:
    cursor = db.execute_sql("SELECT * FROM person WHERE id = ?", (person_id,))
    row = cursor.fetchone()
    return dict(zip((column[0] for column in cursor.description), row, strict=True)) if row else None


def _changed(before: dict[str, Any] | None, after: dict[str, Any] | None) -> tuple[str, ...]:
    """Labels of the fields that differ; none where an image was forgotten after the retention period."""
    if before is None or after is None:
        return ()
    labels = (label for name, label in FIELD_LABELS.items() if before.get(name) != after.get(name))
    return tuple(dict.fromkeys(labels))


def _local(at: str | None) -> datetime | None:
    if at is None:
        return None
    return datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone().replace(tzinfo=None)
