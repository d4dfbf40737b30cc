"""Visits: checking in by choice and by scan, groups, checking out, and closing what nobody checked out.

A leaving time nobody recorded is assumed (see `assumed.py`) and marked so. What the screens read is in `presence.py`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from peewee import IntegrityError

from centre_app import clock, errors
from centre_app.centre import rooms, settings
from centre_app.i18n import N_
from centre_app.people import assumed, fields, people, stays
from centre_app.people.models import Visit
from centre_app.people.presence import (
    ZONE_NOW,
    PastVisit,
    RoomLoad,
    VisitRow,
    here_by_room,
    here_now,
    open_visit_of,
    purposes,
    recent_visitors,
    today_count,
    visit,
    visits_of,
)
from centre_app.storage.action import action, current_clerk
from centre_app.storage.database import db

__all__ = [
    "PastVisit",
    "RoomLoad",
    "ScanIn",
    "VisitRow",
    "change_visit",
    "check_in",
    "check_out",
    "close_forgotten",
    "correct_visit",
    "here_by_room",
    "here_now",
    "join",
    "open_visit_of",
    "purposes",
    "recent_visitors",
    "register_and_check_in",
    "scan_in",
    "seen",
    "today_count",
    "visit",
    "visits_of",
]  # fmt: skip

MOST_HEADS = 10_000
LONGEST_TEXT = 60
LATE_FROM = timedelta(minutes=2)  # what was entered by hand for an earlier time is marked
# One statement: the desk waits for every check-in. What is not given is taken from the person's last visit.
_CHECK_IN = """
INSERT INTO visit (person_id, room_id, purpose, arrived_at, last_seen_at, head_count, group_name, recorded_late,
  grid_unit_id)
SELECT :person,
  CASE WHEN :room IS NOT NULL THEN (SELECT room.id FROM room WHERE active AND room.id = :room) ELSE coalesce(
    (SELECT room.id FROM room WHERE active AND room.id = last.room_id),
    (SELECT room.id FROM room WHERE active ORDER BY position, room.id LIMIT 1)) END,
  coalesce(nullif(:purpose, ''), last.purpose, ''), :at, :at, 1, '', :late,
  (SELECT grid_unit_id FROM person WHERE id = :person)
FROM (SELECT 1) LEFT JOIN
  (SELECT room_id, purpose FROM visit WHERE person_id = :person ORDER BY arrived_at DESC LIMIT 1) last"""
# What counts is the stay in the zone somebody went on to last.
_ALL_OPEN = f"""
SELECT visit.id, coalesce((SELECT max(from_at) FROM visit_stay WHERE visit_id = visit.id), arrived_at),
  coalesce(last_seen_at, arrived_at), usual_minutes,
  person_id IS NULL AND party_id IS NULL AND (age_from IS NOT NULL OR sex <> '')
FROM visit JOIN room ON room.id = {ZONE_NOW} WHERE left_at IS NULL"""  # noqa: S608
_OPEN = _ALL_OPEN + " AND person_id = ?"
_CORRECT_STAY = (
    "UPDATE visit_stay SET room_id = ? WHERE id = (SELECT max(id) FROM visit_stay WHERE visit_id = ?)"
)
_TODAYS = "SELECT id FROM visit WHERE person_id = ? AND arrived_at >= ? ORDER BY arrived_at DESC LIMIT 1"
_CLOSE_PARTY = "UPDATE visit SET left_at = ?, left_assumed = ? WHERE party_id = ? AND person_id IS NULL AND left_at IS NULL"
_CLOSE = "UPDATE visit SET left_at = ?, left_assumed = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class ScanIn:
    """What the scan of a card did: `already_here` wrote nothing; `new_visit` closed an old one as assumed before."""

    kind: Literal["checked_in", "already_here", "new_visit"]
    visit_id: int
    person_id: int
    name: str
    room_id: int
    room_name: str
    arrived_at: datetime


@action(N_("check in"))
def check_in(
    *, person_id: int, room_id: int | None = None, purpose: str = "", arrived_at: datetime | None = None
) -> int:
    """Open a visit and return its id; zone and purpose not given are those of the person's last visit.

    Where there is no last zone still in use, it is the first one. Raises AlreadyHere, VisitInFuture, NoRoomYet,
    RoomNotInUse, TextTooLong, NotFound.
    """
    at = past(arrived_at)
    late = arrived_at is not None and clock.now() - at >= LATE_FROM
    values = {"person": person_id, "room": room_id, "purpose": checked_text(purpose), "at": at, "late": late}
    try:
        visit_id: int = db.execute_sql(_CHECK_IN, values).lastrowid
    except IntegrityError as error:
        raise _why_not(person_id, room_id) from error
    return visit_id


def scan_in(*, person_id: int) -> ScanIn:
    """What the scan of a person's card means: in, already here, or here anew.

    Somebody here already stays as they are, unless their last sign of life (arrival, loan, return) is more than
    `rescan_minutes` ago (0: the usual stay of their zone): then the old visit is closed as assumed and a new one
    begins. Raises what `check_in` raises.
    """
    here = db.execute_sql(_OPEN, (person_id,)).fetchone()
    kind: Literal["checked_in", "already_here", "new_visit"]
    if here is None:
        kind, visit_id = "checked_in", check_in(person_id=person_id)
    elif not _is_over(here):
        kind, visit_id = "already_here", here[0]
    else:
        kind, visit_id = "new_visit", _begin_anew(person_id=person_id)
    row = visit(visit_id)
    return ScanIn(kind, visit_id, person_id, row.name, row.room_id, row.room_name, row.arrived_at)


@action(N_("register and check in"))
def register_and_check_in(**facts: Any) -> int:
    """Register somebody who stands at the desk and check them in, as one action; takes and raises what `register` does."""
    person_id = people.register(**facts)
    check_in(person_id=person_id)
    return person_id


@action(N_("check out"))
def check_out(*, visit_id: int, left_at: datetime | None = None) -> None:
    """End a visit, now or at a time given; a time that was only assumed may be corrected. A group leaves together.

    Raises NotFound, AlreadyLeft, LeftBeforeArrived, VisitInFuture.
    """
    row = visit(visit_id)
    left = past(left_at)
    if row.left_at is not None and not row.left_assumed:
        raise errors.AlreadyLeft(name=row.name, left=row.left_at)
    if left < row.arrived_at:
        raise errors.LeftBeforeArrived(left=left, arrived=row.arrived_at)
    db.execute_sql(_CLOSE, (left, False, visit_id))
    if row.person_id is None and row.party_id is not None:
        db.execute_sql(_CLOSE_PARTY, (left, False, row.party_id))


@action(N_("change a visit"))
def change_visit(
    *, visit_id: int, room_id: int | None = None, purpose: str | None = None, head_count: int | None = None
) -> None:
    """Correct the zone where it is now, purpose or head-count of a visit; what is None stays.

    Raises NotFound, RoomNotInUse when it would move to a zone no longer in use, HeadCountImpossible, TextTooLong.
    """
    present = visit(visit_id)
    values: dict[str, Any] = {}
    if room_id is not None and room_id != present.room_id:
        check_zone(room_id)
        if not db.execute_sql(_CORRECT_STAY, (room_id, visit_id)).rowcount:
            values["room"] = room_id
    if purpose is not None:
        values["purpose"] = checked_text(purpose)
    if head_count is not None:
        check_heads(head_count)
        values["head_count"] = head_count
    if values:
        Visit.update(**values).where(Visit.id == visit_id).execute()


@action(N_("change a visit"))
def correct_visit(
    *, visit_id: int, room_id: int | None = None, purpose: str | None = None, head_count: int | None = None,
    left_at: datetime | None = None,
) -> None:  # fmt: skip
    """Correct a visit and, where a time is given, end it then, as one action. Raises what the two verbs raise."""
    change_visit(visit_id=visit_id, room_id=room_id, purpose=purpose, head_count=head_count)
    if left_at is not None:
        check_out(visit_id=visit_id, left_at=left_at)


@action(N_("note a sign of life"))
def seen(*, person_id: int) -> None:
    """Note that somebody who is here was seen now (they borrow or return): their visit is not over yet."""
    now = clock.now()
    db.execute_sql(
        "UPDATE visit SET last_seen_at = ? WHERE person_id = ? AND left_at IS NULL AND last_seen_at < ?",
        (now, person_id, now),
    )


@action(N_("open or join today's visit"))
def join(*, person_id: int, room_id: int | None = None, purpose: str = "") -> int | None:
    """The visit of today that something done at the desk belongs to: the one there is, else a new one; never a second.

    Whoever is here was seen now, and goes on to `room_id` where one is given. None, and nothing written, where the setting
    `joins_visit` is off or there is no zone yet. Raises NotFound.
    """
    here = db.execute_sql(_OPEN, (person_id,)).fetchone()
    if here is not None and _stay(here).arrived_at.date() < clock.today():  # forgotten on an earlier day
        _close_all(ends={here[0]: assumed.end_of(_stay(here))})
        here = None
    if here is not None:
        seen(person_id=person_id)
        if room_id is not None:
            stays.move_on(visit_id=here[0], room_id=room_id)
        return int(here[0])
    earlier = db.execute_sql(_TODAYS, (person_id, clock.today())).fetchone()
    if earlier is not None:
        return int(earlier[0])
    if not settings.get("joins_visit"):
        return None
    try:
        return check_in(person_id=person_id, room_id=room_id, purpose=purpose)
    except errors.NoRoomYet:
        return None


def close_forgotten() -> int:
    """Close the visits of earlier days, and today's once the centre has closed, as assumed; returns how many.

    Whoever was only tallied is gone after the usual stay already: nobody will come to check them out. To be called every
    minute; where nobody is over it writes nothing.

    This is the program's doing, not the clerk's, and so never what the clerk's Undo takes back.
    """
    stays_open = [_stay(row) for row in db.execute_sql(_ALL_OPEN).fetchall()]
    ends = assumed.ends_of_forgotten(stays_open, now=clock.now())
    if ends:
        token = current_clerk.set(None)
        try:
            _close_all(ends=ends)
        finally:
            current_clerk.reset(token)
    return len(ends)


@action(N_("close forgotten visits"))
def _close_all(*, ends: dict[int, datetime]) -> None:
    for visit_id, left in ends.items():
        db.execute_sql(_CLOSE + " AND left_at IS NULL", (left, True, visit_id))


@action(N_("check in"))
def _begin_anew(*, person_id: int) -> int:
    here = db.execute_sql(_OPEN, (person_id,)).fetchone()  # the other desk may have checked them out by now
    if here is not None and _is_over(here):
        _close_all(ends={here[0]: min(assumed.end_of(_stay(here)), clock.now())})
    return check_in(person_id=person_id)


def _is_over(row: tuple[Any, ...]) -> bool:
    return assumed.is_over(_stay(row), now=clock.now(), after_minutes=settings.get("rescan_minutes"))


def _stay(row: tuple[Any, ...]) -> assumed.Stay:
    return assumed.Stay(
        row[0], datetime.fromisoformat(row[1]), datetime.fromisoformat(row[2]), row[3], bool(row[4])
    )


def check_zone(room_id: int) -> None:
    """Raise NotFound for no zone, RoomNotInUse for a retired one."""
    zone = rooms.room(room_id)
    if not zone.active:
        raise errors.RoomNotInUse(room=zone.name)


def _why_not(person_id: int, room_id: int | None) -> errors.CentreError:
    """Why the database refused a visit of this person in that zone."""
    row = db.execute_sql(
        "SELECT name, (SELECT arrived_at FROM visit WHERE person_id = person.id AND left_at IS NULL),"
        " EXISTS (SELECT 1 FROM room WHERE active) FROM person WHERE id = ?",
        (person_id,),
    ).fetchone()
    if row is None:
        return errors.NotFound()
    if row[1]:
        return errors.AlreadyHere(name=row[0], since=datetime.fromisoformat(row[1]))
    if room_id is not None:
        check_zone(room_id)
    return errors.NotFound() if row[2] else errors.NoRoomYet()


def past(moment: datetime | None) -> datetime:
    """The moment, or now. Raises VisitInFuture."""
    now = clock.now()
    if moment is None:
        return now
    if moment > now:
        raise errors.VisitInFuture(moment=moment)
    return moment.replace(microsecond=0)


def checked_text(text: str) -> str:
    """A purpose or the name of a group in one spelling. Raises TextTooLong."""
    return fields.limited(" ".join(text.split()), most=LONGEST_TEXT)


def check_heads(count: int) -> None:
    """Refuse a group of nobody, or of a whole town. Raises HeadCountImpossible."""
    if not 1 <= count <= MOST_HEADS:
        raise errors.HeadCountImpossible(most=MOST_HEADS)
