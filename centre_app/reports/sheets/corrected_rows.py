"""Corrected rows: the rows that came, went or changed since a month was closed, nameless."""

from centre_app.i18n import N_, _
from centre_app.reports import correction_lists
from centre_app.reports.report import Report
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Corrected rows"), True, False


def write(sheet: Sheet, report: Report) -> None:
    """List the rows."""
    note = _(
        "The rows that made the differences on the sheet before, each under the first figure it belongs to."
    )
    report.list_rows(sheet, correction_lists.of_rows(report.corrections), note=note)
