"""The circulation day by day: first loans, renewals, in-house uses and everyday things, each in a column of its own."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import circulation
from centre_app.reports.report import Report
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Lending by day"), False, False


def write(sheet: Sheet, report: Report) -> None:
    """List the days."""
    note = _("Volumes of books, periodicals and audio-visual; everyday things in times lent.")
    tally = tuple((column, None) for column in ("lent", "renewed", "in_house", "things"))
    report.list_rows(sheet, circulation.by_day(report.period), note=note, tally=tally, standing=True)
