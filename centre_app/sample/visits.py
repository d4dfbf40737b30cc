"""Visits day by day: who came when, to which zone, and when they left; today up to this minute."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from centre_app import clock
from centre_app.centre.calendar import OpenTimes, Span
from centre_app.centre.models import Room
from centre_app.people.models import Person, Visit
from centre_app.people.visit_models import Party, PickUp, VisitStay
from centre_app.sample import content
from centre_app.sample.residents import People
from centre_app.storage.database import Table

_WORKDAY, _WEEKEND = (38, 56), (58, 84)
_RECENT, _GOES_ON, _PAPER, _EVERY, _FETCHED = 800, 0.12, 0.02, 8, 25
_FORGOTTEN = 0.12  # who leaves without signing out


class _Day:
    """One day being lived through: who is where until when."""

    def __init__(
        self,
        dice: random.Random,
        day: date,
        *,
        spans: list[Span],
        rooms: list[Room],
        units: dict[int, int | None],
    ) -> None:
        self.dice, self.day, self.spans, self.rooms, self.units = dice, day, spans, rooms, units
        self.weights = [room["visit_weight"] for room in content.place()["rooms"]]
        self.rows: list[dict[str, Any]] = []
        self.busy_until: dict[int, datetime] = {}

    def arrivals(self, count: int) -> list[datetime]:
        """That many moments of arrival inside the open time, in order."""
        kind = "weekend" if self.day.weekday() >= 5 else "workday"
        hours = content.place()["arrivals"][kind]
        moments = []
        for _one in range(count):
            hour = content.weighted(self.dice, list(hours), list(hours.values()))
            moment = content.at(self.day, f"{hour}:00") + timedelta(minutes=self.dice.randint(0, 59))
            if any(span.starts <= moment < span.ends - timedelta(minutes=15) for span in self.spans):
                moments.append(moment)
        return sorted(moments)

    def come(self, moment: datetime, *, person_id: int | None, group: dict[str, Any] | None = None) -> None:
        """Let somebody come, if they are not here and the zone has a place."""
        room = content.weighted(self.dice, self.rooms, self.weights)
        if group is not None:
            room = next(found for found in self.rooms if found.kind == group["kind"])
        heads = self.dice.randint(*group["heads"]) if group else 1
        if person_id is not None and self.busy_until.get(person_id, moment) > moment:
            return
        if self._load(room, moment) + heads > room.capacity:
            return
        row = self._row(moment, room=room, person_id=person_id, group=group, heads=heads)
        self.rows.append(row)
        if person_id is not None:
            self.busy_until[person_id] = (
                row["left_at"] + timedelta(minutes=30) if row["left_at"] else datetime.max
            )

    def _load(self, room: Room, moment: datetime) -> int:
        return sum(
            row["head_count"]
            for row in self.rows
            if row["room_id"] == room.id and (row["left_at"] is None or row["left_at"] > moment)
        )

    def _row(
        self, moment: datetime, *, room: Room, person_id: int | None, group: dict[str, Any] | None, heads: int
    ) -> dict[str, Any]:
        forgotten = self.dice.random() < _FORGOTTEN
        stay = room.usual_minutes if forgotten else room.usual_minutes * self.dice.uniform(0.35, 1.35)
        closing = next(span.ends for span in self.spans if span.starts <= moment < span.ends)
        left: datetime | None = min(moment + timedelta(minutes=round(stay)), closing)
        purposes = content.names()["purposes"][room.kind]
        purpose = content.weighted(
            self.dice, [p["purpose"] for p in purposes], [p["weight"] for p in purposes]
        )
        if left is not None and left > clock.now():
            left = None
        return {
            "person_id": person_id,
            "room_id": room.id,
            "arrived_at": moment,
            "left_at": left,
            "left_assumed": forgotten and left is not None,
            "last_seen_at": moment,
            "head_count": heads,
            "group_name": group["name"] if group else "",
            "purpose": group["purpose"] if group else purpose,
            "age_from": None,
            "sex": "",
            "recorded_late": False,
            "fetched_by": "",
            "grid_unit_id": self.units.get(person_id or 0),
        }


def visits(dice: random.Random, *, first: date, people: People) -> tuple[type[Table], list[dict[str, Any]]]:
    """The rows of `Visit` from the first day to this minute, in order of arrival."""
    today, now = clock.today(), clock.now()
    times = OpenTimes(first=first, last=today)
    rooms = list(Room.select().order_by(Room.position))
    units = {person.id: person.grid_unit_id for person in Person.select(Person.id, Person.grid_unit_id)}
    ids, weights = list(people.weights), list(people.weights.values())
    rows: list[dict[str, Any]] = []
    for day in content.days(first, today):
        life = _Day(dice, day, spans=times.spans(day), rooms=rooms, units=units)
        for moment in life.arrivals(dice.randint(*(_WEEKEND if day.weekday() >= 5 else _WORKDAY))):
            group = dice.choice(content.names()["groups"]) if dice.random() < 0.03 else None
            person = None if group else content.weighted(dice, ids, weights)
            known = person is None or people.rows[person - 1]["registered_at"] <= moment
            if moment <= now and known:
                life.come(moment, person_id=person, group=group)
        rows += life.rows
    return Visit, rows


def extras(dice: random.Random) -> None:
    """What is beside plain visits: further zones, tallied walk-ins, counted groups, late entries, who may fetch a child."""
    rooms, now = list(Room.select().order_by(Room.position)), clock.now()
    visit: Any
    for visit in list(
        Visit.select().where(Visit.person.is_null(False)).order_by(Visit.id.desc()).limit(_RECENT)
    ):
        moved = visit.arrived_at + timedelta(minutes=dice.randint(15, 40))
        if dice.random() < _GOES_ON and moved < (visit.left_at or now):
            other = dice.choice([room for room in rooms if room.id != visit.room_id])
            VisitStay.create(visit=visit, room=other, from_at=moved)
        elif dice.random() < _PAPER and visit.left_at is not None:
            Visit.update(recorded_late=True).where(Visit.id == visit.id).execute()
    for visit in list(Visit.select().where(Visit.group_name != "").order_by(Visit.id)):
        _count_group(dice, visit)
    _walk_ins(dice, rooms, now)
    _fetchers(dice)


def _count_group(dice: random.Random, visit: Any) -> None:
    """Half of the groups were counted by band and sex; the rest of their heads stays as it was."""
    party = Party.create(name=visit.group_name, head_count=visit.head_count, arrived_at=visit.arrived_at)
    Visit.update(party_id=party.id).where(Visit.id == visit.id).execute()
    if dice.random() < 0.5:
        return
    counted = dice.randint(1, visit.head_count - 1)
    Visit.update(head_count=visit.head_count - counted).where(Visit.id == visit.id).execute()
    Visit.create(
        room=visit.room_id, arrived_at=visit.arrived_at, left_at=visit.left_at, left_assumed=visit.left_assumed,
        last_seen_at=visit.last_seen_at, head_count=counted, group_name=visit.group_name, purpose=visit.purpose,
        age_from=7 if "学" in visit.group_name else 60, sex=dice.choice("FM"), party_id=party.id,
    )  # fmt: skip


def _walk_ins(dice: random.Random, rooms: list[Room], now: datetime) -> None:
    """Some that came without a card on the days of which visits are known, each within the usual stay of its zone."""
    beside = Visit.select().where(Visit.person.is_null(False)).order_by(Visit.id.desc()).limit(_RECENT)
    visit: Any
    for visit in list(beside)[::_EVERY]:
        room = next(room for room in rooms if room.id == visit.room_id)
        left = visit.left_at or visit.arrived_at + timedelta(minutes=room.usual_minutes)
        over = left <= now
        Visit.create(
            room=room, arrived_at=visit.arrived_at, left_at=left if over else None, left_assumed=over,
            last_seen_at=visit.arrived_at, age_from=dice.choice([0, 7, 18, 35, 60]), sex=dice.choice("FM"),
        )  # fmt: skip


def _fetchers(dice: random.Random) -> None:
    """Somebody beside the guardian who may fetch a child, and who fetched them last."""
    grandparents = [("外婆", "F"), ("爷爷", "M")]
    for child in list(
        Person.select().where(Person.guardian.is_null(False)).order_by(Person.id).limit(_FETCHED)
    ):
        relation, sex = dice.choice(grandparents)
        known = Person.select().where(Person.sex == sex, Person.birth_year < 1965).order_by(Person.id)
        name = dice.choice(list(known.limit(40))).name if known.exists() else child.guardian.name
        PickUp.create(child=child, name=name, relation=relation)
        last = (
            Visit.select()
            .where(Visit.person == child, Visit.left_at.is_null(False))
            .order_by(Visit.id.desc())
            .first()
        )
        if last is not None and not last.left_assumed:
            Visit.update(fetched_by=name).where(Visit.id == last.id).execute()
