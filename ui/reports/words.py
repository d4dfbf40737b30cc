"""Figures and rows of a report as the page writes them."""

from dataclasses import dataclass
from datetime import date, datetime, time

from centre_app.i18n import _
from centre_app.reports import kinds
from centre_app.reports.compare import Line
from centre_app.reports.indicator import NOTHING, Number
from centre_app.reports.listing import Cell, Column
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
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if column.kind == "flag":
        return "✓" if value else ""
    if isinstance(value, float):
        return f"{value:,.2f}" if column.kind == "money" else f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
