"""The registers of an auditor: 总括登记账, one row for each batch, and 个别登记账, one row for each copy. Read only.

A batch is entered once something of it became a copy; copies that were withdrawn stay entered, with the day and the reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from centre_app.lending.donation_reads import SETS, Amount
from centre_app.storage.database import db

WINDOW = 500
_FIRST, _LAST = "0000-01-01", "9999-12-31"
_BATCHES = f"""
SELECT d.id, d.received_on, d.donor, c.kind, count(DISTINCT c.title_id), {SETS}, coalesce(sum(c.volumes), 0),
  coalesce(sum(coalesce(c.price_fen, t.price_fen)), 0)
FROM donation d JOIN copy c ON c.donation_id = d.id JOIN title t ON t.id = c.title_id
GROUP BY d.id, c.kind ORDER BY d.received_on, d.id"""  # noqa: S608
_COPIES = """
SELECT c.id, c.accessioned_on, c.barcode, t.name, c.volume, c.volumes, t.authors, t.publisher,
  coalesce(c.price_fen, t.price_fen), t.clc_class, coalesce(d.donor, ''),
  (SELECT substr(f.from_at, 1, 10) FROM copy_flag f WHERE f.copy_id = c.id AND f.flag = 'withdrawn' AND f.until_at IS NULL),
  coalesce((SELECT f.reason FROM copy_flag f WHERE f.copy_id = c.id AND f.flag = 'withdrawn' AND f.until_at IS NULL), '')
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN donation d ON d.id = c.donation_id
WHERE {where} ORDER BY c.accessioned_on, c.id LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class BatchEntry:
    """A batch in the register: its amounts by kind of thing, together, and of all batches up to this one (累计)."""

    id: int
    received_on: date
    donor: str
    kinds: dict[str, Amount]
    total: Amount
    running: Amount

    @property
    def number(self) -> str:
        """The number it is entered under."""
        return f"{self.id:05d}"


@dataclass(frozen=True, slots=True)
class CopyEntry:
    """A copy in the register. `source` is its donor, "" where it was bought or nobody said."""

    id: int
    accessioned_on: date | None
    barcode: str
    title: str
    volume: str
    volumes: int
    authors: str
    publisher: str
    price_fen: int | None
    clc_class: str
    source: str
    withdrawn_on: date | None
    withdrawn_why: str


def batch_register(*, first: date | None = None, last: date | None = None) -> list[BatchEntry]:
    """The batches received in the span, the earliest first; what is running counts those before it too."""
    since, until = str(first or _FIRST), str(last or _LAST)
    found: list[BatchEntry] = []
    running = Amount()
    for (batch_id, day, donor), rows in groupby(db.execute_sql(_BATCHES).fetchall(), lambda row: row[:3]):
        kinds = {row[3]: Amount(*row[4:]) for row in rows}
        total = sum(kinds.values(), Amount())
        running += total
        if since <= day <= until:
            found.append(BatchEntry(batch_id, date.fromisoformat(day), donor, kinds, total, running))
    return found


def copy_register(
    *,
    first: date | None = None,
    last: date | None = None,
    after: CopyEntry | None = None,
    limit: int = WINDOW,
) -> list[CopyEntry]:
    """The copies accessioned in the span, the earliest first, from behind one on. Without any span also those of unknown day."""
    where, values = ["1"], {"limit": limit, "first": str(first or _FIRST), "last": str(last or _LAST)}
    if first or last:
        where.append("c.accessioned_on BETWEEN :first AND :last")
    if after is not None and after.accessioned_on is None:
        where.append("(c.accessioned_on IS NOT NULL OR c.id > :id)")
    elif after is not None:
        where.append("(c.accessioned_on, c.id) > (:day, :id)")
    if after is not None:
        values |= {"day": str(after.accessioned_on), "id": after.id}
    rows = db.execute_sql(_COPIES.format(where=" AND ".join(where)), values).fetchall()
    return [_copy_entry(row) for row in rows]


def all_copies(*, first: date | None = None, last: date | None = None) -> Iterator[CopyEntry]:
    """Every copy of the register, read in windows."""
    last_row: CopyEntry | None = None
    while rows := copy_register(first=first, last=last, after=last_row):
        yield from rows
        last_row = rows[-1]


def copies_count(*, first: date | None = None, last: date | None = None) -> int:
    """How many copies the register has in the span."""
    if first is None and last is None:
        return int(db.execute_sql("SELECT count(*) FROM copy").fetchone()[0])
    sql = "SELECT count(*) FROM copy WHERE accessioned_on BETWEEN ? AND ?"
    return int(db.execute_sql(sql, (str(first or _FIRST), str(last or _LAST))).fetchone()[0])


def _copy_entry(row: Sequence[Any]) -> CopyEntry:
    values = list(row)
    for place in (1, 11):
        values[place] = date.fromisoformat(values[place]) if values[place] else None
    return CopyEntry(*values)
