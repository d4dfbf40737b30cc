"""What each table and column means, in one place for whoever reads the data without the program. One file a capability."""

from centre_app.exchange.meanings import lending, people, place, reports, rooms
from centre_app.exchange.meanings.shared import COLUMNS
from centre_app.i18n import _

_TABLES = {**place.TABLES, **people.TABLES, **rooms.TABLES, **lending.TABLES, **reports.TABLES}


def of_table(table: str) -> str:
    """What a row of the table is, in the current language; its own name where nobody said."""
    known = _TABLES.get(table)
    return _(known[0]) if known else table


def of_column(table: str, column: str) -> str:
    """What the column means in that table, in the current language; empty where nobody said."""
    _table, own = _TABLES.get(table, ("", {}))
    words = own.get(column) or COLUMNS.get(column)
    return _(words) if words else ""
