"""How long visits lasted by first zone, visits with an assumed end apart."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import visit_tables
from centre_app.reports.report import Report
from centre_app.reports.sheets.crossed import write_crossed
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Length of stay"), True, False


def write(sheet: Sheet, report: Report) -> None:
    """Write the table."""
    note = _(
        "In person-times; full minutes from arrival to leaving. Visits whose end nobody recorded are apart and not in the average."
    )
    listing = visit_tables.table(report.period, by="room", splits=("stay",))
    write_crossed(sheet, report, listing, note=note)
