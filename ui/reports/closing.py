"""Closing a month from the page: the self-check first, what it found, and what closing means; then it is done in a job."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.reports import closing
from centre_app.reports.kept import Gathered
from centre_app.reports.periods import Period
from centre_app.reports.selfcheck import Misfit, verdict
from ui.kit import job, messages, toast

_MOST = 6


class Closing:
    """Closes months; `closed()` is called after each."""

    def __init__(self, parent: QWidget, closed: Callable[[], object]) -> None:
        self._parent = parent
        self._closed = closed
        self.question: messages.Message | None = None

    def begin(self, period: Period) -> job.Job:
        """Check the month, then ask whether to close it."""
        return job.run(
            _("Checking {month}").format(month=period.title),
            lambda progress: closing.check(period=period, progress=progress),
            then=self._ask,
            failed=lambda error: messages.warn(self._parent, error.sentence()),
        )

    def _ask(self, found: Gathered) -> None:
        period = found.period
        said = _(
            "Its figures stay from then on as they are, with the rows behind them. Later entries appear as corrections. This "
            "cannot be undone."
        )
        self.question = messages.confirm(
            self._parent,
            _("Close {month} ({first} to {last})?").format(
                month=period.title, first=period.first, last=period.last
            ),
            detail="\n\n".join([told(found.problems), said]),
            verb=_("Close the month") if not found.problems else _("Close all the same"),
            danger=bool(found.problems),
            then=lambda: self.close(period),
        )

    def close(self, period: Period) -> job.Job:
        """Close the month in a job and say so."""
        return job.run(
            _("Closing {month}").format(month=period.title),
            lambda progress: closing.close_month(period=period, progress=progress),
            then=self._tell,
            failed=lambda error: messages.warn(self._parent, error.sentence()),
        )

    def _tell(self, found: Gathered) -> None:
        words = _("{month} is closed. {verdict}.")
        toast.show(
            words.format(month=found.period.title, verdict=verdict(found.problems)),
            kind="warning" if found.problems else "good",
        )
        self._closed()


def told(problems: list[Misfit]) -> str:
    """What the self-check found, in lines."""
    if not problems:
        return _(
            "Verified: every figure agrees with its rows, the splits add up, the stock is carried forward."
        )
    lines = [f"• {problem.sentence()}" for problem in problems[:_MOST]]
    return "\n".join([f"{verdict(problems)}:", *lines, *(["…"] if len(problems) > _MOST else [])])
