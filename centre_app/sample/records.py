"""What stands beside the plain records: consents of both kinds, records that may be one person's, notes, lists, former cards."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from centre_app.centre.models import Room
from centre_app.people import bands, card_history, duplicates, notes, people, saved_lists
from centre_app.people.consents import CHILD_UNTIL
from centre_app.people.identity_models import ConsentWording
from centre_app.people.models import Person, Visit
from centre_app.people.selection import Selection
from centre_app.people.tag_models import Tag
from centre_app.sample import content

_WITHDRAWN, _MISSING, _DAYS_AGO = 4, 9, 12


def fill(dice: random.Random, *, today: date) -> None:
    """Write all of it over people who are there, so that every list of people shows something."""
    _register_twice(dice, today)
    adults = _some(dice, 12, Person.birth_year < today.year - 20, Person.card_number.is_null(False))
    texts = content.lists()
    for person, note in zip(adults, texts["notes"], strict=False):
        notes.write(person_id=person.id, **note)
    card_history.replace_card(person_id=adults[5].id, lost=True)
    card_history.replace_card(person_id=adults[6].id)
    card_history.bar(person_id=adults[7].id, reason=texts["barred"])
    for days, person in zip((-20, 9, 25), adults[8:], strict=False):
        people.change_person(person_id=person.id, card_expires_on=today + timedelta(days=days))
    for kept in texts["saved"]:
        saved_lists.save_list(name=kept["name"], chosen=_selection(kept, today))


def consents(dice: random.Random, *, today: date) -> list[dict[str, Any]]:
    """The consents of everybody: their own, a guardian's for a child; some were never given, some taken back."""
    wording = ConsentWording.select().order_by(ConsentWording.version.desc()).get()
    people_known: list[Any] = list(Person.select().order_by(Person.id))
    rows: list[dict[str, Any]] = []
    names = {person.id: person.name for person in people_known}
    without = {person.id for person in dice.sample(people_known, _MISSING)}
    takes_back = {person.id for person in dice.sample(people_known, _WITHDRAWN)} - without
    for person in people_known:
        if person.id in without or person.consented_on is None:
            continue
        age = bands.age_on(today, birth_date=person.birth_date, birth_year=person.birth_year)
        for_child = age is not None and age < CHILD_UNTIL and person.guardian_id is not None
        back = today - timedelta(days=_DAYS_AGO) if person.id in takes_back else None
        rows.append({
            "person": person.id, "wording": wording.id, "given_on": person.consented_on,
            "given_by": names[person.guardian_id] if for_child else "", "relation": "parent" if for_child else "self",
            "withdrawn_on": max(back, person.consented_on) if back else None,
        })  # fmt: skip
    Person.update(consented_on=None).where(Person.id.in_(sorted(without | takes_back))).execute()
    return rows


def _register_twice(dice: random.Random, today: date) -> None:
    """Two who were registered again in a hurry, each with a visit of their own; and two who are known to be two people."""
    known = _some(
        dice, 2, Person.phone != "", Person.birth_date.is_null(False), Person.birth_year < today.year - 20
    )
    first, second = known
    again = [
        people.register(name=first.name, phone=first.phone, sex=first.sex, consented_on=today),
        people.register(name=second.name, birth_date=second.birth_date, sex=second.sex, consented_on=today),
    ]
    people.change_person(person_id=again[1], building=second.household.building, door=second.household.door)
    at = datetime.combine(today - timedelta(days=2), time(15))
    for person_id in again:
        Visit.create(
            person=person_id, room=Room.select().order_by(Room.position).first(), arrived_at=at, last_seen_at=at,
            left_at=at + timedelta(minutes=50), grid_unit_id=people.person(person_id).facts["grid_unit_id"],
        )  # fmt: skip
    one, other = _some(dice, 2, Person.category == "resident")
    duplicates.set_apart(one_id=one.id, other_id=other.id)


def _some(dice: random.Random, count: int, *conditions: Any) -> list[Any]:
    return dice.sample(list(Person.select().where(*conditions).order_by(Person.id)), count)


def _selection(kept: dict[str, Any], today: date) -> Selection:
    ids = {tag.name: tag.id for tag in Tag.select()}
    days = kept.get("not_since_days")
    return Selection(
        tags=tuple(ids[name] for name in kept.get("tags", ()) if name in ids), bands=tuple(kept.get("bands", ())),
        volunteer=kept.get("volunteer", False), not_since=today - timedelta(days=days) if days else None,
    )  # fmt: skip
