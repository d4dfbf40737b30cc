"""Reading a board: a day, a week of one room or of all, a month. Every view costs the same fixed number of queries."""

import calendar as gregorian
from collections import defaultdict
from datetime import date, datetime, timedelta

from centre_app import clock
from centre_app.centre import calendar, rooms
from centre_app.centre.calendar import OpenTimes
from centre_app.centre.rooms import RoomRow
from centre_app.i18n import _
from centre_app.rooms import bookings
from centre_app.rooms.bookings import BookingRow
from ui.rooms import layout
from ui.rooms.fitting import Facts
from ui.rooms.geometry import DAY, MONTH, ROOM_WEEK, WEEK, Measures
from ui.rooms.layout import DAY_MINUTES, Item
from ui.rooms.shown import Block, Shown, Track

MEASURES: dict[str, Measures] = {"day": DAY, "room_week": ROOM_WEEK, "week": WEEK, "month": MONTH}


def days_of(view: str, day: date) -> list[date]:
    """The days a view shows when it is turned to `day`: itself, its week from Monday, or its month."""
    if view == "day":
        return [day]
    if view == "month":
        first, count = day.replace(day=1), gregorian.monthrange(day.year, day.month)[1]
    else:
        first, count = day - timedelta(days=day.weekday()), 7
    return [first + timedelta(days=number) for number in range(count)]


def stepped(view: str, day: date, by: int) -> date:
    """The day a view is turned to by one step forward or back; in a month the day of the month stays where it can."""
    if view == "day":
        return day + timedelta(days=by)
    if view != "month":
        return day + timedelta(days=7 * by)
    month = day.year * 12 + day.month - 1 + by
    year, number = month // 12, month % 12 + 1
    return date(year, number, min(day.day, gregorian.monthrange(year, number)[1]))


def read(day: date, *, view: str = "day", room_id: int = 0, with_cancelled: bool = False) -> Shown:
    """Read a view turned to a day; `room_id` matters to `room_week` alone."""
    days = days_of(view, day)
    rows = bookings.board(first=days[0], last=days[-1], include_cancelled=with_cancelled)
    known = rooms.rooms(include_inactive=True)
    needed = {row.room_id for row in rows}
    offered = [(colour, room) for colour, room in enumerate(known) if room.active or room.id in needed]
    if view == "room_week":
        offered = [pair for pair in offered if pair[1].id == room_id] or offered[:1]
    times = OpenTimes(first=days[0], last=days[-1])
    tracks = tuple(
        _track(room, colour, day=each, times=times, view=view) for colour, room in offered for each in days
    )
    blocks = _blocks(rows, tracks, MEASURES[view].least_minutes)
    first, last = _hours(tracks, blocks, times, days)
    by_track: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        by_track[block.place.column].append(block)
    facts = Facts({room.id: room for room in known}, rows, times)
    across = len(days) if view != "day" else len(tracks)
    return Shown(view, tracks, blocks, across, first, last, clock.now(), facts, dict(by_track))


def _track(room: RoomRow, colour: int, *, day: date, times: OpenTimes, view: str) -> Track:
    midnight = Track(room.id, day, "", colour, ())
    open_spans = [_minutes(midnight, span.starts, span.ends) for span in times.spans(day, room_id=room.id)]
    closures = [
        (*_minutes(midnight, row.starts_at, row.ends_at), row.reason)
        for row in times.closures(day, room_id=room.id)
    ]
    shut = [
        (starts, ends, next((reason for begin, end, reason in closures if begin < ends and starts < end), ""))
        for starts, ends in layout.closed_spans(open_spans)
    ]
    return Track(room.id, day, _title(room, day, view), colour, tuple(shut))


def _title(room: RoomRow, day: date, view: str) -> str:
    if view == "room_week":
        return f"{day:%m-%d} {_(calendar.WEEKDAYS[day.weekday()])}"
    return _("{room} · {capacity}").format(room=room.name, capacity=room.capacity)


def _blocks(rows: list[BookingRow], tracks: tuple[Track, ...], least: int) -> tuple[Block, ...]:
    places = {(track.room_id, track.day): number for number, track in enumerate(tracks)}
    items = []
    for number, row in enumerate(rows):
        day, last = row.starts_at.date(), row.ends_at.date()
        place = places.get((row.room_id, day))
        begin = row.starts_at.hour * 60 + row.starts_at.minute
        if place is not None:
            end = DAY_MINUTES if last > day else row.ends_at.hour * 60 + row.ends_at.minute
            items.append(Item(number, place, begin, end))
        end = row.ends_at.hour * 60 + row.ends_at.minute
        if last > day and end and (place := places.get((row.room_id, last))) is not None:
            items.append(Item(number, place, 0, end))
    return tuple(Block(rows[placed.key], placed) for placed in layout.place(items, least=least))


def _hours(
    tracks: tuple[Track, ...], blocks: tuple[Block, ...], times: OpenTimes, days: list[date]
) -> tuple[int, int]:
    edges: list[tuple[int, int]] = []
    if blocks:
        edges.append((min(block.place[2] for block in blocks), max(block.place[3] for block in blocks)))
    for shut in {track.shut for track in tracks}:  # most days are alike
        edges += layout.closed_spans([(starts, ends) for starts, ends, _reason in shut])
    for day in days:
        midnight = Track(0, day, "", 0, ())
        edges += [_minutes(midnight, span.starts, span.ends) for span in times.spans(day)]
    return layout.hours_shown(edges)


def _minutes(track: Track, starts: datetime, ends: datetime) -> tuple[int, int]:
    """The time as minutes of the track's day, cut at midnight on both sides."""
    return max(0, min(DAY_MINUTES, track.minute(starts))), max(0, min(DAY_MINUTES, track.minute(ends)))
