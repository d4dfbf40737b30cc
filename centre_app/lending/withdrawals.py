"""Past withdrawals, found in the flags' history: what was withdrawn on one day for one reason is one list for the auditors."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from centre_app.storage.database import db

_FEN = "coalesce(copy.price_fen, title.price_fen, 0)"
_PAST = f"""
SELECT substr(flag.from_at, 1, 10), flag.reason, count(*), sum(copy.volumes), sum({_FEN})
FROM copy_flag AS flag JOIN copy ON copy.id = flag.copy_id JOIN title ON title.id = copy.title_id
WHERE flag.flag = 'withdrawn' GROUP BY 1, 2 ORDER BY 1 DESC, max(flag.id) DESC"""  # noqa: S608
_COPIES = f"""
SELECT copy.id, copy.barcode, title.name, copy.volume, copy.volumes, {_FEN}, flag.until_at
FROM copy_flag AS flag JOIN copy ON copy.id = flag.copy_id JOIN title ON title.id = copy.title_id
WHERE flag.flag = 'withdrawn' AND flag.from_at >= :day AND flag.from_at < date(:day, '+1 day') AND flag.reason = :reason
ORDER BY flag.id"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was withdrawn on one day for one reason: pieces, volumes and their list value."""

    id: str
    day: date
    reason: str
    copies: int
    volumes: int
    fen: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """One copy of such a list; `back_on` is the day it came back into the stock, if it did."""

    id: int
    barcode: str
    title: str
    volume: str
    volumes: int
    price_fen: int
    back_on: date | None


def past() -> list[Withdrawal]:
    """Every withdrawal so far, the latest first."""
    rows = db.execute_sql(_PAST).fetchall()
    return [
        Withdrawal(f"{day} {reason}", date.fromisoformat(day), reason, *figures)
        for day, reason, *figures in rows
    ]


def copies_of(withdrawal: Withdrawal) -> list[Withdrawn]:
    """The copies of a withdrawal in the order in which they went; also those that have come back since."""
    values: dict[str, Any] = {"day": str(withdrawal.day), "reason": withdrawal.reason}
    return [
        Withdrawn(*[*row, date.fromisoformat(back[:10]) if back else None])
        for *row, back in db.execute_sql(_COPIES, values).fetchall()
    ]
