"""Tables on A4, as many pages as they take: title, headings on every page, page numbers; long texts wrap. For a list, or a sheet of parts.

Painted and not set as HTML, since thousands of rows would take seconds there. It may be laid out in a thread of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from centre_app.access.paper import Paper, Part
from centre_app.access.shown_list import ShownList
from centre_app.centre import settings
from centre_app.i18n import _
from ui.kit.printing import DrawnSheet, paper_font

UPRIGHT, ACROSS = (180.0, 269.0), (267.0, 182.0)  # A4 within the house's margins, in millimetres
_POINT = 25.4 / 72
_FINE = 100  # text is measured and set in hundredths of a millimetre
_PAD, _FOOT, _WIDEST = 1.4, 9.0, 75.0
_FEW_LINES = 4  # of a text cut between pages that stand at least on the first
_TEXT, _QUIET, _HAIRLINE = QColor("#1B2733"), QColor("#5B6B7B"), QColor("#DFE4EA")
_WRAPPING = QTextOption(Qt.AlignmentFlag.AlignLeft)
_WRAPPING.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


class _Pen:
    """A font of a size in points and a colour, with its measures; lengths are millimetres."""

    def __init__(self, points: float, colour: QColor = _TEXT, *, bold: bool = False) -> None:
        self.font = paper_font(points, bold=bold)
        self.font.setPixelSize(round(points * _POINT * _FINE))
        self.line = points * _POINT * 1.28
        self._colour, self._metrics = colour, QFontMetricsF(self.font)
        self._ascent = self._metrics.ascent()

    def width(self, text: str) -> float:
        """How wide a text is."""
        return self._metrics.horizontalAdvance(text) / _FINE

    def write(self, painter: QPainter, text: str, *, x: float, y: float) -> None:
        """Write a line; the painter counts in hundredths."""
        painter.setFont(self.font)
        painter.setPen(self._colour)
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


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of a table: their widths, and which hold numbers."""

    widths: Sequence[float]
    numeric: Sequence[bool]


@dataclass(frozen=True, slots=True)
class _Band:
    """A strip across a page: the lines of each cell. `above` is kept free over it, `rule` is the colour of the line below."""

    cells: Sequence[Sequence[str]]
    grid: _Grid
    pen: _Pen
    rule: QColor | None = None
    above: float = 0.0

    @property
    def lines(self) -> int:
        """How many lines the highest cell has."""
        return max((len(cell) for cell in self.cells), default=1) or 1

    @property
    def height(self) -> float:
        """In millimetres, with what is kept free."""
        return self.above + self.lines * self.pen.line + 2 * _PAD

    def cut(self, lines: int) -> "tuple[_Band, _Band]":
        """The first lines of it, and the rest."""
        first, rest = [cell[:lines] for cell in self.cells], [cell[lines:] for cell in self.cells]
        return _Band(first, self.grid, self.pen, None, self.above), _Band(
            rest, self.grid, self.pen, self.rule
        )

    def draw(self, painter: QPainter, down: float) -> float:
        """Paint it; returns where the next begins."""
        right, top = 0.0, down + self.above + _PAD
        for cell, width, is_number in zip(self.cells, self.grid.widths, self.grid.numeric, strict=True):
            for place, text in enumerate(cell):
                indent = max(_PAD, width - _PAD - self.pen.width(text)) if is_number else _PAD
                self.pen.write(painter, text, x=right + indent, y=top + place * self.pen.line)
            right += width
        down += self.height
        if self.rule is not None:
            painter.setPen(QPen(self.rule, 12))
            painter.drawLine(QPointF(0, down * _FINE), QPointF(right * _FINE, down * _FINE))
        return down


class PaperSheet(DrawnSheet):
    """A sheet of parts laid out. Where one of them is too wide for it upright, it lies across."""

    def __init__(self, paper: Paper) -> None:
        self._text, self._bold, self._small = _Pen(9.5), _Pen(9.5, bold=True), _Pen(8.5, _QUIET)
        natural = [_natural_widths(part, self._text, self._bold) for part in paper.parts]
        across = any(sum(widths) > UPRIGHT[0] for widths in natural)
        self.room = ACROSS if across else UPRIGHT
        self._centre = settings.get("centre_name")
        self.bands: list[list[_Band]] = [[]]
        self._left = self.space
        self._put([self._line(paper.title, _Pen(15, bold=True)), *self._quiet(paper.words, 0)])
        for part, widths in zip(paper.parts, natural, strict=True):
            self._put_part(part, _shared(widths, self.room[0]))
        self._put([self._line(words, self._text, above=7) for words in paper.closing])
        super().__init__([_Page(self, number) for number in range(len(self.bands))], landscape=across)

    @property
    def space(self) -> float:
        """How high what stands on a page can be, without its foot."""
        return self.room[1] - _FOOT

    def draw(self, painter: QPainter, number: int) -> None:
        """Paint a page."""
        painter.save()
        painter.scale(1 / _FINE, 1 / _FINE)
        down = 0.0
        for band in self.bands[number]:
            down = band.draw(painter, down)
        words = _("Page {number} of {count}").format(number=number + 1, count=len(self.bands))
        foot = self.room[1] - 5
        self._small.write(painter, self._centre, x=_PAD, y=foot)
        self._small.write(painter, words, x=self.room[0] - _PAD - self._small.width(words), y=foot)
        painter.restore()

    def _put_part(self, part: Part, widths: Sequence[float]) -> None:
        grid = _Grid(widths, [part.is_number(place) for place in range(len(widths))])
        title = [self._line(part.title, _Pen(12, bold=True), above=5)] if part.title else []
        top = [*title, *self._quiet(part.words, 0)]
        head = [self._row(part.headings, grid, self._bold, rule=_TEXT)] if part.headings and part.rows else []
        for number, row in enumerate(part.rows):
            band = self._row(row, grid, self._text, rule=_HAIRLINE)
            self._put([*top, *head, band] if number == 0 else [band], head=head)
        if not part.rows:
            self._put(top)

    def _put(self, bands: Sequence[_Band], *, head: Sequence[_Band] = ()) -> None:
        """Set bands that belong together below what is there, or on a next page, which begins with the headings.

        Only what no page would hold is cut.
        """
        if _height(bands) <= self._left or not bands:
            self._place(bands)
            return
        again = () if any(band is each for band in bands for each in head) else head
        if _height([*again, *bands]) <= self.space:
            self._next_page(again)
            self._place(bands)
            return
        *before, last = bands
        if _height(before) + _FEW_LINES * last.pen.line > self._left:
            self._next_page(again)
        self._place(before)
        self._place_cut(last, head)

    def _place_cut(self, rest: _Band, head: Sequence[_Band]) -> None:
        while rest.height > self._left:
            lines = int((self._left - rest.above - 2 * _PAD) // rest.pen.line)
            if lines > 1:
                first, rest = rest.cut(lines)
                self._place([first])
            self._next_page(head)
        self._place([rest])

    def _place(self, bands: Iterable[_Band]) -> None:
        for band in bands:
            self.bands[-1].append(band)
            self._left -= band.height

    def _next_page(self, head: Sequence[_Band]) -> None:
        self.bands.append([])
        self._left = self.space
        self._place(head)

    def _row(self, texts: Sequence[str], grid: _Grid, pen: _Pen, *, rule: QColor | None) -> _Band:
        cells = [pen.wrapped(text, width - 2 * _PAD) for text, width in zip(texts, grid.widths, strict=True)]
        return _Band(cells, grid, pen, rule)

    def _line(self, text: str, pen: _Pen, *, above: float = 0.0) -> _Band:
        """A text over the whole width."""
        grid = _Grid([self.room[0]], [False])
        return _Band([pen.wrapped(text, self.room[0] - 2 * _PAD)], grid, pen, above=above)

    def _quiet(self, text: str, above: float) -> list[_Band]:
        return [self._line(text, _Pen(9.5, _QUIET), above=above)] if text else []


class _Page:
    """What `DrawnSheet` calls for one page."""

    def __init__(self, sheet: PaperSheet, number: int) -> None:
        self._sheet, self._number = sheet, number

    def __call__(self, painter: QPainter, _room: QRectF) -> None:
        self._sheet.draw(painter, self._number)


def list_sheet(shown: ShownList) -> PaperSheet:
    """A list on paper."""
    part = Part("", "", shown.headings, shown.rows, shown.numeric)
    return PaperSheet(Paper(shown.title, shown.words, [part]))


def _height(bands: Iterable[_Band]) -> float:
    return sum(band.height for band in bands)


def _natural_widths(part: Part, text: _Pen, bold: _Pen) -> list[float]:
    """What each column would need: nearly all of its texts on one line, up to a limit."""
    found = []
    for column, heading in enumerate(part.headings):
        widths = sorted(text.width(row[column]) for row in part.rows[:500]) or [0.0]
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
