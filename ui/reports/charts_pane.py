"""The charts of the period shown: read in the background, drawn one after the other so that the window never waits."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.reports import charts
from centre_app.reports.chart import Chart
from centre_app.reports.indicator import Value
from centre_app.reports.periods import Period
from ui.kit import chart, layout
from ui.kit.chart import ChartView
from ui.reports.latest import Latest

_MOST = 4
_NARROWEST = 380  # pixels at 100 %


class ChartsPane(QWidget):
    """Up to four charts, two by two where there is room. `drawn` tells when all are there."""

    drawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.views = [ChartView() for _number in range(_MOST)]
        self._reader = Latest(_("Reading the charts"), self)
        self._wanted: tuple[Period, Mapping[str, Value]] | None = None
        self._to_draw: list[tuple[ChartView, Chart]] = []
        self.setLayout(layout.Flow(*self.views, spacing=16, minimum=_NARROWEST))
        self._reader.answered.connect(self._on_read)

    def show_period(self, period: Period, figures: Mapping[str, Value]) -> None:
        """Read and draw the charts of a period whose figures were counted, once they are looked at."""
        self._wanted = (period, figures)
        if self.isVisible():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        if self._wanted is not None:
            (period, figures), self._wanted = self._wanted, None
            self._reader.ask(period.text, lambda: _read(period, figures))

    def _on_read(self, _key: object, found: Any) -> None:
        for view in self.views[len(found) :]:
            view.hide()
        self._to_draw = list(zip(self.views, found, strict=False))
        self._draw_next()

    def _draw_next(self) -> None:
        if not self._to_draw:
            self.drawn.emit()
            return
        view, what = self._to_draw.pop(0)
        view.show_chart(what)
        view.show()
        QTimer.singleShot(0, self, self._draw_next)


def _read(period: Period, figures: Mapping[str, Value]) -> list[Chart]:
    """Runs in a worker, where also what draws is imported."""
    chart.load()
    return charts.read(period, figures)
