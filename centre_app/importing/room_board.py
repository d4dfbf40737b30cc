"""What is booked already where bookings of a list want to be: those of the file, and those the list brings itself."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from centre_app.centre.rooms import RoomRow
from centre_app.rooms import reads
from centre_app.rooms.checks import Clash, Wish, clash_among
from centre_app.rooms.reads import BookingRow

_DAYS_BEFORE, _DAYS_AFTER = 2, 1  # a day at most, and half a day of buffers at either end


class RoomBoard:
    """By room and day, read in one query."""

    def __init__(self, *, first: datetime, last: datetime) -> None:
        self._by_day: dict[tuple[int, date], list[BookingRow]] = defaultdict(list)
        self._take(reads.booked_between(starts=first, ends=last))

    def clash(self, wish: Wish, *, room: RoomRow) -> Clash | None:
        """What stands in the way of a wish, by the one rule of bookings."""
        busy, day = wish.busy, wish.starts_at.date()
        near = range(-_DAYS_BEFORE, _DAYS_AFTER + (wish.ends_at.date() - day).days + 1)
        others = [
            row for days in near for row in self._by_day.get((room.id, day + timedelta(days=days)), ())
            if row.busy_from < busy.ends and row.busy_until > busy.starts
        ]  # fmt: skip
        return clash_among(wish, sorted(others, key=lambda row: row.starts_at), room=room)

    def add(self, wish: Wish, *, room: RoomRow, title: str, status: str) -> None:
        """Hold a place for a booking that the list brings."""
        row = BookingRow(
            0, room.id, room.name, None, "", "", title, wish.starts_at, wish.ends_at, wish.buffer_before, wish.buffer_after,
            wish.head_count, None, wish.alone, status, "", "",
        )  # fmt: skip
        self._take([row])

    def _take(self, rows: Iterable[BookingRow]) -> None:
        for row in rows:
            self._by_day[row.room_id, row.starts_at.date()].append(row)
