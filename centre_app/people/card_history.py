"""Cards that ended: lost, given back, or replaced by a new one. Their numbers are refused and never given again."""

from dataclasses import dataclass
from datetime import date, datetime

from centre_app import clock, errors
from centre_app.i18n import N_, _
from centre_app.people import card_terms, cards, fields, people
from centre_app.people.models import CARD_ENDS, CardRecord, Person
from centre_app.storage.action import action
from centre_app.storage.database import db

ENDS = {"lost": N_("lost"), "replaced": N_("replaced"), "returned": N_("given back")}
_FORMER = """
SELECT person_id, person.name, number, ended_at, ended_why FROM card_record JOIN person ON person.id = person_id"""


@dataclass(frozen=True, slots=True)
class FormerCard:
    """A number that somebody had until a moment, and why no longer (a code of ENDS)."""

    person_id: int
    name: str
    number: str
    ended_at: datetime
    ended_why: str


def former(code: str) -> FormerCard | None:
    """The card that once had this number, in one query; None for any other text."""
    try:
        number = fields.card(code)
    except errors.CardNumberTooLong:
        return None
    return next(iter(_rows(f"{_FORMER} WHERE number = ? COLLATE NOCASE", number)), None) if number else None


def refuse_former(code: str) -> None:
    """Raise CardEnded for the number of a card that is no longer good."""
    card = former(code)
    if card is not None:
        raise errors.CardEnded(
            number=card.number, name=card.name, ended=card.ended_at, why=_(ENDS[card.ended_why])
        )


def former_of(person_id: int) -> list[FormerCard]:
    """The numbers that somebody had, the latest first."""
    return _rows(f"{_FORMER} WHERE person_id = ? ORDER BY card_record.id DESC", person_id)


@action(N_("end a card"))
def end_card(*, person_id: int, why: str) -> None:
    """Let somebody's card be good no more, because it was `lost` or `returned`. Raises NoCard and NotFound."""
    _end(person_id, new=None, why=why)


@action(N_("give a new card"))
def replace_card(*, person_id: int, number: str = "", lost: bool = False) -> str:
    """Give somebody a new card, the next number where none is said; the old one ends. Returns the number.

    Raises CodeTaken, CardNumberTooLong, and NotFound.
    """
    new = cards.checked_card_number(number, person_id=person_id) or cards.next_card_number()
    present = people.person(person_id)
    until = card_terms.end_of_replacement(present.card_expires_on)
    if present.card_expires_on != until:
        people.change_person(person_id=person_id, card_expires_on=until)
    if present.card_number:
        _end(person_id, new=new, why="lost" if lost else "replaced")
    else:
        people.change_person(person_id=person_id, card_number=new)
    return new


@action(N_("bar a person from borrowing"), needs="override")
def bar(*, person_id: int, reason: str, until: date | None = None) -> None:
    """Lend nothing to somebody up to a day, or until it is lifted. Raises BarNeedsReason and NotFound."""
    words = reason.strip()
    if not words:
        raise errors.BarNeedsReason
    _set(person_id, barred_on=clock.today(), barred_until=until, barred_reason=words)


@action(N_("lift a bar or suspension"), needs="override")
def lift_bar(person_id: int) -> None:
    """Let somebody borrow again, who was barred or suspended. Raises NotFound."""
    _set(person_id, barred_on=None, barred_until=None, barred_reason="", suspended_until=None)


def bar_words(person_id: int) -> str:
    """Why somebody is kept from borrowing by a bar or a suspension, and until when; empty when by neither."""
    row = db.execute_sql(
        "SELECT barred_on, barred_until, barred_reason, suspended_until FROM person WHERE id = ?",
        (person_id,),
    ).fetchone()
    if row is None:
        raise errors.NotFound
    today = clock.today().isoformat()
    if row[0] is not None and row[1] is None:
        return _("Barred from borrowing: {reason}").format(reason=row[2])
    if row[0] is not None and row[1] >= today:
        return _("Barred from borrowing until {day}: {reason}").format(day=row[1], reason=row[2])
    if row[3] is not None and row[3] >= today:
        return _("Borrows again after {day}: something came back late.").format(day=row[3])
    return ""


def _end(person_id: int, *, new: str | None, why: str) -> None:
    if why not in CARD_ENDS:
        raise ValueError(why)
    number = people.person(person_id).card_number
    if not number:
        raise errors.NoCard
    people.change_person(person_id=person_id, card_number=new)
    CardRecord.create(person=person_id, number=number, ended_at=clock.now(), ended_why=why)


def _set(person_id: int, **values: object) -> None:
    if not Person.update(**values).where(Person.id == person_id).execute():
        raise errors.NotFound


def _rows(sql: str, value: object) -> list[FormerCard]:
    found = db.execute_sql(sql, (value,))
    return [FormerCard(row[0], row[1], row[2], datetime.fromisoformat(row[3]), row[4]) for row in found]
