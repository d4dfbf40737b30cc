"""Counting enquiries at the desk by kind."""

from centre_app.reports.fragments import UNKNOWN, span
from centre_app.reports.listing import each
from centre_app.reports.periods import Period

_BY_KIND = """
SELECT name, active, coalesce(counted, 0) FROM enquiry_kind
LEFT JOIN (SELECT kind_id, count(*) AS counted FROM enquiry WHERE at >= :since AND at < :until GROUP BY +kind_id) ON kind_id = id
ORDER BY active DESC, position, id"""


def by_kind(period: Period) -> dict[str, int]:
    """Enquiries of the period by the stored name of their kind: the kinds in use, and retired ones that were counted."""
    rows = each(_BY_KIND, span(period))
    return {name: count for name, active, count in rows if active or count} | {UNKNOWN: 0}
