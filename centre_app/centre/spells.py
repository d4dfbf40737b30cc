"""What closures and extra openings have in common: a span of the centre or of a room, once or repeating by a rule."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from centre_app import errors
from centre_app.centre import recurrence
from centre_app.centre.models import Room
from centre_app.storage.action import current_action
from centre_app.storage.database import db

_SECOND = timedelta(seconds=1)
_MOMENT = "%Y-%m-%d %H:%M:%S"
_TOUCHING = """
SELECT one.id, one.room_id, room.name, one.starts_at, one.ends_at, one.reason, one.rule, one.entered
FROM {table} AS one LEFT JOIN room ON room.id = one.room_id
WHERE one.starts_at < ? AND (one.ends_at > ? OR one.rule <> '') ORDER BY one.starts_at, one.id"""


@dataclass(frozen=True, slots=True)
class Spell:
    """One span, the first of many where it has a `rule`; `room_id` is None when it is about the whole centre.

    `entered` tells which of two that contradict each other was said last.
    """

    id: int
    room_id: int | None
    room_name: str
    starts_at: datetime
    ends_at: datetime
    reason: str
    rule: str = ""
    entered: int = 0

    @property
    def repeats(self) -> str:
        """How it repeats, in words; empty when it does not."""
        return recurrence.in_words(self.rule, starts_at=self.starts_at)

    def between(self, starts: datetime, ends: datetime) -> Iterable[Self]:
        """Its occurrences that touch this time, each as a span of its own."""
        length = self.ends_at - self.starts_at
        for begin in recurrence.occurrences(
            self.rule, starts_at=self.starts_at, after=starts - length, before=ends
        ):
            yield replace(self, starts_at=begin, ends_at=begin + length)

    def last_end(self, *, horizon: datetime) -> datetime:
        """When its last occurrence ends, looking no farther than the horizon."""
        if not self.rule:
            return self.ends_at
        found = recurrence.occurrences(
            self.rule, starts_at=self.starts_at, after=self.starts_at - _SECOND, before=horizon
        )
        return found[-1] + (self.ends_at - self.starts_at) if found else self.ends_at


def next_of(spell: Spell, *, now: datetime) -> Spell:
    """The occurrence under way or to come; the last one, or the only one, where all are over."""
    if not spell.rule:
        return spell
    years_ahead = now + timedelta(days=366 * 5)
    ahead = next(iter(spell.between(now, years_ahead)), None)
    if ahead is not None:
        return ahead
    end = spell.last_end(horizon=now)
    return replace(spell, starts_at=end - (spell.ends_at - spell.starts_at), ends_at=end)


def values_of(
    *, starts_at: datetime, ends_at: datetime, reason: str, room_id: int | None, rule: str
) -> dict[str, Any]:
    """The columns of a span as it is kept. Raises RuleUnreadable, NotFound for an unknown room."""
    if room_id is not None and not Room.select().where(Room.id == room_id).exists():
        raise errors.NotFound
    return {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "reason": reason.strip(),
        "room": room_id,
        "rule": recurrence.checked_rule(rule, starts_at=starts_at),
        "entered": current_action() or 0,
    }


def query_of(model: Any) -> Any:
    """The query behind every row of that table, by start; narrow it and pass it to `tuples_of`."""
    return (
        model.select(
            model.id, model.room, Room.name, model.starts_at, model.ends_at, model.reason, model.rule, model.entered
        )
        .left_outer_join(Room)
        .order_by(model.starts_at, model.id)
    )  # fmt: skip


def touching(model: Any, *, starts: datetime, ends: datetime) -> list[tuple[Any, ...]]:
    """Those that may touch this time, as `tuples_of` gives them; repeating ones are all taken that began before its end.

    In plain SQL: every booking that is checked asks for it, and to put the query together takes longer than to answer it.
    """
    sql = _TOUCHING.format(table=model._meta.table_name)
    return [
        (id_, room_id, room or "", datetime.fromisoformat(starts_at), datetime.fromisoformat(ends_at), *rest)
        for id_, room_id, room, starts_at, ends_at, *rest in db.execute_sql(
            sql, (ends.strftime(_MOMENT), starts.strftime(_MOMENT))
        )
    ]


def tuples_of(query: Any) -> list[tuple[Any, ...]]:
    """What a query finds, the name of the centre's rows as an empty text."""
    return [(*row[:2], row[2] or "", *row[3:]) for row in query.tuples()]


def days_of(spell: Spell, *, first: date, last: date) -> Iterable[date]:
    """The days from first to last that a span touches."""
    day = max(first, spell.starts_at.date())
    while day <= last and datetime.combine(day, time.min) < spell.ends_at:
        yield day
        day += timedelta(days=1)
