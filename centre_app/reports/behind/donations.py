"""The accepted donations of a period, one row a batch; donors are numbered unless names are asked for."""

from dataclasses import replace

from centre_app.i18n import N_
from centre_app.reports.behind.stock import NUMBERED
from centre_app.reports.counts.donations import BATCHES
from centre_app.reports.fragments import span
from centre_app.reports.listing import ID, Column, Listing, Row, day_of, each
from centre_app.reports.periods import Period

_COLUMNS = (
    Column("day", N_("Received"), "date"),
    Column("donor", N_("Donor"), width=26, words=NUMBERED),
    Column("first", N_("First of the donor"), "flag"),
    Column("pieces", N_("Pieces"), "count"),
    Column("titles", N_("Titles"), "count"),
    Column("sets", N_("Sets"), "count"),
    Column("volumes", N_("Volumes"), "count"),
    Column("value", N_("List value"), "money"),
)
_NAMED = tuple(replace(column, words=None) for column in _COLUMNS)
# Which titles and sets they hold: one given twice counts once in the period.
_WHICH = (Column("title_ids"), Column("set_ids"))


def batches(period: Period, *, names: bool = False) -> Listing:
    """The batches received in the period of which something was accepted."""
    found = list(each(BATCHES, span(period)))
    numbers: dict[str, int] = {}
    rows: list[Row] = []
    for received, donor, *counts, fen, row_id, titles, sets in found:
        first = int(donor not in numbers)
        number = numbers.setdefault(donor, len(numbers) + 1)
        shown = donor if names or not donor else number
        rows.append((day_of(received), shown, first, *counts, fen / 100, row_id, titles, sets))
    return Listing(_NAMED if names else _COLUMNS, rows, (ID, *_WHICH), "donation")
