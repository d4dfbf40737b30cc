"""Typing paper sheets back in: what was written by hand while the power was out, with its original times.

Every line is judged first: good, already recorded, or wrong with a sentence. Good ones are written as one action; the others
stay with the clerk.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from centre_app import clock, errors
from centre_app.centre import rooms
from centre_app.centre.rooms import RoomRow
from centre_app.i18n import N_
from centre_app.people import assumed, cards, same_name, visits
from centre_app.people.models import Person, Visit
from centre_app.storage.action import action
from centre_app.storage.database import db

_NAMED = "SELECT id, phone FROM person WHERE name = ? LIMIT 50"
_THESE = "SELECT id, phone FROM person WHERE id IN (SELECT value FROM json_each(?))"
_AT_THAT_TIME = """
SELECT arrived_at FROM visit WHERE person_id = :person AND arrived_at < :until AND (left_at > :since OR left_at IS NULL
  OR arrived_at = :since) ORDER BY arrived_at LIMIT 1"""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line as typed; nothing in it is empty text that cannot be."""

    who: str = ""
    zone: str = ""
    arrived: str = ""
    left: str = ""
    purpose: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nobody wrote in this line: a zone alone is no visit."""
        return not any(part.strip() for part in (self.who, self.arrived, self.left, self.purpose))


@dataclass(frozen=True, slots=True)
class Judged:
    """What a line means. `state` is good, recorded (here already then), wrong, or blank; `words` say why."""

    state: Literal["good", "recorded", "wrong", "blank"]
    words: str = ""
    person_id: int | None = None
    room_id: int = 0
    arrived_at: datetime = datetime.min
    left_at: datetime | None = None
    purpose: str = ""


def judge(*, day: date, lines: Sequence[PaperLine]) -> list[Judged]:
    """What each line of a sheet of that day means, in their order; writes nothing."""
    zones = rooms.rooms()
    found: list[Judged] = []
    for line in lines:
        try:
            found.append(_clash_within(_judged(line, day=day, zones=zones), found, line.who))
        except errors.CentreError as error:
            recorded = isinstance(error, errors.VisitOverlaps)
            found.append(Judged("recorded" if recorded else "wrong", error.sentence()))
    return found


@action(N_("type a paper sheet back in"))
def enter(*, day: date, lines: Sequence[PaperLine]) -> int:
    """Write the good lines of a sheet, marked as entered late, and return how many; the others are left out.

    Whoever wrote no leaving time stayed as long as is usual, which is assumed; today's may still be here.
    """
    good = [row for row in judge(day=day, lines=lines) if row.state == "good"]
    for row in good:
        write(row)
    return len(good)


@action(N_("enter a visit later"))
def enter_late(
    *, person_id: int, room_id: int, arrived_at: datetime, left_at: datetime | None = None, purpose: str = ""
) -> int:
    """Enter the visit of somebody at a time past; returns its id. Without a leaving time it is as in `enter`.

    Raises VisitInFuture, LeftBeforeArrived, VisitOverlaps, RoomNotInUse, TextTooLong, NotFound.
    """
    visits.check_zone(room_id)
    row = Judged(
        "good", "", person_id, room_id, visits.past(arrived_at), left_at, visits.checked_text(purpose)
    )
    name = db.execute_sql("SELECT name FROM person WHERE id = ?", (person_id,)).fetchone()
    if name is None:
        raise errors.NotFound
    check_times(row)
    _check_not_here(row, name[0])
    return write(row)


def check_times(row: Judged) -> None:
    """Refuse times that cannot be. Raises VisitInFuture, LeftBeforeArrived."""
    visits.past(row.arrived_at)
    if row.left_at is not None:
        visits.past(row.left_at)
        if row.left_at < row.arrived_at:
            raise errors.LeftBeforeArrived(left=row.left_at, arrived=row.arrived_at)


def write(row: Judged) -> int:
    """Inside an action: write a good line and return the visit's id."""
    left = row.left_at
    if left is None:
        end = assumed.end_of(_stay(row))
        left = end if end <= clock.now() else None
    made = Visit.create(
        person=row.person_id, room=row.room_id, arrived_at=row.arrived_at, left_at=left, purpose=row.purpose,
        left_assumed=row.left_at is None and left is not None, last_seen_at=left or row.arrived_at, recorded_late=True,
        grid_unit_id=Person.select(Person.grid_unit_id).where(Person.id == row.person_id).scalar(),
    )  # fmt: skip
    return int(made.id)


def read_time(text: str, *, day: date) -> datetime | None:
    """A time of a sheet as a moment of its day, None for an empty one: `9`, `905`, `9:05`, `9点05`. Raises TimeUnreadable."""
    typed = re.sub(r"[点时:.,](?=\d)", ":", unicodedata.normalize("NFKC", text).strip()).rstrip("点时分")
    if not typed:
        return None
    found = re.fullmatch(r"(\d{1,2})(?::(\d{1,2}))?", typed) or re.fullmatch(r"(\d{1,2})(\d{2})", typed)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise errors.TimeUnreadable(text=text.strip())
    return datetime.combine(day, time(hour, minute))


def zone_of(text: str, *, zones: Sequence[RoomRow]) -> RoomRow:
    """The zone meant by its place in the list or the beginning of its name; the only one for none. Raises NoRoomYet, ZoneUnknown."""
    if not zones:
        raise errors.NoRoomYet
    typed = unicodedata.normalize("NFKC", text).strip()
    if typed.isdigit() and 1 <= int(typed) <= len(zones):
        return zones[int(typed) - 1]
    found = [zone for zone in zones if zone.name.casefold().startswith(typed.casefold())]
    same = [zone for zone in found if zone.name == typed]
    if len(same or found) != 1:
        raise errors.ZoneUnknown(text=typed)
    return (same or found)[0]


def _judged(line: PaperLine, *, day: date, zones: Sequence[RoomRow]) -> Judged:
    if line.is_blank:
        return Judged("blank")
    arrived = read_time(line.arrived, day=day)
    if arrived is None:
        raise errors.ArrivalMissing
    row = Judged(
        "good", "", _person(line.who), zone_of(line.zone, zones=zones).id, arrived, read_time(line.left, day=day),
        visits.checked_text(line.purpose),
    )  # fmt: skip
    check_times(row)
    _check_not_here(row, line.who.strip())
    return row


def _person(who: str) -> int | None:
    """The person meant by a card number, a name, or a name with the tail of the phone; None for nobody named."""
    typed = " ".join(unicodedata.normalize("NFKC", who).split())
    if not typed:
        return None
    by_card = cards.by_card(typed)
    if by_card is not None:
        return by_card
    name, _blank, tail = typed.rpartition(" ")
    found = _named(typed)
    if not found and name and re.fullmatch(r"\d{4}", tail):
        found = [row for row in _named(name) if row[1].endswith(tail)]
    if not found:
        raise errors.VisitorUnknown(text=typed)
    if len(found) > 1:
        raise errors.SeveralVisitors(text=typed, count=len(found))
    return int(found[0][0])


def _named(name: str) -> list[tuple[int, str]]:
    """Ids and phones of those of that name; where nobody writes it so, of those who write it in other characters."""
    exact: list[tuple[int, str]] = db.execute_sql(_NAMED, (name,)).fetchall()
    if exact:
        return exact
    others: list[tuple[int, str]] = db.execute_sql(
        _THESE, (str(same_name.otherwise_written(name)),)
    ).fetchall()
    return others


def _check_not_here(row: Judged, name: str) -> None:
    """Raise VisitOverlaps when that person was recorded here at that time."""
    if row.person_id is None:
        return
    end = _end(row)
    values = {
        "person": row.person_id,
        "since": row.arrived_at,
        "until": max(end, row.arrived_at + timedelta(seconds=1)),
    }
    found = db.execute_sql(_AT_THAT_TIME, values).fetchone()
    if found is not None:
        raise errors.VisitOverlaps(name=name, arrived=datetime.fromisoformat(found[0]))


def _clash_within(row: Judged, before: Sequence[Judged], who: str) -> Judged:
    """Nobody is twice on one sheet at the same time. Raises VisitOverlaps."""
    for other in before:
        same = (
            row.state == other.state == "good"
            and row.person_id is not None
            and row.person_id == other.person_id
        )
        if (
            same
            and row.arrived_at < max(_end(other), other.arrived_at + timedelta(seconds=1))
            and other.arrived_at <= _end(row)
        ):
            raise errors.VisitOverlaps(name=who.strip(), arrived=other.arrived_at)
    return replace(row)


def _end(row: Judged) -> datetime:
    return row.left_at or assumed.end_of(_stay(row))


def _stay(row: Judged) -> assumed.Stay:
    return assumed.Stay(0, row.arrived_at, row.arrived_at, rooms.room(row.room_id).usual_minutes)
