"""Visits by first zone: by sex, age band, category and how they were recorded."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import visit_tables
from centre_app.reports.report import Report
from centre_app.reports.sheets.crossed import write_crossed
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Visits by zone"), True, False


def write(sheet: Sheet, report: Report) -> None:
    """Write the table."""
    note = _(
        "In person-times, by the first zone of the visit. Sexes, age bands, categories and ways of recording each add up to the visits of the zone."
    )
    listing = visit_tables.table(report.period, by="room", splits=("sex", "band", "category", "naming"))
    write_crossed(sheet, report, listing, note=note)
