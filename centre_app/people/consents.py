"""Consents: who agreed to which wording and when, for themselves or for a child, and taking it back.

Under fourteen the guardian's consent is needed (Personal Information Protection Law, article 31).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.people import bands, fields
from centre_app.people.identity_models import RELATIONS, Consent, ConsentWording
from centre_app.storage.action import action
from centre_app.storage.database import db

CHILD_UNTIL = 14
LONGEST_WORDING = 5_000
RELATION_LABELS = {
    "self": N_("in person"),
    "parent": N_("parent"),
    "grandparent": N_("grandparent"),
    "guardian": N_("other guardian"),
}
Kind = Literal["given", "missing", "withdrawn", "not_needed"]
_WORDINGS = "SELECT id, version, text, valid_from FROM consent_wording ORDER BY version DESC"
_PERSON = "SELECT name, category, birth_date, birth_year, consented_on FROM person WHERE id = ?"
_ALL = """
SELECT given_on, given_by, relation, withdrawn_on, consent_wording.version
FROM consent LEFT JOIN consent_wording ON consent_wording.id = wording_id
WHERE person_id = ? ORDER BY consent.id DESC LIMIT 50"""


@dataclass(frozen=True, slots=True)
class Wording:
    """A version of what people consent to."""

    id: int
    version: int
    text: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class Given:
    """A consent to be noted: the day, and for a child the guardian's name and what they are to it (of RELATIONS)."""

    on: date
    by: str = ""
    relation: str = "self"


@dataclass(frozen=True, slots=True)
class Record:
    """A consent as it was given; `version` None where the wording is not known."""

    given_on: date
    given_by: str
    relation: str
    withdrawn_on: date | None
    version: int | None


@dataclass(frozen=True, slots=True)
class State:
    """How it stands with somebody's consent; `is_child`: under fourteen, so that a guardian's is needed."""

    kind: Kind
    is_child: bool
    last: Record | None
    since: date | None


def wordings() -> list[Wording]:
    """Every version, the one in use first."""
    return [
        Wording(row[0], row[1], row[2], date.fromisoformat(row[3]))
        for row in db.execute_sql(_WORDINGS).fetchall()
    ]


def wording() -> Wording:
    """The version in use."""
    return wordings()[0]


@action(N_("change the consent wording"), needs="settings")
def change_wording(*, text: str) -> int:
    """Use another wording from today on, as a new version, whose number is returned; consents given stay with theirs.

    Raises WordingMissing, WordingUnchanged, TextTooLong.
    """
    words = fields.limited(text.strip(), most=LONGEST_WORDING)
    if not words:
        raise errors.WordingMissing
    present = wording()
    if words == present.text:
        raise errors.WordingUnchanged(version=present.version)
    ConsentWording.create(version=present.version + 1, text=words, valid_from=clock.today())
    return present.version + 1


@action(N_("note a consent"))
def give(*, person_id: int, given: Given) -> None:
    """Note that somebody consented to the wording in use. Raises NotFound, ConsentInFuture, GuardianNameMissing."""
    name, is_child = _whose(person_id)
    if given.relation not in RELATIONS:
        raise ValueError(given.relation)
    by = check(name=name, is_child=is_child, given=given)
    Consent.create(
        person=person_id, wording=wording().id, given_on=given.on, given_by=by, relation=given.relation
    )
    db.execute_sql("UPDATE person SET consented_on = ? WHERE id = ?", (given.on.isoformat(), person_id))


@action(N_("withdraw a consent"))
def withdraw(*, person_id: int, withdrawn_on: date | None = None) -> None:
    """Note that the consent was taken back, today or on a day given.

    Raises NotFound, NoConsent, ConsentInFuture, WithdrawnBeforeGiven.
    """
    name, _is_child = _whose(person_id)
    day = withdrawn_on or clock.today()
    if day > clock.today():
        raise errors.ConsentInFuture(day=day)
    standing = [each for each in records(person_id) if each.withdrawn_on is None]
    since = bands.day_of(
        db.execute_sql("SELECT consented_on FROM person WHERE id = ?", (person_id,)).fetchone()[0]
    )
    if not standing and since is None:
        raise errors.NoConsent(who=name)
    latest = max([each.given_on for each in standing] or [since or day])
    if day < latest:
        raise errors.WithdrawnBeforeGiven(day=latest)
    if not standing:  # taken over from a list: the withdrawal is kept with the day it was given
        Consent.create(person=person_id, wording=None, given_on=since)
    Consent.update(withdrawn_on=day).where(
        Consent.person == person_id, Consent.withdrawn_on.is_null()
    ).execute()
    db.execute_sql("UPDATE person SET consented_on = NULL WHERE id = ?", (person_id,))


def records(person_id: int) -> list[Record]:
    """Every consent of somebody, the latest first."""
    return [_record(row) for row in db.execute_sql(_ALL, (person_id,)).fetchall()]


def is_child(*, birth_date: date | None, birth_year: int | None) -> bool:
    """Whether somebody born then is under fourteen today; not where the birth is unknown."""
    age = bands.age_on(clock.today(), birth_date=birth_date, birth_year=birth_year)
    return age is not None and age < CHILD_UNTIL


def check(*, name: str, is_child: bool, given: Given) -> str:
    """The name of who consented, as it is kept: "" for the person themselves.

    Raises ConsentInFuture; GuardianNameMissing where a guardian must consent and is not named.
    """
    if given.on > clock.today():
        raise errors.ConsentInFuture(day=given.on)
    by = fields.name(given.by) if given.by.strip() else ""
    if (is_child or given.relation != "self") and (not by or given.relation == "self"):
        raise errors.GuardianNameMissing(who=name, age=CHILD_UNTIL)
    return by if given.relation != "self" else ""


def state_of(*, category: str, is_child: bool, consented_on: date | None, last: Record | None) -> State:
    """How it stands, from what the record of the person says. A child's own word is no consent."""
    childs_own = is_child and last is not None and last.relation == "self" and last.version is not None
    kind: Kind = "missing"
    if category == "organisation":
        kind = "not_needed"
    elif consented_on is not None and not childs_own:
        kind = "given"
    elif consented_on is None and last is not None and last.withdrawn_on is not None:
        kind = "withdrawn"
    return State(kind, is_child, last, consented_on)


def state(person_id: int) -> State:
    """How it stands with somebody's consent, in two queries. Raises NotFound."""
    row = db.execute_sql(_PERSON, (person_id,)).fetchone()
    if row is None:
        raise errors.NotFound
    last = next(iter(records(person_id)), None)
    child = is_child(birth_date=bands.day_of(row[2]), birth_year=row[3])
    return state_of(category=row[1], is_child=child, consented_on=bands.day_of(row[4]), last=last)


def _whose(person_id: int) -> tuple[str, bool]:
    row = db.execute_sql(_PERSON, (person_id,)).fetchone()
    if row is None:
        raise errors.NotFound
    return row[0], is_child(birth_date=bands.day_of(row[2]), birth_year=row[3])


def _record(row: tuple[Any, ...]) -> Record:
    return Record(date.fromisoformat(row[0]), row[1], row[2], bands.day_of(row[3]), row[4])
