"""Drawing a chart by pyqtgraph in the colours of the house. Nothing else of the program knows pyqtgraph.

It takes more than half a second to import: nobody imports this module but `chart.load`, in a worker thread, and who comes after.
"""

from math import nan
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QSizePolicy

from centre_app.reports.chart import STEPS, Chart, Series, scale_top
from ui.kit import style

pg.setConfigOption("exitCleanup", False)  # widgets go with their window, not at the end of Python
HEIGHT, _BAR_ROW = 200, 18  # pixels at 100 %
_AIR = 1.05  # the scale goes on a little above its highest number, which would be cut off
_WIDE = 0.7  # of the room of one value
_LABEL_LETTER = 0.62  # of the height of a small letter
_AXES = {"left": (0, 0), "right": (0, 2), "bottom": (1, 1)}  # their places around the view box


class Drawing(pg.GraphicsView):
    """A view box with axes: pyqtgraph's own plot widget brings menus of forms, which take as long as all the rest."""

    def __init__(self) -> None:
        super().__init__(background=style.token("surface"))
        around = pg.GraphicsLayout()
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        self.setCentralItem(around)
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False)
        around.addItem(self.box, 0, 1)
        self.axes = {name: _axis(name) for name in _AXES}
        for name, (row, column) in _AXES.items():
            around.addItem(self.axes[name], row, column)
            self.axes[name].linkToView(self.box)
        self._marker: Any = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)

    def sizeHint(self) -> QSize:
        return QSize(0, style.px(HEIGHT))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is the page's."""
        event.ignore()

    def draw(self, chart: Chart) -> None:
        """Draw a chart in place of what was drawn."""
        self.box.clear()
        lying = chart.shape == "bars"
        self.box.invertY(lying)
        self.setMinimumHeight(style.px(max(HEIGHT, _BAR_ROW * len(chart.labels)) if lying else HEIGHT))
        top = scale_top(max(chart.totals, default=0))
        along, up = (-0.6, len(chart.labels) - 0.4), (0, top * _AIR)
        self.box.setRange(xRange=up if lying else along, yRange=along if lying else up, padding=0)
        self.axes["bottom" if lying else "left"].setTicks([_scale(top, top)])
        self.axes["bottom" if lying else "left"].setGrid(50)
        self.axes["left" if lying else "bottom"].setGrid(False)
        self.axes["right"].setVisible(chart.line is not None)
        self.label(chart)
        self._add_bars(chart)
        if chart.line is not None:
            self._add_line(chart.line, top)
        self._add_marker(across="horizontal" if lying else "vertical")

    def label(self, chart: Chart) -> None:
        """Write what the values are of, as many as have room now."""
        if chart.shape == "bars":
            self.axes["left"].setTicks([list(enumerate(chart.labels))])
        else:
            marks = list(enumerate(chart.marks or chart.labels))
            self.axes["bottom"].setTicks([_thinned(marks, width=self.width())])

    def place_under(self, point: QPointF, chart: Chart) -> int | None:
        """Which value, from 0, is at a point of the scene; None outside."""
        if not self.box.sceneBoundingRect().contains(point):
            return None
        found = self.box.mapSceneToView(point)
        place = round(found.y() if chart.shape == "bars" else found.x())
        return place if 0 <= place < len(chart.labels) else None

    def mark(self, place: int | None) -> None:
        """Put the band behind one value; None takes it away."""
        self._marker.setVisible(place is not None)
        if place is not None:
            self._marker.setRegion((place - 0.5, place + 0.5))

    def _add_bars(self, chart: Chart) -> None:
        places, ground = list(range(len(chart.labels))), [0.0] * len(chart.labels)
        for number, each in enumerate(chart.series):
            values = [float(value or 0) for value in each.values]
            how = {"brush": pg.mkBrush(colour(number)), "pen": pg.mkPen(None)}
            if chart.shape == "bars":
                self.box.addItem(pg.BarGraphItem(x0=ground, y=places, width=values, height=_WIDE, **how))
            else:
                self.box.addItem(pg.BarGraphItem(x=places, y0=ground, height=values, width=_WIDE, **how))
                ground = [low + value for low, value in zip(ground, values, strict=True)]

    def _add_line(self, line: Series, top: float) -> None:
        """The line by a scale of its own: drawn in the scale of the columns, its numbers stand at the right."""
        own = scale_top(max((value or 0 for value in line.values), default=0))
        values = [nan if value is None else value * top / own for value in line.values]  # a gap, not 0
        drawn = pg.PlotDataItem(
            list(range(len(values))), values, pen=pg.mkPen(line_colour(), width=style.px(2)),
            connect="finite", symbol="o", symbolSize=style.px(6), symbolBrush=pg.mkBrush(line_colour()), symbolPen=pg.mkPen(None),
        )  # fmt: skip
        self.box.addItem(drawn)
        self.axes["right"].setTicks([_scale(top, own)])

    def _add_marker(self, *, across: str) -> None:
        shade = QColor(style.token("accent"))
        shade.setAlphaF(0.16)
        self._marker = pg.LinearRegionItem(
            orientation=across, movable=False, brush=pg.mkBrush(shade), pen=pg.mkPen(None)
        )
        self._marker.setZValue(20)
        self._marker.setVisible(False)
        self.box.addItem(self._marker, ignoreBounds=True)


def colour(place: int) -> QColor:
    """The colour of the n-th series; lighter on a dark ground."""
    made = style.room_colour(place)
    return made.lighter(140) if style.is_dark() else made


def line_colour() -> QColor:
    """The colour of the line."""
    return style.token("warning")


def _axis(name: str) -> Any:
    made = pg.AxisItem(name)
    made.setPen(pg.mkPen(style.token("line")))
    made.setTextPen(pg.mkPen(style.token("quiet")))
    made.setStyle(tickFont=style.font("small"), tickLength=0)
    return made


def _scale(top: float, shown: float) -> list[tuple[float, str]]:
    """The steps up to the top, with the numbers that stand there."""
    return [(top * step / STEPS, f"{shown * step / STEPS:,.0f}") for step in range(STEPS + 1)]


def _thinned(labels: list[tuple[int, str]], *, width: int) -> list[tuple[int, str]]:
    """As many of the labels as have room beside each other."""
    longest = max((len(text) for _place, text in labels), default=1)
    room = max(1, width - style.px(80))
    every = max(1, -(-len(labels) * round((longest + 1) * style.size("small") * _LABEL_LETTER) // room))
    return labels[::every]
