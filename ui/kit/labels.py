"""Labels and cards on paper: the dialog that asks for the paper, the painting, and the note in the audit."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from centre_app.access import audit
from centre_app.i18n import _, _n
from centre_app.lending import label_codes, label_sheets, own_sheets
from centre_app.lending.label_sheets import Label, Preset
from ui.kit import buttons, card, layout, messages
from ui.kit.attempt import attempt
from ui.kit.form import ChoiceField, FormDialog, NumberField
from ui.kit.label_setup import OffsetForm, SheetForm
from ui.kit.printing import DrawnSheet, PreviewDialog, write_in

_EDGE = 2.0  # millimetres of white around what stands on a label
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
Draw = Callable[[QPainter, QRectF, Label], None]


class LabelDialog(FormDialog):
    """Asks for the paper and where on it to begin, then shows the preview; `preview` is the one shown.

    `record()` is called when the labels were printed or saved.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        labels: Sequence[Label],
        *,
        paper: str,
        record: Callable[[], object],
        draw: Draw | None = None,
    ) -> None:
        super().__init__(title, _("Preview"), parent, width=480)
        self._labels, self._title, self._record, self._draw = labels, title, record, draw
        self.preview: PreviewDialog | None = None
        count = len(labels)
        self.form.add_widget(card.label(_n("{count} label", "{count} labels", count).format(count=count)))
        self.add("paper", _("Labels in the printer"), ChoiceField(_choices()))
        self.form.add_widget(self._setup_buttons())
        self.add(
            "start", _("Begin at label"), NumberField(least=1, most=999),
            hint=_("On a sheet partly used: the first label still there, counted row by row."), required=True,
        )  # fmt: skip
        self.form.set_values(paper=paper, start=1)
        self.form.field("paper").changed.connect(self._on_paper)
        self._on_paper()
        self.submitted.connect(self._on_submitted)

    def sheet(self) -> Preset:
        """The paper chosen."""
        return own_sheets.sheet(str(self.form.field("paper").value()))

    def new_sheet(self) -> None:
        """Ask for the measures of other paper, beginning with those of the paper chosen."""
        SheetForm(self, like=self.sheet(), editing=False, then=self._on_sheet_kept).open()

    def edit_sheet(self) -> None:
        """Change the measures of the clerk's own paper chosen."""
        SheetForm(self, like=self.sheet(), editing=True, then=self._on_sheet_kept).open()

    def delete_sheet(self) -> None:
        """Ask, then forget the clerk's own paper chosen."""
        chosen = self.sheet()
        messages.confirm(
            self, _("Delete the label sheet “{name}”?").format(name=chosen.own), verb=_("Delete"), danger=True,
            then=lambda: attempt(own_sheets.delete, key=chosen.key, then=lambda _none: self._show_papers()),
        )  # fmt: skip

    def align(self) -> None:
        """Ask how far the printer prints beside its place."""
        OffsetForm(self, on=self.sheet()).open()

    def _setup_buttons(self) -> QWidget:
        self.new_button = buttons.link(_("Own label sheet…"), "plus", clicked=self.new_sheet)
        self.edit_button = buttons.link(_("Edit"), "edit", clicked=self.edit_sheet)
        self.delete_button = buttons.link(_("Delete"), "delete", clicked=self.delete_sheet)
        self.align_button = buttons.link(_("Align the printer…"), "settings", clicked=self.align)
        return layout.holding(
            layout.Flow(self.new_button, self.edit_button, self.delete_button, self.align_button, spacing=4)
        )

    def _on_sheet_kept(self, kept: Preset) -> None:
        self._show_papers(kept.key)

    def _show_papers(self, key: str = "") -> None:
        self.form.field("paper").set_choices(_choices())
        self.form.set_values(paper=own_sheets.sheet(key).key)
        self._on_paper()

    def _on_paper(self) -> None:
        chosen = self.sheet()
        self.edit_button.setVisible(bool(chosen.own))
        self.delete_button.setVisible(bool(chosen.own))
        one = chosen.count == 1
        if one:
            self.form.field("start").set_value(1)
        self.form.show_entry("start", not one)

    def _on_submitted(self, values: dict[str, object]) -> None:
        self.attempt(
            label_sheet, labels=self._labels, on=self.sheet(), start=values["start"], draw=self._draw,
            offset=own_sheets.offset(),
            then=self._show_preview,
        )  # fmt: skip

    def _show_preview(self, sheet: DrawnSheet) -> None:
        self.preview = PreviewDialog(self.parentWidget() or self, self._title, sheet)
        self.preview.put_out.connect(self._record)
        self.preview.open()


def ask(
    parent: QWidget, title: str, labels: Sequence[Label], *, label: str, table: str = "",
    row_ids: Sequence[int] = (), paper: str = "3x8", draw: Draw | None = None,
) -> LabelDialog:  # fmt: skip
    """Ask for the paper and print; `label`, `table` and `row_ids` are what the audit notes of it.

    `draw` draws one label in the room it has, otherwise than `draw_label` does.
    """
    record = partial(attempt, audit.record, label=label, table=table, row_ids=list(row_ids))
    dialog = LabelDialog(parent, title, labels, paper=paper, record=record, draw=draw)
    dialog.open()
    return dialog


def _choices() -> list[tuple[str, str]]:
    return [(each.key, each.name()) for each in own_sheets.choices()]


def label_sheet(
    *, labels: Sequence[Label], on: Preset, start: int = 1, draw: Draw | None = None,
    offset: tuple[float, float] = (0.0, 0.0),
) -> DrawnSheet:  # fmt: skip
    """The labels on their paper, all moved by the offset in millimetres. Raises what `label_sheets.places` raises."""
    placed = label_sheets.places(labels, on=on, start=start)
    draw = draw or draw_label

    def draw_page(page: int, painter: QPainter, _room: QRectF) -> None:
        painter.translate(*offset)
        for place in placed:
            if place.page == page:
                draw(painter, QRectF(place.x, place.y, on.width, on.height), place.label)

    return DrawnSheet([partial(draw_page, page) for page in range(placed[-1].page + 1)], paper=on.paper)


def draw_label(painter: QPainter, room: QRectF, label: Label) -> None:
    """Draw one label; a number too long for bars that can be read, or not in Latin letters, becomes a QR code."""
    inner = room.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    if not label.code:  # an address: nothing to be scanned
        _draw_address(painter, inner.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE), label)
        return
    text, side = QRectF(inner), min(inner.height(), inner.width() * 0.4)
    text.setWidth(inner.width() - side - _EDGE)
    wide = inner if not label.with_dots else text
    bars = label.with_bars and label_codes.bar_width(label.code, wide.width()) > 0
    if label.with_dots or not bars:
        square = QRectF(inner.right() - side, inner.center().y() - side / 2, side, side)
        _draw_dots(painter, square, label.code)
    else:
        text = inner
    _draw_lines(painter, text, label, bars=bars)


def _draw_lines(painter: QPainter, room: QRectF, label: Label, *, bars: bool) -> None:
    line = min(room.height() / 6, 5.0)
    points = line * 2.1
    align = _CENTRE if bars and not label.with_dots else _LEFT
    y, low = room.top(), room.bottom()
    for words in [each for each in (label.foot, label.code) if each and each != label.name]:
        low -= line
        write_in(painter, QRectF(room.x(), low, room.width(), line), words, points=points, align=align)
    if label.head:
        write_in(painter, QRectF(room.x(), y, room.width(), line), label.head, points=points, align=align)
        y += line
    if label.name:  # without bars below there is room for all of a long name
        place = QRectF(room.x(), y, room.width(), line if bars else max(line, low - y))
        write_in(
            painter, place, label.name, points=points, bold=True, wrap=not bars, align=align if bars else _TOP_LEFT
        )  # fmt: skip
        y += line
    if bars:
        _draw_bars(painter, QRectF(room.x(), y + 0.4, room.width(), low - y - 0.8), label.code)


def _draw_address(painter: QPainter, room: QRectF, label: Label) -> None:
    """Three lines as on an envelope: where, who in large letters, and what is besides."""
    high = room.height() / 3
    for number, (words, points, bold) in enumerate(
        ((label.head, 11, False), (label.name, 16, True), (label.foot, 9, False))
    ):
        place = QRectF(room.x(), room.y() + number * high, room.width(), high)
        write_in(painter, place, words, points=min(points, high * 2), bold=bold, align=_LEFT)


def _draw_bars(painter: QPainter, room: QRectF, code: str) -> None:
    drawn = label_codes.bars(code)
    width = _whole_dots(painter, label_codes.bar_width(code, room.width()))
    x = _on_dot(painter, room.center().x() - width * len(drawn) / 2)
    for place, sign in enumerate(drawn):
        if sign == "1":
            _black(painter, QRectF(x + place * width, room.y(), width, room.height()))


def _draw_dots(painter: QPainter, room: QRectF, code: str) -> None:
    rows = label_codes.dots(code)
    width = _whole_dots(painter, room.width() / (len(rows) + 2 * label_codes.QUIET_DOTS))
    size = width * len(rows)
    left = _on_dot(painter, room.center().x() - size / 2)
    top = room.center().y() - size / 2
    for y, row in enumerate(rows):
        for x, black in enumerate(row):
            if black:
                _black(painter, QRectF(left + x * width, top + y * width, width, width))


def _whole_dots(painter: QPainter, width: float) -> float:
    """The width as whole dots of the printer, so that all bars come out equally wide; on screens as it is."""
    dot = 1 / painter.deviceTransform().m11()
    return width // dot * dot if width >= 2 * dot else width


def _on_dot(painter: QPainter, x: float) -> float:
    to_device = painter.deviceTransform()
    back, _possible = to_device.inverted()
    return back.map(QPointF(round(to_device.map(QPointF(x, 0)).x()), 0)).x()


def _black(painter: QPainter, room: QRectF) -> None:
    painter.fillRect(room, Qt.GlobalColor.black)
