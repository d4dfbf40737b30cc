"""Pieces of SQL that several figures share: the span of a period, ages and bands on a day, what belongs to the stock."""

from typing import Any

from centre_app.lending.models import GONE, KINDS, PRINT_KINDS
from centre_app.people import bands
from centre_app.reports import listing
from centre_app.reports.periods import Period

UNKNOWN = listing.UNKNOWN
PRINT = f"kind IN {PRINT_KINDS}"
# Whether somebody erased still had a card at the end of the period; a second one had ended when records were merged.
GONE_HELD = "erased_at >= :known AND (ended_at IS NULL OR ended_at >= :until)"


def span(period: Period) -> dict[str, Any]:
    """The values :since and :until (not included) of moments, :first and :last of days, :known the last day known so far."""
    return {
        "since": f"{period.starts:%Y-%m-%d %H:%M:%S}",
        "until": f"{period.ends:%Y-%m-%d %H:%M:%S}",
        "first": str(period.first),
        "last": str(period.last),
        "known": str(period.last_known_day),
    }


def age(day: str) -> str:
    """The full years of person `p` on a day (or moment) in SQL; where only the year is known, the years between."""
    return (
        f"CASE WHEN p.birth_date IS NOT NULL THEN substr({day}, 1, 4) - substr(p.birth_date, 1, 4) "
        f"- (substr({day}, 6, 5) < substr(p.birth_date, 6, 5)) ELSE substr({day}, 1, 4) - p.birth_year END"
    )


def band(years: str) -> str:
    """The code of the age band (of `people.bands`, as set now) that an age in SQL falls into."""
    upper = bands.upper_ages()
    steps = " ".join(f"WHEN {years} <= {last} THEN '{code}'" for last, code in upper)
    return (
        f"CASE WHEN {years} IS NULL OR {years} < 0 THEN '{UNKNOWN}' {steps} ELSE '{bands.oldest(upper)}' END"
    )


def loan_band(years: str) -> str:
    """The code of the age band of the reader of loan `l`, kept with it where the reader is not."""
    return band(loan_years(years))


def loan_years(years: str) -> str:
    """The age of the reader of loan `l`; where the loan has lost its reader, the first age of the band it kept."""
    return f"(CASE l.band WHEN '' THEN {years} WHEN '{UNKNOWN}' THEN NULL ELSE CAST(l.band AS INTEGER) END)"


# Which reader on which day, as text: for counting person-days. Loans that lost their reader know which were one person's.
PERSON_DAY = "CASE WHEN first_loan_id IS NULL THEN 'p' || person_id || substr(lent_at, 1, 10) ELSE 'f' || first_loan_id END"

THINGS = f"kind IN {tuple(kind for kind in KINDS if kind not in PRINT_KINDS)}"  # by name: so an index leads to them


# Every stay of a copy of some kinds in the stock: from the day it came (`since`, '' when unknown) or was `found` again, until the day
# it left (`gone`, else NULL) by the flag `cause`. Flags that follow upon each other are one absence, of the first one's cause:
# a lost copy that is withdrawn left the stock when it was lost. What came back on the day it left never left. `in_set` is the
# same in all pieces of a set; a piece that is one by itself is `single`.
_STAY = """c.id, c.title_id, c.kind, c.volumes, c.donation_id, {since} AS since, {found} AS found, absence.gone, absence.cause,
  coalesce(c.price_fen, (SELECT title.price_fen FROM title WHERE title.id = c.title_id), 0) AS fen,
  c.set_number IS NULL AS single, CASE WHEN c.set_number IS NULL THEN 'c' || c.id ELSE c.title_id || '/' || c.set_number END AS in_set"""


def stays(kinds: str) -> str:
    """A query of the stays in the stock of the copies that a condition on the kind lets in."""
    came = _STAY.format(since="coalesce(c.accessioned_on, '')", found=0)
    came_back = _STAY.format(since="before.back", found=1)
    return f"""
WITH flagged AS (
  SELECT f.id, f.copy_id, f.flag, max(substr(f.from_at, 1, 10), coalesce(c.accessioned_on, '')) AS gone,
    coalesce(substr(f.until_at, 1, 10), '9999') AS back
  FROM copy_flag f CROSS JOIN copy c ON c.id = f.copy_id WHERE f.flag IN {GONE} AND c.{kinds}),
marked AS (
  SELECT *, coalesce(gone > max(back) OVER (PARTITION BY copy_id ORDER BY gone, flag DESC, id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 1) AS leaves FROM flagged WHERE gone < back),
numbered AS (
  SELECT *, sum(leaves) OVER (PARTITION BY copy_id ORDER BY gone, flag DESC, id ROWS UNBOUNDED PRECEDING) AS number FROM marked),
absence AS MATERIALIZED (
  SELECT copy_id, number, min(gone) AS gone, max(back) AS back, max(flag) FILTER (WHERE leaves) AS cause
  FROM numbered GROUP BY copy_id, number)
SELECT {came} FROM copy c LEFT JOIN absence ON absence.copy_id = c.id AND absence.number = 1 WHERE c.{kinds}
UNION ALL SELECT {came_back} FROM absence before CROSS JOIN copy c ON c.id = before.copy_id
LEFT JOIN absence ON absence.copy_id = before.copy_id AND absence.number = before.number + 1
WHERE before.back < '9999'"""  # noqa: S608


STOCK = stays(PRINT)
HERE = "(since <= :known AND (gone IS NULL OR gone > :known))"
# What makes the stock of the day before :first that of :last.
OPENING = "since < :first AND (gone IS NULL OR gone >= :first)"
ADDED = "since BETWEEN :first AND :last AND NOT found"
FOUND = "since BETWEEN :first AND :last AND found"
WITHDRAWN = "gone BETWEEN :first AND :last AND cause = 'withdrawn'"
LOST = "gone BETWEEN :first AND :last AND cause = 'lost'"

# The due moment that a loan had at the end of :known: a later renewal does not excuse it.
_DUE_THEN = """coalesce((SELECT r.due_before FROM renewal r WHERE r.loan_id = l.id AND r.renewed_at >= :after
  ORDER BY r.renewed_at, r.id LIMIT 1), l.due_at) AS due_then"""
_WAS_OUT = "l.lent_at < :after AND (l.returned_at IS NULL OR l.returned_at >= :after)"
# Loans of things not returned at the end of :known; `l` is the loan, `c` its copy.
THINGS_OUT_THEN = f"""
SELECT c.title_id, c.kind, {_DUE_THEN} FROM copy c CROSS JOIN loan l ON l.copy_id = c.id WHERE c.{THINGS} AND {_WAS_OUT}"""  # noqa: S608
# Loans overdue at the end of :known. Of a million ever lent few were ever late: only what is late now, came back late since or
# was renewed late since is looked at.
OVERDUE_THEN = f"""
SELECT * FROM (SELECT l.*, {_DUE_THEN} FROM loan l WHERE {_WAS_OUT} AND l.id IN (
  SELECT id FROM loan WHERE returned_at IS NULL AND due_at < :known
  UNION ALL SELECT id FROM loan WHERE returned_at > due_at AND returned_at >= :after AND due_at < :known
  UNION ALL SELECT loan_id FROM renewal WHERE renewed_at > due_before AND renewed_at >= :after AND due_before < :known))
WHERE due_then < :known"""  # noqa: S608


def person_of(row: str) -> str:
    """How person `p` is joined to a visit or loan for what figures ask, from an index a tenth as large as the table.

    Among a million people nearly every look into the table itself reads a page of the file.
    """
    return f"person p INDEXED BY person_figures ON p.id = {row}.person_id"
