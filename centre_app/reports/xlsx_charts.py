"""Native charts of a workbook, over cells of its sheets. Only what Excel 2010, WPS and LibreOffice draw alike."""

from typing import Any

from centre_app.reports.styles import COLOURS
from centre_app.reports.workbook import CellChart, Cells

_CENTIMETRES = (15.4, 8.8)
_LINE = "C2570C"


def native(chart: CellChart) -> Any:
    """The chart as openpyxl writes it."""
    made = _bar_chart(chart)
    for number, cells in enumerate(chart.series):
        made.series.append(_series(cells, chart, colour=COLOURS[number % len(COLOURS)]))
    if chart.line is not None:
        made += _line_chart(chart, chart.line)
    elif len(chart.series) < 2:
        made.legend = None
    return made


def _bar_chart(chart: CellChart) -> Any:
    from openpyxl.chart import BarChart
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    made: Any = BarChart()
    made.title = _title(chart.title)
    made.type, made.gapWidth = "bar" if chart.shape == "bars" else "col", 45
    made.width, made.height = _CENTIMETRES
    made.x_axis.number_format = chart.date_format or "General"
    made.x_axis.delete = made.y_axis.delete = False
    made.y_axis.number_format = "0"
    made.legend.position = "b"
    made.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="DFE4EA"))
    if chart.shape == "stacked":
        made.grouping, made.overlap = "stacked", 100
    if chart.shape == "bars":
        made.x_axis.scaling.orientation = "maxMin"  # the first row on top, as in the table
        made.x_axis.tickLblSkip = 1
        made.y_axis.crosses = "max"
    return made


def _title(words: str) -> Any:
    """A title a little larger than the labels; by itself it would be twice as large."""
    from openpyxl.chart.text import RichText, Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

    font = CharacterProperties(sz=1200, b=True)
    line = Paragraph(pPr=ParagraphProperties(defRPr=font), r=[RegularTextRun(rPr=font, t=words)])
    return Title(tx=Text(rich=RichText(p=[line])), overlay=False)


def _line_chart(chart: CellChart, cells: Cells) -> Any:
    """The line, with an axis of its own at the right."""
    from openpyxl.chart import LineChart

    made: Any = LineChart()
    made.y_axis.axId = 200
    made.y_axis.delete = False
    made.y_axis.number_format = "0"
    made.y_axis.crosses = "max"
    made.y_axis.majorGridlines = None
    series = _series(cells, chart, colour=_LINE)
    series.graphicalProperties.line.noFill = None
    series.graphicalProperties.line.solidFill = _LINE
    series.graphicalProperties.line.width = 28_575
    series.smooth = False
    series.marker.symbol = "circle"
    made.series.append(series)
    return made


def _series(cells: Cells, chart: CellChart, *, colour: str) -> Any:
    from openpyxl.chart import Reference, Series
    from openpyxl.chart.data_source import AxDataSource, NumRef, StrRef
    from openpyxl.chart.series import SeriesLabel

    made: Any = Series(Reference(range_string=cells.range), title_from_data=False)
    made.tx = SeriesLabel(strRef=StrRef(cells.name_cell))
    labels = chart.labels.range
    made.cat = (
        AxDataSource(numRef=NumRef(f=labels)) if chart.date_format else AxDataSource(strRef=StrRef(labels))
    )
    made.graphicalProperties.solidFill = colour
    made.graphicalProperties.line.noFill = True
    return made
