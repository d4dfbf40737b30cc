"""The sheets of a report in their order, and filling them. A report sheet is one module of `sheets` and one line here."""

from typing import Protocol

from centre_app.i18n import _
from centre_app.progress import Progress
from centre_app.reports.report import Report
from centre_app.reports.sheets import (
    breakdown,
    by_day,
    charts,
    check,
    corrected_rows,
    corrections,
    cover,
    definitions,
    donations,
    enquiries,
    in_house,
    lending_classes,
    lending_days,
    lending_groups,
    loans,
    never_lent,
    overdue,
    renewals,
    room_heat,
    room_use,
    rooms,
    stock,
    stock_kinds,
    summary,
    things,
    top_titles,
    trend,
    visit_days,
    visit_grid,
    visit_hours,
    visit_stays,
    visit_zones,
    visits,
)
from centre_app.reports.workbook import Book, Sheet


class SheetModule(Protocol):
    """What a module of `sheets` has: its title (a message id), whether it lies across, whether it is written last."""

    TITLE: str
    LANDSCAPE: bool
    AFTER_OTHERS: bool

    def write(self, sheet: Sheet, report: Report) -> None:
        """Fill the sheet."""


SHEETS: tuple[SheetModule, ...] = (
    cover,
    summary,
    corrections,
    corrected_rows,
    charts,
    trend,
    breakdown,
    by_day,
    visit_days,
    visit_hours,
    visit_zones,
    visit_grid,
    visit_stays,
    visits,
    enquiries,
    rooms,
    room_use,
    room_heat,
    lending_groups,
    lending_classes,
    lending_days,
    top_titles,
    loans,
    renewals,
    in_house,
    overdue,
    things,
    stock_kinds,
    stock,
    never_lent,
    donations,
    check,
    definitions,
)


def sheet_titles() -> list[str]:
    """The names of the sheets in their order, in the current language; a report leaves out those that would be empty."""
    return [_(module.TITLE) for module in SHEETS]


def fill(book: Book, report: Report, progress: Progress) -> None:
    """Write the sheets into the book, and take those away again that have nothing to show.

    Those that look at the others come after them, the cover, which lists what there is, last of all.
    """
    sheets = [(module, book.sheet(_(module.TITLE), landscape=module.LANDSCAPE)) for module in SHEETS]
    report.written = [sheet.title for _module, sheet in sheets]
    order = sorted(sheets, key=lambda pair: (pair[0].AFTER_OTHERS, pair[0] is cover))
    for number, (module, sheet) in enumerate(order):
        progress.report(number, len(sheets), sheet.title)
        proven = len(report.checks)
        module.write(sheet, report)
        if sheet.has_content:
            for each in report.checks[proven:]:
                report.where.setdefault(each.code, sheet.title)
        else:
            book.leave_out(sheet)
            report.written.remove(sheet.title)
            report.left_out.append(sheet.title)
