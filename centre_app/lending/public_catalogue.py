"""The catalogue as visitors see it: titles in stock, where they stand, whether they are there. Nothing of any person.

Borrowers and donors are never read here, and a text is not compared with donors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from centre_app import clock
from centre_app.lending import catalogue_reads, classes
from centre_app.lending.catalogue_reads import TitleRow
from centre_app.lending.models import GONE, KINDS
from centre_app.storage.database import db

AT_MOST = 30
_LATEST = 2000  # so many of the newest pieces, or of the latest loans, are looked at
_PLACES = """
SELECT one.title_id, one.kind, one.call_number, one.location, one.condition = 'not_for_loan',
  (SELECT min(due_at) FROM copy piece JOIN loan ON copy_id = piece.id AND returned_at IS NULL
   WHERE piece.title_id = one.title_id AND piece.condition NOT IN {gone})
FROM copy one WHERE one.id IN (
  SELECT (SELECT piece.id FROM copy piece LEFT JOIN loan ON copy_id = piece.id AND returned_at IS NULL
          WHERE piece.title_id = title.id AND piece.condition NOT IN {gone} AND (:kind = '' OR piece.kind = :kind)
          ORDER BY loan.id IS NOT NULL, piece.condition <> 'good', piece.id LIMIT 1)
  FROM title WHERE title.id IN ({marks}))"""
_NEWEST = """
SELECT title_id FROM copy WHERE condition NOT IN {gone} AND (:kind = '' OR kind = :kind)
ORDER BY accessioned_on DESC LIMIT :most"""
_BORROWED = """
SELECT title_id FROM (SELECT copy_id FROM loan ORDER BY lent_at DESC LIMIT :most) late JOIN copy ON copy.id = copy_id
WHERE condition NOT IN {gone} AND (:kind = '' OR kind = :kind) GROUP BY title_id ORDER BY count(*) DESC, title_id LIMIT 100"""


@dataclass(frozen=True, slots=True)
class PublicTitle:
    """A title for all to see. `state` is one of on_shelf, out, read_here, away; `back_on` only with out.

    `call_number` and `shelf` are those of the piece to look for first. A day that has passed is not told: it would say that
    somebody is late.
    """

    id: int
    name: str
    authors: str
    publisher: str
    published: str
    isbn: str
    clc_class: str
    class_name: str
    kind: str
    call_number: str
    shelf: str
    copies: int
    available: int
    state: str
    back_on: date | None


def find(text: str, *, kind: str = "", on_shelf: bool = False, limit: int = AT_MOST) -> list[PublicTitle]:
    """Titles a visitor may mean, best first: words, authors, pinyin, initials, ISBN, class, shelf, barcode; no donors."""
    found = catalogue_reads.find(text, limit=limit, kind=kind, on_shelf=on_shelf, by_donor=False)
    return _shown(found, kind=kind)


def newest(*, kind: str = "", on_shelf: bool = False, limit: int = 12) -> list[PublicTitle]:
    """What came in last."""
    return _listed(_NEWEST, kind=kind, on_shelf=on_shelf, limit=limit)


def most_borrowed(*, kind: str = "", on_shelf: bool = False, limit: int = 12) -> list[PublicTitle]:
    """What was lent most often among the latest loans."""
    return _listed(_BORROWED, kind=kind, on_shelf=on_shelf, limit=limit)


def _listed(query: str, *, kind: str, on_shelf: bool, limit: int) -> list[PublicTitle]:
    wanted = KINDS[KINDS.index(kind)] if kind else ""
    rows = db.execute_sql(query.format(gone=GONE), {"kind": wanted, "most": _LATEST}).fetchall()
    ids = list(dict.fromkeys(title_id for (title_id,) in rows))[: limit * 5]
    titles = [row for row in catalogue_reads.titles_of(ids) if row.available or not on_shelf]
    return _shown(titles[:limit], kind=kind)


def _shown(rows: Sequence[TitleRow], *, kind: str) -> list[PublicTitle]:
    if not rows:
        return []
    marks = ", ".join(str(row.id) for row in rows)
    query = _PLACES.format(gone=GONE, marks=marks)
    places = {place[0]: place[1:] for place in db.execute_sql(query, {"kind": kind}).fetchall()}
    return [_title(row, places[row.id]) for row in rows if row.id in places]


def _title(row: TitleRow, place: Sequence[Any]) -> PublicTitle:
    kind, call_number, shelf, read_here, due_at = place
    due = datetime.fromisoformat(due_at).date() if due_at else None
    state = "on_shelf" if row.available else "out" if due else "read_here" if read_here else "away"
    later = due if state == "out" and due is not None and due >= clock.today() else None
    return PublicTitle(
        row.id, row.name, row.authors, row.publisher, row.published, row.isbn, row.clc_class,
        classes.class_name(row.clc_class), kind, call_number, shelf, row.copies, row.available, state, later,
    )  # fmt: skip
