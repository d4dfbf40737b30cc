"""The day the stories of bookings play on: Thursday 2026-10-22, open from 08:30 to 21:00."""

from datetime import datetime, timedelta
from typing import Any

from centre_app.rooms import bookings

TODAY = datetime(2026, 10, 22)
TOMORROW = TODAY + timedelta(days=1)


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """A moment of today, or of a day so many days from now."""
    return TODAY.replace(hour=hour, minute=minute) + timedelta(days=days)


def book(room: Any, begin: int = 14, end: int = 16, *, days: int = 0, **more: Any) -> int:
    """Book a room for three people."""
    values = {
        "starts_at": at(begin, days=days),
        "ends_at": at(end, days=days),
        "title": "书画队",
        "head_count": 3,
    }
    return bookings.book(room_id=room.id, **{**values, **more})


def status(booking_id: int) -> str:
    """What became of a booking."""
    return bookings.booking(booking_id).status
