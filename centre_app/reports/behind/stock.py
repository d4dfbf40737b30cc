"""The pieces of the stock behind its figures, and the stock summed by class, kind and donor."""

from itertools import chain
from typing import Any

from centre_app.i18n import N_, _
from centre_app.lending.classes import class_name
from centre_app.lending.labels import KIND_LABELS
from centre_app.reports.counts import opening_stock
from centre_app.reports.fragments import ADDED, FOUND, HERE, LOST, OPENING, STOCK, WITHDRAWN, span
from centre_app.reports.listing import ID, NOT_RECORDED, AsWritten, Column, Listing, Row, day_of, each
from centre_app.reports.periods import Period

_PIECES = f"""
WITH stock AS ({STOCK})
SELECT t.name, c.barcode, s.kind, s.volumes, s.fen, s.since, s.gone, s.id,
  row_number() OVER (PARTITION BY s.title_id ORDER BY s.id, s.since) = 1, row_number() OVER (PARTITION BY s.in_set ORDER BY s.id, s.since) = 1
FROM stock s CROSS JOIN copy c ON c.id = s.id CROSS JOIN title t ON t.id = s.title_id WHERE {{}} ORDER BY s.id"""  # noqa: S608
# A title or set whose pieces lie in several groups counts in that of its first piece, so that the groups add up.
_GROUPS = f"""
WITH stock AS ({STOCK}), pieces AS (
  SELECT stock.*, {HERE} AS here, upper(substr(trim(t.clc_class), 1, 1)) AS class, coalesce(trim(d.donor), '') AS donor,
    row_number() OVER (PARTITION BY title_id, {HERE} ORDER BY stock.id) = 1 AS new_title,
    row_number() OVER (PARTITION BY in_set, {HERE} ORDER BY stock.id) = 1 AS new_set
  FROM stock CROSS JOIN title t ON t.id = title_id LEFT JOIN donation d ON d.id = donation_id)
SELECT class, kind, donor, sum(here AND new_title), sum(volumes * here), sum(here AND new_set), sum(fen * here) / 100.0,
  sum(volumes) FILTER (WHERE {OPENING}), sum(volumes) FILTER (WHERE {ADDED}),
  sum(volumes) FILTER (WHERE {ADDED} AND donation_id IS NOT NULL),
  sum(volumes) FILTER (WHERE {WITHDRAWN}), sum(volumes) FILTER (WHERE {LOST}), sum(volumes) FILTER (WHERE {FOUND})
FROM pieces GROUP BY class, kind, donor
HAVING sum(here) > 0 OR max(gone) >= :first ORDER BY class = '', class, kind, donor"""  # noqa: S608


# The stock that was given by hand stands among the kinds.
BY_HAND = "by_hand"
KINDS_OF_STOCK = {**KIND_LABELS, BY_HAND: N_("Not catalogued (by hand)")}


class _Numbered(AsWritten):
    """What donors are called by their numbers; nobody, where it is not known who gave."""

    def __getitem__(self, code: object) -> str:
        return _("Donor {number}").format(number=code)


NUMBERED = _Numbered()
_COLUMNS = (
    Column("title", N_("Title"), width=40),
    Column("barcode", N_("Barcode"), width=14),
    Column("kind", N_("Kind"), width=14, words=KINDS_OF_STOCK),
    Column("volumes", N_("Volumes"), "count"),
    Column("value", N_("List value"), "money"),
    Column("since", N_("In stock since"), "date"),
    Column("gone", N_("Out of stock since"), "date"),
)
# The first piece of each title, and of each set, counts it.
_HIDDEN = (ID, Column("titles"), Column("sets"))
_GROUP_COLUMNS = (
    Column("class", N_("Class of the stock"), width=30),
    Column("kind", N_("Kind"), width=14),
    Column("donor", N_("Donor"), width=22),
    Column("titles", N_("Titles"), "count"),
    Column("volumes", N_("Volumes"), "count"),
    Column("sets", N_("Sets"), "count"),
    Column("value", N_("List value"), "money"),
    Column("opening", N_("At the start"), "count"),
    Column("added", N_("Added"), "count"),
    Column("donated", N_("Donated"), "count"),
    Column("withdrawn", N_("Withdrawn"), "count"),
    Column("lost", N_("Lost"), "count"),
    Column("found", N_("Found again"), "count"),
)


def present(period: Period, *, where: str = f"{HERE}") -> Listing:
    """The pieces in the stock on the last day."""
    found = each(_PIECES.format(where), span(period))
    rows = chain(_not_catalogued() if where in (HERE, OPENING) else (), map(_piece, found))
    return Listing(_COLUMNS, rows, _HIDDEN, "copy")


def at_the_start(period: Period) -> Listing:
    """The pieces that were in the stock at the end of the day before the period."""
    return present(period, where=OPENING)


def added(period: Period) -> Listing:
    """The pieces that came in the period."""
    return present(period, where=ADDED)


def donated(period: Period) -> Listing:
    """The pieces that came in the period by donation."""
    return present(period, where=f"{ADDED} AND s.donation_id IS NOT NULL")


def withdrawn(period: Period) -> Listing:
    """The pieces withdrawn in the period."""
    return present(period, where=WITHDRAWN)


def lost(period: Period) -> Listing:
    """The pieces lost in the period."""
    return present(period, where=LOST)


def found(period: Period) -> Listing:
    """The pieces that were lost or withdrawn before and came back into the stock in the period."""
    return present(period, where=FOUND)


def by_group(period: Period, *, names: bool = False) -> Listing:
    """The stock and its movements by class, kind and donor; without `names` donors are numbered."""
    found = list(each(_GROUPS, span(period)))
    donors = numbered([row[2] for row in found], names=names)
    rows = (
        (_class(row[0]), _(KIND_LABELS[row[1]]), donors.get(row[2], ""), *(value or 0 for value in row[3:]))
        for row in found
    )
    return Listing(_GROUP_COLUMNS, chain(rows, _group_not_catalogued()))


def numbered(donors: list[str], *, names: bool) -> dict[str, str]:
    """How each donor is called: by name, or `Donor 1` where names stay inside the centre."""
    known = [donor for donor in dict.fromkeys(donors) if donor]
    return {donor: donor if names else NUMBERED[place] for place, donor in enumerate(known, start=1)}


def _not_catalogued() -> list[Row]:
    """The opening stock given by hand, as one row."""
    given = opening_stock.given()
    row = ("", "", BY_HAND, given.volumes, given.fen / 100, None, None, 0, given.titles, given.sets)
    return [row] if given else []


def _piece(row: tuple[Any, ...]) -> Row:
    *copy, fen, since, gone, row_id, new_title, new_set = row
    days = (day_of(since) if since else None, day_of(gone) if gone else None)
    return (*copy, fen / 100, *days, row_id, new_title, new_set)


def _group_not_catalogued() -> list[Row]:
    given = opening_stock.given()
    counts = (given.titles, given.volumes, given.sets, given.fen / 100, given.volumes, 0, 0, 0, 0, 0)
    return [(_class(""), _(KINDS_OF_STOCK[BY_HAND]), "", *counts)] if given else []


def _class(letter: str) -> str:
    name = class_name(letter) if letter else ""
    return f"{letter} {name}" if name else letter or _(NOT_RECORDED)
