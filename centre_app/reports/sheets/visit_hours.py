"""Visits by hour of arrival: by zone and age band."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import visit_tables
from centre_app.reports.report import Report
from centre_app.reports.sheets.crossed import write_crossed
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Visits by hour"), True, False
KEY = "visit_hours"


def write(sheet: Sheet, report: Report) -> None:
    """Write the table."""
    note = _(
        "In person-times, by the hour of arrival: 9 is from 9:00 to 9:59. Zones and age bands each add up to the visits of the hour."
    )
    listing = visit_tables.table(report.period, by="hour", splits=("room", "band"))
    report.tables[KEY] = write_crossed(sheet, report, listing, note=note)
