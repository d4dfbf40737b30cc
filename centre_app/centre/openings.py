"""Extra openings (临时开放): spans in which the centre, or one room of it, is open although its hours say closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from centre_app import errors
from centre_app.centre import spells
from centre_app.centre.models import ExtraOpening
from centre_app.centre.spells import Spell
from centre_app.i18n import N_
from centre_app.storage.action import action

_LONGEST = timedelta(hours=24)
_HORIZON = datetime(2200, 1, 1)
_CHANGEABLE = ("starts_at", "ends_at", "reason", "room_id", "rule")


@dataclass(frozen=True, slots=True)
class OpeningRow(Spell):
    """One extra opening; `room_id` is None when the whole centre opens."""


def openings(since: datetime | None = None) -> list[OpeningRow]:
    """The extra openings that end after a moment (all without one), in order, in one query; a repeating one is one row."""
    found = _listed(spells.query_of(ExtraOpening))
    return [row for row in found if since is None or row.last_end(horizon=_HORIZON) > since]


def openings_between(*, starts: datetime, ends: datetime) -> list[OpeningRow]:
    """The extra openings that touch this time, each occurrence a row, in one query."""
    found = [OpeningRow(*row) for row in spells.touching(ExtraOpening, starts=starts, ends=ends)]
    return sorted(
        (piece for row in found for piece in row.between(starts, ends)),
        key=lambda row: (row.starts_at, row.id),
    )


@action(N_("add an extra opening"), needs="settings")
def add_opening(
    *, starts_at: datetime, ends_at: datetime, reason: str = "", room_id: int | None = None, rule: str = ""
) -> int:
    """Open the centre, or one room of it, for at most 24 hours, also in a closure entered before. Returns its id.

    Raises OpeningImpossible, RuleUnreadable, NotFound for an unknown room.
    """
    values = _checked(starts_at=starts_at, ends_at=ends_at, reason=reason, room_id=room_id, rule=rule)
    new_id: int = ExtraOpening.create(**values).id
    return new_id


@action(N_("change an extra opening"), needs="settings")
def change_opening(opening_id: int, **changes: Any) -> None:
    """Change starts_at, ends_at, reason, room_id or rule of an extra opening. Raises as `add_opening` does."""
    found = next((row for row in openings() if row.id == opening_id), None)
    if found is None:
        raise errors.NotFound
    before = {name: getattr(found, name) for name in _CHANGEABLE}
    ExtraOpening.update(**_checked(**{**before, **changes})).where(ExtraOpening.id == opening_id).execute()


@action(N_("remove an extra opening"), needs="settings")
def remove_opening(opening_id: int) -> None:
    """Take an extra opening back. Raises NotFound."""
    if not ExtraOpening.delete().where(ExtraOpening.id == opening_id).execute():
        raise errors.NotFound


def _checked(*, starts_at: datetime, ends_at: datetime, **more: Any) -> dict[str, Any]:
    if not timedelta() < ends_at - starts_at <= _LONGEST:
        raise errors.OpeningImpossible(starts_at=starts_at, ends_at=ends_at)
    return spells.values_of(starts_at=starts_at, ends_at=ends_at, **more)


def _listed(query: Any) -> list[OpeningRow]:
    return [OpeningRow(*row) for row in spells.tuples_of(query)]
