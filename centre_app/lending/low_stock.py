"""What runs short at the desk: everyday things that are all lent, and kits with something missing."""

from dataclasses import dataclass
from datetime import date, datetime

from centre_app.lending.models import GONE, PRINT_KINDS
from centre_app.storage.database import db

_ALL_LENT = f"""
SELECT title.name, count(*), min(loan.due_at) FROM title JOIN copy ON copy.title_id = title.id
LEFT JOIN loan ON loan.copy_id = copy.id AND loan.returned_at IS NULL
WHERE copy.kind NOT IN {PRINT_KINDS} AND copy.condition NOT IN {(*GONE, "not_for_loan", "in_repair")}
GROUP BY title.id HAVING count(*) = count(loan.id) ORDER BY title.name_sort, title.id LIMIT ?"""  # noqa: S608 - constants
_INCOMPLETE = """
SELECT title.name, copy.barcode, copy_flag.reason FROM copy_flag JOIN copy ON copy.id = copy_flag.copy_id
JOIN title ON title.id = copy.title_id
WHERE copy.kind = 'kit' AND copy_flag.flag = 'missing_part' AND copy_flag.until_at IS NULL ORDER BY copy_flag.id LIMIT ?"""


@dataclass(frozen=True, slots=True)
class AllLent:
    """A thing of which every piece is out: how many there are, and when the first is due back."""

    name: str
    pieces: int
    due_on: date


@dataclass(frozen=True, slots=True)
class IncompleteKit:
    """A kit that lacks something, and what was noted of it."""

    name: str
    barcode: str
    lacks: str


def all_lent(*, limit: int = 50) -> list[AllLent]:
    """Everyday things, no books, of which no piece is left to lend."""
    rows = db.execute_sql(_ALL_LENT, (limit,))
    return [AllLent(name, count, datetime.fromisoformat(due).date()) for name, count, due in rows]


def incomplete_kits(*, limit: int = 50) -> list[IncompleteKit]:
    """Kits with something missing, the longest first."""
    return [IncompleteKit(*row) for row in db.execute_sql(_INCOMPLETE, (limit,))]
