"""The enquiries of a period: one row each, and one row a day with a column for each kind. Nobody is named in them."""

from collections import Counter, defaultdict
from datetime import timedelta

from centre_app.i18n import N_
from centre_app.reports.behind.opening import weekday
from centre_app.reports.counts.enquiries import by_kind
from centre_app.reports.fragments import UNKNOWN, span
from centre_app.reports.listing import AS_WRITTEN, ID, Column, Listing, Row, day_of, each, moment_of
from centre_app.reports.periods import Period

_EACH = """
SELECT at, name, enquiry.id FROM enquiry JOIN enquiry_kind ON enquiry_kind.id = kind_id
WHERE at >= :since AND at < :until ORDER BY at, enquiry.id"""
_DAYS = """
SELECT substr(at, 1, 10), name, count(*) FROM enquiry JOIN enquiry_kind ON enquiry_kind.id = kind_id
WHERE at >= :since AND at < :until GROUP BY 1, 2"""
_COLUMNS = (
    Column("day", N_("Date"), "date"),
    Column("time", N_("Time"), "time"),
    Column("enquiry", N_("Kind of enquiry"), width=20, words=AS_WRITTEN),
)


def enquiries(period: Period) -> Listing:
    """The enquiries of the period in their order; their notes, which clerks typed freely, stay at the desk."""
    rows = ((day_of(at), moment_of(at).time(), *rest) for at, *rest in each(_EACH, span(period)))  # type: ignore[union-attr]
    return Listing(_COLUMNS, rows, (ID,), "enquiry")


def by_day(period: Period) -> Listing:
    """Every day of the period that has come, with its enquiries in all and a column for each kind."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for day, name, count in each(_DAYS, span(period)):
        counted[day][name] = count
    kinds = [kind for kind in by_kind(period) if kind != UNKNOWN]
    days = [period.first + timedelta(n) for n in range((period.last_known_day - period.first).days + 1)]
    rows: list[Row] = [
        (day, weekday(day), counted[str(day)].total(), *(counted[str(day)][kind] for kind in kinds))
        for day in days
    ]
    columns = (
        Column("day", N_("Date"), "date"),
        Column("weekday", N_("Weekday"), width=9),
        Column("total", N_("Enquiries at the desk"), "count"),
        *(Column(f"kind:{kind}", kind, "count") for kind in kinds),
    )
    return Listing(columns, rows)
