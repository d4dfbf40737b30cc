"""Counting loans: first loans, renewals, in-house uses of books, periodicals, audio-visual; other things; what is overdue."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from centre_app.reports.fragments import OVERDUE_THEN, PERSON_DAY, PRINT, span
from centre_app.reports.listing import one
from centre_app.reports.periods import Period

# In the order written (CROSS JOIN): SQLite, which knows no figures of a file, would begin with every copy of a kind.
_LENT = f"""
SELECT coalesce(sum(volumes) FILTER (WHERE {PRINT}), 0), count(*) FILTER (WHERE NOT {PRINT}),
  count(DISTINCT {PERSON_DAY})
FROM loan CROSS JOIN copy ON copy.id = copy_id WHERE lent_at >= :since AND lent_at < :until"""  # noqa: S608
_RENEWED = f"""
SELECT coalesce(sum(volumes), 0) FROM renewal CROSS JOIN loan ON loan.id = loan_id CROSS JOIN copy ON copy.id = copy_id
WHERE renewed_at >= :since AND renewed_at < :until AND {PRINT}"""  # noqa: S608
_OVERDUE = f"""
SELECT coalesce(sum(volumes) FILTER (WHERE {PRINT}), 0), count(*) FILTER (WHERE NOT {PRINT})
FROM ({OVERDUE_THEN}) CROSS JOIN copy ON copy.id = copy_id"""  # noqa: S608
_IN_HOUSE = f"""
SELECT coalesce(sum(volumes), 0) FROM in_house_use CROSS JOIN copy ON copy.id = copy_id
WHERE used_at >= :since AND used_at < :until AND {PRINT}"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class LoanCounts:
    """Volumes (册次, 册), person-days for `borrowers`, loans for `things` and `things_overdue`."""

    issued: int
    things: int
    borrowers: int
    renewed: int
    overdue: int
    things_overdue: int
    in_house: int


def known_span(period: Period) -> dict[str, Any]:
    """The values for "on the last day": :known is that day and :after the midnight at its end."""
    return span(period) | {"after": f"{period.last_known_day + timedelta(days=1)} 00:00:00"}


def issued(period: Period) -> int:
    """Count the volumes of first loans begun in the period."""
    return int(one(_LENT, span(period))[0])


def count(period: Period) -> LoanCounts:
    """Count the loans begun, renewals given and in-house uses in the period, and what was overdue on its last day."""
    values = known_span(period)
    return LoanCounts(
        *one(_LENT, values), *one(_RENEWED, values), *one(_OVERDUE, values), *one(_IN_HOUSE, values)
    )
