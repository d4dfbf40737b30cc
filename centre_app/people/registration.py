"""Registering with an ID number and consent as one action, and what the screens show of both.

A child under fourteen is registered by name only with a guardian's consent; without it the visit is counted nameless.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from centre_app import errors
from centre_app.i18n import N_
from centre_app.people import bands, consents, fields, identity, people, visits
from centre_app.people.consents import Given
from centre_app.storage.action import action
from centre_app.storage.database import db

_ABOUT = """
SELECT id_tail, id_digest IS NOT NULL, id_region, category, birth_date, birth_year, consented_on, image,
  given_on, given_by, relation, withdrawn_on, version
FROM person LEFT JOIN person_photo ON person_photo.person_id = person.id
LEFT JOIN consent ON consent.id = (SELECT max(id) FROM consent WHERE person_id = person.id)
LEFT JOIN consent_wording ON consent_wording.id = wording_id WHERE person.id = ?"""


@dataclass(frozen=True, slots=True)
class About:
    """What is shown beside a person's facts; `id_found`: the person can be found by the ID number."""

    id_tail: str
    id_found: bool
    id_region: str
    consent: consents.State
    photo: bytes | None


@action(N_("register a person"))
def register(*, id_number: str = "", consent: Given | None = None, **facts: Any) -> int:
    """Register a person and return the id; sex and birth not given are those of the ID number.

    Takes what `people.register` takes and raises what it, `identity.note_number` and `consents.give` raise, and
    GuardianConsentMissing for a child under fourteen without consent.
    """
    if id_number.strip():
        facts = _filled(identity.read(id_number), facts)
    _refuse_without_consent(facts, consent)
    person_id = people.register(**facts)
    if id_number.strip():
        identity.note_number(person_id=person_id, number=id_number)
    if consent is not None:
        consents.give(person_id=person_id, given=consent)
    return person_id


@action(N_("register and check in"))
def register_and_check_in(**facts: Any) -> int:
    """Register somebody who stands at the desk and check them in, as one action; takes and raises what `register` does."""
    person_id = register(**facts)
    visits.check_in(person_id=person_id)
    return person_id


def change(*, person_id: int, id_number: str = "", forget_id: bool = False, **facts: Any) -> None:
    """Change a person's facts and, where given, the ID number, as one action; without one it is `change_person`."""
    if id_number.strip() or forget_id:
        _change(person_id=person_id, id_number=id_number, facts=facts)
    else:
        people.change_person(person_id=person_id, **facts)


@action(N_("change a person"))
def _change(*, person_id: int, id_number: str, facts: dict[str, Any]) -> None:
    people.change_person(person_id=person_id, **facts)
    if id_number.strip():
        identity.note_number(person_id=person_id, number=id_number)
    else:
        identity.forget_number(person_id=person_id)


def about(person_id: int) -> About:
    """ID number, consent and photo of a person, in one query. Raises NotFound."""
    row = db.execute_sql(_ABOUT, (person_id,)).fetchone()
    if row is None:
        raise errors.NotFound
    last = None
    if row[8]:
        last = consents.Record(date.fromisoformat(row[8]), row[9], row[10], bands.day_of(row[11]), row[12])
    child = consents.is_child(birth_date=bands.day_of(row[4]), birth_year=row[5])
    state = consents.state_of(category=row[3], is_child=child, consented_on=bands.day_of(row[6]), last=last)
    return About(row[0], bool(row[1]), row[2], state, bytes(row[7]) if row[7] is not None else None)


def _filled(found: identity.Identity, facts: dict[str, Any]) -> dict[str, Any]:
    given = dict(facts)
    given["sex"] = given.get("sex") or found.sex
    if not any(given.get(name) is not None for name in ("birth_date", "birth_year", "age")):
        given["birth_date"] = found.born
    return given


def _refuse_without_consent(facts: dict[str, Any], consent: Given | None) -> None:
    birth = {name: facts.get(name) for name in ("birth_date", "birth_year", "age")}
    born = fields.birth(**birth)
    if consents.is_child(birth_date=born.day, birth_year=born.year):
        name = fields.name(facts["name"])
        if consent is None:
            raise errors.GuardianConsentMissing(who=name, age=consents.CHILD_UNTIL)
        consents.check(name=name, is_child=True, given=consent)
