"""What was overdue on the last day of the period, nameless."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import loans
from centre_app.reports.report import Report
from centre_app.reports.workbook import ROWS, Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Overdue"), True, False
_LONG_DAYS = 30


def write(sheet: Sheet, report: Report) -> None:
    """List what was overdue."""
    note = _("Not returned by the end of {day}, and due before that day.").format(
        day=report.period.last_known_day
    )
    listing = loans.overdue(report.period, names=report.names)
    table = report.list_rows(sheet, listing, note=note, tally=(("counted", None), (ROWS, "counted")))
    if not table.is_empty:
        days = table.local("days")
        sheet.mark_where(days, f"{days.split(':')[0]}>{_LONG_DAYS}")
    report.prove_sums(table, loans__overdue="counted")
    report.prove("loans.things_overdue", table.count_of("counted", value=0))
