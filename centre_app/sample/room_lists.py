"""What the bookings of rooms need beside a calendar: equipment, a series, somebody waiting, a request, a meeting with priority."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from centre_app import clock
from centre_app.centre import openings
from centre_app.centre.models import Room
from centre_app.rooms import displacing, equipment, series, waiting
from centre_app.rooms.models import Booking
from centre_app.rooms.recurrence_rule import Rule
from centre_app.rooms.series_lines import SeriesWish
from centre_app.sample import content

_NEXT = 7  # days to the next day of the same name


def fill(dice: random.Random, *, today: date) -> None:
    """Write all of it around the bookings ahead, so that every list of the rooms page shows something."""
    texts = content.lists()
    rooms: dict[str, Any] = {room.kind: room for room in Room.select()}
    monday = today + timedelta(days=_NEXT - today.weekday())
    things = _equipment(texts, rooms, today)
    shown = texts["opening"]
    openings.add_opening(
        starts_at=content.at(monday, shown["starts"]),
        ends_at=content.at(monday, shown["ends"]),
        reason=shown["reason"],
    )
    _series(texts["series"], rooms["study"], monday)
    ahead: list[Any] = list(_ahead(rooms["study"], clock.now()))
    if len(ahead) < 3:
        return
    given_way, taken, asked = dice.sample(ahead, 3)
    equipment.set_equipment(booking_id=asked.id, wanted={things["投影仪"]: 1, things["折叠椅"]: 10})
    Booking.update(status="requested").where(Booking.id == asked.id).execute()
    waiting.join(
        room_id=taken.room_id,
        starts_at=taken.starts_at,
        ends_at=taken.ends_at,
        head_count=taken.head_count,
        **texts["waiting"],
    )
    displacing.book_with_priority(
        **texts["priority"], room_id=given_way.room_id, starts_at=given_way.starts_at, ends_at=given_way.ends_at,
        head_count=given_way.head_count,
    )  # fmt: skip


def _equipment(texts: dict[str, Any], rooms: dict[str, Any], today: date) -> dict[str, int]:
    ids = {}
    for thing in texts["equipment"]:
        days = thing["inspected_before"]
        ids[thing["name"]] = equipment.add_equipment(
            name=thing["name"], room_id=rooms[thing["room"]].id if thing["room"] else None, quantity=thing["quantity"],
            bookable=thing["room"] != "fitness", inspect_every_days=thing["every_days"], note=thing["note"],
            inspected_on=today - timedelta(days=days) if days else None,
        )  # fmt: skip
    fault = texts["fault"]
    equipment.report_fault(equipment_id=ids[fault["name"]], what=fault["what"])
    return ids


def _series(texts: dict[str, Any], room: Any, monday: date) -> None:
    rule = Rule("weekly", weekdays=(texts["weekday"],), count=texts["times"])
    wish = SeriesWish(
        rule, monday, time.fromisoformat(texts["starts"]), time.fromisoformat(texts["ends"]), room.id, title=texts["title"],
        head_count=texts["people"],
    )  # fmt: skip
    series.book_series(wish)


def _ahead(room: Any, now: datetime) -> Any:
    """Bookings from tomorrow on that somebody signed for."""
    return Booking.select().where(
        Booking.room == room, Booking.status == "confirmed", Booking.starts_at > now + timedelta(days=1),
        Booking.person.is_null(False), Booking.series.is_null(),
    ).order_by(Booking.starts_at, Booking.id)  # fmt: skip
