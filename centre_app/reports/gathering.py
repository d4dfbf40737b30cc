"""Gathering what is kept of a report before it is closed or exported: figures, the rows behind them, and the self-check."""

from collections.abc import Callable

from centre_app import clock
from centre_app.i18n import _
from centre_app.progress import SILENT, Progress
from centre_app.reports import corrections, indicators, kept, selfcheck
from centre_app.reports.compare import Comparison
from centre_app.reports.indicator import Indicator
from centre_app.reports.indicators import INDICATORS
from centre_app.reports.kept import Behind, Gathered, KeptFigures
from centre_app.reports.listing import Listing
from centre_app.reports.packing import rows_of
from centre_app.reports.periods import Period
from centre_app.storage.database import snapshot


def gather(figures: Comparison, *, progress: Progress = SILENT) -> Gathered:
    """Count the figures again from their rows, and take both along; of a closed month what was kept with its closing.

    Call it inside the snapshot that the figures come from.
    """
    period, at = figures.period, clock.now()
    with snapshot():
        counted = figures.counted or indicators.figures(period)
        problems = selfcheck.of_figures(period, counted)
        by_source = _by_source()
        behind: dict[str, Behind] = {}
        for number, (source, those) in enumerate(by_source.items()):
            progress.report(number, len(by_source), _("Checking the figures"))
            rows = rows_of(source(period))
            shared = Behind(rows=rows)
            problems += selfcheck.missing(those[0], rows)
            for indicator in those:
                problems += selfcheck.of_rows(indicator, rows, counted)
                behind[indicator.code] = shared
        closing = kept.closing_of(period.text)
        if closing is not None:
            behind = dict(kept.figures_of(closing.id).behind)
        for code in figures.by_hand.get("now", ()):
            behind.pop(code, None)
        spans = dict(zip(kept.SPANS, figures.spans(), strict=True))
        return Gathered(
            period,
            at,
            KeptFigures(spans, figures.by_hand, behind),
            counted,
            problems,
            corrections.shown_with(period),
        )


def _by_source() -> dict[Callable[[Period], Listing], list[Indicator]]:
    """The lists of rows, each with the figures that it proves: it is read once for all of them."""
    found: dict[Callable[[Period], Listing], list[Indicator]] = {}
    for indicator in INDICATORS:
        found.setdefault(indicator.behind, []).append(indicator)
    return found
