"""Figures of months before the program (历史数), given by hand: where they may be given, and where they stand in.

A month is before the program for a figure while its first day lies before anything of that kind was recorded. Splits are not
given by hand, and what is given for persons and rates is never added up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.reports import kept
from centre_app.reports.indicator import Indicator, Number, Value
from centre_app.reports.indicators import INDICATORS, by_code, figures
from centre_app.reports.listing import one
from centre_app.reports.periods import Period
from centre_app.reports.report_models import HistoryFigure
from centre_app.storage.action import action
from centre_app.storage.database import db

MOST = 100_000_000
# What of several months may be added up: events, and heads of which each counts in one month alone.
ADDITIVE = frozenset({
    "visits.total", "visits.zone_uses", "reading.visits", "services.enquiries", "cards.new",
    "stock.added", "stock.donated", "stock.withdrawn", "stock.lost", "stock.found",
    "loans.issued", "loans.renewed", "loans.inhouse", "loans.borrowers", "loans.things",
    "rooms.bookings", "rooms.people", "rooms.hours", "centre.open_days", "centre.open_hours", "centre.offpeak_hours",
    "donations.batches", "donations.items", "donations.volumes", "donations.value",
})  # fmt: skip
# When each kind of record began: before it, nothing could be counted.
_BEGAN = """
SELECT (SELECT min(arrived_at) FROM visit), (SELECT min(registered_at) FROM person WHERE card_number <> ''),
  (SELECT min(coalesce(accessioned_on, '')) FROM copy), (SELECT min(lent_at) FROM loan),
  (SELECT min(starts_at) FROM booking), (SELECT min(valid_from) FROM opening_hours),
  (SELECT min(received_on) FROM donation), (SELECT min(at) FROM enquiry)"""
_RECORDS = ("visits", "cards", "stock", "loans", "rooms", "centre", "donations", "services")
_OF_YEAR = "SELECT month, code, value FROM history_figure WHERE month BETWEEN ? AND ? ORDER BY month"
MonthAndCode = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a month in the grid: what was given by hand, and whether it may be (`open`)."""

    value: Number
    open: bool


def given() -> tuple[Indicator, ...]:
    """The figures that can be given by hand: those that are one number."""
    return tuple(indicator for indicator in INDICATORS if ".by_" not in indicator.code)


def year(number: int) -> dict[MonthAndCode, Cell]:
    """The grid of a year: every figure that can be given, in each of its months."""
    values = {
        (month, code): value
        for month, code, value in db.execute_sql(_OF_YEAR, (f"{number}-01", f"{number}-12"))
    }
    months = [Period("month", number, place) for place in range(1, 13)]
    began, closed = records_began(), {row.period for row in kept.closings()}
    found: dict[MonthAndCode, Cell] = {}
    for month in months:
        text, first, may = month.text, str(month.first), month.is_over and month.text not in closed
        for indicator in given():
            value = tidy(indicator, values.get((text, indicator.code)))
            found[text, indicator.code] = Cell(value, may and _before(indicator.code, began, first))
    return found


def years() -> list[int]:
    """The years in which something was given by hand."""
    rows = db.execute_sql("SELECT DISTINCT substr(month, 1, 4) FROM history_figure ORDER BY 1").fetchall()
    return [int(row[0]) for row in rows]


@action(N_("give figures of earlier months"))
def give(*, values: Mapping[MonthAndCode, Number]) -> int:
    """Give figures by hand, by month (2025-03) and code; None takes one away. Returns how many changed.

    Raises MonthIsCounted, MonthClosed, MonthNotOver and HistoryUnreadable; nothing is written then.
    """
    known = {(row.month, row.code): row for row in HistoryFigure.select()}
    changed = {
        key: value for key, value in values.items() if value != (known[key].value if key in known else None)
    }
    _check(changed)
    for key, value in changed.items():
        row = known.get(key)
        if row is None:
            HistoryFigure.insert(month=key[0], code=key[1], value=value).execute()
        elif value is None:
            row.delete_instance()
        else:
            HistoryFigure.update(value=value).where(HistoryFigure.id == row.id).execute()
    return len(changed)


def read_number(indicator: Indicator, month: str, text: str) -> Number:
    """A number as people type it for a figure; None for nothing. Raises HistoryUnreadable."""
    plain = text.strip().replace(",", "").replace("，", "").removesuffix("%")
    if plain in ("", "—", "-"):
        return None
    try:
        value = float(plain)
    except ValueError:
        value = -1.0
    if not 0 <= value <= MOST or (indicator.shape == "count" and value != int(value)):
        raise errors.HistoryUnreadable(figure=_(indicator.name), month=month, text=text.strip())
    return tidy(indicator, value)


def tidy(indicator: Indicator, value: Number) -> Number:
    """A number as the figure has it: whole where it counts."""
    return int(value) if value is not None and indicator.shape == "count" else value


def records_began() -> dict[str, str | None]:
    """The first moment of each kind of record, by the first part of the codes that count it."""
    began = dict(zip(_RECORDS, one(_BEGAN, {}), strict=True))
    return began | {"reading": began["visits"]}


def was_recorded(code: str, began: Mapping[str, str | None], span: Period) -> bool:
    """Whether anything of what a figure counts was recorded by the end of a span."""
    first = began[code.split(".", maxsplit=1)[0]]
    return first is not None and first[:10] <= str(span.last)


def put_into(values: dict[str, Value], period: Period, *, began: Mapping[str, str | None]) -> frozenset[str]:
    """Put what was given by hand among the figures of a period that is not closed; returns which those are.

    In a month it stands in the place of the figure. To a quarter, a year or the year to date it is added, where the figure can
    be added; what was counted in its month makes room for it.
    """
    if period.kind not in ("month", "quarter", "year"):
        return frozenset()
    by_hand = given_between(Period.month_of(period.first).text, Period.month_of(period.last).text)
    if period.kind == "month" and not period.since_new_year:
        of_month = by_hand.get(period.text, {})
        values |= of_month
        return frozenset(of_month)
    counted: dict[str, dict[str, Value]] = {}
    summed = [
        (month, code, value)
        for month, of_month in by_hand.items()
        for code, value in of_month.items()
        if code in ADDITIVE
    ]
    for month, code, value in summed:
        span, part = Period.parse(month), 0.0
        if was_recorded(code, began, span):  # the month in which the program began
            part = _number(_counted(counted, span).get(code))
        values[code] = tidy(by_code(code), round(_number(values.get(code)) - part + value, 2))
    return frozenset(code for _month, code, _value in summed)


def given_between(first: str, last: str) -> dict[str, dict[str, int | float]]:
    """What was given by hand for the months from first to last (2025-03), by month and code."""
    known = {indicator.code: indicator for indicator in given()}
    rows: Iterable[tuple[str, str, float]] = db.execute_sql(_OF_YEAR, (first, last)).fetchall()
    found: dict[str, dict[str, int | float]] = {}
    for month, code, value in rows:
        if code in known:
            found.setdefault(month, {})[code] = tidy(known[code], value) or 0
    return found


def _counted(known: dict[str, dict[str, Value]], month: Period) -> dict[str, Value]:
    if month.text not in known:
        known[month.text] = figures(month)
    return known[month.text]


def _number(value: Value) -> float:
    return value if isinstance(value, int | float) else 0


def _check(values: Mapping[MonthAndCode, Number]) -> None:
    """Refuse what cannot be given by hand. A figure that was given can be taken away until its month is closed."""
    began, closed = records_began(), {row.period for row in kept.closings()}
    months = {
        month: Period.parse(month, only="month") for month in dict.fromkeys(month for month, _code in values)
    }
    for text, month in months.items():
        if text in closed:
            raise errors.MonthClosed(month=month.title)
        first, title, is_over = str(month.first), month.title, month.is_over
        for code, value in ((code, value) for (each, code), value in values.items() if each == text):
            indicator = by_code(code)
            if value is None:
                continue
            if not is_over:
                raise errors.MonthNotOver(month=title, last=month.last)
            if not _before(code, began, first):
                raise errors.MonthIsCounted(figure=_(indicator.name), month=title)
            read_number(indicator, title, str(value))


def _before(code: str, began: Mapping[str, str | None], first_day: str) -> bool:
    """Whether a month began before the records of a figure did; those of unknown day say nothing."""
    first = began[code.split(".", maxsplit=1)[0]]
    return not first or first_day < first[:10]
