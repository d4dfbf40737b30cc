"""The circulation by main class of the CLC: first loans by age band and sex, renewals and in-house uses apart."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import circulation
from centre_app.reports.report import Report
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Lending by class"), True, False


def write(sheet: Sheet, report: Report) -> None:
    """List the classes."""
    note = _(
        "In volumes. First loans are split by age band and by sex; renewals and in-house uses are counted apart."
    )
    tally = tuple((column, None) for column in ("lent", "renewed", "in_house"))
    report.list_rows(sheet, circulation.by_class(report.period), note=note, tally=tally, standing=True)
