"""The loans and renewals of a period and what is overdue on its last day, one row each, nameless unless asked."""

from collections.abc import Iterable

from centre_app.i18n import N_
from centre_app.lending.labels import KIND_LABELS
from centre_app.people.bands import BAND_LABELS, SEX_LABELS
from centre_app.reports.counts.circulation import CLASS, CLASS_LABELS
from centre_app.reports.counts.loans import known_span
from centre_app.reports.fragments import OVERDUE_THEN, PERSON_DAY, PRINT, age, loan_band
from centre_app.reports.listing import ID, PERSONAL, Column, Listing, Row, day_of, each
from centre_app.reports.periods import Period

_YEARS = f"({age('l.lent_at')})"
_LOANS = f"""
SELECT l.lent_at, t.name, c.barcode, c.kind, c.volumes, c.volumes * (c.{PRINT}),
  row_number() OVER (PARTITION BY {PERSON_DAY} ORDER BY l.lent_at, l.id) = 1,
  l.due_at, l.returned_at, l.renewals, {CLASS}, {{band}}, coalesce(nullif(l.sex, ''), p.sex, ''), coalesce(p.name, ''),
  l.id, l.person_id IS NOT NULL
FROM loan l CROSS JOIN copy c ON c.id = l.copy_id CROSS JOIN title t ON t.id = c.title_id LEFT JOIN person p ON p.id = l.person_id
WHERE l.lent_at >= :since AND l.lent_at < :until ORDER BY l.lent_at, l.id"""  # noqa: S608
_RENEWALS = f"""
SELECT n.renewed_at, t.name, c.barcode, c.kind, c.volumes, c.volumes * (c.{PRINT}), n.due_before, n.due_after, coalesce(p.name, ''),
  n.id, l.person_id IS NOT NULL
FROM renewal n CROSS JOIN loan l ON l.id = n.loan_id CROSS JOIN copy c ON c.id = l.copy_id CROSS JOIN title t ON t.id = c.title_id
LEFT JOIN person p ON p.id = l.person_id
WHERE n.renewed_at >= :since AND n.renewed_at < :until ORDER BY n.renewed_at, n.id"""  # noqa: S608
_OVERDUE = f"""
SELECT t.name, c.barcode, c.kind, c.volumes, c.volumes * (c.{PRINT}), o.lent_at, o.due_then,
  julianday(:known) - julianday(substr(o.due_then, 1, 10)), coalesce(p.name, ''),
  o.id, o.person_id IS NOT NULL
FROM ({OVERDUE_THEN}) o CROSS JOIN copy c ON c.id = o.copy_id CROSS JOIN title t ON t.id = c.title_id
LEFT JOIN person p ON p.id = o.person_id ORDER BY o.due_then, o.id"""  # noqa: S608
_THING = (
    Column("title", N_("Title"), width=36),
    Column("barcode", N_("Barcode"), width=14),
    Column("kind", N_("Kind"), width=14, words=KIND_LABELS),
    Column("volumes", N_("Volumes"), "count"),
    Column("counted", N_("Counted volumes"), "count"),
)
_BORROWER = Column("who", N_("Borrower"), width=18)
_LOAN_COLUMNS = (
    Column("lent", N_("Lent"), "date"),
    *_THING,
    Column("first", N_("First of the person that day"), "flag"),
    Column("due", N_("Due"), "date"),
    Column("returned", N_("Returned"), "date"),
    Column("renewals", N_("Renewals"), "count"),
    Column("class", N_("Class"), width=24, words=CLASS_LABELS),
    Column("band", N_("Age band"), width=14, words=BAND_LABELS),
    Column("sex", N_("Sex"), width=10, words=SEX_LABELS),
)
_RENEWAL_COLUMNS = (
    Column("renewed", N_("Renewed on"), "date"),
    *_THING,
    Column("before", N_("Due before"), "date"),
    Column("after", N_("Due after"), "date"),
)
_OVERDUE_COLUMNS = (
    *_THING,
    Column("lent", N_("Lent"), "date"),
    Column("due", N_("Due"), "date"),
    Column("days", N_("Days overdue"), "count"),
)


def loans(period: Period, *, names: bool = False, only_things: bool = False) -> Listing:
    """The loans begun in the period in their order."""
    rows = (
        (day_of(lent), *copy, counted, first, day_of(due), day_of(returned) if returned else None, *rest)
        for lent, *copy, counted, first, due, returned, renewals, letter, code, sex, who, row_id, personal
        in each(_LOANS.format(band=loan_band(_YEARS)), known_span(period))
        if not (only_things and counted)
        for rest in [(renewals, letter, code, sex, who, row_id, personal)]
    )  # fmt: skip
    return _listing(_LOAN_COLUMNS, rows, names=names, table="loan")


def things(period: Period) -> Listing:
    """The loans of everything but books, periodicals and audio-visual."""
    return loans(period, only_things=True)


def renewals(period: Period, *, names: bool = False) -> Listing:
    """The renewals given in the period."""
    rows = (
        (day_of(at), *copy, day_of(before), day_of(after), who, row_id, personal)
        for at, *copy, before, after, who, row_id, personal in each(_RENEWALS, known_span(period))
    )
    return _listing(_RENEWAL_COLUMNS, rows, names=names, table="renewal")


def overdue(period: Period, *, names: bool = False, only_things: bool = False) -> Listing:
    """What was overdue on the last day, the longest first."""
    rows = (
        (*copy, counted, day_of(lent), day_of(due), int(days), who, row_id, personal)
        for *copy, counted, lent, due, days, who, row_id, personal in each(_OVERDUE, known_span(period))
        if not (only_things and counted)
    )
    return _listing(_OVERDUE_COLUMNS, rows, names=names, table="loan")


def things_overdue(period: Period) -> Listing:
    """What was overdue on the last day and is no book, periodical or audio-visual."""
    return overdue(period, only_things=True)


def _listing(columns: tuple[Column, ...], rows: Iterable[Row], *, names: bool, table: str) -> Listing:
    """The rows with or without the borrower, who stands before the two hidden columns."""
    shown = rows if names else ((*row[:-3], *row[-2:]) for row in rows)
    kept = (*columns, _BORROWER) if names else columns
    return Listing(kept, list(shown), (ID, PERSONAL), table)
