"""Until when cards are good: the end of a new one, whose ends soon, and extending by a year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.people.bands import day_of
from centre_app.storage.action import action
from centre_app.storage.database import db

SOON_DAYS = 30
_SEEN_DAYS = 90
_MOST_AT_ONCE = 500
_ENDING = """
SELECT person.id, name, card_number, card_expires_on FROM person
WHERE card_expires_on BETWEEN :today AND :last AND card_number IS NOT NULL
  AND EXISTS (SELECT 1 FROM visit WHERE person_id = person.id AND arrived_at >= :seen)
ORDER BY card_expires_on, person.id LIMIT :limit"""
_HELD = """
SELECT id, name, card_number, card_expires_on FROM person WHERE card_number <> '' AND id IN ({marks})"""


@dataclass(frozen=True, slots=True)
class CardEnd:
    """Somebody's card and the last day it is good."""

    person_id: int
    name: str
    card_number: str
    ends_on: date

    @property
    def days_left(self) -> int:
        """Days from today to the last day; negative when it is over."""
        return (self.ends_on - clock.today()).days


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A card to be printed; `ends_on` is None for one without end."""

    person_id: int
    name: str
    card_number: str
    ends_on: date | None


def held_cards(person_ids: Sequence[int]) -> list[HeldCard]:
    """The cards of these people, in the order given; who has none is left out. A query for each 500 people."""
    found: dict[int, HeldCard] = {}
    for some in _in_parts(person_ids):
        rows = db.execute_sql(_HELD.format(marks=",".join("?" * len(some))), some)
        found |= {row[0]: HeldCard(row[0], row[1], row[2], day_of(row[3])) for row in rows}
    return [found[person_id] for person_id in person_ids if person_id in found]


def end_of_new() -> date | None:
    """The last day of a card given today, by the settings; None: without end."""
    months = settings.get("card_months")
    return clock.today() + relativedelta(months=months) if months else None


def end_of_replacement(present: date | None) -> date | None:
    """The last day of a card that takes another's place: as a new one; without a rule the day that was agreed, if to come."""
    agreed = present if present is not None and present >= clock.today() else None
    return end_of_new() or agreed


def ending_soon(*, limit: int = 50) -> list[CardEnd]:
    """Cards that end within thirty days, of people who came in the last ninety, the next to end first."""
    today = clock.today()
    seen = datetime.combine(today - timedelta(days=_SEEN_DAYS), time.min)
    values = {"today": today, "last": today + timedelta(days=SOON_DAYS), "seen": seen, "limit": limit}
    return [
        CardEnd(row[0], row[1], row[2], date.fromisoformat(row[3])) for row in db.execute_sql(_ENDING, values)
    ]


def warning(person_id: int) -> str:
    """What to say at a scan when somebody's card is over; "" for a good one."""
    row = db.execute_sql(
        "SELECT card_expires_on FROM person WHERE id = ? AND card_expires_on < ?",
        (person_id, clock.today()),
    ).fetchone()
    return _("The card expired on {day}.").format(day=row[0]) if row else ""


def is_ending(ends_on: date | None) -> bool:
    """Whether a card is over or will be within thirty days: then extending it is offered."""
    return ends_on is not None and ends_on <= clock.today() + timedelta(days=SOON_DAYS)


@action(N_("extend a card"))
def extend(*, person_id: int) -> date:
    """Let somebody's card be good for a year more, from its end or from today where that is over; returns the last day.

    Raises NotFound, NoCard and CardWithoutEnd.
    """
    row = db.execute_sql(
        "SELECT name, card_number, card_expires_on FROM person WHERE id = ?", (person_id,)
    ).fetchone()
    if row is None:
        raise errors.NotFound
    if not row[1]:
        raise errors.NoCard
    present = day_of(row[2])
    if present is None:
        raise errors.CardWithoutEnd(name=row[0])
    return _extend(person_id, present)


@action(N_("extend several cards"))
def extend_all(*, person_ids: Sequence[int]) -> int:
    """Extend the cards of all these people that have an end by a year, as one action; returns how many.

    Raises NothingToExtend when none of them has such a card.
    """
    limited = [(card.person_id, card.ends_on) for card in held_cards(person_ids) if card.ends_on]
    for person_id, ends_on in limited:
        _extend(person_id, ends_on)
    if not limited:
        raise errors.NothingToExtend
    return len(limited)


def _extend(person_id: int, present: date) -> date:
    until: date = max(present, clock.today()) + relativedelta(years=1)
    db.execute_sql("UPDATE person SET card_expires_on = ? WHERE id = ?", (until, person_id))
    return until


def _in_parts(ids: Sequence[int]) -> Iterator[list[int]]:
    for first in range(0, len(ids), _MOST_AT_ONCE):
        yield list(ids[first : first + _MOST_AT_ONCE])
