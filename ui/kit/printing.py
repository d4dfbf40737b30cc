"""Putting a sheet of A4 on paper or into a PDF by Qt, with a preview first. What stands on it is not known here."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from centre_app import errors
from centre_app.i18n import _
from centre_app.storage import scratch
from ui.kit import buttons, card, style, toast
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
from ui.kit.file_dialog import FileDialog

_MARGINS = QMarginsF(15, 14, 15, 14)
_POINT_MILLIMETRES = 25.4 / 72
MOST_SHOWN = 12  # pages of a drawn sheet in the preview
Draw = Callable[[QPainter, QRectF], None]


class Sheet:
    """A sheet of HTML, as many pages of A4 as it takes. `paper`: another size in millimetres, used to its edges."""

    def __init__(
        self, html: str, *, landscape: bool = False, paper: tuple[float, float] | None = None
    ) -> None:
        self.landscape, self.paper = landscape, paper
        self.document = QTextDocument()
        self.document.setDefaultFont(paper_font(10.5))
        self.document.setDocumentMargin(0)
        self.document.setHtml(html)

    def print_to(self, printer: QPrinter) -> None:
        """Draw the sheet on a printer, filling its page within the margins."""
        self.document.documentLayout().setPaintDevice(printer)
        self.document.setPageSize(QSizeF(printer.pageRect(QPrinter.Unit.DevicePixel).size()))
        self.document.print_(printer)

    def show_on(self, printer: QPrinter) -> None:
        """Draw what the preview shows."""
        self.print_to(printer)

    def page_count(self) -> int:
        """Return how many pages the sheet takes."""
        device = printer(landscape=self.landscape, paper=self.paper)
        self.document.documentLayout().setPaintDevice(device)
        self.document.setPageSize(QSizeF(device.pageRect(QPrinter.Unit.DevicePixel).size()))
        return self.document.pageCount()

    def save_pdf(self, path: Path) -> Path:
        """Write the sheet as PDF. Raises SheetNotSaved."""
        target = printer(landscape=self.landscape, paper=self.paper)
        target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        target.setOutputFileName(str(path))
        if not path.parent.is_dir():
            raise errors.SheetNotSaved(path=path)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise errors.SheetNotSaved(path=path) from error
        self.print_to(target)
        if not path.is_file() or path.stat().st_size == 0:
            raise errors.SheetNotSaved(path=path)
        return path


class DrawnSheet(Sheet):
    """A sheet that is painted, one call for each page: with a painter and the room within the margins, in millimetres.

    The preview shows the first pages alone: it holds all it shows in memory, and painting hundreds would stall the window.
    """

    def __init__(
        self, pages: Sequence[Draw], *, landscape: bool = False, paper: tuple[float, float] | None = None
    ) -> None:
        super().__init__("", landscape=landscape, paper=paper)
        self.pages = list(pages)

    def print_to(self, printer: QPrinter) -> None:
        self._paint(printer, self.pages)

    def show_on(self, printer: QPrinter) -> None:
        self._paint(printer, self.pages[:MOST_SHOWN])

    def _paint(self, printer: QPrinter, pages: Sequence[Draw]) -> None:
        painter = QPainter()
        if not painter.begin(printer):
            return
        try:
            scale = printer.resolution() / 25.4
            room = printer.pageRect(QPrinter.Unit.Millimeter)
            for number, draw in enumerate(pages):
                if number:
                    printer.newPage()
                painter.save()
                painter.scale(scale, scale)
                draw(painter, QRectF(0, 0, room.width(), room.height()))
                painter.restore()
        finally:
            painter.end()

    def page_count(self) -> int:
        return len(self.pages)


def paper_font(points: float, *, bold: bool = False) -> QFont:
    """Return the interface font in a size for paper."""
    font = QFont()
    font.setFamilies(list(style.families()))
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


def write_in(
    painter: QPainter, room: QRectF, text: str, *, points: float, bold: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft, wrap: bool = False, anywhere: bool = True,
) -> None:  # fmt: skip
    """Write text in a room given in millimetres, in a size given in points; what is too long for it ends in dots.

    `wrap`: in several lines, broken `anywhere` or only where words and punctuation allow.
    """
    shrink = 100  # text is set in hundredths of a millimetre: fonts of a few pixels would be spaced badly
    font = paper_font(points, bold=bold)
    font.setPixelSize(max(1, round(points * _POINT_MILLIMETRES * shrink)))
    painter.save()
    painter.setFont(font)
    painter.scale(1 / shrink, 1 / shrink)
    place = QRectF(room.x() * shrink, room.y() * shrink, room.width() * shrink, room.height() * shrink)
    if wrap:
        painter.setClipRect(place)
        breaks = Qt.TextFlag.TextWrapAnywhere if anywhere else Qt.TextFlag.TextWordWrap
        painter.drawText(place, int(align) | Qt.TextFlag.TextWordWrap | breaks, text)
    else:
        fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, align, fitting)
    painter.restore()


def printer(*, landscape: bool = False, paper: tuple[float, float] | None = None) -> QPrinter:
    """Return a printer set to A4 with the house's margins, or to paper of another size in millimetres without any."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    if paper is not None:
        made.setFullPage(True)
        made.setPageLayout(_edge_to_edge(*paper))
        return made
    orientation = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    made.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, _MARGINS, QPageLayout.Unit.Millimeter)
    )
    return made


def _edge_to_edge(width: float, height: float) -> QPageLayout:
    across = width > height  # a page size stands upright; lying paper is the upright one turned
    size = QPageSize(
        QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Millimeter, "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )  # fmt: skip
    orientation = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    return QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)


class PreviewDialog(Dialog):
    """A sheet as it will look on paper, with buttons to print it and to save it as PDF.

    `put_out` is emitted when it was printed or saved.
    """

    for_its_clerk = True
    put_out = Signal()

    def __init__(self, parent: QWidget, title: str, sheet: Sheet) -> None:
        super().__init__(parent, title, width=780)
        self._sheet, self._title = sheet, title
        self._printer = printer(landscape=sheet.landscape, paper=sheet.paper)
        self.add_title(title)
        self.preview = QPrintPreviewWidget(self._printer)
        self.preview.setAccessibleName(title)
        self.keep_height(self.preview, 400, share=0.55)
        self.preview.paintRequested.connect(sheet.show_on)
        self.preview.setZoomMode(QPrintPreviewWidget.ZoomMode.FitToWidth)
        self.body.addWidget(self.preview, 1)
        if isinstance(sheet, DrawnSheet) and len(sheet.pages) > MOST_SHOWN:
            words = _("The first {count} of {pages} pages are shown; all of them are printed.")
            said = words.format(count=MOST_SHOWN, pages=len(sheet.pages))
            self.body.addWidget(card.label(said, kind="quiet-small", wrap=True))
        self.add_button(buttons.plain(_("Close"), clicked=self.reject))
        self.pdf_button = self.add_button(buttons.plain(_("Save as PDF"), "export", clicked=self.on_pdf))
        self.print_button = self.add_button(buttons.primary(_("Print"), "print", clicked=self.on_print))

    def on_print(self) -> None:
        """Ask for the printer and print."""
        ask_printer(self, self._sheet).accepted.connect(self.put_out)

    def on_pdf(self) -> QDialog:
        """Ask where to save, and save."""
        return ask_pdf(self, self._title, then=self.save_pdf)

    def save_pdf(self, path: Path) -> None:
        """Write the sheet to a file."""

        def then(saved: Path) -> None:
            toast.show(_("Saved: {path}").format(path=saved))
            self.put_out.emit()

        attempt(self._sheet.save_pdf, then=then, path=path)


def to_paper(sheet: Sheet, target: QPrinter) -> None:
    """Print; what the system keeps of it on the way stays in this run's private folder."""
    with scratch.for_others():
        sheet.print_to(target)


def ask_printer(parent: QWidget, sheet: Sheet) -> QPrintDialog:
    """Open the system's print dialog; the sheet is printed when it is accepted."""
    target = printer(landscape=sheet.landscape, paper=sheet.paper)
    dialog = QPrintDialog(target, parent)
    dialog.accepted.connect(lambda: to_paper(sheet, target))
    QDialog.open(dialog)  # QPrintDialog hides the plain one
    return dialog


def ask_pdf(parent: QWidget, name: str, *, then: Callable[[Path], object]) -> QFileDialog:
    """Ask where to save a PDF of that name; the system asks before a file is overwritten."""
    dialog = FileDialog(parent, _("Save as PDF"), str(Path.home()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.selectFile("".join("_" if sign in '\\/:*?"<>|' else sign for sign in name) + ".pdf")
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog
