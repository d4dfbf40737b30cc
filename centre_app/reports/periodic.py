"""The report of a period, written as a workbook, as .json, as a folder of .csv or on paper (.pdf), and recorded."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from centre_app import errors
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import N_, _, in_language
from centre_app.progress import SILENT, Progress
from centre_app.reports import exports, kinds
from centre_app.reports.compare import compare
from centre_app.reports.fragments import span
from centre_app.reports.gathering import gather
from centre_app.reports.kept import Gathered, prepare
from centre_app.reports.listing import each
from centre_app.reports.periods import Period
from centre_app.reports.recorded import RecordedBook
from centre_app.reports.report import Report
from centre_app.reports.sheet_list import fill
from centre_app.reports.workbook import Book
from centre_app.reports.xlsx import XlsxBook
from centre_app.storage import action
from centre_app.storage.database import snapshot
from centre_app.storage.placing import as_file_name, placed, placed_folder

_ENDING = re.compile(r"\.[A-Za-z]{1,5}")
Paint = Callable[[RecordedBook, Path, Progress], object]  # paper needs Qt, which is not known here

# Whom the sheets with names show: who came, borrowed or renewed, owed something or had a booking in the period.
_NAMED = """
SELECT person_id FROM visit WHERE arrived_at >= :since AND arrived_at < :until AND person_id > 0
UNION SELECT person_id FROM loan WHERE lent_at < :until AND person_id > 0
  AND (lent_at >= :since OR returned_at IS NULL OR returned_at >= :since)
UNION SELECT person_id FROM booking WHERE starts_at >= :since AND starts_at < :until AND person_id > 0"""


def file_name(period: Period, *, ending: str = ".xlsx") -> str:
    """How the file of a report is usually called; with an empty ending, the folder of .csv files."""
    words = _("{centre} {report} {period}").format(
        centre=settings.get("centre_name"),
        report=_(kinds.WORDS[period.kind].report),
        period=period.text.replace("..", "_"),
    )
    return as_file_name(words, ending=ending)


def write(
    *, period: Period, to: Path, language: str, names_reason: str | None = None, progress: Progress = SILENT,
    paint: Paint | None = None,
) -> Path:  # fmt: skip
    """Write the report of a period, without names unless a reason is given, and record that it was exported.

    The ending of `to` says as what: .xlsx, .json, .pdf (which `paint` writes), or none for a folder with a .csv file a sheet.
    It is written beside its place and then renamed: whatever fails, what was there stays as it was. Raises NamesNeedReason, NotAllowed,
    ReportKindUnknown, ReportFolderMissing, ReportFolderInUse, ReportNotWritten, ReportDiskFull, and Cancelled.
    """
    if names_reason is not None and not names_reason.strip():
        raise errors.NamesNeedReason
    ending, names = _ending(to), names_reason is not None
    if ending not in (".xlsx", ".json", "") and not (ending == ".pdf" and paint is not None):
        raise errors.ReportKindUnknown(path=to)
    if names:
        action.require("export_names", label=N_("export a report with names"))
    with placed(to, ending=ending) if ending else placed_folder(to, only=".csv") as beside:
        with in_language(language):
            if ending == ".xlsx":
                kept = _write_workbook(period, beside, names=names, progress=progress)
            else:
                kept = _write_recorded(period, beside, names=names, progress=progress, paint=paint)
        prepare(kept)
        file = exports.File(beside, name=to.name, language=language, names=names)
        _record(period, names_reason, also=lambda: exports.keep(kept, kind=period.kind, file=file))
    return to


def _ending(path: Path) -> str:
    """The ending of a name; `2026.10` and `St. Mary 2026-10` have none."""
    return path.suffix.lower() if _ENDING.fullmatch(path.suffix) else ""


def _write_workbook(period: Period, path: Path, *, names: bool, progress: Progress) -> Gathered:
    with snapshot(), XlsxBook(f"{settings.get('centre_name')}  {period.title}".strip()) as book:
        report, kept = _filled(book, period, names=names, progress=progress)
        progress.report(len(report.written), len(report.written), _("Saving"))
        book.save(path, title=report.title)
    return kept


def _write_recorded(
    period: Period, path: Path, *, names: bool, progress: Progress, paint: Paint | None
) -> Gathered:
    from centre_app.reports import plain_files

    book = RecordedBook()
    with snapshot():
        report, kept = _filled(book, period, names=names, progress=progress)
    book.facts = {
        "title": report.title, "centre": report.centre, "kind": period.kind, "period": period.text,
        "first": str(period.first), "last": str(period.last), "made_at": f"{report.made_at:%Y-%m-%d %H:%M}",
    }  # fmt: skip
    progress.report(len(report.written), len(report.written), _("Saving"))
    ending = _ending(path)
    if ending == ".pdf":
        assert paint is not None
        paint(book, path, progress)
    elif ending == ".json":
        plain_files.write_json(book, path)
    else:
        plain_files.write_csv(book, path)
    return kept


def _filled(book: Book, period: Period, *, names: bool, progress: Progress) -> tuple[Report, Gathered]:
    """The report in the book, and what is kept of it, with what its own sheets do not prove."""
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
    fill(book, report, progress)
    return report, replace(kept, problems=report.problems())


def _record(period: Period, names_reason: str | None, *, also: Callable[[], object]) -> None:
    label = N_("export a report") if names_reason is None else N_("export a report with names")
    shown = () if names_reason is None else _named(period)
    audit.record(
        label=label, table=period.text, reason=(names_reason or "").strip(), person_ids=shown, also=also
    )


def _named(period: Period) -> list[int]:
    return [row[0] for row in each(_NAMED, span(period))]
