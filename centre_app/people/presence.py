"""What screens read of visits: who is here, how full the zones are, whose visits were when. One query each."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from centre_app import clock, errors
from centre_app.people import bands
from centre_app.storage.database import db

# Where somebody is now: the zone they went on to last, else the first one.
ZONE_NOW = """coalesce(
  (SELECT s.room_id FROM visit_stay s WHERE s.visit_id = visit.id ORDER BY s.id DESC LIMIT 1), visit.room_id)"""
_VISIT = f"""
SELECT visit.id, person_id, coalesce(person.name, visit.group_name), coalesce(guardian.name, ''), room.id, room.name,
  arrived_at, purpose, head_count, left_at, left_assumed, usual_minutes, coalesce(person.card_number, ''), visit.party_id,
  visit.age_from, coalesce(person.sex, visit.sex), recorded_late, fetched_by, person.birth_date, person.birth_year,
  EXISTS (SELECT 1 FROM visit beside WHERE beside.person_id = person.guardian_id AND beside.left_at IS NULL),
  EXISTS (SELECT 1 FROM pick_up WHERE child_id = visit.person_id), visit.room_id
FROM visit JOIN room ON room.id = {ZONE_NOW}
LEFT JOIN person ON person.id = visit.person_id LEFT JOIN person guardian ON guardian.id = person.guardian_id
WHERE {{condition}} ORDER BY {{order}} DESC, visit.id DESC LIMIT {{limit}}"""  # noqa: S608
_LOADS = f"""
SELECT room.id, room.name, capacity, coalesce(sum(head_count), 0) FROM room
LEFT JOIN (SELECT {ZONE_NOW} AS zone, head_count FROM visit WHERE left_at IS NULL) here ON here.zone = room.id
GROUP BY room.id HAVING active OR coalesce(sum(head_count), 0) > 0 ORDER BY active DESC, position, room.id"""  # noqa: S608
_MOST_HERE = 1000
WARN_PERCENT = 90


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit, where it is now. `name` is the person's or the group's ("" for a nameless one), `minutes` how long it lasts.

    Nameless visits of one group, and those tallied alike in one zone, are one row in the list of who is here: `head_count`
    is their sum, `id` that of the oldest. `is_child` says that somebody must fetch them, `alone` that no guardian is here.
    """

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
    party_id: int | None = None
    age_from: int | None = None
    sex: str = ""
    late: bool = False
    fetched_by: str = ""
    is_child: bool = False
    alone: bool = False
    first_room_id: int = 0

    @property
    def is_tallied(self) -> bool:
        """Whether this is somebody nameless who was only counted, and not a group."""
        return (
            self.person_id is None and self.party_id is None and (self.age_from is not None or bool(self.sex))
        )


@dataclass(frozen=True, slots=True)
class RoomLoad:
    """How many heads are in a zone now, beside its places; nearly full from nine tenths of them on."""

    room_id: int
    name: str
    capacity: int
    heads: int

    @property
    def is_nearly_full(self) -> bool:
        """Whether nine tenths of the places are taken."""
        return self.capacity > 0 and self.heads * 100 >= self.capacity * WARN_PERCENT


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
    late: bool = False
    zones: str = ""
    fetched_by: str = ""


def here_now(*, limit: int = _MOST_HERE) -> list[VisitRow]:
    """Who is in the centre, the latest arrival first; nameless ones that belong together as one row."""
    # + keeps the order from being read off all visits there ever were: the few open ones are sorted
    return together(_rows("left_at IS NULL", (), limit, order="+arrived_at"))


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


def visits_of(person_id: int, *, limit: int = 20) -> list[PastVisit]:
    """A person's visits, the latest first."""
    rows = db.execute_sql(
        "SELECT visit.id, room.id, room.name, arrived_at, left_at, left_assumed, purpose, recorded_late,"
        " (SELECT group_concat(name, ' → ') FROM (SELECT z.name FROM visit_stay s JOIN room z ON z.id = s.room_id"
        " WHERE s.visit_id = visit.id ORDER BY s.id)), fetched_by FROM visit JOIN room ON room.id = visit.room_id WHERE person_id = ? ORDER BY arrived_at DESC, visit.id DESC LIMIT ?",
        (person_id, limit),
    )
    return [
        PastVisit(row[0], row[1], row[2], _moment(row[3]), _left(row[4]), bool(row[5]), row[6],
                  bool(row[7]), f"{row[2]} → {row[8]}" if row[8] else row[2], row[9])
        for row in rows
    ]  # fmt: skip


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


def together(rows: list[VisitRow]) -> list[VisitRow]:
    """The rows with the nameless visits of one group, and those tallied alike in one zone, each made one."""
    found: dict[object, VisitRow] = {}
    for row in rows:
        key: object = row.id
        if row.person_id is None and row.party_id is not None:
            key = ("party", row.party_id)
        elif row.is_tallied:
            key = (row.room_id, row.age_from, row.sex)
        known = found.get(key)
        # the later in the list is the older one, which leaves first
        found[key] = replace(row, head_count=row.head_count + known.head_count) if known else row
    return list(found.values())


def _rows(
    condition: str, values: tuple[object, ...], limit: int, *, order: str = "arrived_at"
) -> list[VisitRow]:
    now = clock.now()
    statement = _VISIT.format(condition=condition, limit=limit, order=order)
    return [_row(row, now) for row in db.execute_sql(statement, values)]


def _row(row: tuple[Any, ...], now: datetime) -> VisitRow:
    arrived, left = _moment(row[6]), _left(row[9])
    age = bands.age_on(now.date(), birth_date=bands.day_of(row[18]), birth_year=row[19])
    is_child = age is not None and age < bands.CHILD
    minutes = max(int(((left or now) - arrived).total_seconds()) // 60, 0)
    return VisitRow(
        id=row[0], person_id=row[1], name=row[2], guardian_name=row[3], room_id=row[4], room_name=row[5],
        arrived_at=arrived, purpose=row[7], head_count=row[8], minutes=minutes, usual_minutes=row[11],
        left_at=left, left_assumed=bool(row[10]), card_number=row[12], party_id=row[13], age_from=row[14], sex=row[15],
        late=bool(row[16]), fetched_by=row[17], is_child=is_child or bool(row[21]), alone=is_child and not row[20],
        first_room_id=row[22],
    )  # fmt: skip


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _left(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
