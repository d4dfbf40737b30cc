"""What the day board shows: a column for each room with its open time, a block for each booking. No pixels here."""

from dataclasses import dataclass
from datetime import date, datetime, time

from centre_app import clock
from centre_app.centre import calendar, rooms
from centre_app.centre.calendar import OpenTimes, Span
from centre_app.centre.rooms import RoomRow
from centre_app.i18n import _, _n
from centre_app.rooms import bookings
from centre_app.rooms.bookings import STATUS_LABELS, BookingRow
from ui.rooms import layout
from ui.rooms.layout import DAY_MINUTES, Item, Placed

CAME_TO_NOTHING = ("cancelled", "no_show", "displaced")
LEAST_MINUTES = 30  # a shorter booking is drawn so long, so that its title can be read


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board; `shut` are spans of minutes with the reason, `colour` the number of the room's colour."""

    key: int
    title: str
    colour: int
    shut: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One booking with its place. Its words carry no personal names."""

    row: BookingRow
    place: Placed
    title: str
    time: str
    people: str
    state: str

    @property
    def detail(self) -> str:
        """When, and for how many people."""
        return f"{self.time} · {self.people}"


@dataclass(frozen=True, slots=True)
class DayBoard:
    """A whole day: what the board paints and what it says. Minutes count from midnight."""

    day: date
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    first_hour: int
    last_hour: int
    now_minute: int | None

    def column_of(self, room_id: int) -> int:
        """The place of a room's column, 0 when it has none."""
        return next((number for number, column in enumerate(self.columns) if column.key == room_id), 0)

    def blocks_at(self, *, column: int, minute: int) -> list[Block]:
        """The blocks of a column that cover a minute, from the left."""
        return [
            block
            for block in self.blocks
            if block.place.column == column and block.place.starts <= minute < block.place.ends
        ]

    def shut_reason(self, *, column: int, minute: int) -> str | None:
        """Why the room is closed at a minute; None when it is open."""
        for starts, ends, reason in self.columns[column].shut:
            if starts <= minute < ends:
                return reason or _("closed")
        return None


def read(day: date, *, with_cancelled: bool = False) -> DayBoard:
    """Read a day in a fixed number of queries, whatever the number of rooms and bookings."""
    rows = bookings.day_board(day, include_cancelled=with_cancelled)
    needed = {row.room_id for row in rows}
    shown = [
        (number, room)
        for number, room in enumerate(rooms.rooms(include_inactive=True))
        if room.active or room.id in needed
    ]
    times = OpenTimes(first=day, last=day)
    columns = tuple(_column(room, number, day, times) for number, room in shown)
    blocks = _blocks(day, rows, [column.key for column in columns])
    spans = [_minutes(day, span) for _number, room in shown for span in times.spans(day, room_id=room.id)]
    spans += [_minutes(day, span) for span in times.spans(day)]
    first, last = layout.hours_shown([*spans, *((block.place.starts, block.place.ends) for block in blocks)])
    now = clock.now()
    minute = now.hour * 60 + now.minute if now.date() == day else None
    return DayBoard(day, columns, blocks, first, last, minute)


def _column(room: RoomRow, number: int, day: date, times: OpenTimes) -> Column:
    open_spans = [_minutes(day, span) for span in times.spans(day, room_id=room.id)]
    closures = [
        (*_minutes(day, Span(row.starts_at, row.ends_at)), row.reason)
        for row in times.closures(day, room_id=room.id)
    ]
    title = _("{room} · {capacity}").format(room=room.name, capacity=room.capacity)
    shut = [
        (starts, ends, next((reason for begin, end, reason in closures if begin < ends and starts < end), ""))
        for starts, ends in layout.closed_spans(open_spans)
    ]
    return Column(room.id, title, number, tuple(shut))


def _blocks(day: date, rows: list[BookingRow], keys: list[int]) -> tuple[Block, ...]:
    by_id = {row.id: row for row in rows}
    items = []
    for row in rows:
        starts, ends = _minutes(day, Span(row.starts_at, row.ends_at))
        items.append(Item(row.id, keys.index(row.room_id), starts, ends))
    return tuple(_block(by_id[placed.key], placed) for placed in layout.place(items, least=LEAST_MINUTES))


def _block(row: BookingRow, placed: Placed) -> Block:
    state = _(STATUS_LABELS[row.status])
    people = _n("{count} person", "{count} people", row.head_count).format(count=row.head_count)
    when = str(Span(row.starts_at, row.ends_at))
    return Block(row, placed, row.label, when, people, "" if row.status == "confirmed" else state)


def _minutes(day: date, span: Span) -> tuple[int, int]:
    """The span as minutes of the day, cut at midnight on both sides."""
    midnight = datetime.combine(day, time.min)
    return tuple(  # type: ignore[return-value]
        max(0, min(DAY_MINUTES, round((moment - midnight).total_seconds() / 60)))
        for moment in (span.starts, span.ends)
    )


def day_title(day: date) -> str:
    """The day with its weekday, and with what the calendar knows of it."""
    title = f"{day:%Y-%m-%d} {_(calendar.WEEKDAYS[day.weekday()])}"
    return " · ".join(filter(None, (title, day_fact(day))))


def day_fact(day: date) -> str:
    """The name of the day's holiday, or that it is a make-up workday; empty for other days."""
    return calendar.holiday_name(day) or (_("make-up workday") if calendar.is_makeup_workday(day) else "")
