"""Households: the persons at one address. Guardians are a matter of `people.py`."""

from dataclasses import dataclass
from typing import Any

from centre_app import clock
from centre_app.i18n import N_
from centre_app.people import bands, fields
from centre_app.people.models import Household
from centre_app.storage.action import action
from centre_app.storage.database import db

_MEMBERS = """
SELECT id, name, birth_date, birth_year, guardian_id FROM person WHERE household_id = ?
ORDER BY coalesce(birth_date, birth_year || '-12-31', '9999'), id LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a household; `age` in full years today, None where unknown."""

    id: int
    name: str
    age: int | None
    guardian_id: int | None


def address_of(building: str | None, door: str | None) -> str:
    """Building and room in one line, "" for neither."""
    return " ".join(part for part in (building, door) if part)


@action(N_("note an address"))
def find_or_make(*, building: str, door: str) -> int | None:
    """The household at that address, made where there is none yet; None when both are empty. Raises TextTooLong."""
    building, door = fields.address_part(building), fields.address_part(door)
    if not building and not door:
        return None
    found = Household.get_or_none(Household.building == building, Household.door == door)
    made: Any = found or Household.create(building=building, door=door)
    return int(made.id)


def remove_if_empty(household_id: int | None) -> None:
    """Inside an action: forget an address that nobody lives at any more."""
    db.execute_sql(
        "DELETE FROM household WHERE id = :id AND NOT EXISTS (SELECT 1 FROM person WHERE household_id = :id)",
        {"id": household_id},
    )


def members(household_id: int, *, limit: int = 50) -> list[Member]:
    """Who lives at that address, the eldest first, at most `limit`."""
    today = clock.today()
    return [
        Member(
            row[0], row[1], bands.age_on(today, birth_date=bands.day_of(row[2]), birth_year=row[3]), row[4]
        )
        for row in db.execute_sql(_MEMBERS, (household_id, limit))
    ]


def buildings(text: str = "", *, limit: int = 20) -> list[str]:
    """Buildings already noted that begin with the text, to be offered while typing."""
    start = fields.address_part(text[:20])
    rows = db.execute_sql(
        "SELECT DISTINCT building FROM household WHERE building >= ? AND building < ? AND building <> ''"
        " ORDER BY building LIMIT ?",
        (start, start + "\U0010ffff", limit),
    )
    return [row[0] for row in rows]
