"""Renewals given in the period, nameless."""

from centre_app.i18n import N_
from centre_app.reports.behind import loans
from centre_app.reports.report import Report
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Renewals given"), True, False


def write(sheet: Sheet, report: Report) -> None:
    """List the renewals."""
    table = report.list_rows(
        sheet, loans.renewals(report.period, names=report.names), tally=(("counted", None),)
    )
    report.prove_sums(table, loans__renewed="counted")
