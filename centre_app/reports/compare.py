"""A period beside the one before, the same a year earlier, and the year to date: for the summary sheet and the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from centre_app.i18n import N_, _
from centre_app.progress import SILENT, Progress
from centre_app.reports.indicator import Indicator, Number, Value
from centre_app.reports.indicators import INDICATORS, figures
from centre_app.reports.listing import one
from centre_app.reports.periods import Period
from centre_app.storage.database import snapshot

# When each kind of record began: before it, nothing could be counted.
_BEGAN = """
SELECT (SELECT min(arrived_at) FROM visit), (SELECT min(registered_at) FROM person WHERE card_number <> ''),
  (SELECT min(coalesce(accessioned_on, '')) FROM copy), (SELECT min(lent_at) FROM loan),
  (SELECT min(starts_at) FROM booking), (SELECT min(valid_from) FROM opening_hours),
  (SELECT min(received_on) FROM donation), (SELECT min(at) FROM enquiry)"""
_RECORDS = ("visits", "cards", "stock", "loans", "rooms", "centre", "donations", "services")
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

    @property
    def name(self) -> str:
        """What it is called, in the current language."""
        return self.indicator.part_label(self.part) if self.part else _(self.indicator.name)

    @property
    def change(self) -> Number:
        """Against the year before: a share of it (0.12 = +12 %), for percentages the difference in points."""
        return difference(self.indicator, self.now, self.year_before)

    @property
    def since_last(self) -> Number:
        """Against the period just before, as `change`."""
        return difference(self.indicator, self.now, self.previous)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures of a period in the four spans."""

    period: Period
    now: dict[str, Value]
    previous: dict[str, Value]
    year_before: dict[str, Value]
    to_date: dict[str, Value]

    def lines(self) -> Iterator[Line]:
        """The figures that are one number, in the order of the list."""
        for indicator in INDICATORS:
            values = [_number(span.get(indicator.code)) for span in self._spans()]
            if not isinstance(self.now[indicator.code], dict):
                yield Line(indicator, "", *values)

    def parts(self) -> Iterator[Line]:
        """The parts of the splits, in the order of the list."""
        for indicator in INDICATORS:
            splits = [span.get(indicator.code) for span in self._spans()]
            if isinstance(splits[0], dict):
                for key in _keys([split for split in splits if isinstance(split, dict)]):
                    values = [split.get(key, 0) if isinstance(split, dict) else None for split in splits]
                    yield Line(indicator, key, *values)

    def _spans(self) -> tuple[dict[str, Value], ...]:
        return self.now, self.previous, self.year_before, self.to_date


def compare(period: Period, *, progress: Progress = SILENT) -> Comparison:
    """The figures of the four spans, counted anew for each, never summed, and all from one state of the data.

    In an earlier span that ended before any visit (loan, booking …) was recorded, nothing could be counted of it.
    """
    with snapshot():
        began = dict(zip(_RECORDS, one(_BEGAN, {}), strict=True))
        began["reading"] = began["visits"]
        spans = (period, period.previous(), period.year_before(), period.year_to_date())
        found: list[dict[str, Value]] = []
        for number, (span, what) in enumerate(zip(spans, _STEPS, strict=True)):
            progress.report(number, len(spans), _(what))
            values = figures(span)
            if span is not period:
                values = {code: value for code, value in values.items() if _was_recorded(code, began, span)}
            found.append(values)
    return Comparison(period, *found)


def difference(indicator: Indicator, now: Number, before: Number) -> Number:
    """How much more than before: a share of it, or points for percentages; None where there was nothing before."""
    if now is None or before is None:
        return None
    if indicator.shape == "percent":
        return round(now - before, 2)
    return round(now / before - 1, 4) if before else None


def _was_recorded(code: str, began: dict[str, str | None], span: Period) -> bool:
    first = began[code.split(".", maxsplit=1)[0]]
    return first is not None and first[:10] <= str(span.last)


def _number(value: Value) -> Number:
    return None if isinstance(value, dict) else value


def _keys(splits: list[dict[str, int]]) -> list[str]:
    """The parts of any of the spans: this period's first, hours and classes in their order, 未登记 last."""
    known = dict.fromkeys(key for split in splits for key in split)
    keys = [key for key in known if key != "unknown"]
    ordered = all(key.isdigit() or len(key) == 1 for key in keys)
    return [*(sorted(keys) if ordered else keys), "unknown"]
