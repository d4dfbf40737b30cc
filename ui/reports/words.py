"""Figures and rows of a report as the page writes them."""

from dataclasses import dataclass
from datetime import date, time

from centre_app import clock
from centre_app.i18n import N_, _
from centre_app.reports.compare import Comparison, Line
from centre_app.reports.indicator import NOTHING, Number
from centre_app.reports.listing import Cell, Column, time_text


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
