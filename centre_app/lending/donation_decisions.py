"""What becomes of the pieces that arrived: accepted as copies of titles, returned, or passed on.

Accepted pieces become copies in one step: a known title gets further copies, an unknown one is added; barcodes run on.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.lending import catalogue, donation_reads
from centre_app.lending.donation_models import DonationLine
from centre_app.lending.donation_reads import LineRow
from centre_app.lending.models import Copy, Title
from centre_app.lending.numbers import automatic_barcodes, plain
from centre_app.lending.tuples import tuples_of
from centre_app.progress import SILENT, Progress
from centre_app.storage import tokens
from centre_app.storage.action import action
from centre_app.storage.database import db

_CHUNK = 200
MOST_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was made of accepted pieces: ids of the copies, and how many titles were new."""

    copy_ids: list[int]
    new_titles: int


@action(N_("accept a donation"))
def accept(
    *,
    donation_id: int,
    line_ids: Sequence[int] | None = None,
    location: str = "",
    progress: Progress = SILENT,
) -> Accepted:
    """Make copies of all that arrived and is not decided on, of these lines or of all; `location` is their shelf.

    Raises NothingToAccept, LineNeedsName naming the first line without a title, and NotFound.
    """
    donation_reads.batch(donation_id)
    if line_ids is None:
        rows = donation_reads.lines(donation_id, only="undecided", limit=-1)
    else:
        rows = [row for row in donation_reads.lines_of(line_ids) if row.donation_id == donation_id]
    wanted = [(row, row.undecided) for row in rows if row.undecided]
    if not wanted:
        raise errors.NothingToAccept
    return _accept(wanted, location=location, progress=progress)


@action(N_("decide on a line of a donation"))
def decide(
    *,
    line_id: int,
    accepted: int = 0,
    returned: int = 0,
    returned_reason: str = "",
    passed_on: int = 0,
    passed_on_to: str = "",
    passed_on_reason: str = "",
    location: str = "",
) -> Accepted:
    """Accept, return and pass on so many pieces of a line, beside what was decided before.

    Raises NothingDecided, MoreThanArrived, DecisionNeedsReason, PassedOnToNobody, LineNeedsName and NotFound.
    """
    row = donation_reads.line(line_id)
    wanted = accepted + returned + passed_on
    if wanted <= 0 or min(accepted, returned, passed_on) < 0:
        raise errors.NothingDecided
    if wanted > row.undecided:
        raise errors.MoreThanArrived(title=row.title, left=row.undecided, wanted=wanted)
    if (returned and not returned_reason.strip()) or (passed_on and not passed_on_reason.strip()):
        raise errors.DecisionNeedsReason
    if passed_on and not passed_on_to.strip():
        raise errors.PassedOnToNobody
    changes: dict[str, Any] = {}
    if returned:
        changes |= {
            "returned": row.returned + returned,
            "returned_reason": _beside(row.returned_reason, returned_reason),
        }
    if passed_on:
        changes |= {
            "passed_on": row.passed_on + passed_on,
            "passed_on_to": _beside(row.passed_on_to, passed_on_to),
            "passed_on_reason": _beside(row.passed_on_reason, passed_on_reason),
        }
    if changes:
        DonationLine.update(**changes).where(DonationLine.id == line_id).execute()
    return _accept([(row, accepted)], location=location, progress=SILENT) if accepted else Accepted([], 0)


def _accept(wanted: Sequence[tuple[LineRow, int]], *, location: str, progress: Progress) -> Accepted:
    for row, _count in wanted:
        if not row.name:
            raise errors.LineNeedsName(isbn=row.isbn_given)
    total = sum(count for _row, count in wanted)
    if total > MOST_AT_ONCE:
        raise errors.CountImpossible(count=total, most=MOST_AT_ONCE)
    titles = _Titles([row for row, _count in wanted])
    codes = iter(automatic_barcodes(total))
    last = _last_copy()
    pieces: list[dict[str, Any]] = []
    for done, (row, count) in enumerate(wanted):
        if done % _CHUNK == 0:
            progress.report(done, len(wanted), N_("Writing"))
        title_id = titles.of(row)
        pieces += [
            _piece(row, title_id, code=next(codes), location=location.strip()) for _one in range(count)
        ]
        db.execute_sql("UPDATE donation_line SET accepted = accepted + ? WHERE id = ?", (count, row.id))
    for start in range(0, len(pieces), _CHUNK):
        Copy.insert_many(pieces[start : start + _CHUNK]).execute()
    made = tuples_of(Copy.select(Copy.id).where(Copy.id > last).order_by(Copy.id))
    return Accepted([copy_id for (copy_id,) in made], titles.new)


def _piece(row: LineRow, title_id: int, *, code: str, location: str) -> dict[str, Any]:
    today = clock.today()
    return {
        "title": title_id, "barcode": code, "volumes": row.volumes, "kind": row.kind, "donation": row.donation_id,
        "donation_line_id": row.id, "location": location, "price_fen": row.price_fen, "accessioned_on": today,
        "condition_on": today,
    }  # fmt: skip


def _last_copy() -> int:
    """The highest id of a copy; nobody else inserts while this action holds the lock."""
    found = tuples_of(Copy.select(Copy.id).order_by(Copy.id.desc()).limit(1))
    return found[0][0] if found else 0


class _Titles:
    """The title of each line: the known one of its ISBN, or of its name where nothing that both state differs, else a new one."""

    def __init__(self, rows: Sequence[LineRow]) -> None:
        self.new = 0
        self._by_isbn: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._by_name: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        columns = (Title.isbn, Title.id, Title.name, Title.authors, Title.publisher)
        for some in _chunks({row.isbn for row in rows if row.isbn}):
            for isbn, title_id, name, *_more in tuples_of(
                Title.select(*columns).where(Title.isbn.in_(some)).order_by(Title.id)
            ):
                self._by_isbn[isbn].append((title_id, name))
        for some in _chunks({tokens.title_sort(row.name) for row in rows if not row.isbn}):
            query = Title.select(*columns).where(Title.name_sort.in_(some)).order_by(Title.id)
            for _isbn, title_id, name, authors, publisher in tuples_of(query):
                self._by_name[name].append((title_id, authors, publisher))

    def of(self, row: LineRow) -> int:
        """The id of the title that pieces of this line are copies of."""
        if row.isbn:
            alike = self._by_isbn[row.isbn]
            same = [title_id for title_id, name in alike if name.casefold() == row.name.casefold()]
            found = same or [title_id for title_id, _name in alike]
        else:
            found = [
                title_id
                for title_id, authors, publisher in self._by_name[row.name]
                if _agree(authors, row.authors) and _agree(publisher, row.publisher)
            ]
        return found[0] if found else self._add(row)

    def _add(self, row: LineRow) -> int:
        title_id = catalogue.add_title(
            name=row.name, authors=row.authors, publisher=row.publisher, published=row.published,
            isbn=row.isbn_given, clc_class=row.clc_class, price_fen=row.price_fen, note=row.note,
        )  # fmt: skip
        self.new += 1
        if row.isbn:
            self._by_isbn[row.isbn].append((title_id, row.name))
        else:
            self._by_name[row.name].append((title_id, row.authors, row.publisher))
        return title_id


def _chunks(values: set[str]) -> Iterator[list[str]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _agree(one: str, other: str) -> bool:
    return not one or not other or plain(one).casefold() == plain(other).casefold()


def _beside(before: str, now: str) -> str:
    """Reasons given one after the other, each once."""
    return "; ".join(dict.fromkeys(part for part in (*before.split("; "), plain(now)) if part))
