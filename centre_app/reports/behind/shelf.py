"""What stands on the shelves: titles never lent, the stock by kind with its movements, and everyday things with their loans."""

from dataclasses import replace

from centre_app.i18n import N_, _
from centre_app.lending.labels import KIND_LABELS
from centre_app.lending.models import KINDS, PRINT_KINDS
from centre_app.reports.behind import stock
from centre_app.reports.counts import opening_stock
from centre_app.reports.counts.circulation import CLASS, CLASS_LABELS
from centre_app.reports.counts.loans import known_span
from centre_app.reports.counts.shelf import NEVER_LENT
from centre_app.reports.fragments import (
    ADDED,
    FOUND,
    HERE,
    LOST,
    OPENING,
    THINGS,
    THINGS_OUT_THEN,
    WITHDRAWN,
    span,
    stays,
)
from centre_app.reports.listing import ID, Column, Listing, Row, day_of, each
from centre_app.reports.periods import Period

PRINTED, OTHER = N_("Books and media"), N_("Everyday things")
_NEVER_LENT = f"""
SELECT t.name, t.authors, {CLASS}, pieces, volumes, since,
  (SELECT count(*) FROM copy c CROSS JOIN in_house_use u ON u.copy_id = c.id WHERE c.title_id = t.id AND u.used_at < :until), t.id
FROM ({NEVER_LENT}) JOIN title t ON t.id = title_id ORDER BY since, t.name_sort, t.id LIMIT :most"""  # noqa: S608
_KINDS = f"""
SELECT kind, sum(volumes) FILTER (WHERE {OPENING}), sum(volumes) FILTER (WHERE {ADDED}),
  sum(volumes) FILTER (WHERE {ADDED} AND donation_id IS NOT NULL), sum(volumes) FILTER (WHERE {WITHDRAWN}),
  sum(volumes) FILTER (WHERE {LOST}), sum(volumes) FILTER (WHERE {FOUND}), sum(volumes) FILTER (WHERE {HERE})
FROM ({stays("kind <> ''")}) GROUP BY kind"""  # noqa: S608
_THINGS = f"""
WITH here AS (SELECT title_id, kind, sum(volumes) FILTER (WHERE {HERE}) AS pieces FROM ({stays(THINGS)}) GROUP BY 1, 2),
used AS (
  SELECT title_id, kind, sum(lent) AS lent, sum(out) AS out, sum(late) AS late FROM (
    SELECT c.title_id, c.kind, 1 AS lent, 0 AS out, 0 AS late FROM copy c CROSS JOIN loan l ON l.copy_id = c.id
    WHERE l.lent_at >= :since AND l.lent_at < :until AND c.{THINGS}
    UNION ALL SELECT title_id, kind, 0, 1, due_then < :known FROM ({THINGS_OUT_THEN})) GROUP BY 1, 2)
SELECT t.name, here.kind, coalesce(pieces, 0), coalesce(lent, 0), coalesce(out, 0), coalesce(late, 0), t.id
FROM here JOIN title t ON t.id = here.title_id LEFT JOIN used ON used.title_id = here.title_id AND used.kind = here.kind
WHERE coalesce(pieces, 0) > 0 OR coalesce(lent, 0) > 0 OR coalesce(out, 0) > 0
ORDER BY here.kind, 4 DESC, t.name_sort, t.id"""  # noqa: S608
_NEVER_COLUMNS = (
    Column("title", N_("Title"), width=40),
    Column("authors", N_("Authors"), width=22),
    Column("class", N_("Class"), width=24, words=CLASS_LABELS),
    Column("pieces", N_("Pieces"), "count"),
    Column("volumes", N_("Volumes"), "count"),
    Column("since", N_("In stock since"), "date"),
    Column("in_house", N_("In-house uses so far"), "count"),
)
_MOVES = (
    Column("opening", N_("At the start"), "count"),
    Column("added", N_("Added"), "count"),
    Column("donated", N_("Of these donated"), "count"),
    Column("withdrawn", N_("Withdrawn"), "count"),
    Column("lost", N_("Lost"), "count"),
    Column("found", N_("Found again"), "count"),
    Column("closing", N_("At the end"), "count"),
)
_KIND_COLUMNS = (
    Column("group", N_("Part of the stock"), width=18),
    Column("kind", N_("Kind"), width=14),
    *_MOVES,
)
_THING_COLUMNS = (
    Column("title", N_("Thing"), width=36),
    Column("kind", N_("Kind"), width=14, words=KIND_LABELS),
    Column("pieces", N_("Pieces in stock"), "count"),
    Column("lent", N_("Times lent"), "count"),
    Column("out", N_("Out at the end"), "count"),
    Column("late", N_("Of these overdue"), "count"),
)


def never_lent(period: Period, *, most: int = -1) -> Listing:
    """The titles never lent, those longest in the stock first; `most` -1: all of them."""
    rows = (
        (*title, day_of(since) if since else None, used, row_id)
        for *title, since, used, row_id in each(_NEVER_LENT, span(period) | {"most": most})
    )
    return Listing(_NEVER_COLUMNS, rows, (ID,), "title")


def by_kind(period: Period) -> Listing:
    """The stock of each kind that there is, with what came and went: books and media first, things apart from them."""
    found = {kind: [value or 0 for value in values] for kind, *values in each(_KINDS, span(period))}
    rows: list[Row] = [
        (_(PRINTED if kind in PRINT_KINDS else OTHER), _(KIND_LABELS[kind]), *found[kind])
        for kind in KINDS
        if any(found.get(kind, ()))
    ]
    if given := opening_stock.given():
        moves = (given.volumes, 0, 0, 0, 0, 0, given.volumes)
        rows.append((_(PRINTED), _(stock.KINDS_OF_STOCK[stock.BY_HAND]), *moves))
    return Listing(_KIND_COLUMNS, rows)


def things(period: Period) -> Listing:
    """The everyday things by name, with how often each was lent, and what is out and overdue on the last day."""
    return Listing(_THING_COLUMNS, each(_THINGS, known_span(period)), (ID,), "title")


def things_here(period: Period) -> Listing:
    """The everyday things of which there are any on the last day."""
    listed = things(period)
    place = listed.place("pieces")
    return replace(listed, found=(row for row in listed.found if row[place]))
