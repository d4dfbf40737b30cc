"""Donations received in the period, one row a batch; donors are numbered unless names are asked for."""

from centre_app.i18n import N_
from centre_app.reports.behind import donations
from centre_app.reports.report import Report
from centre_app.reports.workbook import ROWS, Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Donations"), False, False
_PROVEN = {
    "donations__items": "pieces", "donations__volumes": "volumes",
    "donations__value": "value", "donations__donors": "first",
}  # fmt: skip


def write(sheet: Sheet, report: Report) -> None:
    """List the batches."""
    listing = donations.batches(report.period, names=report.names)
    tally = ((ROWS, None), *((column, None) for column in _PROVEN.values()))
    table = report.list_rows(sheet, listing, tally=tally)
    report.prove("donations.batches", table.count_of("day"))
    report.prove_sums(table, **_PROVEN)
