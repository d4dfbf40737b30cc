"""The days of a period: for how long the centre was open, who came to which zone, what was lent and how many cards issued."""

from collections import Counter, defaultdict
from datetime import timedelta

from centre_app.centre.recurrence import DAY_NAMES
from centre_app.i18n import N_, _
from centre_app.reports.counts import opening
from centre_app.reports.fragments import PRINT, span
from centre_app.reports.listing import ID, Column, Listing, Row, day_of, each
from centre_app.reports.periods import Period

_VISITS = """
SELECT substr(arrived_at, 1, 10), room.name, sum(head_count) FROM visit JOIN room ON room.id = room_id
WHERE arrived_at >= :since AND arrived_at < :until GROUP BY 1, 2"""
_LENT = f"""
SELECT substr(lent_at, 1, 10), sum(volumes) FROM loan JOIN copy ON copy.id = copy_id
WHERE lent_at >= :since AND lent_at < :until AND {PRINT} GROUP BY 1"""  # noqa: S608
_CARDS = """
SELECT substr(registered_at, 1, 10), count(*) FROM person
WHERE registered_at >= :since AND registered_at < :until AND card_number <> '' GROUP BY 1"""
WEEKDAYS = dict(enumerate(DAY_NAMES))
_COLUMNS = (
    Column("day", N_("Date"), "date"),
    Column("weekday", N_("Weekday"), width=9, words=WEEKDAYS),
    Column("open", N_("Open hours"), "number"),
    Column("offpeak", N_("Off-peak hours"), "number"),
)
_COUNTED = (
    Column("visits", N_("Visits in all"), "count"),
    Column("lent", N_("Volumes lent"), "count"),
    Column("cards", N_("New cards"), "count"),
)


def days(period: Period) -> Listing:
    """The opening of each day so far."""
    rows = [
        (each.day, each.day.weekday(), each.minutes / 60, each.offpeak / 60, each.day.toordinal())
        for each in opening.days(period)
    ]
    return Listing(_COLUMNS, rows, (ID,))


def by_day(period: Period) -> Listing:
    """Every day of the period that has come, with its opening, its heads by zone (a column each) and its counts."""
    values = span(period)
    open_days = {each.day: each for each in opening.days(period)}
    heads: dict[str, Counter[str]] = defaultdict(Counter)
    zones = [name for (name,) in each("SELECT name FROM room WHERE active ORDER BY position, id", {})]
    for day, zone, count in each(_VISITS, values):
        heads[day][zone] = count
        if zone not in zones:
            zones.append(zone)
    lent, cards = dict(each(_LENT, values)), dict(each(_CARDS, values))
    rows: list[Row] = []
    for number in range((period.last_known_day - period.first).days + 1):
        day = period.first + timedelta(days=number)
        known, text = open_days.get(day), str(day)
        opened = (known.minutes / 60, known.offpeak / 60) if known else (0, 0)
        counted = (heads[text].total(), lent.get(text, 0), cards.get(text, 0))
        rows.append((day, day.weekday(), *opened, *(heads[text][zone] for zone in zones), *counted))
    columns = tuple(Column(f"zone:{zone}", zone, "count") for zone in zones)
    return Listing((*_COLUMNS, *columns, *_COUNTED), rows)


def weekday(day: object) -> str:
    """The name of the weekday of a date."""
    return _(DAY_NAMES[day_of(str(day)).weekday()])
