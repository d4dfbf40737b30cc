"""Opening hours per weekday, of the centre and of single rooms, as sets that are valid from a day on, perhaps until another.

A set once in force is never rewritten: the days that are over keep the hours they had.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from centre_app import clock, errors
from centre_app.centre.models import OpeningHours, Room
from centre_app.i18n import N_, _
from centre_app.storage.action import action

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
BEGINNING = date(2000, 1, 1)  # the first hours ever set also count for the days before: nobody said otherwise
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)|24:00")

Hours = Mapping[int, Iterable[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class HourSet:
    """The hours of a week that are valid from a day to the day before `valid_until` (None: until further notice).

    `week` has `HH:MM` pairs for each weekday from 0 = Monday. `id` is the first day as a number, for lists.
    """

    valid_from: date
    valid_until: date | None
    week: dict[int, list[tuple[str, str]]]

    @property
    def id(self) -> int:
        """A number that tells the sets of one place apart."""
        return self.valid_from.toordinal()


def week_hours(day: date | None = None, *, room_id: int | None = None) -> dict[int, list[tuple[str, str]]]:
    """The hours valid on a day (today), as `HH:MM` pairs for each weekday from 0 = Monday; a closed weekday has none.

    Of a room: its own hours alone, none at all where it follows the centre.
    """
    return _week(_of(room_id).where(_valid_on(day or clock.today())))


def hour_sets(*, room_id: int | None = None) -> list[HourSet]:
    """The sets of hours of the centre, or a room's own, in order, in one query. Where a room has none it follows the centre."""
    rows = list(_of(room_id))
    marks = sorted({row.valid_from for row in rows} | {row.valid_until for row in rows if row.valid_until})
    sets: list[HourSet] = []
    for number, begin in enumerate(marks):
        end = marks[number + 1] if number + 1 < len(marks) else None
        week = _week(row for row in rows if row.valid_from <= begin and (row.valid_until or date.max) > begin)
        if sets and sets[-1].valid_until == begin and sets[-1].week == week:
            sets[-1] = HourSet(sets[-1].valid_from, end, week)
        elif any(week.values()) or (room_id is None and end is not None):
            sets.append(HourSet(begin, end, week))
    return sets


@action(N_("set the opening hours"), needs="settings")
def set_hours(
    hours: Hours,
    valid_from: date | None = None,
    *,
    valid_until: date | None = None,
    room_id: int | None = None,
) -> None:
    """Let these hours be valid from a day (today) until the next hours already planned; a weekday not named is closed.

    With `valid_until` (the first day on which they are no longer valid) what was valid before goes on then. Hours of a
    room narrow the centre's. The first hours of a centre are valid for its past too. Spans that overlap or touch are
    joined. Raises HoursImpossible, HoursEndBeforeBegin, RoomHoursMissing, NotFound, and PastHoursStay when hours that were
    in force would be rewritten.
    """
    rows = [
        (weekday, opens_at, closes_at)
        for weekday in range(7)
        for opens_at, closes_at in _joined(weekday, hours.get(weekday, ()))
    ]
    _check_room(room_id, has_hours=bool(rows))
    first_ever = room_id is None and not _of(None).exists()
    begin = valid_from or (BEGINNING if first_ever else clock.today())
    if not first_ever and begin < clock.today():
        raise errors.PastHoursStay(day=begin)
    if valid_until is not None and valid_until <= begin:
        raise errors.HoursEndBeforeBegin(valid_from=begin, valid_until=valid_until)
    planned = _of(room_id).where(OpeningHours.valid_from > begin).order_by(OpeningHours.valid_from).first()
    until = valid_until or (planned.valid_from if planned else None)
    _carve(room_id, begin=begin, until=until)
    for weekday, opens_at, closes_at in rows:
        OpeningHours.create(
            room=room_id, weekday=weekday, opens_at=opens_at, closes_at=closes_at, valid_from=begin, valid_until=until
        )  # fmt: skip


@action(N_("drop opening hours that were planned"), needs="settings")
def drop_hours(valid_from: date, *, room_id: int | None = None) -> None:
    """Take back hours of the centre that are still to come: those before them go on. A room's may have begun.

    From then on (not before today) a room has the hours it had before, or follows the centre.
    Raises NotFound when no set begins that day, PastHoursStay.
    """
    sets = hour_sets(room_id=room_id)
    place = next((number for number, each in enumerate(sets) if each.valid_from == valid_from), None)
    if place is None:
        raise errors.NotFound
    dropped = sets[place]
    if valid_from <= clock.today() and room_id is None:
        raise errors.PastHoursStay(day=valid_from)
    begin = max(valid_from, clock.today())
    before = sets[place - 1] if place and sets[place - 1].valid_until == valid_from else None
    _carve(room_id, begin=begin, until=dropped.valid_until)
    for weekday, spans in (before.week if before else {}).items():
        for opens_at, closes_at in spans:
            OpeningHours.create(
                room=room_id, weekday=weekday, opens_at=opens_at, closes_at=closes_at, valid_from=begin,
                valid_until=dropped.valid_until,
            )  # fmt: skip


@action(N_("let a zone follow the centre's hours"), needs="settings")
def follow_centre(*, room_id: int) -> None:
    """From today on the room has no hours of its own; what is over stays as it was. Raises NotFound."""
    _check_room(room_id, has_hours=True)
    _carve(room_id, begin=clock.today(), until=None)


def _carve(room_id: int | None, *, begin: date, until: date | None) -> None:
    """Take the days from begin to before until out of the hours of a place; what lies on either side stays."""
    rows: Any = _of(room_id).where(OpeningHours.valid_until.is_null() | (OpeningHours.valid_until > begin))
    for row in list(rows if until is None else rows.where(OpeningHours.valid_from < until)):
        goes_on = until is not None and (row.valid_until is None or row.valid_until > until)
        if row.valid_from < begin:
            OpeningHours.update(valid_until=begin).where(OpeningHours.id == row.id).execute()
            if goes_on:
                OpeningHours.create(
                    room=room_id, weekday=row.weekday, opens_at=row.opens_at, closes_at=row.closes_at,
                    valid_from=until, valid_until=row.valid_until,
                )  # fmt: skip
        elif goes_on:
            OpeningHours.update(valid_from=until).where(OpeningHours.id == row.id).execute()
        else:
            OpeningHours.delete().where(OpeningHours.id == row.id).execute()


def _check_room(room_id: int | None, *, has_hours: bool) -> None:
    if room_id is None:
        return
    room = Room.get_or_none(Room.id == room_id)
    if room is None:
        raise errors.NotFound
    if not has_hours:
        raise errors.RoomHoursMissing(room=room.name)


def _of(room_id: int | None) -> Any:
    whose = OpeningHours.room.is_null() if room_id is None else OpeningHours.room == room_id
    return OpeningHours.select().where(whose)


def _valid_on(day: date) -> Any:
    return (OpeningHours.valid_from <= day) & (
        OpeningHours.valid_until.is_null() | (OpeningHours.valid_until > day)
    )


def _week(rows: Iterable[Any]) -> dict[int, list[tuple[str, str]]]:
    week: dict[int, list[tuple[str, str]]] = {weekday: [] for weekday in range(7)}
    for row in sorted(rows, key=lambda each: each.opens_at):
        week[row.weekday].append((row.opens_at, row.closes_at))
    return week


def _joined(weekday: int, spans: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    joined: list[tuple[str, str]] = []
    for opens_at, closes_at in sorted((_clean(opens), _clean(closes)) for opens, closes in spans):
        if not opens_at or not closes_at or opens_at >= closes_at:
            raise errors.HoursImpossible(weekday=_(WEEKDAYS[weekday]), opens_at=opens_at, closes_at=closes_at)
        if joined and opens_at <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes_at))
        else:
            joined.append((opens_at, closes_at))
    return joined


def _clean(text: str) -> str:
    """The time as `HH:MM`, empty when it is none."""
    text = text.strip().replace("：", ":")
    return text.zfill(5) if _TIME.fullmatch(text) else ""
