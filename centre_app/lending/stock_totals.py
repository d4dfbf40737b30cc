"""How much the house has and has out, by kind of thing, in one query: for a clerk who hands it over."""

from dataclasses import dataclass

from centre_app import clock
from centre_app.lending.models import GONE
from centre_app.storage.database import db

_BY_KIND = f"""
SELECT copy.kind, count(DISTINCT title_id), count(*), sum(volumes), count(loan.id), count(CASE WHEN due_at < ? THEN 1 END)
FROM copy LEFT JOIN loan ON loan.copy_id = copy.id AND loan.returned_at IS NULL
WHERE condition NOT IN {GONE} GROUP BY copy.kind ORDER BY count(*) DESC, copy.kind"""  # noqa: S608 - a constant
_OPEN_HOLDS = (
    "SELECT count(*), count(CASE WHEN status = 'captured' THEN 1 END) FROM hold WHERE ended_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class KindTotal:
    """A kind of thing in stock: titles, pieces and the volumes in them, and how many pieces are out and overdue."""

    kind: str
    titles: int
    pieces: int
    volumes: int
    out: int
    overdue: int


def by_kind() -> list[KindTotal]:
    """The stock now, lost and withdrawn things left out, the kind with most pieces first."""
    return [KindTotal(*row) for row in db.execute_sql(_BY_KIND, (f"{clock.now():%Y-%m-%d %H:%M:%S}",))]


def open_holds() -> tuple[int, int]:
    """How many holds are open, and for how many of them something is kept."""
    waiting, kept = db.execute_sql(_OPEN_HOLDS).fetchone()
    return waiting, kept
