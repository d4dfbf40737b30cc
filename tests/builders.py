"""Rows for tests, each with every value that a test does not care about filled in."""

from datetime import date, datetime, time
from itertools import count
from typing import Any

from centre_app.access.models import Clerk
from centre_app.centre.models import Closure, OpeningHours, Room
from centre_app.lending.models import Copy, CopyFlag, Donation, Title
from centre_app.people.grid_models import GridUnit
from centre_app.people.models import Person, Visit
from centre_app.rooms.models import Booking
from centre_app.storage.action import run

_numbers = count(1)
_LONG_AGO = date(2000, 1, 1)


def _make(model: Any, **values: Any) -> Any:
    return run("prepare a test", lambda: model.create(**values))


def a_clerk(*, name: str = "李敏") -> Clerk:
    """Somebody at the desk."""
    return _make(Clerk, name=name)


def a_room(
    *, name: str = "", kind: str = "study", capacity: int = 12, sharing: str = "exclusive", **more: Any
) -> Room:
    """A zone of the centre."""
    return _make(
        Room, name=name or f"功能室{next(_numbers)}", kind=kind, capacity=capacity, sharing=sharing, **more
    )


def open_daily(
    *, opens_at: str = "08:30", closes_at: str = "21:00", weekdays: range | tuple[int, ...] = range(7)
) -> None:
    """The same opening hours on all these weekdays (0 = Monday), for ever."""
    for weekday in weekdays:
        _make(OpeningHours, weekday=weekday, opens_at=opens_at, closes_at=closes_at, valid_from=_LONG_AGO)


def a_closure(*, day: date, room: Room | None = None, reason: str = "检修") -> Closure:
    """The centre, or a room, closed for one whole day."""
    start, end = datetime.combine(day, time.min), datetime.combine(day, time(23, 59, 59))
    return _make(Closure, room=room, starts_at=start, ends_at=end, reason=reason)


def a_person(*, name: str = "王小明", **more: Any) -> Person:
    """Somebody the centre knows, found by search as if registered at the desk."""
    from centre_app.storage import tokens

    card = more.pop("card_number", f"R{next(_numbers):06d}")
    key = tokens.person_key(name=name, phone=more.get("phone", ""), card_number=card or "")
    return _make(
        Person, name=name, card_number=card, name_sort=tokens.name_sort(name), search_key=key,
        registered_at=more.pop("registered_at", datetime(2026, 1, 1, 9)), **more,
    )  # fmt: skip


def a_grid_unit(*, name: str = "东片", **more: Any) -> GridUnit:
    """A unit of the grid, of the first level."""
    return _make(GridUnit, name=name, depth=more.pop("depth", 1), **more)


def a_visit(*, room: Room, arrived_at: datetime, **more: Any) -> Visit:
    """Somebody, or a group, in the centre."""
    return _make(
        Visit, room=room, arrived_at=arrived_at, last_seen_at=more.pop("last_seen_at", arrived_at), **more
    )


def a_booking(
    *, room: Room, starts_at: datetime, ends_at: datetime, title: str = "读书会", **more: Any
) -> Booking:
    """A room booked for a time."""
    return _make(Booking, room=room, starts_at=starts_at, ends_at=ends_at, title=title, **more)


def a_donation(*, donor: str = "市新华书店") -> Donation:
    """A batch given to the centre."""
    return _make(Donation, donor=donor, received_on=date(2026, 1, 5))


def a_title(*, name: str = "西游记", **more: Any) -> Title:
    """A work, found by search."""
    from centre_app.storage import tokens

    key = tokens.title_key(name=name, authors=more.get("authors", ""), isbn=more.get("isbn", ""))
    return _make(Title, name=name, name_sort=tokens.name_sort(name), search_key=key, **more)


def a_copy(*, title: Title | None = None, barcode: str = "", **more: Any) -> Copy:
    """One physical thing of a title; with a condition, it has that flag."""
    copy = _make(
        Copy, title=title or a_title(), barcode=barcode or f"B{next(_numbers):06d}",
        accessioned_on=more.pop("accessioned_on", date(2026, 1, 5)), **more,
    )  # fmt: skip
    if copy.condition != "good":
        since = datetime.combine(copy.condition_on or date(2026, 9, 1), time(9))
        _make(CopyFlag, copy=copy, flag=copy.condition, from_at=since)
    return copy


def an_id(region: str = "330106", born: str = "19580302", order: str = "002") -> str:
    """A resident ID number whose check digit is right; an even order is a woman's."""
    from stdnum.cn import ric

    body = f"{region}{born}{order}"
    return body + ric.calc_check_digit(f"{body}0")
