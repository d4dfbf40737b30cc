"""The cover: centre, period, the main figures beside earlier ones, whether all agrees, who signs, and what follows."""

from centre_app.i18n import N_, _
from centre_app.reports import kinds
from centre_app.reports.compare import Line
from centre_app.reports.listing import Cell, Column
from centre_app.reports.report import Report
from centre_app.reports.sheets.check import verdict
from centre_app.reports.sheets.definitions import left_out_note
from centre_app.reports.sheets.spans import change_kind, mark_changes, or_nothing
from centre_app.reports.styles import letters_of, wrapped_height
from centre_app.reports.workbook import Link, Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Cover"), False, True
MAIN = (
    "visits.total", "visits.people", "reading.visits", "services.enquiries", "loans.issued", "loans.borrowers",
    "loans.overdue", "rooms.bookings", "rooms.people", "rooms.utilisation", "cards.new", "stock.volumes", "stock.added",
    "donations.items", "centre.open_days",
)  # fmt: skip
_LINKS_A_ROW = 3
_ROW_POINTS = 21
_WIDTH = 92  # letters across


def write(sheet: Sheet, report: Report) -> None:
    """Write one page of A4 that can be signed."""
    lines = [line for line in report.figures.lines() if line.indicator.code in MAIN]
    columns = _columns(report)
    names = max(letters_of(line.name) for line in lines) + 2
    across = len(columns)
    units = max(letters_of(_(line.indicator.unit)) for line in lines) + 2
    sheet.widths([names, units, *[11] * (across - 2)])
    sheet.one_page()
    _head(sheet, report, across)
    kinds_of = [_kinds(line, across) for line in lines]
    table = sheet.table(
        columns, [_cells(line, report) for line in lines], kinds=kinds_of, heights=[_ROW_POINTS] * len(lines)
    )
    changes = [column.key for column in columns if column.key.startswith("since")]
    mark_changes(sheet, table, *changes)
    _foot(sheet, report, across)


def _head(sheet: Sheet, report: Report, across: int) -> None:
    sheet.write([None], kinds=["line"], height=30)
    sheet.write([report.centre or None], kinds=["centre"], height=28, across=across)
    sheet.write([kinds.title(report.period)], kinds=["cover"], height=44, across=across)
    for note in (report.as_of, *report.remarks):
        height = wrapped_height(note, width=_WIDTH)
        sheet.write([note], kinds=["under_cover"], height=max(20, height), across=across)
    sheet.write([None], kinds=["line"], height=24)


def _foot(sheet: Sheet, report: Report, across: int) -> None:
    notes = [
        verdict(report),
        _("Names of residents are in this report.") if report.names else _("No names are in this report."),
    ]
    if report.left_out:
        notes.append(left_out_note(report))
    sheet.write([None], kinds=["line"], height=12)
    for note in notes:
        sheet.write([note], kinds=["line"], height=wrapped_height(note, width=_WIDTH), across=across)
    sheet.write([None], kinds=["line"], height=26)
    signed = _("Filled in by: ____________    In charge: ____________    Date: ____________    (seal)")
    sheet.write([signed], kinds=["line"], height=28, across=across)
    sheet.write([None], kinds=["line"], height=26)
    sheet.write([_("Sheets")], kinds=["quiet"])
    for start in range(0, len(report.written), _LINKS_A_ROW):
        row: list[Cell | Link] = []
        for title in report.written[start : start + _LINKS_A_ROW]:
            row += [Link(title, title), None]
        sheet.write(row, kinds=["way"] * len(row))


def _columns(report: Report) -> tuple[Column, ...]:
    words = kinds.WORDS[report.period.kind]
    before = (
        Column("previous", words.previous, "count"),
        Column("since_last", N_("On last period"), "count"),
    )
    first = (Column("name", N_("Figure")), Column("unit", N_("Unit")), Column("now", words.now, "count"))
    if report.period.kind == "year":
        return (*first, *before)
    return (
        *first,
        *before,
        Column("year_before", N_("A year before"), "count"),
        Column("since_year", N_("Year on year"), "count"),
    )


def _cells(line: Line, report: Report) -> list[Cell | Link]:
    where = report.where.get(line.indicator.code)
    values = (line.now, line.previous, line.since_last, line.year_before, line.change)
    shown = values[: 3 if report.period.kind == "year" else 5]
    return [Link(line.name, where) if where else line.name, _(line.indicator.unit), *map(or_nothing, shown)]


def _kinds(line: Line, across: int) -> list[str]:
    shape, change = line.indicator.shape, change_kind(line)
    now, previous, year_before = (shape + line.star(span) for span in ("now", "previous", "year_before"))
    since_last, since_year = (change + line.star("now", span) for span in ("previous", "year_before"))
    return ["link", "text", now, previous, since_last, year_before, since_year][:across]
