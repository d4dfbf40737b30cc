"""Bookings as a calendar file (.ics, RFC 5545) for phones and other programs. Reading one is in `ics_import.py`.

Times are floating: the wall clock of the centre, which every calendar shows as it stands here; no zone can shift them.
SUMMARY is the title of a booking; no person's name and no note leave the centre.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from centre_app import clock, errors
from centre_app.centre.models import Room
from centre_app.i18n import N_, _
from centre_app.rooms import recurrence
from centre_app.rooms.models import Booking, Series
from centre_app.rooms.recurrence import Rule
from centre_app.rooms.series_lines import SeriesWish
from centre_app.rooms.series_write import wish_of_series
from centre_app.storage import action
from centre_app.storage.database import db

if TYPE_CHECKING:
    from icalendar import Event

SHOWN = ("requested", "confirmed", "checked_in", "completed")
HEADS, ALONE, BUFFERS = "X-CENTRE-HEADS", "X-CENTRE-ALONE", "X-CENTRE-BUFFERS"
_PRODUCT = "-//Centre Desk//Rooms//EN"


def booking_ics(booking_id: int) -> bytes:
    """One booking, whether of a series or not. Raises NotFound."""
    rows = _rows(Booking.id == booking_id)
    if not rows:
        raise errors.NotFound
    return _calendar([_single(rows[0])])


def series_ics(series_id: int) -> bytes:
    """One series with all its dates. Raises NotFound."""
    rows = _rows(Booking.series == series_id)
    if not rows:
        raise errors.NotFound
    days = [day for row in rows for day in (row.occurrence_on, row.starts_at.date())]
    return _calendar(_events(rows, first=min(days), last=max(days), room_id=None))


def room_ics(room_id: int, *, first: date, last: date) -> bytes:
    """The bookings of one room that begin from first to last."""
    rows = _rows((Booking.room == room_id) & _between(first, last))
    return _calendar(_events(rows, first=first, last=last, room_id=room_id))


def centre_ics(*, first: date, last: date) -> bytes:
    """The bookings of all rooms that begin from first to last."""
    return _calendar(_events(_rows(_between(first, last)), first=first, last=last, room_id=None))


def save(path: Path, content: bytes) -> None:
    """Write a calendar file and note in the audit log that it was written. Raises IcsNotWritten."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise errors.IcsNotWritten(path=path) from error
    action.note(N_("export a calendar file"), subject="booking")


def uid_of(kind: str, row: Any) -> str:
    """What names a booking or series in every calendar: the one it was imported with, else made from its id."""
    return row.uid or f"{kind}-{row.id}@{own_name()}"


def own_name() -> str:
    """What tells this centre's calendar entries from those of others: made from the moment it was set up."""
    begun = db.execute_sql("SELECT at FROM action ORDER BY id LIMIT 1").fetchone()
    digest = hashlib.sha256(str(begun).encode()).hexdigest()
    return f"{digest[:16]}.centre-desk"


def _between(first: date, last: date) -> Any:
    begin, end = datetime.combine(first, time.min), datetime.combine(last, time.min) + timedelta(days=1)
    return (Booking.starts_at >= begin) & (Booking.starts_at < end)


def _rows(which: Any) -> list[Any]:
    query: Any = (
        Booking.select(Booking, Room)
        .join(Room)
        .where(which, Booking.status.in_(SHOWN))
        .order_by(Booking.starts_at, Booking.id)
    )
    return list(query)


def _calendar(events: Iterable["Event"]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(rows: list[Any], *, first: date, last: date, room_id: int | None) -> Iterator["Event"]:
    by_series: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        if row.series_id is None:
            yield _single(row)
        else:
            by_series[row.series_id].append(row)
    query: Any = Series.select(Series, Room).join(Room).where(Series.id.in_(list(by_series)))
    for series in query:
        own = by_series[series.id]
        wish = wish_of_series(series)
        days = _days(wish, first, last)
        if not days or room_id not in (None, series.room_id):
            yield from map(_single, own)
        else:
            yield from _recurring(series, wish, rows=own, days=days)


def _days(wish: SeriesWish, first: date, last: date) -> list[date]:
    try:
        found = recurrence.dates(wish.rule, wish.starts_on).days
    except errors.CentreError:  # a series that was cancelled as a whole has no date any more
        return []
    return [day for day in found if first <= day <= last]


def _recurring(series: Any, wish: SeriesWish, *, rows: list[Any], days: list[date]) -> Iterator["Event"]:
    """The series as one event: RRULE, what is left out as EXDATE, what is added as RDATE, each exception on its own."""
    uid = uid_of("series", series)
    starts, ends = wish.span(days[0])
    master = _event(uid, series, room=series.room.name, starts=starts, ends=ends)
    master.add("rrule", _recur(_bounded(wish.rule, days)))
    there = {row.occurrence_on for row in rows}
    left_out = [wish.span(day)[0] for day in days if day not in there]
    added = [wish.span(day)[0] for day in sorted(there - set(days))]
    if left_out:
        master.add("exdate", left_out)
    if added:
        master.add("rdate", added)
    yield master
    for row in rows:
        if not _is_usual(row, series, wish):
            single = _single(row, uid=uid)
            single.add("recurrence-id", wish.span(row.occurrence_on)[0])
            yield single


def _bounded(rule: Rule, days: list[date]) -> Rule:
    return replace(rule, until=days[-1], count=None)


def _is_usual(row: Any, series: Any, wish: SeriesWish) -> bool:
    names = ("room_id", "title", "head_count", "alone", "buffer_before", "buffer_after")
    same = all(getattr(row, name) == getattr(series, name) for name in names)
    return same and row.status != "requested" and (row.starts_at, row.ends_at) == wish.span(row.occurrence_on)


def _single(row: Any, uid: str = "") -> "Event":
    return _event(
        uid or uid_of("booking", row), row, room=row.room.name, starts=row.starts_at, ends=row.ends_at,
        status=row.status,
    )  # fmt: skip


def _event(
    uid: str, row: Any, *, room: str, starts: datetime, ends: datetime, status: str = "confirmed"
) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", clock.utc_now().replace(tzinfo=UTC))
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", row.title or _("Booked"))
    event.add("location", room)
    event.add("status", "TENTATIVE" if status == "requested" else "CONFIRMED")
    event.add(HEADS, str(row.head_count))
    event.add(BUFFERS, f"{row.buffer_before}/{row.buffer_after}")
    if row.alone:
        event.add(ALONE, "1")
    return event


def _recur(rule: Rule) -> Any:
    from icalendar import vRecur

    return vRecur.from_ical(rule.to_text())
