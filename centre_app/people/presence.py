"""What screens read of visits: who is here, how full the zones are, whose visits were when. One query each."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from centre_app import clock, errors
from centre_app.storage.database import db

_VISIT = """
SELECT visit.id, person_id, coalesce(person.name, visit.group_name), coalesce(guardian.name, ''), room_id, room.name,
  arrived_at, purpose, head_count, left_at, left_assumed, usual_minutes, coalesce(person.card_number, '')
FROM visit JOIN room ON room.id = visit.room_id
LEFT JOIN person ON person.id = visit.person_id LEFT JOIN person guardian ON guardian.id = person.guardian_id
WHERE {condition} ORDER BY arrived_at DESC, visit.id DESC LIMIT {limit}"""
_LOADS = """
SELECT room.id, room.name, capacity, coalesce(sum(head_count), 0) FROM room
LEFT JOIN visit ON visit.room_id = room.id AND left_at IS NULL
GROUP BY room.id HAVING active OR coalesce(sum(head_count), 0) > 0 ORDER BY active DESC, position, room.id"""
_VISITS_OF = """
SELECT visit.id, room.id, room.name, arrived_at, left_at, left_assumed, purpose FROM visit
JOIN room ON room.id = visit.room_id WHERE person_id = :person AND {before}
ORDER BY arrived_at DESC, visit.id DESC LIMIT :limit"""
_BEFORE = "(arrived_at, visit.id) < (:at, :id)"
_MOST_HERE = 1000


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit. `name` is the person's or the group's ("" for a nameless group), `minutes` how long it lasts already."""

    id: int
    person_id: int | None
    name: str
    guardian_name: str
    room_id: int
    room_name: str
    arrived_at: datetime
    purpose: str
    head_count: int
    minutes: int
    usual_minutes: int
    left_at: datetime | None = None
    left_assumed: bool = False
    card_number: str = ""


@dataclass(frozen=True, slots=True)
class RoomLoad:
    """How many heads are in a zone now, beside its places."""

    room_id: int
    name: str
    capacity: int
    heads: int


@dataclass(frozen=True, slots=True)
class PastVisit:
    """One visit of a person; `left_at` is None while they are here."""

    id: int
    room_id: int
    room_name: str
    arrived_at: datetime
    left_at: datetime | None
    left_assumed: bool
    purpose: str


def here_now(*, limit: int = _MOST_HERE) -> list[VisitRow]:
    """Who is in the centre, the latest arrival first."""
    return _rows("left_at IS NULL", (), limit)


def open_visit_of(person_id: int) -> VisitRow | None:
    """The visit of somebody who is here, None for somebody who is not."""
    return next(iter(_rows("person_id = ? AND left_at IS NULL", (person_id,), 1)), None)


def visit(visit_id: int) -> VisitRow:
    """One visit, open or past. Raises NotFound."""
    found = _rows("visit.id = ?", (visit_id,), 1)
    if not found:
        raise errors.NotFound
    return found[0]


def here_by_room() -> list[RoomLoad]:
    """The zones in use, and retired ones where somebody still is, each with the heads in it now."""
    return [RoomLoad(*row) for row in db.execute_sql(_LOADS)]


def today_count() -> int:
    """Heads of the visits begun today."""
    start = datetime.combine(clock.today(), time.min)
    total: int = db.execute_sql(
        "SELECT coalesce(sum(head_count), 0) FROM visit WHERE arrived_at >= ?", (start,)
    ).fetchone()[0]
    return total


def visits_of(person_id: int, *, limit: int = 20, after: PastVisit | None = None) -> list[PastVisit]:
    """A person's visits, the latest first, in windows beginning after the given one."""
    values: dict[str, object] = {"person": person_id, "limit": limit}
    if after is not None:
        values |= {"at": after.arrived_at, "id": after.id}
    rows = db.execute_sql(_VISITS_OF.format(before=_BEFORE if after else "TRUE"), values)
    return [
        PastVisit(row[0], row[1], row[2], _moment(row[3]), _left(row[4]), bool(row[5]), row[6])
        for row in rows
    ]


def purposes(*, limit: int = 12) -> list[str]:
    """What people came for lately, the most frequent first: to be offered instead of typed."""
    rows = db.execute_sql(
        "SELECT purpose FROM (SELECT purpose FROM visit ORDER BY arrived_at DESC LIMIT 2000)"
        " WHERE purpose <> '' GROUP BY purpose ORDER BY count(*) DESC, purpose LIMIT ?",
        (limit,),
    )
    return [row[0] for row in rows]


def recent_visitors(count: int) -> list[int]:
    """Ids of about so many people who came last, the latest first: whom a search looks at first."""
    rows = db.execute_sql(
        "SELECT person_id FROM (SELECT person_id, arrived_at FROM visit WHERE person_id IS NOT NULL"
        " ORDER BY arrived_at DESC LIMIT ?) GROUP BY person_id ORDER BY max(arrived_at) DESC LIMIT ?",
        (count * 4, count),
    )
    return [row[0] for row in rows]


def _rows(condition: str, values: tuple[object, ...], limit: int) -> list[VisitRow]:
    now = clock.now()
    statement = _VISIT.format(condition=condition, limit=limit)
    return [_row(row, now) for row in db.execute_sql(statement, values)]


def _row(row: tuple[Any, ...], now: datetime) -> VisitRow:
    arrived, left = _moment(row[6]), _left(row[9])
    minutes = max(int(((left or now) - arrived).total_seconds()) // 60, 0)
    return VisitRow(
        id=row[0], person_id=row[1], name=row[2], guardian_name=row[3], room_id=row[4], room_name=row[5],
        arrived_at=arrived, purpose=row[7], head_count=row[8], minutes=minutes, usual_minutes=row[11],
        left_at=left, left_assumed=bool(row[10]), card_number=row[12],
    )  # fmt: skip


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _left(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
