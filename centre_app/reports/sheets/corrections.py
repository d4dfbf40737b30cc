"""Corrections: what was closed, what it is now, the difference. There is no such sheet where nothing was corrected."""

from centre_app.i18n import N_, _
from centre_app.reports import correction_lists
from centre_app.reports.report import Report
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Corrections"), True, False


def write(sheet: Sheet, report: Report) -> None:
    """List the corrected figures."""
    note = _(
        "Figures of closed months that later entries have changed. What was closed stays; the year to date counts what is right now."
    )
    report.list_rows(sheet, correction_lists.of_figures(report.corrections), note=note)
