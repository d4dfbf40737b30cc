"""Telling the program of other label paper, and of a printer that prints beside its place; a page to try it on."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.lending import own_sheets
from centre_app.lending.label_sheets import Preset
from ui.kit import buttons, card
from ui.kit.form import FormDialog, NumberField, TextField
from ui.kit.millimetre_field import MillimetreField
from ui.kit.printing import DrawnSheet, PreviewDialog, write_in

_FRAME, _CROSS, _RULER = 0.2, 3.0, 50.0  # millimetres
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class SheetForm(FormDialog):
    """The measures of a label sheet: a new one, or one of the clerk's own to change."""

    def __init__(
        self, parent: QWidget, *, like: Preset, editing: bool, then: Callable[[Preset], object]
    ) -> None:
        super().__init__(
            _("Edit label sheet") if editing else _("Own label sheet"), _("Save"), parent, width=600
        )
        self._key, self._then = like.key if editing else "", then
        hint = _("Measure with a ruler, or copy the figures from the pack. All lengths are in millimetres.")
        self.form.add_widget(card.label(hint, kind="quiet", wrap=True))
        self._build()
        self.form.set_values(
            name=like.own if editing else "", paper_width=like.paper[0], paper_height=like.paper[1],
            width=like.width, height=like.height, columns=like.columns, rows=like.rows, left=like.left, top=like.top,
            gap_across=_gap(like.across, like.width), gap_down=_gap(like.down, like.height),
        )  # fmt: skip
        self.submitted.connect(self._on_submitted)

    def _build(self) -> None:
        add = self.form.add
        add("name", _("Name of the sheet"), TextField(longest=own_sheets.LONGEST_NAME), required=True)
        for name, label, field, beside in (
            ("paper_width", _("Width of the paper"), MillimetreField(least=20), False),
            ("paper_height", _("Height of the paper"), MillimetreField(least=10), True),
            ("left", _("Left margin"), MillimetreField(), False),
            ("top", _("Top margin"), MillimetreField(), True),
            ("width", _("Width of a label"), MillimetreField(least=15), False),
            ("height", _("Height of a label"), MillimetreField(least=10), True),
            ("columns", _("Labels side by side"), NumberField(least=1, most=30), False),
            ("rows", _("Labels one below the other"), NumberField(least=1, most=60), True),
            ("gap_across", _("Gap between columns"), MillimetreField(most=200), False),
            ("gap_down", _("Gap between rows"), MillimetreField(most=200), True),
        ):
            add(name, label, field, beside=beside, required=True)

    def _on_submitted(self, values: dict[str, Any]) -> None:
        self.attempt(own_sheets.save, key=self._key, then=self._then, **values)


class OffsetForm(FormDialog):
    """How far the printer prints beside its place, and a page to see it by."""

    def __init__(self, parent: QWidget, *, on: Preset) -> None:
        super().__init__(_("Align the printer"), _("Save"), parent, width=520)
        self._on = on
        self.preview: PreviewDialog | None = None
        hint = _(
            "Print the test page on plain paper, hold it against a sheet of labels, and type how far the frames must move. It "
            "counts for all labels and cards printed on this computer."
        )
        self.form.add_widget(card.label(hint, kind="quiet", wrap=True))
        most = own_sheets.FARTHEST
        self.add(
            "x", _("Further right"), MillimetreField(least=-most, most=most),
            hint=_("A minus sign moves to the left."), required=True,
        )  # fmt: skip
        self.add(
            "y", _("Further down"), MillimetreField(least=-most, most=most),
            hint=_("A minus sign moves up."), required=True, beside=True,
        )  # fmt: skip
        x, y = own_sheets.offset()
        self.form.set_values(x=x, y=y)
        self.test_button = buttons.plain(_("Test page"), "print", clicked=self.on_test)
        self.foot.insertWidget(0, self.test_button)
        self.submitted.connect(lambda values: self.attempt(own_sheets.set_offset, **values))

    def on_test(self) -> None:
        """Show the test page, moved as typed, to be printed."""
        if self.form.validate():
            values = self.form.values()
            sheet = trial_sheet(self._on, offset=(values["x"], values["y"]))
            self.preview = PreviewDialog(self, _("Test page"), sheet)
            self.preview.open()


def trial_sheet(on: Preset, *, offset: tuple[float, float]) -> DrawnSheet:
    """A page with the frame, the middle and the number of every label, and a line of five centimetres."""
    return DrawnSheet([partial(_draw_test, on, offset)], paper=on.paper)


def _draw_test(on: Preset, offset: tuple[float, float], painter: QPainter, _room: QRectF) -> None:
    painter.translate(*offset)
    painter.setPen(QPen(Qt.GlobalColor.black, _FRAME))
    for number in range(on.count):
        row, column = divmod(number, on.columns)
        frame = QRectF(on.left + column * on.across, on.top + row * on.down, on.width, on.height)
        painter.drawRect(frame)
        middle = frame.center()
        painter.drawLine(middle - QPointF(_CROSS, 0), middle + QPointF(_CROSS, 0))
        painter.drawLine(middle - QPointF(0, _CROSS), middle + QPointF(0, _CROSS))
        upper = QRectF(frame.x() + 2, frame.y() + 1, frame.width() - 4, frame.height() / 2 - _CROSS)
        write_in(painter, upper, str(number + 1), points=min(12.0, frame.height()), align=_CENTRE)
    _draw_ruler(painter, on, offset)


def _draw_ruler(painter: QPainter, on: Preset, offset: tuple[float, float]) -> None:
    """A line to measure by, and where the frames were moved to, in the first label."""
    x, y = on.left + 2, on.top + on.height - 6
    long = min(_RULER, on.width - 4)
    painter.drawLine(QPointF(x, y), QPointF(x + long, y))
    for end in (x, x + long):
        painter.drawLine(QPointF(end, y - 1), QPointF(end, y + 1))
    words = _("{length} mm · moved by {x} / {y} mm").format(
        length=f"{long:g}", x=f"{offset[0]:g}", y=f"{offset[1]:g}"
    )
    write_in(painter, QRectF(x, y + 0.8, on.width - 4, 4.5), words, points=7)


def _gap(pitch: float, size: float) -> float:
    return round(max(0.0, pitch - size), 2)
