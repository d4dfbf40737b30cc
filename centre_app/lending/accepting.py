"""Making copies of pieces that arrived: worked out before the file is locked, written as one step that can be undone.

A known title gets further copies, an unknown one is added; barcodes and call numbers run on. Of thousands of pieces only the
writing holds up other windows, a second or so; what was worked out is worked out anew where somebody changed its basis meanwhile.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_, _
from centre_app.lending import title_fields
from centre_app.lending.call_numbers import Running
from centre_app.lending.donation_reads import LineRow
from centre_app.lending.models import Title
from centre_app.lending.numbers import automatic_barcodes, plain
from centre_app.lending.tuples import tuples_of
from centre_app.progress import SILENT, Progress
from centre_app.storage import bulk, journal, tokens
from centre_app.storage.action import action
from centre_app.storage.database import db

MOST_AT_ONCE = 50_000
_CHUNK = 200
_TRIES = 3
# What a plan is made from; whatever else is written meanwhile does not matter to it.
_BASIS = frozenset({"title", "copy", "donation", "donation_line", "setting"})
_COUNT = """
UPDATE donation_line SET accepted = accepted + wanted.value ->> 1 FROM json_each(?) wanted
WHERE donation_line.id = wanted.value ->> 0"""

Wanted = Sequence[tuple[LineRow, int]]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was made of accepted pieces: ids of the copies, and how many titles were new."""

    copy_ids: list[int]
    new_titles: int


@dataclass(slots=True)
class _Plan:
    """The rows to write. A copy's `title_id` is negative for a new title: -1 for the first one."""

    since: int
    lines: list[tuple[int, int]] = field(default_factory=list)
    titles: list[dict[str, Any]] = field(default_factory=list)
    copies: list[dict[str, Any]] = field(default_factory=list)

    def is_current(self) -> bool:
        return not journal.changed_since(self.since)[1] & _BASIS


class _Moved(Exception):
    """Somebody changed what the plan was made from."""


def accept(wanted: Callable[[], Wanted], *, location: str, progress: Progress = SILENT) -> Accepted:
    """Make copies of so many pieces of each line, on this shelf; `wanted` is asked again where somebody changed the lines.

    Raises what `wanted` raises, LineNeedsName naming the first line without a title, CountImpossible, Cancelled.
    """
    for left in reversed(range(_TRIES)):
        plan = _plan(wanted, location=location, progress=progress)
        try:
            return _write_if_current(
                plan=plan, wanted=wanted, location=location, progress=progress, insist=not left
            )
        except _Moved:
            continue
    raise AssertionError("the last try insists")


def accept_inside(wanted: Wanted, *, location: str) -> Accepted:
    """Inside an action: make copies of so many pieces of each line. Raises as `accept`."""
    return _write(_plan(lambda: wanted, location=location, progress=SILENT), progress=SILENT)


@action(N_("accept a donation"))
def _write_if_current(
    *, plan: _Plan, wanted: Callable[[], Wanted], location: str, progress: Progress, insist: bool
) -> Accepted:
    if not plan.is_current():
        if not insist:
            raise _Moved
        plan = _plan(wanted, location=location, progress=progress)
    return _write(plan, progress=progress)


def _plan(wanted: Callable[[], Wanted], *, location: str, progress: Progress) -> _Plan:
    plan = _Plan(journal.last_change_id())
    lines = wanted()
    for row, _count in lines:
        if not row.name:
            raise errors.LineNeedsName(isbn=row.isbn_given)
    total = sum(count for _row, count in lines)
    if total > MOST_AT_ONCE:
        raise errors.CountImpossible(count=total, most=MOST_AT_ONCE)
    titles, codes = _Titles(plan, [row for row, _count in lines]), iter(automatic_barcodes(total))
    for done, (row, count) in enumerate(lines):
        if done % _CHUNK == 0:
            progress.report(done, len(lines), _("Working out titles and numbers"))
        title_id = titles.of(row)
        plan.lines.append((row.id, count))
        plan.copies += [
            _piece(row, title_id, code=next(codes), location=location.strip()) for _one in range(count)
        ]
    return plan


def _piece(row: LineRow, title_id: int, *, code: str, location: str) -> dict[str, Any]:
    today = str(clock.today())
    return {
        "title_id": title_id, "barcode": code, "volumes": row.volumes, "kind": row.kind, "donation_id": row.donation_id,
        "donation_line_id": row.id, "location": location, "price_fen": row.price_fen, "accessioned_on": today,
        "condition_on": today,
    }  # fmt: skip


def _write(plan: _Plan, *, progress: Progress) -> Accepted:
    """Inside an action: write the plan."""
    last_title, last_copy = bulk.last_id("title"), bulk.last_id("copy")
    for copy in plan.copies:
        if copy["title_id"] < 0:
            copy["title_id"] = last_title - copy["title_id"]
    total, done = len(plan.titles) + len(plan.copies), 0
    for table, rows, last in (("title", plan.titles, last_title), ("copy", plan.copies, last_copy)):
        for start in range(0, len(rows), bulk.AT_ONCE):
            progress.report(done, total, _("Writing"))
            some = rows[start : start + bulk.AT_ONCE]
            bulk.insert(table, some, first_id=last + start + 1)
            done += len(some)
    db.execute_sql(_COUNT, (json.dumps(plan.lines),))
    copy_ids = list(range(last_copy + 1, last_copy + len(plan.copies) + 1))
    return Accepted(copy_ids, len(plan.titles))


class _Titles:
    """The title of each line: the known one of its ISBN, or of its name where nothing that both state differs, else a new one."""

    def __init__(self, plan: _Plan, rows: Sequence[LineRow]) -> None:
        self._plan, self._running = plan, Running()
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
        """The id of the title that pieces of this line are copies of, negative for a new one."""
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
        values = title_fields.values_of(
            name=row.name, authors=row.authors, publisher=row.publisher, published=row.published,
            isbn=row.isbn_given, clc_class=row.clc_class, price_fen=row.price_fen, note=row.note,
        )  # fmt: skip
        whole = title_fields.found_by(Title()) | values
        mark = self._running.next(
            clc_class=values["clc_class"], authors=values["authors"], name=values["name"]
        )
        self._plan.titles.append(values | {"call_mark": mark} | title_fields.keys(whole))
        title_id = -len(self._plan.titles)
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
