"""For how long each room is booked and open on each day: a year of it in one query of bookings and three of open time.

Bookings themselves are in `reads.py`; what really took place in a month is counted by the reports.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from centre_app.centre import calendar
from centre_app.storage.database import db

_DAY_MINUTES = 1440
_MINUTES = {f"{number // 60:02}:{number % 60:02}": number for number in range(_DAY_MINUTES)}
# One row a room, answered from the index `booking_use` alone, which it is only when the states are named like this. Each
# piece is `YYYY-MM-DD HH:MM` of its start and `HH:MM` of its end: a row for each would take three times as long to fetch.
_BOOKED = """
SELECT room_id, group_concat(substr(starts_at, 1, 16) || substr(ends_at, 12, 5))
FROM booking INDEXED BY booking_use
WHERE room_id IN (SELECT id FROM room) AND starts_at >= ? AND starts_at < ? AND ends_at > ?
  AND status IN ('confirmed', 'checked_in', 'completed')
GROUP BY room_id"""

DayMinutes = dict[date, int]


@dataclass(frozen=True, slots=True)
class Use:
    """A room on a day: minutes in which it is booked at all (overlaps once, no buffers), and minutes it is open."""

    booked: int
    open: int

    @property
    def percent(self) -> int | None:
        """The share of the open time that is booked, at most 100; None on a closed day without bookings."""
        if not self.open:
            return 100 if self.booked else None
        return min(100, round(100 * self.booked / self.open))


def use_of_days(first: date, last: date) -> dict[int, dict[date, Use]]:
    """Each room's use on every day from first to last, in a fixed number of queries; rooms never booked then are absent."""
    booked = booked_minutes(first, last)
    opened = calendar.room_minutes(first, last, room_ids=booked)
    return {
        room_id: {day: Use(minutes.get(day, 0), free) for day, free in opened[room_id].items()}
        for room_id, minutes in booked.items()
    }


def booked_minutes(first: date, last: date) -> dict[int, DayMinutes]:
    """For how many minutes each room is booked on each day from first to last: days without bookings are absent.

    Counts bookings that hold their place, without their buffers; in a shared room the time of several at once counts once.
    """
    begin, end = datetime.combine(first, time.min), datetime.combine(last, time.min) + timedelta(days=1)
    since = begin - timedelta(days=1)
    wanted = {str(first + timedelta(days=number)): number for number in range((last - first).days + 1)}
    days = [first + timedelta(days=number) for number in range(len(wanted))]
    found = {}
    for room_id, pieces in db.execute_sql(_BOOKED, (str(since), str(end), str(begin))):
        covered = _covered(sorted(pieces.split(",")))
        minutes = {days[wanted[day]]: count for day, count in covered.items() if day in wanted}
        if minutes:
            found[room_id] = minutes
    return found


def _covered(pieces: list[str]) -> dict[str, int]:
    """How many minutes of each day the pieces, in order, cover together; what runs over midnight is of both days."""
    minutes, totals = _MINUTES, dict[str, int]()
    carried: dict[str, int] = {}
    day, until, total = "", 0, 0
    for piece in pieces:
        if piece[:10] != day:
            totals[day] = total
            day = piece[:10]
            until = total = carried.pop(day, 0)
        starts, ends = minutes[piece[11:16]], minutes[piece[16:]]
        if ends <= starts:  # over midnight: no booking is longer than a day
            following = str(date.fromisoformat(day) + timedelta(days=1))
            carried[following] = max(carried.get(following, 0), ends)
            ends = _DAY_MINUTES
        if ends > until:
            total += ends - (starts if starts > until else until)
            until = ends
    totals[day] = total
    return {day: count for day, count in (totals | carried).items() if count}
