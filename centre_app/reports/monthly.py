"""The monthly workbook: its sheets in order, and writing it safely. A report sheet is one module and one line here."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from centre_app import errors
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import N_, _, in_language
from centre_app.progress import SILENT, Progress
from centre_app.reports import exports
from centre_app.reports.compare import compare
from centre_app.reports.fragments import span
from centre_app.reports.gathering import gather
from centre_app.reports.kept import Gathered, prepare
from centre_app.reports.listing import each
from centre_app.reports.periods import Period
from centre_app.reports.report import Report
from centre_app.reports.sheets import (
    breakdown,
    by_day,
    check,
    corrected_rows,
    corrections,
    definitions,
    donations,
    enquiries,
    in_house,
    lending_classes,
    lending_days,
    lending_groups,
    loans,
    never_lent,
    overdue,
    renewals,
    room_heat,
    room_use,
    rooms,
    stock,
    stock_kinds,
    summary,
    things,
    top_titles,
    visit_days,
    visit_grid,
    visit_hours,
    visit_stays,
    visit_zones,
    visits,
)
from centre_app.reports.workbook import Book, Sheet
from centre_app.storage import action
from centre_app.storage.database import snapshot
from centre_app.storage.placing import as_file_name, placed

# Whom the sheets with names show: who came, borrowed or renewed, owed something or had a booking in the period.
_NAMED = """
SELECT person_id FROM visit WHERE arrived_at >= :since AND arrived_at < :until AND person_id > 0
UNION SELECT person_id FROM loan WHERE lent_at < :until AND person_id > 0
  AND (lent_at >= :since OR returned_at IS NULL OR returned_at >= :since)
UNION SELECT person_id FROM booking WHERE starts_at >= :since AND starts_at < :until AND person_id > 0"""


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
    visit_days,
    visit_hours,
    visit_zones,
    visit_stays,
    visit_grid,
    visits,
    enquiries,
    rooms,
    room_use,
    room_heat,
    lending_groups,
    lending_classes,
    lending_days,
    top_titles,
    loans,
    renewals,
    in_house,
    overdue,
    things,
    stock_kinds,
    stock,
    never_lent,
    donations,
    check,
    definitions,
)


def sheet_titles() -> list[str]:
    """The names of the sheets in their order, in the current language."""
    return [_(module.TITLE) for module in SHEETS]


def file_name(period: Period) -> str:
    """How the workbook of a month is usually called."""
    words = _("{centre} monthly report {period}").format(
        centre=settings.get("centre_name"), period=period.text
    )
    return as_file_name(words)


def write(
    *, period: Period, to: Path, language: str, names_reason: str | None = None, progress: Progress = SILENT
) -> Path:
    """Write the workbook of a month, without names unless a reason is given, and record that it was exported.

    It is written beside its place and then renamed: whatever fails, a file that was there stays as it was. Raises
    NamesNeedReason, ReportTargetUnfit, ReportFolderMissing, ReportNotWritten, ReportDiskFull, and Cancelled.
    """
    if names_reason is not None and not names_reason.strip():
        raise errors.NamesNeedReason
    if names_reason is not None:
        action.require("export_names", label=N_("export a report with names"))
    with placed(to) as beside:
        with in_language(language):
            kept = _write(period, beside, names=names_reason is not None, progress=progress)
        prepare(kept)
        file = exports.File(beside, name=to.name, language=language, names=names_reason is not None)
        _record(period, names_reason, also=lambda: exports.keep(kept, kind="monthly", file=file))
    return to


def _write(period: Period, path: Path, *, names: bool, progress: Progress) -> Gathered:
    with snapshot():
        figures = compare(period, progress=progress)
        kept = gather(figures, progress=progress)
        report = Report(
            period=period,
            centre=settings.get("centre_name"),
            made_at=kept.at,
            figures=figures,
            names=names,
            kept=kept,
        )
        with Book() as book:
            corrected = (corrections, corrected_rows) if report.corrections else ()
            modules: tuple[SheetModule, ...] = (*SHEETS[:1], *corrected, *SHEETS[1:])
            sheets = [(module, book.sheet(_(module.TITLE), landscape=module.LANDSCAPE)) for module in modules]
            sheets.sort(key=lambda pair: pair[0].AFTER_OTHERS)
            for number, (module, sheet) in enumerate(sheets):
                progress.report(number, len(sheets), sheet.title)
                module.write(sheet, report)
            progress.report(len(sheets), len(sheets), _("Saving"))
            book.save(path, title=f"{report.centre} {period.title}".strip())
    return replace(kept, problems=report.problems())


def _record(period: Period, names_reason: str | None, *, also: Callable[[], object]) -> None:
    label = N_("export a report") if names_reason is None else N_("export a report with names")
    shown = () if names_reason is None else _named(period)
    audit.record(
        label=label, table=period.text, reason=(names_reason or "").strip(), person_ids=shown, also=also
    )


def _named(period: Period) -> list[int]:
    return [row[0] for row in each(_NAMED, span(period))]
