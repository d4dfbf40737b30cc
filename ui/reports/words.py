"""Figures and rows of a report as the page writes them."""

from dataclasses import dataclass
from datetime import date, time

from centre_app import clock
from centre_app.i18n import N_, _
from centre_app.reports import kinds
from centre_app.reports.compare import Comparison, Line
from centre_app.reports.indicator import NOTHING, Number
from centre_app.reports.listing import Cell, Column, time_text
from centre_app.reports.periods import Kind


@dataclass(frozen=True, slots=True)
class LineRow:
    """A figure, or a part of a split, as a row of the list."""

    id: str
    line: Line

    @property
    def name(self) -> str:
        """The figure's name, with the part where it is one."""
        whole = _(self.line.indicator.name)
        return f"{whole} · {self.line.name}" if self.line.part else whole


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One of the rows behind a figure: its cells as they are, for sorting, and as they are written."""

    id: int
    cells: tuple[Cell, ...]
    texts: tuple[str, ...]


def number(line: Line, span: str) -> str:
    """A figure in one of its spans; what was given by hand, in whole or in part, has a star."""
    return line.indicator.shown(getattr(line, span)) + line.star(span)


def as_of(found: Comparison) -> str:
    """Up to when the figures know: when the month was closed, or when they were counted."""
    if found.closed is not None:
        return _("closed {moment}").format(moment=f"{found.closed.at:%Y-%m-%d}")
    words = N_("counted {moment}") if found.period.is_over else N_("as of {moment} · not closed")
    return _(words).format(moment=f"{clock.now():%m-%d %H:%M}")


def change(line: Line, difference: Number) -> str:
    """A change with its sign: percent, or points for a percentage; — where nothing can be compared."""
    if difference is None:
        return NOTHING
    if line.indicator.shape == "percent":
        return _("{points} points").format(points=f"{difference:+.1f}")
    return f"{difference:+.1%}" if abs(difference) < 0.1 else f"{difference:+.0%}"


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison of a figure: with an arrow, and in words."""

    arrow: str
    words: str


def comparisons(line: Line, kind: Kind) -> list[Compared]:
    """A figure against the period before and the same a year earlier; for a year these are one."""
    before = _(kinds.WORDS[kind].previous)
    found = [_compared(line, line.since_last, before)]
    return found if kind == "year" else [*found, _compared(line, line.change, _("A year before"))]


def _compared(line: Line, difference: Number, before: str) -> Compared:
    if difference is None:
        return Compared(
            _against(before, NOTHING), _("nothing to compare with: {before}").format(before=before)
        )
    amount = change(line, abs(difference)).removeprefix("+")
    if difference == 0:
        return Compared(_against(before, "＝"), _("as before: {before}").format(before=before))
    arrow = "▲" if difference > 0 else "▼"
    words = _("up {amount} against: {before}") if difference > 0 else _("down {amount} against: {before}")
    return Compared(_against(before, f"{arrow} {amount}"), words.format(amount=amount, before=before))


def _against(before: str, change: str) -> str:
    return _("{before} {change}").format(before=before, change=change)


def cell(value: Cell, column: Column) -> str:
    """A cell of the rows behind a figure as text."""
    if value is None:
        return ""
    if isinstance(value, date | time):
        return time_text(value)
    if column.kind == "flag":
        return "✓" if value else ""
    if isinstance(value, float):
        return f"{value:,.2f}" if column.kind == "money" else f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
