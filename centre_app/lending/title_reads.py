"""Figures of one title for its page: how often it was lent, when last, and who gave its pieces."""

from dataclasses import dataclass
from datetime import datetime

from centre_app.storage.database import db

_LOANS = """SELECT count(*), coalesce(sum(renewals), 0), count(*) - count(returned_at), max(lent_at)
FROM copy JOIN loan ON loan.copy_id = copy.id WHERE copy.title_id = ?"""
_DONORS = """SELECT donor, count(*) FROM copy JOIN donation ON donation.id = copy.donation_id
WHERE copy.title_id = ? AND donor <> '' GROUP BY donor ORDER BY count(*) DESC, donor"""


@dataclass(frozen=True, slots=True)
class TitleFigures:
    """First loans and renewals of all its copies, how many are out, the last loan, and donors with their pieces."""

    loans: int
    renewals: int
    out: int
    last_lent: datetime | None
    donors: list[tuple[str, int]]


def figures(title_id: int) -> TitleFigures:
    """What is counted of a title, gone copies too. Two queries."""
    loans, renewals, out, last = db.execute_sql(_LOANS, (title_id,)).fetchone()
    donors = [(str(donor), int(count)) for donor, count in db.execute_sql(_DONORS, (title_id,)).fetchall()]
    return TitleFigures(loans, renewals, out, datetime.fromisoformat(last) if last else None, donors)
