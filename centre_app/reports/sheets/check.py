"""The check: each figure beside a formula that counts it again from the rows of the other sheets. Written after them.

Only this sheet has formulas: previews on a phone show formulas blank, figures must not be.
"""

from centre_app.i18n import N_, _
from centre_app.reports import selfcheck
from centre_app.reports.indicators import INDICATORS
from centre_app.reports.listing import Column
from centre_app.reports.report import Check, Report
from centre_app.reports.selfcheck import TOLERANCE, agree
from centre_app.reports.styles import letters_of
from centre_app.reports.workbook import Formula, Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Check"), False, True
_HEAD = 4
_MOST = 5  # what does not fit, in one line
_COLUMNS = (
    Column("name", N_("Figure")),
    Column("part", N_("Part of it")),
    Column("unit", N_("Unit")),
    Column("figure", N_("In the report"), "number"),
    Column("formula", N_("Counted again"), "number"),
    Column("result", N_("Result"), "text"),
)


def write(sheet: Sheet, report: Report) -> None:
    """Write the checks and, above them, whether all of them agree."""
    order = [each.code for each in INDICATORS]
    checks = sorted(report.checks, key=lambda check: order.index(check.code))
    good, bad = _("agrees"), _("does not agree")
    first, last = _HEAD + 1, _HEAD + len(checks)
    sheet.widths([
        max(letters_of(check.name) for check in checks), max(12, *(letters_of(check.part) for check in checks)), 12, 13, 13, 14,
    ])  # fmt: skip
    sheet.freeze_below(_HEAD)
    note = _("Formulas over the rows of the other sheets, beside the figures of the report.")
    sheet.heading(sheet.title, report.line)
    differ = f'COUNTIF($F${first}:$F${last},"{bad}")'
    all_good, some_bad = _sentences(report)
    formula = Formula(f'IF({differ}=0,"{all_good}","{some_bad} "&{differ})', verdict(report))
    told = f"{_self_check(report)}  {note}"
    sheet.write([formula, None, None, told], kinds=["group", "quiet", "quiet", "quiet"])
    rows = [
        [
            check.name, check.part, check.unit, check.figure, check.formula,
            Formula(f'IF(ABS(D{row}-E{row})<={TOLERANCE},"{good}","{bad}")', good if _agrees(check) else bad),
        ]
        for row, check in enumerate(checks, start=first)
    ]  # fmt: skip
    kinds = [["text", "text", "text", _kind(check), _kind(check), "middle"] for check in checks]
    sheet.table(_COLUMNS, rows, kinds=kinds)
    sheet.mark_where(f"F{first}:F{last}", f'$F{first}="{bad}"')


def _self_check(report: Report) -> str:
    """What the check found before the export: splits that add up, the stock carried forward, rows that are there."""
    problems = report.problems()
    told = ": ".join(
        [selfcheck.verdict(problems), "; ".join(problem.sentence() for problem in problems[:_MOST])]
    )
    return _("Check before the export: {verdict}").format(verdict=told.removesuffix(": "))


def verdict(report: Report) -> str:
    """Whether all figures agree with the rows, or how many do not."""
    wrong = sum(not _agrees(check) for check in report.checks)
    all_good, some_bad = _sentences(report)
    return f"{some_bad} {wrong}" if wrong else all_good


def _sentences(report: Report) -> tuple[str, str]:
    return _("All {count} figures agree.").format(count=len(report.checks)), _("Figures that do not agree:")


def _agrees(check: Check) -> bool:
    return agree(check.figure, check.formula.value)


def _kind(check: Check) -> str:
    return "count" if isinstance(check.figure, int) else "money"
