"""The titles lent most in the period."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import circulation
from centre_app.reports.report import Report
from centre_app.reports.workbook import ROWS, Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Top titles"), True, False
AT_MOST = 100


def write(sheet: Sheet, report: Report) -> None:
    """List the first hundred."""
    titles = report.figures.now["loans.titles"]
    shown = min(int(titles), AT_MOST) if isinstance(titles, int) else AT_MOST
    note = _("The first {shown} of {count} titles lent, by first loans.").format(shown=shown, count=titles)
    listing = circulation.top_titles(report.period, most=AT_MOST)
    table = report.list_rows(sheet, listing, note=note, tally=((ROWS, None),))
    if shown == titles:  # a longer list is cut off, so that its rows prove nothing
        report.prove("loans.titles", table.count_of("rank"))
