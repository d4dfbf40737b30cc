"""A period beside the one before, the same a year earlier, and the year to date: for the summary sheet and the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from centre_app.i18n import N_, _
from centre_app.progress import SILENT, Progress
from centre_app.reports import history, kept
from centre_app.reports.indicator import Indicator, Number, Value
from centre_app.reports.indicators import INDICATORS, figures
from centre_app.reports.periods import Period
from centre_app.storage.database import snapshot

_STEPS = (N_("This period"), N_("The period before"), N_("A year before"), N_("Year to date"))


@dataclass(frozen=True, slots=True)
class Line:
    """One figure, or one part of a split (`part` is its key, else ""), in the four spans; None where nothing could be counted."""

    indicator: Indicator
    part: str
    now: Number
    previous: Number
    year_before: Number
    to_date: Number
    by_hand: frozenset[str] = frozenset()  # the spans that were given by hand, in whole or in part

    @property
    def name(self) -> str:
        """What it is called, in the current language."""
        return self.indicator.part_label(self.part) if self.part else _(self.indicator.name)

    @property
    def change(self) -> Number:
        """Against the year before: a share of it (0.12 = +12 %), for percentages the difference in points."""
        return difference(self.indicator, self.now, self.year_before)

    def star(self, *spans: str) -> str:
        """The mark of what was given by hand, or has such in it, in any of the spans."""
        return "*" if self.by_hand & set(spans) else ""

    @property
    def since_last(self) -> Number:
        """Against the period just before, as `change`."""
        return difference(self.indicator, self.now, self.previous)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures of a period in the four spans; `by_hand`: which of them were given by hand, by span.

    `counted` are the figures of the period itself as they were just counted; None for a month that is `closed`.
    """

    period: Period
    now: dict[str, Value]
    previous: dict[str, Value]
    year_before: dict[str, Value]
    to_date: dict[str, Value]
    by_hand: Mapping[str, frozenset[str]] = field(default_factory=dict)
    counted: dict[str, Value] | None = None
    closed: kept.ReportRow | None = None

    def spans(self) -> tuple[dict[str, Value], ...]:
        """The figures of the period, of the one before, of a year before, and of the year to date."""
        return self.now, self.previous, self.year_before, self.to_date

    def lines(self) -> Iterator[Line]:
        """The figures that are one number, in the order of the list."""
        for indicator in INDICATORS:
            values = {name: _number(span.get(indicator.code)) for name, span in self._named()}
            by_hand = frozenset(span for span, codes in self.by_hand.items() if indicator.code in codes)
            if not isinstance(self.now.get(indicator.code), dict):
                yield Line(indicator, "", **values, by_hand=by_hand)

    def parts(self) -> Iterator[Line]:
        """The parts of the splits, in the order of the list."""
        for indicator in INDICATORS:
            splits = [span.get(indicator.code) for span in self.spans()]
            if isinstance(splits[0], dict):
                for key in _keys([split for split in splits if isinstance(split, dict)]):
                    values = {
                        name: split.get(key, 0) if isinstance(split, dict) else None
                        for name, split in zip(kept.SPANS, splits, strict=True)
                    }
                    yield Line(indicator, key, **values, by_hand=frozenset())

    def _named(self) -> Iterator[tuple[str, dict[str, Value]]]:
        return zip(kept.SPANS, self.spans(), strict=True)


def compare(period: Period, *, progress: Progress = SILENT) -> Comparison:
    """The figures of the four spans, all from one state of the data: those of a closed month as they were closed.

    Whatever is not closed is counted anew, never summed; figures given by hand stand in for what was not recorded, and
    join the year to date where they can be added. In an earlier span that ended before any visit (loan, booking …) was
    recorded, nothing could be counted of it.
    """
    with snapshot():
        closing = kept.closing_of(period.text) if not period.since_new_year else None
        if closing is not None:
            closed = kept.figures_of(closing.id)
            return Comparison(period, **closed.spans, by_hand=closed.by_hand, closed=closing)
        began = history.records_began()
        spans = (period, period.previous(), period.year_before(), period.year_to_date())
        progress.report(0, len(spans), _(_STEPS[0]))
        counted = figures(period)
        found = [dict(counted)]
        by_hand = [history.put_into(found[0], period, began=began)]
        for number, span in enumerate(spans[1:], start=1):
            progress.report(number, len(spans), _(_STEPS[number]))
            values, marked = known(span, began=began)
            found.append(values)
            by_hand.append(marked)
        now, previous, year_before, to_date = found
        marks = dict(zip(kept.SPANS, by_hand, strict=True))
        return Comparison(period, now, previous, year_before, to_date, by_hand=marks, counted=counted)


def known(
    period: Period, *, began: Mapping[str, str | None] | None = None
) -> tuple[dict[str, Value], frozenset[str]]:
    """The figures of a period and which of them were given by hand: a closed month as it was closed, others counted now.

    With `began`, when each kind of record began, nothing could be counted of what came before.
    """
    closing = kept.closing_of(period.text) if not period.since_new_year else None
    if closing is not None:
        closed = kept.figures_of(closing.id)
        return closed.spans["now"], closed.by_hand["now"]
    values = figures(period)
    if began is None:
        return values, history.put_into(values, period, began=history.records_began())
    values = {code: value for code, value in values.items() if history.was_recorded(code, began, period)}
    return values, history.put_into(values, period, began=began)


def difference(indicator: Indicator, now: Number, before: Number) -> Number:
    """How much more than before: a share of it, or points for percentages; None where there was nothing before."""
    if now is None or before is None:
        return None
    if indicator.shape == "percent":
        return round(now - before, 2)
    return round(now / before - 1, 4) if before else None


def _number(value: Value) -> Number:
    return None if isinstance(value, dict) else value


def _keys(splits: list[dict[str, int]]) -> list[str]:
    """The parts of any of the spans: this period's first, hours and classes in their order, 未登记 last."""
    known = dict.fromkeys(key for split in splits for key in split)
    keys = [key for key in known if key != "unknown"]
    ordered = all(key.isdigit() or len(key) == 1 for key in keys)
    return [*(sorted(keys) if ordered else keys), "unknown"]
