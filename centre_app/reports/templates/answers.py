"""What the expressions of a form come to in one month: all figures are read once, however many cells ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from centre_app import clock, errors
from centre_app.access import clerks
from centre_app.centre import settings
from centre_app.i18n import _
from centre_app.reports import summary_text
from centre_app.reports.compare import Comparison, Line
from centre_app.reports.indicator import NOTHING, Number
from centre_app.reports.indicators import by_code
from centre_app.reports.listing import Cell
from centre_app.reports.periods import Period
from centre_app.reports.templates.expressions import Expression, Figure, Manual, Said, TableColumn
from centre_app.reports.templates.parts import parts_of
from centre_app.reports.templates.sheet_part import Value
from centre_app.reports.templates.tables import TABLES


@dataclass
class Answers:
    """The values of one period. `by_hand` is what people gave under each label."""

    period: Period
    figures: Comparison
    by_hand: Mapping[str, Value] = field(default_factory=dict)
    _lines: dict[tuple[str, str], Line] = field(default_factory=dict)
    _tables: dict[str, tuple[tuple[str, ...], list[tuple[Cell, ...]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for line in (*self.figures.lines(), *self.figures.parts()):
            self._lines[line.indicator.code, line.part] = line

    def value(self, expression: Expression, *, where: str, percent: bool = False) -> Value:
        """The value for a cell; one that writes 0.25 as 25 % (`percent`) gets a share. Raises BindingUnreadable."""
        match expression:
            case Figure():
                return self._figure(expression, where, percent)
            case Manual():
                return self.by_hand.get(expression.asked, "")
            case Said():
                return self._said(expression)
        raise errors.BindingUnreadable(text=expression.text, where=where)

    def words(self, expression: Expression, *, where: str) -> str:
        """The value as words in a text."""
        value = self.value(expression, where=where)
        if isinstance(expression, Figure) and not isinstance(value, str):
            return by_code(expression.code).shown(value)
        return str(value)

    def column(self, expression: TableColumn, *, where: str) -> list[Value]:
        """The values of a table's column, one a row. Raises BindingUnreadable where this month's table has no such column."""
        if expression.table not in self._tables:
            listing = TABLES[expression.table].read(self.period)
            keys = tuple(column.key for column in listing.columns)
            self._tables[expression.table] = keys, list(listing.rows)
        keys, rows = self._tables[expression.table]
        if expression.column not in keys:
            raise errors.BindingUnreadable(text=expression.text, where=where)
        place = keys.index(expression.column)
        return [_plain(row[place]) for row in rows]

    def _figure(self, figure: Figure, where: str, percent: bool) -> Value:
        line = self._lines.get((figure.code, figure.part))
        indicator = by_code(figure.code)
        if line is None:
            if figure.part not in parts_of(figure.code):
                raise errors.BindingUnreadable(text=figure.text, where=where)
            return 0
        number: Number = getattr(line, figure.span)
        if number is None:
            return NOTHING
        if figure.span in ("change", "since_last"):
            points = indicator.shape == "percent"
            if percent and not points:
                return float(number)
            return _("{points} points").format(points=f"{number:+.1f}") if points else f"{number:+.1%}"
        return round(number / 100, 6) if percent and indicator.shape == "percent" else number

    def _said(self, said: Said) -> str:
        match said.word:
            case "period":
                return self.period.title
            case "centre":
                return str(settings.get("centre_name"))
            case "as_of":
                moment = f"{clock.now():%Y-%m-%d %H:%M}"
                words = _("as of {moment}") if self.period.is_over else _("as of {moment} · not closed")
                return words.format(moment=moment)
            case "today":
                return f"{clock.today():%Y-%m-%d}"
            case "clerk":
                clerk = clerks.on_duty()
                return clerk.name if clerk else ""
            case "summary":
                return summary_text.paragraph(self.figures)


def _plain(cell: Cell) -> Value:
    """A cell of a table as a form can hold it: days and times as they are written."""
    if cell is None or isinstance(cell, (str, float)):
        return cell
    return (
        int(cell)
        if isinstance(cell, (bool, int))
        else f"{cell:%Y-%m-%d}"
        if hasattr(cell, "year")
        else f"{cell:%H:%M}"
    )
