"""What became of a donor's gifts: what was given, how often it was lent, where it is now. And the list of donors.

Never small groups that would identify a child: a donor often knows the street. "Two readers, one of them seven years old"
would tell a donor which neighbour's child reads what. So the number of different readers is told from K (5) on, and their
ages only where every age band that occurs has at least K readers; leaving out single bands would let them be worked
out from the sum. Loans are counted whatever their number: a book lent three times says nothing of who they were.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from centre_app import errors
from centre_app.lending.models import GONE
from centre_app.lending.numbers import plain
from centre_app.people.bands import age_band, age_on, codes, day_of
from centre_app.storage.database import db

K = 5
TOP = 5
WINDOW = 200
STATES = ("on_shelf", "out", "not_for_loan", "missing_part", "damaged", "in_repair", "lost", "withdrawn")
_PRICE = "coalesce(c.price_fen, (SELECT price_fen FROM title WHERE title.id = c.title_id))"
_DONORS = f"""
SELECT d.donor, count(DISTINCT d.id), count(c.id), coalesce(sum(c.volumes), 0), coalesce(sum({_PRICE}), 0), max(d.received_on)
FROM donation d LEFT JOIN copy c ON c.donation_id = d.id
WHERE d.donor IN (SELECT donor FROM donation WHERE instr(donor, :text) > 0 OR :text = ''
  GROUP BY donor ORDER BY max(received_on) DESC, max(id) DESC LIMIT :limit OFFSET :skipped)
GROUP BY d.donor ORDER BY max(d.received_on) DESC, max(d.id) DESC"""  # noqa: S608
_GIVEN = "FROM donation d CROSS JOIN copy c ON c.donation_id = d.id"
_BATCHES = f"""
SELECT d.id, d.received_on, d.anonymous, count(c.id), coalesce(sum(c.volumes), 0), coalesce(sum({_PRICE}), 0)
FROM donation d LEFT JOIN copy c ON c.donation_id = d.id WHERE d.donor = ? GROUP BY d.id ORDER BY d.received_on DESC, d.id DESC"""  # noqa: S608
_TITLES = f"""
SELECT t.id, t.name, t.authors, t.isbn, count(*), sum(c.volumes), sum(coalesce(c.price_fen, t.price_fen)),
  count(*) - count(coalesce(c.price_fen, t.price_fen)), sum((SELECT count(*) FROM loan WHERE copy_id = c.id)) AS loans
{_GIVEN} JOIN title t ON t.id = c.title_id WHERE d.donor = ? GROUP BY t.id ORDER BY t.name_sort, t.id"""  # noqa: S608
_YEARS = f"""
SELECT CAST(substr(l.lent_at, 1, 4) AS INTEGER), count(*)
{_GIVEN} CROSS JOIN loan l ON l.copy_id = c.id WHERE d.donor = ? GROUP BY 1 ORDER BY 1"""
_STATES = f"""
SELECT CASE WHEN c.condition IN {GONE} THEN c.condition
  WHEN EXISTS (SELECT 1 FROM loan WHERE copy_id = c.id AND returned_at IS NULL) THEN 'out'
  WHEN c.condition = 'good' THEN 'on_shelf' ELSE c.condition END, count(*)
{_GIVEN} WHERE d.donor = ? GROUP BY 1"""  # noqa: S608
# Loans that lost their reader know which were one person's, and keep the age band.
_READERS = f"""
SELECT p.birth_date, p.birth_year, l.band, max(l.lent_at)
{_GIVEN} CROSS JOIN loan l ON l.copy_id = c.id LEFT JOIN person p ON p.id = l.person_id
WHERE d.donor = ? AND coalesce(l.first_gift_loan_id, l.person_id) IS NOT NULL
GROUP BY coalesce(-l.first_gift_loan_id, l.person_id)"""


@dataclass(frozen=True, slots=True)
class DonorRow:
    """A donor in the list; the name is the id. `value_fen` counts what has a price."""

    id: str
    batches: int
    copies: int
    volumes: int
    value_fen: int
    last_gift: date


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One donation of a donor."""

    id: int
    received_on: date
    anonymous: bool
    copies: int
    volumes: int
    value_fen: int


@dataclass(frozen=True, slots=True)
class GiftRow:
    """A title given by a donor, with how often their copies of it were lent. `value_fen` is None without any price."""

    id: int
    name: str
    authors: str
    isbn: str
    copies: int
    volumes: int
    value_fen: int | None
    unpriced: int
    loans: int


@dataclass(frozen=True, slots=True)
class Statement:
    """All of a donor's gifts. `titles` are most lent first; `readers` is None below K, `bands` empty unless all reach K."""

    donor: str
    batches: list[BatchRow]
    titles: list[GiftRow]
    years: list[tuple[int, int]]
    states: dict[str, int]
    readers: int | None
    bands: dict[str, int]

    @property
    def copies(self) -> int:
        """How many pieces were given."""
        return sum(row.copies for row in self.batches)

    @property
    def volumes(self) -> int:
        """How many 册 were given."""
        return sum(row.volumes for row in self.batches)

    @property
    def value_fen(self) -> int:
        """The list value of what has a price."""
        return sum(row.value_fen for row in self.batches)

    @property
    def unpriced(self) -> int:
        """How many pieces have no price."""
        return sum(row.unpriced for row in self.titles)

    @property
    def loans(self) -> int:
        """How often anything of it was lent; renewals are no loans."""
        return sum(count for _year, count in self.years)

    @property
    def top(self) -> list[GiftRow]:
        """The titles lent most often, five at most."""
        return [row for row in self.titles[:TOP] if row.loans]


def donors(text: str = "", *, limit: int = WINDOW, skipped: int = 0) -> list[DonorRow]:
    """Donors whose name holds the text, whoever gave last first, after the first `skipped`: one query."""
    values = {"text": plain(text), "limit": limit, "skipped": skipped}
    rows = db.execute_sql(_DONORS, values).fetchall()
    return [DonorRow(*[*row[:5], _day(row[5])]) for row in rows]


def statement(donor: str) -> Statement:
    """What became of a donor's gifts: one query for each part. Raises NotFound for a name nobody gave under."""
    batches = [BatchRow(row[0], _day(row[1]), bool(row[2]), *row[3:]) for row in _rows(_BATCHES, donor)]
    if not batches:
        raise errors.NotFound
    found = dict(_rows(_STATES, donor))
    readers, bands = _readers(_rows(_READERS, donor))
    return Statement(
        donor=donor,
        batches=batches,
        titles=sorted((GiftRow(*row) for row in _rows(_TITLES, donor)), key=lambda row: -row.loans),
        years=[(year, count) for year, count in _rows(_YEARS, donor)],
        states={state: found[state] for state in STATES if state in found},
        readers=readers,
        bands=bands,
    )


def _readers(rows: list[tuple[Any, ...]]) -> tuple[int | None, dict[str, int]]:
    """How many readers and of which ages, as far as K allows; an age is that on the day of the last loan."""
    if len(rows) < K:
        return None, {}
    counted = Counter(age_band(_age(*row)) for row in rows)
    if min(counted.values()) < K:
        return len(rows), {}
    return len(rows), {band: counted[band] for band in codes() if counted[band]}


def _age(birth_date: str | None, birth_year: int | None, band: str, lent_at: str) -> int | None:
    """The age on the day; of a reader no longer known the youngest of the band that was kept."""
    if band:
        return int(match.group()) if (match := re.match(r"\d+", band)) else None
    return age_on(_day(lent_at), birth_date=day_of(birth_date), birth_year=birth_year)


def _rows(sql: str, donor: str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = db.execute_sql(sql, (donor,)).fetchall()
    return found


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])
