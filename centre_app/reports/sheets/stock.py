"""The stock by class, kind and donor on the last day of the period, with what came and went."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import stock
from centre_app.reports.report import Report
from centre_app.reports.sheets import loans
from centre_app.reports.workbook import Sheet, quotient

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Stock"), True, False
_PROVEN = {
    "stock__titles": "titles", "stock__volumes": "volumes", "stock__sets": "sets", "stock__value": "value",
    "stock__added": "added", "stock__donated": "donated", "stock__withdrawn": "withdrawn",
    "stock__lost": "lost", "stock__found": "found",
}  # fmt: skip


def write(sheet: Sheet, report: Report) -> None:
    """List the groups of the stock."""
    note = _("At the start + added − withdrawn − lost + found = volumes on {day}.").format(
        day=report.period.last_known_day
    )
    table = report.list_rows(
        sheet,
        stock.by_group(report.period, names=report.names),
        note=note,
        tally=tuple((column, None) for column in _PROVEN.values()),
    )
    report.prove_sums(table, **_PROVEN)
    lent = report.tables[loans.KEY].sum_of("counted")
    report.prove("loans.turnover", quotient(lent, table.sum_of("volumes")))
