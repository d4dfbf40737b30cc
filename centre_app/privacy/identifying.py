"""By which words somebody would be recognised: names, phones and card numbers, those of before as well."""

import json
from typing import Any

from centre_app.people.models import Person
from centre_app.storage.database import db

# Shorter ones stand in other words too: writing them over would spoil what has nothing to do with the person.
_SHORTEST = {"name": 2, "phone": 5, "card_number": 4}
# Those of records that were merged into theirs as well. An ID number is kept as four digits, which stand in too much else.
_IMAGES = """
SELECT before FROM change WHERE table_name = 'person' AND before IS NOT NULL
  AND row_id IN (SELECT :person UNION SELECT away_id FROM person_merge WHERE person_id = :person)"""
_FORMER = "SELECT number FROM card_record WHERE person_id = ?"


def words_of(person_id: int) -> tuple[str, ...]:
    """The words, the longest first, so that none is written over in part."""
    row = Person.select().where(Person.id == person_id).dicts().first()
    states: list[dict[str, Any]] = [row] if row else []
    states += [json.loads(text) for (text,) in db.execute_sql(_IMAGES, {"person": person_id})]
    found = {
        str(state.get(key) or "") for state in states for key in _SHORTEST if _is_long(key, state.get(key))
    }
    found |= {
        number for (number,) in db.execute_sql(_FORMER, (person_id,)) if _is_long("card_number", number)
    }
    return tuple(sorted(found, key=len, reverse=True))


def _is_long(key: str, value: object) -> bool:
    return len(str(value or "")) >= _SHORTEST[key]
