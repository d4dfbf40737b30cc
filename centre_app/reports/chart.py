"""A chart as data: what is drawn, its values, and the words for who cannot see it. Who draws it is not known here."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from centre_app.i18n import _
from centre_app.reports.indicator import NOTHING, Number

STEPS = 4
Shape = Literal["columns", "stacked", "bars"]


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each label of a chart; None where nothing is known."""

    name: str
    values: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns side by side or stacked, or bars lying below each other; `line` has a scale of its own at the right.

    `marks` are shorter labels for the axis, where the labels are long.
    """

    title: str
    shape: Shape
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    line: Series | None = None
    marks: tuple[str, ...] = ()

    @property
    def totals(self) -> tuple[float, ...]:
        """The height of each column: of a stacked one the sum of its parts."""
        return tuple(
            sum(each.values[place] or 0 for each in self.series) for place in range(len(self.labels))
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(self.totals) and not (self.line and any(self.line.values))

    def words_at(self, place: int) -> str:
        """The values at one label, from 0, in words: `10-05 Mon: 42 (Reading 30, Fitness 12)`."""
        said = f"{self.labels[place]}{_(': ')}{_number(self.totals[place])}"
        if self.line is not None:
            named = [_named(self.series[0], place), _named(self.line, place)]
            return f"{self.labels[place]}{_(': ')}{_(', ').join(named)}"
        parts = [_named(each, place) for each in self.series if each.values[place]]
        return (
            _("{all} ({parts})").format(all=said, parts=_(", ").join(parts))
            if len(self.series) > 1 and parts
            else said
        )

    def _with_label(self, place: int) -> str:
        return _("{all} ({parts})").format(all=_number(self.totals[place]), parts=self.labels[place])

    def described(self) -> str:
        """The chart in a sentence: how many values, the highest and the lowest, their sum."""
        if self.is_empty:
            return _("{title}. Nothing was counted.").format(title=self.title)
        totals = self.totals
        known = [
            place
            for place in range(len(totals))
            if any(each.values[place] is not None for each in self.series)
        ]
        high, low = max(known, key=totals.__getitem__), min(known, key=totals.__getitem__)
        return _("{title}. {count} values from {first} to {last}; most {high}, least {low}; {sum} in all.").format(
            title=self.title, count=len(totals), first=self.labels[0], last=self.labels[-1],
            high=self._with_label(high), low=self._with_label(low),
            sum=_number(sum(totals)),
        )  # fmt: skip


def scale_top(highest: float) -> float:
    """The round number at the end of a scale of STEPS steps that holds the highest value."""
    if highest <= STEPS:
        return float(STEPS)
    step = highest / STEPS
    power = 10.0 ** math.floor(math.log10(step))
    rounded = next(part * power for part in (1.0, 2.0, 2.5, 5.0, 10.0) if part * power >= step)
    return float(STEPS * math.ceil(rounded))


def series(name: str, values: Sequence[Number]) -> Series:
    """A series of these values."""
    return Series(name, tuple(values))


def _named(one: Series, place: int) -> str:
    return f"{one.name} {_number(one.values[place])}"


def _number(value: Number) -> str:
    return NOTHING if value is None else f"{value:,.0f}"
