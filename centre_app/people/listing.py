"""The list of people, in windows of 500 by pinyin, or of whom a search finds."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from centre_app import clock
from centre_app.people import bands, households, identity, selection
from centre_app.people.models import CATEGORIES
from centre_app.people.selection import Selection
from centre_app.storage import search
from centre_app.storage.database import db

WINDOW = 500
EVERYBODY = Selection()
Place = tuple[str, int]
_ROWS = """
SELECT person.id, person.name, name_sort, card_number, sex, birth_date, birth_year, phone, category, building, door,
  guardian_id IS NOT NULL,
  (SELECT max(arrived_at) FROM visit WHERE person_id = person.id),
  EXISTS (SELECT 1 FROM visit WHERE person_id = person.id AND left_at IS NULL), grid_unit_id, consented_on, card_expires_on,
  needs, is_volunteer
FROM person LEFT JOIN household ON household.id = person.household_id
WHERE {condition} ORDER BY name_sort, person.id LIMIT {limit}"""
_CHOSEN = "person.id IN (SELECT person.id FROM person WHERE {condition} ORDER BY name_sort, person.id LIMIT {limit})"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the list; `band` is a code of BANDS, `place` where the next window begins after this row."""

    id: int
    name: str
    place: Place
    card_number: str
    sex: str
    age: int | None
    band: str
    phone: str
    category: str
    address: str
    has_guardian: bool
    last_visit: datetime | None
    is_here: bool
    grid_unit_id: int | None
    consented_on: date | None
    card_expires_on: date | None
    needs: str
    is_volunteer: bool


def page_of_people(
    *, after: Place | None = None, limit: int = WINDOW, category: str | None = None, here: bool = False,
    chosen: Selection = EVERYBODY,
) -> list[PersonRow]:  # fmt: skip
    """The next people by pinyin after a place; of one category, only those who are here or chosen, where asked for."""
    conditions, values = ["TRUE"], list[object]()
    if after is not None:
        conditions.append("(name_sort, person.id) > (?, ?)")
        values.extend(after)
    conditions.extend(_conditions(category=category, here=here))
    if not chosen.is_empty():
        conditions.append(selection.condition(chosen))
        ids = _CHOSEN.format(condition=" AND ".join(conditions), limit=int(limit))
        return _rows(ids, values, limit)  # what is shown besides is read for these alone
    return _rows(" AND ".join(conditions), values, limit)


def found(
    text: str, *, category: str | None = None, here: bool = False, chosen: Selection = EVERYBODY
) -> list[PersonRow]:
    """Whom a search finds, best first, at most 50; of one category, only those here or chosen, where asked for."""
    also = _conditions(category=category, here=here)
    conditions = also if chosen.is_empty() else [*also, selection.condition(chosen, driven=False)]
    known = identity.by_number(text)
    if known is not None:
        return _rows(" AND ".join(("person.id = ?", *conditions)), [known], 1)
    few = selection.few_ids(chosen, also=also)
    if few is None:
        ids = search.PERSON.find_ids(text, among=" AND ".join(conditions))
    else:
        ids = search.PERSON.find_among(text, few)
    rows = {row.id: row for row in _rows(f"person.id IN ({','.join('?' * len(ids))})", list(ids), len(ids))}
    return [rows[row_id] for row_id in ids if row_id in rows]


def ids_of(
    *, limit: int, category: str | None = None, here: bool = False, chosen: Selection = EVERYBODY
) -> list[int]:
    """The ids of people by pinyin; of one category, only those here or chosen, where asked for."""
    conditions = ["TRUE", *_conditions(category=category, here=here)]
    if not chosen.is_empty():
        conditions.append(selection.condition(chosen))
    query = (
        f"SELECT person.id FROM person WHERE {' AND '.join(conditions)} ORDER BY name_sort, person.id LIMIT ?"  # noqa: S608
    )
    return [row[0] for row in db.execute_sql(query, (limit,))]


def count() -> int:
    """How many people the centre knows."""
    total: int = db.execute_sql("SELECT count(*) FROM person").fetchone()[0]
    return total


def _conditions(*, category: str | None, here: bool) -> list[str]:
    """What a person must meet, in SQL. Raises ValueError for a category that there is none of."""
    conditions = []
    if category is not None:
        if category not in CATEGORIES:
            raise ValueError(category)
        conditions.append(f"category = '{category}'")
    if here:
        conditions.append("person.id IN (SELECT person_id FROM visit WHERE left_at IS NULL)")
    return conditions


def _rows(condition: str, values: list[object], limit: int) -> list[PersonRow]:
    today, upper = clock.today(), bands.upper_ages()
    return [
        _row(row, today, upper)
        for row in db.execute_sql(_ROWS.format(condition=condition, limit=int(limit)), values)
    ]


def _row(row: tuple[Any, ...], today: date, upper: tuple[tuple[int, str], ...]) -> PersonRow:
    age = bands.age_on(today, birth_date=bands.day_of(row[5]), birth_year=row[6])
    return PersonRow(
        id=row[0], name=row[1], place=(row[2], row[0]), card_number=row[3] or "", sex=row[4], age=age,
        band=bands.age_band(age, upper=upper), phone=row[7], category=row[8], address=households.address_of(row[9], row[10]),
        has_guardian=bool(row[11]), last_visit=datetime.fromisoformat(row[12]) if row[12] else None,
        is_here=bool(row[13]), grid_unit_id=row[14], consented_on=bands.day_of(row[15]),
        card_expires_on=bands.day_of(row[16]), needs=row[17], is_volunteer=bool(row[18]),
    )  # fmt: skip
