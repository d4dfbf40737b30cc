"""What the sheets of one report share: the period, its figures, whether names are shown, where tables stand, what is checked."""

from dataclasses import dataclass, field
from datetime import datetime

from centre_app.i18n import _
from centre_app.reports import kinds
from centre_app.reports.compare import Comparison
from centre_app.reports.indicator import Number
from centre_app.reports.indicators import by_code
from centre_app.reports.listing import Listing
from centre_app.reports.periods import Period
from centre_app.reports.styles import widths
from centre_app.reports.workbook import Formula, Placed, Sheet


@dataclass(frozen=True, slots=True)
class Check:
    """A figure of the report beside the formula that counts it again from the rows; `part` is a label, or ""."""

    code: str
    name: str
    part: str
    unit: str
    figure: Number
    formula: Formula


@dataclass
class Report:
    """One report being written. Sheets leave here where their tables stand and which figures their rows prove.

    `where` says for a figure's code on which sheet its rows are; `written` and `left_out` are titles of sheets.
    """

    period: Period
    centre: str
    made_at: datetime
    figures: Comparison
    names: bool = False
    tables: dict[str, Placed] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    where: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What it is called: `Qingnian Road – Monthly report, October 2026`."""
        name = kinds.title(self.period)
        return _("{centre} – {report}").format(centre=self.centre, report=name) if self.centre else name

    @property
    def as_of(self) -> str:
        """Up to when the figures know, and that the period is not over where it is not."""
        moment = f"{self.made_at:%m-%d %H:%M}"
        if self.period.is_over:
            return _("{first} to {last} · exported {moment}").format(
                first=self.period.first, last=self.period.last, moment=f"{self.made_at:%Y-%m-%d %H:%M}"
            )
        return _("as of {moment} · not closed").format(moment=moment)

    @property
    def line(self) -> str:
        """The quiet line below the title of every sheet."""
        return f"{self.centre}  {self.period.title}  {self.as_of}".strip()

    def prove(self, code: str, formula: Formula, *, part: str = "") -> None:
        """Have the check sheet set the figure (or the part of a split) beside a formula over the rows."""
        indicator, value = by_code(code), self.figures.now[code]
        figure = value.get(part, 0) if isinstance(value, dict) else value
        if figure is not None:
            label = indicator.part_label(part) if part else ""
            self.checks.append(Check(code, _(indicator.name), label, _(indicator.unit), figure, formula))

    def prove_sums(self, table: Placed, **columns: str) -> None:
        """Prove several figures, each the sum of a tallied column: `visits__total="heads"`."""
        for code, column in columns.items():
            self.prove(code.replace("__", "."), table.sum_of(column))

    def list_rows(
        self, sheet: Sheet, listing: Listing, *, note: str = "",
        tally: tuple[tuple[str, str | None], ...] = (), standing: bool = False,
    ) -> Placed:  # fmt: skip
        """Fill a sheet with a title, what it is for, and the listing as its one native table; `standing` as in `table`."""
        rows = list(listing.rows)
        sheet.widths(widths(listing.columns, [_(column.title) for column in listing.columns], rows))
        notes = [self.line, *([note] if note else [])]
        sheet.freeze_below(2 + len(notes))
        sheet.heading(sheet.title, *notes)
        return sheet.table(listing.columns, rows, tally=tally, standing=standing)
