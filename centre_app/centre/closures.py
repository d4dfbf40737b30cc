"""Closures: spans in which the centre, or one room of it, is closed although its hours say open."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from centre_app import errors
from centre_app.centre.models import Closure, Room
from centre_app.i18n import N_
from centre_app.storage.action import action

_LONGEST = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """One closure; `room_id` is None when the whole centre is closed."""

    id: int
    room_id: int | None
    room_name: str
    starts_at: datetime
    ends_at: datetime
    reason: str


def closures(since: datetime | None = None) -> list[ClosureRow]:
    """The closures that end after a moment (all of them without one), in order, in one query."""
    query = _rows()
    return _listed(query if since is None else query.where(Closure.ends_at > since))


def closures_between(*, starts: datetime, ends: datetime) -> list[ClosureRow]:
    """The closures that touch this time, of the centre and of every room, in one query."""
    return _listed(_rows().where(Closure.ends_at > starts, Closure.starts_at < ends))


@action(N_("add a closure"))
def add_closure(
    *, starts_at: datetime, ends_at: datetime, reason: str = "", room_id: int | None = None
) -> int:
    """Close the centre, or one room of it, for a time; the past can be filled in. Returns its id.

    Raises ClosureImpossible, NotFound for an unknown room.
    """
    values = _checked(starts_at=starts_at, ends_at=ends_at, reason=reason, room_id=room_id)
    new_id: int = Closure.create(**values).id
    return new_id


@action(N_("change a closure"))
def change_closure(closure_id: int, **changes: Any) -> None:
    """Change starts_at, ends_at, reason or room_id of a closure. Raises ClosureImpossible or NotFound."""
    found = next((row for row in closures() if row.id == closure_id), None)
    if found is None:
        raise errors.NotFound
    before = {
        "starts_at": found.starts_at,
        "ends_at": found.ends_at,
        "reason": found.reason,
        "room_id": found.room_id,
    }
    Closure.update(**_checked(**{**before, **changes})).where(Closure.id == closure_id).execute()


@action(N_("remove a closure"))
def remove_closure(closure_id: int) -> None:
    """Open again: the closure is taken back. Raises NotFound."""
    if not Closure.delete().where(Closure.id == closure_id).execute():
        raise errors.NotFound


def _checked(*, starts_at: datetime, ends_at: datetime, reason: str, room_id: int | None) -> dict[str, Any]:
    if not starts_at < ends_at <= starts_at + _LONGEST:
        raise errors.ClosureImpossible(starts_at=starts_at, ends_at=ends_at)
    if room_id is not None and not Room.select().where(Room.id == room_id).exists():
        raise errors.NotFound
    return {"starts_at": starts_at, "ends_at": ends_at, "reason": reason.strip(), "room": room_id}


def _rows() -> Any:
    return (
        Closure.select(
            Closure.id, Closure.room, Room.name, Closure.starts_at, Closure.ends_at, Closure.reason
        )
        .left_outer_join(Room)
        .order_by(Closure.starts_at, Closure.id)
    )


def _listed(query: Any) -> list[ClosureRow]:
    return [
        ClosureRow(
            id=row[0], room_id=row[1], room_name=row[2] or "", starts_at=row[3], ends_at=row[4], reason=row[5]
        )
        for row in query.tuples()
    ]
