"""The records that were asked for as a workbook: one line an entry, worded by whoever shows them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from centre_app.access import audit
from centre_app.access.audit import Asked, AuditRow
from centre_app.i18n import N_, _
from centre_app.progress import SILENT, Progress
from centre_app.storage import action, plain_book
from centre_app.storage.placing import placed

MOST = 200_000  # what a sheet is still opened with
HEADINGS = (N_("When"), N_("Clerk"), N_("Kind"), N_("What"), N_("Entry"), N_("Why"))
_LABEL = N_("export the records")
_WIDTHS = (20, 14, 12, 40, 36, 48)


def write(
    asked: Asked, *, to: Path, worded: Callable[[AuditRow], Sequence[str]], progress: Progress = SILENT
) -> Path:
    """Write the newest MOST entries and note that they were exported. Raises NotAllowed, Cancelled, and what `placed` raises."""
    action.require("records", label=_LABEL)
    rows = audit.entries(asked, limit=MOST, progress=progress)
    with placed(to) as beside:
        plain_book.write(
            beside, name=_("Records"), headings=[_(heading) for heading in HEADINGS], widths=_WIDTHS,
            rows=map(worded, rows), tell=lambda done: progress.report(done, len(rows), _("Writing the workbook")),
        )  # fmt: skip
        audit.record(label=_LABEL, table="action")
    return to
