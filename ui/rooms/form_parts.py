"""Small parts of the booking form: moments from its fields, its rooms, its people."""

from datetime import date, datetime, time, timedelta

from centre_app.centre import rooms
from centre_app.centre.rooms import RoomRow
from centre_app.i18n import _
from centre_app.people import people
from centre_app.people.masking import masked_phone
from centre_app.rooms.bookings import BookingRow
from ui.kit.form import Hit

_MIDNIGHT = time(0)


def moments(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    """Start and end of a booking; an end at midnight is that of the day, the next day's beginning."""
    last = day + timedelta(days=1) if end == _MIDNIGHT else day
    return datetime.combine(day, start), datetime.combine(last, end)


def next_half_hour(moment: datetime) -> datetime:
    """The next full or half hour, the moment itself when it is one."""
    step = timedelta(minutes=30)
    midnight = datetime.combine(moment.date(), _MIDNIGHT)
    return midnight + -(-(moment - midnight) // step) * step


def offered_rooms(before: BookingRow | None) -> list[RoomRow]:
    """The rooms in use, and the one a booking is in already."""
    return [
        room
        for room in rooms.rooms(include_inactive=True)
        if room.active or (before and room.id == before.room_id)
    ]


def room_label(room: RoomRow) -> str:
    """A room as a form names it: with its places and how it is shared."""
    sharing = _("shared") if room.sharing == "shared" else _("one party")
    return _("{room} · {capacity} · {sharing}").format(
        room=room.name, capacity=room.capacity, sharing=sharing
    )


def find_people(text: str) -> list[Hit]:
    """People for a picker, with what tells them apart."""
    return [
        Hit(found.id, found.name, " ".join(filter(None, (masked_phone(found.phone), found.address))))
        for found in people.find(text, limit=20)
    ]
