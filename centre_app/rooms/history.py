"""The history of a booking, read from the journal: who made, changed, moved or cancelled it, when and why."""

import json
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from centre_app import clock
from centre_app.centre import rooms
from centre_app.i18n import N_, _
from centre_app.rooms.states import STATUS_LABELS
from centre_app.storage.database import db

FIELDS = {
    "status": N_("State"),
    "room_id": N_("Room"),
    "starts_at": N_("Starts"),
    "ends_at": N_("Ends"),
    "title": N_("What for"),
    "person_id": N_("Contact"),
    "head_count": N_("People"),
    "came_count": N_("Came"),
    "alone": N_("Room to themselves"),
    "buffer_before": N_("Minutes before"),
    "buffer_after": N_("Minutes after"),
    "note": N_("Note"),
    "cancel_reason": N_("Reason"),
    "override_reason": N_("Reason for the exception"),
    "held_until": N_("Held until"),
}
_CHANGES = """
SELECT change.id, change.action_id, change.kind, before, action.at, coalesce(clerk.name, ''), action.label, action.kind,
  origin.label
FROM change LEFT JOIN action ON action.id = change.action_id LEFT JOIN clerk ON clerk.id = action.clerk_id
LEFT JOIN action origin ON origin.id = action.root_id
WHERE table_name = 'booking' AND row_id = ? ORDER BY change.id"""

Image = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, what it was and what it became, as texts to show; `label` is in the current language."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """What one action did to a booking. `at` is local; `label` says what was done, in the current language.

    `kind` is do, undo or redo. `changes` is empty for its making, and where the details were deleted after their time.
    """

    at: datetime | None
    clerk: str
    label: str
    kind: str
    changes: tuple[FieldChange, ...]
    reason: str


def of(booking_id: int) -> list[Event]:
    """Everything that happened to a booking, the oldest first; also of one that an undo took away."""
    found = db.execute_sql(_CHANGES, (booking_id,)).fetchall()
    steps = [list(group) for _action, group in groupby(found, key=itemgetter(1))]
    if not steps:
        return []
    befores = [_image(step[0]) for step in steps]
    afters = [*befores[1:], _present(booking_id)]
    names = _names([image for image in [*befores, *afters] if image])
    offset = clock.now() - clock.utc_now()
    return [
        _event(step[0], before, after, names=names, offset=offset)
        for step, before, after in zip(steps, befores, afters, strict=True)
    ]


def _event(row: tuple[Any, ...], before: Image, after: Image, *, names: dict[str, Any], offset: Any) -> Event:
    _id, _action, _kind, _before, at, clerk, label, kind, origin = row
    changes = tuple(_differences(before, after, names)) if before and after else ()
    reason = next(
        (
            change.after
            for change in changes
            if change.field in ("cancel_reason", "override_reason") and change.after
        ),
        "",
    )
    if not reason and before is None and after:
        reason = str(after.get("override_reason") or "")
    return Event(
        at=(datetime.fromisoformat(at) + offset).replace(microsecond=0) if at else None,
        clerk=clerk,
        label=_(origin or label) if label else _("a change made outside the program"),
        kind=kind or "do",
        changes=changes,
        reason=reason,
    )


def _image(row: tuple[Any, ...]) -> Image:
    """What the booking was before; None where there was none, or where the details were deleted after their time."""
    return json.loads(row[3]) if row[3] else None


def _present(booking_id: int) -> Image:
    cursor = db.execute_sql("SELECT * FROM booking WHERE id = ?", (booking_id,))
    row = cursor.fetchone()
    return dict(zip([column[0] for column in cursor.description], row, strict=True)) if row else None


def _differences(before: dict[str, Any], after: dict[str, Any], names: dict[str, Any]) -> list[FieldChange]:
    return [
        FieldChange(
            field, _(label), _shown(field, before.get(field), names), _shown(field, after.get(field), names)
        )
        for field, label in FIELDS.items()
        if before.get(field) != after.get(field)
    ]


def _names(images: list[dict[str, Any]]) -> dict[str, Any]:
    people = sorted({image["person_id"] for image in images if image.get("person_id")})
    marks = ",".join("?" * len(people))
    found = db.execute_sql(f"SELECT id, name FROM person WHERE id IN ({marks})", people)  # noqa: S608
    return {
        "room_id": {room.id: room.name for room in rooms.rooms(include_inactive=True)},
        "person_id": dict(found.fetchall()),
    }


def _shown(field: str, value: Any, names: dict[str, Any]) -> str:
    if value is None:
        return ""
    match field:
        case "status":
            return _(STATUS_LABELS[value])
        case "room_id" | "person_id":
            return str(names[field].get(value, value))
        case "starts_at" | "ends_at" | "held_until":
            return str(value)[:16]
        case "alone":
            return _("yes") if value else _("no")
        case _:
            return str(value)
