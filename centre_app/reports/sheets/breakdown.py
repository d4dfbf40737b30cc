"""The splits of visits and enquiries in their four spans: by zone, age band, sex, hour, kind … Each adds up to its total."""

from centre_app.i18n import N_, _
from centre_app.reports.listing import Column
from centre_app.reports.report import Report
from centre_app.reports.sheets.spans import mark_changes, span_cells, span_columns, span_kinds, span_widths
from centre_app.reports.styles import letters_of
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Figures by group"), False, False


def write(sheet: Sheet, report: Report) -> None:
    """Write the table of the parts of visits and enquiries."""
    note = _("Visits in person-times, enquiries in cases. The parts of each split add up to its total.")
    write_parts(sheet, report, ("visits.", "services."), note)


def write_parts(sheet: Sheet, report: Report, codes: str | tuple[str, ...], note: str) -> None:
    """Write the parts of the splits whose code begins like one of these, in their spans, unless nothing was counted.

    Where the parts of each split stand is left in `report.tables` under its code.
    """
    columns = (Column("split", N_("Split")), Column("part", N_("Part of it")), *span_columns(report))
    lines = [line for line in report.figures.parts() if line.indicator.code.startswith(codes)]
    if not any(line.now or line.previous or line.year_before or line.to_date for line in lines):
        return
    splits = max(letters_of(_(line.indicator.name)) for line in lines)
    sheet.widths([splits, max(12, *(letters_of(line.name) for line in lines)), *span_widths(report)])
    sheet.freeze_below(4)
    sheet.heading(sheet.title, report.line, note)
    rows = [[_(line.indicator.name), line.name, *span_cells(line, report)] for line in lines]
    table = sheet.table(columns, rows, kinds=[["group", "text", *span_kinds(line, report)] for line in lines])
    mark_changes(sheet, table)
    of_rows = [line.indicator.code for line in lines]
    for code in dict.fromkeys(of_rows):
        first = of_rows.index(code)
        report.tables[code] = table.part(range(first, first + of_rows.count(code)))
