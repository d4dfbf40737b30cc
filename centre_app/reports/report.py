"""What the sheets of one report share: the period, its figures, whether names are shown, where tables stand, what is checked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from centre_app.i18n import _
from centre_app.reports import kinds, selfcheck
from centre_app.reports.compare import Comparison
from centre_app.reports.indicator import Number
from centre_app.reports.indicators import by_code
from centre_app.reports.kept import Correction, Gathered
from centre_app.reports.listing import Listing
from centre_app.reports.periods import Period
from centre_app.reports.selfcheck import Misfit
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
    kept: Gathered | None = None
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
    def corrections(self) -> list[Correction]:
        """What is shown as corrected in the report."""
        return self.kept.corrections if self.kept else []

    @property
    def remarks(self) -> list[str]:
        """What stands below the title of the summary: that the month is closed, corrected since, or has figures given by hand."""
        found = []
        if self.figures.closed is not None:
            moment = f"{self.figures.closed.at:%Y-%m-%d %H:%M}"
            found.append(_("closed on {moment}: the figures are those of then").format(moment=moment))
        own = {each.code for each in self.corrections if each.month == self.period.text}
        if own:
            words = _(
                "CORRECTED: {count} figures were changed by later entries, see the sheet “{sheet}”; the other sheets show the records as they are now"
            )
            found.append(words.format(count=len(own), sheet=_("Corrections")))
        elif self.corrections:
            found.append(
                _("with corrections of earlier months, see the sheet “{sheet}”").format(
                    sheet=_("Corrections")
                )
            )
        if any(self.figures.by_hand.values()):
            found.append(_("* earlier figures, given by hand, or with such in them"))
        return found

    def problems(self) -> list[Misfit]:
        """What the self-check found, with the figures that the rows of the sheets written so far do not add up to."""
        sheets = [
            Misfit(check.code, "sheet", check.figure, check.formula.value)
            for check in self.checks
            if not selfcheck.agree(check.figure, check.formula.value)
        ]
        return [*(self.kept.problems if self.kept else ()), *sheets]

    @property
    def line(self) -> str:
        """The quiet line below the title of every sheet."""
        return f"{self.centre}  {self.period.title}  {self.as_of}".strip()

    def prove(self, code: str, formula: Formula, *, part: str = "") -> None:
        """Have the check sheet set the figure (or the part of a split) beside a formula over the rows.

        It is the figure as the rows are now: of a closed month, what was closed with its corrections.
        """
        if self.figures.closed is not None and code not in self.figures.now:
            return  # the month was closed before there was such a figure: the summary says “—”
        indicator, value = by_code(code), (self.kept.counted if self.kept else self.figures.now)[code]
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
        return sheet.table(listing.columns, _one_by_one(rows), tally=tally, standing=standing)


def _one_by_one(rows: list[Any]) -> Iterator[Any]:
    """The rows, each given up when it was taken: to give up a hundred thousand at once holds the window up for 100 ms."""
    rows.reverse()
    while rows:
        yield rows.pop()
