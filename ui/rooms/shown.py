"""What a board shows: a track for each room and day with its open time, a block for each booking. No pixels, no queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from centre_app.centre import calendar
from centre_app.centre.calendar import Span
from centre_app.i18n import _, _n
from centre_app.rooms.bookings import STATUS_LABELS, BookingRow
from ui.rooms.fitting import Facts
from ui.rooms.layout import DAY_MINUTES, Placed

CAME_TO_NOTHING = ("cancelled", "no_show", "displaced")


@dataclass(frozen=True, slots=True)
class Track:
    """A room on a day; `shut` are spans of minutes with the reason, `colour` the number of the room's colour."""

    room_id: int
    day: date
    title: str
    colour: int
    shut: tuple[tuple[int, int, str], ...]

    def moment(self, minute: int) -> datetime:
        """A minute of this day, which may lie beyond its midnight."""
        return datetime.combine(self.day, time.min) + timedelta(minutes=minute)

    def minute(self, moment: datetime) -> int:
        """Minutes from this day's midnight until a moment, negative before it."""
        return round((moment - datetime.combine(self.day, time.min)).total_seconds() / 60)

    @property
    def open_minutes(self) -> int:
        """For how many minutes the room is open that day."""
        return DAY_MINUTES - sum(ends - starts for starts, ends, _reason in self.shut)


class Block(NamedTuple):
    """One booking with its place. Its words carry no personal names; they are made when asked for, for there may be thousands."""

    row: BookingRow
    place: Placed

    @property
    def title(self) -> str:
        """What it is for."""
        return self.row.label

    @property
    def time(self) -> str:
        """From when until when."""
        return str(Span(self.row.starts_at, self.row.ends_at))

    @property
    def people(self) -> str:
        """For how many people."""
        count = self.row.head_count
        return _n("{count} person", "{count} people", count).format(count=count)

    @property
    def state(self) -> str:
        """What has become of it; empty for one that is simply confirmed."""
        if self.row.is_held and self.row.held_until is not None:
            return _("held until {time}").format(time=f"{self.row.held_until:%H:%M}")
        return "" if self.row.status == "confirmed" else _(STATUS_LABELS[self.row.status])

    @property
    def detail(self) -> str:
        """When, and for how many people."""
        return f"{self.time} · {self.people}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole board: what it paints and what it says. Tracks stand in bands of `across`; minutes count from midnight."""

    view: str
    tracks: tuple[Track, ...]
    blocks: tuple[Block, ...]
    across: int
    first_hour: int
    last_hour: int
    now: datetime
    facts: Facts
    by_track: dict[int, list[Block]] = field(default_factory=dict)

    @property
    def bands(self) -> int:
        """How many bands of tracks there are: one, or one for each room."""
        return len(self.tracks) // self.across if self.across else 0

    @property
    def is_coarse(self) -> bool:
        """Whether the hours are too low to point at a quarter of one: all rooms of a week or month."""
        return self.view in ("week", "month")

    def track_of(self, *, room_id: int, day: date) -> int:
        """The place of a room's day; its room's first, or the first of all, when it is not shown."""
        found = (number for number, one in enumerate(self.tracks) if (one.room_id, one.day) == (room_id, day))
        of_room = (number for number, one in enumerate(self.tracks) if one.room_id == room_id)
        of_day = (number for number, one in enumerate(self.tracks) if one.day == day)
        return next(found, next(of_room, next(of_day, 0)))

    def block_of(self, booking_id: int) -> Block | None:
        """A booking's block; the first when it runs over midnight."""
        return (
            next((block for block in self.blocks if block.row.id == booking_id), None) if booking_id else None
        )

    def blocks_between(self, *, track: int, starts: int, ends: int) -> list[Block]:
        """The blocks of a track that touch a span of minutes, from the left."""
        blocks = self.by_track.get(track, [])
        return [block for block in blocks if block.place.starts < ends and block.place.ends > starts]

    def shut_reason(self, *, track: int, minute: int) -> str | None:
        """Why the room is closed at a minute; None when it is open."""
        for starts, ends, reason in self.tracks[track].shut:
            if starts <= minute < ends:
                return reason or _("closed")
        return None

    def use_percent(self, track: int) -> int | None:
        """How much of the room's open time that day is booked, in percent; None on a closed day without bookings."""
        held = [(one.place.starts, one.place.ends) for one in self.by_track.get(track, []) if one.row.holds]
        minutes, available = covered(held), self.tracks[track].open_minutes
        if not available:
            return 100 if minutes else None
        return round(100 * minutes / available)


def covered(spans: Sequence[tuple[int, int]]) -> int:
    """How many minutes the spans cover together."""
    total, until = 0, 0
    for starts, ends in sorted(spans):
        total += max(0, ends - max(starts, until))
        until = max(until, ends)
    return total


def day_title(day: date) -> str:
    """The day with its weekday, and with what the calendar knows of it."""
    title = f"{day:%Y-%m-%d} {_(calendar.WEEKDAYS[day.weekday()])}"
    return " · ".join(filter(None, (title, day_fact(day))))


def short_weekday(day: date) -> str:
    """The weekday in the shortest form that is understood: 四, Th."""
    name = _(calendar.WEEKDAYS[day.weekday()])
    return name[:2] if name.isascii() else name[-1]


def day_fact(day: date) -> str:
    """The name of the day's holiday, or that it is a make-up workday; empty for other days."""
    return calendar.holiday_name(day) or (_("make-up workday") if calendar.is_makeup_workday(day) else "")
