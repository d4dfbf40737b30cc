"""Whether a booking would fit, judged from what the board has loaded, for telling while something is dragged.

It asks the database nothing. The verb that is called in the end checks again, with everything.
"""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from centre_app import errors
from centre_app.centre import calendar
from centre_app.centre.calendar import OpenTimes
from centre_app.centre.rooms import RoomRow
from centre_app.centre.spans import merged
from centre_app.i18n import _
from centre_app.rooms import checks
from centre_app.rooms.bookings import BookingRow
from centre_app.rooms.checks import Clash, Wish


class Facts:
    """Rooms, bookings and opening times of the days on the board."""

    def __init__(self, rooms: dict[int, RoomRow], rows: list[BookingRow], times: OpenTimes) -> None:
        self.rooms = rooms
        self._times = times
        self._rows: dict[int, list[BookingRow]] = defaultdict(list)
        for row in rows:
            if row.holds:
                self._rows[row.room_id].append(row)

    def refusal(
        self, *, room_id: int, starts_at: datetime, ends_at: datetime, row: BookingRow | None = None
    ) -> errors.CentreError | None:
        """Why this time would not do for `row` (None: for a new booking of one person), None when it would."""
        room = self.rooms[room_id]
        taken: dict[str, Any] = {"buffer_before": room.buffer_before, "buffer_after": room.buffer_after}
        if row is not None:
            names = ("head_count", "alone", "buffer_before", "buffer_after")
            taken = {name: getattr(row, name) for name in names} | {"except_id": row.id}
        wish = Wish(room_id, starts_at, ends_at, **taken)
        try:
            checks.check_times(wish)
            if not room.active:
                raise errors.RoomNotInUse(room=room.name)
            checks.check_places(wish, room=room)
            self._check_open(wish, room)
        except errors.CentreError as error:
            return error
        clash = self.clash(wish)
        return clash.error() if clash else None

    def clash(self, wish: Wish) -> Clash | None:
        """What is in the way of a wish among the loaded bookings."""
        room, busy = self.rooms[wish.room_id], wish.busy
        others = [
            row
            for row in self._rows[wish.room_id]
            if row.id != wish.except_id and row.busy_from < busy.ends and row.busy_until > busy.starts
        ]
        return checks.clash_among(wish, others, room=room)

    def _check_open(self, wish: Wish, room: RoomRow) -> None:
        days = sorted({wish.starts_at.date(), wish.ends_at.date()})
        spans = [span for day in days for span in self._times.spans(day, room_id=room.id)]
        if any(span.starts <= wish.starts_at and wish.ends_at <= span.ends for span in merged(spans)):
            return
        for row in self._times.closures(days[0], room_id=room.id):
            if row.starts_at < wish.ends_at and row.ends_at > wish.starts_at:
                closed = f"{row.starts_at:%Y-%m-%d %H:%M} – {row.ends_at:%Y-%m-%d %H:%M}"
                reason = row.reason or _("no reason given")
                raise errors.BookingInClosure(room=room.name, closed=closed, reason=reason)
        raise self._closed(room, days[0])

    def _closed(self, room: RoomRow, day: date) -> errors.CentreError:
        hours = calendar.listed(self._times.spans(day, room_id=room.id))
        told = _("{day:%Y-%m-%d} ({weekday})").format(day=day, weekday=_(calendar.WEEKDAYS[day.weekday()]))
        if not hours:
            return errors.BookingOnClosedDay(room=room.name, day=told)
        return errors.BookingOutsideHours(room=room.name, day=told, hours=hours)
