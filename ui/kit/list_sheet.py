"""A list on A4, as many pages as it takes: title and filter in words, headings on every page, page numbers; long texts wrap.

Painted and not set as HTML, since thousands of rows would take seconds there. It may be laid out in a thread of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from centre_app.access.shown_list import ShownList
from centre_app.centre import settings
from centre_app.i18n import _
from ui.kit.printing import DrawnSheet, paper_font

UPRIGHT, ACROSS = (180.0, 269.0), (267.0, 182.0)  # A4 within the house's margins, in millimetres
_POINT = 25.4 / 72
_FINE = 100  # text is measured and set in hundredths of a millimetre
_PAD, _LINE, _FOOT = 1.4, 4.3, 9.0
_TITLE, _WORDS = 9.0, 5.0
_WIDEST = 75.0
_TEXT, _QUIET, _HAIRLINE = QColor("#1B2733"), QColor("#5B6B7B"), QColor("#DFE4EA")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, or the part of it that stands on one page: the lines of each cell."""

    cells: Sequence[Sequence[str]]

    @property
    def lines(self) -> int:
        """How many lines the highest cell has."""
        return max((len(cell) for cell in self.cells), default=1) or 1

    @property
    def height(self) -> float:
        """In millimetres."""
        return self.lines * _LINE + 2 * _PAD

    def cut(self, lines: int) -> "tuple[_Row, _Row]":
        """The first lines of it, and the rest."""
        return _Row([cell[:lines] for cell in self.cells]), _Row([cell[lines:] for cell in self.cells])


class _Pen:
    """A font of a size in points and a colour, with its measures; lengths are millimetres."""

    def __init__(self, points: float, colour: QColor, *, bold: bool = False) -> None:
        self.font = paper_font(points, bold=bold)
        self.font.setPixelSize(round(points * _POINT * _FINE))
        self.colour, self._metrics = colour, QFontMetricsF(self.font)
        self._ascent = self._metrics.ascent()

    def width(self, text: str) -> float:
        """How wide a text is."""
        return self._metrics.horizontalAdvance(text) / _FINE

    def write(self, painter: QPainter, text: str, *, x: float, y: float) -> None:
        """Write a line; the painter counts in hundredths."""
        painter.setFont(self.font)
        painter.setPen(self.colour)
        painter.drawText(QPointF(x * _FINE, y * _FINE + self._ascent), text)

    def wrapped(self, text: str, width: float) -> list[str]:
        """The lines of a text, broken between words, or anywhere where one is too long."""
        found: list[str] = []
        for part in text.splitlines() or [""]:
            if self.width(part) <= width:
                found.append(part)
                continue
            layout = QTextLayout(part, self.font)
            layout.setTextOption(_WRAPPING)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width * _FINE)
                found.append(part[line.textStart() : line.textStart() + line.textLength()].rstrip())
            layout.endLayout()
        return found

    def row(self, texts: Sequence[str], widths: Sequence[float]) -> _Row:
        """A row of cells, each wrapped in the width of its column."""
        return _Row([self.wrapped(text, width - 2 * _PAD) for text, width in zip(texts, widths, strict=True)])


_WRAPPING = QTextOption(Qt.AlignmentFlag.AlignLeft)
_WRAPPING.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


class ListSheet(DrawnSheet):
    """The list laid out."""

    def __init__(self, shown: ShownList) -> None:
        self._shown = shown
        self._text, self._bold = _Pen(9.5, _TEXT), _Pen(9.5, _TEXT, bold=True)
        self._quiet, self._small, self._large = (
            _Pen(9.5, _QUIET),
            _Pen(8.5, _QUIET),
            _Pen(15, _TEXT, bold=True),
        )
        natural = _natural_widths(shown, self._text, self._bold)
        across = sum(natural) > UPRIGHT[0]
        self._room = ACROSS if across else UPRIGHT
        self._widths = _shared(natural, self._room[0])
        self._head = self._bold.row(shown.headings, self._widths)
        self._intro = self._quiet.wrapped(shown.words, self._room[0])
        self._centre = settings.get("centre_name")
        self._rows = list(self._paged(self._text.row(row, self._widths) for row in shown.rows))
        super().__init__([_Page(self, number) for number in range(len(self._rows))], landscape=across)

    def _top(self, page: int) -> float:
        """Where the headings stand on a page."""
        return _TITLE + len(self._intro) * _WORDS + 2 if page == 0 else 0.0

    def _paged(self, rows: Iterator[_Row]) -> Iterator[list[_Row]]:
        """The rows of each page; one that is higher than the rest of a page is cut only where no page would hold it."""
        number, page = 0, list[_Row]()
        left = self._space(0)
        for row in rows:
            rest = row
            while rest.height > left:
                lines = int((left - 2 * _PAD) // _LINE)
                if rest.height > self._space(number + 1) and lines > 1:
                    head, rest = rest.cut(lines)
                    page.append(head)
                yield page
                number, page = number + 1, []
                left = self._space(number)
            page.append(rest)
            left -= rest.height
        if page or number == 0:
            yield page

    def _space(self, page: int) -> float:
        """How high rows may stand on a page together."""
        return self._room[1] - _FOOT - self._top(page) - self._head.height

    def draw(self, painter: QPainter, number: int) -> None:
        """Paint a page."""
        painter.save()
        painter.scale(1 / _FINE, 1 / _FINE)
        if number == 0:
            self._large.write(painter, self._shown.title, x=0, y=0)
            for place, line in enumerate(self._intro):
                self._quiet.write(painter, line, x=0, y=_TITLE + place * _WORDS)
        down = self._draw_row(painter, self._head, self._bold, down=self._top(number))
        for row in self._rows[number]:
            down = self._draw_row(painter, row, self._text, down=down)
        words = _("Page {number} of {count}").format(number=number + 1, count=len(self._rows))
        foot = self._room[1] - 5
        self._small.write(painter, self._centre, x=0, y=foot)
        self._small.write(painter, words, x=self._room[0] - self._small.width(words), y=foot)
        painter.restore()

    def _draw_row(self, painter: QPainter, row: _Row, pen: _Pen, *, down: float) -> float:
        """Write a row with the line below it; returns where the next begins."""
        right = 0.0
        for cell, width, is_number in zip(row.cells, self._widths, self._shown.numeric, strict=True):
            for place, text in enumerate(cell):
                indent = max(_PAD, width - _PAD - pen.width(text)) if is_number else _PAD
                pen.write(painter, text, x=right + indent, y=down + _PAD + place * _LINE)
            right += width
        down += row.height
        painter.setPen(QPen(_TEXT if row is self._head else _HAIRLINE, 12))
        painter.drawLine(QPointF(0, down * _FINE), QPointF(self._room[0] * _FINE, down * _FINE))
        return down


class _Page:
    """What `DrawnSheet` calls for one page."""

    def __init__(self, sheet: ListSheet, number: int) -> None:
        self._sheet, self._number = sheet, number

    def __call__(self, painter: QPainter, _room: QRectF) -> None:
        self._sheet.draw(painter, self._number)


def _natural_widths(shown: ShownList, text: _Pen, bold: _Pen) -> list[float]:
    """What each column would need, in millimetres: nearly all of its texts on one line, up to a limit."""
    found = []
    for column, heading in enumerate(shown.headings):
        widths = sorted(text.width(row[column]) for row in shown.rows[:500]) or [0.0]
        needed = max(bold.width(heading), widths[int(len(widths) * 0.95)])
        found.append(min(needed, _WIDEST) + 2 * _PAD + 1)
    return found


def _shared(natural: Sequence[float], room: float) -> list[float]:
    """Widths that fill the room: columns that need little keep it, the others share what is left."""
    total = sum(natural)
    if total <= room:
        return [width * room / total for width in natural]
    narrow: set[int] = set()
    while True:
        rest = room - sum(natural[place] for place in narrow)
        fair = rest / max(1, len(natural) - len(narrow))
        more = {place for place, width in enumerate(natural) if width <= fair} - narrow
        if not more:
            wide = sum(natural[place] for place in range(len(natural)) if place not in narrow)
            return [width if place in narrow else width * rest / wide for place, width in enumerate(natural)]
        narrow |= more
