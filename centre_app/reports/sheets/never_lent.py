"""The titles that were never lent so far: what to show to readers, or to part with."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import shelf
from centre_app.reports.report import Report
from centre_app.reports.workbook import ROWS, Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Never lent"), True, False
AT_MOST = 500


def write(sheet: Sheet, report: Report) -> None:
    """List those longest in the stock, as many as can be looked through."""
    titles = report.figures.now["stock.never_lent"]
    shown = min(int(titles), AT_MOST) if isinstance(titles, int) else AT_MOST
    note = _(
        "{shown} of {count} titles in the stock since before {day} and never lent, the longest there first."
    ).format(shown=shown, count=titles, day=report.period.first)
    listing = shelf.never_lent(report.period, most=AT_MOST)
    table = report.list_rows(sheet, listing, note=note, tally=((ROWS, None),))
    if shown == titles:  # as in `top_titles`
        report.prove("stock.never_lent", table.count_of("pieces"))
