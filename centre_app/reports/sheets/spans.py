"""What sheets share that set a period beside others: the columns of its spans, fitting its kind, and the marked change."""

from centre_app.reports import kinds
from centre_app.reports.compare import Line
from centre_app.reports.indicator import NOTHING, Number
from centre_app.reports.listing import Cell, Column
from centre_app.reports.report import Report
from centre_app.reports.workbook import Placed, Sheet

NOW, CHANGE = "now", "change"
_WIDTHS = {"now": 11, "previous": 11, "year_before": 11, "change": 11, "to_date": 12}


def span_keys(report: Report) -> tuple[str, ...]:
    """The names of the spans as `compare.Line` has them; a year is compared with the year before alone."""
    if report.period.kind == "year":
        return "now", "previous", "change"
    return "now", "previous", "year_before", "change", "to_date"


def span_columns(report: Report) -> tuple[Column, ...]:
    """The columns of the spans and the change."""
    titles = kinds.headings(report.period.kind)
    return tuple(Column(key, title, "count") for key, title in zip(span_keys(report), titles, strict=True))


def span_widths(report: Report) -> list[int]:
    """How wide the columns of the spans are, in Latin letters."""
    return [_WIDTHS[key] for key in span_keys(report)]


def span_cells(line: Line, report: Report) -> list[Cell]:
    """The values of a line in the columns of the spans; "—" where nothing could be counted."""
    return [or_nothing(getattr(line, key)) for key in span_keys(report)]


def span_kinds(line: Line, report: Report) -> list[str]:
    """How the cells of a line are written; what was given by hand has a star."""
    return [
        change_kind(line) + line.star(NOW, "year_before")
        if key == CHANGE
        else line.indicator.shape + line.star(key)
        for key in span_keys(report)
    ]


def change_kind(line: Line) -> str:
    """How a change of the figure is written: in percent, or in points where the figure is a percentage itself."""
    return "points" if line.indicator.shape == "percent" else "change"


def or_nothing(value: Number) -> Cell:
    """The number, or the sign that nothing could be counted."""
    return NOTHING if value is None else value


def mark_changes(sheet: Sheet, table: Placed, *columns: str) -> None:
    """Colour the changes up and down."""
    for key in columns or (CHANGE,):
        sheet.ups_and_downs(table.local(key))
