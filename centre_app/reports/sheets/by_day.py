"""Day by day: hours open, visits by zone, volumes lent, cards issued. The charts of the summary draw from here."""

from centre_app.i18n import N_
from centre_app.reports.behind import opening
from centre_app.reports.report import Report
from centre_app.reports.workbook import ROWS, Sheet, quotient

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Day by day"), True, False
KEY = "by_day"


def write(sheet: Sheet, report: Report) -> None:
    """List the days."""
    listing = opening.by_day(report.period)
    columns = ("open", "offpeak", "visits", "lent", "cards")
    tally = ((ROWS, None), (ROWS, "open"), *((column, None) for column in columns))
    table = report.list_rows(sheet, listing, tally=tally, standing=True)
    report.tables[KEY] = table
    report.prove("centre.open_days", table.positive_of("open"))
    report.prove_sums(table, centre__open_hours="open", centre__offpeak_hours="offpeak", cards__new="cards")
    hours, days = table.sum_of("open"), table.count_of("day")
    report.prove("centre.weekly_hours", quotient(hours, days, times=7))
