"""An ISBN scanned in a stocktake: which copy it is, where only one can be meant; which it may be, where several can."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from centre_app.lending.models import GONE
from centre_app.lending.numbers import isbn13
from centre_app.lending.stocktake_reads import SCOPES, StocktakeCard
from centre_app.storage.database import db

MOST_CHOICES = 50
_SAME_ISBN = f"""
SELECT copy.id, copy.barcode, title.name, copy.volume, copy.location, copy.call_number, coalesce({{scope}}, FALSE),
  EXISTS (SELECT 1 FROM loan WHERE loan.copy_id = copy.id AND loan.returned_at IS NULL),
  EXISTS (SELECT 1 FROM stocktake_scan scan WHERE scan.stocktake_id = :stocktake AND scan.code = copy.barcode)
FROM title JOIN copy ON copy.title_id = title.id
WHERE title.isbn = :isbn AND copy.condition NOT IN {GONE} ORDER BY copy.volume, copy.barcode"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Choice:
    """A copy that a scanned ISBN may mean."""

    id: int
    barcode: str
    title: str
    volume: str
    location: str
    call_number: str


@dataclass(frozen=True, slots=True)
class Meant:
    """What an ISBN means in a stocktake: `one` copy, one `scanned` before and none left, or one of several `choices`."""

    one: Choice | None = None
    scanned: Choice | None = None
    choices: tuple[Choice, ...] = ()


def meant(card: StocktakeCard, code: str) -> Meant:
    """The copies of this ISBN that belong to what is counted, before others; those not scanned yet; those not out.

    Nothing of it where the code is no ISBN or nothing in the stock has it.
    """
    isbn = isbn13(code)
    if not isbn:
        return Meant()
    values = {"isbn": isbn, "stocktake": card.id, "value": card.value}
    rows = db.execute_sql(_SAME_ISBN.format(scope=SCOPES[card.scope]), values).fetchall()
    fitting = [row for row in rows if row[6]] or rows
    left = [row for row in fitting if not row[8]]
    here = [row for row in left if not row[7]] or left
    if not left:
        return Meant(scanned=next(iter(_choices(fitting)), None))
    if len(here) == 1:
        return Meant(one=_choices(here)[0])
    return Meant(choices=_choices(here[:MOST_CHOICES]))


def _choices(rows: Sequence[tuple[Any, ...]]) -> tuple[Choice, ...]:
    return tuple(Choice(*row[:6]) for row in rows)
