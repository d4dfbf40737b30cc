"""The monthly report exported by itself: from which day on, of which month, into which folder, and that it is done once.

The day and the kinds of file are settings of the centre, the folder belongs to the computer. What was done stands in the record
of actions, so that nothing can say it was done when it was not. The practice centre exports nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.centre import preferences, settings
from centre_app.i18n import N_, language
from centre_app.progress import SILENT, Progress
from centre_app.reports import periodic
from centre_app.reports.listing import one
from centre_app.reports.periods import Period
from centre_app.storage.database import db

DONE = N_("export the monthly report by itself")
_ENDINGS = {"xlsx": (".xlsx",), "pdf": (".pdf",), "both": (".xlsx", ".pdf")}
_WAS_DONE = "SELECT EXISTS (SELECT 1 FROM action WHERE kind = 'note' AND at >= :since AND label = :label AND subject = :subject)"
_BEGAN = """
SELECT min(at) FROM (SELECT min(arrived_at) AS at FROM visit UNION ALL SELECT min(lent_at) FROM loan
  UNION ALL SELECT min(starts_at) FROM booking)"""
_LAST = "SELECT subject, at FROM action WHERE kind = 'note' AND label = :label ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Done:
    """The last report exported by itself: of which month, and on which day."""

    period: Period
    day: date


def due() -> Period | None:
    """The month whose report is to be exported now; None where it is not set, was done, or nothing was recorded in it."""
    day = settings.get("report_day")
    if not day or not preferences.get("report_folder") or settings.get("practice"):
        return None
    since = _last_time(day)
    period = Period.month_of(since).previous()
    began = one(_BEGAN, {})[0]
    if began is None or began[:10] > str(period.last) or _was_done(period, since):
        return None
    return period


def export(period: Period, *, progress: Progress = SILENT, paint: periodic.Paint | None = None) -> list[Path]:
    """Write the report of a month into the folder, in every kind that is set, and record that it was done.

    A file that is there already is left alone. What cannot be exported is kept in mind for the to-do list, until it was.
    Raises ReportScheduleFolderGone, and what `periodic.write` raises.
    """
    try:
        written = _export(period, progress, paint)
    except errors.CentreError:
        preferences.note("report_failed", period.text)
        raise
    preferences.note("report_failed", "")
    return written


def _export(period: Period, progress: Progress, paint: periodic.Paint | None) -> list[Path]:
    folder = Path(preferences.get("report_folder"))
    if not folder.is_dir():
        raise errors.ReportScheduleFolderGone(period=period.text, folder=folder)
    written = [
        periodic.write(
            period=period, to=_free(folder / periodic.file_name(period, ending=ending)), language=language(),
            progress=progress, paint=paint,
        )
        for ending in _ENDINGS[settings.get("report_kinds")]
    ]  # fmt: skip
    audit.record(label=DONE, table=period.text)
    return written


def last_done() -> Done | None:
    """What was exported by itself last."""
    row = db.execute_sql(_LAST, {"label": DONE}).fetchone()
    return Done(Period.parse(row[0]), datetime.fromisoformat(row[1]).date()) if row else None


def _last_time(day: int) -> date:
    """The latest such day of a month that has come."""
    today = clock.today()
    this_month = today.replace(day=day)
    return this_month if this_month <= today else (today.replace(day=1) - timedelta(days=1)).replace(day=day)


def _was_done(period: Period, since: date) -> bool:
    values = {
        "since": str(since - timedelta(days=1)),
        "label": DONE,
        "subject": period.text,
    }  # a day early: that is in UTC
    return bool(one(_WAS_DONE, values)[0])


def _free(path: Path) -> Path:
    """The path, with a number where a file of that name is there: somebody may have worked in it."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_stem(f"{path.stem} ({number})")
    return found
