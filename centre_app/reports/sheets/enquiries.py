"""Enquiries at the desk: a row a day, a column for each kind, which prove the total and its split."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import enquiries
from centre_app.reports.report import Report
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Enquiries"), True, False


def write(sheet: Sheet, report: Report) -> None:
    """List the days."""
    listing = enquiries.by_day(report.period)
    kinds = [column.key for column in listing.columns if column.key.startswith("kind:")]
    note = _("In cases. The kinds of a day add up to its enquiries.")
    table = report.list_rows(
        sheet, listing, note=note, tally=tuple((key, None) for key in ("total", *kinds)), standing=True
    )
    report.prove("services.enquiries", table.sum_of("total"))
    for key in kinds:
        report.prove("services.by_kind", table.sum_of(key), part=key.removeprefix("kind:"))
