"""Pieces of SQL that several figures share: the span of a period, ages and bands on a day, what belongs to the stock."""

from typing import Any

from centre_app.lending.models import GONE, PRINT_KINDS
from centre_app.people import bands
from centre_app.reports.periods import Period

PRINT = f"kind IN {PRINT_KINDS}"
UNKNOWN = "unknown"  # the part of a split that nobody recorded (未登记)


def span(period: Period) -> dict[str, Any]:
    """The values :since and :until (not included) of moments, :first and :last of days, :known the last day known so far."""
    return {
        "since": f"{period.starts:%Y-%m-%d %H:%M:%S}",
        "until": f"{period.ends:%Y-%m-%d %H:%M:%S}",
        "first": str(period.first),
        "last": str(period.last),
        "known": str(period.last_known_day),
    }


def age(day: str) -> str:
    """The full years of person `p` on a day (or moment) in SQL; where only the year is known, the years between."""
    return (
        f"CASE WHEN p.birth_date IS NOT NULL THEN substr({day}, 1, 4) - substr(p.birth_date, 1, 4) "
        f"- (substr({day}, 6, 5) < substr(p.birth_date, 6, 5)) ELSE substr({day}, 1, 4) - p.birth_year END"
    )


def band(years: str) -> str:
    """The code of the age band (of `people.bands`) that an age in SQL falls into."""
    steps = " ".join(f"WHEN {years} <= {upper} THEN '{code}'" for upper, code in bands.UP_TO)
    return f"CASE WHEN {years} IS NULL OR {years} < 0 THEN '{UNKNOWN}' {steps} ELSE '{bands.OLDEST}' END"


# Every print copy with the day it came (`since`, '' when unknown) and the day it left the stock (`gone`, else NULL).
STOCK = f"""
SELECT id, title_id, kind, volumes, donation_id, condition, coalesce(accessioned_on, '') AS since,
  CASE WHEN condition IN {GONE} THEN max(coalesce(condition_on, ''), coalesce(accessioned_on, '')) END AS gone,
  coalesce(price_fen, (SELECT title.price_fen FROM title WHERE title.id = title_id), 0) AS fen,
  CASE WHEN set_number IS NULL THEN 'c' || id ELSE title_id || '/' || set_number END AS in_set
FROM copy WHERE {PRINT}"""  # noqa: S608
HERE = "(since <= :known AND (gone IS NULL OR gone > :known))"

# Loans not returned at the end of :known, with the due moment they had then (a later renewal does not excuse it).
OUT_THEN = """
SELECT l.*, coalesce((SELECT r.due_before FROM renewal r WHERE r.loan_id = l.id AND r.renewed_at >= :after
  ORDER BY r.renewed_at, r.id LIMIT 1), l.due_at) AS due_then
FROM (SELECT * FROM loan WHERE returned_at IS NULL AND lent_at < :after
  UNION ALL SELECT * FROM loan WHERE returned_at >= :after AND lent_at < :after) l"""
