"""In-house uses of the period, one row each."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import circulation
from centre_app.reports.report import Report
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("In-house use"), True, False


def write(sheet: Sheet, report: Report) -> None:
    """List the in-house uses."""
    note = _("What was read here and scanned when it was put back. Loans are not among them.")
    table = report.list_rows(
        sheet, circulation.in_house(report.period), note=note, tally=(("counted", None),)
    )
    report.prove_sums(table, loans__inhouse="counted")
