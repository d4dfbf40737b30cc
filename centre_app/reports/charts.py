"""What the charts of the reports page show: read for a period, or taken from figures that were counted already."""

from collections.abc import Mapping

from centre_app.i18n import _
from centre_app.reports import trend
from centre_app.reports.behind import visit_tables
from centre_app.reports.chart import Chart, Series, series
from centre_app.reports.fragments import UNKNOWN
from centre_app.reports.indicator import Value
from centre_app.reports.indicators import by_code
from centre_app.reports.periods import Period
from centre_app.reports.sheets.charts import LONGEST_BY_DAY
from centre_app.storage.database import snapshot


def read(period: Period, figures: Mapping[str, Value]) -> list[Chart]:
    """The charts of a period: visits by zone over time, by hour of the day, loans by class, and the twelve months up to it.

    `figures` are those of the period; what they hold is not counted again. A day has its hours by zone, and so no chart more.
    """
    with snapshot():
        months = trend.months(period)
        hours = [] if period.kind == "day" else [_by_hour(figures)]
        return [_by_zone(period, months), *hours, _by_class(figures), _trend(months)]


def _by_zone(period: Period, months: list[trend.MonthFigures]) -> Chart:
    if period.kind == "day":
        return _of_table(period, "hour", _("Visits per hour by zone"))
    if (period.last - period.first).days < LONGEST_BY_DAY:
        return _of_table(period, "day", _("Visits per day by zone"))
    parts = tuple(series(zone, [month.in_zone(zone) for month in months]) for zone in trend.zones_of(months))
    return Chart(_("Visits per month by zone"), "stacked", _labels(months), parts)


def _of_table(period: Period, by: visit_tables.By, title: str) -> Chart:
    listing = visit_tables.table(period, by=by, splits=("room",))
    rows = list(listing.rows)
    places = [place for place, column in enumerate(listing.columns) if column.key.startswith("room:")]
    parts = tuple(_column(listing.columns[place].title, [row[place] for row in rows]) for place in places)
    labels = tuple(f"{row[0]:%m-%d} {row[1]}" if by == "day" else f"{row[0]:02}" for row in rows)
    marks = tuple(f"{row[0]:%m-%d}" for row in rows) if by == "day" else ()
    return Chart(title, "stacked", labels, parts, marks=marks)


def _column(name: str, values: list[object]) -> Series:
    return series(name, [value if isinstance(value, int) else None for value in values])


def _by_hour(figures: Mapping[str, Value]) -> Chart:
    counted = _split(figures, "visits.by_hour")
    known = [int(hour) for hour in counted if hour != UNKNOWN]
    hours = range(min(known), max(known) + 1) if known else range(0)
    values = [counted.get(f"{hour:02}", 0) for hour in hours]
    labels = tuple(f"{hour:02}" for hour in hours)
    return Chart(_("Visits by hour of arrival"), "columns", labels, (series(_("Visits in all"), values),))


def _by_class(figures: Mapping[str, Value]) -> Chart:
    counted = {key: number for key, number in _split(figures, "loans.by_class").items() if number}
    labels = tuple(by_code("loans.by_class").part_label(key) for key in counted)
    return Chart(
        _("Volumes lent by class"), "bars", labels, (series(_("Volumes lent"), list(counted.values())),)
    )


def _trend(months: list[trend.MonthFigures]) -> Chart:
    visits, lent = [month.visits for month in months], [month.lent for month in months]
    title = _("Visits and volumes lent, month by month")
    return Chart(
        title,
        "columns",
        _labels(months),
        (series(_("Visits in all"), visits),),
        series(_("Volumes lent"), lent),
    )


def _labels(months: list[trend.MonthFigures]) -> tuple[str, ...]:
    return tuple(month.name for month in months)


def _split(figures: Mapping[str, Value], code: str) -> dict[str, int]:
    found = figures[code]
    return found if isinstance(found, dict) else {}
