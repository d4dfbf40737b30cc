"""Going on to another zone: a further stay of the same visit. The first zone stays that of the visit."""

from dataclasses import dataclass
from datetime import datetime

from centre_app import clock, errors
from centre_app.centre import rooms
from centre_app.i18n import N_
from centre_app.people import presence
from centre_app.people.visit_models import VisitStay
from centre_app.storage.action import action
from centre_app.storage.database import db

_STAYS = """
SELECT room.id, room.name, arrived_at, visit.id FROM visit JOIN room ON room.id = room_id WHERE visit.id = :visit
UNION ALL
SELECT room.id, room.name, from_at, visit_id FROM visit_stay s JOIN room ON room.id = s.room_id WHERE visit_id = :visit"""


@dataclass(frozen=True, slots=True)
class StayRow:
    """One zone of a visit and since when."""

    room_id: int
    room_name: str
    from_at: datetime


@action(N_("go on to another zone"))
def move_on(*, visit_id: int, room_id: int) -> bool:
    """Let somebody who is here, or a group as a whole, go on to a zone; False, and nothing written, if they are there.

    A sign of life. Raises NotFound, AlreadyLeft, RoomNotInUse.
    """
    row = presence.visit(visit_id)
    if row.left_at is not None:
        raise errors.AlreadyLeft(name=row.name, left=row.left_at)
    if row.room_id == room_id:
        return False
    zone = rooms.room(room_id)
    if not zone.active:
        raise errors.RoomNotInUse(room=zone.name)
    now = max(clock.now(), row.arrived_at)
    for moved in _moving(row):
        VisitStay.create(visit=moved, room=room_id, from_at=now)
        db.execute_sql("UPDATE visit SET last_seen_at = ? WHERE id = ?", (now, moved))
    return True


def stays_of(visit_id: int) -> list[StayRow]:
    """The zones of a visit, the first one first; none for no such visit."""
    rows = db.execute_sql(_STAYS, {"visit": visit_id}).fetchall()
    return [StayRow(room, name, datetime.fromisoformat(at)) for room, name, at, _visit in rows]


def _moving(row: presence.VisitRow) -> list[int]:
    if row.person_id is not None or row.party_id is None:
        return [row.id]
    found = db.execute_sql(
        "SELECT id FROM visit WHERE party_id = ? AND person_id IS NULL AND left_at IS NULL", (row.party_id,)
    )
    return [found_id for (found_id,) in found.fetchall()]
