"""Visits day by day: by zone, sex, first time or again, recorded and assumed ends."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import visit_tables
from centre_app.reports.report import Report
from centre_app.reports.sheets.crossed import write_crossed
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Visits by day"), True, False


def write(sheet: Sheet, report: Report) -> None:
    """Write the table."""
    note = _(
        "In person-times. Zones, sexes, first and again, and kinds of end each add up to the visits of the day."
    )
    listing = visit_tables.table(report.period, by="day", splits=("room", "sex", "returns", "ending"))
    write_crossed(sheet, report, listing, note=note)
