"""A report on paper: its sheets as pages of A4 in a PDF. Needs fonts but no window, so that the command line can use it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from centre_app.i18n import _
from centre_app.progress import Progress
from centre_app.reports.recorded import RecordedBook, RecordedRow, RecordedSheet
from ui.kit import chart_paint
from ui.kit.printing import write_in
from ui.reports import pdf_cells

MOST_ROWS = 200  # of one list: paper is for reading, the workbook has them all
_MARGINS = QMarginsF(13, 13, 13, 12)
_FOOT = 7.0  # millimetres
_LETTER, _ROW, _POINT = 2.05, 6.2, 25.4 / 72  # millimetres at full size
_RESOLUTION = 1200
_HAIR = 0.01
_A_LITTLE_SMALLER = 0.75  # so much may a sheet shrink for its last rows not to need another page
Draw = Callable[[QPainter, QRectF], None]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: of which sheet, whether it lies across, and what draws it into the room above its foot."""

    sheet: str
    landscape: bool
    draw: Draw


def paint_alone(book: RecordedBook, path: Path, progress: Progress) -> None:
    """Write the report as PDF where no window was opened, as on the command line."""
    application = QGuiApplication.instance() or QGuiApplication([])
    paint(book, path, progress)
    del application  # held until the last page was drawn


def paint(book: RecordedBook, path: Path, progress: Progress) -> None:
    """Write the report as PDF. Raises OSError where the file cannot be written."""
    pages = [page for sheet in book.sheets for page in _pages(book, sheet)]
    buffer = QBuffer()  # so that a full disk is told when the whole is written, not swallowed page by page
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(book.facts["title"])
    writer.setResolution(_RESOLUTION)
    painter = QPainter()
    try:
        for number, page in enumerate(pages, start=1):
            progress.report(number, len(pages), page.sheet)
            writer.setPageLayout(_layout(landscape=page.landscape))
            if number == 1:
                painter.begin(writer)
            else:
                writer.newPage()
            _put(
                painter,
                page,
                number=number,
                of=len(pages),
                footer=f"{book.facts['centre']}  {book.facts['period']}",
            )
    finally:
        painter.end()
    path.write_bytes(buffer.data().data())


def _layout(*, landscape: bool) -> QPageLayout:
    across = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), across, _MARGINS, QPageLayout.Unit.Millimeter)


def _room(*, landscape: bool) -> QRectF:
    """What is left of the page above its foot, in millimetres."""
    full = _layout(landscape=landscape).paintRect(QPageLayout.Unit.Millimeter)
    return QRectF(0, 0, full.width(), full.height() - _FOOT)


def _put(painter: QPainter, page: Page, *, number: int, of: int, footer: str) -> None:
    painter.save()
    painter.scale(_RESOLUTION / 25.4, _RESOLUTION / 25.4)
    room = _room(landscape=page.landscape)
    page.draw(painter, room)
    painter.setPen(pdf_cells.QUIET)
    foot = QRectF(0, room.bottom() + 2, room.width(), 5)
    words = _("page {page} of {pages}").format(page=number, pages=of)
    for text, align in (
        (page.sheet, pdf_cells.LEFT),
        (words, pdf_cells.CENTRE),
        (footer.strip(), pdf_cells.RIGHT),
    ):
        write_in(painter, foot, text, points=8, align=align)
    painter.restore()


def _pages(book: RecordedBook, sheet: RecordedSheet) -> Iterator[Page]:
    """The pages of a sheet: its rows, headings repeated; below the rows its charts, two by two."""
    room = _room(landscape=sheet.landscape)
    rows = _shortened(sheet)
    scale = _scale(sheet, rows, room)
    head = sheet.rows[sheet.recorded_table.head - 1] if sheet.recorded_table else None
    taken: list[RecordedRow] = []
    height = 0.0
    for row in rows:
        high = _height(row) * scale
        if taken and height + high > room.height() + _HAIR:
            yield Page(sheet.title, sheet.landscape, _drawer(taken, sheet, scale))
            taken = [head] if head is not None else []
            height = sum(_height(each) * scale for each in taken)
        taken.append(row)
        height += high
    charts = [book.drawn(chart) for chart in sheet.charts]

    def draw(painter: QPainter, whole: QRectF) -> None:
        _drawer(taken, sheet, scale)(painter, whole)
        free = whole.adjusted(0, height + 4, 0, 0)
        for place, chart in enumerate(charts):
            wide, high = free.width() / 2, free.height() / 2
            corner = QRectF(free.x() + wide * (place % 2), free.y() + high * (place // 2), wide, high)
            chart_paint.paint(painter, corner.adjusted(4, 3, -4, -4), chart)

    yield Page(sheet.title, sheet.landscape, draw)


def _shortened(sheet: RecordedSheet) -> list[RecordedRow]:
    """The rows for paper: of a long list the first, and a line that says so."""
    table = sheet.recorded_table
    if table is None or len(table.rows) <= MOST_ROWS:
        return sheet.rows
    words = _("The first {shown} of {count} rows. The workbook has all of them.")
    said = words.format(shown=MOST_ROWS, count=len(table.rows))
    end = table.head + len(table.rows)
    cut = RecordedRow(0, (said,), ("quiet",), None, len(table.columns))
    return [*sheet.rows[: table.head + MOST_ROWS], cut, *sheet.rows[end:]]


def _scale(sheet: RecordedSheet, rows: list[RecordedRow], room: QRectF) -> float:
    """How much smaller than full size the sheet must be to fit the width, and the height where it is one page."""
    letters = sum(sheet.letters) + 2 * len(sheet.letters)
    scale = min(1.0, room.width() / (letters * _LETTER)) if letters else 1.0
    fitting = room.height() / sum(map(_height, rows))
    if sheet.is_one_page or fitting >= scale * _A_LITTLE_SMALLER:
        return min(scale, fitting)
    return scale


def _height(row: RecordedRow) -> float:
    return _ROW if row.height is None else row.height * _POINT


def _drawer(rows: list[RecordedRow], sheet: RecordedSheet, scale: float) -> Draw:
    kept = list(rows)
    widths = [(letters + 2) * _LETTER * scale for letters in sheet.letters]

    def draw(painter: QPainter, room: QRectF) -> None:
        y, left = 0.0, max(0.0, (room.width() - sum(widths)) / 2) if widths else 0.0
        for row in kept:
            high = _height(row) * scale
            whole = widths or [room.width()]
            pdf_cells.draw_row(painter, row, sheet, left=left, top=y, height=high, widths=whole, scale=scale)
            y += high

    return draw
