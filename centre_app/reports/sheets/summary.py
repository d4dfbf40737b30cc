"""The summary: every figure in its four spans, and two charts drawn from the day sheet. Written after that sheet."""

from typing import Any

from centre_app.i18n import N_, _
from centre_app.reports.compare import Line
from centre_app.reports.indicator import NOTHING, Number
from centre_app.reports.kept import SPANS as SPAN_KEYS
from centre_app.reports.listing import Cell, Column
from centre_app.reports.report import Report
from centre_app.reports.sheets import by_day
from centre_app.reports.styles import letters_of
from centre_app.reports.workbook import Placed, Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Summary"), True, True
SPANS = (
    N_("This month"),
    N_("Last month"),
    N_("A year before"),
    N_("Year on year"),
    N_("Year to date"),
)
_COLOURS = (
    "0F6CBD",
    "6B4FBB",
    "107C41",
    "C2570C",
    "0E7C86",
    "8A5A00",
    "B0307A",
    "4B6A2F",
    "5B6B7B",
    "A33B2A",
)
_CHART_COLUMN, _CHART_CM = "J", (18.5, 10.2)


def write(sheet: Sheet, report: Report) -> None:
    """Write title, period, the table of figures and the charts beside it."""
    columns = (
        Column("group", N_("Part")),
        Column("name", N_("Figure")),
        Column("unit", N_("Unit")),
        *span_columns(),
    )
    lines = list(report.figures.lines())
    name_width = max(letters_of(line.name) for line in lines)
    unit_width = max(letters_of(_(line.indicator.unit)) for line in lines)
    sheet.widths(
        [
            max(10, *(letters_of(_(line.indicator.group)) for line in lines)),
            name_width,
            unit_width,
            11,
            11,
            11,
            11,
            12,
        ]
    )
    sheet.one_page()
    sheet.freeze_below(3 + len(report.remarks))
    title = _("{centre} – monthly report, {period}") if report.centre else _("Monthly report, {period}")
    sheet.heading(
        title.format(centre=report.centre, period=report.period.title), report.as_of, *report.remarks
    )
    rows = [[_(line.indicator.group), line.name, _(line.indicator.unit), *span_cells(line)] for line in lines]
    groups = [None, *(line.indicator.group for line in lines)]
    kinds = [
        ["group" if line.indicator.group != before else "faint", "text", "text", *span_kinds(line)]
        for line, before in zip(lines, groups, strict=False)
    ]
    sheet.table(columns, rows, kinds=kinds)
    days = report.tables[by_day.KEY]
    if days.last >= days.first:
        sheet.chart(_visits_chart(days), f"{_CHART_COLUMN}3")
        sheet.chart(_loans_chart(days), f"{_CHART_COLUMN}22")


def span_columns() -> tuple[Column, ...]:
    """The columns of the four spans and the change."""
    return tuple(Column(f"span{number}", title, "count") for number, title in enumerate(SPANS))


def span_cells(line: Line) -> list[Cell]:
    """The values of a line in the columns of the spans; "—" where nothing could be counted."""
    values: tuple[Number, ...] = (line.now, line.previous, line.year_before, line.change, line.to_date)
    return [NOTHING if value is None else value for value in values]


def span_kinds(line: Line) -> list[str]:
    """How the cells of a line are written; what was given by hand has a star."""
    kind = line.indicator.shape
    now, previous, year_before, to_date = (kind + line.star(span) for span in SPAN_KEYS)
    change = ("points" if kind == "percent" else "change") + line.star("now", "year_before")
    return [now, previous, year_before, change, to_date]


def _visits_chart(days: Placed) -> Any:
    """Visits per day, stacked by zone."""
    zones = [place for place, key in enumerate(days.keys) if key.startswith("zone:")]
    chart = _bar_chart(_("Visits per day by zone"))
    chart.grouping, chart.overlap = "stacked", 100
    _add_series(chart, days, zones)
    if len(zones) < 2:
        chart.legend = None
    return chart


def _loans_chart(days: Placed) -> Any:
    """Volumes lent per day."""
    chart = _bar_chart(_("Volumes lent per day"))
    _add_series(chart, days, [days.keys.index("lent")])
    chart.legend = None
    return chart


def _bar_chart(title: str) -> Any:
    from openpyxl.chart import BarChart
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    chart: Any = BarChart()
    chart.type, chart.title, chart.gapWidth = "col", title, 45
    chart.width, chart.height = _CHART_CM
    chart.x_axis.number_format = "d"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "0"
    chart.legend.position = "b"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="DFE4EA"))
    return chart


def _add_series(chart: Any, days: Placed, places: list[int]) -> None:
    from openpyxl.chart import Reference, Series

    name = f"'{days.sheet}'"
    for number, place in enumerate(places):
        cells = days.range(days.keys[place])
        head = cells.split("!")[1].split(":")[0].rstrip("0123456789") + str(days.first - 1)
        series = Series(Reference(range_string=cells), title_from_data=False)
        series.tx = _title_from(f"{name}!{head}")
        series.cat = _dates_from(days.range("day"))
        series.graphicalProperties.solidFill = _COLOURS[number % len(_COLOURS)]
        series.graphicalProperties.line.noFill = True
        chart.series.append(series)


def _title_from(cell: str) -> Any:
    from openpyxl.chart.data_source import StrRef
    from openpyxl.chart.series import SeriesLabel

    return SeriesLabel(strRef=StrRef(cell))


def _dates_from(cells: str) -> Any:
    from openpyxl.chart.data_source import AxDataSource, NumRef

    return AxDataSource(numRef=NumRef(f=cells))
