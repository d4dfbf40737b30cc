"""How the stock was used in a period: by class, by day, the titles lent most, and what was read in the house."""

from datetime import timedelta

from centre_app.centre.recurrence import DAY_NAMES
from centre_app.i18n import N_, _
from centre_app.lending.labels import KIND_LABELS
from centre_app.people.bands import BAND_LABELS, SEX_LABELS, codes
from centre_app.reports.counts import circulation
from centre_app.reports.counts.circulation import BY_DAY, CLASS, CLASS_LABELS
from centre_app.reports.fragments import PRINT, UNKNOWN, span
from centre_app.reports.listing import ID, NOT_RECORDED, Column, Listing, Row, day_of, each
from centre_app.reports.periods import Period

_TOP = f"""
SELECT t.name, t.authors, {CLASS}, times, volumes, copies, t.id FROM (
  SELECT c.title_id, count(*) AS times, sum(c.volumes) AS volumes, count(DISTINCT c.id) AS copies
  FROM loan l CROSS JOIN copy c ON c.id = l.copy_id WHERE l.lent_at >= :since AND l.lent_at < :until AND c.{PRINT} GROUP BY 1)
CROSS JOIN title t ON t.id = title_id ORDER BY times DESC, t.name_sort, t.id LIMIT :most"""  # noqa: S608
_IN_HOUSE = f"""
SELECT u.used_at, t.name, c.barcode, c.kind, c.volumes, c.volumes * (c.{PRINT}), {CLASS}, u.id
FROM in_house_use u CROSS JOIN copy c ON c.id = u.copy_id CROSS JOIN title t ON t.id = c.title_id
WHERE u.used_at >= :since AND u.used_at < :until ORDER BY u.used_at, u.id"""  # noqa: S608
_LENT = Column("lent", N_("Volumes lent"), "count")
_APART = (
    Column("renewed", N_("Volumes renewed"), "count"),
    Column("in_house", N_("In-house uses"), "count"),
)
_SEX_WORDS = {"F": SEX_LABELS["F"], "M": SEX_LABELS["M"], UNKNOWN: N_("Sex not recorded")}
_SEXES = tuple(Column(f"sex:{code}", words, "count") for code, words in _SEX_WORDS.items())
_DAYS = (
    Column("day", N_("Date"), "date"),
    Column("weekday", N_("Weekday"), width=9),
    _LENT,
    *_APART,
    Column("things", N_("Everyday things lent"), "count"),
)
_TOP_COLUMNS = (
    Column("rank", N_("Rank"), "count"),
    Column("title", N_("Title"), width=40),
    Column("authors", N_("Authors"), width=22),
    Column("class", N_("Class"), width=24, words=CLASS_LABELS),
    Column("times", N_("Times lent"), "count"),
    Column("volumes", N_("Volumes lent"), "count"),
    Column("copies", N_("Copies lent"), "count"),
)
_IN_HOUSE_COLUMNS = (
    Column("used", N_("Date"), "date"),
    Column("title", N_("Title"), width=36),
    Column("barcode", N_("Barcode"), width=14),
    Column("kind", N_("Kind"), width=14, words=KIND_LABELS),
    Column("volumes", N_("Volumes"), "count"),
    Column("counted", N_("Counted volumes"), "count"),
    Column("class", N_("Class"), width=24, words=CLASS_LABELS),
)


def by_class(period: Period) -> Listing:
    """The main classes of the CLC, each with its first loans by age band and sex, its renewals and in-house uses."""
    found = circulation.count(period)
    rows: list[Row] = []
    for code in (*circulation.main_classes(), UNKNOWN):
        lent = {key[1:]: volumes for key, volumes in found.lent.items() if key[0] == code}
        bands = [
            sum(volumes for (band, _sex), volumes in lent.items() if band == wanted) for wanted in codes()
        ]
        sexes = [
            sum(volumes for (_band, sex), volumes in lent.items() if sex == wanted) for wanted in _SEX_WORDS
        ]
        rows.append(
            (_class(code), sum(lent.values()), *bands, *sexes, found.renewed[code], found.in_house[code])
        )
    of_bands = (Column(f"band:{code}", BAND_LABELS[code], "count") for code in codes())
    columns = (Column("class", N_("Class"), width=34), _LENT, *of_bands, *_SEXES, *_APART)
    return Listing(columns, rows)


def by_day(period: Period) -> Listing:
    """Every day of the period that has come, with what was lent, renewed and read in the house."""
    found = {day: figures for day, *figures in each(BY_DAY, span(period))}
    rows: list[Row] = []
    for number in range((period.last_known_day - period.first).days + 1):
        day = period.first + timedelta(days=number)
        rows.append((day, _(DAY_NAMES[day.weekday()]), *found.get(str(day), (0, 0, 0, 0))))
    return Listing(_DAYS, rows)


def top_titles(period: Period, *, most: int = -1) -> Listing:
    """The titles lent in the period, the most lent first; `most` -1: all of them."""
    rows = ((rank, *title) for rank, title in enumerate(each(_TOP, span(period) | {"most": most}), start=1))
    return Listing(_TOP_COLUMNS, rows, (ID,), "title")


def in_house(period: Period) -> Listing:
    """The in-house uses of the period."""
    rows = ((day_of(at), *copy) for at, *copy in each(_IN_HOUSE, span(period)))
    return Listing(_IN_HOUSE_COLUMNS, rows, (ID,), "in_house_use")


def _class(letter: str) -> str:
    return CLASS_LABELS.get(letter) or _(NOT_RECORDED)
