"""Visits day by day: who came when, to which zone, and when they left; today up to this minute."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from centre_app import clock
from centre_app.centre.calendar import OpenTimes, Span
from centre_app.centre.models import Room
from centre_app.people.models import Visit
from centre_app.sample import content
from centre_app.sample.residents import People
from centre_app.storage.database import Table

_WORKDAY, _WEEKEND = (38, 56), (58, 84)
_FORGOTTEN = 0.12  # who leaves without signing out


class _Day:
    """One day being lived through: who is where until when."""

    def __init__(self, dice: random.Random, day: date, spans: list[Span], rooms: list[Room]) -> None:
        self.dice, self.day, self.spans, self.rooms = dice, day, spans, rooms
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
        }


def visits(dice: random.Random, *, first: date, people: People) -> tuple[type[Table], list[dict[str, Any]]]:
    """The rows of `Visit` from the first day to this minute, in order of arrival."""
    today, now = clock.today(), clock.now()
    times = OpenTimes(first=first, last=today)
    rooms = list(Room.select().order_by(Room.position))
    ids, weights = list(people.weights), list(people.weights.values())
    rows: list[dict[str, Any]] = []
    for day in content.days(first, today):
        life = _Day(dice, day, times.spans(day), rooms)
        for moment in life.arrivals(dice.randint(*(_WEEKEND if day.weekday() >= 5 else _WORKDAY))):
            group = dice.choice(content.names()["groups"]) if dice.random() < 0.03 else None
            person = None if group else content.weighted(dice, ids, weights)
            known = person is None or people.rows[person - 1]["registered_at"] <= moment
            if moment <= now and known:
                life.come(moment, person_id=person, group=group)
        rows += life.rows
    return Visit, rows
