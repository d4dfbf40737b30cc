"""Visits crossed: a row for each day, hour or zone, a column for each part of the splits wanted. Nameless, and heads alone."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from centre_app.i18n import N_, _
from centre_app.people import bands
from centre_app.people.bands import BAND_LABELS, CATEGORY_LABELS
from centre_app.people.models import CATEGORIES, VISITOR_CATEGORIES
from centre_app.reports.apart_labels import APART_LABELS
from centre_app.reports.behind.opening import weekday
from centre_app.reports.counts.visits import (
    MINUTES,
    NAMING,
    NAMING_CODES,
    RETURN_CODES,
    RETURNS,
    STAY,
    STAY_CODES,
)
from centre_app.reports.fragments import UNKNOWN, age, band, person_of, span
from centre_app.reports.listing import Column, Listing, Row, each
from centre_app.reports.periods import Period

By = Literal["day", "hour", "room"]
Split = Literal["room", "sex", "band", "category", "returns", "naming", "ending", "stay"]
# Only what the splits of one table want is worked out: a column nobody sums costs nothing.
_FACTS = f"""
SELECT {{by}} AS by, sum(heads){{sums}} FROM (
  SELECT substr(v.arrived_at, 1, 10) AS day, CAST(substr(v.arrived_at, 12, 2) AS INTEGER) AS hour, v.room_id AS room,
    v.head_count AS heads, coalesce(p.sex, v.sex) AS sex, coalesce(p.category, nullif(v.category, ''), '{UNKNOWN}') AS category,
    coalesce({age("v.arrived_at")}, v.age_from) AS years, {NAMING} AS naming, {{returns}} AS returns, {{stay}} AS stay,
    CASE WHEN v.left_at IS NULL THEN 'open' WHEN v.left_assumed THEN 'assumed' ELSE 'recorded' END AS ending,
    CASE WHEN v.left_assumed THEN NULL ELSE {MINUTES} END AS minutes
  FROM visit v LEFT JOIN {person_of("v")} WHERE v.arrived_at >= :since AND v.arrived_at < :until)
GROUP BY 1 ORDER BY 1"""  # noqa: S608
_ROOMS = "SELECT id, name, active FROM room ORDER BY position, id"
_ENDINGS = {"recorded": N_("End recorded"), "assumed": N_("End assumed"), "open": N_("Not ended yet")}
_SEXES = {"F": N_("Female"), "M": N_("Male"), "": N_("Sex not recorded")}


@dataclass(frozen=True, slots=True)
class _Part:
    """One column: the key of its part, its title, which rows it sums, whether it goes when nothing is in it."""

    key: str
    title: str
    condition: str
    optional: bool = False


def table(period: Period, *, by: By, splits: tuple[Split, ...]) -> Listing:
    """The heads of the visits begun in the period, a row for each day so far, each hour or each zone.

    The columns are `heads` and, for each split, `split:part`; those of one split add up to `heads` in every row.
    """
    rooms = list(each(_ROOMS, {}))
    parts = [part for split in splits for part in _parts(split, rooms)]
    counted = {row[0]: row[1:] for row in each(_query(by, splits, parts), span(period))}
    nothing = (0,) * (1 + len(parts)) + ((None,) if "stay" in splits else ())
    empty = {
        place for place, part in enumerate(parts, start=1)
        if part.optional and not any(row[place] for row in counted.values())
    }  # fmt: skip
    kept = [place for place in range(len(nothing)) if place not in empty]
    rows: list[Row] = [
        (*head, *((counted.get(key, nothing)[place]) for place in kept))
        for key, head in _heads(by, period, rooms, counted)
    ]
    columns = [Column("heads", N_("Visits in all"), "count")]
    columns += [Column(part.key, part.title, "count") for part in parts]
    if "stay" in splits:
        columns.append(Column("average", N_("Average minutes, recorded"), "count"))
    return Listing((*_HEADS[by], *(columns[place] for place in kept)), rows)


_HEADS: dict[By, tuple[Column, ...]] = {
    "day": (Column("day", N_("Date"), "date"), Column("weekday", N_("Weekday"), width=9)),
    "hour": (Column("hour", N_("Hour"), "count"),),
    "room": (Column("room", N_("Zone"), width=18),),
}


def _heads(
    by: By, period: Period, rooms: list[tuple[Any, ...]], counted: dict[Any, Any]
) -> list[tuple[Any, Row]]:
    """The key and first cells of each row: every day so far, the hours from first to last, the zones."""
    if by == "day":
        count = (period.last_known_day - period.first).days + 1
        days = [period.first + timedelta(days=number) for number in range(count)]
        return [(str(day), (day, weekday(day))) for day in days]
    if by == "hour":
        hours = range(min(counted), max(counted) + 1) if counted else ()
        return [(hour, (hour,)) for hour in hours]
    return [(room_id, (name,)) for room_id, name, active in rooms if active or room_id in counted]


def _query(by: By, splits: tuple[Split, ...], parts: list[_Part]) -> str:
    sums = "".join(f", coalesce(sum(heads) FILTER (WHERE {part.condition}), 0)" for part in parts)
    if "stay" in splits:
        sums += ", round(avg(minutes))"
    return _FACTS.format(
        by=by,
        sums=sums,
        returns=RETURNS if "returns" in splits else "NULL",
        stay=STAY if "stay" in splits else "NULL",
    )


def _parts(split: Split, rooms: list[tuple[Any, ...]]) -> list[_Part]:
    if split == "room":
        return [
            _Part(f"room:{name}", name, f"room = {room_id}", not active) for room_id, name, active in rooms
        ]
    if split == "band":
        codes = bands.codes()
        return [_Part(f"band:{code}", _(BAND_LABELS[code]), f"{band('years')} = '{code}'") for code in codes]
    if split == "sex":
        return [_Part(f"sex:{code or UNKNOWN}", title, f"sex = '{code}'") for code, title in _SEXES.items()]
    if split == "category":
        known = [
            _Part(
                f"category:{code}",
                CATEGORY_LABELS[code],
                f"category = '{code}'",
                code not in VISITOR_CATEGORIES,
            )
            for code in CATEGORIES
        ]
        return [*known, _Part(f"category:{UNKNOWN}", N_("Category not recorded"), f"category = '{UNKNOWN}'")]
    labels = _ENDINGS if split == "ending" else APART_LABELS[split]
    codes = {"returns": RETURN_CODES, "naming": NAMING_CODES, "stay": STAY_CODES, "ending": tuple(_ENDINGS)}[
        split
    ]
    return [_Part(f"{split}:{code}", labels[code], f"{split} = '{code}'") for code in codes]
