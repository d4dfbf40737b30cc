"""Bookings of every zone, past, today's and ahead: none overlaps, none is outside the open time."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from centre_app import clock
from centre_app.centre.calendar import OpenTimes
from centre_app.centre.models import Room
from centre_app.rooms.models import HOLDING, Booking
from centre_app.sample import content
from centre_app.sample.residents import People
from centre_app.storage.database import Table

_CHANCE = {"study": 0.42, "drawing": 0.35, "models": 0.2, "reading": 0.2, "fitness": 0.3}


def bookings(
    dice: random.Random, *, first: date, last: date, people: People
) -> tuple[type[Table], list[dict[str, Any]]]:
    """The rows of `Booking` from the first to the last day."""
    times = OpenTimes(first=first, last=last)
    rooms = list(Room.select().order_by(Room.position))
    adults = people.adults
    rows: list[dict[str, Any]] = []
    for day in content.days(first, last):
        for room in rooms:
            placed: list[dict[str, Any]] = []
            for template in content.names()["bookings"].get(room.kind, []):
                row = _booking(dice, room=room, day=day, template=template, adults=adults)
                inside = row and any(
                    span.starts <= row["starts_at"] and row["ends_at"] <= span.ends
                    for span in times.spans(day, room_id=room.id)
                )
                if row and inside and _fits(row, placed, room=room):
                    placed.append(row)
            rows += placed
    return Booking, rows


def _booking(
    dice: random.Random, *, room: Room, day: date, template: dict[str, Any], adults: list[int]
) -> dict[str, Any] | None:
    if day.weekday() not in template["weekdays"] or dice.random() > _CHANCE.get(room.kind, 0.2):
        return None
    starts = content.at(day, dice.choice(template["starts"]))
    ends = starts + timedelta(minutes=template["minutes"])
    heads = min(room.capacity, dice.randint(*template["people"]))
    status = _status(dice, starts, ends)
    came = max(1, min(room.capacity, heads + dice.randint(-2, 1))) if status == "completed" else None
    return {
        "room_id": room.id,
        "person_id": dice.choice(adults) if dice.random() < 0.75 else None,
        "title": template["title"],
        "starts_at": starts,
        "ends_at": ends,
        "head_count": heads,
        "came_count": came,
        "status": status,
        "cancel_reason": dice.choice(content.names()["cancel_reasons"]) if status == "cancelled" else "",
    }


def _status(dice: random.Random, starts: datetime, ends: datetime) -> str:
    now = clock.now()
    if dice.random() < 0.07:
        return "cancelled"
    if ends <= now:
        return "no_show" if dice.random() < 0.06 else "completed"
    return "checked_in" if starts <= now else "confirmed"


def _fits(row: dict[str, Any], placed: list[dict[str, Any]], *, room: Room) -> bool:
    together = [
        other
        for other in placed
        if other["status"] in HOLDING
        and other["starts_at"] < row["ends_at"]
        and row["starts_at"] < other["ends_at"]
    ]
    if room.sharing == "exclusive":
        return not together
    heads: int = row["head_count"] + sum(other["head_count"] for other in together)
    return heads <= int(room.capacity)
