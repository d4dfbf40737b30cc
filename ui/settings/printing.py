"""Putting an HTML sheet on paper or into a PDF by Qt, with a preview first. What stands in it is not known here."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QWidget

from centre_app import errors
from centre_app.i18n import _
from ui.kit import buttons, style
from ui.kit.dialog import Dialog

_MARGINS = QMarginsF(15, 14, 15, 14)


class Sheet:
    """One A4 sheet of HTML."""

    def __init__(self, html: str) -> None:
        self.document = QTextDocument()
        font = QFont()
        font.setFamilies(list(style.families()))
        font.setPointSizeF(10.5)
        self.document.setDefaultFont(font)
        self.document.setDocumentMargin(0)
        self.document.setHtml(html)

    def print_to(self, printer: QPrinter) -> None:
        """Draw the sheet on a printer, filling its page within the margins."""
        self.document.documentLayout().setPaintDevice(printer)
        self.document.setPageSize(QSizeF(printer.pageRect(QPrinter.Unit.DevicePixel).size()))
        self.document.print_(printer)

    def page_count(self) -> int:
        """Return how many pages the sheet takes."""
        self.document.setPageSize(QSizeF(printer().pageRect(QPrinter.Unit.DevicePixel).size()))
        return self.document.pageCount()

    def save_pdf(self, path: Path) -> Path:
        """Write the sheet as PDF. Raises SheetNotSaved."""
        target = printer()
        target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        target.setOutputFileName(str(path))
        path.unlink(missing_ok=True)
        self.print_to(target)
        if not path.is_file() or path.stat().st_size == 0:
            raise errors.SheetNotSaved(path=path)
        return path


def printer() -> QPrinter:
    """Return a printer set to A4 with the house's margins."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            _MARGINS,
            QPageLayout.Unit.Millimeter,
        )
    )
    return made


class PreviewDialog(Dialog):
    """A sheet as it will look on paper, with a button to print it."""

    def __init__(self, parent: QWidget, title: str, sheet: Sheet) -> None:
        super().__init__(parent, title, width=780)
        self._sheet = sheet
        self._printer = printer()
        self.add_title(title)
        self.preview = QPrintPreviewWidget(self._printer)
        self.preview.setAccessibleName(title)
        self.preview.setMinimumHeight(style.px(400))
        self.preview.paintRequested.connect(sheet.print_to)
        self.preview.setZoomMode(QPrintPreviewWidget.ZoomMode.FitToWidth)
        self.body.addWidget(self.preview, 1)
        self.add_button(buttons.plain(_("Close"), clicked=self.reject))
        self.print_button = self.add_button(buttons.primary(_("Print"), "print", clicked=self.on_print))

    def on_print(self) -> None:
        """Ask for the printer and print."""
        ask_printer(self, self._sheet)


def ask_printer(parent: QWidget, sheet: Sheet) -> QPrintDialog:
    """Open the system's print dialog; the sheet is printed when it is accepted."""
    target = printer()
    dialog = QPrintDialog(target, parent)
    dialog.accepted.connect(lambda: sheet.print_to(target))
    QDialog.open(dialog)  # QPrintDialog hides the plain one
    return dialog
