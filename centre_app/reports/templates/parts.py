"""What there is to choose from: the parts a split can have, and the columns of a table, whatever the month brought."""

from centre_app.reports.fragments import UNKNOWN
from centre_app.reports.indicators import by_code
from centre_app.reports.listing import Column, each
from centre_app.reports.periods import Period
from centre_app.reports.templates.tables import TABLES

_NAMES = {
    "visits.by_room": "SELECT name FROM room ORDER BY position, id",
    "services.by_kind": "SELECT name FROM enquiry_kind ORDER BY position, id",
}
_AN_EMPTY_DAY = "1900-01-01"


def is_split(code: str) -> bool:
    """Whether a figure is made of parts."""
    return ".by_" in code


def parts_of(code: str) -> list[str]:
    """The keys of the parts that a split can have, whether or not a month has any."""
    if not is_split(code):
        return []
    if code in _NAMES:
        return [*(row[0] for row in each(_NAMES[code], {})), UNKNOWN]
    return [*(key for key in by_code(code).labels if key not in ("", UNKNOWN)), UNKNOWN]


def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of a table, read for a day on which nothing happened: that costs nothing."""
    return TABLES[table].read(Period.parse(_AN_EMPTY_DAY)).columns
