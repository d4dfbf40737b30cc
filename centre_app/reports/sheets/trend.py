"""Month by month: the twelve months up to the end of the period, so that a figure is seen among its like."""

from centre_app.i18n import N_, _
from centre_app.reports import trend
from centre_app.reports.listing import Column, Listing, Row
from centre_app.reports.report import Report
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Month by month"), True, False
KEY = "trend"
_COUNTED = (
    Column("visits", N_("Visits in all"), "count"),
    Column("lent", N_("Volumes lent"), "count"),
    Column("bookings", N_("Room uses"), "count"),
    Column("cards", N_("New cards"), "count"),
)


def write(sheet: Sheet, report: Report) -> None:
    """List the months, visits also by first zone."""
    months = trend.months(report.period)
    zones = trend.zones_of(months)
    columns = (
        Column("month", N_("Month"), width=10),
        *(Column(f"zone:{zone}", zone, "count") for zone in zones),
        *_COUNTED,
    )
    rows: list[Row] = [
        (
            month.name, *(month.in_zone(zone) for zone in zones),
            month.visits, month.lent, month.bookings, month.cards,
        )
        for month in months
    ]  # fmt: skip
    tally = tuple((column.key, None) for column in _COUNTED)
    note = _(
        "Up to twelve months, from the first in which anything was recorded; a month under way up to now, a closed one as it "
        "was closed. *: given by hand, without zones."
    )
    report.tables[KEY] = report.list_rows(
        sheet, Listing(columns, rows), note=note, tally=tally, standing=True
    )
