"""The monthly workbook: its sheets in order, and writing it safely. A report sheet is one module and one line here."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import N_, _, in_language
from centre_app.progress import SILENT, Progress
from centre_app.reports.compare import compare
from centre_app.reports.periods import Period
from centre_app.reports.report import Report
from centre_app.reports.sheets import (
    breakdown,
    by_day,
    check,
    definitions,
    donations,
    loans,
    overdue,
    renewals,
    room_heat,
    room_use,
    rooms,
    stock,
    summary,
    visits,
)
from centre_app.reports.workbook import Book, Sheet
from centre_app.storage.database import snapshot


class SheetModule(Protocol):
    """What a module of `sheets` has: its title (a message id), whether it lies across, whether it is written last."""

    TITLE: str
    LANDSCAPE: bool
    AFTER_OTHERS: bool

    def write(self, sheet: Sheet, report: Report) -> None:
        """Fill the worksheet."""


SHEETS: tuple[SheetModule, ...] = (
    summary,
    breakdown,
    by_day,
    visits,
    rooms,
    room_use,
    room_heat,
    loans,
    renewals,
    overdue,
    stock,
    donations,
    check,
    definitions,
)
ENDING = ".xlsx"


def sheet_titles() -> list[str]:
    """The names of the sheets in their order, in the current language."""
    return [_(module.TITLE) for module in SHEETS]


def file_name(period: Period) -> str:
    """How the workbook of a month is usually called."""
    words = _("{centre} monthly report {period}").format(
        centre=settings.get("centre_name"), period=period.text
    )
    return "".join("_" if sign in '\\/:*?"<>|' else sign for sign in words).strip() + ENDING


def write(
    *, period: Period, to: Path, language: str, names_reason: str | None = None, progress: Progress = SILENT
) -> Path:
    """Write the workbook of a month, without names unless a reason is given, and record that it was exported.

    It is written beside its place and then renamed: whatever fails, a file that was there stays as it was. Raises
    NamesNeedReason, ReportTargetUnfit, ReportFolderMissing, ReportNotWritten, ReportDiskFull, and Cancelled.
    """
    if names_reason is not None and not names_reason.strip():
        raise errors.NamesNeedReason
    _check_target(to)
    beside = to.with_name(f".{to.stem}.{os.getpid()}.part{ENDING}")
    with _sentences(to):
        try:
            with in_language(language):
                _write(period, beside, names=names_reason is not None, progress=progress)
            _record(period, names_reason)
            beside.replace(to)
        finally:
            beside.unlink(missing_ok=True)
    return to


def _write(period: Period, path: Path, *, names: bool, progress: Progress) -> None:
    with snapshot():
        report = Report(
            period=period, centre=settings.get("centre_name"), made_at=clock.now(),
            figures=compare(period, progress=progress), names=names,
        )  # fmt: skip
        with Book() as book:
            sheets = [(module, book.sheet(_(module.TITLE), landscape=module.LANDSCAPE)) for module in SHEETS]
            sheets.sort(key=lambda pair: pair[0].AFTER_OTHERS)
            for number, (module, sheet) in enumerate(sheets):
                progress.report(number, len(sheets), sheet.title)
                module.write(sheet, report)
            progress.report(len(sheets), len(sheets), _("Saving"))
            book.save(path, title=f"{report.centre} {period.title}".strip())


def _record(period: Period, names_reason: str | None) -> None:
    label = N_("export a report") if names_reason is None else N_("export a report with names")
    reason = "" if names_reason is None else f" {names_reason.strip()}"
    audit.record(label=label, table=f"{period.text}{reason}")


def _check_target(to: Path) -> None:
    if to.suffix.lower() != ENDING or to.is_dir():
        raise errors.ReportTargetUnfit(path=to)
    if not to.parent.is_dir():
        raise errors.ReportFolderMissing(folder=to.parent)
    if to.exists() and not os.access(to, os.W_OK):
        raise errors.ReportNotWritten(path=to, detail=os.strerror(errno.EACCES))


@contextmanager
def _sentences(to: Path) -> Iterator[None]:
    """Turn what the system says into what the clerk can do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise errors.ReportDiskFull(path=to) from error
        raise errors.ReportNotWritten(path=to, detail=error.strerror or str(error)) from error
