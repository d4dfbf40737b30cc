"""What an indicator is: a named figure with unit, definition, and the rows behind it. The list of them is in `indicators.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from centre_app.i18n import _
from centre_app.reports import listing
from centre_app.reports.facts import Facts
from centre_app.reports.listing import UNKNOWN, Listing
from centre_app.reports.periods import Period

Number = int | float | None
Value = Number | dict[str, int]
Shape = Literal["count", "number", "money", "percent", "ratio"]
NOTHING = "—"  # where nothing could be counted
NOT_RECORDED = listing.NOT_RECORDED


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure of INDICATORS: `take` reads it from the facts of a period, `behind` lists the rows it counts.

    A split's value is a dict of parts that add up; `labels` are the words for its keys (none: the keys are names already).
    """

    code: str
    group: str
    name: str
    unit: str
    definition: str
    take: Callable[[Facts], Value]
    behind: Callable[[Period], Listing]
    shape: Shape = "count"
    labels: Mapping[str, str] = field(default_factory=dict)

    def figure(self, period: Period) -> Value:
        """The figure of a period alone; for several figures of one period use `indicators.figures`."""
        return self.take(Facts(period))

    def rows(self, period: Period) -> Listing:
        """The rows behind the figure, without names."""
        return self.behind(period)

    def part_label(self, key: str) -> str:
        """The word for one part of a split."""
        return _(NOT_RECORDED) if key == UNKNOWN else _(self.labels[key]) if key in self.labels else key

    def shown(self, number: Number) -> str:
        """A number of this indicator as people write it, without its unit; "—" for None."""
        if number is None:
            return NOTHING
        digits = {"count": 0, "number": 1, "percent": 1, "money": 2, "ratio": 2}[self.shape]
        return f"{number:,.{digits}f}"
