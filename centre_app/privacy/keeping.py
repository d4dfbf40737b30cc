"""What the figures need of somebody who goes: age band, sex, category and grid unit, whose visits were one person's, cards.

Written just before the person is cut out; see `cutting.py`. Totals and splits of every month stay what they were.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from centre_app import clock
from centre_app.centre import settings
from centre_app.people import bands
from centre_app.privacy.cutting import pieces
from centre_app.storage.database import db

_VISITS = """
SELECT visit.id, visit.person_id, arrived_at, birth_date, birth_year, person.sex, person.category,
  coalesce(visit.grid_unit_id, person.grid_unit_id)
FROM visit JOIN person ON person.id = visit.person_id WHERE visit.id IN ({ids})"""
# Every visit of one person's year bears the number of the first, also those that keep their name for a while: who came
# how often in a month or a year is counted by it.
_TIE = """
UPDATE visit SET first_visit_id = (SELECT coalesce(min(o.first_visit_id), min(o.id)) FROM visit o
  WHERE o.person_id = :person AND o.arrived_at >= :since AND o.arrived_at < :until)
WHERE person_id = :person AND arrived_at >= :since AND arrived_at < :until AND first_visit_id IS NULL"""
# Whoever comes again is no first-time visitor, also when nobody knows any more that they came before.
_FIRST = """
UPDATE visit SET was_first = 1 WHERE id IN (SELECT (SELECT e.id FROM visit e WHERE e.person_id = person.id
  ORDER BY e.arrived_at, e.id LIMIT 1) FROM person WHERE id IN ({ids}) AND NOT came_before)"""
_CAME = "UPDATE person SET came_before = 1 WHERE id IN ({ids}) AND NOT came_before"
_BORROWED = """
UPDATE visit SET borrowed = 1 WHERE id IN ({ids}) AND EXISTS (SELECT 1 FROM loan l WHERE l.person_id = visit.person_id
  AND substr(visit.arrived_at, 1, 10) IN (substr(l.lent_at, 1, 10), substr(l.returned_at, 1, 10)))"""
_KEEP = "UPDATE visit SET age_from = ?, sex = ?, category = ?, grid_unit_id = ?, fetched_by = '' WHERE id = ?"
_PERSON = "SELECT id, card_number, registered_at, birth_date, birth_year, sex, category FROM person WHERE id IN ({ids})"
_ERASED = """
INSERT INTO erased_person (person_id, erased_at, why, had_card, ended_at, registered_at, age_from, sex, category)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_SPENT = """
INSERT OR IGNORE INTO spent_card (number) SELECT card_number FROM person WHERE id IN ({ids}) AND card_number <> ''
UNION SELECT number FROM card_record WHERE person_id IN ({ids})"""
# The records that were merged into theirs, whose cards count in the months before.
_MERGED = """
SELECT away_id, had_card, merged_at, m.registered_at, birth_date, birth_year, sex, category
FROM person_merge m JOIN person ON person.id = m.person_id WHERE person.id IN ({ids})"""


def keep_visits(visit_ids: Collection[int]) -> None:
    """Inside an action: write on these visits what is kept of whose they are."""
    for ids in pieces(visit_ids):
        rows = db.execute_sql(_VISITS.format(ids=ids)).fetchall()
        years: defaultdict[int, set[int]] = defaultdict(set)
        for row in rows:
            years[row[1]].add(_year_of(date.fromisoformat(row[2][:10])))
        for person_id, those in years.items():
            for year in those:
                since, until = _span(year)
                db.execute_sql(_TIE, {"person": person_id, "since": since, "until": until})
        for theirs in pieces(years):
            db.execute_sql(_FIRST.format(ids=theirs))
            db.execute_sql(_CAME.format(ids=theirs))
        db.execute_sql(_BORROWED.format(ids=ids))
        for visit_id, _person, arrived_at, born, birth_year, *kept in rows:
            age = _first_age(date.fromisoformat(arrived_at[:10]), born, birth_year)
            db.execute_sql(_KEEP, (age, *kept, visit_id))


def keep_cards(person_ids: Collection[int], *, why: str) -> None:
    """Inside an action: note that somebody was there and had a card, and that its number is never given again."""
    now = clock.now()
    moment = f"{now:%Y-%m-%d %H:%M:%S}"
    for ids in pieces(person_ids):
        theirs = [(row[0], bool(row[1]), None, *row[2:]) for row in _fetch(_PERSON, ids)]
        for row_id, had_card, ended_at, registered_at, born, birth_year, *kept in [
            *theirs,
            *_fetch(_MERGED, ids),
        ]:
            age = _first_age(now.date(), born, birth_year)
            db.execute_sql(_ERASED, (row_id, moment, why, had_card, ended_at, registered_at, age, *kept))
        db.execute_sql(_SPENT.format(ids=ids))


def _fetch(query: str, ids: str) -> Iterable[tuple[Any, ...]]:
    rows: Iterable[tuple[Any, ...]] = db.execute_sql(query.format(ids=ids)).fetchall()
    return rows


def _first_age(day: date, born: str | None, birth_year: int | None) -> int | None:
    """The youngest age of the band on that day: the band is kept, not the age."""
    age = bands.age_on(day, birth_date=bands.day_of(born), birth_year=birth_year)
    return bands.first_age(bands.age_band(age))


def _year_of(day: date) -> int:
    """The statistical year of a day: with months up to the 25th, the 26th of December is of the next."""
    return day.year + (day >= _ends(day.year))


def _ends(year: int) -> date:
    """The day after the statistical year."""
    last = settings.get("statistical_month_end")
    return date(year, 12, last) + timedelta(days=1) if last else date(year + 1, 1, 1)


def _span(year: int) -> tuple[str, str]:
    return f"{_ends(year - 1)} 00:00:00", f"{_ends(year)} 00:00:00"
