"""The whole family in one tap: who belongs to somebody, and checking in those who came as one action."""

from collections.abc import Sequence
from dataclasses import dataclass

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.people import bands, presence, stays, visits
from centre_app.storage.action import action
from centre_app.storage.database import db

_MOST = 300
_FAMILY = """
WITH me AS (SELECT id, household_id, guardian_id FROM person WHERE id = :person)
SELECT p.id, p.name, p.birth_date, p.birth_year, v.id IS NOT NULL FROM person p LEFT JOIN visit v
  ON v.person_id = p.id AND v.left_at IS NULL
WHERE p.id = :person OR p.household_id = (SELECT household_id FROM me) OR p.id = (SELECT guardian_id FROM me)
  OR p.guardian_id = :person OR p.guardian_id = (SELECT guardian_id FROM me)
ORDER BY p.id <> :person, coalesce(p.birth_date, p.birth_year || '-12-31', '9999'), p.id LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of a family; `age` in full years today, None where unknown."""

    id: int
    name: str
    age: int | None
    is_here: bool


def family_of(person_id: int) -> list[Relative]:
    """Somebody and their household, guardian, wards and those with the same guardian: themselves first, then the eldest."""
    today = clock.today()
    rows = db.execute_sql(_FAMILY, {"person": person_id, "limit": _MOST})
    return [
        Relative(row[0], row[1], bands.age_on(today, birth_date=bands.day_of(row[2]), birth_year=row[3]), bool(row[4]))
        for row in rows
    ]  # fmt: skip


@action(N_("check in a family"))
def check_in_family(*, person_ids: Sequence[int], room_id: int | None = None, purpose: str = "") -> list[int]:
    """Check in everybody named; who is here already goes on to the zone. Returns the ids of the visits.

    Raises NobodyChosen, and what `check_in` raises; nothing is written then.
    """
    if not person_ids:
        raise errors.NobodyChosen
    done = []
    for person_id in dict.fromkeys(person_ids):
        here = presence.open_visit_of(person_id)
        if here is None:
            done.append(visits.check_in(person_id=person_id, room_id=room_id, purpose=purpose))
            continue
        if room_id is not None:
            stays.move_on(visit_id=here.id, room_id=room_id)
        done.append(here.id)
    return done
