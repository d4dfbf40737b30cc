"""The visits of a period, one row each, with what makes them count: heads, first visit of the person, reading."""

from collections.abc import Iterator
from typing import Any

from centre_app.i18n import N_
from centre_app.people import grid
from centre_app.people.bands import BAND_LABELS, CATEGORY_LABELS, SEX_LABELS
from centre_app.reports.apart_labels import APART_LABELS
from centre_app.reports.counts.grid import UNIT, top_names
from centre_app.reports.counts.visits import (
    BORROWING,
    IS_READING,
    MINUTES,
    NAMING,
    RETURNS,
    STAY,
    VISITOR,
)
from centre_app.reports.fragments import age, band, span
from centre_app.reports.listing import (
    AS_WRITTEN,
    ID,
    PERSONAL,
    UNKNOWN,
    Column,
    Listing,
    Row,
    day_of,
    each,
    moment_of,
)
from centre_app.reports.periods import Period

_VISITS = f"""
WITH borrowing AS MATERIALIZED ({BORROWING})
SELECT arrived_at, zone, head_count, {{band}}, sex, category, first, reading, left_at, left_assumed,
  head_count * (1 + (SELECT count(*) FROM visit_stay s WHERE s.visit_id = walked.id)) AS zones, recorded_late,
  returns, naming, minutes, stay, unit, who, purpose, id, personal FROM (
  SELECT v.id, v.person_id IS NOT NULL AS personal, v.arrived_at, r.name AS zone, v.head_count, coalesce(p.sex, v.sex) AS sex, coalesce(p.category, v.category) AS category,
    coalesce({age("v.arrived_at")}, v.age_from) AS years, v.left_at, v.left_assumed, v.recorded_late, coalesce(p.name, v.group_name) AS who, v.purpose,
    {UNIT} AS unit,
    {VISITOR} IS NOT NULL AND row_number() OVER (PARTITION BY {VISITOR} ORDER BY v.arrived_at, v.id) = 1 AS first,
    coalesce({IS_READING}, 0) AS reading, {RETURNS} AS returns, {NAMING} AS naming, {MINUTES} AS minutes, {STAY} AS stay
  FROM visit v JOIN room r ON r.id = v.room_id LEFT JOIN person p ON p.id = v.person_id
  WHERE v.arrived_at >= :since AND v.arrived_at < :until) walked
WHERE reading OR NOT :only_reading ORDER BY arrived_at, id"""  # noqa: S608
COLUMNS = (
    Column("day", N_("Date"), "date"),
    Column("time", N_("Arrival"), "time"),
    Column("hour", N_("Hour"), "count"),
    Column("room", N_("Zone"), width=18),
    Column("heads", N_("Heads"), "count"),
    Column("band", N_("Age band"), width=14, words=BAND_LABELS),
    Column("sex", N_("Sex"), width=10, words=SEX_LABELS),
    Column("category", N_("Category"), width=14, words=CATEGORY_LABELS),
    Column("first", N_("First this period"), "flag"),
    Column("reading", N_("Reading"), "flag"),
    Column("left", N_("Left"), "moment"),
    Column("assumed", N_("Assumed"), "flag"),
    Column("zones", N_("Zone uses"), "count"),
    Column("late", N_("Entered later"), "flag"),
    Column("returns", N_("First or again"), width=12, words=APART_LABELS["returns"]),
    Column("naming", N_("Recorded as"), width=12, words=APART_LABELS["naming"]),
    Column("minutes", N_("Minutes"), "count"),
    Column("stay", N_("Length of stay"), width=16, words=APART_LABELS["stay"]),
    Column("grid", N_("Unit of the first level"), width=16, words=AS_WRITTEN),
)
NAMED = (Column("who", N_("Name or group"), width=20), Column("purpose", N_("Purpose"), width=24))


def visits(period: Period, *, names: bool = False, only_reading: bool = False) -> Listing:
    """The visits begun in the period in their order; with `names` also who and what for, which clerks typed freely."""
    rows = each(_VISITS.format(band=band("years")), span(period) | {"only_reading": only_reading})
    columns = (*COLUMNS, *NAMED) if names else COLUMNS
    return Listing(columns, _rows(rows, names=names), (ID, PERSONAL), "visit")


def reading(period: Period) -> Listing:
    """The visits that count as reading room visits."""
    return visits(period, only_reading=True)


def _rows(found: Iterator[tuple[Any, ...]], *, names: bool) -> Iterator[Row]:
    tops = top_names(grid.units(with_removed=True))
    for arrived, zone, heads, band_code, sex, category, first, is_reading, left, *rest in found:
        moment = moment_of(arrived)
        assert moment is not None
        *more, unit, who, purpose, row_id, personal = rest
        named = (who, purpose) if names else ()
        yield (
            day_of(arrived), moment.time(), moment.hour, zone, heads, band_code, sex, category, first, is_reading,
            moment_of(left), *more, tops.get(unit, UNKNOWN), *named, row_id, personal,
        )  # fmt: skip
