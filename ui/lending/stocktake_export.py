"""Saving the workbooks of stocktakes and withdrawals: where to, then the job that writes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app.i18n import _, language
from centre_app.reports import stocktake_book
from ui.kit import job, messages, toast
from ui.kit.attempt import told
from ui.kit.file_dialog import ask_workbook


@told
def ask_worksheet(over: QWidget, stocktake_id: int) -> QFileDialog:
    """Ask where, and save the list to tick at the shelf."""
    name = stocktake_book.worksheet_name(stocktake_id)
    return ask_where(over, name, partial(stocktake_book.write_worksheet, stocktake_id=stocktake_id))


@told
def ask_result(over: QWidget, stocktake_id: int) -> QFileDialog:
    """Ask where, and save what was found."""
    name = stocktake_book.result_name(stocktake_id)
    return ask_where(over, name, partial(stocktake_book.write_result, stocktake_id=stocktake_id))


def ask_where(over: QWidget, name: str, write: Callable[..., Path]) -> QFileDialog:
    """Ask where a workbook goes, then have it written by `write(to=, language=)`."""
    return ask_workbook(over, _("Export to Excel"), name=name, then=lambda to: _write(over, to, write))


def _write(over: QWidget, to: Path, write: Callable[..., Path]) -> job.Job:
    spoken = language()
    return job.run(
        _("Exporting {name}").format(name=to.name),
        lambda _progress: write(to=to, language=spoken),
        then=_tell,
        failed=lambda error: messages.warn(over, error.sentence()),
        parent=over,
    )


def _tell(path: Path) -> None:
    toast.show(
        _("{name} was saved.").format(name=path.name),
        kind="good",
        button=_("Open folder"),
        pressed=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
    )
