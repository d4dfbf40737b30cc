"""When the centre and each of its rooms are open on some days: hours, closures and extra openings, read once and weighed.

The rule: the hours valid that day, those of a room cut down to the centre's; then closures and extra openings in the order
in which they were entered, so that the last word counts. What is about the whole centre is about every room, but an
opening of the whole centre does not open a room that is closed itself.
"""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from centre_app.centre.closures import ClosureRow, closures_between
from centre_app.centre.openings import OpeningRow, openings_between
from centre_app.centre.spans import Span, common, merged, tidy, without
from centre_app.centre.spells import days_of
from centre_app.storage.database import db

_ONE_DAY = timedelta(days=1)
_HOURS = """
SELECT room_id, weekday, opens_at, closes_at, valid_from, valid_until FROM opening_hours
WHERE valid_from <= ? AND (valid_until IS NULL OR valid_until > ?)"""
_Hours = tuple[str, str, date, date | None]
_Event = ClosureRow | OpeningRow


class OpenTimes:
    """The opening times of some days in three queries; answers for the centre and for each room without asking again."""

    def __init__(self, *, first: date, last: date) -> None:
        starts = datetime.combine(first, time.min)
        ends = datetime.combine(last, time.min) + _ONE_DAY
        self._hours = _hours_between(first, last)
        closures = closures_between(starts=starts, ends=ends)
        openings = openings_between(starts=starts, ends=ends)
        self._closures: dict[date, list[ClosureRow]] = defaultdict(list)
        self._events: dict[date, list[_Event]] = defaultdict(list)
        for closure in closures:
            for day in days_of(closure, first=first, last=last):
                self._closures[day].append(closure)
        # of two entered by one action the closure comes last and counts: better closed than promised
        events: list[_Event] = [*openings, *closures]
        for event in sorted(events, key=lambda row: row.entered):
            for day in days_of(event, first=first, last=last):
                self._events[day].append(event)

    def spans(self, day: date, *, room_id: int | None = None) -> list[Span]:
        """When the centre (or the room, where one is named) is open that day, in order; never outside the day."""
        open_spans = self._usual(day, room_id)
        events = [row for row in self._events.get(day, ()) if row.room_id in (None, room_id)]
        if not events:
            return open_spans
        room_shut: list[Span] = []
        for event in events:
            span, own = _within(day, event), event.room_id is not None
            if isinstance(event, ClosureRow):
                open_spans = without(open_spans, [span])
                room_shut = [*room_shut, span] if own else room_shut
            else:
                room_shut = without(room_shut, [span]) if own else room_shut
                open_spans = merged([*open_spans, *without([span], room_shut)])
        return tidy(open_spans)

    def is_apart(self, room_id: int) -> bool:
        """Whether the room has hours, closures or openings of its own: else it is open when the centre is."""
        return any(owner == room_id for owner, _weekday in self._hours) or any(
            event.room_id == room_id for events in self._events.values() for event in events
        )

    def closures(self, day: date, *, room_id: int | None = None) -> list[ClosureRow]:
        """The closures that touch that day: the centre's, and the room's where one is named."""
        return [row for row in self._closures.get(day, ()) if row.room_id in (None, room_id)]

    def _usual(self, day: date, room_id: int | None) -> list[Span]:
        centre = _valid(self._hours.get((None, day.weekday()), ()), day)
        if room_id is None or not self._has_own(day, room_id):
            return centre
        return common(centre, _valid(self._hours.get((room_id, day.weekday()), ()), day))

    def _has_own(self, day: date, room_id: int) -> bool:
        return any(
            valid_from <= day and (valid_until is None or day < valid_until)
            for weekday in range(7)
            for _opens, _closes, valid_from, valid_until in self._hours.get((room_id, weekday), ())
        )


def _valid(hours: list[_Hours] | tuple[()], day: date) -> list[Span]:
    return merged(
        Span(_moment(day, opens_at), _moment(day, closes_at))
        for opens_at, closes_at, valid_from, valid_until in hours
        if valid_from <= day and (valid_until is None or day < valid_until)
    )


def _within(day: date, event: _Event) -> Span:
    midnight = datetime.combine(day, time.min)
    return Span(max(event.starts_at, midnight), min(event.ends_at, midnight + _ONE_DAY))


def _hours_between(first: date, last: date) -> dict[tuple[int | None, int], list[_Hours]]:
    found: dict[tuple[int | None, int], list[_Hours]] = defaultdict(list)
    rows = db.execute_sql(_HOURS, (str(last), str(first)))
    for room_id, weekday, opens_at, closes_at, valid_from, valid_until in rows:
        until = date.fromisoformat(valid_until) if valid_until else None
        found[room_id, weekday].append((opens_at, closes_at, date.fromisoformat(valid_from), until))
    return found


def _moment(day: date, text: str) -> datetime:
    hours, minutes = int(text[:2]), int(text[3:])
    return datetime.combine(day, time.min) + min(timedelta(hours=hours, minutes=minutes), _ONE_DAY)
