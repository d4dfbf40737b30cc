"""Everything of one person by time: visits, loans and bookings in one list, and what is open of each now.

Windows by keyset, one query a section and window, so that ten thousand visits cost no more than ten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from centre_app import clock
from centre_app.i18n import _
from centre_app.rooms.bookings import STATUS_LABELS
from centre_app.storage.database import db

WINDOW = 100
Kind = Literal["visit", "loan", "booking"]
KINDS: tuple[Kind, ...] = ("visit", "loan", "booking")  # of equal moments the later comes first
_VISITS = """
SELECT visit.id, arrived_at AS at, left_at, room.name, purpose, left_assumed FROM visit
JOIN room ON room.id = visit.room_id WHERE visit.person_id = :person AND {before}
ORDER BY arrived_at DESC, visit.id DESC LIMIT :limit"""
_LOANS = """
SELECT loan.id, lent_at AS at, returned_at, title.name, copy.barcode, due_at, title.id FROM loan
JOIN copy ON copy.id = loan.copy_id JOIN title ON title.id = copy.title_id
WHERE loan.person_id = :person AND {before} ORDER BY lent_at DESC, loan.id DESC LIMIT :limit"""
_BOOKINGS = """
SELECT booking.id, starts_at AS at, ends_at, room.name, title, status FROM booking
JOIN room ON room.id = booking.room_id WHERE booking.person_id = :person AND status <> 'moving' AND {before}
ORDER BY starts_at DESC, booking.id DESC LIMIT :limit"""
_NOW = """
SELECT (SELECT count(*) FROM loan WHERE person_id = :person AND returned_at IS NULL),
  (SELECT count(*) FROM loan WHERE person_id = :person AND returned_at IS NULL AND due_at < :now),
  (SELECT count(*) FROM hold WHERE person_id = :person AND status IN ('waiting', 'captured')),
  (SELECT count(*) FROM hold WHERE person_id = :person AND status = 'captured')"""
_NEXT = """
SELECT booking.id, starts_at, ends_at, room.name, title FROM booking JOIN room ON room.id = booking.room_id
WHERE booking.person_id = :person AND status IN ('requested', 'confirmed', 'checked_in') AND ends_at > :now
ORDER BY starts_at, booking.id LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened with a person, or is to come. `what` names it, `state` says what became of it.

    `row_id` is that of the visit, loan or booking; `about_id` that of the title of a loan. `is_open`: not over yet.
    """

    kind: Kind
    row_id: int
    at: datetime
    until: datetime | None
    what: str
    state: str
    is_open: bool
    is_bad: bool = False
    about_id: int | None = None

    @property
    def id(self) -> str:
        """What tells it from every other in the list."""
        return f"{self.kind}:{self.row_id}"


@dataclass(frozen=True, slots=True)
class Now:
    """What is open of a person: loans out, those late, holds, those ready to pick up, and the next booking."""

    loans: int
    late: int
    holds: int
    ready: int
    booking: str
    booking_id: int | None


def events_of(
    person_id: int, *, kinds: Sequence[Kind] = KINDS, after: Event | None = None, limit: int = WINDOW
) -> list[Event]:
    """What happened with somebody, the latest first, in windows beginning after the given event; a query a kind."""
    found = [event for kind in kinds for event in _some(kind, person_id, after=after, limit=limit)]
    return sorted(found, key=place, reverse=True)[:limit]


def now_of(person_id: int) -> Now:
    """What is open of somebody at this moment, in two queries."""
    values = {"person": person_id, "now": clock.now()}
    loans, late, holds, ready = db.execute_sql(_NOW, values).fetchone()
    row = db.execute_sql(_NEXT, values).fetchone()
    if row is None:
        return Now(loans, late, holds, ready, "", None)
    words = _("{title} · {room} {day:%m-%d} {time:%H:%M}").format(
        title=row[4] or _("Booked"), room=row[3], day=_moment(row[1]), time=_moment(row[1])
    )
    return Now(loans, late, holds, ready, words, row[0])


def place(event: Event) -> tuple[datetime, int, int]:
    """Where an event stands in the list: the greatest comes first."""
    return (event.at, KINDS.index(event.kind), event.row_id)


def _some(kind: Kind, person_id: int, *, after: Event | None, limit: int) -> list[Event]:
    query, column, made = _SECTIONS[kind]
    values: dict[str, Any] = {"person": person_id, "limit": limit}
    before = "TRUE"
    if after is not None:
        at, rank, row_id = place(after)
        here = KINDS.index(kind)
        # of the same moment only what comes after it in the list
        same = "TRUE" if here < rank else f"{kind}.id < :id" if here == rank else "FALSE"
        before = f"{column} <= :at AND ({column} < :at OR {same})"
        values |= {"at": at, "id": row_id}
    rows = db.execute_sql(query.format(before=before), values).fetchall()
    return [made(row) for row in rows]


def _visit(row: tuple[Any, ...]) -> Event:
    left = _moment(row[2]) if row[2] else None
    state = _("here now") if left is None else _("assumed") if row[5] else ""
    what = " · ".join(part for part in (row[3], row[4]) if part)
    return Event("visit", row[0], _moment(row[1]), left, what, state, left is None)


def _loan(row: tuple[Any, ...]) -> Event:
    back, due = _moment(row[2]) if row[2] else None, _moment(row[5])
    late = back is None and due < clock.now()
    if back is not None:
        state = _("returned {day:%Y-%m-%d}").format(day=back)
    else:
        state = (_("overdue since {day:%m-%d}") if late else _("due {day:%m-%d}")).format(day=due)
    what = _("“{title}” ({code})").format(title=row[3], code=row[4])
    return Event("loan", row[0], _moment(row[1]), back, what, state, back is None, late, row[6])


def _booking(row: tuple[Any, ...]) -> Event:
    what = " · ".join((row[4] or _("Booked"), row[3]))
    is_open = row[5] in ("requested", "confirmed", "checked_in")
    state, bad = _(STATUS_LABELS[row[5]]), row[5] == "no_show"
    return Event("booking", row[0], _moment(row[1]), _moment(row[2]), what, state, is_open, bad)


_SECTIONS: dict[Kind, tuple[str, str, Any]] = {
    "visit": (_VISITS, "arrived_at", _visit),
    "loan": (_LOANS, "lent_at", _loan),
    "booking": (_BOOKINGS, "starts_at", _booking),
}


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
