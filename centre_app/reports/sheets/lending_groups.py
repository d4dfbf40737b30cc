"""The splits of the volumes lent in their four spans: by class, age band and sex. Each adds up to the volumes lent."""

from centre_app.i18n import N_, _
from centre_app.reports.report import Report
from centre_app.reports.sheets.breakdown import write_parts
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Lending by group"), False, False


def write(sheet: Sheet, report: Report) -> None:
    """Write the table of the parts."""
    note = _("First loans in volumes. The parts of each split add up to all volumes lent.")
    write_parts(sheet, report, "loans.", note)
