"""On which weekdays and at which hours the rooms were used: open and occupied minutes of each hour of the week."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from centre_app.centre.calendar import Span
from centre_app.reports.counts import rooms
from centre_app.reports.periods import Period

_HOUR = timedelta(hours=1)
Hour = tuple[int, int]  # weekday (0 = Monday) and hour of the day


@dataclass(frozen=True, slots=True)
class RoomHeat:
    """A room, or all of them where the name is empty; minutes by weekday and hour, summed over the period."""

    name: str
    opened: Counter[Hour] = field(default_factory=Counter)
    occupied: Counter[Hour] = field(default_factory=Counter)

    def percent(self, weekday: int | None, hour: int | None = None) -> int | None:
        """The occupied share of the open time in an hour of the week; None for all hours or weekdays together.

        None where it was never open.
        """
        hours = range(24) if hour is None else (hour,)
        weekdays = range(7) if weekday is None else (weekday,)
        wanted = [(day, each) for day in weekdays for each in hours]
        whole, used = (sum(minutes[place] for place in wanted) for minutes in (self.opened, self.occupied))
        return round(100 * used / whole) if whole else None


def heat(period: Period) -> list[RoomHeat]:
    """All rooms together, then each room: as far as `counts.rooms.use` goes, so the sums are those of the utilisation."""
    together = RoomHeat("")
    found = [together]
    for room in rooms.use(period):
        own = RoomHeat(room.name)
        own.opened.update(_by_hour(room.opened))
        own.occupied.update(_by_hour(room.occupied))
        together.opened.update(own.opened)
        together.occupied.update(own.occupied)
        found.append(own)
    return found


def hours_open(found: list[RoomHeat]) -> range:
    """The hours of the day from the first to the last at which any room was open."""
    hours = {hour for _weekday, hour in found[0].opened}
    return range(min(hours), max(hours) + 1) if hours else range(0)


def _by_hour(spans: Iterable[Span]) -> Counter[Hour]:
    minutes: Counter[Hour] = Counter()
    for span in spans:
        begin = span.starts
        while begin < span.ends:
            end = min(begin.replace(minute=0) + _HOUR, span.ends)
            minutes[begin.weekday(), begin.hour] += Span(begin, end).minutes
            begin = end
    return minutes
