"""Counting visits: heads in all and by zone, age band on the day, sex, category, hour, return and stay; persons; reading visits."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from centre_app.people import bands
from centre_app.people.models import CATEGORIES, VISITOR_CATEGORIES
from centre_app.reports.fragments import UNKNOWN, age, band, person_of, span
from centre_app.reports.listing import each, one
from centre_app.reports.periods import Period

# One walk over the visits serves every split. They are counted here as they come: SQLite would sort all of them to group them.
# Who was only tallied has a sex and the first age of a band on the visit itself.
_CUBE = f"""
SELECT room_id, {{band}}, sex, category, hour, head_count FROM (
  SELECT v.room_id, v.head_count, substr(v.arrived_at, 12, 2) AS hour, coalesce(p.sex, v.sex) AS sex,
    coalesce(p.category, nullif(v.category, ''), 'unknown') AS category, coalesce({age("v.arrived_at")}, v.age_from) AS years
  FROM visit v LEFT JOIN {person_of("v")} WHERE v.arrived_at >= :since AND v.arrived_at < :until)"""  # noqa: S608
# Whose visit it was, for counting people: visits that lost their person know which were one person's.
VISITOR = "coalesce(-v.first_visit_id, v.person_id)"
# What is known of a visit by itself. First-time: the first visit of the person that was ever recorded; where visits of theirs
# have lost the name, it was marked before.
RETURNS = """CASE WHEN v.person_id IS NULL AND v.first_visit_id IS NULL THEN 'nameless' WHEN v.was_first THEN 'first'
  WHEN v.person_id IS NULL OR EXISTS (
    SELECT 1 FROM visit e WHERE e.person_id = v.person_id AND (e.arrived_at, e.id) < (v.arrived_at, v.id)) THEN 'returning'
  WHEN (SELECT k.came_before FROM person k WHERE k.id = v.person_id) THEN 'returning' ELSE 'first' END"""
NAMING = """CASE WHEN v.person_id IS NOT NULL OR v.first_visit_id IS NOT NULL THEN 'person'
  WHEN v.party_id IS NULL AND (v.age_from IS NOT NULL OR v.sex <> '') THEN 'walk_in' ELSE 'group' END"""
MINUTES = "(unixepoch(v.left_at) - unixepoch(v.arrived_at)) / 60"
STAYS = (
    "0-29",
    "30-59",
    "60-119",
    "60-119",
    "120-239",
    "120-239",
    "120-239",
    "120-239",
)  # by full half hours
LONGEST_STAY = "240+"
STAY = (
    f"CASE WHEN v.left_at IS NULL THEN 'open' WHEN v.left_assumed THEN 'assumed' ELSE CASE {MINUTES} / 30 "
    + " ".join(f"WHEN {halves} THEN '{code}'" for halves, code in enumerate(STAYS))
    + f" ELSE '{LONGEST_STAY}' END END"
)
RETURN_CODES = ("first", "returning", "nameless")
NAMING_CODES = ("person", "walk_in", "group")
STAY_CODES = (*dict.fromkeys(STAYS), LONGEST_STAY, "assumed", "open")
_APART = f"""
SELECT {RETURNS}, {NAMING}, {STAY}, sum(v.head_count) FROM visit v
WHERE v.arrived_at >= :since AND v.arrived_at < :until GROUP BY 1, 2, 3"""  # noqa: S608
# By time: among the visits of years, a walk from person to person takes three times as long.
_PEOPLE = f"""
SELECT count(DISTINCT {VISITOR}) FROM visit v INDEXED BY visit_arrived_at WHERE arrived_at >= :since AND arrived_at < :until"""  # noqa: S608
# Who borrowed or returned on which day; the days at both ends belong to the period whole, as its visits do.
BORROWING = """
SELECT person_id, date(lent_at) FROM loan WHERE lent_at >= :since AND lent_at < :until
UNION SELECT person_id, date(returned_at) FROM loan WHERE returned_at >= :since AND returned_at < :until"""
IS_READING = """(r.kind = 'reading' OR v.borrowed OR EXISTS (SELECT 1 FROM visit_stay s JOIN room z ON z.id = s.room_id
  WHERE s.visit_id = v.id AND z.kind = 'reading') OR (v.person_id, substr(v.arrived_at, 1, 10)) IN borrowing)"""
_READING = f"""
WITH borrowing AS MATERIALIZED ({BORROWING})
SELECT coalesce(sum(v.head_count), 0) FROM visit v JOIN room r ON r.id = v.room_id
WHERE v.arrived_at >= :since AND v.arrived_at < :until AND {IS_READING}"""  # noqa: S608
_ZONE_USES = """
SELECT coalesce(sum(head_count), 0) FROM (
  SELECT head_count FROM visit WHERE arrived_at >= :since AND arrived_at < :until
  UNION ALL SELECT v.head_count FROM visit v JOIN visit_stay s ON s.visit_id = v.id
  WHERE v.arrived_at >= :since AND v.arrived_at < :until)"""
_BY_ZONE = """
SELECT name, heads FROM (SELECT room_id, sum(head_count) AS heads FROM visit WHERE arrived_at >= :since AND arrived_at < :until GROUP BY +room_id)
JOIN room ON room.id = room_id ORDER BY position, room.id"""
_ROOMS = "SELECT id, name, active FROM room ORDER BY position, id"


@dataclass(frozen=True, slots=True)
class VisitCounts:
    """Heads over all visits, and the same in parts that add up to it; each split has the part `unknown`."""

    total: int
    by_room: dict[str, int]
    by_band: dict[str, int]
    by_sex: dict[str, int]
    by_category: dict[str, int]
    by_hour: dict[str, int]


def count(period: Period) -> VisitCounts:
    """Count the heads of visits begun in the period, in all and by every split."""
    rows = Counter(each(_CUBE.format(band=band("years")), span(period)))
    by_room = _parts(rows, 0)
    rooms = {
        name: by_room[room_id] for room_id, name, active in each(_ROOMS, {}) if active or by_room[room_id]
    }
    sexes = _parts(rows, 2)
    categories = _parts(rows, 3)
    hours = _parts(rows, 4)
    by_band = _parts(rows, 1)
    return VisitCounts(
        total=sum(row[5] * times for row, times in rows.items()),
        by_room=rooms | {UNKNOWN: 0},
        by_band={code: by_band[code] for code in bands.codes()},
        by_sex={"F": sexes["F"], "M": sexes["M"], UNKNOWN: sexes[""]},
        by_category={
            code: categories[code]
            for code in (*CATEGORIES, UNKNOWN)
            if code in (*VISITOR_CATEGORIES, UNKNOWN) or categories[code]
        },
        by_hour={hour: hours[hour] for hour in sorted(hours)} | {UNKNOWN: 0},
    )


@dataclass(frozen=True, slots=True)
class ApartCounts:
    """The same heads by what is told apart: first-time and returning, nameless ones, lengths of stay, assumed ends."""

    by_return: dict[str, int]
    by_naming: dict[str, int]
    by_stay: dict[str, int]


def apart(period: Period) -> ApartCounts:
    """Count the heads of visits begun in the period by return, naming and length of stay."""
    rows = Counter(each(_APART, span(period)))
    codes = (RETURN_CODES, NAMING_CODES, STAY_CODES)
    parts = [_parts(rows, place) for place in range(3)]
    return ApartCounts(
        *(
            {code: part[code] for code in known} | {UNKNOWN: 0}
            for part, known in zip(parts, codes, strict=True)
        )
    )


def by_zone(period: Period) -> dict[str, int]:
    """Count the heads of visits begun in the period by the name of their first zone; zones nobody came to are not in it."""
    return dict(each(_BY_ZONE, span(period)))


def people(period: Period) -> int:
    """Count the different known persons who came."""
    return int(one(_PEOPLE, span(period))[0])


def reading(period: Period) -> int:
    """Count the heads of visits with a stay in a reading zone, or whose person borrowed or returned that day."""
    return int(one(_READING, span(period))[0])


def zone_uses(period: Period) -> int:
    """Count the heads of all stays in zones: a visit counts once for each zone it went on to."""
    return int(one(_ZONE_USES, span(period))[0])


def _parts(rows: Counter[tuple[Any, ...]], place: int) -> Counter[Any]:
    """The heads (the last column) by what stands in one column, of rows that were met so many times each."""
    parts: Counter[Any] = Counter()
    for row, times in rows.items():
        parts[row[place]] += row[-1] * times
    return parts
