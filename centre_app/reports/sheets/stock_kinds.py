"""The stock by kind: what there was, what came and went, what there is. Things are apart from books and media."""

from functools import reduce

from centre_app.i18n import N_, _
from centre_app.reports.behind import shelf
from centre_app.reports.report import Report
from centre_app.reports.workbook import Formula, Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Stock by kind"), True, False
_MOVES = (("opening", 1), ("added", 1), ("withdrawn", -1), ("lost", -1), ("found", 1))


def write(sheet: Sheet, report: Report) -> None:
    """List the kinds, and prove that the stock at the start with what came and went makes the stock at the end."""
    note = _(
        "At the start + added − withdrawn − lost + found again = at the end on {day}. The start is the end of the period before."
    ).format(day=report.period.last_known_day)
    columns = (*(name for name, _sign in _MOVES), "closing")
    tally = tuple((column, "group") for column in columns)
    table = report.list_rows(sheet, shelf.by_kind(report.period), note=note, tally=tally, standing=True)

    def of(column: str, group: str) -> Formula:
        return table.sum_of(column, by="group", value=_(group))

    report.prove("stock.opening", of("opening", shelf.PRINTED))
    for code, group in (("stock.volumes", shelf.PRINTED), ("stock.things", shelf.OTHER)):
        carried = reduce(_sum, ((sign, of(name, group)) for name, sign in _MOVES), Formula("0", 0))
        report.prove(code, carried, part=_("carried over"))
    report.prove("stock.things", of("closing", shelf.OTHER))


def _sum(so_far: Formula, more: tuple[int, Formula]) -> Formula:
    sign, formula = more
    return Formula(
        f"{so_far.text}{'+' if sign > 0 else '-'}{formula.text}", so_far.value + sign * formula.value
    )
