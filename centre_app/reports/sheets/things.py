"""Everyday things, apart from books: how many there are, how often each was lent, what is out and overdue."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import shelf
from centre_app.reports.report import Report
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Everyday things"), False, False


def write(sheet: Sheet, report: Report) -> None:
    """List the things by kind and name."""
    note = _(
        "Umbrellas, tools, kits, toys, models: never counted among the books. Out and overdue on {day}."
    ).format(day=report.period.last_known_day)
    report.list_rows(sheet, shelf.things(report.period), note=note)
