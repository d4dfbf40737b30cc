"""A chart on the screen: values under the mouse and by the arrow keys, words for who cannot see it, a picture to save."""

from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QLabel, QSizePolicy, QWidget

from centre_app import errors
from centre_app.i18n import _
from centre_app.reports.chart import Chart
from centre_app.storage.placing import as_file_name, placed
from ui.kit import buttons, card, layout, style, toast
from ui.kit.attempt import attempt
from ui.kit.file_dialog import ask_target

_PICTURE_SCALE = 2


def load() -> None:
    """Import what draws, if nothing did before; for a worker thread."""
    import_module("ui.kit.chart_draw")


class ChartView(card.Card):
    """One chart with its title, the value looked at, and a legend. Left and Right walk the values while it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.chart: Chart | None = None
        self.place: int | None = None
        self.value_label = card.label(kind="quiet-small", wrap=True)
        self.value_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.value_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.save_button = buttons.icon_only("export", _("Save as a picture"), clicked=self.on_save)
        self.save_button.hide()
        self.set_trailing(self.save_button)
        self._drawing: Any = None
        self._keys = layout.Flow(spacing=12)
        self.value_label.setText(_("Reading…"))
        self.add(self.value_label)
        self._keys_box = layout.holding(self._keys)
        self.add(self._keys_box)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_chart(self, chart: Chart) -> None:
        """Draw this chart in place of the one before; `load` must have been called."""
        self.chart, self.place = chart, None
        self.set_title(chart.title)
        self.setAccessibleDescription(chart.described())
        if self._drawing is None:
            from ui.kit.chart_draw import Drawing

            self._drawing = Drawing()
            self._drawing.scene().sigMouseMoved.connect(self._on_mouse_moved)
            self.body.insertWidget(2, self._drawing, 1)
        self._drawing.draw(chart)
        lines = 2 if len(chart.series) > 1 else 1  # kept free, so that nothing jumps under the mouse
        self.value_label.setFixedHeight(lines * self.value_label.fontMetrics().lineSpacing())
        self._show_keys(chart)
        self._show_value()
        self.save_button.show()

    def words(self) -> str:
        """Return the value looked at in words; without one what can be done here."""
        if self.chart is None or self.chart.is_empty:
            return _("Nothing was counted.")
        if self.place is None:
            return _("{sum} in all").format(sum=f"{sum(self.chart.totals):,.0f}")
        return self.chart.words_at(self.place)

    def look_at(self, place: int | None) -> None:
        """Look at one value, counted from 0."""
        if self.chart is None or self.chart.is_empty or place == self.place:
            return
        self.place = None if place is None else max(0, min(place, len(self.chart.labels) - 1))
        self._show_value()

    def on_save(self) -> QFileDialog | None:
        """Ask where to save the chart as a picture."""
        if self.chart is None:
            return None
        start = Path.home() / as_file_name(self.chart.title, ending=".png")
        return ask_target(
            self,
            _("Save as a picture"),
            start=start,
            ending=".png",
            kinds=_("Picture (*.png)"),
            then=self.save_picture,
        )

    def save_picture(self, path: Path) -> None:
        """Write the chart as PNG, twice as large as it is shown."""
        attempt(
            self._write_picture,
            then=lambda saved: toast.show(_("{name} was saved.").format(name=saved.name)),
            path=path,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if self.chart is not None and key in steps:
            self.look_at(0 if self.place is None else self.place + steps[key])
        elif self.chart is not None and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.look_at(0 if key == Qt.Key.Key_Home else len(self.chart.labels) - 1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.look_at(None)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.chart is not None:
            self._drawing.label(self.chart)

    def leaveEvent(self, event: Any) -> None:
        if not self.hasFocus():
            self.look_at(None)
        super().leaveEvent(event)

    def _on_mouse_moved(self, where: Any) -> None:
        if self.chart is not None and (place := self._drawing.place_under(where, self.chart)) is not None:
            self.look_at(place)

    def _show_value(self) -> None:
        self.value_label.setText(self.words())
        self.setAccessibleName(f"{self.chart.title if self.chart else ''}{_(': ')}{self.words()}")
        if self._drawing is not None:
            self._drawing.mark(self.place)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _show_keys(self, chart: Chart) -> None:
        from ui.kit import chart_draw

        layout.clear(self._keys)
        entries = [(each.name, chart_draw.colour(place)) for place, each in enumerate(chart.series)]
        if chart.line is not None:
            entries.append((chart.line.name, chart_draw.line_colour()))
        for name, shade in entries if len(entries) > 1 else ():
            self._keys.addWidget(_key(name, shade))
        self._keys_box.setVisible(len(entries) > 1)

    def _write_picture(self, *, path: Path) -> Path:
        """Raises ReportNotWritten and its like."""
        picture = QImage(self.size() * _PICTURE_SCALE, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(_PICTURE_SCALE)
        picture.fill(style.token("surface"))
        self.save_button.hide()
        painter = QPainter(picture)
        self.render(painter, QPoint(0, 0))
        painter.end()
        self.save_button.show()
        with placed(path, ending=".png") as beside:
            if not picture.save(str(beside)):
                raise errors.ReportNotWritten(path=path, detail=_("the picture could not be written"))
        return path


def _key(name: str, shade: QColor) -> QWidget:
    """One entry of the legend."""
    square = QLabel()
    pixels = QPixmap(QSize(style.px(10), style.px(10)))
    pixels.fill(shade)
    square.setPixmap(pixels)
    return layout.holding(layout.row(square, card.label(name, kind="quiet-small"), spacing=4), name)
