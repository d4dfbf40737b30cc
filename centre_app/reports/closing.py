"""Closing a month (月结): its figures stay from then on as they are, with the rows behind them; nothing undoes it."""

from centre_app import errors
from centre_app.access import audit
from centre_app.i18n import N_, _
from centre_app.progress import SILENT, Progress
from centre_app.reports import kept
from centre_app.reports.compare import compare
from centre_app.reports.gathering import gather
from centre_app.reports.kept import Gathered
from centre_app.reports.periods import EXAMPLES, Period
from centre_app.reports.report_models import CLOSING
from centre_app.storage import action
from centre_app.storage.database import snapshot

_CLOSE = N_("close a month")


def check(*, period: Period, progress: Progress = SILENT) -> Gathered:
    """Run the self-check before closing a month; what it found are the `problems`.

    Raises NotAllowed, PeriodOtherKind, MonthNotOver, MonthClosed and MonthOutOfTurn where the month cannot be closed.
    """
    with snapshot():
        refuse(period)
        return gather(compare(period, progress=progress), progress=progress)


def close_month(*, period: Period, progress: Progress = SILENT) -> Gathered:
    """Close a month: keep its figures and the rows behind them, as they are now, with what the self-check found.

    Raises what `check` raises; nothing is written then.
    """
    action.require("closing", label=_CLOSE)
    found = check(period=period, progress=progress)
    kept.prepare(found)
    audit.record(label=_CLOSE, table=period.text, also=lambda: kept.store(found, kind=CLOSING))
    return found


def refuse(period: Period) -> None:
    """See that a month can be closed. Raises PeriodOtherKind, MonthNotOver, MonthClosed and MonthOutOfTurn."""
    if period.kind != "month" or period.since_new_year:
        name, example = EXAMPLES["month"]
        raise errors.PeriodOtherKind(text=period.text, kind=_(name), example=example)
    closed = kept.closings()
    if period.text in [row.period for row in closed]:
        raise errors.MonthClosed(month=period.title)
    if not period.is_over:
        raise errors.MonthNotOver(month=period.title, last=period.last)
    if closed:
        following, before = (
            Period.parse(closed[0].period).following(),
            Period.parse(closed[-1].period).previous(),
        )
        if period.text not in (following.text, before.text):
            raise errors.MonthOutOfTurn(month=following.title)
