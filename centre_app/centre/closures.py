"""Closures: spans in which the centre, or one room of it, is closed although its hours say open; once or repeating."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from centre_app import errors
from centre_app.centre import spells
from centre_app.centre.models import Closure
from centre_app.centre.spells import Spell
from centre_app.i18n import N_
from centre_app.storage.action import action

_LONGEST = timedelta(days=3660)
_HORIZON = datetime(2200, 1, 1)
_CHANGEABLE = ("starts_at", "ends_at", "reason", "room_id", "rule")


@dataclass(frozen=True, slots=True)
class ClosureRow(Spell):
    """One closure; `room_id` is None when the whole centre is closed."""


def closures(since: datetime | None = None) -> list[ClosureRow]:
    """The closures that end after a moment (all of them without one), in order, in one query.

    A repeating one is one row, with the times of its first occurrence.
    """
    found = _listed(spells.query_of(Closure))
    return [row for row in found if since is None or row.last_end(horizon=_HORIZON) > since]


def closures_between(*, starts: datetime, ends: datetime) -> list[ClosureRow]:
    """The closures that touch this time, of the centre and of every room, each occurrence a row, in one query."""
    found = [ClosureRow(*row) for row in spells.touching(Closure, starts=starts, ends=ends)]
    return sorted(
        (piece for row in found for piece in row.between(starts, ends)),
        key=lambda row: (row.starts_at, row.id),
    )


@action(N_("add a closure"), needs="settings")
def add_closure(
    *, starts_at: datetime, ends_at: datetime, reason: str = "", room_id: int | None = None, rule: str = ""
) -> int:
    """Close the centre, or one room of it, for a time; the past can be filled in. Returns its id.

    With a `rule` (RRULE) it repeats. What bookings and loans it hits is said by `desk.closing`, nothing is done to them
    here. Raises ClosureImpossible, RuleUnreadable, NotFound for an unknown room.
    """
    values = _checked(starts_at=starts_at, ends_at=ends_at, reason=reason, room_id=room_id, rule=rule)
    new_id: int = Closure.create(**values).id
    return new_id


@action(N_("change a closure"), needs="settings")
def change_closure(closure_id: int, **changes: Any) -> None:
    """Change starts_at, ends_at, reason, room_id or rule of a closure. Raises as `add_closure` does."""
    found = next((row for row in closures() if row.id == closure_id), None)
    if found is None:
        raise errors.NotFound
    before = {name: getattr(found, name) for name in _CHANGEABLE}
    Closure.update(**_checked(**{**before, **changes})).where(Closure.id == closure_id).execute()


@action(N_("remove a closure"), needs="settings")
def remove_closure(closure_id: int) -> None:
    """Open again: the closure is taken back. Raises NotFound."""
    if not Closure.delete().where(Closure.id == closure_id).execute():
        raise errors.NotFound


def _checked(*, starts_at: datetime, ends_at: datetime, **more: Any) -> dict[str, Any]:
    if not timedelta() < ends_at - starts_at <= _LONGEST:
        raise errors.ClosureImpossible(starts_at=starts_at, ends_at=ends_at)
    return spells.values_of(starts_at=starts_at, ends_at=ends_at, **more)


def _listed(query: Any) -> list[ClosureRow]:
    return [ClosureRow(*row) for row in spells.tuples_of(query)]
