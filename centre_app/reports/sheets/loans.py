"""Loans: everything lent in the period, nameless."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import loans
from centre_app.reports.indicators import by_code
from centre_app.reports.report import Report
from centre_app.reports.workbook import ROWS, Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Loans"), True, False
KEY = "loans"
_SPLITS = {"loans.by_class": "class", "loans.by_band": "band", "loans.by_sex": "sex"}


def write(sheet: Sheet, report: Report) -> None:
    """List the loans; things count no volumes."""
    note = _("“Counted volumes” are those of books, periodicals and audio-visual; other things count 0.")
    listing = loans.loans(report.period, names=report.names)
    splits = tuple(("counted", split) for split in _SPLITS.values())
    table = report.list_rows(
        sheet, listing, note=note, tally=(("counted", None), ("first", None), (ROWS, "counted"), *splits)
    )
    report.tables[KEY] = table
    for code, column in _SPLITS.items():
        found = report.figures.now[code]
        for part in found if isinstance(found, dict) else ():
            formula = table.sum_of("counted", by=column, value=by_code(code).part_label(part))
            report.prove(code, formula, part=part)
    report.prove_sums(table, loans__issued="counted", loans__borrowers="first")
    report.prove("loans.things", table.count_of("counted", value=0))
