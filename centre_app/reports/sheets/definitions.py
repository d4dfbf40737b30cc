"""The definitions (口径说明): what each figure counts, and that visits and room use must not be added together."""

from centre_app.i18n import N_, _
from centre_app.reports.indicators import INDICATORS
from centre_app.reports.listing import Column
from centre_app.reports.report import Report
from centre_app.reports.styles import letters_of, wrapped_height
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Definitions"), False, True
_WIDTH = 60
_COLUMNS = (
    Column("code", N_("Code")),
    Column("name", N_("Figure")),
    Column("unit", N_("Unit")),
    Column("definition", N_("Definition")),
)


def write(sheet: Sheet, report: Report) -> None:
    """List the indicators with their definitions."""
    widths = [
        max(len(each.code) for each in INDICATORS) + 2, max(letters_of(_(each.name)) for each in INDICATORS),
        max(letters_of(_(each.unit)) for each in INDICATORS), _WIDTH,
    ]  # fmt: skip
    sheet.widths(widths)
    sheet.freeze_below(4 + bool(report.left_out))
    sheet.heading(
        sheet.title,
        _("Visits, room use and loans overlap: they must not be added together."),
        _(
            "Year to date is counted anew over the whole span, never added up from months. “—”: nothing could be counted."
        ),
    )
    if report.left_out:
        note = left_out_note(report)
        sheet.write(
            [note], kinds=["line"], height=wrapped_height(note, width=sum(widths)), across=len(widths)
        )
    rows = [[each.code, _(each.name), _(each.unit), _(each.definition)] for each in INDICATORS]
    sheet.table(
        _COLUMNS, rows, kinds=[["text", "text", "text", "wrapped"]] * len(rows),
        heights=[wrapped_height(row[3], width=_WIDTH) for row in rows],
    )  # fmt: skip


def left_out_note(report: Report) -> str:
    """Which sheets are not in the report, because they would be empty."""
    return _("Left out, because nothing was recorded: {sheets}").format(sheets=_(", ").join(report.left_out))
