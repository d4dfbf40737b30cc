"""What the figures need of somebody who goes: age band, sex and category on the day, whose visits were one person's, cards.

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
SELECT visit.id, visit.person_id, arrived_at, birth_date, birth_year, person.sex, person.category
FROM visit JOIN person ON person.id = visit.person_id WHERE visit.id IN ({ids})"""
# Every visit of one person's year bears the number of the first, also those that keep their name for a while: who came
# how often in a month or a year is counted by it.
_TIE = """
UPDATE visit SET first_visit_id = (SELECT coalesce(min(o.first_visit_id), min(o.id)) FROM visit o
  WHERE o.person_id = :person AND o.arrived_at >= :since AND o.arrived_at < :until)
WHERE person_id = :person AND arrived_at >= :since AND arrived_at < :until AND first_visit_id IS NULL"""
_BORROWED = """
UPDATE visit SET borrowed = 1 WHERE id IN ({ids}) AND EXISTS (SELECT 1 FROM loan l WHERE l.person_id = visit.person_id
  AND substr(visit.arrived_at, 1, 10) IN (substr(l.lent_at, 1, 10), substr(l.returned_at, 1, 10)))"""
_KEEP = "UPDATE visit SET age_from = ?, sex = ?, category = ?, fetched_by = '' WHERE id = ?"
_PERSON = "SELECT id, card_number, registered_at, birth_date, birth_year, sex, category FROM person WHERE id IN ({ids})"
_ERASED = """
INSERT INTO erased_person (person_id, erased_at, why, had_card, registered_at, age_from, sex, category)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_SPENT = """
INSERT OR IGNORE INTO spent_card (number) SELECT card_number FROM person WHERE id IN ({ids}) AND card_number <> ''
UNION SELECT number FROM card_record WHERE person_id IN ({ids})"""
# Whoever was merged into somebody is counted with them; where records cannot be merged there is no such table.
_MERGED = "SELECT away_id, had_card, registered_at FROM person_merge WHERE person_id IN ({ids})"


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
        db.execute_sql(_BORROWED.format(ids=ids))
        for visit_id, _person, arrived_at, born, birth_year, sex, category in rows:
            age = _first_age(date.fromisoformat(arrived_at[:10]), born, birth_year)
            db.execute_sql(_KEEP, (age, sex, category, visit_id))


def keep_cards(person_ids: Collection[int], *, why: str) -> None:
    """Inside an action: note that somebody was there and had a card, and that its number is never given again."""
    now = clock.now()
    moment = f"{now:%Y-%m-%d %H:%M:%S}"
    for ids in pieces(person_ids):
        for row_id, number, registered_at, born, birth_year, sex, category in _fetch(_PERSON, ids):
            age = _first_age(now.date(), born, birth_year)
            db.execute_sql(_ERASED, (row_id, moment, why, bool(number), registered_at, age, sex, category))
        db.execute_sql(_SPENT.format(ids=ids))
        if "person_merge" in db.get_tables():
            for away_id, had_card, registered_at in _fetch(_MERGED, ids):
                db.execute_sql(_ERASED, (away_id, moment, why, had_card, registered_at, None, "", ""))


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
