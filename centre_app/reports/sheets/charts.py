"""The charts, drawn from the cells of other sheets: visits by zone, loans by class, rooms by hour, the trend of the months."""

from centre_app.i18n import N_, _
from centre_app.reports.report import Report
from centre_app.reports.sheets import by_day, room_heat, trend, visit_hours
from centre_app.reports.workbook import CellChart, Placed, Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Charts"), True, True
LONGEST_BY_DAY = 100  # days; more columns than that are no longer told apart
_PLACES = ("A4", "J4", "A22", "J22")


def write(sheet: Sheet, report: Report) -> None:
    """Place those charts for which there is something to draw."""
    sheet.widths([7] * 18)
    sheet.one_page()
    sheet.heading(sheet.title, report.line)
    found = (_visits(report), _loans(report), _rooms(report), _trend(report))
    for chart, place in zip(filter(None, found), _PLACES, strict=False):
        sheet.chart(chart, place)


def _visits(report: Report) -> CellChart | None:
    """Visits by first zone: per hour of a day, per day, per month of a long time."""
    if report.period.kind == "day":
        return _by_zone(report.tables.get(visit_hours.KEY), _("Visits per hour by zone"), "hour", "room:")
    if (report.period.last - report.period.first).days >= LONGEST_BY_DAY:
        return _by_zone(report.tables.get(trend.KEY), _("Visits per month by zone"), "month", "zone:")
    return _by_zone(
        report.tables.get(by_day.KEY), _("Visits per day by zone"), "day", "zone:", date_format="d"
    )


def _by_zone(
    table: Placed | None, title: str, labels: str, zones: str, *, date_format: str = ""
) -> CellChart | None:
    keys = [key for key in table.keys if key.startswith(zones)] if table else []
    if table is None or table.is_empty or not keys:
        return None
    return CellChart(
        title,
        "stacked",
        table.cells(labels),
        tuple(table.cells(key) for key in keys),
        date_format=date_format,
    )


def _loans(report: Report) -> CellChart | None:
    table = report.tables.get("loans.by_class")
    if table is None or not report.figures.now["loans.issued"]:
        return None
    return CellChart(_("Volumes lent by class"), "bars", table.cells("part"), (table.cells("now"),))


def _rooms(report: Report) -> CellChart | None:
    table = report.tables.get(room_heat.KEY)
    if table is None or not report.figures.now["rooms.bookings"]:
        return None
    hours, shares = room_heat.hour_cells(table)
    return CellChart(_("Rooms in use by hour, percent of open time"), "columns", hours, (shares,))


def _trend(report: Report) -> CellChart | None:
    table = report.tables.get(trend.KEY)
    if table is None or table.is_empty:
        return None
    return CellChart(
        _("Visits and volumes lent, month by month"), "columns", table.cells("month"), (table.cells("visits"),),
        line=table.cells("lent"),
    )  # fmt: skip
