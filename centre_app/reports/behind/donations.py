"""The accepted donations of a period, one row a batch; donors are numbered unless names are asked for."""

from centre_app.i18n import N_
from centre_app.reports.behind.stock import numbered
from centre_app.reports.counts.donations import BATCHES
from centre_app.reports.fragments import span
from centre_app.reports.listing import ID, Column, Listing, Row, day_of, each
from centre_app.reports.periods import Period

_COLUMNS = (
    Column("day", N_("Received"), "date"),
    Column("donor", N_("Donor"), width=26),
    Column("first", N_("First of the donor"), "flag"),
    Column("pieces", N_("Pieces"), "count"),
    Column("titles", N_("Titles"), "count"),
    Column("sets", N_("Sets"), "count"),
    Column("volumes", N_("Volumes"), "count"),
    Column("value", N_("List value"), "money"),
)
# Which titles and sets they hold: one given twice counts once in the period.
_WHICH = (Column("title_ids"), Column("set_ids"))


def batches(period: Period, *, names: bool = False) -> Listing:
    """The batches received in the period of which something was accepted."""
    found = list(each(BATCHES, span(period)))
    donors = numbered([row[1] for row in found], names=names)
    seen: set[str] = set()
    rows: list[Row] = []
    for received, donor, *counts, fen, row_id, titles, sets in found:
        first = int(donor not in seen)
        seen.add(donor)
        rows.append(
            (day_of(received), donors.get(donor, ""), first, *counts, fen / 100, row_id, titles, sets)
        )
    return Listing(_COLUMNS, rows, (ID, *_WHICH), "donation")
