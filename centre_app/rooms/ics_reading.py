"""Reading a calendar file into plain events on the centre's wall clock. What they become is decided in `ics_import.py`."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from centre_app import errors
from centre_app.rooms.ics import ALONE, BUFFERS, HEADS

MOST_EVENTS = 2_000
MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class IcsEvent:
    """One event. `starts` and `ends` are on the centre's wall clock, `own_starts` on the clock of its `zone`.

    `problem` is why it cannot be read as a booking. `rule` is its RRULE; `changed` are its exceptions by their original start.
    """

    uid: str
    title: str
    location: str
    starts: datetime
    ends: datetime
    own_starts: datetime
    zone: tzinfo | None
    head_count: int = 1
    alone: bool = False
    buffers: tuple[int, int] | None = None
    tentative: bool = False
    cancelled: bool = False
    rule: str = ""
    left_out: tuple[datetime, ...] = ()
    added: tuple[datetime, ...] = ()
    changed: dict[datetime, "IcsEvent"] = field(default_factory=dict)
    original: datetime | None = None
    problem: errors.CentreError | None = None


def read_events(path: Path) -> list[IcsEvent]:
    """The events of a calendar file, exceptions with their series. Raises IcsUnreadable, IcsEmpty, IcsTooLarge, IcsTimeZoneUnknown."""
    components = _components(path)
    if not components:
        raise errors.IcsEmpty(file=path.name)
    if len(components) > MOST_EVENTS:
        raise errors.IcsTooLarge(file=path.name, most=MOST_EVENTS)
    try:
        events = [_event(component) for component in components]
    except (ValueError, AttributeError, KeyError, IndexError, TypeError, OverflowError) as error:
        raise errors.IcsUnreadable(file=path.name) from error
    exceptions: dict[str, dict[datetime, IcsEvent]] = defaultdict(dict)
    for event in events:
        if event.original is not None:
            exceptions[event.uid][event.original] = event
    masters = [event for event in events if event.original is None]
    series = {event.uid for event in masters if event.rule or event.added}
    lone = [event for event in events if event.original is not None and event.uid not in series]
    whole = [
        replace(event, changed=exceptions[event.uid]) if event.uid in series else event for event in masters
    ]
    return [event for event in (*whole, *lone) if not event.cancelled]


def _components(path: Path) -> list[Any]:
    from icalendar import Calendar

    try:
        if path.stat().st_size > MOST_BYTES:
            raise errors.IcsTooLarge(file=path.name, most=MOST_EVENTS)
        calendars = Calendar.from_ical(path.read_bytes(), multiple=True)
        if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
            raise errors.IcsUnreadable(file=path.name)
        return [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except (OSError, ValueError, AttributeError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise errors.IcsUnreadable(file=path.name) from error


def _event(component: Any) -> IcsEvent:
    title = " ".join(str(component.get("summary", "")).split())
    own, zone, starts = _start(component, title)
    length = _length(component, title, starts)
    whole_day = not isinstance(component["dtstart"].dt, datetime)
    buffers = str(component.get(BUFFERS, "")).split("/")
    heads = str(component.get(HEADS, "1"))
    status = str(component.get("status", "")).upper()
    return IcsEvent(
        uid=str(component.get("uid", "")), title=title, location=" ".join(str(component.get("location", "")).split()),
        starts=starts, ends=starts + length, own_starts=own, zone=zone,
        head_count=int(heads) if heads.isdecimal() and len(heads) < 7 else 1, alone=str(component.get(ALONE, "")) == "1",
        buffers=(int(buffers[0]), int(buffers[1])) if len(buffers) == 2 and all(part.isdecimal() for part in buffers) else None,
        tentative=status == "TENTATIVE", cancelled=status == "CANCELLED", rule=_rule(component),
        left_out=tuple(_moments(component, "exdate", title)), added=tuple(_moments(component, "rdate", title)),
        original=_wall(component["recurrence-id"], title) if "recurrence-id" in component else None,
        problem=errors.IcsWholeDay(title=title) if whole_day else None,
    )  # fmt: skip


def _start(component: Any, title: str) -> tuple[datetime, tzinfo | None, datetime]:
    value = component["dtstart"]
    moment = value.dt if isinstance(value.dt, datetime) else datetime.combine(value.dt, datetime.min.time())
    return moment.replace(tzinfo=None), moment.tzinfo, _wall(value, title)


def _length(component: Any, title: str, starts: datetime) -> timedelta:
    if "dtend" in component:
        return _wall(component["dtend"], title) - starts
    length: timedelta = component["duration"].dt if "duration" in component else timedelta()
    return length


def _rule(component: Any) -> str:
    found = component.get("rrule")
    if found is None:
        return ""
    if isinstance(found, list):
        raise errors.RuleUnreadable(rule="RRULE … RRULE")
    return str(found.to_ical().decode())


def _moments(component: Any, name: str, title: str) -> list[datetime]:
    found = component.get(name)
    lists = found if isinstance(found, list) else [found] if found is not None else []
    return [_wall(value, title, within=listed) for listed in lists for value in listed.dts]


def _wall(value: Any, title: str, *, within: Any = None) -> datetime:
    """A moment on the centre's wall clock. Raises IcsTimeZoneUnknown for a zone that neither we nor the file know."""
    moment = value.dt[0] if isinstance(value.dt, tuple) else value.dt
    if not isinstance(moment, datetime):
        return datetime.combine(date(moment.year, moment.month, moment.day), datetime.min.time())
    if moment.tzinfo is None:
        zone = value.params.get("TZID") or (within.params.get("TZID") if within is not None else None)
        if zone:
            raise errors.IcsTimeZoneUnknown(zone=zone, title=title)
        return moment
    return moment.astimezone().replace(tzinfo=None)
