"""The cells of a report on paper: how each kind of value is written and drawn."""

from datetime import date, datetime, time

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from centre_app.reports.listing import Cell, time_text
from centre_app.reports.recorded import RecordedRow, RecordedSheet
from ui.kit.printing import write_in

INK, QUIET, BLUE, WHITE = QColor("#1B2733"), QColor("#5B6B7B"), QColor("#0F6CBD"), QColor("white")
_RULE, _BAR = QColor("#DFE4EA"), QColor("#C6DFF5")
_COLD, _WARM, _HOT = QColor("#FFFFFF"), QColor("#FFE29A"), QColor("#F28E4B")
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_FREE = ("title", "quiet", "cover", "centre", "under_cover", "way", "line")
_POINTS = {"title": 15, "cover": 22, "centre": 14, "under_cover": 10, "quiet": 8.5}
_BOLD = ("title", "cover", "head", "group")
_CENTRED = ("head", "cover", "centre", "under_cover", "date", "time", "moment", "flag", "middle")
_AT_LEFT = ("text", "group", "faint", "wrapped", "link", "title", "quiet", "way", "line")
_WRAPPED = ("wrapped", "line", "head")
_COLOURS = {
    "head": WHITE,
    "group": BLUE,
    "link": BLUE,
    "way": BLUE,
    "quiet": QUIET,
    "faint": QUIET,
    "under_cover": QUIET,
}
_NUMBERS = {
    "count": "{:,.0f}", "number": "{:,.1f}", "money": "{:,.2f}", "percent": "{:.1f}", "ratio": "{:.2f}", "middle": "{:,.0f}",
}  # fmt: skip


def draw_row(
    painter: QPainter, row: RecordedRow, sheet: RecordedSheet, *,
    left: float, top: float, height: float, widths: list[float], scale: float,
) -> None:  # fmt: skip
    """Draw one row, all in millimetres; text outside of tables runs on over the columns that are free."""
    x = left
    for place, (value, kind) in enumerate(zip(row.values, row.kinds, strict=True)):
        wide = widths[place] if place < len(widths) else 0.0
        if kind in _FREE:
            wide = sum(widths[place:]) if place == len(row.values) - 1 or row.across else wide * 2
        cell = QRectF(x, top, wide, height)
        _draw_ground(painter, cell, sheet, row, column=place + 1)
        _draw_cell(painter, cell, value, kind, scale=scale)
        x += widths[place] if place < len(widths) else 0.0


def shown(value: Cell, kind: str) -> str:
    """A value as it is written on paper."""
    if value is None:
        return ""
    if isinstance(value, date | time):
        return f"{value:%m-%d %H:%M}" if isinstance(value, datetime) else time_text(value)
    if isinstance(value, str):
        return value
    if kind.endswith("*"):  # given by hand
        return f"{shown(value, kind.removesuffix('*'))}*"
    if kind == "flag":
        return "✓" if value else ""
    if kind in ("change", "points"):
        number = f"{abs(value):.1%}" if kind == "change" else f"{abs(value):.1f}"
        return number if not value else f"{'▲' if value > 0 else '▼'} {number}"
    return _NUMBERS.get(kind, "{}").format(value)


def _draw_ground(
    painter: QPainter, cell: QRectF, sheet: RecordedSheet, row: RecordedRow, *, column: int
) -> None:
    """The colour of a cell by its value among others, or the bar in it."""
    heat = sheet.share(sheet.heats, row, column)
    if heat is not None:
        low, high, part = (_COLD, _WARM, heat * 2) if heat < 0.5 else (_WARM, _HOT, heat * 2 - 1)
        painter.fillRect(cell, _between(low, high, part))
    bar = sheet.share(sheet.barred, row, column)
    if bar is not None:
        painter.fillRect(QRectF(cell.x(), cell.y(), cell.width() * min(1.0, bar), cell.height()), _BAR)


def _between(low: QColor, high: QColor, part: float) -> QColor:
    return QColor(
        *(
            round(one + (other - one) * part)
            for one, other in (
                (low.red(), high.red()),
                (low.green(), high.green()),
                (low.blue(), high.blue()),
            )
        )
    )


def _draw_cell(painter: QPainter, cell: QRectF, value: Cell, kind: str, *, scale: float) -> None:
    if kind == "head":
        painter.fillRect(cell, BLUE)
    if kind not in _FREE:
        painter.setPen(QPen(_RULE, 0.15))
        painter.drawRect(cell)
    words = shown(value, kind)
    if not words:
        return
    painter.setPen(_COLOURS.get(kind, INK))
    align = CENTRE if kind in _CENTRED else LEFT if kind in _AT_LEFT else RIGHT
    points = max(4.0, _POINTS.get(kind, 9.5) * scale)
    inside = cell if kind in _FREE else cell.adjusted(1.2 * scale, 0, -1.2 * scale, 0)
    write_in(
        painter,
        inside,
        words,
        points=points,
        bold=kind in _BOLD,
        align=align,
        wrap=kind in _WRAPPED,
        anywhere=False,
    )
