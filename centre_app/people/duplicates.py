"""Records that may be of one person: all likely pairs, best first, and those that a clerk said are two people.

Groups that share something are found in SQL; who shares it with very many others (a school's phone) is compared with
the nearest of them only, so that no centre makes more pairs than can be looked at.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from centre_app import clock, errors
from centre_app.i18n import N_, _
from centre_app.people import bands, people
from centre_app.people.likeness import Pair, Traits, compare
from centre_app.people.merge_models import NotSame
from centre_app.people.people import PersonHit
from centre_app.progress import SILENT, Progress
from centre_app.storage.action import action
from centre_app.storage.database import db

WINDOW = 500
_NEIGHBOURS = 30
_MOST_PAIRS = 100_000
_SLICE = 2_000
_PINYIN = "coalesce(nullif(substr(name_sort, 1, instr(name_sort, char(9)) - 1), ''), name)"
_YEAR = "coalesce(CAST(substr(birth_date, 1, 4) AS INTEGER), birth_year)"
# What each group shares, the strongest first; a row of `person` is in it where the condition is met.
_SHARED = (
    ("phone", "phone <> ''", N_("Comparing phones")),
    (f"{_PINYIN} || '|' || birth_date", "birth_date IS NOT NULL", N_("Comparing names and births")),
    (f"{_PINYIN} || '|' || household_id", "household_id IS NOT NULL", N_("Comparing names and addresses")),
    (f"{_PINYIN} || '|' || substr(phone, -4)", "length(phone) > 4", N_("Comparing names and phones")),
    (f"name || '|' || {_YEAR}", f"{_YEAR} IS NOT NULL", N_("Comparing names and years of birth")),
    ("birth_date || '|' || household_id", "household_id IS NOT NULL AND birth_date IS NOT NULL",
     N_("Comparing births and addresses")),
)  # fmt: skip
_GROUPS = "SELECT group_concat(id) FROM person WHERE {condition} GROUP BY {shared} HAVING count(*) > 1"
_NAMED = f"""
SELECT id, name, {_PINYIN}, sex, birth_date, {_YEAR}, phone, household_id, category = 'organisation', guardian_id
FROM person WHERE id IN (SELECT value FROM json_each(?))"""  # noqa: S608
_NEAR = """
SELECT id FROM (SELECT id FROM person WHERE phone = :phone AND phone <> '' LIMIT :most)
UNION SELECT id FROM (SELECT id FROM person WHERE name = :name LIMIT :most)
UNION SELECT id FROM (SELECT id FROM person WHERE name_sort >= :pinyin || char(9) AND name_sort < :pinyin || char(10) LIMIT :most)
UNION SELECT id FROM (SELECT id FROM person WHERE household_id = :household AND birth_date = :born LIMIT :most)"""
_MOST_NEAR = 300


@dataclass(frozen=True, slots=True)
class PairRow:
    """A likely pair in the list: who they are, and how much speaks for it."""

    pair: Pair
    one: PersonHit
    other: PersonHit

    @property
    def id(self) -> tuple[int, int]:
        """What tells the row from all others."""
        return self.pair.id


@dataclass(frozen=True, slots=True)
class ApartRow:
    """Two people noted as not the same, and when."""

    id: int
    one: PersonHit
    other: PersonHit
    noted_at: datetime


def find(progress: Progress = SILENT) -> list[Pair]:
    """All likely pairs, best first; each pair once, none that was noted as not the same, none of guardian and ward.

    Takes about a second for 100,000 people. Raises Cancelled.
    """
    steps = len(_SHARED) + 1
    candidates: dict[tuple[int, int], None] = {}
    for done, (shared, condition, what) in enumerate(_SHARED):
        progress.report(done, steps, _(what))
        for (ids,) in db.execute_sql(_GROUPS.format(shared=shared, condition=condition)):
            pairs = _neighbours(sorted(map(int, ids.split(","))))
            candidates.update(dict.fromkeys(islice(pairs, _MOST_PAIRS - len(candidates))))
    for known in _apart():
        candidates.pop(known, None)
    return _compared(list(candidates), progress)


def of_person(person_id: int, *, limit: int = 5) -> list[Pair]:
    """The likely pairs of one person, best first, by indexes alone. None for somebody who is not there."""
    own = _traits([person_id]).get(person_id)
    if own is None:
        return []
    values = {
        "phone": own.phone, "name": own.name, "pinyin": own.pinyin, "household": own.household_id,
        "born": str(own.born or ""), "most": _MOST_NEAR,
    }  # fmt: skip
    near = [row[0] for row in db.execute_sql(_NEAR, values) if row[0] != person_id]
    apart = _apart(person_id)
    found = (compare(own, other) for other in _traits(near).values())
    return sorted((pair for pair in found if pair and pair.id not in apart), key=_best_first)[:limit]


def standing(pairs: Iterable[Pair]) -> list[Pair]:
    """Those of the pairs of which both are still there and not noted as not the same, in two queries."""
    listed = list(pairs)
    ids = {person_id for pair in listed for person_id in pair.id}
    there = _existing(ids)
    apart = _apart()
    return [pair for pair in listed if pair.a in there and pair.b in there and pair.id not in apart]


def rows(pairs: Sequence[Pair]) -> list[PairRow]:
    """A window of pairs as the list shows them, in one query."""
    hits = _hits(person_id for pair in pairs for person_id in pair.id)
    return [PairRow(pair, hits[pair.a], hits[pair.b]) for pair in pairs if pair.a in hits and pair.b in hits]


@action(N_("note two people as not the same"))
def set_apart(*, one_id: int, other_id: int) -> None:
    """Remember that two people who look like one are not; noting it twice changes nothing. Raises NotFound, MergeWithSelf."""
    first, second = sorted((one_id, other_id))
    hits = _hits((first, second))
    if len(hits) < len({first, second}):
        raise errors.NotFound
    if first == second:
        raise errors.MergeWithSelf(name=hits[first].name)
    if (first, second) not in _apart(first):
        NotSame.create(person_a=first, person_b=second, noted_at=clock.now())


@action(N_("take back that two people are not the same"))
def take_back(apart_id: int) -> None:
    """Let a pair be pointed out again. Raises NotFound."""
    if not NotSame.delete().where(NotSame.id == apart_id).execute():
        raise errors.NotFound


def set_apart_ones(*, limit: int = WINDOW) -> list[ApartRow]:
    """The pairs noted as not the same, the latest first, in two queries."""
    noted = db.execute_sql(
        "SELECT id, person_a_id, person_b_id, noted_at FROM not_same ORDER BY id DESC LIMIT ?", (limit,)
    ).fetchall()
    hits = _hits(person_id for row in noted for person_id in row[1:3])
    return [ApartRow(row[0], hits[row[1]], hits[row[2]], datetime.fromisoformat(row[3])) for row in noted]


def _neighbours(ids: Sequence[int]) -> Iterable[tuple[int, int]]:
    for place, first in enumerate(ids):
        for second in ids[place + 1 : place + 1 + _NEIGHBOURS]:
            yield first, second


def _compared(candidates: Sequence[tuple[int, int]], progress: Progress) -> list[Pair]:
    found: list[Pair] = []
    what = _("Comparing records")
    for start in range(0, len(candidates), _SLICE):
        progress.report(start, len(candidates), what)
        part = candidates[start : start + _SLICE]
        traits = _traits({person_id for pair in part for person_id in pair})
        pairs = (
            compare(traits[first], traits[second])
            for first, second in part
            if {first, second} <= traits.keys()
        )
        found.extend(pair for pair in pairs if pair is not None)
    progress.report(len(candidates), len(candidates), what)
    return sorted(found, key=_best_first)


def _best_first(pair: Pair) -> tuple[int, int, int]:
    return (-pair.score, pair.a, pair.b)


def _traits(ids: Iterable[int]) -> dict[int, Traits]:
    found = db.execute_sql(_NAMED, (json.dumps(list(ids)),))
    return {
        row[0]: Traits(
            row[0], row[1], row[2], row[3], bands.day_of(row[4]), row[5], row[6], row[7], bool(row[8]), row[9]
        )
        for row in found
    }


def _existing(ids: Iterable[int]) -> set[int]:
    found = db.execute_sql(
        "SELECT id FROM person WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return {row[0] for row in found}


def _hits(ids: Iterable[int]) -> dict[int, PersonHit]:
    return {hit.id: hit for hit in people.hits(list(dict.fromkeys(ids)))}


def _apart(person_id: int | None = None) -> set[tuple[int, int]]:
    """The pairs noted as not the same, those of one person where asked for."""
    if person_id is None:
        found = db.execute_sql("SELECT person_a_id, person_b_id FROM not_same")
    else:
        found = db.execute_sql(
            "SELECT person_a_id, person_b_id FROM not_same WHERE person_a_id = ? OR person_b_id = ?",
            (person_id, person_id),
        )
    return set(found.fetchall())
