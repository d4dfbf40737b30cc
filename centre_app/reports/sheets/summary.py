"""The summary: every figure in its spans, with the way to the sheet that has its rows. Written after the other sheets."""

from centre_app.i18n import N_, _
from centre_app.reports.compare import Line
from centre_app.reports.listing import Cell, Column
from centre_app.reports.report import Report
from centre_app.reports.sheets.spans import mark_changes, span_cells, span_columns, span_kinds, span_widths
from centre_app.reports.styles import letters_of
from centre_app.reports.workbook import Link, Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Summary"), False, True


def write(sheet: Sheet, report: Report) -> None:
    """Write title, period and the table of figures."""
    columns = (
        Column("group", N_("Part")), Column("name", N_("Figure")), Column("unit", N_("Unit")), *span_columns(report),
    )  # fmt: skip
    lines = list(report.figures.lines())
    sheet.widths([
        max(10, *(letters_of(_(line.indicator.group)) for line in lines)),
        max(letters_of(line.name) for line in lines) + 2,
        max(letters_of(_(line.indicator.unit)) for line in lines),
        *span_widths(report),
    ])  # fmt: skip
    sheet.one_page()
    sheet.freeze_below(3 + len(report.remarks))
    sheet.heading(report.title, report.as_of, *report.remarks)
    rows = [
        [_(line.indicator.group), _name(line, report), _(line.indicator.unit), *span_cells(line, report)]
        for line in lines
    ]
    groups = [None, *(line.indicator.group for line in lines)]
    kinds = [
        [
            "group" if line.indicator.group != before else "faint",
            "link" if line.indicator.code in report.where else "text", "text", *span_kinds(line, report),
        ]
        for line, before in zip(lines, groups, strict=False)
    ]  # fmt: skip
    mark_changes(sheet, sheet.table(columns, rows, kinds=kinds))


def _name(line: Line, report: Report) -> Cell | Link:
    where = report.where.get(line.indicator.code)
    return Link(line.name, where) if where else line.name
