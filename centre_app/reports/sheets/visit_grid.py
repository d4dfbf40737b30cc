"""Visits by unit of the grid: the tree with its sums, which proves the split by units of the first level."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import grid
from centre_app.reports.indicator import NOT_RECORDED
from centre_app.reports.report import Report
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Visits by grid unit"), False, False


def write(sheet: Sheet, report: Report) -> None:
    """Write the tree."""
    note = _(
        "In person-times. Only the last column may be added up: the others hold the units below as well."
    )
    tally = (("own", None), ("own", "top"))
    table = report.list_rows(sheet, grid.by_unit(report.period), note=note, tally=tally)
    report.prove("visits.total", table.sum_of("own"))
    parts = report.figures.now["visits.by_grid"]
    for part in parts if isinstance(parts, dict) else ():
        shown = _(NOT_RECORDED) if part == "unknown" else part
        report.prove("visits.by_grid", table.sum_of("own", by="top", value=shown), part=part)
