"""A choice of people by what is known of them, as a condition in SQL that stays fast whether few or many meet it.

Each part of a choice has two spellings: a check of one person, and, where an index leads to them, the ids of all who meet
it. The list walks by pinyin and checks; only where a part is met by few it begins with those.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any

from centre_app import clock
from centre_app.people import grid
from centre_app.people.further import NEEDS
from centre_app.people.models import CATEGORIES, SEXES
from centre_app.storage.database import db

_WINDOW = 500
_FEW = 20_000
_MANY = 200_000
_LOOKED_THROUGH = 2_000  # so many are looked through one by one when words are searched among them
_SORTING = 1.5  # times the work of walking past a person
EXPIRING_DAYS = 30
_BAND = re.compile(r"(\d{1,3})(?:-(\d{1,3})|\+)")  # such as 7-17 and 60+
_UNKNOWN = (
    "(birth_date IS NULL AND birth_year IS NULL OR birth_date > '{today}'"
    " OR birth_date IS NULL AND birth_year > {today:%Y})"
)
_NO_CONSENT = "person.consented_on IS NULL AND person.category <> 'organisation' AND {withdrawn}"
_WITHDRAWN = "EXISTS (SELECT 1 FROM consent WHERE person_id = person.id AND withdrawn_on IS NOT NULL)"
_TOOK_BACK = "SELECT person_id AS id FROM consent WHERE withdrawn_on IS NOT NULL"
# Who took it back is not asked again, so they are a list of their own; an organisation needs none.
CONSENTS = {
    "given": "person.consented_on IS NOT NULL",
    "missing": _NO_CONSENT.format(withdrawn=f"NOT {_WITHDRAWN}"),
    "withdrawn": _NO_CONSENT.format(withdrawn=_WITHDRAWN),
}
CARD_STATES = ("expired", "expiring", "none")


@dataclass(frozen=True, slots=True)
class Selection:
    """Whom a list holds: who meets every line that is filled in. None and empty mean that a line does not matter.

    `tags`: at least one of them, with `all_tags` each of them. `grid_unit_id` includes the units below. `since`: here on
    that day or later; `not_since`: not here on that day or later, also who never was. `sex` "": not recorded.
    """

    category: str | None = None
    grid_unit_id: int | None = None
    bands: tuple[str, ...] = ()
    sex: str | None = None
    tags: tuple[int, ...] = ()
    all_tags: bool = False
    since: date | None = None
    not_since: date | None = None
    consent: str | None = None
    volunteer: bool = False
    card: str | None = None
    need: str | None = None

    def is_empty(self) -> bool:
        """Whether nothing is chosen, so that it means everybody."""
        return self.plain() in ({}, {"all_tags": True})

    def plain(self) -> dict[str, Any]:
        """What is chosen, as JSON can hold it."""
        filled = {name: value for name, value in asdict(self).items() if value not in (None, False, ())}
        return {name: str(value) if isinstance(value, date) else value for name, value in filled.items()}

    def text(self) -> str:
        """The choice as it is kept."""
        return json.dumps(self.plain(), sort_keys=True)


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of a choice: `check` of a person, and a query of all ids that meet it, where an index leads to them."""

    check: str
    ids: str = ""


def read(text: str) -> Selection:
    """The choice that was kept; what a newer program kept besides is left out."""
    kept: dict[str, Any] = json.loads(text)
    known = {field.name for field in fields(Selection)}
    values = {name: value for name, value in kept.items() if name in known}
    for name in ("since", "not_since"):
        if name in values:
            values[name] = date.fromisoformat(values[name])
    for name in ("bands", "tags"):
        if name in values:
            values[name] = tuple(values[name])
    return Selection(**values)


def condition(chosen: Selection, *, driven: bool = True) -> str:
    """The choice as a condition on a row of `person`, nothing in it typed text.

    `driven`: begin with the part that fewest meet, if they are few; not for a search, which has its own few. Raises
    ValueError for a code that there is none of.
    """
    parts = list(_parts(chosen))
    conditions = [part.check for part in parts]
    first = _to_begin_with(parts) if driven else ""
    if first:
        conditions.insert(0, f"person.id IN ({first})")
    return " AND ".join(f"({each})" for each in conditions) or "TRUE"


def few_ids(chosen: Selection, *, also: Iterable[str] = ()) -> list[int] | None:
    """Who meets the choice, in no order, where a part of it leads to few enough to look at each; None for many.

    `also`: further conditions in SQL that they must meet.

    For a search: among the many of a common name it would look long for the few who meet the choice too.
    """
    parts = list(_parts(chosen))
    counted = sorted((_count(part.ids), part.ids) for part in parts if part.ids)
    if not counted or counted[0][0] > _FEW:
        return None
    conditions = " AND ".join(f"({check})" for check in (*(part.check for part in parts), *also))
    query = f"SELECT person.id FROM person WHERE person.id IN ({counted[0][1]}) AND {conditions} LIMIT ?"  # noqa: S608
    ids = [row[0] for row in db.execute_sql(query, (_LOOKED_THROUGH + 1,))]
    return ids if len(ids) <= _LOOKED_THROUGH else None


def _to_begin_with(parts: list[_Part]) -> str:
    """The ids to begin with, where looking at all of those is less work than walking until a window is full.

    Of two large parts those are counted who meet both, since parts may exclude each other; how many meet the rest is
    guessed as if it had nothing to do with them.
    """
    total = db.execute_sql("SELECT max(id) FROM person").fetchone()[0] or 1
    counted = sorted((_count(part.ids), part.ids) for part in parts if part.ids)
    if not counted:
        return ""
    fewest, ids = counted[0]
    if fewest <= _FEW:
        return ids
    if len(counted) > 1:
        ids = f"SELECT * FROM ({counted[1][1]}) both WHERE +id IN ({ids})"  # noqa: S608
        fewest = _count(ids)
    share = fewest / total * 0.5 ** (len(parts) - len(counted))
    for count, _ids in counted[2:]:
        share *= min(1.0, count / total)
    walked = min(total, _WINDOW / share) if share else total
    return ids if fewest * _SORTING < walked else ""


def _count(ids: str) -> int:
    """How many ids there are, looking no further than what is many."""
    row = db.execute_sql(f"SELECT count(*) FROM (SELECT 1 FROM ({ids}) LIMIT {_MANY})").fetchone()  # noqa: S608
    return int(row[0])


def _parts(chosen: Selection) -> Iterator[_Part]:
    if chosen.category is not None:
        yield _Part(f"person.category = '{_code(chosen.category, CATEGORIES)}'")
    if chosen.sex is not None:
        yield _Part(f"person.sex = '{_code(chosen.sex, SEXES)}'")
    if chosen.grid_unit_id is not None:
        units = ",".join(map(str, grid.with_those_below(int(chosen.grid_unit_id))))
        ids = f"SELECT id FROM person WHERE grid_unit_id IN ({units})"  # noqa: S608 - numbers
        yield _Part(f"+person.grid_unit_id IN ({units})", ids)
    if chosen.bands:
        yield _of_bands(chosen.bands)
    yield from _of_tags(chosen)
    yield from _of_visits(chosen)
    if chosen.consent is not None:
        ids = _TOOK_BACK if chosen.consent == "withdrawn" else ""
        yield _Part(CONSENTS[_code(chosen.consent, tuple(CONSENTS))], ids)
    if chosen.volunteer:
        yield _Part("person.is_volunteer")
    if chosen.card is not None:
        yield _of_cards(_code(chosen.card, CARD_STATES))
    if chosen.need is not None:
        yield _Part(
            f"person.needs <> '' AND instr(',' || person.needs || ',', ',{_code(chosen.need, tuple(NEEDS))},')"
        )


def _of_tags(chosen: Selection) -> Iterator[_Part]:
    wanted = [str(int(tag_id)) for tag_id in chosen.tags]
    has = "EXISTS (SELECT 1 FROM person_tag WHERE person_id = person.id AND tag_id IN ({tags}))"
    ids = "SELECT person_id AS id FROM person_tag WHERE tag_id IN ({tags})"
    for group in wanted if chosen.all_tags else [",".join(wanted)] if wanted else []:
        yield _Part(has.format(tags=group), ids.format(tags=group))


def _of_visits(chosen: Selection) -> Iterator[_Part]:
    came = "SELECT 1 FROM visit WHERE visit.person_id = person.id AND visit.arrived_at >= '{day:%Y-%m-%d}'"
    if chosen.since is not None:
        ids = f"SELECT person_id AS id FROM visit WHERE arrived_at >= '{chosen.since:%Y-%m-%d}'"  # noqa: S608
        yield _Part(f"EXISTS ({came.format(day=chosen.since)})", ids)
    if chosen.not_since is not None:
        yield _Part(f"NOT EXISTS ({came.format(day=chosen.not_since)})")


def _of_cards(state: str) -> _Part:
    if state == "none":
        return _Part("+person.card_number IS NULL", "SELECT id FROM person WHERE card_number IS NULL")
    today = clock.today()
    span = f"< '{today}'"
    if state == "expiring":
        span = f"BETWEEN '{today}' AND '{today + timedelta(days=EXPIRING_DAYS)}'"
    ids = f"SELECT id FROM person WHERE card_expires_on IS NOT NULL AND card_expires_on {span}"  # noqa: S608
    return _Part(f"+person.card_expires_on {span}", ids)


def _of_bands(codes: tuple[str, ...]) -> _Part:
    """Births from which people are of these bands today; see `bands.age_on` for who is known by the year alone."""
    checks, found, today = [], [], clock.today()
    for code in codes:
        span = _BAND.fullmatch(code)
        if span is None and code != "unknown":
            raise ValueError(code)
        if span is None:
            unknown = _UNKNOWN.format(today=today)
            checks.append(unknown)
            found.append(f"SELECT id FROM person WHERE {unknown}")  # noqa: S608
            continue
        youngest, oldest = int(span[1]), int(span[2]) if span[2] else today.year
        first, last = _years_before(today, oldest + 1) + timedelta(days=1), _years_before(today, youngest)
        dated = f"BETWEEN '{first}' AND '{last}'"
        yearly = f"BETWEEN {today.year - oldest} AND {today.year - youngest}"
        checks.append(
            f"CASE WHEN person.birth_date IS NULL THEN person.birth_year {yearly} ELSE person.birth_date {dated} END"
        )
        found.append(f"SELECT id FROM person WHERE birth_date IS NOT NULL AND birth_date {dated}")  # noqa: S608
        found.append(f"SELECT id FROM person WHERE birth_date IS NULL AND birth_year {yearly}")  # noqa: S608
    ids = f"SELECT id FROM ({' UNION ALL '.join(found)})"  # noqa: S608
    return _Part(" OR ".join(f"({check})" for check in checks), ids)


def _years_before(day: date, years: int) -> date:
    """The day on which somebody was born who is `years` old since that day; for 29 February the day before 1 March."""
    year = max(1, day.year - years)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _code(code: str, codes: tuple[str, ...]) -> str:
    if code not in codes:
        raise ValueError(code)
    return code
