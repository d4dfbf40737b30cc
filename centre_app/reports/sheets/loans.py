"""Loans: everything lent in the period, nameless."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import loans
from centre_app.reports.report import Report
from centre_app.reports.workbook import ROWS, Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Loans"), True, False
KEY = "loans"


def write(sheet: Sheet, report: Report) -> None:
    """List the loans; things count no volumes."""
    note = _("“Counted volumes” are those of books, periodicals and audio-visual; other things count 0.")
    listing = loans.loans(report.period, names=report.names)
    table = report.list_rows(
        sheet, listing, note=note, tally=(("counted", None), ("first", None), (ROWS, "counted"))
    )
    report.tables[KEY] = table
    report.prove_sums(table, loans__issued="counted", loans__borrowers="first")
    report.prove("loans.things", table.count_of("counted", value=0))
